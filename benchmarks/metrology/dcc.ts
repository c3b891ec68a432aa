// SPDX-License-Identifier: Apache-2.0
// A DCC parsed, validated and verified, warm, beside lxml and xmlsec where Python has them.
// Usage: TOUCHSTONE_DCC_SCHEMAS=FOLDER node benchmarks/metrology/dcc.ts [FILE.xml] [rounds]
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseInstant } from '@touchstone/identifiers';
import {
  certificatesFromPem,
  createDccSchemas,
  parseXml,
  readDccOf,
  verifySignatures,
} from '@touchstone/metrology/calibration';
import { nodeSignatureSuite } from '@touchstone/metrology/calibration/node';

const root = join(import.meta.dirname, '..', '..');
const certificates = join(root, 'libraries', 'evidence', 'src', 'testing', 'certificates');
const file = process.argv[2] ?? join(certificates, 'signed.xml');
const rounds = Number(process.argv[3] ?? 50);
const TARGET = 20;
const folder = process.env.TOUCHSTONE_DCC_SCHEMAS;

const bytes = readFileSync(file);
const names =
  folder === undefined
    ? []
    : (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.xsd'));
const schemas = createDccSchemas(
  Object.fromEntries(names.map((name) => [name, readFileSync(join(folder ?? '', name))])),
);
const schema = await schemas.of(readDccOf(parseXml(bytes)).dcc.schemaVersion);
const context = {
  suite: nodeSignatureSuite,
  roots: certificatesFromPem(readFileSync(join(certificates, 'certificate-roots', 'root.pem'), 'utf8')),
  intermediates: [readFileSync(join(certificates, 'certificates', 'between.crt'))],
  on: parseInstant('2026-11-22T00:00:00Z'),
};

/** Processor time of each round, which other programs on the machine disturb less than the clock. */
function time(run: () => unknown): readonly number[] {
  return Array.from({ length: rounds + 20 }, () => {
    const begin = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 1_000;
  }).slice(20);
}

function report(name: string, times: readonly number[], note = ''): void {
  const sorted = [...times].sort((a, b) => a - b);
  console.log(`${name.padEnd(28)} ${sorted[sorted.length >> 1]?.toFixed(2)} ms (${sorted[0]?.toFixed(2)})${note}`);
}

const xml = parseXml(bytes);
console.log(
  `Node ${process.versions.node}, ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}; ${bytes.length} bytes, processor time, median (best) of ${rounds}; schema ${schema === undefined ? 'not given' : 'given'}; signature ${verifySignatures(xml, context).outcome}`,
);
report(
  'parse',
  time(() => parseXml(bytes)),
);
report(
  'read into the model',
  time(() => readDccOf(xml)),
);
if (schema !== undefined)
  report(
    'validate',
    time(() => schema.validate(xml)),
  );
report(
  'verify',
  time(() => verifySignatures(xml, context)),
);
const all = time(() => {
  const document = parseXml(bytes);
  readDccOf(document);
  schema?.validate(document);
  verifySignatures(document, context);
});
report('all of it', all, `, target ${TARGET} ms`);

const script = join(import.meta.dirname, 'dcc-lxml.py');
const python = spawnSync('python3', [script, file, String(rounds), folder ?? ''], { encoding: 'utf8' });
console.log(
  python.status === 0
    ? python.stdout.trim()
    : `no lxml with xmlsec to compare with: ${python.stderr?.trim().split('\n').at(-1) ?? python.error?.message}`,
);
