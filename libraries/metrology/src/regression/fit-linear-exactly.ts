// SPDX-License-Identifier: Apache-2.0
import { type Decimal, decimalFromInteger } from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';
import { exactDot, parseObservations, powerOfDecimal, quotient, scaledIntegers } from './exact-numbers.ts';
import { type LinearFit, requireFittable } from './linear-fit.ts';

/** Largest power of a polynomial. */
export const POWER_MAX = 30;

/** Most products of whole numbers that one exact fit may cost: rows times columns times columns. */
export const EXACT_PRODUCTS_MAX = 2_000_000;

/** A linear model, its numbers as decimal text. */
export interface ExactDesign {
  readonly design: readonly (readonly string[])[];
  readonly response: readonly string[];
  /** Whether a constant stands before the columns. */
  readonly constant: boolean;
}

/** A polynomial in one variable. */
export interface ExactPolynomial {
  readonly x: readonly string[];
  readonly y: readonly string[];
  /** Exponents in the order of the coefficients: [0, 1, 2] is a parabola. */
  readonly powers: readonly number[];
}

/**
 * XᵀX b = Xᵀy in whole numbers, b and s² (XᵀX)⁻¹ rounded once at the end: every printed digit of a certified fit.
 * JCGM 100:2008, H.3 for the use; elimination without fractions after E. H. Bareiss, Mathematics of Computation 22 (1968).
 */
export function fitLinearExactly({ design, response, constant }: ExactDesign): LinearFit {
  const rows = design.map((row) => parseObservations(row));
  const withConstant = constant ? rows.map((row) => [decimalFromInteger(1), ...row]) : rows;
  return fitDecimals(withConstant, parseObservations(response), constant);
}

/** y = ∑ bⱼ x^pⱼ, exactly as `fitLinearExactly`. */
export function fitPolynomialExactly({ x, y, powers }: ExactPolynomial): LinearFit {
  const bad = powers.find((power) => !Number.isInteger(power) || power < 0 || power > POWER_MAX);
  if (bad !== undefined) {
    throw new MetrologyError('BAD_OBSERVATIONS', `A power must be whole and from 0 to ${POWER_MAX}, not ${bad}`);
  }
  const design = parseObservations(x).map((value) => powers.map((power) => powerOfDecimal(value, power)));
  return fitDecimals(design, parseObservations(y), powers.includes(0));
}

function fitDecimals(rows: readonly (readonly Decimal[])[], y: readonly Decimal[], constant: boolean): LinearFit {
  const count = requireFittable(rows, y.length, 0);
  if (rows.length * count * count > EXACT_PRODUCTS_MAX) {
    throw new MetrologyError(
      'BAD_OBSERVATIONS',
      `An exact fit of ${rows.length} rows by ${count} is too large; use fitLinear`,
    );
  }
  const columns = Array.from({ length: count }, (_, j) => scaledIntegers(rows.map((row) => row[j] as Decimal)));
  const response = scaledIntegers(y);
  const normal = columns.map((a) => columns.map((b) => exactDot(a.integers, b.integers)));
  const right = columns.map((column) => exactDot(column.integers, response.integers));
  const { determinant, inverse } = invertExactly(normal);
  // b = N⁻¹ r over the determinant; each column and the response keep their own power of ten.
  const solution = inverse.map((row) => exactDot(row, right));
  const residual = exactDot(response.integers, response.integers) * determinant - exactDot(solution, right);
  const degreesOfFreedom = rows.length - count;
  const square = determinant * response.denominator ** 2n;
  const covariance = inverse.map((row, i) =>
    row.map((value, j) => {
      const scale = (columns[i]?.denominator as bigint) * (columns[j]?.denominator as bigint);
      return quotient(value * residual * scale, square * determinant * BigInt(degreesOfFreedom));
    }),
  );
  const fit = {
    coefficients: solution.map((value, j) =>
      quotient(value * (columns[j]?.denominator as bigint), determinant * response.denominator),
    ),
    standardUncertainties: covariance.map((row, j) => Math.sqrt(row[j] as number)),
    covariance,
    residualSumOfSquares: quotient(residual, square),
    residualStandardDeviation: Math.sqrt(quotient(residual, square * BigInt(degreesOfFreedom))),
    degreesOfFreedom,
  };
  const spread = spreadOf(response.integers, constant);
  if (spread.numerator === 0n) {
    return fit;
  }
  // Rounded once: 1 less the rounded ratio would lose the digits of a small R².
  const whole = spread.numerator * determinant;
  return { ...fit, rSquared: quotient(whole - residual * spread.denominator, whole) };
}

// ∑ (y − ȳ)² with a constant, ∑ y² without, as the certified R² of NIST has it.
function spreadOf(y: readonly bigint[], constant: boolean): { numerator: bigint; denominator: bigint } {
  const squares = exactDot(y, y);
  const n = BigInt(y.length);
  const sum = y.reduce((all, value) => all + value, 0n);
  return constant ? { numerator: n * squares - sum * sum, denominator: n } : { numerator: squares, denominator: 1n };
}

// Gauss-Jordan on [N | 1]; every division is exact, and what is left is [det · 1 | det · N⁻¹].
function invertExactly(matrix: readonly (readonly bigint[])[]): {
  determinant: bigint;
  inverse: readonly (readonly bigint[])[];
} {
  const size = matrix.length;
  let work = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1n : 0n))]);
  let previous = 1n;
  for (let k = 0; k < size; k += 1) {
    const pivotRow = work[k] as bigint[];
    const pivot = pivotRow[k] as bigint;
    // XᵀX is positive semidefinite, so a pivot of 0 means that this column depends on those before it.
    if (pivot === 0n) {
      throw new MetrologyError('SINGULAR_REGRESSION', `Column ${k + 1} is a combination of the columns before it`, {
        position: k,
      });
    }
    const divisor = previous;
    work = work.map((row, i) =>
      i === k ? row : row.map((value, j) => (value * pivot - (row[k] as bigint) * (pivotRow[j] as bigint)) / divisor),
    );
    previous = pivot;
  }
  return { determinant: previous, inverse: work.map((row) => row.slice(size)) };
}
