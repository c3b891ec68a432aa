// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { utf8Bytes } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { TEMPLATE_LANGUAGES } from '../tables/column.ts';
import { TABLES } from '../tables/columns.ts';
import { writeWorkbook } from '../template/write-workbook.ts';
import { readAuthorisationList, writeAuthorisationTemplate } from './authorisation-list.ts';

const HEADINGS = ['Account', 'May', 'Parameters', 'Methods', 'Ground', 'From', 'To'];
const ROW = ['person-17', 'test', 'pb; cd', 'GB 5009.12-2023', 'trained', '2026-01-15', '2028-01-14'];

const csv = (...rows: readonly (readonly string[])[]) => ({
  path: 'list.csv',
  bytes: utf8Bytes([HEADINGS, ...rows].map((row) => row.join(',')).join('\n')),
});
const rowWith = (changes: Readonly<Record<string, string>>) =>
  HEADINGS.map((heading, at) => changes[heading] ?? ROW[at] ?? '');

describe('readAuthorisationList()', () => {
  it('reads who may do what, for which lines, on what ground, from when to when', async () => {
    const { rows, faults } = await readAuthorisationList(
      csv(ROW, ['person-18', 'sign', '', '', 'examined', '2026-02-01', '']),
    );
    expect(faults).toEqual([]);
    expect(rows.map(({ authorisation }) => authorisation)).toEqual([
      {
        ...{ person: 'person-17', may: 'test', substances: ['pb', 'cd'], methods: ['GB 5009.12-2023'] },
        ...{ ground: 'trained', from: '2026-01-15', to: '2028-01-14' },
      },
      { person: 'person-18', may: 'sign', ground: 'examined', from: '2026-02-01' },
    ]);
    expect(rows[1]?.locationOf('to')).toMatchObject({ file: 'list.csv', row: 3, column: 'G' });
  });

  it.each([
    ['en', 'sign', 'pb; cd'],
    ['zh-Hans', '签发', 'pb；cd'],
    ['zh-Hant', '簽發', 'pb、cd'],
    ['pt', 'assinar', 'pb; cd; pb'],
  ] as const)('reads a workbook made from its template in %s', async (language, may, substances) => {
    const cells: Readonly<Record<string, string>> = { person: 'p', may, substances, ground: 'g', from: '2026-01-15' };
    const columns = Object.entries(TABLES.authorisations.columns);
    const headings = columns.map(([, { headers }]) => headers[language][0]);
    const row = columns.map(([key]) => cells[key] ?? '');
    const name = TABLES.authorisations.names[language][0];
    const { rows, faults } = await readAuthorisationList({
      path: 'a.xlsx',
      bytes: await writeWorkbook([{ name, headings, rows: [row] }]),
    });
    expect(faults).toEqual([]);
    expect(rows.map(({ authorisation }) => authorisation)).toEqual([
      { person: 'p', may: 'sign', substances: ['pb', 'cd'], ground: 'g', from: '2026-01-15' },
    ]);
    const empty = await readAuthorisationList(await writeAuthorisationTemplate(language));
    expect(empty.faults.map(({ code }) => code)).toEqual(['EMPTY_TABLE']);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['MISSING_VALUE A2', { Account: '' }],
    ['UNKNOWN_WORD B2', { May: 'juggle' }],
    ['MISSING_VALUE B2', { May: '' }],
    ['MISSING_VALUE E2', { Ground: '' }],
    ['MISSING_VALUE F2', { From: '' }],
    ['NO_SUCH_DATE F2', { From: '2026-02-30' }],
    ['BAD_DATE G2', { To: 'soon' }],
    ['AMBIGUOUS_DATE G2', { To: '01/02/2027' }],
  ])('says %s for one bad cell', async (fault, changes) => {
    const { faults } = await readAuthorisationList(csv(rowWith(changes), ROW));
    expect(faults.map(({ code, column, row }) => `${code} ${column}${row}`)).toEqual([fault]);
  });

  it('refuses what is too large or too long, no workbook, without its sheet, or with two', async () => {
    const codes = async (file: Parameters<typeof readAuthorisationList>[0], limits = {}) =>
      (await readAuthorisationList(file, limits)).faults.map(({ code }) => code);
    expect(await codes(csv(ROW), { fileBytes: 10 })).toEqual(['FILE_TOO_LARGE']);
    expect(await codes(csv(ROW, ROW), { rows: 1 })).toContain('TOO_MANY_ROWS');
    expect(await codes({ path: 'a.xlsx', bytes: utf8Bytes('no') })).not.toEqual([]);
    const sheet = (name: string) => ({ name, headings: HEADINGS, rows: [ROW] });
    expect(await codes({ path: 'a.xlsx', bytes: await writeWorkbook([sheet('other')]) })).toContain('MISSING_TABLE');
    const two = await writeWorkbook([sheet('authorisations'), sheet('autorizações')]);
    expect(await codes({ path: 'a.xlsx', bytes: two })).toContain('DUPLICATE_TABLE');
  });
});

describe('writeAuthorisationTemplate()', () => {
  it.each(TEMPLATE_LANGUAGES)('is the file under examples/templates in %s, byte by byte', async (language) => {
    const { path, bytes } = await writeAuthorisationTemplate(language);
    const kept = await readFile(new URL(`../../../../examples/templates/${path}`, import.meta.url));
    expect(Buffer.compare(kept, bytes)).toBe(0);
  });
});
