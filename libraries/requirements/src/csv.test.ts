// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FILE_CHARACTERS_MAX, FILE_ROWS_MAX, formatCsv, parseCsv } from './csv.ts';

const COLUMNS = ['a', 'b'];
const cellsOf = (text: string): readonly (readonly (string | undefined)[])[] =>
  parseCsv('t.csv', text, COLUMNS).rows.map(({ cells }) => [cells.a, cells.b]);
const codesOf = (text: string): readonly string[] =>
  parseCsv('t.csv', text, COLUMNS).findings.map(({ code, row }) => `${code} ${row}`);

describe('parseCsv()', () => {
  test.each([
    [
      'plain fields',
      'a,b\n1,2\n3,4\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'CRLF and no end of the last line',
      'a,b\r\n1,2\r\n3,4',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'CRLF after a quoted field',
      'a,b\r\n"1","2"\r\n3,4',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['a byte order mark', '\uFEFFa,b\n1,2\n', [['1', '2']]],
    ['columns in another order', 'b,a\n2,1\n', [['1', '2']]],
    ['quotes, commas and line ends inside quotes', 'a,b\n"1,""x""\n2",y\n', [['1,"x"\n2', 'y']]],
    [
      'empty fields',
      'a,b\n,\n"",""\n',
      [
        ['', ''],
        ['', ''],
      ],
    ],
    ['a quote inside a plain field', 'a,b\nx"y,2\n', [['x"y', '2']]],
  ])('reads %s', (_, text, expected) => {
    expect(cellsOf(text)).toEqual(expected);
    expect(codesOf(text)).toEqual([]);
  });

  test.each([
    ['an empty file', '', ['MISSING_COLUMN 1', 'MISSING_COLUMN 1']],
    ['a column that is missing', 'a\n1\n', ['MISSING_COLUMN 1']],
    ['a column that is not known', 'a,b,c\n1,2,3\n', ['UNKNOWN_COLUMN 1']],
    ['a column twice', 'a,b,a\n1,2,3\n', ['UNKNOWN_COLUMN 1']],
    ['a row with a field too many', 'a,b\n1,2\n1,2,3\n', ['BAD_CSV 3']],
    ['an empty line', 'a,b\n\n1,2\n', ['BAD_CSV 2']],
    ['a field that is too long', `a,b\n${'x'.repeat(10_001)},2\n`, ['BAD_CSV 2']],
    ['a quote that is never closed', 'a,b\n1,"2\n3,4\n', ['BAD_CSV 3']],
  ])('refuses %s', (_, text, expected) => {
    expect(codesOf(text)).toEqual(expected);
  });

  test('refuses a file that is too long before it reads it', () => {
    expect(codesOf('x'.repeat(FILE_CHARACTERS_MAX + 1))).toEqual(['TOO_LARGE 1']);
  });

  test('refuses a file with too many rows', () => {
    expect(codesOf(`a,b\n${'1,2\n'.repeat(FILE_ROWS_MAX)}`)).toEqual([`TOO_LARGE ${FILE_ROWS_MAX + 1}`]);
  });

  test('gives back what formatCsv() wrote, whatever the cells hold', () => {
    const cell = fc.string({ unit: fc.constantFrom(',', '"', '\n', '\r\n', 'x', ' ', '枸') });
    fc.assert(
      fc.property(fc.array(fc.record({ a: cell, b: cell })), (rows) => {
        expect(cellsOf(formatCsv(COLUMNS, rows))).toEqual(rows.map(({ a, b }) => [a, b]));
      }),
    );
  });

  test('names file, row and column of a finding', () => {
    const [finding] = parseCsv('t.csv', 'a\n', COLUMNS).findings;
    expect(finding).toMatchObject({ file: 't.csv', row: 1, column: 'b' });
  });
});

test('formatCsv() writes an absent cell as an empty one', () => {
  expect(formatCsv(COLUMNS, [{ b: '2' }])).toBe('a,b\n,2\n');
});
