// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/interlab.json' with { type: 'json' };
import { codeOf } from '../testing/code-of.ts';
import {
  type ComparedValue,
  degreesOfEquivalence,
  derSimonianLaird,
  mandelPaule,
  medianReference,
  pairwiseEquivalence,
  restrictedMaximumLikelihood,
  weightedMean,
} from './index.ts';

// biome-ignore lint/suspicious/noExplicitAny: each case of the vectors has a shape of its own
const lead: any = vectors.cases.find(({ id }) => id === 'KC-Pb-all');
const values: readonly ComparedValue[] = lead.data.lab.map((laboratory: string, index: number) => ({
  laboratory,
  value: lead.data.value[index],
  standardUncertainty: lead.data.u[index],
}));
const close = (got: number, expected: number) => expect(Math.abs(got / expected - 1)).toBeLessThan(1e-10);

describe('key comparison', () => {
  it('reproduces every estimator for lead (CCQM)', () => {
    const { expected } = lead;
    const mean = weightedMean(values);
    close(mean.value, expected.weighted_mean[0]);
    close(mean.standardUncertainty, expected.weighted_mean[1]);
    close(mean.chiSquared, expected.chi2);
    expect(mean.degreesOfFreedom).toBe(expected.dof);
    close(mean.pValue, expected.p_chi2);
    close(mean.birgeRatio, expected.birge);
    close(mean.standardUncertaintyEnlarged, expected.weighted_mean[1] * expected.birge);
    const mp = mandelPaule(values);
    close(mp.value, expected.mandel_paule[0]);
    close(mp.standardUncertainty, expected.mandel_paule[1]);
    // The third number of the vector is the variance between laboratories.
    close(mp.betweenDeviation ** 2, expected.mandel_paule[2]);
    const dl = derSimonianLaird(values);
    close(dl.value, expected.dersimonian_laird[0]);
    close(dl.standardUncertainty, expected.dersimonian_laird[1]);
    close(dl.betweenDeviation, expected.dersimonian_laird[2]);
    expect(medianReference(values).value).toBe(expected.median);
    // R's reml.loc stops where ℓ no longer rises, 1.7e-5 of u from where its slope is 0.
    const [value, u] = lead.R_metRology.reml_x_u;
    const reml = restrictedMaximumLikelihood(values);
    expect(Math.abs(reml.value - value)).toBeLessThan(2e-5 * u);
    expect(Math.abs(reml.standardUncertainty / u - 1)).toBeLessThan(2e-5);
  });

  // With equal uncertainties τ² = max(0, s² − u²), in closed form.
  it('finds by restricted likelihood the variance of the values, less that of their uncertainty', () => {
    const compared = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 2, maxLength: 15 });
    fc.assert(
      fc.property(compared, fc.integer({ min: 1, max: 500 }), (rows, standardUncertainty) => {
        const { value, betweenDeviation } = restrictedMaximumLikelihood(
          rows.map((row, index) => ({ laboratory: String(index), value: row, standardUncertainty })),
        );
        const mean = rows.reduce((sum, row) => sum + row, 0) / rows.length;
        const variance = rows.reduce((sum, row) => sum + (row - mean) ** 2, 0) / (rows.length - 1);
        expect(value).toBeCloseTo(mean, 9);
        expect(betweenDeviation ** 2 / standardUncertainty ** 2).toBeCloseTo(
          Math.max(0, variance / standardUncertainty ** 2 - 1),
          7,
        );
      }),
    );
  });

  it('takes the highest summit of the restricted likelihood, as a fine search does', () => {
    const rows = [
      [0, 0.01],
      [0.001, 0.01],
      [10, 5],
      [-9, 4],
      [30, 9],
    ] as const;
    const likelihood = (variance: number) => {
      const w = rows.map(([, u]) => 1 / (u * u + variance));
      const all = w.reduce((a, b) => a + b);
      const mean = rows.reduce((sum, [x], i) => sum + x * (w[i] as number), 0) / all;
      return rows.reduce(
        (sum, [x], i) => sum + Math.log(w[i] as number) - (w[i] as number) * (x - mean) ** 2,
        -Math.log(all),
      );
    };
    const { betweenDeviation } = restrictedMaximumLikelihood(
      rows.map(([value, standardUncertainty], index) => ({ laboratory: String(index), value, standardUncertainty })),
    );
    const found = likelihood(betweenDeviation ** 2);
    for (let power = -8; power < 4; power += 0.001) expect(likelihood(10 ** power)).toBeLessThanOrEqual(found + 1e-12);
  });

  it('has no variance between laboratories that agree', () => {
    const agreeing = [1, 1.1, 0.9].map((value, index) => ({
      laboratory: String(index),
      value,
      standardUncertainty: 1,
    }));
    expect(mandelPaule(agreeing).betweenDeviation).toBe(0);
    expect(derSimonianLaird(agreeing).betweenDeviation).toBe(0);
    expect(weightedMean(agreeing).standardUncertaintyEnlarged).toBe(weightedMean(agreeing).standardUncertainty);
  });

  it('makes the sum of Mandel and Paule p − 1, and follows shift, scale and order', () => {
    const compared = fc.array(fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 1, max: 50 })), {
      minLength: 2,
      maxLength: 15,
    });
    fc.assert(
      fc.property(compared, (rows) => {
        const plain = rows.map(([value, standardUncertainty], index) => ({
          laboratory: String(index),
          value,
          standardUncertainty,
        }));
        const moved = plain
          .map((row) => ({ ...row, value: 2 * row.value + 7, standardUncertainty: 2 * row.standardUncertainty }))
          .reverse();
        for (const estimate of [weightedMean, mandelPaule, derSimonianLaird, medianReference]) {
          expect(estimate(moved).value).toBeCloseTo(2 * estimate(plain).value + 7, 5);
          expect(estimate(moved).standardUncertainty).toBeCloseTo(2 * estimate(plain).standardUncertainty, 5);
        }
        const { value, betweenDeviation } = mandelPaule(plain);
        const sum = plain.reduce(
          (all, row) => all + (row.value - value) ** 2 / (row.standardUncertainty ** 2 + betweenDeviation ** 2),
          0,
        );
        expect(betweenDeviation === 0 ? Math.min(sum, rows.length - 1) : sum).toBeCloseTo(
          betweenDeviation === 0 ? sum : rows.length - 1,
          5,
        );
      }),
    );
  });

  it('gives degrees of equivalence to a mean that a laboratory is part of, and to one that it is not', () => {
    const three = [1, 2, 3].map((value, index) => ({
      laboratory: 'ABC'[index] as string,
      value,
      standardUncertainty: 1,
    }));
    const reference = weightedMean(three);
    const [part] = degreesOfEquivalence(three, { reference, relation: 'weighted-mean' });
    expect(part?.expandedUncertainty).toBeCloseTo(2 * Math.sqrt(1 - 1 / 3), 12);
    expect(part?.difference).toBeCloseTo(-1, 12);
    const [apart] = degreesOfEquivalence(three, { reference, relation: 'independent', coverageFactor: 1 });
    expect(apart?.expandedUncertainty).toBeCloseTo(Math.sqrt(4 / 3), 12);
    const pair = pairwiseEquivalence(three[0] as ComparedValue, three[2] as ComparedValue);
    expect(pair).toMatchObject({ laboratory: 'A − C', difference: -2 });
    expect(pair.En).toBeCloseTo(-2 / (2 * Math.SQRT2), 12);
  });

  it('refuses one laboratory, negative and zero uncertainties, and one below that of its own mean', () => {
    const one = (standardUncertainty: number) => [
      { laboratory: 'A', value: 1, standardUncertainty },
      { laboratory: 'B', value: 1, standardUncertainty: 1 },
    ];
    expect(codeOf(() => weightedMean(one(1).slice(1)))).toBe('TOO_FEW_OBSERVATIONS');
    expect(codeOf(() => weightedMean(one(-1)))).toBe('BAD_UNCERTAINTY');
    expect(codeOf(() => mandelPaule(one(0)))).toBe('ZERO_SPREAD');
    const reference = { value: 1, standardUncertainty: 1 };
    expect(codeOf(() => degreesOfEquivalence(one(0.5), { reference, relation: 'weighted-mean' }))).toBe(
      'BAD_UNCERTAINTY',
    );
  });
});
