// SPDX-License-Identifier: Apache-2.0
import { chiSquaredUpperQuantile } from '../distributions/chi-squared.ts';
import { MetrologyError } from '../metrology-error.ts';
import {
  meanOf,
  type Numbers,
  requireObservations,
  requirePositive,
  requireSpread,
  requireWhole,
  squaresAbout,
  sumOf,
} from '../observations.ts';
import { type ScoreSignal, signalOfZ } from './scores.ts';

/** One bar of a histogram, from its lower edge on, the upper edge of the last one included. */
export interface HistogramBar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

const BARS_MAX = 10_000;

/** Counts in bars of one width, aligned to its multiples. ISO 13528:2022, 10.2: a width of half σ_pt shows the shape. */
export function histogram(values: Numbers, width: number): readonly HistogramBar[] {
  const sorted = requireObservations(values, { what: 'results', atLeast: 1 }).sort();
  requirePositive(width, 'The width of a bar');
  const first = Math.floor((sorted[0] as number) / width);
  const bars = Math.floor((sorted.at(-1) as number) / width) - first + 1;
  requireWhole(bars, 'The number of bars', [1, BARS_MAX]);
  const counts = new Uint32Array(bars);
  for (const value of sorted) {
    const bar = Math.floor(value / width) - first;
    counts[bar] = (counts[bar] as number) + 1;
  }
  return Array.from(counts, (count, bar) => ({ from: (first + bar) * width, to: (first + bar + 1) * width, count }));
}

/** One laboratory's scores on two similar items. */
export interface YoudenPoint {
  readonly laboratory: string;
  readonly a: number;
  readonly b: number;
}

/** A Youden plot as numbers. */
export interface YoudenPlot {
  readonly points: readonly YoudenPoint[];
  readonly centre: { readonly a: number; readonly b: number };
  readonly correlation: number;
  /** Half-axes of the ellipse that holds the share of laboratories asked for, and how far its long axis is turned. */
  readonly ellipse: { readonly major: number; readonly minor: number; readonly angleRadian: number };
}

/**
 * r = ∑ (a − ā)(b − b̄)/√(∑ (a − ā)² ∑ (b − b̄)²); ellipse from the eigenvalues of the covariance, times χ²_P(2).
 * ISO 13528:2022, 10.5; example E.12 prints r = 0.706. Requires three laboratories.
 */
export function youdenPlot(points: readonly YoudenPoint[], share = 0.95): YoudenPlot {
  const a = requireObservations(
    points.map((point) => point.a),
    { what: 'results on the first item', atLeast: 3 },
  );
  const b = requireObservations(
    points.map((point) => point.b),
    { what: 'results on the second item', atLeast: 3 },
  );
  const centre = { a: meanOf(a), b: meanOf(b) };
  const dof = points.length - 1;
  const [varianceA, varianceB] = [squaresAbout(a, centre.a) / dof, squaresAbout(b, centre.b) / dof];
  if (varianceA === 0 || varianceB === 0) {
    throw new MetrologyError('ZERO_SPREAD', 'All laboratories have the same result on one of the items');
  }
  const covariance = sumOf(a.map((value, index) => (value - centre.a) * ((b[index] as number) - centre.b))) / dof;
  const half = (varianceA + varianceB) / 2;
  const root = Math.hypot((varianceA - varianceB) / 2, covariance);
  const quantile = chiSquaredUpperQuantile(1 - share, 2);
  return {
    points,
    centre,
    correlation: covariance / Math.sqrt(varianceA * varianceB),
    ellipse: {
      major: Math.sqrt(quantile * (half + root)),
      minor: Math.sqrt(quantile * Math.max(0, half - root)),
      angleRadian: Math.atan2(2 * covariance, varianceA - varianceB) / 2,
    },
  };
}

/** A score of one round, as a bar to draw. */
export interface ScoreBar {
  readonly laboratory: string;
  readonly score: number;
  readonly signal: ScoreSignal;
}

/** Scores of all laboratories from the smallest on. ISO 13528:2022, 10.4. */
export function orderedScores(
  scores: readonly { readonly laboratory: string; readonly score: number }[],
): readonly ScoreBar[] {
  return scores
    .map(({ laboratory, score }) => ({ laboratory, score, signal: signalOfZ(score) }))
    .sort((first, second) => first.score - second.score);
}

/** One laboratory's scores from round to round. */
export interface RepeatedScores {
  readonly points: readonly {
    readonly round: string;
    readonly score: number;
    readonly signal: ScoreSignal;
    /** Mean of all scores so far: shows a bias that no single score does. */
    readonly runningMean: number;
    /** ∑ z so far, for a CUSUM. */
    readonly cumulative: number;
  }[];
}

/** z-scores over rounds, in the order given. ISO 13528:2022, 10.8: a control chart of one laboratory. */
export function repeatedScores(rounds: readonly { readonly round: string; readonly score: number }[]): RepeatedScores {
  let cumulative = 0;
  return {
    points: rounds.map(({ round, score }, index) => {
      const signal = signalOfZ(score);
      cumulative += score;
      return { round, score, signal, cumulative, runningMean: cumulative / (index + 1) };
    }),
  };
}

/** One laboratory's average and standard deviation of m replicates. */
export interface RepeatabilityPoint {
  readonly laboratory: string;
  readonly average: number;
  readonly deviation: number;
}

/** Robust values that a plot of repeatability is drawn around: x* by Algorithm A, w* by Algorithm S. */
export interface RepeatabilityCentre {
  readonly average: number;
  readonly deviation: number;
  readonly replicates: number;
}

/**
 * T = m ((x̄ᵢ − x*)/w*)² + 2(m − 1) ln²(sᵢ/w*), beyond χ²_P(2) outside the region.
 * ISO 13528:2022, 10.6.2, formulas (23) to (25); example E.13. A deviation of 0 lies infinitely far out.
 */
export function repeatabilityPlot(points: readonly RepeatabilityPoint[], centre: RepeatabilityCentre, share = 0.99) {
  const { average, deviation, replicates: m } = centre;
  requirePositive(deviation, 'The pooled standard deviation');
  requireWhole(m, 'The number of replicates', [2, 1000]);
  const critical = chiSquaredUpperQuantile(1 - share, 2);
  return {
    critical,
    points: points.map((point, index) => {
      requireSpread(point.deviation, `The standard deviation of laboratory ${point.laboratory}`, [index]);
      const statistic =
        m * ((point.average - average) / deviation) ** 2 + 2 * (m - 1) * Math.log(point.deviation / deviation) ** 2;
      return { ...point, statistic, outside: statistic > critical };
    }),
  };
}
