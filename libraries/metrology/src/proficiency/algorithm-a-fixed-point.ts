// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { ALGORITHM_A_LIMIT, type LocationAndScale, type Parts, partsOf, stepOfA } from './algorithm-a-step.ts';
import type { RobustEstimate } from './robust-estimate.ts';

/** What s* is multiplied by, and how often the results are gone through at most. */
export interface FixedPointOptions {
  readonly factor: number;
  readonly iterationsMax: number;
}

// The direct way needs some five goes; one that needs more is going round in a circle.
const DIRECT_STEPS_MAX = 60;
const RELATIVE_STEP_MIN = 1e-15;

/**
 * s*² = S_M / ((p − 1)/c² − L²(b + a) − L²(a − b)²/m), x* = x̄_M + (a − b) L s* / m, with b results below x* − L s*,
 * a above x* + L s*, m between, x̄_M and S_M the mean and sum of squares of these, L = 1.5.
 * The fixed point of ISO 13528:2022, (C.7) to (C.10), for given sides, solved: a few goes instead of dozens of iterations.
 */
export function fixedPointOfA(
  numbers: Float64Array,
  start: LocationAndScale,
  { factor, iterationsMax }: FixedPointOptions,
): RobustEstimate {
  const origin = start.location;
  const constant = (numbers.length - 1) / factor ** 2;
  let estimate = start;
  let before: Parts | undefined;
  for (let iterations = 1; iterations <= iterationsMax; iterations += 1) {
    const parts = partsOf(numbers, estimate, origin);
    const direct = iterations <= DIRECT_STEPS_MAX ? solve(parts, numbers.length, constant) : undefined;
    if (direct !== undefined && before?.below === parts.below && before.above === parts.above) {
      return { ...estimate, iterations };
    }
    before = direct === undefined ? undefined : parts;
    const next =
      direct === undefined
        ? stepOfA(numbers, estimate, factor)
        : { location: origin + direct.location, scale: direct.scale };
    const moved = Math.abs(next.location - estimate.location) + Math.abs(next.scale - estimate.scale);
    if (next.scale === 0 || (direct === undefined && moved <= RELATIVE_STEP_MIN * next.scale)) {
      return { ...next, iterations };
    }
    estimate = next;
  }
  throw new MetrologyError('NOT_CONVERGED', `Algorithm A did not come to rest in ${iterationsMax} iterations`);
}

// Undefined where these sides have no fixed point: then one iteration as printed leads on.
function solve({ below, above, sum, squares }: Parts, count: number, constant: number): LocationAndScale | undefined {
  const middle = count - below - above;
  const square = ALGORITHM_A_LIMIT ** 2;
  const divisor = constant - square * (below + above) - (square * (above - below) ** 2) / middle;
  if (!(middle > 0 && divisor > 0)) {
    return undefined;
  }
  const scale = Math.sqrt(Math.max(0, squares - (sum * sum) / middle) / divisor);
  return { location: (sum + (above - below) * ALGORITHM_A_LIMIT * scale) / middle, scale };
}
