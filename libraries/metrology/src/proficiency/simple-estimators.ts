// SPDX-License-Identifier: Apache-2.0
import { type Numbers, requireObservations } from '../observations.ts';
import { absoluteDeviations, medianInPlace } from './order-statistics.ts';

/** Factor of MADe as the standard prints it; the exact one is 1.4826. */
const MADE_FACTOR = 1.483;
/** Factor of nIQR as the standard prints it; the exact one is 0.74130. */
const NIQR_FACTOR = 0.7413;

const RESULTS = 'results';

/** med(x), of an even count the mean of the two in the middle. ISO 13528:2022, C.2.1. */
export function median(values: Numbers): number {
  return medianInPlace(requireObservations(values, { what: RESULTS, atLeast: 1 }));
}

/** MADe = 1.483 med|xᵢ − med(x)|. ISO 13528:2022, C.2.2. */
export function scaledMedianDeviation(values: Numbers): number {
  return madeOf(requireObservations(values, { what: RESULTS, atLeast: 1 }));
}

/** As `scaledMedianDeviation`, of numbers that were checked; they are partly reordered. */
function madeOf(numbers: Float64Array): number {
  return madeAround(numbers, medianInPlace(numbers));
}

/** The same where the median is known already. */
export function madeAround(numbers: Float64Array, median: number): number {
  return MADE_FACTOR * medianInPlace(absoluteDeviations(numbers, median));
}

/**
 * nIQR = 0.7413 (Q₃ − Q₁), quartiles by linear interpolation between order statistics at (p − 1)/4 and 3(p − 1)/4.
 * ISO 13528:2022, C.2.3; the standard leaves the quartiles open, these give the value that table E.5 prints.
 */
export function normalisedInterquartileRange(values: Numbers): number {
  const sorted = requireObservations(values, { what: RESULTS, atLeast: 2 }).sort();
  return NIQR_FACTOR * (quartile(sorted, 0.75) - quartile(sorted, 0.25));
}

function quartile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] as number;
  const high = sorted[Math.ceil(at)] as number;
  return low + (at - below) * (high - low);
}
