// SPDX-License-Identifier: Apache-2.0

/** A robust average and standard deviation, and how many times the results were gone through. */
export interface RobustEstimate {
  readonly location: number;
  readonly scale: number;
  readonly iterations: number;
}

/**
 * When an iteration ends: at its fixed point, or as soon as the third significant figure of all values stands still,
 * as ISO 13528:2022, C.3.1 has it. The second rule depends on unit and origin, and may stop a few parts in a thousand early.
 */
export type StoppingRule = 'converged' | 'three-significant-figures';

/** Most iterations before an estimate is given up. */
export const ITERATIONS_MAX = 10_000;

/** A number with three significant figures, as the stopping rule of C.3.1 and C.4 reads it. */
export function toThreeFigures(value: number): number {
  return Number(value.toPrecision(3));
}
