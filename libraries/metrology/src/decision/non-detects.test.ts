// SPDX-License-Identifier: Apache-2.0
import { compareRationals, parseDecimal } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeQuantity, parseQuantity, parseUnit, quantityOf } from '../quantity/index.ts';
import { type NonDetectTreatment, SUM_TERMS_MAX, type SumTerm, sumWithNonDetects } from './index.ts';

const q = (value: string, unit = 'mg/kg') => parseQuantity({ value, unit });
const TREATMENTS: readonly NonDetectTreatment[] = ['lower-bound', 'middle-bound', 'upper-bound'];
const sums = (terms: readonly SumTerm[]) =>
  TREATMENTS.map((treatment) => describeQuantity(sumWithNonDetects(terms, treatment).sum));

describe('sumWithNonDetects()', () => {
  it('bounds each non-detect by its own LOD or LOQ', () => {
    const terms: readonly SumTerm[] = [
      { kind: 'quantified', value: q('0.10') },
      { kind: 'below-loq', loq: q('20', 'µg/kg'), lod: q('7', 'µg/kg') },
      { kind: 'not-detected', lod: q('0.003'), loq: q('0.01') },
    ];
    expect(sums(terms)).toEqual(['0.10 mg/kg', '0.1115 mg/kg', '0.123 mg/kg']);
    expect(sumWithNonDetects(terms, 'upper-bound')).toMatchObject({
      quantified: 1,
      nonDetects: 2,
      treatment: 'upper-bound',
    });
  });

  it('weighs by the factors of the residue definition', () => {
    const terms: readonly SumTerm[] = [
      { kind: 'not-detected', lod: q('1', 'ng/kg'), factor: parseDecimal('0.1') },
      { kind: 'quantified', value: q('2', 'ng/kg') },
    ];
    expect(sums(terms)).toEqual(['2 ng/kg', '2.05 ng/kg', '2.1 ng/kg']);
  });

  it('lower is never above middle, middle never above upper', () => {
    const value = fc.record({
      coefficient: fc.bigInt({ min: 1n, max: 10_000n }),
      exponent: fc.integer({ min: -5, max: 0 }),
    });
    const term = fc
      .record({ value, found: fc.boolean(), factor: value })
      .map(({ value: digits, found, factor }): SumTerm => {
        const amount = quantityOf(digits, parseUnit('µg/kg'));
        return found ? { kind: 'quantified', value: amount, factor } : { kind: 'below-loq', loq: amount, factor };
      });
    fc.assert(
      fc.property(fc.array(term, { minLength: 1, maxLength: 8 }), (terms) => {
        const [lower, middle, upper] = TREATMENTS.map((treatment) => sumWithNonDetects(terms, treatment).sum.value);
        if (lower === undefined || middle === undefined || upper === undefined) throw new Error('three were given');
        expect(compareRationals(lower, middle)).toBeLessThanOrEqual(0);
        expect(compareRationals(middle, upper)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it.each<[string, readonly SumTerm[], string]>([
    ['nothing', [], 'BAD_RESULT'],
    [
      'too much',
      Array.from({ length: SUM_TERMS_MAX + 1 }, () => ({ kind: 'quantified' as const, value: q('1') })),
      'BAD_RESULT',
    ],
    ['an LOQ of 0', [{ kind: 'below-loq', loq: q('0') }], 'BAD_RESULT'],
    ['a negative factor', [{ kind: 'quantified', value: q('1'), factor: parseDecimal('-1') }], 'BAD_RESULT'],
    [
      'units of two kinds',
      [
        { kind: 'quantified', value: q('1') },
        { kind: 'quantified', value: q('1', 'mg/L') },
      ],
      'INCOMPARABLE',
    ],
  ])('refuses %s', (_, terms, code) => {
    expect(() => sumWithNonDetects(terms, 'upper-bound')).toThrow(expect.objectContaining({ code }));
  });
});
