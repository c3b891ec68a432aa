// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import mcm from '../../vectors/jcgm101.json' with { type: 'json' };
import {
  coverageFactor,
  type InputText,
  parseMeasurementModel,
  propagateUncertainty,
  runAdaptively,
  runTrials,
  summariseTrials,
  validateByTrials,
} from './index.ts';

// Enough for the tolerances below, each four standard errors or more, as the seeds are fixed and chance decides nothing.
const TRIALS = 500_000;

interface Case {
  readonly inputs: Record<string, number>;
  readonly expected: Record<string, readonly number[] & string>;
}
const caseOf = (id: string) => mcm.cases.find((entry) => entry.id === id) as unknown as Case;
const modelOf = (expression: string, inputs: readonly InputText[], correlation?: number) =>
  parseMeasurementModel({
    inputs,
    equations: [{ name: 'y', expression }],
    ...(correlation === undefined ? {} : { correlations: [{ a: 'X1', b: 'X2', coefficient: correlation }] }),
  });
const summary = (model: ReturnType<typeof modelOf>, probability: number, seed = 20261122) =>
  summariseTrials(runTrials(model, { seed, from: 0, to: TRIALS }).outputs[0] as Float64Array, probability);
const gum = (model: ReturnType<typeof modelOf>, k: number) => {
  const { estimate, standardUncertainty } = propagateUncertainty(model).outputs[0] as NonNullable<
    ReturnType<typeof propagateUncertainty>['outputs'][0]
  >;
  return { estimate, standardUncertainty, expandedUncertainty: k * standardUncertainty };
};

describe('JCGM 101, 9.2: additive models', () => {
  const normal = (name: string): InputText => ({
    name,
    distribution: { kind: 'normal', mean: 0, standardUncertainty: 1 },
  });
  const bounded = (name: string, u: number): InputText => ({
    name,
    distribution: { kind: 'rectangular', centre: 0, halfWidth: u * Math.sqrt(3) },
  });

  it('9.2.2: the law of propagation is validated for normal inputs', () => {
    const model = modelOf('X1 + X2 + X3 + X4', ['X1', 'X2', 'X3', 'X4'].map(normal));
    const { summaries, stabilised } = runAdaptively(model, {
      seed: 1,
      coverageProbability: 0.95,
      significantDigits: 2,
    });
    const trials = summaries[0] as NonNullable<(typeof summaries)[0]>;
    const { expected } = caseOf('S1-9.2.2');
    expect(stabilised).toBe(true);
    // δ = 0.05 bounds two deviations of what is averaged, so that four are held here whatever the seed.
    expect(Math.abs((trials.standardUncertainty as number) - Number(expected.u))).toBeLessThan(0.1);
    expect(Math.abs(trials.symmetric.upper - Number(expected.interval95?.[1]))).toBeLessThan(0.1);
    // 8.2 asks of trials that validate a fifth of δ; a million give it.
    const many = summary(model, 0.95);
    expect(Math.abs(many.symmetric.upper - Number(expected.interval95?.[1]))).toBeLessThan(0.02);
    expect(
      validateByTrials(gum(model, coverageFactor(0.95, Number.POSITIVE_INFINITY)), many, { significantDigits: 2 })
        .validated,
    ).toBe(true);
  });

  it('9.2.4: it is not where one rectangular input dominates', () => {
    const model = modelOf('X1 + X2 + X3 + X4', [
      bounded('X1', 1),
      bounded('X2', 1),
      bounded('X3', 1),
      bounded('X4', 10),
    ]);
    const { expected } = caseOf('S1-9.2.4');
    const trials = summary(model, 0.95);
    expect(Math.abs(trials.standardUncertainty - Number(expected.u))).toBeLessThan(0.05);
    expect(Math.abs(trials.symmetric.lower - Number(expected.mcm95?.[0]))).toBeLessThan(0.06);
    expect(Math.abs(trials.shortest.upper - Number(expected.mcm95?.[1]))).toBeLessThan(0.15);
    const linear = gum(model, coverageFactor(0.95, Number.POSITIVE_INFINITY));
    expect(linear.estimate + linear.expandedUncertainty).toBeCloseTo(Number(expected.guf95?.[1]), 6);
    const { validated, tolerance } = validateByTrials(linear, trials, { significantDigits: 2, interval: 'shortest' });
    expect([validated, tolerance]).toEqual([false, 0.5]);
  });
});

describe('JCGM 101, 9.4: comparison loss', () => {
  it.each(['S1-9.4-x0-r0', 'S1-9.4-x0.05-r0', 'S1-9.4-x0.01-r0.9'])('%s agrees with the exact law', (id) => {
    const { inputs, expected } = caseOf(id);
    const input = (name: string, mean: number): InputText => ({
      name,
      distribution: { kind: 'normal', mean, standardUncertainty: inputs.u as number },
    });
    const model = modelOf(
      'X1^2 + X2^2',
      [input('X1', inputs.x1 as number), input('X2', inputs.x2 as number)],
      inputs.r === 0 ? undefined : (inputs.r as number),
    );
    const trials = summary(model, 0.95);
    const u = Number(expected.u_1e6);
    expect(Math.abs(trials.estimate * 1e6 - Number(expected.mean_1e6))).toBeLessThan((4 * u) / Math.sqrt(TRIALS));
    expect(Math.abs(trials.standardUncertainty * 1e6 - u)).toBeLessThan(0.01 * u);
    const [low, high] = expected.symmetric95_1e6 as readonly number[];
    expect(Math.abs(trials.symmetric.lower * 1e6 - (low as number))).toBeLessThan(0.02 * u);
    expect(Math.abs(trials.symmetric.upper * 1e6 - (high as number))).toBeLessThan(0.02 * u);
    const [, shortest] = expected.shortest95_1e6 as readonly number[];
    expect(Math.abs(trials.shortest.upper * 1e6 - (shortest as number))).toBeLessThan(0.05 * u);
    const linear = gum(model, 1);
    const first = expected.guf1 as unknown as { readonly y_1e6: number; readonly u_1e6: number };
    expect(linear.estimate * 1e6).toBeCloseTo(first.y_1e6, 6);
    expect(linear.standardUncertainty * 1e6).toBeCloseTo(first.u_1e6, 6);
    expect(
      validateByTrials({ ...linear, expandedUncertainty: 1.96 * linear.standardUncertainty }, trials, {
        significantDigits: 2,
      }).validated,
    ).toBe(false);
  });
});

