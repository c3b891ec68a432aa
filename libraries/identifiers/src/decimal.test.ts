// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  DECIMAL_DIGITS_MAX,
  type Decimal,
  decimalFromInteger,
  decimalPlaces,
  decimalToNumber,
  formatDecimal,
  isDecimalText,
  multiplyDecimals,
  negateDecimal,
  parseDecimal,
  parseDecimalString,
  powerOfTen,
  subtractDecimals,
} from './decimal.ts';

const anyDecimal = fc.record({
  coefficient: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
  exponent: fc.integer({ min: -40, max: 20 }),
});
const d = parseDecimal;

describe('parseDecimal()', () => {
  test.each([
    ['0.10', 10n, -2],
    ['0', 0n, 0],
    ['-3', -3n, 0],
    ['0.3', 3n, -1],
    ['1200', 1200n, 0],
    ['2.5e-7', 25n, -8],
    ['1E+3', 1n, 3],
    ['1e-0', 1n, 0],
    ['-0.00', 0n, -2],
    ['-0.012', -12n, -3],
  ])('reads %s', (text, coefficient, exponent) => {
    expect(d(text)).toEqual({ coefficient, exponent });
  });

  test.each([
    '',
    ' 1',
    '1 ',
    '+1',
    '.5',
    '5.',
    '01',
    '00.5',
    '1,5',
    '1_000',
    '0x10',
    'NaN',
    'Infinity',
    '1e',
    '1e5.5',
    '--1',
    '１',
    '1\n',
  ])('refuses %j', (text) => {
    expect(() => d(text)).toThrow(expect.objectContaining({ code: 'BAD_FORMAT', text }));
  });

  test.each([1, null, undefined, 1n, {}])('refuses %s, which is no text', (given) => {
    expect(() => d(given)).toThrow(expect.objectContaining({ code: 'NOT_TEXT' }));
  });

  test('takes as many digits as the limit and not one more', () => {
    const most = '9'.repeat(DECIMAL_DIGITS_MAX);
    expect(formatDecimal(d(most))).toBe(most);
    expect(() => d(`${most}9`)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
    expect(() => d(`${most}9.000000000`)).toThrow(expect.objectContaining({ code: 'BAD_LENGTH' }));
  });

  test.each(['1e1000', '1e-1000', '10e999', '1e99999', '1e-99999', '0e99999'])('refuses the digit bomb %s', (text) => {
    expect(() => d(text)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
  });

  test.each(['1e999', '1e-999'])('takes %s, which has as many digits as the limit', (text) => {
    expect(formatDecimal(d(text)).replace('.', '')).toHaveLength(DECIMAL_DIGITS_MAX);
  });

  test('reads back every plain text with its digits', () => {
    const text = fc.stringMatching(/^-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?$/).filter((t) => !/^-[0.]*$/.test(t));
    fc.assert(fc.property(text, (t) => formatDecimal(d(t)) === t));
  });

  test('reads back whatever formatDecimal writes', () => {
    fc.assert(
      fc.property(
        anyDecimal,
        (a) =>
          compareDecimals(d(formatDecimal(a)), a) === 0 &&
          d(formatDecimal(a)).exponent === (a.coefficient === 0n ? Math.min(0, a.exponent) : Math.min(a.exponent, 0)),
      ),
    );
  });
});

describe('isDecimalText()', () => {
  test('says what parseDecimal would do', () => {
    expect(isDecimalText('0.10')).toBe(true);
    expect(isDecimalText('0,10')).toBe(false);
    expect(isDecimalText(0.1)).toBe(false);
  });
});

describe('formatDecimal()', () => {
  test.each<[Decimal, string]>([
    [{ coefficient: 10n, exponent: -2 }, '0.10'],
    [{ coefficient: -5n, exponent: -3 }, '-0.005'],
    [{ coefficient: 1n, exponent: 3 }, '1000'],
    [{ coefficient: -12n, exponent: 1 }, '-120'],
    [{ coefficient: 0n, exponent: 5 }, '0'],
    [{ coefficient: 0n, exponent: -2 }, '0.00'],
    [{ coefficient: 12345n, exponent: -2 }, '123.45'],
  ])('writes %o as %s', (decimal, text) => {
    expect(formatDecimal(decimal)).toBe(text);
  });

  test('refuses to write a bomb', () => {
    expect(() => formatDecimal({ coefficient: 1n, exponent: 10_001 })).toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE' }),
    );
    expect(() => formatDecimal({ coefficient: 1n, exponent: -10_001 })).toThrow(
      expect.objectContaining({ code: 'OUT_OF_RANGE' }),
    );
  });
});

describe('parseDecimalString()', () => {
  test('gives the canonical text', () => {
    expect(['0.10', '1.5e3', '-0.0', '2e-3'].map(parseDecimalString)).toEqual(['0.10', '1500', '0.0', '0.002']);
  });
});

describe('decimal arithmetic', () => {
  test('0.1 + 0.2 is 0.3 and keeps the longer tail', () => {
    expect(formatDecimal(addDecimals(d('0.1'), d('0.20')))).toBe('0.30');
    expect(formatDecimal(subtractDecimals(d('1'), d('0.001')))).toBe('0.999');
    expect(formatDecimal(multiplyDecimals(d('0.10'), d('-3')))).toBe('-0.30');
    expect(formatDecimal(negateDecimal(d('-2.50')))).toBe('2.50');
  });

  test('compares values, not digits', () => {
    expect(compareDecimals(d('1.0'), d('1.00'))).toBe(0);
    expect(compareDecimals(d('0.3'), d('0.30001'))).toBe(-1);
    expect(compareDecimals(d('1e3'), d('999.9'))).toBe(1);
    expect(compareDecimals(d('-2'), d('-1'))).toBe(-1);
  });

  test('addition and multiplication commute, associate and distribute', () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, anyDecimal, (a, b, c) => {
        const same = (left: Decimal, right: Decimal): boolean => compareDecimals(left, right) === 0;
        return (
          same(addDecimals(a, b), addDecimals(b, a)) &&
          same(addDecimals(addDecimals(a, b), c), addDecimals(a, addDecimals(b, c))) &&
          same(multiplyDecimals(a, b), multiplyDecimals(b, a)) &&
          same(multiplyDecimals(a, addDecimals(b, c)), addDecimals(multiplyDecimals(a, b), multiplyDecimals(a, c))) &&
          same(subtractDecimals(addDecimals(a, b), b), a)
        );
      }),
    );
  });

  test('refuses to align numbers that are a bomb apart', () => {
    const far: Decimal = { coefficient: 1n, exponent: 1_000_000_000 };
    expect(() => addDecimals(far, d('1'))).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
    expect(() => compareDecimals(d('1'), far)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
  });
});

describe('decimalPlaces()', () => {
  test('counts the digits behind the point', () => {
    expect([d('0.10'), d('3'), d('1e3')].map(decimalPlaces)).toEqual([2, 0, 0]);
  });
});

describe('decimalFromInteger()', () => {
  test('takes numbers and bigints, and no fractions', () => {
    expect(formatDecimal(decimalFromInteger(-12))).toBe('-12');
    expect(formatDecimal(decimalFromInteger(10n ** 20n))).toBe('100000000000000000000');
    expect(() => decimalFromInteger(1.5)).toThrow(RangeError);
  });
});

describe('decimalToNumber()', () => {
  test('is the nearest double, as the language reads the same text', () => {
    fc.assert(fc.property(anyDecimal, (a) => decimalToNumber(a) === Number(formatDecimal(a))));
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (x) => decimalToNumber(d(String(x))) === x),
    );
  });

  test('refuses what no double holds', () => {
    expect(() => decimalToNumber(d('1e400'))).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
  });
});

describe('powerOfTen()', () => {
  test('is exact, and bounded', () => {
    expect(powerOfTen(20)).toBe(100_000_000_000_000_000_000n);
    expect(() => powerOfTen(10_001)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
    expect(() => powerOfTen(0.5)).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
  });
});
