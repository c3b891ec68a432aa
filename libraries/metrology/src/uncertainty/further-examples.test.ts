// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/further_examples.json' with { type: 'json' };
import { chartConstants } from '../control/chart-constants.ts';
import { cusumChart, ewmaChart } from '../control/memory-charts.ts';
import { fQuantile } from '../distributions/f-distribution.ts';
import { grubbsTest } from '../precision/consistency.ts';
import { oneWayAnova } from '../regression/one-way-anova.ts';
import { sampleStatistics } from '../regression/sample-statistics.ts';
import {
  type InputText,
  normalRegion,
  parseMeasurementModel,
  propagateUncertainty,
  runTrials,
  summariseTrials,
} from './index.ts';

const as = (value: number, printed: string) => value.toFixed(printed.split('.')[1]?.length ?? 0);
const normal = (name: string, [mean, standardUncertainty]: readonly (number | string)[]): InputText => ({
  name,
  distribution: { kind: 'normal', mean: mean as string, standardUncertainty: standardUncertainty as string },
});
const rectangular = (name: string, lower: number, upper: number): InputText => ({
  name,
  distribution: { kind: 'rectangular', lower, upper },
});
const outputOf = (expression: string, inputs: readonly InputText[], order: 1 | 2 = 1) => {
  const model = parseMeasurementModel({ inputs, equations: [{ name: 'y', expression }] });
  return propagateUncertainty(model, { order }).outputs[0] as NonNullable<
    ReturnType<typeof propagateUncertainty>['outputs'][0]
  >;
};

describe('propagateUncertainty()', () => {
  it('reproduces GUM H.2: resistance, reactance and impedance, and how they vary together', () => {
    const { V, I, phi, R, X, Z, correlation } = vectors.gumH2;
    const readings = { V, I, phi };
    const statistics = Object.entries(readings).map(([name, values]) => ({
      name,
      values,
      ...sampleStatistics(values),
    }));
    const together = (a: (typeof statistics)[0], b: (typeof statistics)[0]) =>
      a.values.reduce((sum, value, i) => sum + (Number(value) - a.mean) * (Number(b.values[i]) - b.mean), 0) /
      (4 * a.standardDeviation * b.standardDeviation);
    const [v, i, p] = statistics as [(typeof statistics)[0], (typeof statistics)[0], (typeof statistics)[0]];
    const model = parseMeasurementModel({
      inputs: statistics.map(({ name, mean, standardDeviationOfMean }) =>
        normal(name, [mean, standardDeviationOfMean]),
      ),
      correlations: [
        { a: 'V', b: 'I', coefficient: together(v, i) },
        { a: 'V', b: 'phi', coefficient: together(v, p) },
        { a: 'I', b: 'phi', coefficient: together(i, p) },
      ],
      equations: [
        { name: 'R', expression: 'V / I * cos(phi)' },
        { name: 'X', expression: 'V / I * sin(phi)' },
        { name: 'Z', expression: 'V / I' },
      ],
      outputs: ['R', 'X', 'Z'],
    });
    const { outputs, covariance } = propagateUncertainty(model);
    for (const [index, printed] of [R, X, Z].entries()) {
      expect(as(outputs[index]?.estimate ?? 0, printed.value)).toBe(printed.value);
      const u = (printed as { readonly uFromReadings?: string }).uFromReadings ?? printed.u;
      expect(as(outputs[index]?.standardUncertainty ?? 0, u)).toBe(u);
    }
    const r = (a: number, b: number) =>
      (covariance[a]?.[b] as number) / Math.sqrt((covariance[a]?.[a] as number) * (covariance[b]?.[b] as number));
    expect(as(r(0, 1), correlation.RX)).toBe(correlation.RX);
    expect(as(r(0, 2), correlation.RZ)).toBe(correlation.RZ);
    expect(as(r(1, 2), correlation.XZ)).toBe(correlation.XZ);
  });

  it('reproduces QUAM A1: the cadmium standard', () => {
    const { m, P, V, value, u } = vectors.quamA1;
    const found = outputOf('1000 * m * P / V', [normal('m', m), normal('P', P), normal('V', V)]);
    expect([as(found.estimate, value), as(found.standardUncertainty, u)]).toEqual([value, u]);
  });

  it('reproduces EA-4/02, S2: a weight of 10 kg', () => {
    const { mS, D, dm, C, B, value, uMilligram, UMilligram } = vectors.eaS2;
    const inputs = Object.entries({ mS, D, dm, C, B }).map(([name, given]) => normal(name, given));
    const found = outputOf('mS + D + dm + C + B', inputs);
    expect(as(found.estimate, value)).toBe(value);
    expect(as(1000 * found.standardUncertainty, uMilligram)).toBe(uMilligram);
    expect(as(2000 * found.standardUncertainty, UMilligram)).toBe(UMilligram);
  });

  it('reproduces EA-4/02, S4: a gauge block, whose expansion counts in second order', () => {
    const { lengthMillimetre, uNanometre, UNanometre } = vectors.eaS4;
    const inputs: readonly InputText[] = [
      normal('lS', ['50.000020', '0.000015']),
      rectangular('lD', -30e-6, 30e-6),
      normal('l', ['-0.000094', '0.00000537']),
      rectangular('lC', -32e-6, 32e-6),
      rectangular('dt', -0.05, 0.05),
      { name: 'da', distribution: { kind: 'triangular', lower: -2e-6, upper: 2e-6 } },
      rectangular('Dt', -0.5, 0.5),
      rectangular('lV', -6.7e-6, 6.7e-6),
    ];
    const expression = 'lS + lD + l + lC - 50 * (0.0000115 * dt + da * Dt) - lV';
    const found = outputOf(expression, inputs, 2);
    expect(as(found.estimate, lengthMillimetre)).toBe(lengthMillimetre);
    expect(as(1e6 * found.standardUncertainty, uNanometre)).toBe(uNanometre);
    expect(as(2e6 * found.standardUncertainty, UNanometre)).toBe(UNanometre);
    expect(outputOf(expression, inputs).standardUncertainty).toBeLessThan(0.95 * found.standardUncertainty);
  });
});

