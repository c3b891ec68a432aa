// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { createFaultList } from '../fault.ts';
import { DOSSIER_LIMITS } from '../limits.ts';
import { brief, bytesOf } from '../tests/dossier-fixtures.ts';
import { readCsv } from './csv-reader.ts';

function read(content: string | Uint8Array, limits = {}) {
  const faults = createFaultList(200);
  const bytes = typeof content === 'string' ? bytesOf(content) : content;
  const grid = readCsv({ path: 'lot.csv', bytes }, { ...DOSSIER_LIMITS, ...limits }, faults);
  const texts = grid?.rows.map(({ row, cells }) => [
    row,
    ...[...cells].map(([column, content]) => [column, content.kind === 'text' ? content.text : content.kind]),
  ]);
  return { texts, faults: brief(faults.list()), list: faults.list() };
}

const EXPECTED = [
  [1, [1, 'Lot number'], [2, 'Quantity']],
  [2, [1, 'A "1", b'], [2, '5']],
];

describe('readCsv()', () => {
  test.each([
    ['commas', 'Lot number,Quantity\n"A ""1"", b",5\n'],
    ['semicolons', 'Lot number;Quantity\r\n"A ""1"", b";5\r\n'],
    ['tabs', 'Lot number\tQuantity\r"A ""1"", b"\t5'],
    ['a byte order mark', '\ufeffLot number,Quantity\n"A ""1"", b",5\n'],
  ])('reads records separated by %s', (_, text) => {
    expect(read(text)).toMatchObject({ texts: EXPECTED, faults: [] });
  });

  test('counts empty lines, so that a row has the number that a spreadsheet shows', () => {
    const { texts } = read('Lot number,Quantity\n\n,\n"two\nlines",5\n');
    expect(texts?.map(([row]) => row)).toEqual([1, 4]);
  });

  test.each(['utf-16le', 'utf-16be'])('reads %s by its byte order mark', (encoding) => {
    const utf16 = Buffer.from('\ufeff批号\n甲\n', 'utf16le');
    const bytes = encoding === 'utf-16le' ? utf16 : utf16.swap16();
    expect(read(new Uint8Array(bytes))).toMatchObject({
      texts: [
        [1, [1, '批号']],
        [2, [1, '甲']],
      ],
      faults: [],
    });
  });

  // 批号 / 甲 in GB 18030, 批號 / 甲 in Big5, "Número do lote" / "ção" in Windows-1252, as their encoders write them.
  test.each([
    ['gb18030', [0xc5, 0xfa, 0xba, 0xc5, 0x0a, 0xbc, 0xd7], '批号', '甲'],
    ['big5', [0xa7, 0xe5, 0xb8, 0xb9, 0x0a, 0xa5, 0xd2], '批號', '甲'],
    ['windows-1252', [...Buffer.from('N\xfamero do lote\n\xe7\xe3o', 'latin1')], 'Número do lote', 'ção'],
  ])('guesses %s by the headers it knows, and says so', (encoding, bytes, header, cell) => {
    const { texts, list } = read(Uint8Array.from(bytes));
    expect(texts).toEqual([
      [1, [1, header]],
      [2, [1, cell]],
    ]);
    expect(list).toMatchObject([{ code: 'ENCODING_GUESSED', severity: 'warning', found: encoding }]);
  });

  test('takes GB 18030 where no header decides', () => {
    expect(read(Uint8Array.of(0xbc, 0xd7)).texts).toEqual([[1, [1, '甲']]]);
  });

  test('refuses bytes that fit no encoding', () => {
    expect(read(Uint8Array.of(0xff, 0xfe, 0x00, 0xd8))).toEqual({
      texts: undefined,
      faults: ['NOT_TEXT lot.csv'],
      list: expect.anything(),
    });
  });

  test.each([
    ['an open quote', 'Lot number\nA\n"B\n', 'BAD_CSV lot.csv!3'],
    ['a quote inside a cell', 'Lot number\nA "1"\n', 'BAD_CSV lot.csv!2'],
    ['text after a quote', 'Lot number\n"A"1\n', 'BAD_CSV lot.csv!2'],
    ['a record without end', `Lot number\n"${'x\n'.repeat(500_000)}`, 'BAD_CSV lot.csv!2'],
    ['a line without end', `Lot number\r\n"${'x'.repeat(500_000)}`, 'ROW_TOO_LONG lot.csv!2'],
  ])('tells the row of %s', (_, text, fault) => {
    expect(read(text).faults).toEqual([fault]);
  });

  test('refuses a file by its size before it looks inside', () => {
    const { texts, list } = read(new Uint8Array(DOSSIER_LIMITS.csvBytes + 1));
    expect(texts).toBeUndefined();
    expect(list).toMatchObject([{ code: 'FILE_TOO_LARGE', found: `${DOSSIER_LIMITS.csvBytes + 1} bytes` }]);
  });

  test('refuses too many rows', () => {
    expect(read('Lot number\nA\nB\n', { rows: 2 })).toMatchObject({
      texts: undefined,
      faults: ['TOO_MANY_ROWS lot.csv!3'],
    });
  });

  test('keeps formula-like text as text, warns once for a column, and takes off the apostrophe of an export', () => {
    const { texts, list } = read("Lot number,Quantity\n=cmd|' /C calc'!A0,-5\n@SUM(A1),+3.5\n'=1+1,'plain\n");
    expect(texts?.slice(1)).toEqual([
      [2, [1, "=cmd|' /C calc'!A0"], [2, '-5']],
      [3, [1, '@SUM(A1)'], [2, '+3.5']],
      [4, [1, '=1+1'], [2, "'plain"]],
    ]);
    expect(brief(list)).toEqual(['FORMULA_LIKE_TEXT lot.csv!A2']);
    expect(list[0]?.expected).toContain('1 more');
  });
});
