// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetTable, parseMeasurementModel, propagateUncertainty, uncertaintyBudget } from '../index.ts';

interface Given {
  readonly u: number;
  readonly nu?: number;
}

const budgetOf = (expression: string, given: Readonly<Record<string, Given>>, r?: number, order?: 1 | 2) => {
  const model = parseMeasurementModel({
    inputs: Object.entries(given).map(([name, { u, nu }]) => ({
      name,
      distribution: { kind: 'normal', mean: 1, standardUncertainty: u },
      ...(nu === undefined ? {} : { degreesOfFreedom: nu }),
    })),
    equations: [{ name: 'y', expression }],
    ...(r === undefined ? {} : { correlations: [{ a: 'a', b: 'b', coefficient: r }] }),
  });
  const [output] = propagateUncertainty(model, order === undefined ? {} : { order }).outputs;
  return uncertaintyBudget(output as NonNullable<typeof output>);
};
const sharesOf = ({ lines, covariances, secondOrder }: ReturnType<typeof budgetOf>) =>
  [...lines, ...covariances].reduce((sum, { share }) => sum + share, secondOrder?.share ?? 0);

describe('Budgets', () => {
  it('have a line for what a correlation adds, so that the shares add up', () => {
    const budget = budgetOf('a + b', { a: { u: 0.1, nu: 4 }, b: { u: 0.1, nu: 4 } }, 0.9);
    // 2 · 0.1 · 0.1 · 0.9 of 0.01 + 0.01 + 0.018.
    expect(budget.covariances).toEqual([
      {
        a: 'a',
        b: 'b',
        coefficient: 0.9,
        variance: expect.closeTo(0.018, 15),
        share: expect.closeTo(0.018 / 0.038, 12),
      },
    ]);
    expect(sharesOf(budget)).toBeCloseTo(1, 12);
    expect(budgetTable(budget).map((row) => [row[0], row[4], row[8], row[9]])).toEqual([
      ['quantity', 'distribution', 'variance', 'share'],
      ['a', 'normal', '0.01', '26.3 %'],
      ['b', 'normal', '0.01', '26.3 %'],
      ['a, b', 'r = 0.9', '0.018', '47.4 %'],
      ['y', '', '0.038', ''],
    ]);
  });

  it('tell with its sign what a correlation takes away, and leave out what does not contribute', () => {
    const difference = budgetOf('a - b', { a: { u: 0.1 }, b: { u: 0.2 } }, 0.5);
    expect(difference.covariances[0]?.share).toBeCloseTo(-0.02 / 0.03, 12);
    expect(budgetTable(difference).at(-2)?.slice(8)).toEqual(['-0.02', '-66.7 %']);
    expect(budgetOf('a + 0 * b', { a: { u: 0.1 }, b: { u: 0.2 } }, 0.5).covariances).toEqual([]);
    const none = budgetOf('a - b', { a: { u: 0.1 }, b: { u: 0.1 } }, 1);
    expect([none.standardUncertainty, none.covariances[0]?.share]).toEqual([0, 0]);
  });

  it('have a line for the terms of second order', () => {
    const budget = budgetOf('a * b', { a: { u: 0.1 }, b: { u: 0.2 } }, undefined, 2);
    expect(budget.secondOrder).toEqual({
      variance: expect.closeTo(0.0004, 15),
      share: expect.closeTo(0.0004 / 0.0504, 12),
    });
    expect(sharesOf(budget)).toBeCloseTo(1, 12);
    expect(budgetTable(budget).at(-2)).toEqual(['second order', '', '', '', '', '', '', '', '0.0004', '0.8 %']);
    expect(budgetOf('a - a', { a: { u: 0.1 } }, undefined, 2).secondOrder).toEqual({ variance: 0, share: 0 });
    expect(budget).not.toHaveProperty('unit');
  });

  it('add up whatever is correlated', () => {
    const u = fc.double({ min: 0.01, max: 10, noNaN: true });
    fc.assert(
      fc.property(u, u, fc.double({ min: -0.99, max: 0.99, noNaN: true }), (first, second, r) => {
        expect(sharesOf(budgetOf('2 * a - b', { a: { u: first }, b: { u: second } }, r))).toBeCloseTo(1, 9);
      }),
    );
  });

  it('tell degrees of freedom that are unknown from those that are infinite', () => {
    const [a, b] = [{ u: 0.1, nu: 4 }, { u: 0.1 }];
    const unknown = budgetOf('a + b', { a, b }, 0.9);
    expect(unknown.effectiveDegreesOfFreedom).toEqual({
      ...{ state: 'unknown', reason: 'correlated-inputs', inputs: ['a', 'b'] },
    });
    expect(budgetTable(unknown).at(-1)?.[5]).toBe('unknown');
    const infinite = budgetOf('b', { b });
    expect(infinite.effectiveDegreesOfFreedom).toEqual({ state: 'infinite' });
    expect(budgetTable(infinite).at(-1)?.[5]).toBe('∞');
    const finite = budgetOf('a', { a });
    expect(finite.effectiveDegreesOfFreedom).toEqual({ state: 'finite', value: expect.closeTo(4, 12) });
    expect(budgetTable(finite).at(-1)?.[5]).toBe('4');
    expect(JSON.parse(JSON.stringify(unknown))).toEqual(unknown);
  });
});
