// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import type { Trials } from './run-trials.ts';
import { countOf, joinedValues, type TailValues, tailValues } from './tail-values.ts';
import type { UndefinedMoments } from './undefined-moments.ts';

/** Ends of a coverage interval. VIM 2.36. */
export interface CoverageInterval {
  readonly lower: number;
  readonly upper: number;
}

/** Coverage intervals of one output. */
export interface TrialIntervals {
  readonly trials: number;
  readonly coverageProbability: number;
  /** Equal probabilities left out on both sides. */
  readonly symmetric: CoverageInterval;
  readonly shortest: CoverageInterval;
}

/** What trials say about one output. */
export interface TrialSummary extends TrialIntervals {
  readonly estimate: number;
  readonly standardUncertainty: number;
}

/** The same where the distribution has no variance: quantiles exist, and the estimate where there is an expectation. */
export interface SummaryWithoutVariance extends TrialIntervals {
  readonly estimate?: number;
  readonly standardUncertainty?: undefined;
  readonly undefinedMoments: UndefinedMoments;
}

/** What trials of a model say about one output. */
export type OutputSummary = TrialSummary | SummaryWithoutVariance;

/**
 * Summaries of every output, without the moments that its distribution does not have: trials would give a number for each, and
 * another one with every seed. JCGM 101:2008, 6.4.9.2 and 7.6 (recalled).
 */
export function summariseOutputs(trials: Trials, coverageProbability: number): readonly OutputSummary[] {
  return trials.outputs.map((values, output) => {
    const { estimate, standardUncertainty, ...intervals } = summariseTrials(values, coverageProbability);
    const missing = trials.undefinedMoments?.[output];
    if (missing === undefined) return { ...intervals, estimate, standardUncertainty };
    return { ...intervals, ...(missing.missing === 'variance' ? { estimate } : {}), undefinedMoments: missing };
  });
}

/**
 * ỹ = mean, u² with M − 1; intervals [y_(r), y_(r+q)], q = pM: symmetric r = (M − q)/2, shortest the r of least width.
 * JCGM 101:2008, 7.6 and 7.7 (recalled). Throws when a trial has no finite value. Values alone do not tell whether their
 * distribution has moments; `summariseOutputs` does. Values in several parts, as workers made them, need not be joined.
 */
export function summariseTrials(
  values: Float64Array | readonly Float64Array[],
  coverageProbability: number,
): TrialSummary {
  const parts = values instanceof Float64Array ? [values] : values;
  const trials = countOf(parts);
  requireProbability(trials, coverageProbability);
  const { estimate, standardUncertainty } = momentsOfParts(parts);
  const inside = Math.floor(coverageProbability * trials + 0.5);
  const symmetric = Math.floor((trials - inside + 1) / 2);
  const tails = tailValues(parts, trials - inside);
  return {
    trials,
    estimate,
    standardUncertainty,
    coverageProbability,
    symmetric: intervalAt(tails, Math.max(1, symmetric)),
    shortest: intervalAt(tails, shortestStart(tails)),
  };
}

/** Mean and standard deviation in two passes. JCGM 101:2008, 7.6, formulae 16 and 17. Requires two values or more. */
export function meanAndDeviation(values: Float64Array): Mean {
  return momentsOfParts([values]);
}

interface Mean {
  readonly estimate: number;
  readonly standardUncertainty: number;
}

function momentsOfParts(parts: readonly Float64Array[]): Mean {
  const count = countOf(parts);
  let sum = 0;
  for (const values of parts) {
    for (let i = 0; i < values.length; i += 1) sum += values[i] as number;
  }
  const estimate = sum / count;
  if (!Number.isFinite(estimate)) {
    const bad = joinedValues(parts).findIndex((value) => !Number.isFinite(value));
    throw new MetrologyError(
      'MODEL_UNDEFINED',
      `The model has no finite value in trial ${bad}, and perhaps in others`,
      { position: bad },
    );
  }
  let [squares, rest] = [0, 0];
  for (const values of parts) {
    for (let i = 0; i < values.length; i += 1) {
      const deviation = (values[i] as number) - estimate;
      squares += deviation * deviation;
      rest += deviation;
    }
  }
  // What the first pass rounded away is in the second one's sum.
  return {
    estimate: estimate + rest / count,
    standardUncertainty: Math.sqrt((squares - rest ** 2 / count) / (count - 1)),
  };
}

// y_(r) counts from 1; y_(r+q) is the r-th of the M − q highest values.
function intervalAt({ lowest, highest }: TailValues, r: number): CoverageInterval {
  return { lower: lowest[r - 1] as number, upper: highest[r - 1] as number };
}

function shortestStart({ lowest, highest }: TailValues): number {
  let [best, width] = [1, Number.POSITIVE_INFINITY];
  for (let r = 1; r <= lowest.length; r += 1) {
    const length = (highest[r - 1] as number) - (lowest[r - 1] as number);
    if (length < width) {
      width = length;
      best = r;
    }
  }
  return best;
}

// At least one value must be left out, or there is no interval that is a part of all.
function requireProbability(trials: number, coverageProbability: number): void {
  if (!(coverageProbability > 0 && coverageProbability < 1)) {
    throw new MetrologyError('BAD_INPUT', `A coverage probability lies between 0 and 1; given ${coverageProbability}`);
  }
  if (trials < 2 || Math.floor(coverageProbability * trials + 0.5) >= trials) {
    throw new MetrologyError(
      'BAD_TRIALS',
      `${trials} trials are too few for a coverage probability of ${coverageProbability}`,
    );
  }
}
