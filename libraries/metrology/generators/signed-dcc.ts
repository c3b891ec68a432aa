// SPDX-License-Identifier: Apache-2.0
// Writes a signed certificate of a demonstration laboratory, and the root that vouches for it. Keys are made and forgotten.
// Usage: node libraries/metrology/generators/signed-dcc.ts FOLDER
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CA, certify } from '../src/calibration/testing/authority.ts';
import { exampleDcc, expanded, quantity, real } from '../src/calibration/testing/example-dcc.ts';
import { signDcc } from '../src/calibration/testing/sign-dcc.ts';

const folder = process.argv[2] ?? '.';
const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;
const root = certify({ name: 'Demonstration root', extensions: [CA] });
const between = certify({ name: 'Demonstration CA', issuer: root, extensions: [CA] });
const signer = certify({ name: 'Demonstration laboratory', issuer: between });
const data = quantity(real('0.072', '\\kelvin', expanded), '', 'basic_measurementError');
mkdirSync(join(folder, 'certificate-roots'), { recursive: true });
mkdirSync(join(folder, 'certificates'), { recursive: true });
writeFileSync(join(folder, 'signed.xml'), signDcc(exampleDcc(data), signer));
writeFileSync(join(folder, 'certificate-roots', 'root.pem'), pem(root.certificate));
writeFileSync(join(folder, 'certificates', 'between.crt'), between.certificate);
