// SPDX-License-Identifier: Apache-2.0
import { parseDecimal } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/jcgm106.json' with { type: 'json' };
import { parseQuantity } from '../quantity/quantity.ts';
import {
  conformanceAfter,
  conformanceProbability,
  conformanceProbabilityStudent,
  decideConformity,
  globalRisks,
  guardBandForGlobalRisk,
  ILAC_G8_RULES,
  measurementCapability,
  normalQuantile,
  parseDecisionRule,
  posteriorOf,
  riskAtAcceptanceLimit,
} from './index.ts';

const digits = (value: number, printed: string) => value.toFixed(printed.split('.')[1]?.length ?? 0);
const limitsOf = ({ lower, upper }: { readonly lower?: number; readonly upper?: number }) => ({
  ...(lower === undefined ? {} : { lower }),
  ...(upper === undefined ? {} : { upper }),
});

const BAD_PARAMETER = expect.objectContaining({ code: 'BAD_PARAMETER' });

describe('conformanceProbability()', () => {
  it.each(vectors.conformance)('prints $printed for $source', ({ value, u, printed, ...limits }) => {
    expect(digits(conformanceProbability({ value, standardUncertainty: u }, limitsOf(limits)), printed)).toBe(printed);
  });

  it('finds the speed above which a violation is sure enough', () => {
    const { limit, relative, probability, printed } = vectors.speed;
    const speed = limit / (1 - relative * normalQuantile(probability));
    expect(digits(speed, printed)).toBe(printed);
    const within = conformanceProbability({ value: speed, standardUncertainty: relative * speed }, { upper: limit });
    expect(within).toBeCloseTo(1 - probability, 12);
  });
});

describe('conformanceProbabilityStudent()', () => {
  const measured = { value: 9.8, standardUncertainty: 0.1 };

  it('is normal with many degrees of freedom, and less sure with few', () => {
    for (const limits of [{ upper: 10 }, { lower: 9.5 }, { lower: 9.5, upper: 10 }, {}]) {
      const normal = conformanceProbability(measured, limits);
      expect(conformanceProbabilityStudent({ ...measured, degreesOfFreedom: 1e9 }, limits)).toBeCloseTo(normal, 8);
      const few = conformanceProbabilityStudent({ ...measured, degreesOfFreedom: 4 }, limits);
      expect(few).toBeLessThanOrEqual(normal);
    }
    // t with 1 degree of freedom is arctan: F(2) = 1/2 + arctan(2)/pi.
    expect(conformanceProbabilityStudent({ ...measured, degreesOfFreedom: 1 }, { upper: 10 })).toBeCloseTo(
      0.5 + Math.atan(2) / Math.PI,
      12,
    );
    expect(() => conformanceProbabilityStudent({ value: 1, standardUncertainty: 0, degreesOfFreedom: 3 }, {})).toThrow(
      BAD_PARAMETER,
    );
  });
});

describe('measurementCapability()', () => {
  it('is 4 where U is an eighth of the tolerance, k = 2', () => {
    expect(measurementCapability({ lower: -1, upper: 1 }, 0.125)).toBe(4);
    expect(() => measurementCapability({ lower: 1, upper: 1 }, 0.1)).toThrow(BAD_PARAMETER);
    expect(() => measurementCapability({ lower: 0, upper: 1 }, 0)).toThrow(BAD_PARAMETER);
  });
});

describe('posteriorOf() and conformanceAfter()', () => {
  it('weigh what was known and what was measured', () => {
    const prior = { kind: 'normal', mean: 10, standardDeviation: 3 } as const;
    const after = posteriorOf(prior, { value: 13, standardUncertainty: 3 });
    expect(after.value).toBeCloseTo(11.5, 14);
    expect(after.standardUncertainty).toBeCloseTo(3 / Math.SQRT2, 14);
    expect(conformanceAfter(prior, { value: 13, standardUncertainty: 3 }, { upper: 11.5 })).toBeCloseTo(0.5, 14);
  });

  it('come to the measurement alone as the prior widens', () => {
    const measured = { value: 1, standardUncertainty: 0.2 };
    const alone = conformanceProbability(measured, { upper: 1.3 });
    const prior = { kind: 'normal', mean: 0, standardDeviation: 1e6 } as const;
    expect(conformanceAfter(prior, measured, { upper: 1.3 })).toBeCloseTo(alone, 9);
  });

  it('keep a gamma prior above 0: an exponential production measured at 0', () => {
    const prior = { kind: 'gamma', shape: 1, rate: 1 } as const;
    const measured = { value: 0, standardUncertainty: 1 };
    expect(conformanceAfter(prior, measured, {})).toBeCloseTo(1, 12);
    expect(conformanceAfter(prior, measured, { upper: -1 })).toBe(0);
    // Below 1: (Q(1) - Q(2))/Q(1) of a normal distribution, since e^-x phi(x) is phi(x + 1) up to a factor.
    expect(conformanceAfter(prior, measured, { upper: 1 })).toBeCloseTo(1 - 0.022750131948179 / 0.158655253931457, 11);
    expect(() => conformanceAfter(prior, { value: 0, standardUncertainty: 0 }, {})).toThrow(BAD_PARAMETER);
  });
});

