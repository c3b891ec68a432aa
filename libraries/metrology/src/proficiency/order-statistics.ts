// SPDX-License-Identifier: Apache-2.0

/**
 * The k-th smallest, k from 0, by Hoare's quickselect; `values` are partly reordered so that it stands at index k.
 * C. A. R. Hoare (1961). Linear on average, so that a median costs less than a sort. Requires 0 ≤ k < length.
 */
function selectSmallest(values: Float64Array, k: number): number {
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = middleOfThree(values[left] as number, values[(left + right) >> 1] as number, values[right] as number);
    let low = left;
    let high = right;
    while (low <= high) {
      while ((values[low] as number) < pivot) {
        low += 1;
      }
      while ((values[high] as number) > pivot) {
        high -= 1;
      }
      if (low <= high) {
        const kept = values[low] as number;
        values[low] = values[high] as number;
        values[high] = kept;
        low += 1;
        high -= 1;
      }
    }
    if (k <= high) {
      right = high;
    } else if (k >= low) {
      left = low;
    } else {
      return pivot;
    }
  }
  return values[k] as number;
}

/** Median, the mean of the two in the middle when the count is even; `values` are partly reordered. */
export function medianInPlace(values: Float64Array): number {
  const half = values.length >> 1;
  const upper = selectSmallest(values, half);
  if (values.length % 2 === 1) {
    return upper;
  }
  let lower = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < half; index += 1) {
    lower = Math.max(lower, values[index] as number);
  }
  return lower + (upper - lower) / 2;
}

/** The deviations |xᵢ − centre| in an array of their own. */
export function absoluteDeviations(values: Float64Array, centre: number): Float64Array {
  const deviations = new Float64Array(values.length);
  for (let index = 0; index < values.length; index += 1) {
    deviations[index] = Math.abs((values[index] as number) - centre);
  }
  return deviations;
}

function middleOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