describe('runTrials()', () => {
  it('reproduces JCGM 101, 9.3: the first order misses a quarter of u, the second and the trials do not', () => {
    const { gum1, gum2, mcm } = vectors.s1mass;
    const inputs = [
      normal('mRc', ['100000', '0.05']),
      normal('dmRc', ['1.234', '0.02']),
      rectangular('ra', 1.1, 1.3),
      rectangular('rW', 7000, 9000),
      rectangular('rR', 7950, 8050),
    ];
    const expression = '(mRc + dmRc) * (1 + (ra - 1.2) * (1 / rW - 1 / rR)) - 100000';
    expect(as(outputOf(expression, inputs).standardUncertainty, gum1)).toBe(gum1);
    expect(as(outputOf(expression, inputs, 2).standardUncertainty, gum2)).toBe(gum2);
    const model = parseMeasurementModel({ inputs, equations: [{ name: 'y', expression }] });
    const values = runTrials(model, { seed: 101, from: 0, to: 1_000_000 }).outputs[0] as Float64Array;
    const { estimate, standardUncertainty, shortest } = summariseTrials(values, 0.95);
    expect([as(estimate, mcm.mean), as(standardUncertainty, mcm.u)]).toEqual([mcm.mean, mcm.u]);
    expect(Math.abs(shortest.lower - (mcm.shortest[0] as number))).toBeLessThan(0.002);
    expect(Math.abs(shortest.upper - (mcm.shortest[1] as number))).toBeLessThan(0.002);
  });

  it('reproduces JCGM 101, 9.2.3: four equal rectangles', () => {
    const { u, end } = vectors.s1four;
    const names = ['X1', 'X2', 'X3', 'X4'];
    const inputs = names.map((name) => rectangular(name, -Math.sqrt(3), Math.sqrt(3)));
    const model = parseMeasurementModel({ inputs, equations: [{ name: 'y', expression: names.join(' + ') }] });
    const values = runTrials(model, { seed: 923, from: 0, to: 1_000_000 }).outputs[0] as Float64Array;
    const found = summariseTrials(values, 0.95);
    expect(as(found.standardUncertainty, u)).toBe(u);
    // The end wanders by 0.003 from run to run.
    expect(Math.abs(found.symmetric.upper - Number(end))).toBeLessThan(0.015);
    expect(Math.abs(found.symmetric.lower + Number(end))).toBeLessThan(0.015);
  });
});

