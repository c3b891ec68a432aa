// SPDX-License-Identifier: Apache-2.0
// Writes data-set.json anew after a table of this folder was edited.
//   node reference-data/requirements/seal.ts
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestFromSha256 } from '@touchstone/identifiers';
import {
  formatFinding,
  inspectRequirementFiles,
  parseCsv,
  REQUIREMENT_FILE_COLUMNS,
  REQUIREMENT_FILE_NAMES,
} from '@touchstone/requirements';

const FOLDER = 'requirements/';
const REFERENCE_DATA = join(import.meta.dirname, '..');
const files = Object.fromEntries(
  REQUIREMENT_FILE_NAMES.map((name) => [name, readFileSync(join(REFERENCE_DATA, name), 'utf8')]),
);

const { findings } = inspectRequirementFiles(files);
if (findings.length > 0) {
  console.error([...findings.map(formatFinding), `${findings.length} cells refused; nothing was written`].join('\n'));
  process.exit(1);
}

const described = REQUIREMENT_FILE_NAMES.filter((name) => name.startsWith(FOLDER)).map((name) => {
  const text = files[name] as string;
  return {
    name: name.slice(FOLDER.length),
    digest: digestFromSha256(createHash('sha256').update(text).digest()),
    rows: parseCsv(name, text, REQUIREMENT_FILE_COLUMNS[name]).rows.length,
  };
});
const manifest = {
  id: 'requirements',
  title: 'Readings of the printed limits, duties, transitions and coverage of food in Guangdong, Hong Kong and Macao',
  source: 'Keyed by hand for this project; each row names the printed text, the page, or that it is from memory',
  licence: 'Apache-2.0. Not legal advice and no official edition.',
  readOn: '2026-11-22',
  mapper: 'keyed by hand',
  files: described,
};
writeFileSync(join(REFERENCE_DATA, FOLDER, 'data-set.json'), `${JSON.stringify(manifest, null, 2)}\n`);
console.log(`${described.length} files sealed`);
