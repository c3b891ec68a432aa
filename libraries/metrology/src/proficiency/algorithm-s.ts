// SPDX-License-Identifier: Apache-2.0
import { chiSquaredCdf, chiSquaredQuantile } from '../distributions/chi-squared.ts';
import { MetrologyError } from '../metrology-error.ts';
import { type Numbers, requireObservations, requireSpread, requireWhole } from '../observations.ts';
import { medianInPlace } from './order-statistics.ts';
import { ITERATIONS_MAX, type StoppingRule, toThreeFigures } from './robust-estimate.ts';

/** A pooled standard deviation, and how many times the values were gone through. */
export interface RobustScale {
  readonly scale: number;
  readonly iterations: number;
}

/** What Algorithm S pools, and the choices that the standard leaves open. */
export interface AlgorithmSOptions {
  /** Degrees of freedom of each value: 1 for ranges of duplicates, m − 1 for standard deviations of m results. */
  readonly degreesOfFreedom: number;
  readonly stopping?: StoppingRule;
  /** `printed` takes table C.1, to 10 degrees of freedom, and is meant unless said. */
  readonly factor?: 'printed' | 'exact';
  /** 10,000 unless said. */
  readonly iterationsMax?: number;
}

/** Limit and adjustment factors η, ξ of ISO 13528:2022, table C.1, for 1 to 10 degrees of freedom. */
export const ALGORITHM_S_FACTORS: readonly (readonly [eta: number, xi: number])[] = [
  [1.645, 1.097],
  [1.517, 1.054],
  [1.444, 1.039],
  [1.395, 1.032],
  [1.359, 1.027],
  [1.332, 1.024],
  [1.31, 1.021],
  [1.292, 1.019],
  [1.277, 1.018],
  [1.264, 1.017],
];

const DEGREES_MAX = 1_000_000;

/**
 * w* = ξ √(∑ min(wᵢ, η w*)²/p), from the median of w, or from √(∑ wᵢ²/p) where that is 0.
 * ISO 13528:2022, C.4, formulas (C.11) to (C.14). Ranges of duplicates are divided by √2 by whoever wants a deviation.
 */
export function algorithmS(values: Numbers, options: AlgorithmSOptions): RobustScale {
  const numbers = requireObservations(values, { what: 'standard deviations or ranges', atLeast: 1 });
  numbers.forEach((value, index) => {
    requireSpread(value, `Standard deviation or range ${index + 1}`, [index]);
  });
  const [eta, xi] = factorsOf(options);
  const { iterationsMax = ITERATIONS_MAX } = options;
  const middle = medianInPlace(numbers);
  let scale = middle === 0 ? Math.sqrt(meanSquareWithin(numbers, Number.POSITIVE_INFINITY)) : middle;
  if (scale === 0) {
    return { scale, iterations: 0 };
  }
  for (let iterations = 1; iterations <= iterationsMax; iterations += 1) {
    const next = xi * Math.sqrt(meanSquareWithin(numbers, eta * scale));
    const still =
      options.stopping === 'three-significant-figures'
        ? toThreeFigures(next) === toThreeFigures(scale)
        : Math.abs(next - scale) <= 1e-15 * scale;
    scale = next;
    if (still) {
      return { scale, iterations };
    }
  }
  throw new MetrologyError('NOT_CONVERGED', `Algorithm S did not come to rest in ${iterationsMax} iterations`);
}

/**
 * η = √(χ²₀.₉(ν)/ν), ξ = 1/√(P(χ²_{ν+2} ≤ ν η²) + 0.1 η²): what table C.1 prints to three decimals.
 * ISO 5725-5:1998, 4.4 (recalled): a tenth of the values of normal results lies beyond the limit.
 */
export function exactAlgorithmSFactors(degreesOfFreedom: number): readonly [eta: number, xi: number] {
  requireWhole(degreesOfFreedom, 'The degrees of freedom', [1, DEGREES_MAX]);
  const limit = chiSquaredQuantile(0.9, degreesOfFreedom);
  const etaSquared = limit / degreesOfFreedom;
  return [Math.sqrt(etaSquared), 1 / Math.sqrt(chiSquaredCdf(limit, degreesOfFreedom + 2) + 0.1 * etaSquared)];
}

function factorsOf({ degreesOfFreedom, factor }: AlgorithmSOptions): readonly [number, number] {
  if (factor === 'exact') {
    return exactAlgorithmSFactors(degreesOfFreedom);
  }
  const printed = ALGORITHM_S_FACTORS[degreesOfFreedom - 1];
  if (printed === undefined) {
    throw new MetrologyError(
      'BAD_PARAMETER',
      `Table C.1 has factors for 1 to ${ALGORITHM_S_FACTORS.length} degrees of freedom, not ${degreesOfFreedom}; ask for exact ones`,
      { given: String(degreesOfFreedom) },
    );
  }
  return printed;
}

function meanSquareWithin(numbers: Float64Array, limit: number): number {
  let squares = 0;
  for (const value of numbers) {
    squares += Math.min(value, limit) ** 2;
  }
  return squares / numbers.length;
}
