// SPDX-License-Identifier: Apache-2.0
import {
  BLOCK_TRIALS,
  joinTrials,
  type MeasurementModelText,
  type OutputSummary,
  parseMeasurementModel,
  runTrials,
  summariseOutputs,
  type Trials,
} from '@touchstone/metrology/uncertainty';

/** What is to be run: the model and how often. The same seed gives the same values. */
export interface TrialsAsked {
  readonly text: MeasurementModelText;
  readonly trials: number;
  readonly seed: number;
  readonly coverageProbability: number;
}

/** Counts of values in bars of one width. */
export interface Bars {
  readonly from: number;
  readonly to: number;
  readonly counts: readonly number[];
}

/** What the trials say. */
export interface TrialsAnswer {
  readonly summary: OutputSummary;
  readonly bars: Bars;
}

/** What comes out of a run: how far it is, at the end the answer, or why there is none. */
export type TrialsMessage =
  | { readonly state: 'running'; readonly done: number }
  | { readonly state: 'done'; readonly answer: TrialsAnswer }
  | { readonly state: 'failed'; readonly detail: string };

const STEP = 64 * BLOCK_TRIALS;
const BARS = 80;
/** Bars reach so many standard uncertainties from the mean, or to the last value if that is nearer. */
const REACH = 4.5;

/** The trials in steps, with how many are done after each. JCGM 101:2008, clause 7. Throws MetrologyError. */
export function* runInSteps({ text, trials, seed, coverageProbability }: TrialsAsked): Generator<number, TrialsAnswer> {
  const model = parseMeasurementModel(text);
  const chunks: Trials[] = [];
  for (let from = 0; from < trials; from += STEP) {
    const to = Math.min(trials, from + STEP);
    chunks.push(runTrials(model, { seed, from, to }));
    yield to;
  }
  const joined = joinTrials(chunks);
  const summary = summariseOutputs(joined, coverageProbability)[0] as OutputSummary;
  return { summary, bars: barsOf(joined.outputs[0] as Float64Array, summary) };
}

/** Counts of values in equal bars about their mean. JCGM 101:2008, 7.5, note (recalled): only to be looked at. */
export function barsOf(values: Float64Array, summary: OutputSummary): Bars {
  const { estimate, standardUncertainty } = shapeOf(summary);
  const reach = REACH * standardUncertainty || Math.abs(estimate) * 1e-6 || 1;
  const least = values.reduce((found, value) => Math.min(found, value), Number.POSITIVE_INFINITY);
  const most = values.reduce((found, value) => Math.max(found, value), Number.NEGATIVE_INFINITY);
  const isOne = least === most;
  const from = isOne ? estimate - reach : Math.max(least, estimate - reach);
  const to = isOne ? estimate + reach : Math.min(most, estimate + reach);
  const counts = new Array<number>(BARS).fill(0);
  for (const value of values) {
    const bar = Math.floor(((value - from) / (to - from)) * BARS);
    const index = value === to ? BARS - 1 : bar;
    if (index >= 0 && index < BARS) counts[index] = (counts[index] as number) + 1;
  }
  return { from, to, counts };
}

/** Where the bars are and how wide: by mean and u, or by the interval where the distribution has no u. */
export function shapeOf(summary: OutputSummary): { readonly estimate: number; readonly standardUncertainty: number } {
  if (summary.standardUncertainty !== undefined) return summary;
  const { lower, upper } = summary.symmetric;
  return { estimate: (lower + upper) / 2, standardUncertainty: (upper - lower) / 4 };
}
