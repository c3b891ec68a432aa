// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { meanOf, type Numbers, requireObservations, requireWhole, standardDeviationOf } from '../observations.ts';
import { type ChartConstants, chartConstants } from './chart-constants.ts';

/** A point of a chart with the limits that hold for it. */
export interface ChartPoint {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly beyond: boolean;
}

/** A chart as numbers: its centre, what one standard error is, its points. */
export interface ControlChart {
  readonly centre: number;
  readonly points: readonly ChartPoint[];
}

/** A chart of location with the chart of spread that its limits rest on. */
export interface ChartPair {
  /** σ within subgroups. */
  readonly sigma: number;
  readonly location: ControlChart;
  readonly spread: ControlChart;
}

/** Which points the limits are taken from: the first so many, all unless said. */
export interface ChartOptions {
  readonly calibration?: number;
  /** `printed`: d₂ and d₃ to three decimals, c₄ to four, as tables print them and as worked examples reckon. */
  readonly factors?: 'exact' | 'printed';
}

/** X̄ and R: σ = R̄/d₂, limits x̿ ± 3σ/√n, R̄ ± 3 d₃ σ. ISO 7870-2:2023, X̄ and R charts (clause recalled). */
export function averageRangeChart(subgroups: readonly Numbers[], options: ChartOptions = {}): ChartPair {
  return chartOfSubgroups(subgroups, options, {
    spreadOf: (values) =>
      values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY) -
      values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
    factors: (size) => {
      const { d2, d3 } = constantsOf(size, options);
      return { mean: d2, deviation: d3 };
    },
  });
}

/** X̄ and s: σ = s̄/c₄, limits x̿ ± 3σ/√n, s̄ ± 3 √(1 − c₄²) σ. ISO 7870-2:2023, X̄ and s charts (clause recalled). */
export function averageDeviationChart(subgroups: readonly Numbers[], options: ChartOptions = {}): ChartPair {
  return chartOfSubgroups(subgroups, options, {
    spreadOf: standardDeviationOf,
    factors: (size) => {
      const { c4 } = constantsOf(size, options);
      return { mean: c4, deviation: Math.sqrt(1 - c4 * c4) };
    },
  });
}

/** Single values and moving ranges of two: σ = R̄/d₂(2). ISO 7870-2:2023, individuals chart (clause recalled). */
export function individualsChart(values: Numbers, options: ChartOptions = {}): ChartPair {
  const numbers = requireObservations(values, { what: 'values of the chart', atLeast: 2 });
  const used = countOf(options.calibration, numbers.length, 2);
  const ranges = numbers.slice(1).map((value, index) => Math.abs(value - (numbers[index] as number)));
  const { d2, d3 } = constantsOf(2, options);
  const meanRange = meanOf(ranges.slice(0, used - 1));
  const sigma = requireSpreadOf(meanRange / d2);
  return {
    sigma,
    location: chartAround(numbers, meanOf(numbers.slice(0, used)), () => 3 * sigma),
    spread: chartAround(ranges, meanRange, () => 3 * d3 * sigma, 0),
  };
}

/** A count with what it is a count among: items inspected, or area, or time. */
export interface CountedSample {
  readonly count: number;
  readonly size: number;
}

/** p̄ ± 3 √(p̄(1 − p̄)/nᵢ): shares of nonconforming items. ISO 7870-2:2023, p chart (clause recalled). */
export function proportionChart(samples: readonly CountedSample[], options: ChartOptions = {}): ControlChart {
  const { shares, sizes, centre } = requireCounts(samples, options);
  samples.forEach(({ count, size }, index) => {
    if (!Number.isInteger(size) || count > size) {
      throw new MetrologyError(
        'BAD_OBSERVATIONS',
        `Sample ${index + 1} has ${count} of ${size} items; items are whole, and no more than there are`,
        {
          path: [index],
        },
      );
    }
  });
  return chartAround(
    shares,
    centre,
    (index) => 3 * Math.sqrt((centre * (1 - centre)) / (sizes[index] as number)),
    0,
    1,
  );
}

