// SPDX-License-Identifier: Apache-2.0

/** The smallest eigenvalue of a symmetric matrix, and a unit vector of it. */
export interface Eigenpair {
  readonly value: number;
  readonly vector: readonly number[];
}

interface Tridiagonal {
  readonly diagonal: readonly number[];
  /** The elements beside the diagonal; one less than those on it. */
  readonly beside: readonly number[];
  /** Unit vectors v of the reflections I − 2vvᵀ, in the order in which they were made. */
  readonly reflectors: readonly (readonly number[])[];
}

// Halvings of an interval until its ends are two doubles side by side.
const HALVINGS_MAX = 200;
const ITERATIONS = 4;

/**
 * λ_min and its vector: reflections make the matrix tridiagonal, signs of its leading minors are counted between bounds that close in.
 * G. H. Golub, C. F. Van Loan, Matrix Computations, 4th edition (2013), 8.3.1 and 8.4.1. O(n³), the same for every matrix of one
 * size. Requires a symmetric matrix of one row or more with elements of the order of 1,
 * as correlations are.
 */
export function smallestEigenvalue(matrix: readonly (readonly number[])[]): Eigenpair {
  const tridiagonal = tridiagonalise(matrix);
  const value = smallestOf(tridiagonal);
  const vector = vectorOf(tridiagonal, value);
  for (const v of tridiagonal.reflectors.toReversed()) reflect(vector, v);
  return { value, vector };
}

function tridiagonalise(matrix: readonly (readonly number[])[]): Tridiagonal {
  const size = matrix.length;
  const a = matrix.map((row) => Float64Array.from(row));
  const beside: number[] = [];
  const reflectors: number[][] = [];
  for (let k = 0; k + 1 < size; k += 1) {
    const column = a.map((row, i) => (i > k ? (row[k] as number) : 0));
    const first = column[k + 1] as number;
    const length = Math.hypot(...column);
    if (column.every((value, i) => i <= k + 1 || value === 0)) {
      beside.push(first);
    } else {
      beside.push(first > 0 ? -length : length);
      column[k + 1] = first - (beside[k] as number);
      // As shares of the largest first, so that v keeps its length where all are next to nothing.
      const largest = Math.max(...column.map(Math.abs));
      const shares = column.map((value) => value / largest);
      const norm = Math.hypot(...shares);
      const v = shares.map((value) => value / norm);
      reflectBoth(a, v, k + 1);
      reflectors.push(v);
    }
  }
  return { diagonal: a.map((row, i) => row[i] as number), beside, reflectors };
}

// A − 2vwᵀ − 2wvᵀ, w = Av − (vᵀAv)v, from row and column `from` on.
function reflectBoth(a: readonly Float64Array[], v: readonly number[], from: number): void {
  const size = a.length;
  const w = new Float64Array(size);
  let along = 0;
  for (let i = from; i < size; i += 1) {
    const row = a[i] as Float64Array;
    let sum = 0;
    for (let j = from; j < size; j += 1) sum += (row[j] as number) * (v[j] as number);
    w[i] = sum;
    along += sum * (v[i] as number);
  }
  for (let i = from; i < size; i += 1) w[i] = (w[i] as number) - along * (v[i] as number);
  for (let i = from; i < size; i += 1) {
    const row = a[i] as Float64Array;
    const [vi, wi] = [2 * (v[i] as number), 2 * (w[i] as number)];
    for (let j = from; j < size; j += 1) row[j] = (row[j] as number) - vi * (w[j] as number) - wi * (v[j] as number);
  }
}

function reflect(vector: number[], v: readonly number[]): void {
  const along = 2 * vector.reduce((sum, value, i) => sum + value * (v[i] as number), 0);
  for (let i = 0; i < vector.length; i += 1) vector[i] = (vector[i] as number) - along * (v[i] as number);
}

// By the circles of Gershgorin first, then by halves: of what side the smallest is, one negative pivot says.
function smallestOf(tridiagonal: Tridiagonal): number {
  const { diagonal, beside } = tridiagonal;
  const radius = (i: number) => Math.abs(beside[i - 1] ?? 0) + Math.abs(beside[i] ?? 0);
  let low = diagonal.reduce((least, value, i) => Math.min(least, value - radius(i)), Number.POSITIVE_INFINITY);
  let high = diagonal.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  for (let halving = 0; halving < HALVINGS_MAX; halving += 1) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    if (pivotsOf(tridiagonal, middle).some((pivot) => pivot < 0)) {
      high = middle;
    } else {
      low = middle;
    }
  }
  return high;
}

// Pivots of T − λI; as many are negative as eigenvalues lie below λ.
function pivotsOf({ diagonal, beside }: Tridiagonal, shift: number): readonly number[] {
  const pivots: number[] = [];
  diagonal.forEach((value, i) => {
    const before = pivots[i - 1] ?? 1;
    const square = (beside[i - 1] ?? 0) ** 2;
    pivots.push(value - shift - (square === 0 ? 0 : square / (before === 0 ? Number.MIN_VALUE : before)));
  });
  return pivots;
}

// Inverse iteration from a little below λ, where T − λI is positive definite and needs no exchange of rows.
function vectorOf(tridiagonal: Tridiagonal, value: number): number[] {
  const { diagonal, beside } = tridiagonal;
  const scale = Math.max(1, ...diagonal.map(Math.abs), ...beside.map(Math.abs));
  const pivots = pivotsOf(tridiagonal, value - 1e-12 * scale);
  let vector = diagonal.map((_, i) => 1 + (i % 7) / 10);
  for (let iteration = 0; iteration < ITERATIONS; iteration += 1) {
    const forward: number[] = [];
    vector.forEach((part, i) => {
      const before = i === 0 ? 0 : ((beside[i - 1] as number) / (pivots[i - 1] as number)) * (forward[i - 1] as number);
      forward.push(part - before);
    });
    const solved = [...forward];
    for (let i = solved.length - 1; i >= 0; i -= 1) {
      const after = (beside[i] ?? 0) * (solved[i + 1] ?? 0);
      solved[i] = ((forward[i] as number) - after) / (pivots[i] as number);
    }
    const norm = Math.hypot(...solved);
    vector = solved.map((part) => part / norm);
  }
  return vector;
}