describe('guardBandForGlobalRisk()', () => {
  const model = {
    prior: { kind: 'normal', mean: 1500, standardDeviation: 0.12 },
    tolerance: { lower: 1499.8, upper: 1500.2 },
    standardUncertainty: 0.04,
  } as const;

  it('undoes globalRisks(), for both risks and with one limit', () => {
    const widths = fc.double({ min: -0.05, max: 0.1, noNaN: true });
    const sides = fc.constantFrom(model.tolerance, { upper: 1500.2 }, { lower: 1499.8 });
    fc.assert(
      fc.property(widths, sides, fc.constantFrom('consumer', 'producer'), (width, tolerance, of) => {
        const { lower, upper } = { lower: undefined, upper: undefined, ...tolerance };
        const acceptance = limitsOf({
          ...(lower === undefined ? {} : { lower: lower + width }),
          ...(upper === undefined ? {} : { upper: upper - width }),
        });
        const risk = globalRisks({ ...model, tolerance, acceptance })[of as 'consumer' | 'producer'];
        const found = guardBandForGlobalRisk({ ...model, tolerance }, { of: of as 'consumer' | 'producer', risk });
        expect(found).toBeCloseTo(width, 7);
      }),
      { numRuns: 12 },
    );
  });

  it('refuses a risk that no guard band has, and a model without limits', () => {
    for (const risk of [0, 0.9, Number.NaN]) {
      expect(() => guardBandForGlobalRisk(model, { of: 'consumer', risk })).toThrow(BAD_PARAMETER);
    }
    expect(() => guardBandForGlobalRisk({ ...model, tolerance: {} }, { of: 'producer', risk: 0.01 })).toThrow(
      BAD_PARAMETER,
    );
  });
});

describe('ILAC_G8_RULES', () => {
  it('holds every named row of table 1, with a risk that is below the printed one', () => {
    expect(ILAC_G8_RULES).toHaveLength(vectors.ilacG8.length);
    for (const [row, { name, guardBand, below }] of vectors.ilacG8.entries()) {
      const found = ILAC_G8_RULES[row];
      expect(found).toMatchObject({ name, guardBand });
      const risk = riskAtAcceptanceLimit(Math.abs(Number(guardBand)), 2);
      expect(risk).toBeLessThanOrEqual(below);
      expect(Number(/[\d.]+/.exec(found?.printedRisk ?? '')?.[0])).toBeCloseTo(guardBand === '3' ? 1 : 100 * below, 12);
    }
  });

  it('decides at the acceptance limit of each row as the table says', () => {
    const decide = (rule: (typeof ILAC_G8_RULES)[number], value: string) =>
      decideConformity({
        result: {
          kind: 'quantified',
          value: parseQuantity({ value, unit: 'mm' }),
          expandedUncertainty: {
            value: parseQuantity({ value: '0.1', unit: 'mm' }),
            coverageFactor: parseDecimal('2'),
          },
        },
        tolerance: { upper: { value: parseQuantity({ value: '10', unit: 'mm' }), inclusive: true } },
        rule: parseDecisionRule(rule.rule),
      }).outcome;
    for (const row of ILAC_G8_RULES) {
      const limit = 10 - 0.1 * Number(row.guardBand);
      expect([row.name, decide(row, limit.toFixed(3))]).toEqual([row.name, 'conforms']);
      expect([row.name, decide(row, (limit + 0.001).toFixed(3))]).toEqual([row.name, 'does-not-conform']);
    }
  });
});
