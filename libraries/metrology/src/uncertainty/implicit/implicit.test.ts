// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MetrologyError } from '../../metrology-error.ts';
import {
  expandUncertainty,
  type ImplicitModelText,
  type InputText,
  parseImplicitModel,
  parseMeasurementModel,
  propagateImplicit,
  propagateUncertainty,
  solveImplicit,
  uncertaintyBudget,
} from '../index.ts';
import { solveLinear } from './solve-linear.ts';

const codeOf = (call: () => unknown) => {
  try {
    call();
    return undefined;
  } catch (error) {
    return error instanceof MetrologyError ? error.code : error;
  }
};
const normal = (name: string, mean: number, standardUncertainty: number, more: Partial<InputText> = {}): InputText => ({
  name,
  distribution: { kind: 'normal', mean, standardUncertainty },
  ...more,
});
const solve = (given: ImplicitModelText) => propagateImplicit(parseImplicitModel(given));
const one = (expression: string, start: number, inputs: readonly InputText[] = [normal('x', 4, 0.1)]) =>
  solve({ inputs, unknowns: [{ name: 'y', start }], equations: [{ name: 'h', expression }] });

describe('Implicit models', () => {
  // A pressure balance, the example of JCGM 102:2011, 6.2 and 6.3 (recalled): p is on both sides, since the piston widens.
  const balance: readonly InputText[] = [
    normal('m', 100, 0.0005, { unit: 'kg', degreesOfFreedom: 12 }),
    normal('A', 980.5, 0.01, { unit: 'mm2', degreesOfFreedom: 8 }),
    normal('lambda', 4.5, 0.5, { unit: '1/TPa' }),
    normal('g', 9.8123, 0.0001, { unit: 'm/s2' }),
  ];
  const correlations = [{ a: 'A', b: 'lambda', coefficient: -0.4 }];

  it('agree with the closed form of a pressure balance: value, sensitivities, correlations, budget', () => {
    const implicit = solve({
      inputs: balance,
      unknowns: [{ name: 'p', unit: 'MPa', start: '0.5' }],
      equations: [{ name: 'force', expression: 'p * A * (1 + lambda * p) - m * g' }],
      correlations,
    });
    const explicit = propagateUncertainty(
      parseMeasurementModel({
        inputs: balance,
        equations: [{ name: 'p', unit: 'MPa', expression: '2 * m * g / A / (1 + sqrt(1 + 4 * lambda * m * g / A))' }],
        correlations,
      }),
    );
    const [found, expected] = [implicit.outputs[0], explicit.outputs[0]] as [
      (typeof implicit.outputs)[0],
      (typeof explicit.outputs)[0],
    ];
    expect(found.unit?.text).toBe('MPa');
    expect(found.estimate / expected.estimate).toBeCloseTo(1, 14);
    expect(found.standardUncertainty / expected.standardUncertainty).toBeCloseTo(1, 12);
    found.contributions.forEach(({ contribution, sensitivity }, i) => {
      expect(contribution / (expected.contributions[i]?.contribution as number)).toBeCloseTo(1, 11);
      expect(sensitivity / (expected.contributions[i]?.sensitivity as number)).toBeCloseTo(1, 11);
    });
    expect(found.effectiveDegreesOfFreedom).toEqual(expected.effectiveDegreesOfFreedom);
    const { lines, covariances } = uncertaintyBudget(found);
    expect([...lines, ...covariances].reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(expandUncertainty(found, { coverageFactor: 2 }).expandedUncertainty).toBe(2 * found.standardUncertainty);
  });

  it('agree with the roots of a quadratic, both together, whatever is correlated', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 3, max: 20, noNaN: true }),
        fc.double({ min: 0.1, max: 2, noNaN: true }),
        fc.double({ min: -0.99, max: 0.99, noNaN: true }),
        (s, q, r) => {
          const inputs = [normal('s', s, 0.02), normal('q', q, 0.03)];
          const tied = [{ a: 's', b: 'q', coefficient: r }];
          const implicit = solve({
            inputs,
            unknowns: [
              { name: 'big', start: s },
              { name: 'small', start: 0 },
            ],
            equations: [
              { name: 'sum', expression: 'big + small - s' },
              { name: 'product', expression: 'big * small - q' },
            ],
            correlations: tied,
          });
          const explicit = propagateUncertainty(
            parseMeasurementModel({
              inputs,
              equations: [
                { name: 'big', expression: '(s + sqrt(s^2 - 4 * q)) / 2' },
                { name: 'small', expression: '2 * q / (s + sqrt(s^2 - 4 * q))' },
              ],
              outputs: ['big', 'small'],
              correlations: tied,
            }),
          );
          implicit.outputs.forEach(({ estimate }, j) => {
            expect(estimate).toBeCloseTo(explicit.outputs[j]?.estimate as number, 11);
          });
          implicit.covariance.forEach((row, i) => {
            row.forEach((value, j) => {
              expect(value).toBeCloseTo(explicit.covariance[i]?.[j] as number, 12);
            });
          });
        },
      ),
    );
  });

  it('find the solution that is nearest to the start, from far off too, and 0 where it is 0', () => {
    expect(one('y^2 - x', 3).outputs[0]?.estimate).toBe(2);
    expect(one('y^2 - x', -3).outputs[0]?.estimate).toBe(-2);
    expect(one('y^2 - x', 1e6).outputs[0]).toMatchObject({
      estimate: 2,
      standardUncertainty: expect.closeTo(0.025, 15),
    });
    // Whole steps of Newton's run away from |y| > 1.39 on.
    const [far] = one('atan(y) - atan(x) + atan(4)', 20).outputs;
    expect(Math.abs(far?.estimate as number)).toBeLessThan(1e-15);
    expect(far?.standardUncertainty).toBeCloseTo(0.1 / 17, 12);
    expect(one('y - z * x', 1, [normal('x', 4, 0.1), normal('z', 0, 0)]).outputs[0]).toMatchObject({
      ...{ estimate: 0, standardUncertainty: 0 },
    });
  });

  it.each<[string, string, () => unknown]>([
    ['without a solution', 'NOT_CONVERGED', () => one('y^2 + x', 3)],
    ['that do not name an unknown', 'MODEL_UNDEFINED', () => one('x - 4', 3)],
    ['that have no value at the start', 'MODEL_UNDEFINED', () => one('ln(y) - x', -1)],
    ['without a derivative', 'MODEL_UNDEFINED', () => one('y - sqrt(x)', 1, [normal('x', 0, 0.1)])],
    [
      'that say the same twice',
      'MODEL_UNDEFINED',
      () =>
        solve({
          inputs: [normal('x', 4, 0.1)],
          unknowns: [
            { name: 'y', start: 1 },
            { name: 'z', start: 2 },
          ],
          equations: [
            { name: 'h', expression: 'y + z - x' },
            { name: 'k', expression: '2 * y + 2 * z - 2 * x' },
          ],
        }),
    ],
    [
      'without unknowns',
      'BAD_MODEL',
      () => parseImplicitModel({ inputs: [normal('x', 4, 0.1)], unknowns: [], equations: [] }),
    ],
    [
      'with more equations than unknowns',
      'BAD_MODEL',
      () =>
        solve({
          inputs: [normal('x', 4, 0.1)],
          unknowns: [{ name: 'y', start: 1 }],
          equations: [
            { name: 'h', expression: 'y - x' },
            { name: 'k', expression: 'y - 2 * x' },
          ],
        }),
    ],
    [
      'with a start that is text',
      'BAD_INPUT',
      () =>
        solve({
          inputs: [normal('x', 4, 0.1)],
          unknowns: [{ name: 'y', start: 'near' }],
          equations: [{ name: 'h', expression: 'y - x' }],
        }),
    ],
    [
      'of an unknown that is correlated',
      'BAD_CORRELATION',
      () =>
        solve({
          inputs: [normal('x', 4, 0.1)],
          unknowns: [{ name: 'y', start: 1 }],
          equations: [{ name: 'h', expression: 'y - x' }],
          correlations: [{ a: 'x', b: 'y', coefficient: 0.1 }],
        }),
    ],
    [
      'whose units do not go together',
      'INCOMPARABLE',
      () =>
        solve({
          inputs: [normal('x', 4, 0.1, { unit: 'kg' })],
          unknowns: [{ name: 'y', start: 1, unit: 'm' }],
          equations: [{ name: 'h', expression: 'y - x' }],
        }),
    ],
  ])('are refused: equations %s', (_, code, call) => {
    expect(codeOf(call)).toBe(code);
  });

  it('pass over a slope without end of what is constant', () => {
    const [found] = one('y - x - sqrt(z)', 1, [normal('x', 4, 0.1), normal('z', 0, 0)]).outputs;
    expect(found?.standardUncertainty).toBeCloseTo(0.1, 15);
    const { estimates, residuals } = solveImplicit(
      parseImplicitModel({
        inputs: [normal('x', 2, 0.1)],
        unknowns: [{ name: 'y', start: 1 }],
        equations: [{ name: 'h', expression: 'y^3 - x' }],
      }),
    );
    expect(estimates[0]).toBeCloseTo(Math.cbrt(2), 15);
    expect(residuals.byInputs).toEqual([[-1]]);
  });
});

describe('solveLinear()', () => {
  it('solves what it must exchange rows for, and nothing that is singular', () => {
    expect(
      solveLinear(
        [
          [0, 2],
          [3, 0],
        ],
        [[4], [9]],
      ),
    ).toEqual([[3], [2]]);
    expect(
      solveLinear(
        [
          [1e-20, 1],
          [1, 1],
        ],
        [[1], [2]],
      ),
    ).toEqual([[1], [1]]);
    expect(
      solveLinear(
        [
          [1, 2],
          [2, 4],
        ],
        [[1], [2]],
      ),
    ).toBeUndefined();
    expect(solveLinear([[0]], [[1]])).toBeUndefined();
    expect(solveLinear([[Number.NaN]], [[1]])).toBeUndefined();
    expect(solveLinear([[1e-300]], [[1e300]])).toBeUndefined();
  });
});
