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

/** What lies within x* ± 1.5 s*, measured from an origin that stays, and how many results lie beside it. */
export interface Parts {
  readonly below: number;
  readonly above: number;
  readonly sum: number;
  readonly squares: number;
}

/** Goes through the results once. */
export function partsOf(numbers: Float64Array, { location, scale }: LocationAndScale, origin: number): Parts {
  const low = location - origin - ALGORITHM_A_LIMIT * scale;
  const high = location - origin + ALGORITHM_A_LIMIT * scale;
  let below = 0;
  let above = 0;
  let sum = 0;
  let squares = 0;
  for (let index = 0; index < numbers.length; index += 1) {
    const value = (numbers[index] as number) - origin;
    if (value < low) {
      below += 1;
    } else if (value > high) {
      above += 1;
    } else {
      sum += value;
      squares += value * value;
    }
  }
  return { below, above, sum, squares };
}

/**
 * The same iteration from one go through the results: ∑ dᵢ*² − p d̄*², d measured from x*, where the two differ by rounding.
 * ISO 13528:2022, formulas (C.7) to (C.10). For a rule that looks at three figures; the last ones are lost where s* goes to 0.
 */
export function quickStepOfA(
  numbers: Float64Array,
  { location, scale }: LocationAndScale,
  factor: number,
): LocationAndScale {
  const { below, above, sum, squares } = partsOf(numbers, { location, scale }, location);
  const reach = ALGORITHM_A_LIMIT * scale;
  const shift = (sum + (above - below) * reach) / numbers.length;
  const spread = squares + (above + below) * reach ** 2 - numbers.length * shift ** 2;
  return {
    location: location + shift,
    scale: factor * Math.sqrt(Math.max(0, spread) / (numbers.length - 1)),
  };
}
