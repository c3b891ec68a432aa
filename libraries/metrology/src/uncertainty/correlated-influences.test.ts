// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { MetrologyError } from '../metrology-error.ts';
import {
  CORRELATED_INFLUENCES_MAX,
  combineUncertain,
  correlationOf,
  covarianceOf,
  parseMeasurementModel,
  parseUncertainQuantity,
  propagateUncertainty,
  standardUncertaintyOf,
  type UncertainQuantity,
  uncertainOutput,
} from './index.ts';

const errorOf = (call: () => unknown): MetrologyError => {
  try {
    call();
  } catch (error) {
    if (error instanceof MetrologyError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

const listed = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ identity: `n${index}`, contribution: 1 }));
const chain = (count: number, coefficient: number) => ({
  estimate: 1,
  influences: listed(count),
  correlations: Array.from({ length: count - 1 }, (_, index) => ({ a: `n${index}`, b: `n${index + 1}`, coefficient })),
});

describe('Correlated influences', () => {
  it('are checked in a time that grows with their number to the third at most, good or bad', () => {
    const began = performance.now();
    expect(parseUncertainQuantity(chain(CORRELATED_INFLUENCES_MAX, 0.1)).correlations).toHaveLength(499);
    // λ_min of a chain of n is 1 − 2r cos(π/(n + 1)).
    const error = errorOf(() => parseUncertainQuantity(chain(CORRELATED_INFLUENCES_MAX, 0.6)));
    expect(error.code).toBe('BAD_CORRELATION');
    expect(error.message).toContain((1 - 1.2 * Math.cos(Math.PI / 501)).toPrecision(4));
    // By rotations this was 13 s of processor time for 300; here is room for a machine that is busy.
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('are bounded in number', () => {
    expect(errorOf(() => parseUncertainQuantity(chain(CORRELATED_INFLUENCES_MAX + 1, 0.1))).code).toBe(
      'BAD_UNCERTAIN_QUANTITY',
    );
    expect(errorOf(() => parseUncertainQuantity(chain(5_000, 0.1))).code).toBe('BAD_UNCERTAIN_QUANTITY');
    const [pair] = chain(2, 0.1).correlations;
    const error = errorOf(() =>
      parseUncertainQuantity({ ...chain(2, 0), correlations: new Array(124_751).fill(pair) }),
    );
    expect(error.message).toContain('124751');
  });

  it('are influences of the quantity, each pair given once; the error says which pair', () => {
    const pair = { a: 'n0', b: 'n1', coefficient: 0.1 };
    const stranger = { ...chain(3, 0), correlations: [pair, { a: 'n1', b: 'x', coefficient: 0.1 }] };
    expect(errorOf(() => parseUncertainQuantity(stranger)).data.path).toEqual([1]);
    expect(errorOf(() => parseUncertainQuantity(stranger)).message).toMatch(/^Correlation 2: x /);
    const twice = { ...chain(3, 0), correlations: [pair, { a: 'n1', b: 'n0', coefficient: 0.1 }] };
    expect(errorOf(() => parseUncertainQuantity(twice)).message).toMatch(/^Correlation 2: n0 and n1 /);
  });

  it('are kept by a result to which they add nothing, so that it stays correlated with another that rests on them', () => {
    const model = parseMeasurementModel({
      inputs: ['a', 'b'].map((name) => ({
        name,
        identity: `certificate ${name}`,
        distribution: { kind: 'normal', mean: 1, standardUncertainty: 0.1 },
      })),
      equations: [
        { name: 'y', expression: '2 * a' },
        { name: 'z', expression: 'b' },
      ],
      outputs: ['y', 'z'],
      correlations: [{ a: 'a', b: 'b', coefficient: 0.5 }],
    });
    const through = (name: string): UncertainQuantity =>
      parseUncertainQuantity(JSON.parse(JSON.stringify(uncertainOutput(model, name))));
    const [y, z] = [through('y'), through('z')];
    expect(covarianceOf(y, z)).toBeCloseTo(propagateUncertainty(model).covariance[0]?.[1] as number, 15);
    expect(covarianceOf(combineUncertain('y + 0 * z', { y, z }), z)).toBeCloseTo(0.01, 15);
    expect(correlationOf(combineUncertain('y - y', { y }), z)).toBe(0);
    expect(standardUncertaintyOf(z)).toBeCloseTo(0.1, 15);
  });

  it('of two certificates must be able to be together, however they are asked for', () => {
    const of = (pairs: readonly (readonly [string, string, number])[]): UncertainQuantity => ({
      estimate: 1,
      influences: ['i', 'j', 'k'].map((identity) => ({ identity, contribution: 1 })),
      correlations: pairs.map(([a, b, coefficient]) => ({ a, b, coefficient })),
    });
    const [A, B] = [
      of([['i', 'j', 0.9]]),
      of([
        ['j', 'k', 0.9],
        ['i', 'k', -0.9],
      ]),
    ];
    for (const ask of [
      () => combineUncertain('A + B', { A, B: of([['i', 'k', -0.9]]) }),
      () => covarianceOf(A, B),
      () => correlationOf(A, B),
      () => standardUncertaintyOf(of([['i', 'j', 1.5]])),
    ]) {
      expect(errorOf(ask).code).toBe('BAD_CORRELATION');
    }
  });
});
