// SPDX-License-Identifier: Apache-2.0
// How well a process keeps to a specification, from whatever is pasted: what the library says, and the bars to draw.
import { type CapabilityIndices, capabilityIndices, type Specification } from '@touchstone/metrology/control';
import { MetrologyError, type MetrologyErrorCode } from '@touchstone/metrology/quantity';
import type { SeriesRow } from '../control-chart/read-series.ts';

/** One set of indices with the deviation that they rest on. */
export interface IndexSet {
  readonly deviation: number;
  readonly degreesOfFreedom: number;
  readonly indices: CapabilityIndices;
}

/** One bar of a histogram. */
export interface HistogramBar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** What a study of capability says. */
export interface CapabilityStudy {
  readonly count: number;
  readonly mean: number;
  /** By the deviation within subgroups; absent where values stand alone. */
  readonly capability?: IndexSet;
  /** By the deviation of all values. */
  readonly performance: IndexSet;
  /** Values outside of the limits. */
  readonly outside: number;
  readonly bars: readonly HistogramBar[];
}

/** A study, or why there is none. */
export type StudyAnswer<Study> =
  | { readonly study: Study }
  | { readonly refusal: MetrologyErrorCode; readonly detail: string };

/** Runs a study; what the library refuses is an answer. */
export function answering<Study>(make: () => Study): StudyAnswer<Study> {
  try {
    return { study: make() };
  } catch (error) {
    if (!(error instanceof MetrologyError)) throw error;
    return { refusal: error.code, detail: error.message };
  }
}

/**
 * σ_within² = Σ(x − x̄ of its subgroup)²/Σ(n − 1), s² = Σ(x − x̄)²/(N − 1); C by the first, P by the second.
 * ISO 22514-2:2017 (recalled).
 */
export function studyCapability(
  rows: readonly SeriesRow[],
  specification: Specification,
  confidence: number,
): StudyAnswer<CapabilityStudy> {
  const groups = rows.map(({ values }) => values);
  const values = groups.flat();
  return answering(() => {
    if (values.length < 2) throw new MetrologyError('TOO_FEW_OBSERVATIONS', 'Two values or more are needed');
    const mean = meanOf(values);
    const setOf = (squares: number, degreesOfFreedom: number): IndexSet => {
      const deviation = Math.sqrt(squares / degreesOfFreedom);
      const process = { mean, standardDeviation: deviation, degreesOfFreedom, count: values.length };
      return { deviation, degreesOfFreedom, indices: capabilityIndices(process, specification, confidence) };
    };
    const within = groups.reduce((sum, group) => sum + squaresAbout(group, meanOf(group)), 0);
    const free = values.length - groups.length;
    const { lower = Number.NEGATIVE_INFINITY, upper = Number.POSITIVE_INFINITY } = specification;
    return {
      ...{ count: values.length, mean, bars: barsOf(values) },
      performance: setOf(squaresAbout(values, mean), values.length - 1),
      ...(free === 0 ? {} : { capability: setOf(within, free) }),
      outside: values.filter((value) => value < lower || value > upper).length,
    };
  });
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function squaresAbout(values: readonly number[], mean: number): number {
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

const BARS = [5, 40] as const;

/** √n bars of equal width, from the least value to the greatest; a value on an edge belongs to the bar above it. */
export function barsOf(values: readonly number[]): readonly HistogramBar[] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const count = Math.min(BARS[1], Math.max(BARS[0], Math.ceil(Math.sqrt(values.length))));
  const width = (most - least) / count;
  const at = (value: number) => Math.min(count - 1, width === 0 ? 0 : Math.floor((value - least) / width));
  const counts = new Map<number, number>();
  for (const value of values) counts.set(at(value), (counts.get(at(value)) ?? 0) + 1);
  return Array.from({ length: count }, (_, index) => ({
    ...{ from: least + index * width, to: least + (index + 1) * width },
    count: counts.get(index) ?? 0,
  }));
}
