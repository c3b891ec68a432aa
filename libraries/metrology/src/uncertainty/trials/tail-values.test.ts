// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinedValues, tailValues } from './tail-values.ts';

const ends = (values: readonly number[], count: number) => {
  const sorted = Float64Array.from(values).sort();
  return { lowest: [...sorted.subarray(0, count)], highest: [...sorted.subarray(sorted.length - count)] };
};
const found = (values: readonly number[], count: number) => {
  const whole = Float64Array.from(values);
  const { lowest, highest } = tailValues([whole], count);
  const cut = Math.floor(values.length / 3);
  expect(tailValues([whole.subarray(0, cut), whole.subarray(cut)], count)).toEqual({ lowest, highest });
  return { lowest: [...lowest], highest: [...highest] };
};

describe('tailValues()', () => {
  it('is what sorting all would give, for any values and any number of them', () => {
    const value = fc.oneof(
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double({ min: -1e300, max: 1e300, noNaN: true }),
      fc.constantFrom(0, 1, 1, 5e-324, Number.MAX_VALUE, -Number.MAX_VALUE),
    );
    const given = fc
      .array(value, { minLength: 1, maxLength: 300 })
      // 0 and -0 are one value in any order.
      .map((values) => values.map((one) => one + 0))
      .chain((values) => fc.tuple(fc.constant(values), fc.integer({ min: 1, max: values.length })));
    fc.assert(
      fc.property(given, ([values, count]) => {
        expect(found(values, count)).toEqual(ends(values, count));
      }),
    );
  });

  it.each([
    ['a normal shape', (r: number) => Math.sqrt(-2 * Math.log(r + 1e-12)) * Math.cos(7919 * r)],
    ['heavy tails, which crowd one bucket', (r: number) => Math.tan(3.1 * (r - 0.5)) ** 9],
    ['values that are all equal', () => 4],
    ['a few values many times', (r: number) => Math.floor(3 * r)],
  ])('takes %s', (_shape, of) => {
    const values = Array.from({ length: 20_000 }, (_, i) => of(((i * 7_919) % 20_011) / 20_011));
    for (const count of [1, 100, 1_000, 9_999, 10_000, 20_000]) {
      expect(found(values, count)).toEqual(ends(values, count));
    }
  });
});

describe('joinedValues()', () => {
  it('puts parts one after another, and copies no single one', () => {
    const one = Float64Array.of(1, 2);
    expect(joinedValues([one])).toBe(one);
    expect(joinedValues([one, new Float64Array(0), Float64Array.of(3)])).toEqual(Float64Array.of(1, 2, 3));
    expect(joinedValues([])).toEqual(new Float64Array(0));
  });
});
