// SPDX-License-Identifier: Apache-2.0
import { binomialTails } from '../distributions/discrete.ts';
import { fQuantile } from '../distributions/f-distribution.ts';
import { requirePositive, requireShareOfOne, requireWhole } from '../observations.ts';

/** Calibrations of one interval, and how many found the instrument in tolerance. */
export interface IntervalRecord {
  readonly inTolerance: number;
  readonly calibrations: number;
  readonly interval: number;
}

/** What is wanted of an interval and how far one change may go. */
export interface IntervalPolicy {
  /** Share to be found in tolerance. */
  readonly reliability: number;
  /** Least confidence that the interval is wrong before it is changed; 0.5 unless said. */
  readonly confidence?: number;
  /** Largest factor of one change; 2 unless said. */
  readonly changeMax?: number;
  readonly intervalMin?: number;
  readonly intervalMax?: number;
}

/** What method A3 recommends. */
export interface TestedInterval {
  readonly interval: number;
  readonly observed: number;
  /** Confidence that the observed reliability is not the one wanted. */
  readonly rejection: number;
  /** Interval of Clopper and Pearson for the reliability, at the confidence of the policy. */
  readonly range: readonly [number, number];
  readonly changed: boolean;
}

/**
 * Q = |1 − 2 P(X ≤ x)| over binomial(n, R): confidence that R is missed; I′ = I · 10^{(x/n − R) Q}, or ^{(x/n − R)/(1 − Q)}
 * where more than R were in tolerance, at most a factor.
 * NCSL International RP-1, method A3 (interval test), as suncal's test_interval reads it (formulas there, not the practice, read).
 */
export function testInterval(record: IntervalRecord, policy: IntervalPolicy): TestedInterval {
  const { inTolerance: x, calibrations: n, interval } = record;
  const {
    reliability,
    confidence = 0.5,
    changeMax = 2,
    intervalMin = 0,
    intervalMax = Number.POSITIVE_INFINITY,
  } = policy;
  requireWhole(n, 'The number of calibrations', [1, 1_000_000]);
  requireWhole(x, 'The number in tolerance', [0, n]);
  requirePositive(interval, 'The interval');
  requireShareOfOne(reliability, 'The reliability wanted');
  requireShareOfOne(confidence, 'The confidence');
  requirePositive(changeMax - 1, 'The largest factor of change, less 1,');
  const observed = x / n;
  const rejection = rejectionOf(x, n, reliability);
  const exponent =
    observed > reliability ? (observed - reliability) / (1 - rejection) : (observed - reliability) * rejection;
  const factor = Math.min(Math.max(10 ** exponent, 1 / changeMax), changeMax);
  const changed = rejection > confidence && factor !== 1;
  return {
    interval: changed ? Math.min(Math.max(interval * factor, intervalMin), intervalMax) : interval,
    observed,
    rejection,
    range: reliabilityRange(x, n, confidence),
    changed,
  };
}

// P(X ≤ x) when fewer were in tolerance than wanted, the other tail when more; at 0 or n the one outcome alone.
function rejectionOf(x: number, n: number, reliability: number): number {
  const { lower } = binomialTails(x, n, reliability);
  if (x === n) {
    return 1 - reliability ** n;
  }
  if (x === 0) {
    return 1 - (1 - reliability) ** n;
  }
  return x / n > reliability ? Math.max(0, 2 * lower - 1) : Math.max(0, 1 - 2 * lower);
}

// C. J. Clopper and E. S. Pearson (1934), by the F distribution.
function reliabilityRange(x: number, n: number, confidence: number): readonly [number, number] {
  const tail = (1 - confidence) / 2;
  const low = x === 0 ? 0 : 1 / (1 + (n - x + 1) / (x * fQuantile(tail, [2 * x, 2 * (n - x + 1)])));
  const high = x === n ? 1 : 1 / (1 + (n - x) / ((x + 1) * fQuantile(1 - tail, [2 * (x + 1), 2 * (n - x)])));
  return [low, high];
}
