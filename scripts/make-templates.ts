// SPDX-License-Identifier: Apache-2.0
//
// Makes examples/templates/ anew: the workbooks and CSV files that a firm starts from, and their guide.
// Run: node scripts/make-templates.ts
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeTemplate, TEMPLATE_LANGUAGES, writeTemplate } from '@touchstone/dossier';

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
  for (const { path, bytes } of [...(await writeTemplate('xlsx', language)), ...csv]) {
    await mkdir(dirname(join(FOLDER, path)), { recursive: true });
    await writeFile(join(FOLDER, path), bytes);
  }
}
await writeFile(join(FOLDER, 'README.md'), `${INTRODUCTION}${describeTemplate('en').map(tableText).join('')}`);

function tableText({ table, columns }: ReturnType<typeof describeTemplate>[number]): string {
  const rows = columns.map(({ header, required, note, example }) =>
    [header, required ? '●' : '', note, example === '' ? '' : `\`${example}\``].join(' | '),
  );
  return `\n## ${table}\n\n| Column | | What to write | Example |\n|---|---|---|---|\n${rows.map((row) => `| ${row} |\n`).join('')}`;
}
