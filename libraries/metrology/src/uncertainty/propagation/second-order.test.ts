// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { MetrologyError } from '../../metrology-error.ts';
import { parseMeasurementModel } from '../model/measurement-model.ts';
import { propagateUncertainty } from './propagate-uncertainty.ts';
import { secondOrderTerms } from './second-order.ts';

const normal = (name: string, mean: number, standardUncertainty: number) => ({
  name,
  distribution: { kind: 'normal' as const, mean, standardUncertainty },
});

describe('Terms of second order', () => {
  it('of a product of a hundred factors are those of the closed form, in little time', () => {
    const count = 100;
    const names = Array.from({ length: count }, (_, i) => `x${i}`);
    const inputs = names.map((name, i) => normal(name, 1 + i / 1000, 0.001 * (1 + (i % 3))));
    const model = parseMeasurementModel({ inputs, equations: [{ name: 'y', expression: names.join(' * ') }] });
    const began = performance.now();
    const { terms, variance } = secondOrderTerms(model, 0);
    // 0.1 s at rest; pair by pair it took 5 s of processor time.
    expect(performance.now() - began).toBeLessThan(3_000);
    // f_ij = y/(xᵢxⱼ), f_ii = 0: what is left is y² ∑ wᵢ wⱼ over the pairs, w = (u/x)².
    const w = inputs.map(({ distribution: { mean, standardUncertainty: u } }) => (u / mean) ** 2);
    const y = inputs.reduce((product, { distribution }) => product * distribution.mean, 1);
    const sum = w.reduce((all, one) => all + one, 0);
    const squares = w.reduce((all, one) => all + one * one, 0);
    expect(terms).toHaveLength((count * (count - 1)) / 2);
    expect(variance / ((y * y * (sum * sum - squares)) / 2)).toBeCloseTo(1, 11);
  });

  it('of powers, quotients and functions are those of the closed form', () => {
    const of = (expression: string, ...inputs: ReturnType<typeof normal>[]) =>
      secondOrderTerms(parseMeasurementModel({ inputs, equations: [{ name: 'y', expression }] }), 0).variance;
    const [x, u] = [0.7, 0.1];
    const own = (first: number, second: number, third: number) => (second ** 2 / 2 + first * third) * u ** 4;
    expect(of('sin(x)', normal('x', x, u))).toBeCloseTo(own(Math.cos(x), -Math.sin(x), -Math.cos(x)), 15);
    expect(of('exp(2 * x)', normal('x', x, u))).toBeCloseTo(
      own(...([2, 4, 8].map((n) => n * Math.exp(2 * x)) as [number, number, number])),
      12,
    );
    expect(of('1 / x', normal('x', x, u))).toBeCloseTo(own(-1 / x ** 2, 2 / x ** 3, -6 / x ** 4), 12);
    // a/b: f_ab = −1/b², f_abb = 2/b³, f_bb = 2a/b³, f_bbb = −6a/b⁴.
    const [a, ua] = [3, 0.2];
    const beside = (1 / x ** 4 + (1 / x) * (2 / x ** 3)) * ua ** 2 * u ** 2;
    expect(of('a / x', normal('a', a, ua), normal('x', x, u))).toBeCloseTo(
      beside + own(-a / x ** 2, (2 * a) / x ** 3, (-6 * a) / x ** 4),
      11,
    );
    expect(of('x^2 + 3', normal('x', x, 0))).toBe(0);
  });

  it('are refused where they would take too long, with the reason', () => {
    const names = Array.from({ length: 300 }, (_, i) => `x${i}`);
    const model = parseMeasurementModel({
      inputs: names.map((name) => normal(name, 1, 0.01)),
      equations: Array.from({ length: 100 }, (_, k) => ({
        name: `y${k}`,
        expression: `${names.join(' * ')} * ${k + 2}`,
      })),
      outputs: Array.from({ length: 100 }, (_, k) => `y${k}`),
    });
    const many = {
      ...model,
      program: { ...model.program, instructions: new Array(4_000).fill(model.program.instructions[0]) },
    };
    expect(() => secondOrderTerms(many, 0)).toThrow(expect.objectContaining({ code: 'BAD_MODEL' }));
    expect(() => secondOrderTerms(many, 0)).toThrow(MetrologyError);
    expect(propagateUncertainty(model).outputs).toHaveLength(100);
  });
});
