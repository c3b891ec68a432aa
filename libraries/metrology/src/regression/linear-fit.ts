// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';

/** Coefficients of a fit by least squares, in the order of the columns, the constant first where there is one. */
export interface LinearFit {
  readonly coefficients: readonly number[];
  readonly standardUncertainties: readonly number[];
  /** Covariance matrix of the coefficients, s² (XᵀX)⁻¹. */
  readonly covariance: readonly (readonly number[])[];
  readonly residualStandardDeviation: number;
  readonly residualSumOfSquares: number;
  readonly degreesOfFreedom: number;
  /** About the mean where the model has a constant, else about 0; absent when the response does not vary. */
  readonly rSquared?: number;
}

/** Most coefficients of one fit; JCGM 101 and calibration lines need a dozen. */
export const COEFFICIENTS_MAX = 100;

/** Throws unless there are more observations than coefficients, all rows are of one length and sizes are in bounds. */
export function requireFittable(
  design: readonly { readonly length: number }[],
  response: number,
  constant: number,
): number {
  const columns = (design[0]?.length ?? 0) + constant;
  const faulty = design.findIndex(({ length }) => length + constant !== columns);
  if (faulty >= 0 || design.length !== response) {
    throw new MetrologyError(
      'BAD_OBSERVATIONS',
      faulty >= 0
        ? `Row ${faulty + 1} has ${design[faulty]?.length} numbers, the first has ${columns - constant}`
        : `There are ${design.length} rows and ${response} responses; each row needs one`,
    );
  }
  if (columns < 1 || columns > COEFFICIENTS_MAX || design.length <= columns) {
    throw new MetrologyError(
      'BAD_OBSERVATIONS',
      `A fit needs 1 to ${COEFFICIENTS_MAX} coefficients and more observations than these; given ${columns} and ${design.length}`,
    );
  }
  return columns;
}

/** Correlation coefficient of two coefficients, r = cov(a, b) / (u(a) u(b)). JCGM 100:2008, 5.2.2. */
export function coefficientCorrelation(fit: LinearFit, a: number, b: number): number {
  const [ua, ub, cov] = [fit.standardUncertainties[a], fit.standardUncertainties[b], fit.covariance[a]?.[b]];
  if (ua === undefined || ub === undefined || cov === undefined) {
    throw new RangeError(`A fit of ${fit.coefficients.length} coefficients has none numbered ${a} and ${b}`);
  }
  return cov / (ua * ub);
}

/**
 * ŷ = xᵀb, u²(ŷ) = xᵀ C x: the fitted line at x, uncertainty of the line alone.
 * JCGM 100:2008, H.3.4 (recalled). The first number of `row` is 1 where the model has a constant.
 */
export function predictFromFit(
  fit: LinearFit,
  row: readonly number[],
): { readonly value: number; readonly standardUncertainty: number } {
  if (row.length !== fit.coefficients.length) {
    throw new RangeError(`A row for this fit has ${fit.coefficients.length} numbers, not ${row.length}`);
  }
  const dot = (a: readonly number[]) => a.reduce((sum, value, index) => sum + value * (row[index] as number), 0);
  return { value: dot(fit.coefficients), standardUncertainty: Math.sqrt(Math.max(0, dot(fit.covariance.map(dot)))) };
}
