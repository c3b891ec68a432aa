// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CalendarDay, startOfDay } from '@touchstone/identifiers';
import { certificatesFromPem, createDccSchemas, parseSchematron } from '@touchstone/metrology/calibration';
import { nodeSignatureSuite } from '@touchstone/metrology/calibration/node';
import type { CertificateContext } from './certificate-verdict.ts';

/** A day begins in China, Hong Kong and Macao, as everywhere else here. */
const OFFSET_MINUTES = 480;
const FILES_MAX = 500;
const NO_FILES: Readonly<Record<string, Buffer>> = {};

/** Where what a certificate is held against lies. */
export interface CertificateFolders {
  /** `certificate-roots/` and `certificates/` below it, .pem, .crt or .cer: whom to trust, and who stands between. */
  readonly trust: string;
  /** XSDs as PTB publishes them, `v3.3.0/dcc.xsd`, and `*.sch` with rules. */
  readonly schemas?: string | undefined;
}

/** Reads roots, schemas and rules from their folders; a folder that is not there has none. */
export async function certificateContext(
  { trust, schemas }: CertificateFolders,
  on: CalendarDay,
): Promise<CertificateContext> {
  const [roots, intermediates, files] = await Promise.all([
    readCertificates(join(trust, 'certificate-roots')),
    readCertificates(join(trust, 'certificates')),
    schemas === undefined ? NO_FILES : readFiles(schemas, /\.(xsd|sch)$/),
  ]);
  const rules = Object.entries(files).find(([name]) => name.endsWith('.sch'));
  return {
    ...{ suite: nodeSignatureSuite, roots, intermediates, on: startOfDay(on, OFFSET_MINUTES) },
    ...(schemas === undefined ? {} : { schemas: createDccSchemas(files) }),
    ...(rules === undefined ? {} : { rules: parseSchematron(rules[1]) }),
  };
}

async function readCertificates(folder: string): Promise<readonly Uint8Array[]> {
  const files = await readFiles(folder, /\.(pem|crt|cer)$/i);
  return Object.values(files).flatMap((bytes) => {
    const text = bytes.toString('latin1');
    return text.includes('-----BEGIN') ? certificatesFromPem(text) : [new Uint8Array(bytes)];
  });
}

async function readFiles(folder: string, ending: RegExp): Promise<Readonly<Record<string, Buffer>>> {
  const names = (await readdir(folder, { recursive: true }).catch(() => [])).filter((name) => ending.test(name)).sort();
  const read = names
    .slice(0, FILES_MAX)
    .map(async (name) => [name.replaceAll('\\', '/'), await readFile(join(folder, name))] as const);
  return Object.fromEntries(await Promise.all(read));
}
