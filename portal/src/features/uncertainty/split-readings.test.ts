// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitReadings } from './split-readings.ts';

describe('splitReadings()', () => {
  it.each([
    ['1.0 1.1\n0.9', ['1.0', '1.1', '0.9']],
    ['1.0, 1.1, 0.9', ['1.0', '1.1', '0.9']],
    ['1; 2;3', ['1', '2', '3']],
    ['1 , 2,', ['1', '2']],
    ['', []],
  ])('takes the commas in %j for separators, if there are any', (text, numbers) => {
    expect(splitReadings(text)).toEqual({ numbers, hasCommas: false });
  });

  it.each([
    ['100,12; 100,15; 100,13', ['100.12', '100.15', '100.13']],
    ['-0,12\t0,15', ['-0.12', '0.15']],
    ['10,02 10,03 10', ['10.02', '10.03', '10']],
    ['1,5e-3\n2,5E+3', ['1.5e-3', '2.5E+3']],
  ])('takes the commas in %j for decimal signs', (text, numbers) => {
    expect(splitReadings(text)).toEqual({ numbers, hasCommas: true });
  });

  it.each([
    ['1 000,12; 1 000,15; 1 000,13', '1 000,12'],
    ['1\u00a0000,12\n1\u00a0000,15', '1\u00a0000,12'],
    ['1\u202f000 1\u202f001', '1\u202f000 1\u202f001'],
    ['10 000.12; 10 000.15', '10 000.12'],
    ['1 000,12', '1 000,12'],
    ['9.8; 1 120', '1 120'],
  ])('asks about the digits grouped in %j', (text, grouped) => {
    expect(splitReadings(text)).toEqual({ numbers: [grouped], hasCommas: false, grouped });
  });

  it.each([
    ['100 120 130\n140 150 160', 6],
    ['9.8 10.2 10.4', 3],
    ['0.998 1.002\n1.000 1.001', 4],
  ])('takes the spaces in %j for separators', (text, count) => {
    expect(splitReadings(text).numbers).toHaveLength(count);
  });

  it.each([
    ['100,12', '100,12'],
    ['1,2,3', '1,2,3'],
    ['1.0,1.1,0.9', '1.0,1.1,0.9'],
    ['0,12, 0,15', '0,12,'],
    ['1,2; 3, 4', '3,'],
    ['0,12; 0,15,0,13', '0,15,0,13'],
    ['1.234,5; 1.240,0', '1.234,5'],
    ['10,012; 9.5', '10,012'],
    [',5; ,7', ',5'],
    ['1,-2; 3', '1,-2'],
  ])('asks about the comma in %j', (text, doubtful) => {
    const split = splitReadings(text);
    expect(split.doubtful).toBe(doubtful);
    expect(split.numbers.some((each) => each.includes(','))).toBe(true);
  });

  it('never makes more readings of decimal commas than of decimal points', () => {
    const number = fc.tuple(fc.nat(99_999), fc.nat(9_999)).map(([whole, part]) => `${whole},${part}`);
    const between = fc.constantFrom('; ', ';', ' ', '\t', '\n');
    fc.assert(
      fc.property(fc.array(number, { minLength: 2, maxLength: 9 }), between, (numbers, sign) => {
        const points = numbers.map((each) => each.replace(',', '.'));
        expect(splitReadings(numbers.join(sign)).numbers).toEqual(points);
      }),
    );
  });
});
