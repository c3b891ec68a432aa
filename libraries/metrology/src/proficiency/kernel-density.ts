// SPDX-License-Identifier: Apache-2.0
import { type Numbers, requireObservations, requirePositive, requireWhole } from '../observations.ts';

/** A curve as points to draw. */
export interface DensityCurve {
  readonly bandwidth: number;
  readonly points: readonly { readonly x: number; readonly density: number }[];
}

const GRID = 512;
const POINTS_MAX = 100_000;
const REACH = 3;
// A mode is looked for on steps this much finer than the bandwidth, then refined.
const STEPS_OF_BANDWIDTH = 16;
const STEPS_MAX = 100_000;
const NEWTON_STEPS = 60;

/**
 * f(x) = ∑ φ((x − xᵢ)/h) / (p h), from 3 h below the smallest result to 3 h above the largest.
 * ISO 13528:2022, 10.3.2, formulas (21) and (22).
 */
export function kernelDensity(values: Numbers, bandwidth: number, points = GRID): DensityCurve {
  const numbers = requireObservations(values, { what: 'results', atLeast: 1 });
  requirePositive(bandwidth, 'The bandwidth');
  requireWhole(points, 'The number of points', [2, POINTS_MAX]);
  const [from, to] = reachOf(numbers, bandwidth);
  return {
    bandwidth,
    points: Array.from({ length: points }, (_, index) => {
      const x = from + ((to - from) * index) / (points - 1);
      return { x, density: densityAt(numbers, bandwidth, x) };
    }),
  };
}

/**
 * The x of the highest f(x), to the last digits: the highest point of a grid, then Newton's iteration on f′(x) = 0.
 * ISO 13528:2022, 10.3 and E.6. Its standard uncertainty is by 7.7.6 that of a bootstrap; the standard has no other.
 */
export function kernelMode(values: Numbers, bandwidth: number): number {
  const numbers = requireObservations(values, { what: 'results', atLeast: 1 });
  requirePositive(bandwidth, 'The bandwidth');
  const [from, to] = reachOf(numbers, bandwidth);
  const steps = Math.min(STEPS_MAX, Math.ceil(((to - from) / bandwidth) * STEPS_OF_BANDWIDTH));
  let mode = from;
  let highest = 0;
  for (let step = 0; step <= steps; step += 1) {
    const x = from + ((to - from) * step) / steps;
    const density = densityAt(numbers, bandwidth, x);
    if (density > highest) {
      [mode, highest] = [x, density];
    }
  }
  return refineMode(numbers, bandwidth, mode);
}

/** h of 10.3.2: 0.9 s* / p^0.2 to look at the results, 0.75 σ_pt or 0.25 δ_E to score by. */
export type BandwidthBasis =
  | { readonly from: 'robust-deviation'; readonly scale: number; readonly count: number }
  | { readonly from: 'sigma-pt'; readonly sigmaPt: number }
  | { readonly from: 'maximum-error'; readonly deltaE: number };

/** h for a kernel density. ISO 13528:2022, 10.3.2 i) (clause numbers of the list recalled). */
export function kernelBandwidth(basis: BandwidthBasis): number {
  switch (basis.from) {
    case 'robust-deviation':
      requirePositive(basis.scale, 'The robust standard deviation');
      requireWhole(basis.count, 'The number of results', [1, Number.MAX_SAFE_INTEGER]);
      return (0.9 * basis.scale) / basis.count ** 0.2;
    case 'sigma-pt':
      requirePositive(basis.sigmaPt, 'σ_pt');
      return 0.75 * basis.sigmaPt;
    case 'maximum-error':
      requirePositive(basis.deltaE, 'δ_E');
      return 0.25 * basis.deltaE;
  }
}

function reachOf(numbers: Float64Array, bandwidth: number): readonly [number, number] {
  let [least, most] = [numbers[0] as number, numbers[0] as number];
  for (const value of numbers) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least - REACH * bandwidth, most + REACH * bandwidth];
}

function densityAt(numbers: Float64Array, bandwidth: number, x: number): number {
  let sum = 0;
  for (const value of numbers) {
    sum += Math.exp(-0.5 * ((x - value) / bandwidth) ** 2);
  }
  return sum / (numbers.length * bandwidth * Math.sqrt(2 * Math.PI));
}

// At the mode x = ∑ wᵢ xᵢ/∑ wᵢ, wᵢ = φ((x − xᵢ)/h): going there again and again never leaves the hill.
function refineMode(numbers: Float64Array, bandwidth: number, start: number): number {
  let x = start;
  let move: number;
  let step = 0;
  do {
    let weights = 0;
    let first = 0;
    let second = 0;
    for (const value of numbers) {
      const z = (value - x) / bandwidth;
      const weight = Math.exp(-0.5 * z * z);
      weights += weight;
      first += weight * z;
      second += weight * (z * z - 1);
    }
    move = bandwidth * (second < 0 ? -first / second : first / weights);
    x += move;
    step += 1;
  } while (Math.abs(move) > 1e-15 * Math.abs(x) && step < NEWTON_STEPS);
  return x;
}
