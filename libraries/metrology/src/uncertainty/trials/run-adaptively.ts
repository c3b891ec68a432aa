// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { requirePositive } from '../../observations.ts';
import type { MeasurementModel } from '../model/measurement-model.ts';
import type { GeneratorName } from './generators.ts';
import { numericalTolerance } from './numerical-tolerance.ts';
import { BLOCK_TRIALS, joinTrials, runTrials, TRIALS_MAX, type Trials } from './run-trials.ts';
import { meanAndDeviation, type OutputSummary, summariseOutputs } from './summarise-trials.ts';

/** When an adaptive run may stop. */
export interface AdaptiveRule {
  readonly seed: number;
  readonly coverageProbability: number;
  /** Significant digits of u that shall be stable; 2 when absent. */
  readonly significantDigits?: 1 | 2;
  /** What δ is divided by; 1 when absent, 5 to validate by the trials (JCGM 101:2008, 8.2). */
  readonly toleranceDivisor?: number;
  readonly generator?: GeneratorName;
  /** Trials at which to give up; 20 million when absent. */
  readonly trialsMax?: number;
}

/** Trials, what they say about each output, and whether that had settled. */
export interface AdaptiveRun {
  readonly trials: Trials;
  readonly summaries: readonly OutputSummary[];
  /** False when `trialsMax` came first. */
  readonly stabilised: boolean;
  readonly sequences: number;
}

/**
 * Sequences of M = max(⌈100/(1 − p)⌉, 10⁴) trials until 2 s(ȳ), 2 s(ū), 2 s(y_low), 2 s(y_high) ≤ δ for every output,
 * s being that of the averages over the h sequences, δ divided by `toleranceDivisor`.
 * JCGM 101:2008, 7.9.4 (recalled). M is raised to whole blocks; the intervals tested are the symmetric ones.
 * Of an output without variance they alone are tested, with δ from half their width instead of u (a rule of this package).
 */
export function runAdaptively(model: MeasurementModel, rule: AdaptiveRule): AdaptiveRun {
  const { seed, coverageProbability, significantDigits = 2, toleranceDivisor = 1, trialsMax = 20_000_000 } = rule;
  if (!(coverageProbability > 0 && coverageProbability < 1) || !(trialsMax > 0 && trialsMax <= TRIALS_MAX)) {
    throw new MetrologyError(
      'BAD_TRIALS',
      `An adaptive run needs a probability between 0 and 1 and at most ${TRIALS_MAX} trials`,
    );
  }
  requirePositive(toleranceDivisor, 'What the numerical tolerance is divided by');
  const size = Math.ceil(Math.max(Math.ceil(100 / (1 - coverageProbability)), 10_000) / BLOCK_TRIALS) * BLOCK_TRIALS;
  const chunks: Trials[] = [];
  const figures: (readonly Figures[])[] = [];
  let stabilised = false;
  do {
    const from = chunks.length * size;
    const chunk = runTrials(model, {
      seed,
      from,
      to: from + size,
      ...(rule.generator === undefined ? {} : { generator: rule.generator }),
    });
    chunks.push(chunk);
    figures.push(summariseOutputs(chunk, coverageProbability).map(figuresOf));
    stabilised = chunks.length > 1 && isStable({ chunks, figures, significantDigits, toleranceDivisor });
  } while (!stabilised && (chunks.length + 1) * size <= trialsMax);
  const trials = joinTrials(chunks);
  return { trials, summaries: summariseOutputs(trials, coverageProbability), stabilised, sequences: chunks.length };
}

// y, u, y_low, y_high of one sequence; where there is no u, the middle and the half-width of the interval stand for y and u.
type Figures = readonly [number, number, number, number];

function figuresOf({ estimate, standardUncertainty, symmetric: { lower, upper } }: OutputSummary): Figures {
  return standardUncertainty === undefined
    ? [(lower + upper) / 2, (upper - lower) / 2, lower, upper]
    : [estimate, standardUncertainty, lower, upper];
}

interface Progress {
  readonly chunks: readonly Trials[];
  /** One row for each sequence, one entry for each output. */
  readonly figures: readonly (readonly Figures[])[];
  readonly significantDigits: 1 | 2;
  readonly toleranceDivisor: number;
}

function isStable({ chunks, figures, significantDigits, toleranceDivisor }: Progress): boolean {
  return (chunks[0] as Trials).outputs.every((_, output) => {
    // δ comes from u of all trials so far; its square is the mean of the sequences' and what their means differ by.
    const rows = figures.map((row) => row[output] as Figures);
    const spread = meanAndDeviation(Float64Array.from(rows, ([y]) => y)).standardUncertainty;
    const u = Math.sqrt(rows.reduce((sum, [, part]) => sum + part * part, 0) / rows.length + spread ** 2);
    if (u === 0) {
      return true;
    }
    const tolerance = numericalTolerance(u, significantDigits) / toleranceDivisor;
    return [0, 1, 2, 3].every((figure) => {
      const values = Float64Array.from(rows, (row) => row[figure] as number);
      return 2 * meanAndDeviation(values).standardUncertainty <= tolerance * Math.sqrt(rows.length);
    });
  });
}