describe('normalRegion()', () => {
  it.each([2, 3] as const)('has the coverage factors of JCGM 102, 6.5, for %d outputs', (size) => {
    const joint = {
      estimates: Array.from({ length: size }, () => 0),
      covariance: Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? 1 : 0))),
    };
    for (const [kind, printed] of [
      ['hyper-ellipsoidal', vectors.s2factors.ellipsoidal[size]],
      ['hyper-rectangular', vectors.s2factors.rectangular[size]],
    ] as const) {
      const { coverageFactor } = normalRegion(joint, { kind, coverageProbability: 0.95 });
      // Bonferroni's 1 - 0.05/m is on the safe side of the independent one, and is what the print has.
      expect(as(coverageFactor, printed)).toBe(printed);
    }
  });
});

describe('oneWayAnova()', () => {
  it('reproduces GUM H.5: the Zener standard varies from day to day', () => {
    const { means, deviations, ...printed } = vectors.gumH5;
    // Five readings with the printed mean and deviation: -2 to 2 times s/sqrt(2.5).
    const days = means.map((mean, day) =>
      [-2, -1, 0, 1, 2].map((step) =>
        (Number(mean) + (step * Number(deviations[day]) * 1e-6) / Math.sqrt(2.5)).toFixed(12),
      ),
    );
    const { between, within, F = 0 } = oneWayAnova(days);
    const { mean } = sampleStatistics(days.flat());
    expect(as(mean, printed.mean)).toBe(printed.mean);
    expect(as(1e6 * Math.sqrt(between.meanSquare), printed.betweenMicrovolts)).toBe(printed.betweenMicrovolts);
    expect(as(1e6 * Math.sqrt(within.meanSquare), printed.withinMicrovolts)).toBe(printed.withinMicrovolts);
    expect(as(1e6 * Math.sqrt(between.meanSquare / 50), printed.sOfMeanMicrovolts)).toBe(printed.sOfMeanMicrovolts);
    expect(Math.abs(F - Number(printed.F))).toBeLessThan(0.03);
    for (const [p, critical] of Object.entries(printed.critical)) {
      expect(as(fQuantile(Number(p), [9, 40]), critical)).toBe(critical);
    }
  });

  it('reproduces the table of the e-Handbook', () => {
    const { groups, between, within, F } = vectors.handbookAnova;
    const found = oneWayAnova(groups);
    expect(as(found.between.sumOfSquares, between)).toBe(between);
    expect(as(found.within.sumOfSquares, within)).toBe(within);
    expect(as(found.F ?? 0, F)).toBe(F);
  });
});

describe('chartConstants()', () => {
  it.each(vectors.gumE1.n)('gives the uncertainty of s of GUM, table E.1, for %d readings', (n) => {
    const { c4 } = chartConstants(n);
    const percent = vectors.gumE1.percent[vectors.gumE1.n.indexOf(n)] as number;
    expect(Math.round((100 * Math.sqrt(1 - c4 ** 2)) / c4)).toBe(percent);
  });
});

describe('charts and tests of the e-Handbook', () => {
  it('EWMA', () => {
    const { values, ewma, upper, lower, ...options } = vectors.handbookEwma;
    const { points } = ewmaChart(values, options);
    expect(points.map(({ value }) => value.toFixed(2))).toEqual(ewma);
    expect(as(points.at(-1)?.upper ?? 0, upper)).toBe(upper);
    expect(as(points.at(-1)?.lower ?? 0, lower)).toBe(lower);
  });

  it('CUSUM', () => {
    const { values, upper, signalAt, target, k, h } = vectors.handbookCusum;
    const points = cusumChart(values, { target, standardError: 1, k, h });
    expect(points.slice(0, upper.length).map((point) => point.upper.toFixed(2))).toEqual(upper);
    expect(points.findIndex(({ signal }) => signal === 'upward')).toBe(signalAt);
  });

  it('Grubbs', () => {
    const { values, G } = vectors.handbookGrubbs;
    const cells = values.map((value, index) => ({ laboratory: `L${index}`, results: [value, value] }));
    expect(as(grubbsTest(cells, 'high').statistic, G)).toBe(G);
  });
});
