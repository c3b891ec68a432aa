// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CertificateContext, judgeCertificate } from '@touchstone/evidence/certificate';
import { type CalendarDay, startOfDay } from '@touchstone/identifiers';
import { certificatesFromPem, createDccSchemas, parseSchematron } from '@touchstone/metrology/calibration';
import { nodeSignatureSuite } from '@touchstone/metrology/calibration/node';

/** A day begins in China, Hong Kong and Macao, as everywhere else here. */
const OFFSET_MINUTES = 480;
const FILES_MAX = 500;
const NO_FILES: Readonly<Record<string, Buffer>> = {};

/** Where what a certificate is held against lies. */
export interface CertificateFolders {
  /** `certificate-roots/` and `certificates/` below it, .pem, .crt or .cer: whom to trust, and who stands between. */
  readonly trust?: string | undefined;
  /** XSDs as PTB publishes them, `v3.3.0/dcc.xsd`, and `*.sch` with rules. */
  readonly schemas?: string | undefined;
}

/** Judges certificates against the same folders, whatever the day. */
export type CertificateJudge = (
  certificate: { readonly file: string; readonly bytes: Uint8Array },
  on: CalendarDay,
) => ReturnType<typeof judgeCertificate>;

/** Reads roots, schemas and rules from their folders, once; a folder that is not there has none. */
export async function readCertificateJudge({ trust, schemas }: CertificateFolders): Promise<CertificateJudge> {
  const [roots, intermediates, files] = await Promise.all([
    readCertificates(trust, 'certificate-roots'),
    readCertificates(trust, 'certificates'),
    schemas === undefined ? NO_FILES : readFiles(schemas, /\.(xsd|sch)$/),
  ]);
  const rules = Object.entries(files).find(([name]) => name.endsWith('.sch'));
  const context: Omit<CertificateContext, 'on'> = {
    ...{ suite: nodeSignatureSuite, roots, intermediates },
    ...(schemas === undefined ? {} : { schemas: createDccSchemas(files) }),
    ...(rules === undefined ? {} : { rules: parseSchematron(rules[1]) }),
  };
  return ({ file, bytes }, on) => judgeCertificate(file, bytes, { ...context, on: startOfDay(on, OFFSET_MINUTES) });
}

async function readCertificates(trust: string | undefined, name: string): Promise<readonly Uint8Array[]> {
  const files = trust === undefined ? NO_FILES : await readFiles(join(trust, name), /\.(pem|crt|cer)$/i);
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
