// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { requireCorrelationMatrix } from './model/correlation-matrix.ts';

/** Two influences that are correlated. */
export interface InfluenceCorrelation {
  readonly a: string;
  readonly b: string;
  readonly coefficient: number;
}

/** Most influences of one quantity that are correlated with others: their matrix is checked as a whole. */
export const CORRELATED_INFLUENCES_MAX = 500;

/** Throws where no quantities can be correlated so, or more than are checked as a whole. JCGM 100:2008, 5.2.2. */
export function requireTogether(pairs: readonly InfluenceCorrelation[]): void {
  if (pairs.length === 0) return;
  const related = [...namesOf(pairs)];
  if (related.length > CORRELATED_INFLUENCES_MAX) {
    throw new MetrologyError(
      'BAD_UNCERTAIN_QUANTITY',
      `At most ${CORRELATED_INFLUENCES_MAX} influences may be correlated with others; here ${related.length} are`,
    );
  }
  requireCorrelationMatrix(matrixAmong(related, pairs), related);
}

/** Every influence that a pair names. */
export function namesOf(pairs: readonly InfluenceCorrelation[]): ReadonlySet<string> {
  return new Set(pairs.flatMap(({ a, b }) => [a, b]));
}

/** Each pair once; throws where one is given with two coefficients. */
export function mergedCorrelations(pairs: readonly InfluenceCorrelation[]): readonly InfluenceCorrelation[] {
  const known = new Map<string, InfluenceCorrelation>();
  for (const pair of pairs) {
    const key = JSON.stringify([pair.a, pair.b].sort());
    if (known.has(key) && known.get(key)?.coefficient !== pair.coefficient) {
      throw new MetrologyError(
        'BAD_UNCERTAIN_QUANTITY',
        `${pair.a} and ${pair.b} are given with different correlations`,
      );
    }
    known.set(key, pair);
  }
  return [...known.values()];
}

/** The matrix of those influences, of the pairs that name two of them. */
export function matrixAmong(
  identities: readonly string[],
  pairs: readonly InfluenceCorrelation[],
): readonly (readonly number[])[] {
  const place = new Map(identities.map((identity, index) => [identity, index]));
  const matrix = identities.map((_, i) => identities.map((_unused, j) => (i === j ? 1 : 0)));
  for (const { a, b, coefficient } of pairs) {
    const [i, j] = [place.get(a), place.get(b)];
    if (i !== undefined && j !== undefined) {
      (matrix[i] as number[])[j] = coefficient;
      (matrix[j] as number[])[i] = coefficient;
    }
  }
  return matrix;
}
