// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareDecimals, decimalToNumber, formatDecimal, parseDecimal } from './decimal.ts';
import {
  addRationals,
  compareRationals,
  divideRationals,
  multiplyRationals,
  negateRational,
  type Rational,
  type RoundingMode,
  rational,
  rationalFromDecimal,
  rationalToDecimal,
  rationalToNumber,
  roundRational,
  subtractRationals,
} from './rational.ts';

const integer = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
const nonZero = integer.filter((n) => n !== 0n);
const anyRational = fc.tuple(integer, nonZero).map(([n, d]) => rational(n, d));

describe('rational()', () => {
  test('reduces, and keeps the denominator positive', () => {
    expect(rational(6, -4)).toEqual({ numerator: -3n, denominator: 2n });
    expect(rational(0n, -7n)).toEqual({ numerator: 0n, denominator: 1n });
    expect(rational(5)).toEqual({ numerator: 5n, denominator: 1n });
  });

  test('refuses the denominator 0', () => {
    expect(() => rational(1, 0)).toThrow(RangeError);
  });
});

describe('rational arithmetic', () => {
  test('obeys the laws of a field', () => {
    fc.assert(
      fc.property(anyRational, anyRational, anyRational, (a, b, c) => {
        expect(addRationals(a, b)).toEqual(addRationals(b, a));
        expect(addRationals(addRationals(a, b), c)).toEqual(addRationals(a, addRationals(b, c)));
        expect(multiplyRationals(a, b)).toEqual(multiplyRationals(b, a));
        expect(multiplyRationals(multiplyRationals(a, b), c)).toEqual(multiplyRationals(a, multiplyRationals(b, c)));
        expect(multiplyRationals(a, addRationals(b, c))).toEqual(
          addRationals(multiplyRationals(a, b), multiplyRationals(a, c)),
        );
        expect(addRationals(a, negateRational(a))).toEqual(rational(0));
        expect(subtractRationals(addRationals(a, b), b)).toEqual(a);
      }),
    );
  });

  test('division undoes multiplication', () => {
    fc.assert(
      fc.property(anyRational, fc.tuple(nonZero, nonZero), (a, [n, d]) => {
        const b = rational(n, d);
        expect(divideRationals(multiplyRationals(a, b), b)).toEqual(a);
      }),
    );
    expect(() => divideRationals(rational(1), rational(0))).toThrow(RangeError);
  });

  test('the order agrees with the sign of the difference', () => {
    fc.assert(
      fc.property(anyRational, anyRational, (a, b) => {
        const difference = subtractRationals(a, b).numerator;
        expect(compareRationals(a, b)).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0);
        expect(compareRationals(a, a)).toBe(0);
      }),
    );
  });
});

describe('rationalToDecimal()', () => {
  test.each<[Rational, string | undefined]>([
    [rational(1, 8), '0.125'],
    [rational(-3, 20), '-0.15'],
    [rational(7, 125), '0.056'],
    [rational(1000), '1000'],
    [rational(1, 3), undefined],
    [rational(1, 6), undefined],
  ])('of %o is %s', (fraction, text) => {
    const decimal = rationalToDecimal(fraction);
    expect(decimal === undefined ? undefined : formatDecimal(decimal)).toBe(text);
  });

  test('gives every decimal back', () => {
    const decimal = fc.record({ coefficient: integer, exponent: fc.integer({ min: -30, max: 10 }) });
    fc.assert(
      fc.property(decimal, (a) => {
        const back = rationalToDecimal(rationalFromDecimal(a));
        return back !== undefined && compareDecimals(back, a) === 0;
      }),
    );
  });
});

