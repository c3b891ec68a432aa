// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { fUpperTail } from '../../distributions/index.ts';
import { MetrologyError } from '../../metrology-error.ts';
import {
  coverageRegion,
  type JointInputs,
  jointResultOf,
  type MeasurementModelText,
  parseMeasurementModel,
  propagateUncertainty,
  runTrials,
  simultaneousReadings,
} from '../index.ts';

const codeOf = (call: () => unknown) => {
  try {
    call();
    return undefined;
  } catch (error) {
    return error instanceof MetrologyError ? error.code : error;
  }
};
const both = (joint: JointInputs, more: Partial<MeasurementModelText> = {}) =>
  parseMeasurementModel({
    ...joint,
    equations: [
      { name: 'y', expression: 'a' },
      { name: 'z', expression: 'b' },
    ],
    outputs: ['y', 'z'],
    ...more,
  });
const quantities = [{ name: 'a' }, { name: 'b' }];
// Of JCGM 100, H.2, table H.2: voltage in V and current in mA, five times together (recalled).
const ROWS = [
  ['5.007', '19.663'],
  ['4.994', '19.639'],
  ['5.005', '19.640'],
  ['4.990', '19.685'],
  ['4.999', '19.678'],
] as const;

describe('simultaneousReadings()', () => {
  it('gives the means, uncertainties and correlation that JCGM 100, H.2 prints, with ν = n − 1', () => {
    const model = both(simultaneousReadings({ quantities, rows: ROWS }, { degrees: 'jcgm-100' }));
    expect(model.inputs.map(({ estimate }) => estimate.toFixed(4))).toEqual(['4.9990', '19.6610']);
    expect(model.inputs.map(({ standardUncertainty }) => standardUncertainty.toFixed(4))).toEqual(['0.0032', '0.0095']);
    expect(model.correlations[0]?.[1]?.toFixed(2)).toBe('-0.36');
    expect(model.inputs.map(({ degreesOfFreedom }) => degreesOfFreedom)).toEqual([4, 4]);
  });

  it('divides by n − N as JCGM 102 does, and leaves the correlation as it is', () => {
    const [wide, narrow] = [
      both(simultaneousReadings({ quantities, rows: ROWS })),
      both(simultaneousReadings({ quantities, rows: ROWS }, { degrees: 'jcgm-100' })),
    ];
    const ratio = (wide.inputs[0]?.standardUncertainty as number) / (narrow.inputs[0]?.standardUncertainty as number);
    expect(ratio ** 2).toBeCloseTo(4 / 3, 12);
    expect(wide.correlations).toEqual(narrow.correlations);
    expect(wide.inputs[0]?.degreesOfFreedom).toBe(3);
  });

  it('takes readings that do not vary, that vary alike, and many', () => {
    const rows = [1, 2, 3, 4].map((k) => [k, 7, 2 * k]);
    const { inputs, correlations } = simultaneousReadings({
      quantities: [...quantities, { name: 'c', unit: 'V', identity: 'voltmeter 7' }],
      rows,
    });
    expect(correlations).toEqual([{ a: 'a', b: 'c', coefficient: 1 }]);
    expect(inputs[2]).toMatchObject({ unit: 'V', identity: 'voltmeter 7' });
    expect(inputs[1]?.distribution).toEqual({ kind: 't', mean: 7, standardUncertainty: 0 });
  });

  it.each<[string, readonly (readonly (string | number)[])[], string]>([
    [
      'too few rows',
      [
        ['1', '2'],
        ['2', '3'],
      ],
      'TOO_FEW_OBSERVATIONS',
    ],
    ['no rows', [], 'TOO_FEW_OBSERVATIONS'],
    ['a short row', [['1', '2'], ['2', '3'], ['1']], 'BAD_OBSERVATIONS'],
    [
      'text',
      [
        ['1', '2'],
        ['2', 'high'],
        ['1', '1'],
      ],
      'BAD_INPUT',
    ],
  ])('refuses %s', (_, rows, code) => {
    expect(codeOf(() => simultaneousReadings({ quantities, rows }))).toBe(code);
  });
});

describe('Correlated inputs that are t', () => {
  const t = (name: string, nu: number, mean = 0) => ({
    name,
    distribution: { kind: 't' as const, mean, standardUncertainty: 1 },
    degreesOfFreedom: nu,
  });
  const tied = (nu: number, other = nu) => ({
    inputs: [t('a', nu), t('b', other)],
    correlations: [{ a: 'a', b: 'b', coefficient: 0.6 }],
  });

  it('are drawn from a multivariate t: its covariance, and its ellipsoids by F', () => {
    const [nu, count] = [7, 200_000];
    const trials = runTrials(both(tied(nu)), { seed: 3, from: 0, to: count });
    const { covariance, estimates } = jointResultOf(trials);
    // V = ν/(ν − 2) · scale matrix.
    expect(covariance[0]?.[0]).toBeCloseTo(1.4, 1);
    expect(covariance[0]?.[1]).toBeCloseTo(0.6 * 1.4, 1);
    expect(estimates[0]).toBeCloseTo(0, 1);
    // xᵀR⁻¹x/N has the distribution F(N, ν): S. Kotz, S. Nadarajah (2004), 1.10. Within four standard deviations of a share.
    const [xs, ys] = trials.outputs as [Float64Array, Float64Array];
    const forms = Array.from(xs, (x, r) => (x * x - 1.2 * x * (ys[r] as number) + (ys[r] as number) ** 2) / 0.64 / 2);
    for (const limit of [0.5, 1, 3, 6]) {
      const p = fUpperTail(limit, [2, nu]);
      const share = forms.filter((form) => form > limit).length / count;
      expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / count));
    }
    expect(coverageRegion(trials, { kind: 'hyper-ellipsoidal', coverageProbability: 0.95 }).coverageProbability).toBe(
      0.95,
    );
  });

  it('give the same values in any chunks', () => {
    const model = both(tied(5));
    const whole = runTrials(model, { seed: 9, from: 0, to: 4096 });
    const part = runTrials(model, { seed: 9, from: 2048, to: 4096 });
    expect([...(part.outputs[1] as Float64Array)]).toEqual([...(whole.outputs[1] as Float64Array).subarray(2048)]);
  });

  it('have one number of degrees of freedom, and do not mix with others', () => {
    const run = (given: JointInputs) => codeOf(() => runTrials(both(given), { seed: 1, from: 0, to: 10 }));
    expect(run(tied(5, 6))).toBe('CORRELATED_INPUTS');
    const normal = { name: 'b', distribution: { kind: 'normal' as const, mean: 0, standardUncertainty: 1 } };
    expect(run({ ...tied(5), inputs: [t('a', 5), normal] })).toBe('CORRELATED_INPUTS');
    expect(run({ ...tied(5), inputs: [t('a', 0.4), t('b', 0.4)] })).toBe('BAD_INPUT');
  });

  it('go far out together: a product of two with ν = 2 has no expectation, of two independent ones it has', () => {
    const equations = [{ name: 'y', expression: 'a * b' }];
    const missing = (given: JointInputs) =>
      runTrials(both(given, { equations, outputs: ['y'] }), { seed: 1, from: 0, to: 10 }).undefinedMoments?.[0]
        ?.missing;
    expect(missing(tied(2))).toBe('expectation');
    expect(missing({ ...tied(2), correlations: [] })).toBe('variance');
  });

  it('propagate as the law says', () => {
    const { covariance } = propagateUncertainty(both(tied(5)));
    expect(covariance).toEqual([
      [1, 0.6],
      [0.6, 1],
    ]);
  });
});
