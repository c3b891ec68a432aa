// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';

// A correlation matrix of printed coefficients may miss being positive semidefinite by their rounding, not by more.
const EIGENVALUE_MIN = -1e-9;
const SWEEPS_MAX = 60;

/**
 * Throws unless the matrix is square, symmetric, of unit diagonal and positive semidefinite; says where it fails.
 * JCGM 100:2008, 5.2.2; JCGM 101:2008, 6.4.8.1 (recalled).
 */
export function requireCorrelationMatrix(matrix: readonly (readonly number[])[], names: readonly string[]): void {
  matrix.forEach((row, i) => {
    if (row.length !== matrix.length) {
      throw bad(`Row ${i + 1} has ${row.length} numbers, the matrix ${matrix.length} rows`);
    }
    row.forEach((value, j) => {
      const mirrored = matrix[j]?.[i];
      const pair = `${names[i]} and ${names[j]}`;
      if (!(Math.abs(value) <= 1)) {
        throw bad(`The correlation of ${pair} lies between −1 and 1; given ${value}`);
      }
      if (i === j && value !== 1) {
        throw bad(`The correlation of ${names[i]} with itself is 1; given ${value}`);
      }
      if (mirrored !== undefined && value !== mirrored) {
        throw bad(`The correlation of ${pair} is given as ${value} and as ${mirrored}`);
      }
    });
  });
  const { value, vector } = smallestEigenvalue(matrix);
  if (value < EIGENVALUE_MIN) {
    const direction = vector.map((part, index) => `${part.toFixed(2)} ${names[index]}`).slice(0, 12);
    throw bad(
      `No quantities can be correlated so: the smallest eigenvalue of the matrix is ${value.toPrecision(4)}, not 0 or more; ` +
        `${direction.join(' + ')} would have a negative variance`,
    );
  }
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

// By C. G. J. Jacobi's rotations (1846), each making one element beside the diagonal 0.
function smallestEigenvalue(matrix: readonly (readonly number[])[]): {
  readonly value: number;
  readonly vector: readonly number[];
} {
  const size = matrix.length;
  const a = matrix.map((row) => [...row]);
  const vectors = matrix.map((_, i) => matrix.map((_unused, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < SWEEPS_MAX && largestBeside(a) > 1e-15; sweep += 1) {
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) {
        rotate(a, vectors, [p, q]);
      }
    }
  }
  const values = a.map((row, i) => row[i] as number);
  const value = Math.min(...values);
  return { value, vector: vectors.map((row) => row[values.indexOf(value)] as number) };
}

function largestBeside(a: readonly (readonly number[])[]): number {
  return Math.max(0, ...a.flatMap((row, i) => row.slice(i + 1).map(Math.abs)));
}

function rotate(a: number[][], vectors: number[][], [p, q]: readonly [number, number]): void {
  const [pp, qq, pq] = [a[p]?.[p] as number, a[q]?.[q] as number, a[p]?.[q] as number];
  if (pq === 0) {
    return;
  }
  const ratio = (qq - pp) / (2 * pq);
  const t = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(1, ratio));
  const c = 1 / Math.hypot(1, t);
  const turn = (row: number[]) => {
    const [x, y] = [row[p] as number, row[q] as number];
    row[p] = c * (x - t * y);
    row[q] = c * (y + t * x);
  };
  for (const row of [...a, ...vectors]) {
    turn(row);
  }
  const [first, second] = [a[p] as number[], a[q] as number[]];
  first.forEach((x, k) => {
    const y = second[k] as number;
    first[k] = c * (x - t * y);
    second[k] = c * (y + t * x);
  });
}

function bad(message: string): MetrologyError {
  return new MetrologyError('BAD_CORRELATION', message);
}
