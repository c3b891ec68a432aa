// SPDX-License-Identifier: Apache-2.0
import {
  applyRunRules,
  averageDeviationChart,
  averageRangeChart,
  type ChartPair,
  type ChartPoint,
  type ControlChart,
  cusumChart,
  ewmaChart,
  individualsChart,
  NELSON,
  nonconformityChart,
  proportionChart,
  type RunRule,
  WESTERN_ELECTRIC,
} from '@touchstone/metrology/control';
import { MetrologyError } from '@touchstone/metrology/quantity';
import type { SeriesRow } from './read-series.ts';

export const CHART_KINDS = [
  'individuals',
  'average-range',
  'average-deviation',
  'ewma',
  'cusum',
  'p',
  'u',
  'c',
] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

export const RULE_SETS = ['western-electric', 'nelson', 'limits'] as const;
export type RuleSet = (typeof RULE_SETS)[number];

/** What is to be charted, and how. */
export interface ChartAsked {
  readonly kind: ChartKind;
  readonly rows: readonly SeriesRow[];
  readonly rules: RuleSet;
  /** Points from which the limits are taken, from the first on; all of them when absent. */
  readonly calibration: number | undefined;
  /** Of charts with memory; those of ISO 7870-4 and -6 where absent. */
  readonly memory?: MemoryParameters;
}

/** What a chart with memory is made with: λ and L of EWMA, k and h of CUSUM, in standard errors. */
export interface MemoryParameters {
  readonly lambda: number;
  readonly multiplier: number;
  readonly k: number;
  readonly h: number;
}

/** ISO 7870-6:2016 and ISO 7870-4:2021 (recalled): what is used where nobody says otherwise. */
export const MEMORY_USUAL: MemoryParameters = { lambda: 0.2, multiplier: 3, k: 0.5, h: 5 };

/** The points of a chart with their limits. */
export type ChartPoints = ControlChart['points'];

/** A rule that was broken, at a point; `limit` where a point lies beyond the limits of a chart that has no zones. */
interface Signal {
  readonly rule: RunRule | 'limit';
  readonly from: number;
  readonly at: number;
}

/** One chart to draw: `location` is the one that rules are applied to. */
export interface DrawnChart {
  readonly part: 'location' | 'range' | 'deviation' | 'ewma' | 'cusum-up' | 'cusum-down' | 'share' | 'rate' | 'count';
  readonly chart: ControlChart;
  readonly labels: readonly string[];
  readonly signals: readonly Signal[];
  /** Standard error of a point, for the zones; absent where it differs from point to point. */
  readonly standardError?: number;
  /** σ within subgroups, from which the limits follow; absent where counts give them. */
  readonly sigma?: number;
  /** The target of a chart with memory, in the unit of the data. */
  readonly target?: number;
}

/** Charts, or why there are none; `crowded` is a row of several numbers in a chart that takes one of each. */
export type ChartAnswer =
  | { readonly charts: readonly DrawnChart[] }
  | { readonly refusal: string; readonly crowded?: { readonly row: number; readonly count: number } };

const TAKES_ONE: readonly ChartKind[] = ['individuals', 'ewma', 'cusum'];

/** Charts of the data with every signal. ISO 7870-2, -4 and -6; the library says which rules and limits. */
export function computeCharts(asked: ChartAsked): ChartAnswer {
  const odd = TAKES_ONE.includes(asked.kind) ? asked.rows.findIndex(({ values }) => values.length !== 1) : -1;
  if (odd >= 0) {
    const crowded = { row: odd + 1, count: asked.rows[odd]?.values.length ?? 0 };
    return { refusal: `Row ${crowded.row} has ${crowded.count} numbers; this chart takes one`, crowded };
  }
  try {
    return { charts: chartsOf(asked) };
  } catch (error) {
    if (error instanceof MetrologyError) return { refusal: error.message };
    throw error;
  }
}

