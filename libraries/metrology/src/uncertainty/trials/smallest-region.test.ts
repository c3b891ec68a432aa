// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { parseMeasurementModel } from '../model/measurement-model.ts';
import { runTrials, type Trials } from './run-trials.ts';
import { isInSmallestRegion, smallestRegion } from './smallest-region.ts';

const model = (...expressions: readonly string[]) =>
  parseMeasurementModel({
    inputs: ['a', 'b', 'c'].map((name) => ({
      name,
      distribution: { kind: 'normal', mean: '0', standardUncertainty: '1' } as const,
    })),
    equations: expressions.map((expression, index) => ({ name: `y${index}`, expression })),
    outputs: expressions.map((_, index) => `y${index}`),
  });
const drawn = (...expressions: readonly string[]) =>
  runTrials(model(...expressions), { seed: 4, from: 0, to: 500_000 });
const given = (...rows: readonly (readonly number[])[]): Trials => ({
  ...{ from: 0, to: rows[0]?.length ?? 0, outputs: rows.map((row) => Float64Array.from(row)) },
});
const P = { coverageProbability: 0.95 };

describe('smallestRegion()', () => {
  it('takes the fullest cells first, and of equal ones the first', () => {
    // Along each output 0 to 4 in four intervals; three trials in one cell, two in another, one in three more.
    const trials = given([0, 0.5, 0.2, 3.5, 4, 2.5, 1.5, 0.5], [0, 0.1, 0.7, 3.2, 4, 0.5, 2.5, 3.5]);
    const region = smallestRegion(trials, { coverageProbability: 0.7, intervals: 4 });
    expect(region).toEqual({
      ...{ kind: 'smallest', coverageProbability: 0.7, share: 0.75, intervals: 4 },
      ...{ origin: [0, 0], widths: [1, 1], cells: [0, 2, 15], volume: 3 },
    });
  });

  it('has the area of the ellipse where the outputs are normal, and holds what it says', () => {
    const trials = drawn('a', 'a + 2 * b');
    const region = smallestRegion(trials, P);
    expect(region.share).toBeGreaterThanOrEqual(0.95);
    expect(region.share).toBeLessThan(0.951);
    // π k² √|V|, k² = −2 ln 0.05, |V| = 1 · 4.
    const ellipse = Math.PI * -2 * Math.log(0.05) * 2;
    expect(Math.abs(region.volume / ellipse - 1)).toBeLessThan(0.06);
    const [x, y] = trials.outputs as [Float64Array, Float64Array];
    const inside = x.filter((value, r) => isInSmallestRegion(region, [value, y[r] as number])).length;
    expect(inside / x.length).toBeCloseTo(region.share, 3);
  });

  it('is smaller than an interval where values keep to two places, and leaves out what lies between', () => {
    // JCGM 101:2008, 5.3.4, note: an interval need not be the smallest set. Here ±1 with a spread of 0.05.
    const region = smallestRegion(drawn('a / abs(a) + 0.05 * b'), P);
    expect([-1, 0, 1].map((at) => isInSmallestRegion(region, [at]))).toEqual([true, false, true]);
    // Two intervals of ±1.96 · 0.05 each.
    expect(Math.abs(region.volume - 4 * 1.96 * 0.05)).toBeLessThan(0.05);
  });

  it('has the volume of the ball for three normal outputs', () => {
    const region = smallestRegion(drawn('a', 'b', 'c'), { ...P, intervals: 30 });
    // χ²₀.₉₅(3) = 7.8147.
    expect(Math.abs(region.volume / ((4 / 3) * Math.PI * 7.8147 ** 1.5) - 1)).toBeLessThan(0.1);
  });

  it('needs no moments: an output with ν = 1 has one', () => {
    const cauchy = parseMeasurementModel({
      inputs: [{ name: 'a', distribution: { kind: 'readings', observations: ['1', '3'] } }],
      equations: [
        { name: 'y', expression: 'atan2(a, 1)' },
        { name: 'z', expression: 'a' },
      ],
      outputs: ['z', 'y'],
    });
    const region = smallestRegion(runTrials(cauchy, { seed: 1, from: 0, to: 10_000 }), { coverageProbability: 0.5 });
    expect(region.cells.length).toBeGreaterThan(0);
  });

  it.each<[string, string, Trials, object]>([
    ['a probability of 1', 'BAD_INPUT', given([1, 2]), { coverageProbability: 1 }],
    ['a mesh of one interval', 'BAD_INPUT', given([1, 2]), { ...P, intervals: 1 }],
    ['half an interval', 'BAD_INPUT', given([1, 2]), { ...P, intervals: 2.5 }],
    ['too fine a mesh', 'BAD_INPUT', given([1, 2]), { ...P, intervals: 201 }],
    ['no output', 'BAD_TRIALS', given(), P],
    ['one trial', 'BAD_TRIALS', given([1]), P],
    ['four outputs', 'BAD_TRIALS', given([1, 2], [1, 2], [1, 2], [1, 2]), P],
    ['outputs of different length', 'BAD_TRIALS', given([1, 2], [1, 2, 3]), P],
    ['an output that does not vary', 'BAD_TRIALS', given([1, 2], [3, 3]), P],
    ['an output beyond all numbers', 'BAD_TRIALS', given([-1.7e308, 1.7e308]), P],
    ['a trial without a value', 'MODEL_UNDEFINED', given([1, Number.NaN]), P],
  ])('refuses %s', (_, code, trials, rule) => {
    expect(() => smallestRegion(trials, { ...P, ...rule })).toThrow(expect.objectContaining({ code }));
  });
});

describe('isInSmallestRegion()', () => {
  const region = smallestRegion(given([0, 0.5, 1, 4], [0, 0.5, 1, 4]), { ...P, intervals: 4 });

  it.each<[readonly number[], boolean]>([
    [[0, 0], true],
    [[0.999, 0.999], true],
    [[1, 1], true],
    [[0.5, 1.5], false],
    [[4, 4], true],
    [[4.001, 4], false],
    [[-0.001, 0], false],
    [[Number.NaN, 0], false],
  ])('of %o is %s', (point, expected) => {
    expect(isInSmallestRegion(region, point)).toBe(expected);
  });

  it('refuses a point of another space', () => {
    expect(() => isInSmallestRegion(region, [1])).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });
});
