// SPDX-License-Identifier: Apache-2.0
import { compareDecimals, type Decimal, decimalToNumber, parseDecimal } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertQuantity, parseUnit, quantityOf } from '../quantity/index.ts';
import {
  conformanceProbability,
  type DecisionRule,
  decideConformity,
  type MeasuredResult,
  type QuantifiedResult,
  type Tolerance,
} from './index.ts';

const mg = parseUnit('mg/kg');
const decimal = (min: bigint, max: bigint): fc.Arbitrary<Decimal> =>
  fc.record({ coefficient: fc.bigInt({ min, max }), exponent: fc.constantFrom(-3, -2) });
const tolerance: fc.Arbitrary<Tolerance> = fc
  .record({
    ends: fc.tuple(decimal(0n, 1_000n), decimal(0n, 1_000n)),
    inclusive: fc.tuple(fc.boolean(), fc.boolean()),
    sides: fc.constantFrom('lower', 'upper', 'both'),
  })
  .filter(({ ends: [a, b] }) => compareDecimals(a, b) !== 0)
  .map(({ ends: [a, b], inclusive, sides }) => {
    const [low, high] = compareDecimals(a, b) < 0 ? [a, b] : [b, a];
    return {
      ...(sides === 'upper' ? {} : { lower: { value: quantityOf(low, mg), inclusive: inclusive[0] } }),
      ...(sides === 'lower' ? {} : { upper: { value: quantityOf(high, mg), inclusive: inclusive[1] } }),
    };
  });
const quantified: fc.Arbitrary<QuantifiedResult> = fc
  .record({ value: decimal(0n, 1_200n), U: decimal(1n, 400n), k: fc.constantFrom('1', '2', '3') })
  .map(({ value, U, k }) => ({
    kind: 'quantified',
    value: quantityOf(value, mg),
    expandedUncertainty: { value: quantityOf(U, mg), coverageFactor: parseDecimal(k) },
  }));
const simple: DecisionRule = { kind: 'simple-acceptance' };
const guardBand: fc.Arbitrary<DecisionRule> = fc.record({
  kind: fc.constant('guard-band'),
  multiplier: fc.constantFrom('0', '0.5', '0.83', '1', '1.5').map(parseDecimal),
  guards: fc.constantFrom('acceptance', 'both'),
  form: fc.constant('non-binary'),
});
const threshold: fc.Arbitrary<DecisionRule> = fc.record({
  kind: fc.constant('conformance-probability'),
  threshold: fc.constantFrom('0.5', '0.8', '0.95', '0.999').map(parseDecimal),
});

describe('decideConformity()', () => {
  it('with a guard band or a probability, conforms only where simple acceptance does', () => {
    fc.assert(
      fc.property(quantified, tolerance, fc.oneof(guardBand, threshold), (result, limits, rule) => {
        fc.pre(decideConformity({ result, tolerance: limits, rule }).outcome === 'conforms');
        expect(decideConformity({ result, tolerance: limits, rule: simple }).outcome).toBe('conforms');
      }),
    );
  });

  it('says does-not-conform under any of these rules only where simple acceptance does', () => {
    fc.assert(
      fc.property(quantified, tolerance, fc.oneof(guardBand, threshold), (result, limits, rule) => {
        fc.pre(decideConformity({ result, tolerance: limits, rule }).outcome === 'does-not-conform');
        expect(decideConformity({ result, tolerance: limits, rule: simple }).outcome).toBe('does-not-conform');
      }),
    );
  });

  it('answers the same in another unit of the same kind', () => {
    fc.assert(
      fc.property(
        quantified,
        tolerance,
        fc.oneof(fc.constant(simple), guardBand),
        fc.constantFrom('µg/kg', 'oz/lb'),
        (result, limits, rule, text) => {
          const other: MeasuredResult = { ...result, value: convertQuantity(result.value, parseUnit(text)) };
          const { outcome, statement } = decideConformity({ result: other, tolerance: limits, rule });
          expect(decideConformity({ result, tolerance: limits, rule })).toMatchObject({ outcome, statement });
        },
      ),
    );
  });

  it('gives the conformance probability of the numbers, by the slow way through doubles', () => {
    fc.assert(
      fc.property(quantified, tolerance, (result, limits) => {
        const number = ({ decimal: digits }: { decimal?: Decimal }) => decimalToNumber(digits as Decimal);
        const { value, coverageFactor } = result.expandedUncertainty as NonNullable<typeof result.expandedUncertainty>;
        const expected = conformanceProbability(
          { value: number(result.value), standardUncertainty: number(value) / decimalToNumber(coverageFactor) },
          {
            ...(limits.lower === undefined ? {} : { lower: number(limits.lower.value) }),
            ...(limits.upper === undefined ? {} : { upper: number(limits.upper.value) }),
          },
        );
        expect(decideConformity({ result, tolerance: limits, rule: simple }).conformanceProbability).toBeCloseTo(
          expected,
          11,
        );
      }),
    );
  });

  it('never conforms on less: taking the uncertainty away never turns an open question into a pass', () => {
    fc.assert(
      fc.property(quantified, tolerance, fc.oneof(guardBand, threshold), (result, limits, rule) => {
        const { expandedUncertainty: _, ...bare } = result;
        expect(decideConformity({ result: bare, tolerance: limits, rule }).outcome).toBe('inconclusive');
      }),
    );
  });
});
