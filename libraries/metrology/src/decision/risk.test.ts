// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conformanceProbability, specificRisks } from './conformance-probability.ts';
import { integratePanels } from './gauss-legendre.ts';
import { acceptanceLimitForConsumerRisk, globalRisks } from './global-risk.ts';
import { acceptanceMultiplier, guardBandMultiplierForRisk, riskAtAcceptanceLimit } from './guard-band.ts';
import type { Prior } from './prior.ts';

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const prior = { kind: 'normal', mean: 0, standardDeviation: 1 } as const;

const BAD_PARAMETER = expect.objectContaining({ code: 'BAD_PARAMETER' });

describe('conformanceProbability()', () => {
  it('never rises when the value moves away from a one-sided limit on the wrong side', () => {
    fc.assert(
      fc.property(real(-50, 50), real(0, 50), real(0.01, 20), (value, step, standardUncertainty) => {
        const p = (y: number) => conformanceProbability({ value: y, standardUncertainty }, { upper: 0 });
        expect(p(value + step)).toBeLessThanOrEqual(p(value));
      }),
    );
  });

  it('is larger in a wider tolerance, and both sides are never more likely than one', () => {
    fc.assert(
      fc.property(real(-9, 9), real(0.01, 5), real(0, 5), real(0, 5), (value, standardUncertainty, half, more) => {
        const p = (lower: number | undefined, upper: number) =>
          conformanceProbability({ value, standardUncertainty }, { ...(lower === undefined ? {} : { lower }), upper });
        expect(p(-half - more, half + more)).toBeGreaterThanOrEqual(p(-half, half) - 1e-15);
        expect(p(-half, half)).toBeLessThanOrEqual(p(undefined, half) + 1e-15);
      }),
    );
  });

  it('is 1 without limits, and needs an uncertainty above 0', () => {
    expect(conformanceProbability({ value: 1, standardUncertainty: 1 }, {})).toBe(1);
    for (const standardUncertainty of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => conformanceProbability({ value: 1, standardUncertainty }, {})).toThrow(BAD_PARAMETER);
    }
  });
});

describe('specificRisks()', () => {
  it('add up to 1, and keep the digits of a small risk', () => {
    const { consumer, producer } = specificRisks({ value: 0, standardUncertainty: 1 }, { upper: 10 });
    expect(consumer + producer).toBe(1);
    expect(consumer).toBeCloseTo(7.619853024160527e-24, 36);
    expect(specificRisks({ value: 0, standardUncertainty: 1 }, { lower: 0 }).consumer).toBe(0.5);
  });
});

describe('guard bands', () => {
  it('guardBandMultiplierForRisk() undoes riskAtAcceptanceLimit()', () => {
    fc.assert(
      fc.property(real(1e-12, 0.5), real(0.5, 4), (risk, k) => {
        expect(riskAtAcceptanceLimit(guardBandMultiplierForRisk(risk, k), k) / risk).toBeCloseTo(1, 9);
      }),
    );
  });

  it('gives 5 % with 0.82 U and k = 2, and no band at all at 50 %', () => {
    expect(guardBandMultiplierForRisk(0.05, 2)).toBeCloseTo(0.8224268135, 9);
    expect(guardBandMultiplierForRisk(0.5, 2)).toBeCloseTo(0, 15);
  });

  it('refuses arguments outside their range', () => {
    expect(() => riskAtAcceptanceLimit(-1, 2)).toThrow(BAD_PARAMETER);
    expect(() => riskAtAcceptanceLimit(1, 0)).toThrow(BAD_PARAMETER);
    expect(() => guardBandMultiplierForRisk(0, 2)).toThrow(BAD_PARAMETER);
    expect(() => guardBandMultiplierForRisk(0.6, 2)).toThrow(BAD_PARAMETER);
    expect(() => guardBandMultiplierForRisk(0.05, -2)).toThrow(BAD_PARAMETER);
    expect(() => acceptanceMultiplier('rss', 0)).toThrow(BAD_PARAMETER);
  });

  it('acceptanceMultiplier() stays between 0 and 1', () => {
    expect(acceptanceMultiplier('rp10', 10)).toBe(1);
    expect(acceptanceMultiplier('u95', 0.5)).toBe(0);
    expect(acceptanceMultiplier('rss', 0.5)).toBe(0);
  });
});

describe('integratePanels()', () => {
  it('is exact for a polynomial of degree 63 in one panel', () => {
    expect(integratePanels((x) => 64 * x ** 63, [0, 1])).toBeCloseTo(1, 13);
  });

  it('skips empty panels, and is 0 without any', () => {
    expect(integratePanels(() => 1, [0, 0, 2, 1])).toBeCloseTo(2, 13);
    expect(integratePanels(() => 1, [3])).toBe(0);
  });
});

describe('globalRisks()', () => {
  it('add up: conforming and accepted, with the risks, make the whole production', () => {
    fc.assert(
      fc.property(real(0.2, 4), real(0.01, 2), real(-1, 1), (half, standardUncertainty, band) => {
        const tolerance = { lower: -half, upper: half };
        const acceptance = { lower: -half - band, upper: half + band };
        fc.pre(acceptance.lower < acceptance.upper);
        const { accepted, consumer, producer, nonconforming } = globalRisks({
          prior,
          tolerance,
          standardUncertainty,
          acceptance,
        });
        expect(accepted - consumer + producer + nonconforming).toBeCloseTo(1, 11);
      }),
      { numRuns: 30 },
    );
  });

  it('accepts everything without an acceptance limit, and nothing behind one that no item reaches', () => {
    const model = { prior, tolerance: { upper: 1 }, standardUncertainty: 0.1 };
    expect(globalRisks({ ...model, acceptance: {} }).accepted).toBeCloseTo(1, 13);
    const none = globalRisks({ ...model, tolerance: { lower: 1 }, acceptance: { upper: -1_000 } });
    expect([none.accepted, none.conditionalConsumer]).toEqual([0, 0]);
  });

  it.each([
    { kind: 'beta', a: 2, b: 2 },
    { kind: 'gamma', shape: 0.5, rate: 1 },
  ])('refuses a prior that it cannot integrate: %o', (given) => {
    const model = {
      prior: given as unknown as Prior,
      tolerance: { upper: 1 },
      standardUncertainty: 0.1,
      acceptance: {},
    };
    expect(() => globalRisks(model)).toThrow(expect.objectContaining({ code: 'BAD_PARAMETER' }));
  });

  it('needs an uncertainty above 0', () => {
    expect(() => globalRisks({ prior, tolerance: {}, standardUncertainty: 0, acceptance: {} })).toThrow(BAD_PARAMETER);
  });
});

describe('acceptanceLimitForConsumerRisk()', () => {
  it.each([
    [{ lower: 1 }, 0.01],
    [{ upper: 1 }, 0],
    [{ upper: 1 }, 0.5],
  ])('refuses a tolerance or a risk that allows no answer: %o, %d', (tolerance, risk) => {
    expect(() => acceptanceLimitForConsumerRisk({ prior, tolerance, standardUncertainty: 0.1 }, risk)).toThrow(
      BAD_PARAMETER,
    );
  });
});
