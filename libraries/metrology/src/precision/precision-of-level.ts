// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { type Cell, type CellStatistics, cellStatistics } from './cells.ts';

/** Precision of a method at one level. */
export interface LevelPrecision {
  readonly laboratories: number;
  readonly results: number;
  /** m, each result of the same weight. */
  readonly mean: number;
  /** s_r. */
  readonly repeatabilityDeviation: number;
  /** s_L, 0 where the laboratories differ less than their replicates let them. */
  readonly betweenLaboratoriesDeviation: number;
  /** s_R. */
  readonly reproducibilityDeviation: number;
  /** r = 2.8 s_r. */
  readonly repeatabilityLimit: number;
  /** R = 2.8 s_R. */
  readonly reproducibilityLimit: number;
  /** s of the means of cells, as ASTM E691 prints it. */
  readonly deviationOfMeans: number;
}

/** f√2 for two results and 95 %, as ISO 5725-6 rounds it. */
export const LIMIT_FACTOR = 2.8;

/**
 * s_r² = ∑ (nᵢ − 1) sᵢ²/∑ (nᵢ − 1), s_L² = (s_d² − s_r²)/n̄, s_R² = s_r² + s_L²,
 * s_d² = ∑ nᵢ (ȳᵢ − ȳ)²/(p − 1), n̄ = (∑ nᵢ − ∑ nᵢ²/∑ nᵢ)/(p − 1).
 * ISO 5725-2:2019, 7.4.4 and 7.4.5 (clause numbers recalled). Requires two laboratories, one of them with two results.
 */
export function precisionOfLevel(cells: readonly Cell[]): LevelPrecision {
  return precisionOfStatistics(cellStatistics(cells));
}

/** As `precisionOfLevel`, of cells whose means and deviations are known. */
export function precisionOfStatistics(cells: readonly CellStatistics[]): LevelPrecision {
  const p = cells.length;
  const results = total(cells, ({ count }) => count);
  if (p < 2 || results === p) {
    throw new MetrologyError('TOO_FEW_OBSERVATIONS', 'Precision needs two laboratories, one of them with two results');
  }
  const origin = (cells[0] as CellStatistics).mean;
  const mean = origin + total(cells, (cell) => cell.count * (cell.mean - origin)) / results;
  const within = total(cells, ({ count, deviation = 0 }) => (count - 1) * deviation ** 2) / (results - p);
  const between = total(cells, (cell) => cell.count * (cell.mean - mean) ** 2) / (p - 1);
  const meanCount = (results - total(cells, ({ count }) => count * count) / results) / (p - 1);
  const ofLaboratories = Math.max(0, (between - within) / meanCount);
  const plainMean = origin + total(cells, (cell) => cell.mean - origin) / p;
  const reproducibilityDeviation = Math.sqrt(within + ofLaboratories);
  return {
    laboratories: p,
    results,
    mean,
    repeatabilityDeviation: Math.sqrt(within),
    betweenLaboratoriesDeviation: Math.sqrt(ofLaboratories),
    reproducibilityDeviation,
    repeatabilityLimit: LIMIT_FACTOR * Math.sqrt(within),
    reproducibilityLimit: LIMIT_FACTOR * reproducibilityDeviation,
    deviationOfMeans: Math.sqrt(total(cells, (cell) => (cell.mean - plainMean) ** 2) / (p - 1)),
  };
}

function total(cells: readonly CellStatistics[], part: (cell: CellStatistics) => number): number {
  return cells.reduce((sum, cell) => sum + part(cell), 0);
}
