// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberFormatOf, parseNumberFormat, showNumber } from './number-format.ts';

function show(held: string, code: string) {
  return showNumber(held, parseNumberFormat(code));
}

describe('showNumber()', () => {
  test.each([
    ['0.1', '0.00', '0.10'],
    ['0.1', '0.000', '0.100'],
    ['5', '0.00', '5.00'],
    ['0', '0.00', '0.00'],
    ['-0.5', '0.00', '-0.50'],
    ['100', '0', '100'],
    ['1234.5', '#,##0.00', '1234.50'],
    ['0.5', '#.00', '0.50'],
    ['0.1', '0.0##', '0.1'],
    ['0.125', '0.0##', '0.125'],
    ['7', '00000', '00007'],
    ['0.05', '0.0%', '5.0%'],
    ['0.05', '0.0 %', '5.0%'],
    ['0.0015', '0.00E+00', '0.00150'],
    ['1500', '0.00E+00', '1500'],
    ['-0.0015', '0.00E+00', '-0.00150'],
    ['0', '0.0E+00', '0.0'],
    ['0.1', '0.00" mg/kg"', '0.10 mg/kg'],
    ['0.1', '0.00\\ [$mg/kg]', '0.10 mg/kg'],
    ['0.02', '"<"0.00', '<0.02'],
    ['0.1', '[Red]0.00;[Blue]-0.00', '0.10'],
    ['0.1', '_(* #,##0.00_)', '0.10'],
    ['0.1', '[$-804]0.00', '0.10'],
  ])('shows %s in %j as %s', (held, code, text) => {
    expect(show(held, code)).toEqual({ ok: true, value: { text, plain: false } });
  });

  test.each([
    ['0.1', '0.1'],
    ['2.2999999999999998', '2.3'],
    ['0.30000000000000004', '0.3'],
    ['1E-3', '0.001'],
    ['100', '100'],
    ['0', '0'],
  ])('shows the plain number %s as %s, its zeros unknown', (held, text) => {
    for (const code of ['General', '@', '', 'general'])
      expect(show(held, code)).toEqual({ ok: true, value: { text, plain: true } });
  });

  test.each([
    ['0.304', '0.0'],
    ['0.304', '0'],
    ['0.0512', '0.0%'],
    ['0.001234', '0.0E+00'],
    ['0.1234', '0.0##'],
  ])('refuses %s in %j, which shows fewer digits than it holds', (held, code) => {
    expect(show(held, code)).toMatchObject({ ok: false, code: 'DIGITS_HIDDEN' });
  });

  test.each(['yyyy-mm-dd', 'd/m/yy', 'yyyy"年"m"月"d"日"', '[h]:mm', 'mmm-yy', 'yyyy年m月d日'])(
    'refuses a number that %j shows as a date',
    (code) => {
      expect(show('46348', code)).toMatchObject({ ok: false, code: 'WRONG_CELL_TYPE' });
    },
  );

  test.each([
    '# ?/?',
    '0.0,',
    '#,##0,,',
    '[>100]0.0',
    '0.0.0',
    '0"x"0',
    'General"x"',
    `0${'.'.repeat(300)}`,
    '"only text"',
  ])('refuses the format %j, which is not followed here', (code) => {
    expect(show('1', code)).toMatchObject({ ok: false, code: 'NUMBER_FORMAT_NOT_READ' });
  });

  test.each(['', 'abc', '1,5', '1e9999', 'Infinity', '0x10'])('refuses %j, which is no number', (held) => {
    expect(show(held, '0.00')).toMatchObject({ ok: false, code: 'BAD_NUMBER' });
  });

  test('agrees with toFixed() wherever a format shows enough places', () => {
    const number = fc.tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 4 }));
    fc.assert(
      fc.property(number, fc.integer({ min: 4, max: 6 }), ([digits, places], shown) => {
        const value = digits / 10 ** places;
        const reading = show(String(value), `0.${'0'.repeat(shown)}`);
        expect(reading.ok ? reading.value.text : '').toBe(value.toFixed(shown).replace(/^-(0\.0*)$/, '$1'));
      }),
    );
  });
});

describe('numberFormatOf()', () => {
  test('knows the formats without a code, and lets a code win', () => {
    expect(numberFormatOf(14, undefined)).toEqual({ kind: 'date' });
    expect(numberFormatOf(31, undefined)).toEqual({ kind: 'date' });
    expect(numberFormatOf(0, undefined)).toEqual({ kind: 'general' });
    expect(numberFormatOf(2, undefined)).toMatchObject({ kind: 'digits', places: 2 });
    expect(numberFormatOf(12, undefined)).toEqual({ kind: 'other' });
    expect(numberFormatOf(26, undefined)).toEqual({ kind: 'other' });
    expect(numberFormatOf(14, '0.0')).toMatchObject({ kind: 'digits', places: 1 });
  });
});
