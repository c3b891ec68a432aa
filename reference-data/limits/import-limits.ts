// SPDX-License-Identifier: Apache-2.0
// Maps the raw tables of food-safety limits into the files of this folder, and refuses what does not resolve.
//   node reference-data/limits/import-limits.ts RAW_FOLDER
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestFromSha256 } from '@touchstone/identifiers';
import {
  type CsvRow,
  formatCsv,
  formatFinding,
  inspectRequirementFiles,
  parseCsv,
  REQUIREMENT_FILE_COLUMNS,
  REQUIREMENT_FILE_NAMES,
  type Finding,
} from '@touchstone/requirements';

const MAPPER_VERSION = 'import-limits 1';
const HERE = import.meta.dirname;
const REFERENCE_DATA = join(HERE, '..');

// A database right is claimed in this collection; its rows stay out until they are keyed from the law itself.
const LEFT_OUT_SOURCE = 'heavymetalindex';
const LEFT_OUT_BECAUSE =
  'read through Heavy Metal Index, which claims a database right; to be keyed from the law itself';

// The raw table repeats three columns of the substances; they must agree, and are dropped.
const REPEATED = { substance_en: 'name_en', substance_zh: 'name_zh', cas: 'cas' } as const;
const LIMIT_COLUMNS = REQUIREMENT_FILE_COLUMNS['limits/limits.csv'];
const RAW_LIMIT_COLUMNS = [...LIMIT_COLUMNS, ...Object.keys(REPEATED)];

main(process.argv[2]);

function main(folder: string | undefined): void {
  if (folder === undefined) {
    fail(['Give the folder that holds limits.csv, foods.csv and substances.csv']);
  }
  const foods = readRaw(folder, 'foods.csv', REQUIREMENT_FILE_COLUMNS['limits/foods.csv']);
  const substances = readRaw(folder, 'substances.csv', REQUIREMENT_FILE_COLUMNS['limits/substances.csv']);
  const raw = readRaw(folder, 'limits.csv', RAW_LIMIT_COLUMNS);
  refuse(repeatedFaults(raw, substances));

  const leftOut = raw.filter(({ cells }) => cells.source_url?.includes(LEFT_OUT_SOURCE));
  const kept = raw.filter((row) => !leftOut.includes(row));
  const texts = {
    'foods.csv': textOf(REQUIREMENT_FILE_COLUMNS['limits/foods.csv'], foods),
    'substances.csv': textOf(REQUIREMENT_FILE_COLUMNS['limits/substances.csv'], substances),
    'limits.csv': textOf(LIMIT_COLUMNS, kept),
    'left-out.json': `${JSON.stringify(describeLeftOut(leftOut), null, 2)}\n`,
  };
  refuse(inspectRequirementFiles(filesWith(texts)).findings.filter(({ file }) => file.startsWith('limits/')));

  const rows = { 'foods.csv': foods, 'substances.csv': substances, 'limits.csv': kept, 'left-out.json': leftOut };
  for (const [name, text] of Object.entries(texts)) {
    writeFileSync(join(HERE, name), text);
  }
  writeFileSync(join(HERE, 'data-set.json'), `${JSON.stringify(describeDataSet(texts, rows), null, 2)}\n`);
  console.log(`${kept.length} limits, ${foods.length} foods and ${substances.length} substances; ${leftOut.length} left out`);
}

function readRaw(folder: string, name: string, columns: readonly string[]): readonly CsvRow[] {
  const { rows, findings } = parseCsv(name, readFileSync(join(folder, name), 'utf8'), columns);
  refuse(findings);
  return rows;
}

function repeatedFaults(limits: readonly CsvRow[], substances: readonly CsvRow[]): Finding[] {
  const byId = new Map(substances.map(({ cells }) => [cells.id, cells]));
  return limits.flatMap(({ file, row, cells }) =>
    Object.entries(REPEATED)
      .filter(([column, own]) => byId.has(cells.substance_id) && byId.get(cells.substance_id)?.[own] !== cells[column])
      .map(([column, own]) => ({
        file,
        row,
        column,
        code: 'UNEXPECTED_VALUE' as const,
        message: `The substance ${cells.substance_id} has the ${own} '${byId.get(cells.substance_id)?.[own]}'`,
      })),
  );
}

function textOf(columns: readonly string[], rows: readonly CsvRow[]): string {
  return formatCsv(columns, rows.map(({ cells }) => cells));
}

function filesWith(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    REQUIREMENT_FILE_NAMES.map((name) => [
      name,
      name.startsWith('limits/')
        ? (texts[name.slice('limits/'.length)] ?? '')
        : readFileSync(join(REFERENCE_DATA, name), 'utf8'),
    ]),
  );
}

function describeLeftOut(rows: readonly CsvRow[]) {
  return { because: LEFT_OUT_BECAUSE, count: rows.length, ids: rows.map(({ cells }) => cells.id) };
}

function describeDataSet(texts: Readonly<Record<string, string>>, rows: Readonly<Record<string, readonly CsvRow[]>>) {
  return {
    id: 'limits',
    title: 'Food-safety limits of five jurisdictions: facts with their sources',
    source:
      'Keyed by hand from public law texts and from public pages that quote them; each row names its instrument, page, day and certainty',
    licence:
      'Facts of law, each with its source; the arrangement is released with this project under Apache-2.0. Not legal advice and no official edition.',
    readOn: '2026-11-22',
    mapper: MAPPER_VERSION,
    files: Object.entries(texts).map(([name, text]) => ({
      name,
      digest: digestFromSha256(createHash('sha256').update(text).digest()),
      rows: rows[name]?.length ?? 0,
    })),
  };
}

function refuse(findings: readonly Finding[]): void {
  if (findings.length > 0) {
    fail([...findings.map(formatFinding), `${findings.length} cells refused; nothing was written`]);
  }
}

function fail(lines: readonly string[]): never {
  console.error(lines.join('\n'));
  process.exit(1);
}