describe('NPL DEM-ES-011, 9.2: ln x', () => {
  it('has the mean, u and shortest interval of the exact law, which the law of propagation misses', () => {
    const { expected } = caseOf('NPL-DEM-ES-011-9.2');
    const model = modelOf('ln(x)', [{ name: 'x', distribution: { kind: 'rectangular', lower: '0.1', upper: '1.1' } }]);
    const trials = summary(model, 0.95);
    expect(trials.estimate).toBeCloseTo(Number(expected.mean), 2);
    expect(trials.standardUncertainty).toBeCloseTo(Number(expected.u), 2);
    expect(Math.abs(trials.shortest.lower - Number(expected.shortest95?.[0]))).toBeLessThan(0.01);
    expect(trials.shortest.upper).toBeCloseTo(Number(expected.shortest95?.[1]), 4);
    const first = expected.guf as unknown as { readonly y: string; readonly u: string };
    expect(gum(model, 1).estimate).toBeCloseTo(Number(first.y), 12);
    expect(gum(model, 1).standardUncertainty).toBeCloseTo(Number(first.u), 12);
  });
});

describe('JCGM 101, 9.5: the gauge block', () => {
  const t = (name: string, mean: string, standardUncertainty: string, degreesOfFreedom: number): InputText => ({
    name,
    distribution: { kind: 't', mean, standardUncertainty },
    degreesOfFreedom,
  });
  const model = modelOf('Ls + D + d1 + d2 - Ls * (dalpha * (Theta0 + Delta) + alpha_s * dTheta) - 50000000', [
    t('Ls', '50000623', '25', 18),
    t('D', '215', '6', 24),
    t('d1', '0', '4', 5),
    t('d2', '0', '7', 8),
    { name: 'alpha_s', distribution: { kind: 'rectangular', lower: '9.5e-6', upper: '13.5e-6' } },
    { name: 'Theta0', distribution: { kind: 'normal', mean: '-0.1', standardUncertainty: '0.2' } },
    { name: 'Delta', distribution: { kind: 'arcsine', lower: '-0.5', upper: '0.5' } },
    {
      name: 'dalpha',
      distribution: { kind: 'curvilinear-trapezoidal', lower: '-1.0e-6', upper: '1.0e-6', inexactness: '0.1e-6' },
    },
    {
      name: 'dTheta',
      distribution: { kind: 'curvilinear-trapezoidal', lower: '-0.050', upper: '0.050', inexactness: '0.025' },
    },
  ]);
  const { expected } = caseOf('S1-9.5');

  it.each(['xoshiro128**', 'wichmann-hill-2006'] as const)(
    'agrees with 2·10⁸ trials of another program: %s',
    (generator) => {
      const { outputs } = runTrials(model, { seed: 7, from: 0, to: TRIALS, generator });
      const at99 = summariseTrials(outputs[0] as Float64Array, 0.99);
      const at95 = summariseTrials(outputs[0] as Float64Array, 0.95);
      expect(Math.abs(at99.estimate - Number(expected.mean))).toBeLessThan(0.2);
      expect(Math.abs(at99.standardUncertainty - Number(expected.u))).toBeLessThan(0.15);
      const [low99, high99] = expected.sym99 as readonly number[];
      expect(Math.abs(at99.symmetric.lower - (low99 as number))).toBeLessThan(1.2);
      expect(Math.abs(at99.symmetric.upper - (high99 as number))).toBeLessThan(1.2);
      const [low95, high95] = expected.sym95 as readonly number[];
      expect(Math.abs(at95.symmetric.lower - (low95 as number))).toBeLessThan(0.6);
      expect(Math.abs(at95.symmetric.upper - (high95 as number))).toBeLessThan(0.6);
      const [low, high] = expected.shortest99 as readonly number[];
      expect(Math.abs(at99.shortest.lower - (low as number))).toBeLessThan(3);
      expect(Math.abs(at99.shortest.upper - (high as number))).toBeLessThan(3);
    },
  );

  it('prints 838 and 36', () => {
    const { estimate, standardUncertainty } = summary(model, 0.99);
    expect([estimate.toFixed(0), standardUncertainty.toFixed(0)]).toEqual(['838', '36']);
    // The law of propagation prints 838 and 32.
    expect([gum(model, 1).estimate.toFixed(0), gum(model, 1).standardUncertainty.toFixed(0)]).toEqual(['838', '32']);
  });
});
