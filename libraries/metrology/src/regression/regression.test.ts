// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import lpu from '../../vectors/gum_lpu.json' with { type: 'json' };
import { MetrologyError, type MetrologyErrorCode } from '../metrology-error.ts';
import {
  coefficientCorrelation,
  fitLinear,
  fitLinearExactly,
  fitNonlinear,
  fitPolynomialExactly,
  oneWayAnova,
  predictFromFit,
  sampleStatistics,
} from './index.ts';

const refusal = (call: () => unknown): MetrologyErrorCode | undefined => {
  try {
    call();
    return undefined;
  } catch (error) {
    return error instanceof MetrologyError ? error.code : undefined;
  }
};

describe('a calibration line', () => {
  const { data, expected } = lpu.cases.find(({ id }) => id === 'GUM-H.3') as unknown as {
    readonly data: { readonly t: readonly string[]; readonly b: readonly string[] };
    readonly expected: Record<string, string>;
  };
  const design = data.t.map((t) => [Number(t) - 20]);

  it('is that of JCGM 100, H.3, to 12 digits', () => {
    const fit = fitLinear({ design, response: data.b.map(Number), constant: true });
    const [y1, y2] = fit.coefficients as [number, number];
    const [u1, u2] = fit.standardUncertainties as [number, number];
    const at30 = predictFromFit(fit, [1, 10]);
    const got = [
      y1,
      u1,
      y2,
      u2,
      coefficientCorrelation(fit, 0, 1),
      fit.residualStandardDeviation,
      at30.value,
      at30.standardUncertainty,
    ];
    const names = ['y1', 'u_y1', 'y2', 'u_y2', 'r', 's', 'b_30', 'u_b30'];
    names.forEach((name, index) => {
      expect(got[index]).toBeCloseTo(Number(expected[name]), 12);
    });
    expect(fit.degreesOfFreedom).toBe(9);
  });

  it('prints as in JCGM 100, H.3', () => {
    const fit = fitLinear({ design, response: data.b.map(Number), constant: true });
    expect(fit.coefficients.map((value, j) => value.toFixed(j === 0 ? 4 : 5))).toEqual(['-0.1712', '0.00218']);
    expect(fit.standardUncertainties.map((value, j) => value.toFixed(j === 0 ? 4 : 5))).toEqual(['0.0029', '0.00067']);
    expect(coefficientCorrelation(fit, 0, 1).toFixed(3)).toBe('-0.930');
    expect(predictFromFit(fit, [1, 10]).standardUncertainty.toFixed(4)).toBe('0.0041');
  });

  it('refuses numbers that it does not have', () => {
    const fit = fitLinear({ design, response: data.b.map(Number), constant: true });
    expect(() => coefficientCorrelation(fit, 0, 2)).toThrow(RangeError);
    expect(() => predictFromFit(fit, [1])).toThrow(RangeError);
  });
});

describe('fits in doubles and in whole numbers', () => {
  it('agree', () => {
    const value = fc.integer({ min: -999, max: 999 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value), { minLength: 5, maxLength: 20 }),
        fc.boolean(),
        (points, constant) => {
          fc.pre(new Set(points.map(([x]) => x)).size > 3 && new Set(points.map(([, y]) => y)).size > 1);
          const exact = fitLinearExactly({
            design: points.map(([x]) => [String(x)]),
            response: points.map(([, y]) => String(y)),
            constant,
          });
          const double = fitLinear({ design: points.map(([x]) => [x]), response: points.map(([, y]) => y), constant });
          exact.coefficients.forEach((coefficient, j) => {
            expect(double.coefficients[j]).toBeCloseTo(coefficient, 6);
            expect(double.standardUncertainties[j]).toBeCloseTo(exact.standardUncertainties[j] as number, 5);
          });
          expect(double.rSquared).toBeCloseTo(exact.rSquared as number, 9);
        },
      ),
    );
  });

  it('say nothing about R² when the response does not vary', () => {
    const design = [['1'], ['2'], ['3']];
    expect(fitLinearExactly({ design, response: ['4', '4', '4'], constant: true }).rSquared).toBeUndefined();
    expect(fitLinear({ design: [[1], [2], [3]], response: [4, 4, 4], constant: true }).rSquared).toBeUndefined();
    expect(fitPolynomialExactly({ x: ['1', '2'], y: ['0', '0'], powers: [1] }).rSquared).toBeUndefined();
  });

  it.each<[string, MetrologyErrorCode, () => unknown]>([
    [
      'columns that depend on each other',
      'SINGULAR_REGRESSION',
      () =>
        fitLinear({
          design: [
            [1, 2],
            [2, 4],
            [3, 6],
            [5, 10],
          ],
          response: [1, 2, 3, 5],
          constant: true,
        }),
    ],
    [
      'a column that repeats another, without a constant',
      'SINGULAR_REGRESSION',
      () => fitLinear({ design: [1, 0, 0, 0].map((x, row) => [x, x, row]), response: [1, 2, 3, 4], constant: false }),
    ],
    [
      'a column that is constant',
      'SINGULAR_REGRESSION',
      () => fitLinear({ design: [[7], [7], [7]], response: [1, 2, 3], constant: true }),
    ],
    [
      'the same in whole numbers',
      'SINGULAR_REGRESSION',
      () => fitLinearExactly({ design: [['7'], ['7'], ['7']], response: ['1', '2', '3'], constant: true }),
    ],
    [
      'as many coefficients as observations',
      'BAD_OBSERVATIONS',
      () => fitLinear({ design: [[1], [2]], response: [1, 2], constant: true }),
    ],
    ['nothing at all', 'BAD_OBSERVATIONS', () => fitLinear({ design: [], response: [], constant: false })],
    [
      'a row that is too short',
      'BAD_OBSERVATIONS',
      () => fitLinear({ design: [[1], [], [3]], response: [1, 2, 3], constant: false }),
    ],
    [
      'a response too many',
      'BAD_OBSERVATIONS',
      () => fitLinear({ design: [[1], [2], [3]], response: [1, 2, 3, 4], constant: false }),
    ],
    [
      'something that is no number',
      'BAD_OBSERVATIONS',
      () => fitLinear({ design: [[1], [Number.NaN], [3]], response: [1, 2, 3], constant: false }),
    ],
    [
      'text in a number column',
      'BAD_OBSERVATIONS',
      () => fitLinearExactly({ design: [['1'], ['<LOD'], ['3']], response: ['1', '2', '3'], constant: false }),
    ],
    ['half a power', 'BAD_OBSERVATIONS', () => fitPolynomialExactly({ x: ['1', '2'], y: ['1', '2'], powers: [0.5] })],
    ['a power of 31', 'BAD_OBSERVATIONS', () => fitPolynomialExactly({ x: ['1', '2'], y: ['1', '2'], powers: [31] })],
    [
      'a negative power',
      'BAD_OBSERVATIONS',
      () => fitPolynomialExactly({ x: ['1', '2'], y: ['1', '2'], powers: [-1] }),
    ],
    [
      'more than it can do exactly',
      'BAD_OBSERVATIONS',
      () =>
        fitPolynomialExactly({
          x: new Array(20_001).fill('1'),
          y: new Array(20_001).fill('1'),
          powers: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
        }),
    ],
  ])('refuse %s', (_, code, call) => {
    expect(refusal(call)).toBe(code);
  });
});

