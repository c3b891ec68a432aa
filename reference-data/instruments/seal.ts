// SPDX-License-Identifier: Apache-2.0
// Writes data-set.json anew after a file of this folder was edited; refuses files that cannot be read.
//   node reference-data/instruments/seal.ts
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestFromSha256 } from '@touchstone/identifiers';
import { parseCapabilities, parseInstrumentRules } from '@touchstone/metrology/upkeep';

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');
const { kinds, regimes } = parseInstrumentRules(JSON.parse(read('rules.json')));
const offers = parseCapabilities(JSON.parse(read('demonstration-capabilities.json')));
const rows = {
  'rules.json': kinds.length + regimes.flatMap(({ compulsory }) => compulsory).length,
  'demonstration-capabilities.json': offers.length,
};
const manifest = {
  id: 'instruments',
  title: 'Kinds of measuring instruments, what the law of a place asks of them, and laboratories that do not exist',
  source: 'Keyed by hand for this project; each entry names its source, or says that it is from memory',
  licence: 'Apache-2.0. Not legal advice and no official edition.',
  readOn: '2026-11-22',
  mapper: 'keyed by hand',
  files: Object.entries(rows).map(([name, count]) => ({
    name,
    digest: digestFromSha256(createHash('sha256').update(read(name)).digest()),
    rows: count,
  })),
};
writeFileSync(join(import.meta.dirname, 'data-set.json'), `${JSON.stringify(manifest, null, 2)}\n`);
