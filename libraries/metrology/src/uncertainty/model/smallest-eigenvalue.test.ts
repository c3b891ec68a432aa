// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallestEigenvalue } from './smallest-eigenvalue.ts';

const times = (matrix: readonly (readonly number[])[], vector: readonly number[]) =>
  matrix.map((row) => row.reduce((sum, value, i) => sum + value * (vector[i] as number), 0));

describe('smallestEigenvalue()', () => {
  it('solves A v = λ v, and no vector has a smaller vᵀAv', () => {
    const size = fc.integer({ min: 1, max: 9 });
    const number = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: -1, max: 1, noNaN: true }));
    const square = size.chain((n) =>
      fc.array(fc.array(number, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
    );
    fc.assert(
      fc.property(square, fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })), (given, stream) => {
        const matrix = given.map((row, i) => row.map((value, j) => (i <= j ? value : (given[j]?.[i] as number))));
        const { value, vector } = smallestEigenvalue(matrix);
        expect(Math.hypot(...vector)).toBeCloseTo(1, 12);
        for (const [i, part] of times(matrix, vector).entries()) {
          expect(part).toBeCloseTo(value * (vector[i] as number), 9);
        }
        for (let round = 0; round < 10; round += 1) {
          const other = matrix.map(() => stream.next().value as number);
          const quotient = times(matrix, other).reduce((sum, part, i) => sum + part * (other[i] as number), 0);
          const square = other.reduce((sum, part) => sum + part * part, 0);
          expect(quotient).toBeGreaterThanOrEqual(value * square - 1e-12);
        }
      }),
    );
  });

  it('gives −1/2 of the second difference its closed form, 2 − 2 cos(π/(n + 1))', () => {
    const size = 200;
    const matrix = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_unused, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0)),
    );
    expect(smallestEigenvalue(matrix).value).toBeCloseTo(2 - 2 * Math.cos(Math.PI / (size + 1)), 14);
  });
});
