// SPDX-License-Identifier: Apache-2.0
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { locationText } from '../fault.ts';
import { TEMPLATE_LANGUAGES } from '../tables/column.ts';
import { brief, workbook } from '../tests/dossier-fixtures.ts';
import { readRoundWorkbook, writeRoundWorkbook } from './round-workbook.ts';

const SHEET = {
  code: 'A7K2-9M4P',
  measurands: [
    { measurand: 'Hg', unit: 'mg/kg' },
    { measurand: 'Pb', unit: 'mg/kg' },
  ],
};
const HEADS = ['Code', 'Measurand', 'Value', 'Unit', 'U', 'k', 'Method'];
const read = async (...rows: (readonly unknown[])[]) =>
  readRoundWorkbook({ path: 'r.xlsx', bytes: await workbook({ 'round results': [HEADS, ...rows] }) });
const row = (...more: readonly unknown[]) => ['A7K2-9M4P', 'Hg', ...more];

/** The template of a language, with these cells filled in. */
async function filled(language: (typeof TEMPLATE_LANGUAGES)[number], cells: Readonly<Record<string, string | number>>) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await writeRoundWorkbook(SHEET, language)).slice().buffer);
  for (const [address, value] of Object.entries(cells))
    (book.worksheets[0] as ExcelJS.Worksheet).getCell(address).value = value;
  return { path: 'mine.xlsx', bytes: new Uint8Array(await book.xlsx.writeBuffer()) };
}

describe.each(TEMPLATE_LANGUAGES)('the workbook of a round in %s', (language) => {
  it('comes back with what was filled in, digit by digit', async () => {
    const { rows, faults } = await readRoundWorkbook(
      await filled(language, { C2: '0.130', E2: '0.03', F2: '2', G2: 'GB/T 1-2020', C3: '<0.02' }),
    );
    expect(faults).toEqual([]);
    expect(rows).toMatchObject([
      {
        code: 'A7K2-9M4P',
        measurand: 'Hg',
        says: 'number',
        value: '0.130',
        unit: 'mg/kg',
        expandedUncertainty: '0.03',
        coverageFactor: '2',
        method: 'GB/T 1-2020',
      },
      { code: 'A7K2-9M4P', measurand: 'Pb', says: 'below', value: '0.02', unit: 'mg/kg' },
    ]);
  });

  it('is refused as a whole where text stands in a number, with sheet, row and column', async () => {
    const { rows, faults } = await readRoundWorkbook(
      await filled(language, { C2: 'about 0.13', C3: '0.1', E3: 'large' }),
    );
    expect(rows).toBeUndefined();
    expect(faults.map(({ code, row: at, column }) => [code, at, column])).toEqual([
      ['BAD_NUMBER', 2, 'C'],
      ['BAD_NUMBER', 3, 'E'],
    ]);
    expect(faults[0]?.message).toMatch(/^mine\.xlsx, sheet ".+", C2: /);
  });

  it('always has the same bytes', async () => {
    expect(await writeRoundWorkbook(SHEET, language)).toEqual(await writeRoundWorkbook(SHEET, language));
  });
});