describe('roundRational()', () => {
  test.each<[string, number, RoundingMode, string]>([
    ['2.5', 0, 'half-even', '2'],
    ['3.5', 0, 'half-even', '4'],
    ['-2.5', 0, 'half-even', '-2'],
    ['-3.5', 0, 'half-even', '-4'],
    ['2.51', 0, 'half-even', '3'],
    ['2.49', 0, 'half-even', '2'],
    ['2.5', 0, 'half-up', '3'],
    ['-2.5', 0, 'half-up', '-3'],
    ['2.49', 0, 'half-up', '2'],
    ['2.99', 0, 'down', '2'],
    ['-2.99', 0, 'down', '-2'],
    ['0.3449', 2, 'half-up', '0.34'],
    ['0.1', 3, 'half-even', '0.100'],
    ['1250', -2, 'half-even', '1200'],
    ['1350', -2, 'half-even', '1400'],
    ['1250', -2, 'half-up', '1300'],
  ])('%s to %i places, %s, is %s', (text, places, mode, expected) => {
    expect(formatDecimal(roundRational(rationalFromDecimal(parseDecimal(text)), places, mode))).toBe(expected);
  });

  test('rounds a third', () => {
    expect(formatDecimal(roundRational(rational(1, 3), 4, 'half-even'))).toBe('0.3333');
    expect(formatDecimal(roundRational(rational(2, 3), 4, 'half-even'))).toBe('0.6667');
  });

  test('never leaves by more than half a unit, or a whole one when it drops digits', () => {
    const place = fc.integer({ min: -5, max: 12 });
    const mode = fc.constantFrom<RoundingMode>('half-even', 'half-up', 'down');
    fc.assert(
      fc.property(anyRational, place, mode, (a, places, how) => {
        const error = subtractRationals(a, rationalFromDecimal(roundRational(a, places, how)));
        const size = error.numerator < 0n ? negateRational(error) : error;
        const unit = rationalFromDecimal({ coefficient: 1n, exponent: -places });
        const bound = how === 'down' ? unit : divideRationals(unit, rational(2));
        return compareRationals(size, bound) <= (how === 'down' ? -1 : 0);
      }),
    );
  });
});

describe('rationalToNumber()', () => {
  test('agrees with the language on every pair of exact doubles', () => {
    const exact = fc.integer({ min: -(2 ** 52), max: 2 ** 52 });
    fc.assert(
      fc.property(
        exact,
        exact.filter((n) => n !== 0),
        (n, d) => rationalToNumber(rational(n, d)) === n / d + 0,
      ),
    );
  });

  test('agrees with the reading of decimal text, subnormal doubles included', () => {
    const decimal = fc.record({
      coefficient: fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
      exponent: fc.integer({ min: -380, max: 260 }),
    });
    fc.assert(
      fc.property(decimal, (a) => rationalToNumber(rationalFromDecimal(a)) === decimalToNumber(a) + 0),
      { numRuns: 2_000 },
    );
  });

  test('gives every double back from its exact fraction', () => {
    const double = fc.double({ noDefaultInfinity: true, noNaN: true });
    fc.assert(
      fc.property(double, (x) => rationalToNumber(exactly(x)) === x),
      { numRuns: 1_000 },
    );
    for (const x of [5e-324, 2 ** -1022, 2 ** -1022 - 5e-324, Number.MAX_VALUE, 1 / 3, -0.1]) {
      expect(rationalToNumber(exactly(x))).toBe(x);
    }
  });

  test('breaks ties to even between subnormals', () => {
    const smallest = exactly(5e-324);
    expect(rationalToNumber(multiplyRationals(smallest, rational(1, 2)))).toBe(0);
    expect(rationalToNumber(multiplyRationals(smallest, rational(3, 2)))).toBe(1e-323);
    expect(rationalToNumber(multiplyRationals(smallest, rational(5, 2)))).toBe(1e-323);
    expect(rationalToNumber(multiplyRationals(smallest, rational(5_000_001n, 2_000_000n)))).toBe(1.5e-323);
  });

  test('refuses what no double holds', () => {
    expect(() => rationalToNumber(rational(10n ** 400n))).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE' }));
    expect(rationalToNumber(rational(1n, 10n ** 400n))).toBe(0);
  });
});

// A double as the fraction that it is: doubling until whole takes at most 1,074 steps.
function exactly(x: number): Rational {
  let whole = x;
  let halvings = 0n;
  while (!Number.isInteger(whole)) {
    whole *= 2;
    halvings += 1n;
  }
  return rational(BigInt(whole), 2n ** halvings);
}
