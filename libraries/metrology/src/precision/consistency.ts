// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { meanOf, squaresAbout, standardDeviationOf } from '../observations.ts';
import { type Cell, type CellStatistics, cellStatistics, usualReplicates } from './cells.ts';
import { cochranCritical, grubbsCritical, mandelHCritical, mandelKCritical } from './critical-values.ts';
import { doubleGrubbsCritical } from './double-grubbs.ts';

/** A statistic between its critical values: nothing, a straggler (beyond 5 %), an outlier (beyond 1 %). */
export type ConsistencyGrade = 'consistent' | 'straggler' | 'outlier';

/** One test and what it says of which laboratories. */
export interface OutlierTest {
  readonly test: 'cochran' | 'grubbs-high' | 'grubbs-low' | 'grubbs-two-high' | 'grubbs-two-low';
  readonly laboratories: readonly string[];
  readonly statistic: number;
  readonly critical5: number;
  readonly critical1: number;
  readonly grade: ConsistencyGrade;
}

/** Mandel's statistics of one laboratory, for a plot. */
export interface MandelStatistics {
  readonly laboratory: string;
  readonly h: number;
  readonly hGrade: ConsistencyGrade;
  /** Absent for a cell with one result, or where no laboratory's results vary. */
  readonly k?: number;
  readonly kGrade?: ConsistencyGrade;
}

/**
 * hᵢ = (ȳᵢ − ȳ)/s(ȳ), kᵢ = sᵢ √p′/√∑ sⱼ², p′ laboratories with two results or more.
 * ISO 5725-2:2019, 7.3.1. Requires three laboratories whose means differ.
 */
export function mandelStatistics(cells: readonly Cell[]): readonly MandelStatistics[] {
  return mandelOf(cellStatistics(cells, 3));
}

/** As `mandelStatistics`, of cells whose means and deviations are known. */
export function mandelOf(cells: readonly CellStatistics[]): readonly MandelStatistics[] {
  const means = cells.map(({ mean }) => mean);
  const [middle, spread] = [meanOf(means), spreadOf(means)];
  const variances = cells.flatMap(({ deviation }) => (deviation === undefined ? [] : [deviation ** 2]));
  const pooled = Math.sqrt(meanOf(variances));
  const hLimits = [mandelHCritical(cells.length, 0.05), mandelHCritical(cells.length, 0.01)] as const;
  return cells.map(({ laboratory, mean, deviation, count }) => {
    const h = (mean - middle) / spread;
    const ofMean = { laboratory, h, hGrade: gradeAbove(Math.abs(h), ...hLimits) };
    if (deviation === undefined || variances.length < 2 || pooled === 0) {
      return ofMean;
    }
    const k = deviation / pooled;
    const limit = (significance: number) => mandelKCritical(variances.length, count, significance);
    return { ...ofMean, k, kGrade: gradeAbove(k, limit(0.05), limit(0.01)) };
  });
}

/**
 * C = s²_max/∑ sᵢ². ISO 5725-2:2019, 7.3.3: is the largest variance of a cell too large?
 * Requires two laboratories with two results or more, not all without spread.
 */
export function cochranTest(cells: readonly Cell[]): OutlierTest {
  return cochranOf(cellStatistics(cells));
}

/** As `cochranTest`, of cells whose deviations are known. */
export function cochranOf(cells: readonly CellStatistics[]): OutlierTest {
  const replicated = cells.filter(({ deviation }) => deviation !== undefined);
  if (replicated.length < 2) {
    throw new MetrologyError('TOO_FEW_OBSERVATIONS', "Cochran's test needs two laboratories with two results or more");
  }
  const varianceOf = (cell: CellStatistics) => (cell.deviation as number) ** 2;
  const worst = replicated.reduce((most, cell) => (varianceOf(cell) > varianceOf(most) ? cell : most));
  const sum = replicated.reduce((all, cell) => all + varianceOf(cell), 0);
  if (sum === 0) {
    throw new MetrologyError('ZERO_SPREAD', "No laboratory's results vary; Cochran's test compares variances");
  }
  const statistic = varianceOf(worst) / sum;
  const n = usualReplicates(replicated);
  const [critical5, critical1] = [0.05, 0.01].map((a) => cochranCritical(replicated.length, n, a)) as [number, number];
  const grade = gradeAbove(statistic, critical5, critical1);
  return { test: 'cochran', laboratories: [worst.laboratory], statistic, critical5, critical1, grade };
}

/**
 * G_p = (x_p − x̄)/s, G_1 = (x̄ − x_1)/s: is the largest, or the smallest, too far out?
 * ISO 5725-2:2019, 7.3.4.2. Requires three laboratories whose means differ.
 */
export function grubbsTest(cells: readonly Cell[], side: 'high' | 'low'): OutlierTest {
  return grubbsOf(cellStatistics(cells, 3), side);
}

/** As `grubbsTest`, of cells whose means are known. */
export function grubbsOf(cells: readonly CellStatistics[], side: 'high' | 'low'): OutlierTest {
  const means = cells.map(({ mean }) => mean);
  const spread = spreadOf(means);
  const sign = side === 'high' ? 1 : -1;
  const extreme = cells.reduce((most, cell) => (sign * (cell.mean - most.mean) > 0 ? cell : most));
  const statistic = (sign * (extreme.mean - meanOf(means))) / spread;
  const [critical5, critical1] = [grubbsCritical(cells.length, 0.05), grubbsCritical(cells.length, 0.01)];
  const grade = gradeAbove(statistic, critical5, critical1);
  return { test: `grubbs-${side}`, laboratories: [extreme.laboratory], statistic, critical5, critical1, grade };
}

/**
 * G = s²_{p−1,p}/s₀², the sum of squares without the two largest (smallest) over that of all; small is suspect.
 * ISO 5725-2:2019, 7.3.4.3. Requires four laboratories whose means differ.
 */
export function doubleGrubbsTest(cells: readonly Cell[], side: 'high' | 'low'): OutlierTest {
  return doubleGrubbsOf(cellStatistics(cells, 4), side);
}

/** As `doubleGrubbsTest`, of cells whose means are known. */
export function doubleGrubbsOf(cells: readonly CellStatistics[], side: 'high' | 'low'): OutlierTest {
  const sign = side === 'high' ? 1 : -1;
  const sorted = [...cells].sort((first, second) => sign * (first.mean - second.mean));
  const means = sorted.map(({ mean }) => mean);
  spreadOf(means);
  const rest = means.slice(0, -2);
  const statistic = squaresAbout(rest, meanOf(rest)) / squaresAbout(means, meanOf(means));
  const critical5 = doubleGrubbsCritical(cells.length, 0.05);
  const critical1 = doubleGrubbsCritical(cells.length, 0.01);
  const grade = statistic < critical1 ? 'outlier' : statistic < critical5 ? 'straggler' : 'consistent';
  const laboratories = sorted.slice(-2).map(({ laboratory }) => laboratory);
  return { test: `grubbs-two-${side}`, laboratories, statistic, critical5, critical1, grade };
}

function gradeAbove(statistic: number, critical5: number, critical1: number): ConsistencyGrade {
  if (statistic > critical1) {
    return 'outlier';
  }
  return statistic > critical5 ? 'straggler' : 'consistent';
}

function spreadOf(means: readonly number[]): number {
  const spread = standardDeviationOf(means);
  if (spread === 0) {
    throw new MetrologyError('ZERO_SPREAD', 'All laboratories have the same mean; none can lie out');
  }
  return spread;
}