describe('readRoundWorkbook()', () => {
  it('takes an empty value for nothing reported, and a unit beside the number for that of the row', async () => {
    const { rows } = await read(row('', 'mg/kg'), row('0.10 ug/kg'));
    expect(rows).toMatchObject([
      { says: 'nothing', unit: 'mg/kg' },
      { value: '0.10', unit: 'µg/kg' },
    ]);
  });

  it.each([
    ['0.045', '12 %', '0.00540'],
    ['-0.045', '12 %', '0.00540'],
    ['0.045', '12％', '0.00540'],
    ['0.045', '4 ug/kg', '0.004'],
    ['0.045', '0.004 mg/kg', '0.004'],
    ['0.045', '0.004', '0.004'],
  ])('takes U of %s written as %s for %s in the unit of the row', async (value, typed, stored) => {
    const { rows, faults } = await read(row(value, 'mg/kg', typed, '2'));
    expect(faults).toEqual([]);
    expect(rows).toMatchObject([{ expandedUncertainty: stored }]);
  });

  it.each([
    ['a unit of something else', ['0.045', 'mg/kg', '4 mL']],
    ['a percentage of nothing', ['', 'mg/kg', '12 %']],
    ['a percentage of a limit', ['<0.02', 'mg/kg', '12 %']],
    ['a unit beside one that nobody knows', ['0.045', 'blobs', '4 mg/kg']],
    ['percent beside one in which points are percent', ['12.5', '% (m/m)', '0.3 %']],
    ['percent beside parts of a hundred', ['12.5', 'g/100 g', '0.3 %']],
    ['percent of full width beside a fraction of volume', ['50', 'mL/100 mL', '3 ％']],
    ['percent of a pH', ['7.2', 'pH', '1 %']],
    ['a unit in which it has no last digit', ['1', 'd', '1 s']],
    ['percent of decibels', ['60', 'dB', '5 %']],
  ])('refuses U in %s, with its cell', async (_, cells) => {
    const { rows, faults } = await read(row(...cells));
    expect(rows).toBeUndefined();
    expect(faults.map(({ code, column }) => [code, column])).toEqual([['UNIT_CONFLICT', 'E']]);
  });

  it('refuses a coverage factor with a unit', async () => {
    const { faults } = await read(row('0.045', 'mg/kg', '0.004', '2 mg/kg'));
    expect(faults.map(({ code, column }) => [code, column])).toEqual([['UNIT_CONFLICT', 'F']]);
  });

  it.each(['0', '0.0', '1e-400', '1e400'])('refuses a coverage factor of %s', async (k) => {
    const { rows, faults } = await read(row('0.045', 'mg/kg', '0.004', k));
    expect(rows).toBeUndefined();
    expect(faults.map(({ column }) => column)).toEqual(['F']);
  });

  it('takes a share of a value whose unit is not known here, as the round named it', async () => {
    const { rows } = await read(row('4', 'blobs', '25 %'));
    expect(rows).toMatchObject([{ expandedUncertainty: '1.00' }]);
  });

  it('refuses a heading that was changed, since what stands below it would go unread', async () => {
    const of = async (heads: readonly string[], ...cells: readonly unknown[]) => {
      const bytes = await workbook({ 'round results': [heads, row(...cells)] });
      const { rows, faults } = await readRoundWorkbook({ path: 'r.xlsx', bytes });
      return [rows?.length, ...brief(faults.filter(({ severity }) => severity === 'error'))];
    };
    const changed = (at: number, heading: string) => HEADS.map((one, index) => (index === at ? heading : one));
    for (const heading of ['Wert', '结果值']) {
      expect(await of(changed(2, heading), '0.10', 'mg/kg')).toEqual([
        undefined,
        'MISSING_COLUMN r.xlsx!round results!C1',
      ]);
    }
    expect(await of(changed(4, 'Uncertainty U (expanded, k=2)'), '0.10', 'mg/kg', '0.01', '2')).toEqual([
      undefined,
      'MISSING_COLUMN r.xlsx!round results!E1',
    ]);
    expect(await of([...HEADS, 'Remark'], '0.10', 'mg/kg', '0.01', '2', 'GB/T 1', 'a note')).toEqual([
      undefined,
      'MISSING_COLUMN r.xlsx!round results!H1',
    ]);
    // An empty column of one's own hides nothing.
    expect(await of([...HEADS, 'Remark'], '0.10', 'mg/kg')).toEqual([1]);
    const without = ['Code', 'Measurand', 'Unit'];
    const bytes = await workbook({ 'round results': [without, ['A7K2-9M4P', 'Hg', 'mg/kg']] });
    expect(brief((await readRoundWorkbook({ path: 'r.xlsx', bytes })).faults)).toEqual([
      'MISSING_COLUMN r.xlsx!round results!1',
    ]);
  });

  it('says of a unit beside the number where it stands', async () => {
    const { rows } = await read(row('1230 ug/kg', 'mg/kg'), row('1.23', 'kg'));
    expect(rows?.map((one) => one.locationOf('unit').column)).toEqual(['C', 'D']);
  });

  it('says where each member stands', async () => {
    const { rows } = await read(row('0.10', 'mg/kg', '0.01', '2'));
    const places = ['value', 'limit', 'unit', 'expandedUncertainty', 'coverageFactor'].map((member) =>
      locationText(rows?.[0]?.locationOf(member) as never),
    );
    expect(places.map((place) => place.replace('r.xlsx, sheet "round results", ', ''))).toEqual([
      'C2',
      'C2',
      'D2',
      'E2',
      'F2',
    ]);
  });

  it('refuses non-detects without a limit, rows without code or measurand, and other numbers that are none', async () => {
    expect(brief((await read(row('ND'))).faults)).toEqual(['NON_DETECT_WITHOUT_LIMIT r.xlsx!round results!C2']);
    const missing = await read(['', 'Hg', '0.1'], ['A7K2-9M4P', '', '0.1']);
    expect(missing.rows).toBeUndefined();
    expect(brief(missing.faults)).toEqual([
      'MISSING_VALUE r.xlsx!round results!A2',
      'MISSING_VALUE r.xlsx!round results!B3',
    ]);
    expect(brief((await read(row('0.1', 'mg/kg', '-0.1'))).faults)).toEqual(['BAD_NUMBER r.xlsx!round results!E2']);
  });

  it('refuses other files, two sheets of results, none, and files that are too large', async () => {
    const of = async (bytes: Uint8Array, limits = {}) =>
      brief((await readRoundWorkbook({ path: 'r.xlsx', bytes }, limits)).faults);
    expect(await of(new TextEncoder().encode('no workbook'))).toEqual(['TEXT_NOT_WORKBOOK r.xlsx']);
    expect(await of(await workbook({ guide: [['x']] }))).toEqual(['MISSING_TABLE r.xlsx']);
    const two = await workbook({ 'round results': [HEADS, row('0.1', 'mg/kg')], 比对结果: [HEADS] });
    expect(await of(two)).toContain('DUPLICATE_TABLE r.xlsx!比对结果');
    expect(await of(two, { fileBytes: 10 })).toEqual(['FILE_TOO_LARGE r.xlsx']);
  });
});
