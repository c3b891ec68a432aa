// SPDX-License-Identifier: Apache-2.0

/**
 * X of A X = B by elimination with the largest pivot of each column, rows scaled first; nothing where A is singular to rounding.
 * G. H. Golub, C. F. Van Loan, Matrix Computations, 4th edition (2013), 3.4. Requires a square A and rows of B as many.
 */
export function solveLinear(
  matrix: readonly (readonly number[])[],
  right: readonly (readonly number[])[],
): readonly (readonly number[])[] | undefined {
  const size = matrix.length;
  const rows = matrix.map((row, i) => {
    const largest = Math.max(...row.map(Math.abs));
    return [...row, ...(right[i] as readonly number[])].map((value) => value / largest);
  });
  for (let k = 0; k < size; k += 1) {
    const pivotRow = rows.reduce(
      (best, row, i) => (i >= k && Math.abs(row[k] as number) > Math.abs(rows[best]?.[k] as number) ? i : best),
      k,
    );
    [rows[k], rows[pivotRow]] = [rows[pivotRow] as number[], rows[k] as number[]];
    const pivot = rows[k] as number[];
    // Not finite too where a row of A is 0, or a derivative does not exist.
    if (!(Math.abs(pivot[k] as number) > size * Number.EPSILON)) return undefined;
    for (let i = k + 1; i < size; i += 1) {
      const row = rows[i] as number[];
      const factor = (row[k] as number) / (pivot[k] as number);
      for (let j = k; j < row.length; j += 1) row[j] = (row[j] as number) - factor * (pivot[j] as number);
    }
  }
  for (let k = size - 1; k >= 0; k -= 1) {
    const row = rows[k] as number[];
    for (let column = size; column < row.length; column += 1) {
      let rest = row[column] as number;
      for (let j = k + 1; j < size; j += 1) rest -= (row[j] as number) * (rows[j]?.[column] as number);
      row[column] = rest / (row[k] as number);
    }
  }
  const solved = rows.map((row) => row.slice(size));
  return solved.every((row) => row.every(Number.isFinite)) ? solved : undefined;
}
