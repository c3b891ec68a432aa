// SPDX-License-Identifier: Apache-2.0
//
// Makes examples/templates/ anew: the workbooks and CSV files that a firm starts from, and their guide;
// and examples/instruments/: a list of instruments as a firm might fill it.
// Run: node scripts/make-templates.ts
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  AUTHORISATION_TABLE_NAMES,
  CLUSTER_TABLE_NAMES,
  describeTemplate,
  INSTRUMENT_TABLE_NAMES,
  QUALITY_TABLE_NAMES,
  TEMPLATE_LANGUAGES,
  writeAuthorisationTemplate,
  writeClusterTemplate,
  writeInstrumentTemplate,
  writeQualityTemplate,
  writeTemplate,
  writeWorkbook,
} from '@touchstone/dossier';
import { INSTRUMENT_LIST } from './examples/instrument-list.ts';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'examples', 'templates');

const INTRODUCTION = `# Templates of a dossier

Take one workbook, or the CSV files of one language, fill in the rows, and put signed credentials (\`.json\`, \`.jwt\`) and papers (PDF, pictures) into the same folder or zip. Headers are known in English, simplified and traditional Chinese and Portuguese, in any order. A number is written as its report prints it, with a point; a date as year-month-day.

The files here are made by \`node scripts/make-templates.ts\`. Required columns are marked ●.
`;

await rm(FOLDER, { recursive: true, force: true });
for (const language of TEMPLATE_LANGUAGES) {
  const csv = (await writeTemplate('csv', language)).map(({ path, bytes }) => ({
    path: `csv-${language}/${path}`,
    bytes,
  }));
  const lists = await Promise.all(
    [writeInstrumentTemplate, writeClusterTemplate, writeQualityTemplate, writeAuthorisationTemplate].map((write) =>
      write(language),
    ),
  );
  for (const { path, bytes } of [...(await writeTemplate('xlsx', language)), ...lists, ...csv]) {
    await mkdir(dirname(join(FOLDER, path)), { recursive: true });
    await writeFile(join(FOLDER, path), bytes);
  }
}
const INSTRUMENTS = `
# Templates of a list of instruments

\`instruments-LANGUAGE.xlsx\`: filled in, \`./touchstone instruments FILE\` or the page "Instruments" of a node says what to do with each. \`examples/instruments/workshop.xlsx\` is filled in.
`;
const CLUSTERS = `
# Templates of a list of industrial clusters

\`clusters-LANGUAGE.xlsx\`: one row for each thing that a cluster must have tested or measured. Whoever plans hands it in on the page "Clusters" of a node, which says which accredited laboratory can do what, and what nobody can.
`;
const QUALITY = `
# Template of quality tools

\`quality-LANGUAGE.xlsx\`: defects and how often, failure modes and their ratings. The page "Quality tools" of a node answers with a Pareto chart and a ranked table, and keeps nothing.
`;
const AUTHORISATIONS = `
# Template of a list of authorisations

\`authorisations-LANGUAGE.xlsx\`: who of a laboratory may test and sign what, on what ground, from when to when. Whoever manages the laboratory hands it in on the page "Competence" of a node: all of it is recorded, or nothing.
`;
const [dossier, instruments, clusters, quality, authorisations] = [
  describeTemplate('en'),
  describeTemplate('en', INSTRUMENT_TABLE_NAMES),
  describeTemplate('en', CLUSTER_TABLE_NAMES),
  describeTemplate('en', QUALITY_TABLE_NAMES),
  describeTemplate('en', AUTHORISATION_TABLE_NAMES),
].map((tables) => tables.map(tableText).join(''));
const guide = [
  ...[INTRODUCTION, dossier, INSTRUMENTS, instruments, CLUSTERS, clusters],
  ...[QUALITY, quality, AUTHORISATIONS, authorisations],
].join('');
await writeFile(join(FOLDER, 'README.md'), guide);
const LISTS = join(FOLDER, '..', 'instruments');
await mkdir(LISTS, { recursive: true });
await writeFile(join(LISTS, 'workshop.xlsx'), await writeWorkbook(INSTRUMENT_LIST));

function tableText({ table, columns }: ReturnType<typeof describeTemplate>[number]): string {
  const rows = columns.map(({ header, required, note, example }) =>
    [header, required ? '●' : '', note, example === '' ? '' : `\`${example}\``].join(' | '),
  );
  return `\n## ${table}\n\n| Column | | What to write | Example |\n|---|---|---|---|\n${rows.map((row) => `| ${row} |\n`).join('')}`;
}
