// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCsv, readDelimited } from './delimited.ts';

const textsOf = (text: string) => readDelimited(text).rows.map((row) => row.map((cell) => cell.text));

describe('readDelimited()', () => {
  it.each([
    [
      '1\t2\r\n3\t4\r\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      '1,2\n3,4',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      '1,5;2\n3;4',
      [
        ['1,5', '2'],
        ['3', '4'],
      ],
    ],
    ['"a ""b""\nc",d', [['a "b"\nc', 'd']]],
    ['\uFEFFa,b', [['a', 'b']]],
    ['1\n\n2\n', [['1'], ['2']]],
    [
      ' a ," b "\n "c",d',
      [
        ['a', ' b '],
        ['c', 'd'],
      ],
    ],
    ['', []],
  ])('reads %j', (text, rows) => {
    expect(textsOf(text)).toEqual(rows);
  });

  it('tells what separates, and how each cell stood there', () => {
    const { separator, rows } = readDelimited('a, 1,"x,y"\n"" ,2');
    expect(separator).toBe(',');
    expect(rows.map((row) => row.map(({ isQuoted, isSpaced }) => [isQuoted, isSpaced]))).toEqual([
      [
        [false, false],
        [false, true],
        [true, false],
      ],
      [
        [true, false],
        [false, false],
      ],
    ]);
    expect(readDelimited('"a,b"\n1').separator).toBeUndefined();
  });

  it('reads again what formatCsv() wrote, but for the mark against formulas', () => {
    const cell = fc.string({ unit: 'grapheme' }).map((each) => each.replace(/^[=+\-@'\uFEFF"\t\r]+/, ''));
    const row = fc.array(cell, { minLength: 2, maxLength: 4 }).filter((cells) => cells.some((each) => each !== ''));
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        expect(textsOf(formatCsv(rows))).toEqual(rows);
      }),
    );
  });
});

describe('formatCsv()', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-x', "'-x"],
    ['-2.5e-6', '-2.5e-6'],
    ['+3', '+3'],
    ['a"b', '"a""b"'],
    [' a', '" a"'],
  ])('writes %j as %j', (cell, written) => {
    expect(formatCsv([[cell]])).toBe(`\uFEFF${written}\r\n`);
  });
});
