// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { smallestEigenvalue } from './smallest-eigenvalue.ts';

// A matrix of printed coefficients may miss being positive semidefinite, or symmetric, by their rounding, not by more.
const ROUNDING = 1e-9;
const PARTS_SHOWN = 12;

type Matrix = readonly (readonly number[])[];

/**
 * Throws unless the matrix is square, symmetric, of unit diagonal and positive semidefinite; says where it fails.
 * JCGM 100:2008, 5.2.2; JCGM 101:2008, 6.4.8.1 (recalled).
 */
export function requireCorrelationMatrix(matrix: Matrix, names: readonly string[]): void {
  requireSquare(matrix, names);
  matrix.forEach((row, i) => {
    row.forEach((value, j) => {
      const mirrored = matrix[j]?.[i];
      const pair = () => `${names[i]} and ${names[j]}`;
      if (!(Math.abs(value) <= 1)) {
        throw bad(`The correlation of ${pair()} lies between −1 and 1; given ${value}`, [i, j]);
      }
      if (i === j && value !== 1) {
        throw bad(`The correlation of ${names[i]} with itself is 1; given ${value}`, [i, j]);
      }
      if (value !== mirrored) {
        throw bad(`The correlation of ${pair()} is given as ${value} and as ${mirrored}`, [i, j]);
      }
    });
  });
  requireSemidefinite(matrix, names);
}

/**
 * Throws unless the matrix is square, symmetric and positive semidefinite; says which row and column fail, or which eigenvalue of
 * the correlations. JCGM 102:2011, 3.21 (recalled): a covariance matrix. A quantity that does not vary has covariances of 0.
 */
export function requireCovarianceMatrix(matrix: Matrix, names: readonly string[]): void {
  requireSquare(matrix, names);
  const u = matrix.map((row, i) => {
    const variance = row[i] as number;
    if (!(variance >= 0 && Number.isFinite(variance))) {
      throw bad(`${at(i, i)}: the variance of ${names[i]} is 0 or more; given ${variance}`, [i, i]);
    }
    return Math.sqrt(variance);
  });
  const correlations = matrix.map((row, i) =>
    row.map((value, j) => {
      const [mirrored, product] = [matrix[j]?.[i] as number, (u[i] as number) * (u[j] as number)];
      if (!Number.isFinite(value) || Math.abs(value - mirrored) > ROUNDING * product) {
        throw bad(
          `${at(i, j)}: the covariance of ${names[i]} and ${names[j]} is one number; given ${value} and ${mirrored}`,
          [i, j],
        );
      }
      if (product === 0 && value !== 0) {
        throw bad(`${at(i, j)}: ${u[i] === 0 ? names[i] : names[j]} does not vary, nor with another; given ${value}`, [
          i,
          j,
        ]);
      }
      return i === j ? 1 : value === 0 ? 0 : value / (u[i] as number) / (u[j] as number);
    }),
  );
  requireSemidefinite(correlations, names);
}

function requireSquare(matrix: Matrix, names: readonly string[]): void {
  if (matrix.length !== names.length) {
    throw bad(`A matrix of ${names.length} quantities has ${names.length} rows; given ${matrix.length}`, []);
  }
  matrix.forEach((row, i) => {
    if (row.length !== matrix.length) {
      throw bad(`Row ${i + 1} has ${row.length} numbers, the matrix ${matrix.length} rows`, [i]);
    }
  });
}

function requireSemidefinite(matrix: Matrix, names: readonly string[]): void {
  if (isPositiveDefinite(matrix, ROUNDING)) return;
  const { value, vector } = smallestEigenvalue(matrix);
  if (value < -ROUNDING) {
    const parts = vector.map((part, index) => ({ part, index }));
    const largest = parts.toSorted((a, b) => Math.abs(b.part) - Math.abs(a.part)).slice(0, PARTS_SHOWN);
    const direction = largest.map(({ part, index }) => `${part.toFixed(2)} ${names[index]}`);
    throw bad(
      `No quantities can be correlated so: the smallest eigenvalue of the matrix of correlations is ${value.toPrecision(4)}, not 0 or more; ` +
        `${direction.join(' + ')} would have a negative variance`,
      largest
        .slice(0, 2)
        .map(({ index }) => index)
        .toSorted((a, b) => a - b),
    );
  }
}

// Whether M + εI is positive definite: its pivots say so in a third of n³ steps, without any eigenvalue.
function isPositiveDefinite(matrix: Matrix, shift: number): boolean {
  const factor = matrix.map((row) => Float64Array.from(row));
  for (let i = 0; i < factor.length; i += 1) {
    const row = factor[i] as Float64Array;
    for (let j = 0; j <= i; j += 1) {
      const column = factor[j] as Float64Array;
      let rest = (row[j] as number) + (i === j ? shift : 0);
      for (let k = 0; k < j; k += 1) rest -= (row[k] as number) * (column[k] as number);
      if (i === j && !(rest > 0)) return false;
      row[j] = i === j ? Math.sqrt(rest) : rest / (column[j] as number);
    }
  }
  return true;
}

/**
 * L of M = L Lᵀ, for a positive semidefinite M too: a pivot of 0 gives a column of zeros.
 * G. H. Golub, C. F. Van Loan, Matrix Computations, 4th edition (2013), 4.2. JCGM 101:2008, C.5 (recalled).
 */
export function choleskyFactor(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const factor = matrix.map(() => new Array<number>(size).fill(0));
  for (let j = 0; j < size; j += 1) {
    for (let i = j; i < size; i += 1) {
      const [row, column] = [factor[i] as number[], factor[j] as number[]];
      let rest = matrix[i]?.[j] as number;
      for (let k = 0; k < j; k += 1) {
        rest -= (row[k] as number) * (column[k] as number);
      }
      const pivot = column[j] as number;
      if (i === j) {
        row[j] = rest > 1e-12 * (matrix[i]?.[i] as number) ? Math.sqrt(rest) : 0;
      } else {
        row[j] = pivot === 0 ? 0 : rest / pivot;
      }
    }
  }
  return factor;
}

function at(row: number, column: number): string {
  return `Row ${row + 1}, column ${column + 1}`;
}

function bad(message: string, path: readonly number[]): MetrologyError {
  return new MetrologyError('BAD_CORRELATION', message, path.length === 0 ? {} : { path });
}
