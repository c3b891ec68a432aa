// SPDX-License-Identifier: Apache-2.0

/** x* and s* between two iterations. */
export interface LocationAndScale {
  readonly location: number;
  readonly scale: number;
}

/** Results further than this many s* from x* are brought in to that distance. ISO 13528:2022, formula (C.7). */
export const ALGORITHM_A_LIMIT = 1.5;

/**
 * x* = ∑ xᵢ* / p, s* = c √(∑ (xᵢ* − x*)²/(p − 1)), xᵢ* being xᵢ brought within x* ± 1.5 s*.
 * ISO 13528:2022, formulas (C.7) to (C.10): one iteration. Without a factor c the scale stays as it is, C.3.2.
 */
export function stepOfA(
  numbers: Float64Array,
  { location, scale }: LocationAndScale,
  factor: number | undefined,
): LocationAndScale {
  const low = location - ALGORITHM_A_LIMIT * scale;
  const high = location + ALGORITHM_A_LIMIT * scale;
  let sum = 0;
  for (const value of numbers) {
    sum += Math.min(Math.max(value, low), high) - location;
  }
  const mean = location + sum / numbers.length;
  if (factor === undefined) {
    return { location: mean, scale };
  }
  let squares = 0;
  for (const value of numbers) {
    squares += (Math.min(Math.max(value, low), high) - mean) ** 2;
  }
  return { location: mean, scale: factor * Math.sqrt(squares / (numbers.length - 1)) };
}
