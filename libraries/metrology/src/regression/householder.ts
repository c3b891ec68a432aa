// SPDX-License-Identifier: Apache-2.0

/** A = QR with columns of A stored one after another; R above, the Householder vectors below the diagonal. */
export interface QrFactors {
  readonly rows: number;
  readonly columns: readonly Float64Array[];
  /** The diagonal of R. */
  readonly diagonal: Float64Array;
}

/**
 * A = QR by Householder reflections, v = x ± ‖x‖ e₁.
 * G. H. Golub, C. F. Van Loan, Matrix Computations, 4th edition (2013), algorithm 5.2.1. Changes its argument.
 */
export function factorise(columns: readonly Float64Array[], rows: number): QrFactors {
  const diagonal = new Float64Array(columns.length);
  columns.forEach((column, k) => {
    const norm = Math.hypot(...column.subarray(k));
    const head = column[k] as number;
    diagonal[k] = head > 0 ? -norm : norm;
    column[k] = head - (diagonal[k] as number);
    for (const other of columns.slice(k + 1)) {
      reflect(column, other, k);
    }
  });
  return { rows, columns, diagonal };
}

/** Turns y into Qᵀy, in place. */
export function applyTransposed({ columns }: QrFactors, y: Float64Array): void {
  columns.forEach((column, k) => {
    reflect(column, y, k);
  });
}

/** x of R x = y, y being the first numbers of `right`. Requires a diagonal without zeros. */
export function solveUpper({ columns, diagonal }: QrFactors, right: Float64Array): Float64Array {
  const x = right.slice(0, columns.length);
  for (let k = columns.length - 1; k >= 0; k -= 1) {
    x[k] = (x[k] as number) / (diagonal[k] as number);
    for (let i = 0; i < k; i += 1) {
      x[i] = (x[i] as number) - (x[k] as number) * (columns[k]?.[i] as number);
    }
  }
  return x;
}

/** (RᵀR)⁻¹ = R⁻¹ R⁻ᵀ, the covariance of a fit up to s². */
export function inverseNormal(factors: QrFactors): number[][] {
  const size = factors.columns.length;
  const inverse = Array.from({ length: size }, (_, k) => {
    const unit = new Float64Array(size);
    unit[k] = 1;
    return solveUpper(factors, unit);
  });
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_unused, j) =>
      inverse.reduce((sum, column) => sum + (column[i] as number) * (column[j] as number), 0),
    ),
  );
}

function reflect(v: Float64Array, y: Float64Array, k: number): void {
  let dot = 0;
  let square = 0;
  for (let i = k; i < v.length; i += 1) {
    dot += (v[i] as number) * (y[i] as number);
    square += (v[i] as number) ** 2;
  }
  const factor = square === 0 ? 0 : (-2 * dot) / square;
  for (let i = k; i < v.length; i += 1) {
    y[i] = (y[i] as number) + factor * (v[i] as number);
  }
}
