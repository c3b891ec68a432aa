// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { rational } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { TEMPLATE_LANGUAGES } from '../tables/column.ts';
import { TABLES } from '../tables/columns.ts';
import { type SheetText, writeWorkbook } from '../template/write-workbook.ts';
import { readQualityWorkbook, writeQualityTemplate } from './quality-workbook.ts';

type Rows = readonly (readonly string[])[];
const headingsOf = (table: 'defects' | 'failureModes', language: 'en' | 'pt' = 'en') =>
  Object.values(TABLES[table].columns).map(({ headers }) => headers[language][0]);
const defects = (...rows: Rows): SheetText => ({ name: 'defects', headings: headingsOf('defects'), rows });
const modes = (...rows: Rows): SheetText => ({ name: 'failure modes', headings: headingsOf('failureModes'), rows });
const MODE = ['reception', 'two labels exchanged', 'another sample is reported', '9', '3', '6'];
const read = async (...sheets: readonly SheetText[]) =>
  readQualityWorkbook({ path: 'q.xlsx', bytes: await writeWorkbook(sheets) });
const faultsOf = async (...sheets: readonly SheetText[]) => {
  const { tables, faults } = await read(...sheets);
  expect(tables).toBeUndefined();
  return faults.map(({ code, column, row }) => [code, column, row].filter((part) => part !== undefined).join(' '));
};

describe('readQualityWorkbook()', () => {
  it('adds up rows of one cause, takes an empty count for once, and keeps weights exactly', async () => {
    const { tables, faults } = await read(
      defects(['waiting', '3', '2.5'], ['forms', '', ''], ['waiting', '', '2.50'], ['forms', '4', '']),
      modes(MODE),
    );
    expect(faults).toEqual([]);
    expect(tables?.causes).toEqual([
      { cause: 'waiting', count: 4, weight: rational(5, 2) },
      { cause: 'forms', count: 5 },
    ]);
    expect(tables?.modes).toEqual([
      {
        ...{ item: 'reception', mode: 'two labels exchanged', effect: 'another sample is reported' },
        ...{ severity: 9, occurrence: 3, detection: 6 },
      },
    ]);
  });

  it('takes either table alone', async () => {
    expect((await read(defects(['a', '1', '']))).tables?.modes).toEqual([]);
    expect((await read(modes(MODE))).tables?.causes).toEqual([]);
  });

  it.each([
    [['NUMBER_OUT_OF_RANGE B2'], ['waiting', '2.5', '']],
    [['NUMBER_OUT_OF_RANGE B2'], ['waiting', '2000000000', '']],
    [['UNIT_CONFLICT B2'], ['waiting', '2 kg', '']],
    [['UNIT_CONFLICT C2'], ['waiting', '2', '3 kg']],
    [['BAD_NUMBER B2'], ['waiting', 'many', '']],
    [['MISSING_VALUE A2'], ['', '2', '']],
    [['NUMBER_OUT_OF_RANGE B2'], ['waiting', '0', '']],
    [['NUMBER_OUT_OF_RANGE B2'], ['waiting', '4', '0']],
  ])('tells %s', async (expected, row) => {
    expect((await faultsOf(defects(row))).map((one) => one.replace(/ ([A-Z]) (\d+)$/, ' $1$2'))).toEqual(expected);
  });

  it.each([3, 4, 5])('tells a rating off its scale, and one that is missing, in column %d', async (at) => {
    const column = 'ABCDEF'[at];
    for (const bad of ['0', '11', '2.5'])
      expect(await faultsOf(modes(MODE.with(at, bad)))).toEqual([`NUMBER_OUT_OF_RANGE ${column} 2`]);
    expect(await faultsOf(modes(MODE.with(at, '')))).toEqual([`MISSING_VALUE ${column} 2`]);
  });

  it.each([0, 1, 2])('tells what is missing in column %d of a failure mode', async (at) => {
    expect(await faultsOf(modes(MODE.with(at, '')))).toEqual([`MISSING_VALUE ${'ABC'[at]} 2`]);
  });

  it('tells two weights of one cause, one of which may be missing', async () => {
    expect(await faultsOf(defects(['a', '1', '2'], ['a', '1', '3']))).toEqual(['LIMIT_CONFLICT C 3']);
    expect(await faultsOf(defects(['a', '1', ''], ['a', '1', '3']))).toEqual(['LIMIT_CONFLICT C 3']);
    expect(await faultsOf(defects(['a', '1', '3'], ['a', '1', '']))).toEqual(['LIMIT_CONFLICT C 3']);
  });

  it('tells too many causes, a table that stands there twice, none at all, and two that are empty', async () => {
    const many = Array.from({ length: 1_001 }, (_, at) => [`cause ${at}`, '1', '']);
    expect(await faultsOf(defects(...many))).toEqual(['TOO_MANY_ROWS A 1002']);
    expect(await faultsOf(defects(['a', '1', '']), { ...defects(['b', '1', '']), name: 'complaints' })).toEqual([
      'DUPLICATE_TABLE',
    ]);
    const other = await faultsOf({ name: 'other', headings: ['A'], rows: [['b']] });
    expect(other).toContain('MISSING_TABLE');
    expect(await faultsOf(defects(), modes())).toEqual(['EMPTY_TABLE']);
  });

  it('reads nothing of what is too large, or no workbook', async () => {
    const file = { path: 'q.xlsx', bytes: await writeWorkbook([defects(['a', '1', ''])]) };
    const small = await readQualityWorkbook(file, { fileBytes: 10 });
    expect(small.faults.map(({ code }) => code)).toEqual(['FILE_TOO_LARGE']);
    const long = {
      path: 'q.xlsx',
      bytes: await writeWorkbook([defects(...Array.from({ length: 40 }, () => ['a', '1', '']))]),
    };
    expect((await readQualityWorkbook(long, { rows: 1 })).faults.map(({ code }) => code)).toEqual(['TOO_MANY_ROWS']);
    const { tables, faults } = await readQualityWorkbook({ path: 'q.xlsx', bytes: new Uint8Array([1, 2, 3]) });
    expect(tables).toBeUndefined();
    expect(faults).toHaveLength(1);
  });
});

describe('writeQualityTemplate()', () => {
  it.each(TEMPLATE_LANGUAGES)('in %s is read as empty, and is the file under examples/templates', async (language) => {
    const template = await writeQualityTemplate(language);
    const { faults } = await readQualityWorkbook(template);
    expect(faults.map(({ code }) => code)).toEqual(['EMPTY_TABLE']);
    const kept = await readFile(new URL(`../../../../examples/templates/${template.path}`, import.meta.url));
    expect(Buffer.compare(kept, template.bytes)).toBe(0);
  });
});
