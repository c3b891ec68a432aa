// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { type Numbers, requireObservations } from '../observations.ts';

/** Which print of formulas (C.18) and (C.19) is followed; the amendment is, unless said. */
export interface QnOptions {
  readonly edition?: 'Amd 1:2026' | '2022';
}

// Table C.2, b_p for p = 2 to 12.
const SMALL: readonly number[] = [
  0.3994, 0.9937, 0.5132, 0.844, 0.6122, 0.8588, 0.6699, 0.8734, 0.7201, 0.8891, 0.7574,
];

/**
 * Qn = 2.2191 d_(k) b_p, d_(k) the k-th smallest |xᵢ − xⱼ|, k = h(h − 1)/2, h = ⌊p/2⌋ + 1.
 * ISO 13528:2022, C.5.2.1, (C.15) to (C.21), as corrected by Amd 1:2026; the 2022 print has h = ⌊p/2⌋ and 2.2219,
 * which leaves nothing to choose from 2 or 3 results. The k-th difference is found without making all p(p − 1)/2.
 */
export function qn(values: Numbers, { edition = 'Amd 1:2026' }: QnOptions = {}): number {
  const sorted = requireObservations(values, { what: 'results', atLeast: edition === '2022' ? 4 : 2 }).sort();
  const half = Math.floor(sorted.length / 2) + (edition === '2022' ? 0 : 1);
  const factor = edition === '2022' ? 2.2219 : 2.2191;
  return factor * smallestDifference(sorted, (half * (half - 1)) / 2) * correctionOf(sorted.length);
}

// (C.20), (C.21).
function correctionOf(p: number): number {
  const small = SMALL[p - 2];
  if (small !== undefined) {
    return small;
  }
  const excess =
    p % 2 === 1 ? (1.6019 + (-2.128 - 5.172 / p) / p) / p : (3.6756 + (1.965 + (6.987 - 77 / p) / p) / p) / p;
  return 1 / (excess + 1);
}

// The k-th smallest xⱼ − xᵢ, i < j, k from 1: halves the span, and jumps to a difference that exists on either side.
function smallestDifference(sorted: Float64Array, k: number): number {
  let low = 0;
  let high = (sorted.at(-1) as number) - (sorted[0] as number);
  if (!Number.isFinite(high)) {
    throw new MetrologyError('BAD_OBSERVATIONS', 'The results span more than a number can hold');
  }
  while (low < high) {
    const middle = low + (high - low) / 2;
    // Between neighbouring doubles the middle is rounded to one of them; only the lower one leads on.
    const { count, largestWithin, smallestBeyond } = differencesAround(sorted, middle < high ? middle : low);
    if (count >= k) {
      high = largestWithin;
    } else {
      low = smallestBeyond;
    }
  }
  return high;
}

// How many differences are at most d, the largest of these and the smallest of the others.
function differencesAround(sorted: Float64Array, d: number) {
  let count = 0;
  let largestWithin = 0;
  let smallestBeyond = Number.POSITIVE_INFINITY;
  let end = 1;
  for (let start = 0; start < sorted.length; start += 1) {
    const from = sorted[start] as number;
    while (end < sorted.length && (sorted[end] as number) - from <= d) {
      end += 1;
    }
    count += end - start - 1;
    if (end > start + 1) {
      largestWithin = Math.max(largestWithin, (sorted[end - 1] as number) - from);
    }
    if (end < sorted.length) {
      smallestBeyond = Math.min(smallestBeyond, (sorted[end] as number) - from);
    }
  }
  return { count, largestWithin, smallestBeyond };
}
