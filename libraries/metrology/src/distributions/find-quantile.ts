// SPDX-License-Identifier: Apache-2.0

/** One tail of a distribution on x > 0, as a quantile is sought on it. */
export interface Tail {
  /** The probability of the tail beyond, or before, x. */
  readonly probability: (x: number) => number;
  readonly density: (x: number) => number;
  /** 1 when the probability rises with x, −1 when it falls. */
  readonly direction: 1 | -1;
}

const STEPS_MAX = 400;
// Nothing is gained below a double's own spacing.
const RELATIVE_STEP_MIN = 1e-16;
const LOG_STEP_MAX = 8;

/**
 * x of tail(x) = p by Newton's iteration on ln tail against ln x, kept between bounds that close in.
 * Both scales are logarithmic, so that far tails are as accurate as the middle. Requires 0 < p < 1 and a start > 0.
 */
export function findQuantile(tail: Tail, p: number, start: number): number {
  let lowest = 0;
  let highest = Number.POSITIVE_INFINITY;
  let x = start;
  let next = start;
  let steps = 0;
  do {
    x = next;
    const probability = tail.probability(x);
    const excess = Math.log(probability / p) * tail.direction;
    if (excess > 0) {
      highest = x;
    } else {
      lowest = x;
    }
    const move = -excess * (probability / (x * tail.density(x)));
    next = within(x * Math.exp(clamp(move)), lowest, highest);
    steps += 1;
  } while (Math.abs(next - x) > RELATIVE_STEP_MIN * x && next !== lowest && next !== highest && steps < STEPS_MAX);
  return next;
}

// A tail of 0 gives no direction; then the step is as long as a step may be.
function clamp(move: number): number {
  return Number.isNaN(move) ? -LOG_STEP_MAX : Math.max(-LOG_STEP_MAX, Math.min(LOG_STEP_MAX, move));
}

function within(next: number, lowest: number, highest: number): number {
  if (next > lowest && next < highest) {
    return next;
  }
  return highest === Number.POSITIVE_INFINITY ? lowest * 2 : (lowest + highest) / 2;
}
