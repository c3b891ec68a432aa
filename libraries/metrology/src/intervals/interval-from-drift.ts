// SPDX-License-Identifier: Apache-2.0
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
