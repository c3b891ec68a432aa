// SPDX-License-Identifier: Apache-2.0
import { normalCdf, normalDensity, normalUpperTail } from '../decision/normal-distribution.ts';
import { MetrologyError } from '../metrology-error.ts';
import { type Numbers, requireObservations, requirePositive, standardDeviationOf } from '../observations.ts';
import { fixedPointOfA } from './algorithm-a-fixed-point.ts';
import { ALGORITHM_A_LIMIT, type LocationAndScale, quickStepOfA, stepOfA } from './algorithm-a-step.ts';
import { medianInPlace } from './order-statistics.ts';
import { ITERATIONS_MAX, type RobustEstimate, type StoppingRule, toThreeFigures } from './robust-estimate.ts';
import { madeAround } from './simple-estimators.ts';

/** Choices that ISO 13528 leaves open, or that its print decides otherwise than exact arithmetic. */
export interface AlgorithmAOptions {
  /** `converged` unless said. */
  readonly stopping?: StoppingRule;
  /** `printed` is 1.134, and is meant unless said; `exact` is 1.13339…, for which s* of normal results has no bias. */
  readonly factor?: 'printed' | 'exact';
  /** A standard deviation that stays as it is, so that only the average is iterated. C.3.2. */
  readonly fixedScale?: number;
  /** 10,000 unless said; more is an error, never a value that is not there yet. */
  readonly iterationsMax?: number;
}

/** What s* is multiplied by, as formula (C.10) prints it. */
export const ALGORITHM_A_FACTOR = 1.134;

const L = ALGORITHM_A_LIMIT;
const STARTERS = 256;

/**
 * 1/√(2Φ(L) − 1 − 2Lφ(L) + 2L²(1 − Φ(L))), L = 1.5: the factor that (C.10) prints as 1.134.
 * P. J. Huber (1964), proposal 2; 1.13339265546 to 12 digits.
 */
export const ALGORITHM_A_EXACT_FACTOR =
  1 / Math.sqrt(2 * normalCdf(L) - 1 - 2 * L * normalDensity(L) + 2 * L ** 2 * normalUpperTail(L));

/**
 * x* = ∑ xᵢ* / p, s* = 1.134 √(∑ (xᵢ* − x*)²/(p − 1)), xᵢ* being xᵢ brought within x* ± 1.5 s*; from median and MADe.
 * ISO 13528:2022, C.3.1, formulas (C.5) to (C.10). When MADe is 0 it starts from the standard deviation (NOTE 2).
 */
export function algorithmA(values: Numbers, options: AlgorithmAOptions = {}): RobustEstimate {
  const numbers = requireObservations(values, { what: 'results', atLeast: 2 });
  const { stopping = 'converged', fixedScale, iterationsMax = ITERATIONS_MAX } = options;
  const factor = options.factor === 'exact' ? ALGORITHM_A_EXACT_FACTOR : ALGORITHM_A_FACTOR;
  const toFixedPoint = stopping === 'converged' && fixedScale === undefined;
  const start = (toFixedPoint ? startNearby(numbers) : undefined) ?? startOf(numbers, fixedScale);
  if (start.scale === 0) {
    return { ...start, iterations: 0 };
  }
  if (toFixedPoint) {
    return fixedPointOfA(numbers, start, { factor, iterationsMax });
  }
  const still = stopping === 'converged' ? standsStill : keepsThreeFigures;
  return iterate(start, { still, iterationsMax }, (from) =>
    fixedScale === undefined ? quickStepOfA(numbers, from, factor) : stepOfA(numbers, from, undefined),
  );
}

/** Algorithm A for each item of a round: one set of results an item, all by the same choices. */
export function algorithmAOfItems(
  items: readonly Numbers[],
  options: AlgorithmAOptions = {},
): readonly RobustEstimate[] {
  return items.map((values) => algorithmA(values, options));
}

// C.3.1: x* = med(x), s* = MADe, or the standard deviation where MADe is 0.
function startOf(numbers: Float64Array, fixedScale: number | undefined): LocationAndScale {
  const location = medianInPlace(numbers);
  if (fixedScale !== undefined) {
    requirePositive(fixedScale, 'The fixed standard deviation');
    return { location, scale: fixedScale };
  }
  const scale = madeAround(numbers, location);
  return { location, scale: scale === 0 ? standardDeviationOf(numbers) : scale };
}

// Where the fixed point is meant, the start decides only how soon it is found: of many results every k-th will do,
// unless half of these are equal. The median of all costs more than all that follows.
function startNearby(numbers: Float64Array): LocationAndScale | undefined {
  if (numbers.length < 2 * STARTERS) {
    return undefined;
  }
  const stride = Math.floor(numbers.length / STARTERS);
  const some = new Float64Array(STARTERS).map((_, index) => numbers[index * stride] as number);
  const location = medianInPlace(some);
  const start = { location, scale: madeAround(some, location) };
  return start.scale === 0 ? undefined : start;
}

type Still = (before: LocationAndScale, after: LocationAndScale) => boolean;

const standsStill: Still = (before, after) =>
  Math.abs(after.location - before.location) <= 1e-15 * (before.scale + Math.abs(before.location));

const keepsThreeFigures: Still = (before, after) =>
  toThreeFigures(after.location) === toThreeFigures(before.location) &&
  toThreeFigures(after.scale) === toThreeFigures(before.scale);

function iterate(
  start: LocationAndScale,
  { still, iterationsMax }: { readonly still: Still; readonly iterationsMax: number },
  step: (from: LocationAndScale) => LocationAndScale,
): RobustEstimate {
  let before = start;
  for (let iterations = 1; iterations <= iterationsMax; iterations += 1) {
    const after = step(before);
    if (still(before, after)) {
      return { ...after, iterations };
    }
    before = after;
  }
  throw new MetrologyError('NOT_CONVERGED', `Algorithm A did not come to rest in ${iterationsMax} iterations`);
}
