// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { exactDot, parseObservations, quotient, scaledIntegers } from './exact-numbers.ts';

/** What n observations say about their distribution. */
export interface SampleStatistics {
  readonly count: number;
  readonly mean: number;
  /** s, with n − 1 in the denominator. */
  readonly standardDeviation: number;
  /** s/√n. */
  readonly standardDeviationOfMean: number;
  /** Absent when all observations are equal. */
  readonly lag1Autocorrelation?: number;
}

/**
 * q̄ = ∑ qₖ / n, s² = ∑ (qₖ − q̄)² / (n − 1), computed in whole numbers and rounded once.
 * JCGM 100:2008, 4.2.1 to 4.2.3. Requires at least two observations, as decimal text.
 */
export function sampleStatistics(observations: readonly string[]): SampleStatistics {
  const { integers, denominator } = scaledIntegers(parseObservations(observations));
  const count = integers.length;
  if (count < 2) {
    throw new MetrologyError('BAD_OBSERVATIONS', `A standard deviation needs two observations or more, not ${count}`);
  }
  const n = BigInt(count);
  const sum = integers.reduce((total, value) => total + value, 0n);
  // n (xₖ − x̄), whole.
  const deviations = integers.map((value) => n * value - sum);
  const squares = exactDot(deviations, deviations);
  const variance = quotient(squares, n * n * (n - 1n) * denominator * denominator);
  const standardDeviation = Math.sqrt(variance);
  const statistics = {
    count,
    mean: quotient(sum, n * denominator),
    standardDeviation,
    standardDeviationOfMean: Math.sqrt(variance / count),
  };
  return squares === 0n
    ? statistics
    : { ...statistics, lag1Autocorrelation: quotient(exactDot(deviations.slice(0, -1), deviations.slice(1)), squares) };
}