/** ū ± 3 √(ū/nᵢ): nonconformities a unit; with all sizes 1 the c chart. ISO 7870-2:2023, u and c charts (clause recalled). */
export function nonconformityChart(samples: readonly CountedSample[], options: ChartOptions = {}): ControlChart {
  const { shares, sizes, centre } = requireCounts(samples, options);
  return chartAround(shares, centre, (index) => 3 * Math.sqrt(centre / (sizes[index] as number)), 0);
}

function constantsOf(size: number, { factors = 'exact' }: ChartOptions): ChartConstants {
  const { d2, d3, c4 } = chartConstants(size);
  const to = (places: number, value: number) => Number(value.toFixed(places));
  return factors === 'exact' ? { d2, d3, c4 } : { d2: to(3, d2), d3: to(3, d3), c4: to(4, c4) };
}

interface SpreadStatistic {
  readonly spreadOf: (values: Float64Array) => number;
  readonly factors: (size: number) => { readonly mean: number; readonly deviation: number };
}

function chartOfSubgroups(
  subgroups: readonly Numbers[],
  { calibration }: ChartOptions,
  { spreadOf, factors }: SpreadStatistic,
): ChartPair {
  if (subgroups.length < 2) {
    throw new MetrologyError('TOO_FEW_OBSERVATIONS', `A chart needs 2 subgroups or more, not ${subgroups.length}`);
  }
  const rows = subgroups.map((values, index) =>
    requireObservations(values, { what: 'values of a subgroup', atLeast: 2, path: [index] }),
  );
  const size = (rows[0] as Float64Array).length;
  const odd = rows.findIndex(({ length }) => length !== size);
  if (odd >= 0) {
    throw new MetrologyError(
      'BAD_OBSERVATIONS',
      `Subgroup ${odd + 1} has ${rows[odd]?.length} values, the first ${size}`,
      {
        path: [odd],
      },
    );
  }
  const used = countOf(calibration, rows.length, 2);
  const spreads = rows.map(spreadOf);
  const { mean, deviation } = factors(size);
  const meanSpread = meanOf(spreads.slice(0, used));
  const sigma = requireSpreadOf(meanSpread / mean);
  const averages = rows.map(meanOf);
  return {
    sigma,
    location: chartAround(averages, meanOf(averages.slice(0, used)), () => (3 * sigma) / Math.sqrt(size)),
    spread: chartAround(spreads, meanSpread, () => 3 * deviation * sigma, 0),
  };
}

function chartAround(
  values: Numbers,
  centre: number,
  reach: (index: number) => number,
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
): ControlChart {
  return {
    centre,
    points: Array.from(values, (value, index) => {
      const lower = Math.max(least, centre - reach(index));
      const upper = Math.min(most, centre + reach(index));
      return { value, lower, upper, beyond: value < lower || value > upper };
    }),
  };
}

function requireCounts(samples: readonly CountedSample[], { calibration }: ChartOptions) {
  const counts = requireObservations(
    samples.map(({ count }) => count),
    { what: 'counts', atLeast: 2 },
  );
  const sizes = requireObservations(
    samples.map(({ size }) => size),
    { what: 'sizes of samples', atLeast: 2 },
  );
  counts.forEach((count, index) => {
    if (count < 0 || !Number.isInteger(count) || (sizes[index] as number) <= 0) {
      throw new MetrologyError(
        'BAD_OBSERVATIONS',
        `Sample ${index + 1}: a count must be whole, 0 or more, a size above 0`,
        {
          path: [index],
        },
      );
    }
  });
  const used = countOf(calibration, counts.length, 2);
  const centre = (meanOf(counts.slice(0, used)) * used) / (meanOf(sizes.slice(0, used)) * used);
  return { shares: counts.map((count, index) => count / (sizes[index] as number)), sizes, centre };
}

function countOf(calibration: number | undefined, all: number, least: number): number {
  const used = calibration ?? all;
  requireWhole(used, 'The number of points that limits are taken from', [least, all]);
  return used;
}

function requireSpreadOf(sigma: number): number {
  if (sigma === 0) {
    throw new MetrologyError('ZERO_SPREAD', 'Nothing varies within subgroups; limits cannot be taken from that');
  }
  return sigma;
}
