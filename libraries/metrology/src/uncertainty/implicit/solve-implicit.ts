// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { type ImplicitModel, type Residuals, residualsAt } from './implicit-model.ts';
import { solveLinear } from './solve-linear.ts';

const STEPS_MAX = 200;
const HALVINGS_MAX = 40;
// Of a value; nothing is gained below its own spacing.
const STEP_MIN = 4 * Number.EPSILON;
// A step that grows again after it was this small has come to rounding.
const STEP_AT_ROUNDING = 1e-9;

/** The unknowns at the estimates, and h with its derivatives there. */
export interface ImplicitSolution {
  readonly estimates: readonly number[];
  readonly residuals: Residuals;
}

/**
 * y of h(y, x) = 0 by Newton's iteration, y − λ C_y⁻¹ h, λ halved until the next correction with the same C_y is the shorter one.
 * P. Deuflhard, Newton Methods for Nonlinear Problems (2004), 3.3: this test does not depend on the units of equations. JCGM 102:2011,
 * 6.3 (recalled). Throws `NOT_CONVERGED` where no solution is found from the start, `MODEL_UNDEFINED` where C_y is singular.
 */
export function solveImplicit(model: ImplicitModel): ImplicitSolution {
  let estimates: readonly number[] = model.unknowns.map(({ start }) => start);
  let before = Number.POSITIVE_INFINITY;
  for (let count = 0; count < STEPS_MAX; count += 1) {
    const residuals = residualsAt(model, estimates);
    const step = correction(model, residuals, residuals.values);
    const size = sizeOf(step, estimates);
    if (size <= STEP_MIN || (before < STEP_AT_ROUNDING && size >= before)) {
      return { estimates, residuals };
    }
    const next = shortened(model, { estimates, step, residuals });
    if (next === undefined) break;
    before = next.isWhole ? size : Number.POSITIVE_INFINITY;
    estimates = next.estimates;
  }
  const { unknowns } = model;
  throw new MetrologyError(
    'NOT_CONVERGED',
    `No solution was found from ${unknowns.map(({ name, start }) => `${name} = ${start}`).join(', ')}; ` +
      `the search ended at ${estimates.map((value, j) => `${unknowns[j]?.name} = ${value.toPrecision(6)}`).join(', ')}`,
  );
}

interface Move {
  readonly estimates: readonly number[];
  readonly step: readonly number[];
  readonly residuals: Residuals;
}

function shortened(model: ImplicitModel, { estimates, step, residuals }: Move) {
  let factor = 1;
  for (let halving = 0; halving < HALVINGS_MAX; halving += 1) {
    const tried = estimates.map((value, j) => value - factor * (step[j] as number));
    const { values } = residualsAt(model, tried);
    if (values.every(Number.isFinite)) {
      const following = correction(model, residuals, values);
      if (sizeOf(following, estimates) <= (1 - factor / 4) * sizeOf(step, estimates)) {
        return { estimates: tried, isWhole: factor === 1 };
      }
    }
    factor /= 2;
  }
  return undefined;
}

function correction(model: ImplicitModel, { byUnknowns }: Residuals, values: readonly number[]): readonly number[] {
  const missing = values.findIndex((value) => !Number.isFinite(value));
  if (missing >= 0) {
    const name = model.residuals.outputs[missing]?.name;
    throw new MetrologyError('MODEL_UNDEFINED', `The equation ${name} has no value where the search begins`);
  }
  const solved = solveLinear(
    byUnknowns,
    values.map((value) => [value]),
  );
  if (solved === undefined) throw singular(model);
  return solved.map(([value]) => value as number);
}

/** That the equations do not determine the unknowns. */
export function singular({ unknowns }: ImplicitModel): MetrologyError {
  return new MetrologyError(
    'MODEL_UNDEFINED',
    `The equations do not determine ${unknowns.map(({ name }) => name).join(', ')}: their derivatives with respect to the unknowns make a singular matrix`,
  );
}

// The largest of the steps as shares of the values; where a value is 0 the step itself.
function sizeOf(step: readonly number[], values: readonly number[]): number {
  return step.reduce((largest, part, j) => {
    const value = Math.abs(values[j] as number);
    return Math.max(largest, Math.abs(part) / (value === 0 ? 1 : value));
  }, 0);
}
