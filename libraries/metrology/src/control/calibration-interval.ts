// SPDX-License-Identifier: Apache-2.0
import { binomialTails } from '../distributions/discrete.ts';
import { fQuantile } from '../distributions/f-distribution.ts';
import { studentQuantile } from '../distributions/student.ts';
import { MetrologyError } from '../metrology-error.ts';
import {
  type Numbers,
  requireFinite,
  requireObservations,
  requirePositive,
  requireShareOfOne,
  requireSpread,
  requireWhole,
} from '../observations.ts';
import { fitLinear } from '../regression/fit-linear.ts';
import { type LinearFit, predictFromFit } from '../regression/linear-fit.ts';

/** Drifts of like instruments: change since the last calibration against the time since. */
export interface DriftData {
  readonly durations: Numbers;
  readonly changes: Numbers;
  /** Order of the polynomial through the origin; 1 or 2 as a rule. */
  readonly order: number;
}

/** What an interval is to end by, and what an instrument starts from. */
export type IntervalTarget =
  /** The uncertainty has grown to `uncertainty`. */
  | { readonly kind: 'uncertainty'; readonly initial: number; readonly uncertainty: number }
  /** The value with its uncertainty reaches a limit. */
  | {
      readonly kind: 'reliability';
      readonly initial: number;
      readonly value: number;
      readonly lower?: number;
      readonly upper?: number;
      readonly confidence: number;
    };

/** An interval with the drift it rests on; `at` is undefined when no time up to the search's end reaches the target. */
export interface IntervalFromDrift {
  readonly fit: LinearFit;
  /** In the unit of the durations; 0 when the instrument does not meet the target to begin with. */
  readonly interval: number | undefined;
}

const ORDER_MAX = 10;
const SEARCH_FACTOR = 100;
const SEARCH_STEPS = 20_000;

/**
 * δ(t) = b₁ t + … + b_m tᵐ by least squares, u²(t) = u₀² + s² + tᵀ C t; the first t at which the target is reached.
 * NASA-HDBK-8739.19-5, 7 (variables data), after H. Castrup; t or two-sided k with n − m degrees of freedom.
 */
export function intervalFromDrift(data: DriftData, target: IntervalTarget): IntervalFromDrift {
  const durations = requireObservations(data.durations, { what: 'durations', atLeast: 2 });
  const changes = requireObservations(data.changes, { what: 'changes', atLeast: 2 });
  requireWhole(data.order, 'The order of the polynomial', [1, ORDER_MAX]);
  durations.forEach((duration, index) => {
    requirePositive(duration, `Duration ${index + 1}`, [index]);
  });
  const fit = fitLinear({
    design: Array.from(durations, (t) => powers(t, data.order)),
    response: [...changes],
    constant: false,
  });
  const end = SEARCH_FACTOR * durations.reduce((most, t) => Math.max(most, t), 0);
  const excess = excessOf(fit, data.order, target);
  return { fit, interval: firstRoot(excess, end) };
}

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

function powers(t: number, order: number): readonly number[] {
  return Array.from({ length: order }, (_, index) => t ** (index + 1));
}

// Below 0 while the target is met.
function excessOf(fit: LinearFit, order: number, target: IntervalTarget): (t: number) => number {
  requireSpread(target.initial, 'The uncertainty to begin with');
  const uncertainty = (t: number) => {
    const { standardUncertainty } = predictFromFit(fit, powers(t, order));
    return Math.hypot(target.initial, fit.residualStandardDeviation, standardUncertainty);
  };
  if (target.kind === 'uncertainty') {
    requirePositive(target.uncertainty, 'The uncertainty aimed at');
    return (t) => uncertainty(t) - target.uncertainty;
  }
  const { lower, upper, value, confidence } = target;
  requireFinite(value, 'The value to begin with');
  requireShareOfOne(confidence, 'The confidence');
  if (lower === undefined && upper === undefined) {
    throw new MetrologyError('BAD_PARAMETER', 'A reliability target needs a lower or an upper limit');
  }
  const bothSides = lower !== undefined && upper !== undefined;
  const k = studentQuantile(bothSides ? (1 + confidence) / 2 : confidence, fit.degreesOfFreedom);
  return (t) => {
    const at = value + predictFromFit(fit, powers(t, order)).value;
    const reach = k * uncertainty(t);
    return Math.max(
      upper === undefined ? Number.NEGATIVE_INFINITY : at + reach - upper,
      lower === undefined ? Number.NEGATIVE_INFINITY : lower - at + reach,
    );
  };
}

// Steps to the first sign change, then halves; a target missed at 0 has no interval.
function firstRoot(excess: (t: number) => number, end: number): number | undefined {
  if (excess(0) > 0) {
    return 0;
  }
  const step = end / SEARCH_STEPS;
  let high = step;
  while (high <= end && excess(high) <= 0) {
    high += step;
  }
  if (high > end) {
    return undefined;
  }
  let low = high - step;
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) {
      high = middle;
    } else {
      low = middle;
    }
  }
  return high;
}
