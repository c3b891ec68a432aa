// SPDX-License-Identifier: Apache-2.0
import { type Numbers, requireObservations, requireSpread } from '../observations.ts';
import { medianInPlace } from './order-statistics.ts';

/** The two ways of C.5.3; `finite` is unique and is meant unless said, `iterative` reweights until 0.01 s/√p. */
export type HampelMethod = 'finite' | 'iterative';

const CORNERS = [-4.5, -3, -1.5, 1.5, 3, 4.5] as const;
// How the slope of ψ((y − d)/s) against d/s changes where d passes y + corner · s.
const TURNS = [1, -1, -1, 1, 1, -1] as const;

/**
 * ∑ ψ((yᵢ − x*)/s*) = 0, ψ(q) = q to 1.5, then 1.5, falling from 3 to 0 at 4.5; of several solutions that nearest the median.
 * ISO 13528:2022, C.5.3, formulas (C.26) to (C.30). Two equally near give the median.
 */
export function hampelEstimate(values: Numbers, scale: number, method: HampelMethod = 'finite'): number {
  const numbers = requireObservations(values, { what: 'results', atLeast: 1 });
  requireSpread(scale, 'The standard deviation of the Hampel estimator');
  const middle = medianInPlace(numbers);
  if (scale === 0) {
    return middle;
  }
  return method === 'finite' ? nearestSolution({ numbers, scale, middle }) : reweighted({ numbers, scale, middle });
}

/** ψ of formula (C.30). */
export function hampelPsi(q: number): number {
  const size = Math.abs(q);
  const bounded = size <= 1.5 ? size : size <= 3 ? 1.5 : Math.max(0, 4.5 - size);
  return Math.sign(q) * bounded;
}

interface Task {
  readonly numbers: Float64Array;
  readonly scale: number;
  readonly middle: number;
}

// The sum goes straight between its corners, so a solution lies where it has different signs at two neighbours.
function nearestSolution({ numbers, scale, middle }: Task): number {
  const { places, turns } = cornersOf(numbers, scale);
  const tiny = 1e-9 * numbers.length;
  const solutions: number[] = [];
  let sum = 0;
  let slope = 0;
  for (let index = 0; index + 1 < places.length; index += 1) {
    const [from, to] = [places[index] as number, places[index + 1] as number];
    slope += turns[index] as number;
    const next = sum + (slope * (to - from)) / scale;
    const mayCross = Math.min(sum, next) <= tiny && Math.max(sum, next) >= -tiny;
    if (to > from && mayCross) {
      solutions.push(...solutionsWithin({ numbers, scale, middle }, from, to));
    }
    sum = next;
  }
  const distance = solutions.reduce((least, at) => Math.min(least, Math.abs(at - middle)), Number.POSITIVE_INFINITY);
  const nearest = solutions.filter((at) => Math.abs(at - middle) <= distance + 1e-12 * (scale + Math.abs(middle)));
  const spread = Math.max(...nearest) - Math.min(...nearest);
  return spread <= 1e-9 * scale ? ([...nearest, middle][0] as number) : middle;
}

// The running sum only says where to look; here it is summed anew, so that no rounding is carried along.
function solutionsWithin({ numbers, scale }: Task, from: number, to: number): readonly number[] {
  const [left, right] = [sumOfPsi(numbers, from, scale), sumOfPsi(numbers, to, scale)];
  const tiny = 1e-12;
  if (Math.abs(left) < tiny || Math.abs(right) < tiny) {
    return [...(Math.abs(left) < tiny ? [from] : []), ...(Math.abs(right) < tiny ? [to] : [])];
  }
  return left * right < 0 ? [from + (left / (left - right)) * (to - from)] : [];
}

function cornersOf(numbers: Float64Array, scale: number): { places: Float64Array; turns: Int8Array } {
  const corners = numbers.length * CORNERS.length;
  const unsorted = new Float64Array(corners);
  numbers.forEach((value, index) => {
    CORNERS.forEach((corner, k) => {
      unsorted[index * CORNERS.length + k] = value + corner * scale;
    });
  });
  const order = new Uint32Array(corners).map((_, index) => index);
  order.sort((a, b) => (unsorted[a] as number) - (unsorted[b] as number));
  const places = new Float64Array(corners);
  const turns = new Int8Array(corners);
  order.forEach((index, rank) => {
    places[rank] = unsorted[index] as number;
    turns[rank] = TURNS[index % CORNERS.length] as number;
  });
  return { places, turns };
}

function sumOfPsi(numbers: Float64Array, at: number, scale: number): number {
  let sum = 0;
  for (const value of numbers) {
    sum += hampelPsi((value - at) / scale);
  }
  return sum;
}

// C.5.3.2: x* = ∑ wᵢ yᵢ/∑ wᵢ, wᵢ = ψ(qᵢ)/qᵢ.
function reweighted({ numbers, scale, middle }: Task): number {
  const limit = (0.01 * scale) / Math.sqrt(numbers.length);
  let before: number;
  let after = middle;
  do {
    before = after;
    let sum = 0;
    let weights = 0;
    for (const value of numbers) {
      const q = (value - before) / scale;
      const weight = Math.abs(q) <= 1.5 ? 1 : hampelPsi(q) / q;
      sum += weight * (value - before);
      weights += weight;
    }
    after = weights === 0 ? before : before + sum / weights;
  } while (Math.abs(after - before) >= limit);
  return after;
}
