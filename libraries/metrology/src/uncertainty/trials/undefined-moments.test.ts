// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { type InputText, parseMeasurementModel } from '../model/measurement-model.ts';
import { expandUncertainty } from '../propagation/expand-uncertainty.ts';
import { propagateUncertainty } from '../propagation/propagate-uncertainty.ts';
import { coverageRegion, jointResultOf } from './coverage-region.ts';
import { runAdaptively } from './run-adaptively.ts';
import { joinTrials, runTrials } from './run-trials.ts';
import { summariseOutputs } from './summarise-trials.ts';
import { undefinedMoments } from './undefined-moments.ts';
import { validateByTrials } from './validate-by-trials.ts';

const t = (name: string, degreesOfFreedom: number, standardUncertainty = 1): InputText => ({
  name,
  distribution: { kind: 't', mean: 0, standardUncertainty },
  degreesOfFreedom,
});
const model = (expressions: readonly string[], inputs: readonly InputText[]) =>
  parseMeasurementModel({
    inputs,
    equations: expressions.map((expression, index) => ({ name: `y${index}`, expression })),
    outputs: expressions.map((_, index) => `y${index}`),
  });
const missing = (expression: string, ...inputs: readonly InputText[]) =>
  undefinedMoments(model([expression], inputs))[0]?.missing;

describe('undefinedMoments()', () => {
  it.each([
    [0.5, 'expectation'],
    [1, 'expectation'],
    [1.001, 'variance'],
    [2, 'variance'],
    [2.001, undefined],
    [5, undefined],
  ])('of t with ν = %s is %s', (nu, expected) => {
    expect(missing('2 * a', t('a', nu))).toBe(expected);
  });

  it.each([
    ['a + b', 'variance'],
    ['b - a', 'variance'],
    ['a * b', 'variance'],
    ['b / a', 'variance'],
    ['a * a', 'expectation'],
    ['a^2', 'expectation'],
    ['a^-1', 'variance'],
    ['sqrt(a)', undefined],
    ['sqrt(abs(a))', undefined],
    ['abs(a)', 'variance'],
    ['ln(a^2)', undefined],
    ['exp(ln(a))', 'expectation'],
    ['ln(exp(a))', 'expectation'],
    ['tan(a)', 'expectation'],
    ['a^b', 'expectation'],
    ['b^a', 'expectation'],
    ['sin(a) + cos(a) * tanh(a) - atan(a)', undefined],
    ['b^2 * exp(b)', undefined],
    ['atan2(a, b)', undefined],
  ])('knows how fast %s grows with an a of 2 degrees of freedom', (expression, expected) => {
    expect(missing(expression, t('a', 2), t('b', 9))).toBe(expected);
  });

  it('names the inputs, and passes over one that does not vary', () => {
    const inputs = [t('a', 1), t('b', 2), t('c', 1, 0), t('d', 3)];
    expect(undefinedMoments(model(['a + b + c + d', 'c + d'], inputs))).toEqual([
      {
        missing: 'expectation',
        inputs: [
          { name: 'a', degreesOfFreedom: 1 },
          { name: 'b', degreesOfFreedom: 2 },
        ],
      },
      undefined,
    ]);
  });
});

describe('a t distribution without variance', () => {
  // Two readings have ν = 1, three have 2; quantiles of t are 6.3138 (ν = 1) and 2.9200 (ν = 2) at 0.95.
  const readings = model(
    ['a', 'b', 'sin(a)'],
    [
      { name: 'a', distribution: { kind: 'readings', observations: ['1', '3'] } },
      { name: 'b', distribution: { kind: 'readings', observations: ['1', '2', '3'] } },
    ],
  );
  const trials = joinTrials([
    runTrials(readings, { seed: 3, from: 0, to: 102_400 }),
    runTrials(readings, { seed: 3, from: 102_400, to: 200_000 }),
  ]);
  const [two, three, bounded] = summariseOutputs(trials, 0.9);

  it('has intervals, and the estimate where there is an expectation', () => {
    expect(two).not.toHaveProperty('estimate');
    expect(two).not.toHaveProperty('standardUncertainty');
    expect(two).toMatchObject({ undefinedMoments: { missing: 'expectation', inputs: [{ name: 'a' }] } });
    expect(Math.abs((two?.symmetric.upper as number) - (2 + 6.3138))).toBeLessThan(0.2);
    expect(Math.abs((two?.symmetric.lower as number) - (2 - 6.3138))).toBeLessThan(0.2);
    expect(three).not.toHaveProperty('standardUncertainty');
    expect(three).toMatchObject({ undefinedMoments: { missing: 'variance' } });
    expect(Math.abs((three?.estimate as number) - 2)).toBeLessThan(0.05);
    expect(Math.abs((three?.symmetric.upper as number) - (2 + 2.92 / Math.sqrt(3)))).toBeLessThan(0.05);
    expect(bounded?.standardUncertainty).toBeGreaterThan(0);
    expect(bounded).not.toHaveProperty('undefinedMoments');
  });

  it('has a budget as the GUM states it: s/√n with n − 1, and the factor of t', () => {
    const [output] = propagateUncertainty(readings).outputs;
    expect(output?.standardUncertainty).toBeCloseTo(1, 14);
    expect(output?.effectiveDegreesOfFreedom).toEqual({ known: true, value: 1 });
    // JCGM 100:2008, table G.2: t_p(1) for 95 %.
    expect(
      expandUncertainty(output as NonNullable<typeof output>, { coverageProbability: 0.95 }).coverageFactor,
    ).toBeCloseTo(12.71, 2);
  });

  it('has no covariance and no region that rests on one', () => {
    const undefinedModel = expect.objectContaining({ code: 'MODEL_UNDEFINED', data: { position: 0 } });
    expect(() => jointResultOf(trials)).toThrow(undefinedModel);
    expect(() => coverageRegion(trials, { kind: 'hyper-rectangular', coverageProbability: 0.9 })).toThrow(
      undefinedModel,
    );
  });

  it('settles by its intervals, and says nothing of u', () => {
    const rule = { seed: 8, coverageProbability: 0.5, significantDigits: 1, trialsMax: 2_000_000 } as const;
    const run = runAdaptively(model(['a'], [t('a', 1)]), rule);
    expect(run.stabilised).toBe(true);
    // Quartiles of Cauchy's law are −1 and 1.
    expect(Math.abs((run.summaries[0]?.symmetric.upper as number) - 1)).toBeLessThan(0.05);
    expect(run.summaries[0]).not.toHaveProperty('standardUncertainty');
  });

  it('validates a budget by its intervals where the budget has a u, and not otherwise', () => {
    const of = { estimate: 2, standardUncertainty: 1, expandedUncertainty: 6.3138 };
    const rule = { significantDigits: 1 } as const;
    expect(validateByTrials(of, two as NonNullable<typeof two>, rule).validated).toBe(true);
    expect(() => validateByTrials({ ...of, standardUncertainty: 0 }, two as NonNullable<typeof two>, rule)).toThrow(
      expect.objectContaining({ code: 'BAD_PARAMETER' }),
    );
  });
});