describe('fitNonlinear()', () => {
  const x = [1, 2, 3, 4];
  const line = ([a, b]: readonly number[]) => ({
    residuals: x.map((at) => 2 + 3 * at - (a as number) - (b as number) * at),
    jacobian: x.map((at) => [1, at]),
  });

  it('finds a straight line', () => {
    const fit = fitNonlinear({ start: [0, 0], linearise: line });
    expect(fit.coefficients[0]).toBeCloseTo(2, 12);
    expect(fit.coefficients[1]).toBeCloseTo(3, 12);
  });

  it.each<[string, MetrologyErrorCode, () => unknown]>([
    [
      'fewer observations than parameters',
      'BAD_OBSERVATIONS',
      () => fitNonlinear({ start: [0, 0, 0, 0], linearise: line }),
    ],
    [
      'no parameters',
      'BAD_OBSERVATIONS',
      () => fitNonlinear({ start: [], linearise: () => ({ residuals: [1], jacobian: [[]] }) }),
    ],
    ['a start without a value', 'BAD_OBSERVATIONS', () => fitNonlinear({ start: [Number.NaN, 0], linearise: line })],
    [
      'a parameter without effect',
      'SINGULAR_REGRESSION',
      () =>
        fitNonlinear({
          start: [1, 1],
          linearise: ([a]) => ({ residuals: x.map((at) => at - (a as number) * at), jacobian: x.map((at) => [at, 0]) }),
        }),
    ],
    [
      'a slope that is stated a thousand times too steep',
      'NOT_CONVERGED',
      () =>
        fitNonlinear({
          start: [1],
          linearise: ([a]) => ({ residuals: [1e6 - (a as number), 0, 0], jacobian: [[1e3], [0], [0]] }),
        }),
    ],
  ])('refuses %s', (_, code, call) => {
    expect(refusal(call)).toBe(code);
  });
});

describe('sampleStatistics() and oneWayAnova()', () => {
  it('do not change when everything moves by the same amount', () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(values, fc.integer({ min: -1_000_000, max: 1_000_000 }), (given, shift) => {
        const moved = sampleStatistics(given.map((value) => String(value + shift)));
        expect(moved.standardDeviation).toBe(sampleStatistics(given.map(String)).standardDeviation);
      }),
    );
  });

  it('say nothing where nothing varies', () => {
    expect(sampleStatistics(['1.10', '1.1']).lag1Autocorrelation).toBeUndefined();
    const same = oneWayAnova([['1', '1'], ['1']]);
    expect([same.F, same.rSquared, same.pValue]).toEqual([undefined, undefined, undefined]);
    expect(oneWayAnova([['1', '1'], ['2']])).toMatchObject({ F: Number.POSITIVE_INFINITY, pValue: 0 });
  });

  it.each<[string, () => unknown]>([
    ['one observation', () => sampleStatistics(['1'])],
    ['text', () => sampleStatistics(['1', 'abc'])],
    ['too many', () => sampleStatistics(new Array(1_000_001).fill('1'))],
    ['one group', () => oneWayAnova([['1', '2']])],
    ['an empty group', () => oneWayAnova([['1', '2'], []])],
    ['no group with two', () => oneWayAnova([['1'], ['2']])],
  ])('refuse %s', (_, call) => {
    expect(refusal(call)).toBe('BAD_OBSERVATIONS');
  });
});
