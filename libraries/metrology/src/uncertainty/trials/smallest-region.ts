// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import type { Trials } from './run-trials.ts';

/** Most outputs of a smallest region: the cells grow with their power, and trials become thin among them. */
export const REGION_OUTPUTS_MAX = 3;

/** Most intervals of the mesh along one output. */
export const MESH_INTERVALS_MAX = 200;

/** How fine a mesh is laid over the trials. */
export interface SmallestRegionRule {
  readonly coverageProbability: number;
  /** Intervals along each output; when absent as many as leave about a hundred trials to a cell were they spread evenly. */
  readonly intervals?: number;
}

/** {η : η lies in one of `cells`}: the cells in which trials lie densest, which may be apart from one another. */
export interface SmallestRegion {
  readonly kind: 'smallest';
  readonly coverageProbability: number;
  /** Share of the trials that the cells hold, p or a little more. */
  readonly share: number;
  /** Where the mesh begins along each output, and how long one of its intervals is. */
  readonly origin: readonly number[];
  readonly widths: readonly number[];
  readonly intervals: number;
  /** Numbers of the cells, in rising order; cell ∑ i_j nʲ, i_j being the interval along output j, counted from 0. */
  readonly cells: readonly number[];
  /** Area or volume of all cells together, in the product of the outputs' units. */
  readonly volume: number;
}

/**
 * Cells of a mesh in falling order of the trials in them, as many as hold pM of M trials.
 * JCGM 102:2011, 7.7.4 (recalled). Its volume shrinks towards the least as trials and mesh grow; with few trials for each cell it
 * follows their chance, and comes out too small. A region of one output may be several intervals.
 */
export function smallestRegion({ outputs }: Trials, rule: SmallestRegionRule): SmallestRegion {
  const trials = outputs[0]?.length ?? 0;
  const intervals = requireMesh(outputs, rule);
  const meshes = outputs.map((values, output) => meshOf(values, { intervals, output }));
  const counts = countCells(outputs, meshes, intervals);
  const wanted = Math.min(trials, Math.max(1, Math.ceil(rule.coverageProbability * trials)));
  // Equal counts in the order of the cells, so that the answer is one and the same.
  const falling = [...counts.keys()].filter((cell) => counts[cell] !== 0);
  falling.sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b);
  let [held, taken] = [0, 0];
  while (held < wanted) {
    held += counts[falling[taken] as number] as number;
    taken += 1;
  }
  const widths = meshes.map(({ width }) => width);
  return {
    kind: 'smallest',
    coverageProbability: rule.coverageProbability,
    share: held / trials,
    origin: meshes.map(({ origin }) => origin),
    widths,
    intervals,
    cells: falling.slice(0, taken).sort((a, b) => a - b),
    volume: taken * widths.reduce((product, width) => product * width, 1),
  };
}

/** Whether a point lies in the region; a boundary belongs to the cell above it, the last one to the last cell. */
export function isInSmallestRegion(region: SmallestRegion, point: readonly number[]): boolean {
  const { origin, widths, intervals, cells } = region;
  if (point.length !== origin.length) {
    throw new MetrologyError(
      'BAD_INPUT',
      `A point of this region has ${origin.length} numbers, one for each output; given ${point.length}`,
    );
  }
  const places = point.map((value, output) => {
    const place = (value - (origin[output] as number)) / (widths[output] as number);
    return place === intervals ? intervals - 1 : Math.floor(place);
  });
  if (!places.every((place) => place >= 0 && place < intervals)) return false;
  return cells.includes(places.reduceRight((cell, place) => cell * intervals + place, 0));
}

interface Mesh {
  readonly origin: number;
  readonly width: number;
}

function meshOf(values: Float64Array, of: { readonly intervals: number; readonly output: number }): Mesh {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    // NaN is no number to be less or more than another, and would be lost.
    if (!Number.isFinite(value)) {
      throw new MetrologyError('MODEL_UNDEFINED', `Output ${of.output + 1} has no finite value in a trial`, {
        position: of.output,
      });
    }
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const width = (highest - lowest) / of.intervals;
  if (!(width > 0 && width < Number.POSITIVE_INFINITY)) {
    const why = width === 0 ? 'does not vary' : 'varies beyond all numbers';
    throw new MetrologyError('BAD_TRIALS', `Output ${of.output + 1} ${why}; leave it out`, { position: of.output });
  }
  return { origin: lowest, width };
}

function countCells(outputs: readonly Float64Array[], meshes: readonly Mesh[], intervals: number): Int32Array {
  const counts = new Int32Array(intervals ** outputs.length);
  const trials = outputs[0]?.length as number;
  for (let r = 0; r < trials; r += 1) {
    let cell = 0;
    for (let output = outputs.length - 1; output >= 0; output -= 1) {
      const { origin, width } = meshes[output] as Mesh;
      const place = Math.floor(((outputs[output]?.[r] as number) - origin) / width);
      cell = cell * intervals + Math.min(intervals - 1, place);
    }
    counts[cell] = (counts[cell] as number) + 1;
  }
  return counts;
}

function requireMesh(outputs: readonly Float64Array[], rule: SmallestRegionRule): number {
  const { coverageProbability: p } = rule;
  if (!(p > 0 && p < 1)) {
    throw new MetrologyError('BAD_INPUT', `A coverage probability lies between 0 and 1; given ${p}`);
  }
  const trials = outputs[0]?.length ?? 0;
  if (trials < 2 || outputs.length > REGION_OUTPUTS_MAX || outputs.some(({ length }) => length !== trials)) {
    throw new MetrologyError(
      'BAD_TRIALS',
      `A smallest region is made of 1 to ${REGION_OUTPUTS_MAX} outputs with as many trials each, two or more; given ${outputs.length}`,
    );
  }
  const intervals =
    rule.intervals ?? Math.max(2, Math.min(MESH_INTERVALS_MAX, Math.floor((trials / 100) ** (1 / outputs.length))));
  if (!(Number.isSafeInteger(intervals) && intervals >= 2 && intervals <= MESH_INTERVALS_MAX)) {
    throw new MetrologyError(
      'BAD_INPUT',
      `A mesh has 2 to ${MESH_INTERVALS_MAX} intervals along each output; given ${intervals}`,
    );
  }
  return intervals;
}
