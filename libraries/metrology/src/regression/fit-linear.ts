// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { applyTransposed, factorise, inverseNormal, solveUpper } from './householder.ts';
import { type LinearFit, requireFittable } from './linear-fit.ts';

/** A linear model in doubles. */
export interface Design {
  readonly design: readonly (readonly number[])[];
  readonly response: readonly number[];
  /** Whether a constant stands before the columns. */
  readonly constant: boolean;
}

interface Centred {
  readonly columns: readonly Float64Array[];
  readonly means: readonly number[];
  readonly norms: readonly number[];
}

// A column that keeps less than this of its length beside the others cannot be told from them in doubles.
const INDEPENDENT_MIN = 1e-14;

/**
 * min ‖y − Xb‖² by QR of the columns, their means subtracted where there is a constant, their lengths made 1.
 * JCGM 100:2008, H.3 for the use. In doubles: about 16 digits less those that the columns' dependence costs.
 */
export function fitLinear({ design, response, constant }: Design): LinearFit {
  const count = requireFittable(design, response.length, constant ? 1 : 0);
  requireNumbers(design, response);
  const centred = centreColumns(design, constant);
  const mean = constant ? meanOf(response) : 0;
  const y = Float64Array.from(response, (value) => value - mean);
  const spread = y.reduce((sum, value) => sum + value * value, 0);
  const factors = factorise(centred.columns, response.length);
  const dependent = factors.diagonal.findIndex((value) => !(Math.abs(value) > INDEPENDENT_MIN));
  if (dependent >= 0) {
    throw new MetrologyError(
      'SINGULAR_REGRESSION',
      `Column ${dependent + 1} is, in doubles, a combination of ${constant ? 'the constant and ' : ''}the columns before it`,
      { position: dependent },
    );
  }
  applyTransposed(factors, y);
  const slopes = [...solveUpper(factors, y)].map((value, j) => value / (centred.norms[j] as number));
  const residualSumOfSquares = y.subarray(slopes.length).reduce((sum, value) => sum + value * value, 0);
  const degreesOfFreedom = response.length - count;
  const variance = residualSumOfSquares / degreesOfFreedom;
  const ofSlopes = inverseNormal(factors).map((row, i) =>
    row.map((value, j) => (value * variance) / ((centred.norms[i] as number) * (centred.norms[j] as number))),
  );
  const line = constant
    ? withConstant({ slopes, ofSlopes, means: centred.means, mean, varianceOfMean: variance / response.length })
    : { coefficients: slopes, covariance: ofSlopes };
  const fit = {
    ...line,
    standardUncertainties: line.covariance.map((row, j) => Math.sqrt(row[j] as number)),
    residualSumOfSquares,
    residualStandardDeviation: Math.sqrt(variance),
    degreesOfFreedom,
  };
  return spread === 0 ? fit : { ...fit, rSquared: 1 - residualSumOfSquares / spread };
}

function centreColumns(design: readonly (readonly number[])[], constant: boolean): Centred {
  const indices = (design[0] as readonly number[]).map((_, j) => j);
  const given = indices.map((j) => design.map((row) => row[j] as number));
  const means = given.map((column) => (constant ? meanOf(column) : 0));
  const shifted = given.map((column, j) => Float64Array.from(column, (value) => value - (means[j] as number)));
  const norms = shifted.map((column) => Math.hypot(...column));
  return { columns: shifted.map((column, j) => column.map((value) => value / (norms[j] as number))), means, norms };
}

// b₀ = ȳ − ∑ bⱼ x̄ⱼ, whose covariances follow, since ȳ and the slopes are uncorrelated.
function withConstant(of: {
  readonly slopes: readonly number[];
  readonly ofSlopes: readonly (readonly number[])[];
  readonly means: readonly number[];
  readonly mean: number;
  readonly varianceOfMean: number;
}): { readonly coefficients: readonly number[]; readonly covariance: readonly (readonly number[])[] } {
  const dot = (a: readonly number[]) => a.reduce((sum, value, j) => sum + value * (of.means[j] as number), 0);
  const beside = of.ofSlopes.map((row) => -dot(row));
  return {
    coefficients: [of.mean - dot(of.slopes), ...of.slopes],
    covariance: [
      [of.varianceOfMean - dot(beside), ...beside],
      ...of.ofSlopes.map((row, i) => [beside[i] as number, ...row]),
    ],
  };
}

// In two passes, since the first sum loses what the second one finds.
function meanOf(values: readonly number[]): number {
  const first = values.reduce((sum, value) => sum + value, 0) / values.length;
  return first + values.reduce((sum, value) => sum + (value - first), 0) / values.length;
}

function requireNumbers(design: readonly (readonly number[])[], response: readonly number[]): void {
  const row = design.findIndex((numbers, index) => ![...numbers, response[index]].every(Number.isFinite));
  if (row >= 0) {
    throw new MetrologyError('BAD_OBSERVATIONS', `Row ${row + 1} holds something that is no finite number`, {
      position: row,
    });
  }
}
