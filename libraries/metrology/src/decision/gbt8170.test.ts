// SPDX-License-Identifier: Apache-2.0
import { type Decimal, formatDecimal, parseDecimal, rationalFromDecimal } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/gbt8170.json' with { type: 'json' };
import { compareReported, type ReportedMark, type RoundingOptions, roundByGbt8170 } from './gbt8170.ts';

interface Rounding {
  readonly value: string;
  readonly digit: number;
  readonly unit?: '0.5' | '0.2';
  readonly mark?: ReportedMark;
  readonly expected: string;
}

const rounded = (value: string, digit: number, options: RoundingOptions = {}) =>
  formatDecimal(roundByGbt8170(parseDecimal(value), digit, options));

// The rule of clause 3.2 by the digits of the text, as a person does it.
function roundByHand(text: string, places: number): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const kept = [...(whole + fraction.padEnd(places, '0').slice(0, places))].map(Number);
  const dropped = fraction.slice(places);
  const first = Number(dropped.charAt(0) || '0');
  const isTie = first === 5 && /^50*$/.test(dropped);
  const last = kept.at(-1) ?? 0;
  let carry = isTie ? last % 2 : first >= 5 ? 1 : 0;
  for (let index = kept.length - 1; index >= 0 && carry === 1; index -= 1) {
    kept[index] = ((kept[index] ?? 0) + 1) % 10;
    carry = kept[index] === 0 ? 1 : 0;
  }
  const digits = `${carry === 1 ? '1' : ''}${kept.join('')}`;
  const point = digits.length - places;
  const magnitude = places === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return /[1-9]/.test(magnitude) ? sign + magnitude : magnitude;
}

const BAD_PARAMETER = expect.objectContaining({ code: 'BAD_PARAMETER' });

describe('roundByGbt8170()', () => {
  it.each(vectors.rounding as Rounding[])(
    'rounds $value at 10^$digit to $expected',
    ({ value, digit, unit, mark, expected }) => {
      const options = {
        ...(unit === undefined ? {} : { unit }),
        ...(mark === undefined ? {} : { reportedMark: mark }),
      };
      expect(rounded(value, digit, options)).toBe(expected);
    },
  );

  it('agrees with rounding by hand', () => {
    const decimal = fc.record({
      coefficient: fc.bigInt({ min: -(10n ** 8n), max: 10n ** 8n }),
      exponent: fc.integer({ min: -8, max: 0 }),
    });
    // Ties are rare among random numbers, so half of the values are made to end in 5.
    const values = fc.oneof(
      decimal,
      decimal.map(
        ({ coefficient, exponent }): Decimal => ({
          coefficient: coefficient * 10n + (coefficient < 0n ? -5n : 5n),
          exponent,
        }),
      ),
    );
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 8 }), (value, places) => {
        fc.pre(value.exponent <= 0);
        expect(formatDecimal(roundByGbt8170(value, 0 - places))).toBe(roundByHand(formatDecimal(value), places));
      }),
      { numRuns: 1_000 },
    );
  });

  it('lands on a multiple of the interval, at most half of it away', () => {
    const value = fc.record({
      coefficient: fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }),
      exponent: fc.constant(-4),
    });
    fc.assert(
      fc.property(value, fc.constantFrom('1', '0.5', '0.2'), (given, unit) => {
        const result = roundByGbt8170(given, 0, { unit });
        const tenths = result.exponent === 0 ? result.coefficient * 10n : result.coefficient;
        const interval = { '1': 10n, '0.5': 5n, '0.2': 2n }[unit];
        expect(tenths % interval).toBe(0n);
        const distance = tenths * 1_000n - given.coefficient;
        expect(2n * (distance < 0n ? -distance : distance) <= interval * 1_000n).toBe(true);
      }),
    );
  });

  it.each([0.5, 1_001, -1_001, Number.NaN])('refuses the digit %d', (digit) => {
    expect(() => rounded('1', digit)).toThrow(BAD_PARAMETER);
  });
});

describe('compareReported()', () => {
  it.each([
    ['0.5', '0.5', undefined, 0],
    ['0.5', '0.5', '+', 1],
    ['0.5', '0.5', '-', -1],
    ['-0.5', '-0.5', '+', -1],
    ['-0.5', '-0.5', '-', 1],
    ['0.4', '0.5', '+', -1],
    ['0.6', '0.5', '-', 1],
  ] as const)('compares %s with %s, mark %s, as %d', (value, limit, mark, expected) => {
    const exact = (text: string) => rationalFromDecimal(parseDecimal(text));
    expect(compareReported(exact(value), exact(limit), mark)).toBe(expected);
  });
});
