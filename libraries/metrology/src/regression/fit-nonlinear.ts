// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { applyTransposed, factorise, inverseNormal, solveUpper } from './householder.ts';
import type { LinearFit } from './linear-fit.ts';

/** What a model leaves unexplained at some parameters, and how that changes with each of them. */
export interface Linearised {
  /** yᵢ − f(xᵢ, β). */
  readonly residuals: readonly number[];
  /** ∂f(xᵢ, β)/∂βⱼ, one row for each observation. */
  readonly jacobian: readonly (readonly number[])[];
}

/** A model that is not linear in its parameters. */
export interface NonlinearModel {
  readonly start: readonly number[];
  readonly linearise: (parameters: readonly number[]) => Linearised;
}

const STEPS_MAX = 2_000;
// Relative change of every parameter, below which nothing more is gained.
const STEP_MIN = 1e-14;

/**
 * min ∑ (yᵢ − f(xᵢ, β))² by the method of Levenberg and Marquardt, each step a QR of [J; √λ D].
 * K. Levenberg (1944), D. W. Marquardt (1963). Uncertainties are those of the model linearised at the minimum.
 */
export function fitNonlinear({ start, linearise }: NonlinearModel): LinearFit {
  let parameters = start;
  let at = linearise(parameters);
  requireEnough(at, start.length);
  let damping = 1e-3;
  let moved = Number.POSITIVE_INFINITY;
  for (let step = 0; moved > STEP_MIN; step += 1) {
    if (step === STEPS_MAX) {
      throw new MetrologyError(
        'NOT_CONVERGED',
        `The fit did not settle within ${step} steps; start nearer to the solution`,
      );
    }
    const change = dampedStep(at, damping);
    const next = parameters.map((value, j) => value + (change[j] as number));
    const there = linearise(next);
    moved = Math.max(...change.map((value, j) => Math.abs(value) / Math.max(Math.abs(next[j] as number), 1e-300)));
    if (sumOfSquares(there.residuals) <= sumOfSquares(at.residuals)) {
      parameters = next;
      at = there;
      damping = Math.max(damping / 10, 1e-20);
    } else {
      damping *= 10;
    }
  }
  return describe(parameters, at);
}

// min ‖r − J δ‖² + λ ‖D δ‖², D being the lengths of the columns, so that the unit of a parameter does not matter.
function dampedStep({ residuals, jacobian }: Linearised, damping: number): readonly number[] {
  const rows = residuals.length;
  const columns = columnsOf(jacobian);
  const norms = columns.map((column) => Math.hypot(...column) || 1);
  const stacked = columns.map((column, j) => {
    const tall = new Float64Array(rows + columns.length);
    tall.set(column.map((value) => value / (norms[j] as number)));
    tall[rows + j] = Math.sqrt(damping);
    return tall;
  });
  const right = new Float64Array(rows + columns.length);
  right.set(residuals);
  const factors = factorise(stacked, right.length);
  applyTransposed(factors, right);
  return [...solveUpper(factors, right)].map((value, j) => value / (norms[j] as number));
}

function describe(parameters: readonly number[], { residuals, jacobian }: Linearised): LinearFit {
  const columns = columnsOf(jacobian);
  const norms = columns.map((column) => Math.hypot(...column));
  const scaled = columns.map((column, j) => column.map((value) => value / (norms[j] as number)));
  const factors = factorise(scaled, residuals.length);
  const dependent = factors.diagonal.findIndex((value) => !(Math.abs(value) > 1e-14));
  if (dependent >= 0) {
    throw new MetrologyError('SINGULAR_REGRESSION', `Parameter ${dependent + 1} cannot be told from those before it`, {
      position: dependent,
    });
  }
  const residualSumOfSquares = sumOfSquares(residuals);
  const degreesOfFreedom = residuals.length - parameters.length;
  const variance = residualSumOfSquares / degreesOfFreedom;
  const covariance = inverseNormal(factors).map((row, i) =>
    row.map((value, j) => (value * variance) / ((norms[i] as number) * (norms[j] as number))),
  );
  return {
    coefficients: parameters,
    standardUncertainties: covariance.map((row, j) => Math.sqrt(row[j] as number)),
    covariance,
    residualSumOfSquares,
    residualStandardDeviation: Math.sqrt(variance),
    degreesOfFreedom,
  };
}

function columnsOf(jacobian: readonly (readonly number[])[]): Float64Array[] {
  return (jacobian[0] as readonly number[]).map((_, j) => Float64Array.from(jacobian, (row) => row[j] as number));
}

function sumOfSquares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}

function requireEnough({ residuals }: Linearised, parameters: number): void {
  if (parameters < 1 || residuals.length <= parameters || !Number.isFinite(sumOfSquares(residuals))) {
    throw new MetrologyError(
      'BAD_OBSERVATIONS',
      `A fit needs more observations than parameters, and finite residuals at the start; given ${residuals.length} and ${parameters}`,
    );
  }
}
