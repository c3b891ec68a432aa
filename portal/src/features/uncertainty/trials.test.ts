// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { modelTextOf } from './draft.ts';
import { EXAMPLES } from './examples.ts';
import { barsOf, runInSteps, type TrialsAsked } from './trials.ts';

const asked = (trials: number): TrialsAsked => ({
  ...{ text: modelTextOf(EXAMPLES['comparison-loss']), trials, seed: 1, coverageProbability: 0.95 },
});

function run(question: TrialsAsked) {
  const steps: number[] = [];
  const going = runInSteps(question);
  let step = going.next();
  for (; step.done !== true; step = going.next()) steps.push(step.value);
  return { steps, answer: step.value };
}

describe('runInSteps()', () => {
  it('tells after each step how many are made, and in the end what they say', () => {
    const { steps, answer } = run(asked(200_000));
    expect(steps).toEqual([65_536, 131_072, 196_608, 200_000]);
    // E(X1² + X2²) = x1² + 2 u² = 1.5e-4 exactly, whatever the correlation.
    expect(answer.summary.estimate).toBeCloseTo(1.5e-4, 5);
    expect(answer.summary.trials).toBe(200_000);
    expect(answer.summary.symmetric.lower).toBeGreaterThan(0);
    const counted = answer.bars.counts.reduce((sum, count) => sum + count, 0);
    expect(counted).toBeGreaterThan(0.99 * 200_000);
  });

  it('says of two readings that no u is defined, and gives the interval', () => {
    const text = {
      inputs: [{ name: 'x', distribution: { kind: 'readings', observations: ['1', '3'] } as const }],
      equations: [{ name: 'y', expression: 'x' }],
    };
    const { summary, bars } = run({ ...asked(20_000), text }).answer;
    expect(summary).toMatchObject({ undefinedMoments: { missing: 'expectation' } });
    expect(summary.standardUncertainty).toBeUndefined();
    // t₀.₉₇₅(1) = 12.71.
    expect(Math.abs(summary.symmetric.upper - 14.71)).toBeLessThan(2);
    expect(bars.to - bars.from).toBeLessThan(100);
  });

  it('gives the same for the same seed', () => {
    expect(run(asked(10_000)).answer).toEqual(run(asked(10_000)).answer);
    expect(run({ ...asked(10_000), seed: 2 }).answer).not.toEqual(run(asked(10_000)).answer);
  });
});

describe('barsOf()', () => {
  const summary = (estimate: number, standardUncertainty: number) => ({
    ...{ trials: 4, estimate, standardUncertainty, coverageProbability: 0.95 },
    ...{ symmetric: { lower: 0, upper: 1 }, shortest: { lower: 0, upper: 1 } },
  });

  it('counts every value between the first and the last, both included', () => {
    const { from, to, counts } = barsOf(Float64Array.of(0, 1, 2, 4), summary(1.75, 1.7));
    expect([from, to]).toEqual([0, 4]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect([counts[0], counts.at(-1)]).toEqual([1, 1]);
  });

  it('leaves out what lies far away', () => {
    const { to, counts } = barsOf(Float64Array.of(0, 1, 2, 1e6), summary(1, 1));
    expect(to).toBe(5.5);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
  });

  it.each([0, 7])('has a width where every value is %d', (value) => {
    const { from, to, counts } = barsOf(new Float64Array(4).fill(value), summary(value, 0));
    expect(to).toBeGreaterThan(from);
    expect(Math.max(...counts)).toBe(4);
  });
});