function chartsOf({ kind, rows, rules, calibration, memory = MEMORY_USUAL }: ChartAsked): readonly DrawnChart[] {
  const labels = rows.map(({ label }) => label);
  const options = calibration === undefined ? {} : { calibration };
  switch (kind) {
    case 'individuals':
      return pairOf(individualsChart(singles(rows), options), { labels, rules, size: 1, part: 'range' });
    case 'average-range':
    case 'average-deviation': {
      const chart = kind === 'average-range' ? averageRangeChart : averageDeviationChart;
      const part = kind === 'average-range' ? 'range' : 'deviation';
      const pair = chart(
        rows.map(({ values }) => values),
        options,
      );
      return pairOf(pair, { labels, rules, size: rows[0]?.values.length ?? 1, part });
    }
    case 'ewma': {
      const { sigma, location } = individualsChart(singles(rows), options);
      const { lambda, multiplier } = memory;
      const target = location.centre;
      const chart = ewmaChart(singles(rows), { target, standardError: sigma, lambda, multiplier });
      return [{ part: 'ewma', chart, labels, signals: beyondLimits(chart.points), sigma, target }];
    }
    case 'cusum':
      return cusumOf(rows, { labels, memory }, options);
    case 'p':
    case 'u':
    case 'c': {
      const samples = rows.map(({ values: [count = Number.NaN, size = kind === 'c' ? 1 : Number.NaN] }) => ({
        count,
        size,
      }));
      const chart = (kind === 'p' ? proportionChart : nonconformityChart)(samples, options);
      const part = kind === 'p' ? 'share' : kind === 'u' ? 'rate' : 'count';
      return [{ part, chart, labels, signals: beyondLimits(chart.points) }];
    }
  }
}

// Requires one number in each row.
function singles(rows: readonly SeriesRow[]): readonly number[] {
  return rows.map(({ values: [value] }) => value as number);
}

function pairOf(
  { sigma, location, spread }: ChartPair,
  of: {
    readonly labels: readonly string[];
    readonly rules: RuleSet;
    readonly size: number;
    readonly part: 'range' | 'deviation';
  },
): readonly DrawnChart[] {
  const standardError = sigma / Math.sqrt(of.size);
  const names = of.rules === 'nelson' ? NELSON : WESTERN_ELECTRIC;
  const values = location.points.map(({ value }) => value);
  const signals =
    of.rules === 'limits'
      ? beyondLimits(location.points)
      : applyRunRules(values, { centre: location.centre, standardError }, names);
  // A moving range is that of its point and the one before.
  const labels = spread.points.length < of.labels.length ? of.labels.slice(1) : of.labels;
  return [
    { part: 'location', chart: location, labels: of.labels, signals, standardError, sigma },
    { part: of.part, chart: spread, labels, signals: beyondLimits(spread.points), sigma },
  ];
}

function cusumOf(
  rows: readonly SeriesRow[],
  { labels, memory: { k, h } }: { readonly labels: readonly string[]; readonly memory: MemoryParameters },
  options: { readonly calibration?: number },
): readonly DrawnChart[] {
  const { sigma, location } = individualsChart(singles(rows), options);
  const target = location.centre;
  const points = cusumChart(singles(rows), { target, standardError: sigma, k, h });
  const sideOf = (side: 'upper' | 'lower'): ControlChart => ({
    centre: 0,
    points: points.map((point) => ({
      value: point[side],
      lower: side === 'lower' ? -h : 0,
      upper: side === 'upper' ? h : 0,
      beyond: Math.abs(point[side]) > h,
    })),
  });
  return (['upper', 'lower'] as const).map((side) => {
    const chart = sideOf(side);
    const part = side === 'upper' ? 'cusum-up' : 'cusum-down';
    return { part, chart, labels, signals: beyondLimits(chart.points), sigma, target };
  });
}

function beyondLimits(points: readonly ChartPoint[]): readonly Signal[] {
  return points.flatMap(({ beyond }, at) => (beyond ? [{ rule: 'limit' as const, from: at, at }] : []));
}
