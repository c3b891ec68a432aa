// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { meanOf, type Numbers, requirePositive } from '../observations.ts';
import { chartConstants, chartFactors } from './chart-constants.ts';
import { type GaugeSpread, requireReadings, shareOfVariation } from './gauge-study.ts';

/** What the ranges say, and whether each range is under the limit of its chart. */
export interface GaugeRanges extends GaugeSpread {
  readonly averageRange: number;
  /** D₄ R̄; a range beyond it asks for the reading to be taken again. */
  readonly rangeLimit: number;
  /** Part and operator, counted from 0, of each range beyond the limit. */
  readonly beyond: readonly (readonly [part: number, operator: number])[];
}

/**
 * EV = R̄/d₂(r), AV = √((x̄_diff/d₂*(o))² − EV²/(p r)), none below 0, GRR = √(EV² + AV²), PV = R_p/d₂*(p), TV = √(GRR² + PV²).
 * AIAG MSA, 4th edition, chapter III B, average and range method (recalled). d₂* = √(d₂² + d₃²), of one range, is integrated: the
 * form prints 1/d₂* with four digits (K₂ = 0.5231 for 3, K₃ = 0.3146 for 10). `readings[part][operator]` holds r ≥ 2 repeats.
 */
export function gaugeStudyByRanges(
  readings: readonly (readonly Numbers[])[],
  { tolerance }: { readonly tolerance?: number } = {},
): GaugeRanges {
  const { cells, p, o, r } = requireReadings(readings);
  if (tolerance !== undefined) {
    requirePositive(tolerance, 'The tolerance');
  }
  const ranges = cells.map((row) => row.map(rangeOf));
  const averageRange = meanOf(ranges.map(meanOf));
  const partMeans = cells.map((row) => meanOf(row.map(meanOf)));
  const operatorMeans = Array.from({ length: o }, (_, j) => meanOf(cells.map((row) => meanOf(row[j] as Numbers))));
  const repeatability = averageRange / chartConstants(r).d2;
  const between = (rangeOf(operatorMeans) / singleRange(o)) ** 2 - repeatability ** 2 / (p * r);
  const reproducibility = Math.sqrt(Math.max(0, between));
  const partToPart = rangeOf(partMeans) / singleRange(p);
  if (repeatability === 0 && reproducibility === 0 && partToPart === 0) {
    throw new MetrologyError('ZERO_SPREAD', 'All readings are equal; nothing can be compared');
  }
  const rangeLimit = chartFactors(r).D4 * averageRange;
  return {
    averageRange,
    rangeLimit,
    beyond: ranges.flatMap((row, part) =>
      row.flatMap((range, operator) => (range > rangeLimit ? [[part, operator] as const] : [])),
    ),
    ...shareOfVariation({ repeatability, reproducibility, partToPart }, tolerance),
  };
}

function rangeOf(values: Numbers): number {
  const numbers = Array.from(values);
  return Math.max(...numbers) - Math.min(...numbers);
}

// E[R²] = (d₂² + d₃²) σ², so that one range divided by its root has the right mean square.
function singleRange(size: number): number {
  const { d2, d3 } = chartConstants(size);
  return Math.hypot(d2, d3);
}
