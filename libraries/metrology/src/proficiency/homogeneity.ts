// SPDX-License-Identifier: Apache-2.0
import { chiSquaredUpperQuantile } from '../distributions/chi-squared.ts';
import { fUpperQuantile } from '../distributions/f-distribution.ts';
import { MetrologyError } from '../metrology-error.ts';
import {
  meanOf,
  type Numbers,
  requireObservations,
  requirePositive,
  requireSpread,
  requireWhole,
  squaresAbout,
} from '../observations.ts';

/** What a criterion is a part of: 0.3 σ_pt or 0.1 δ_E; or the limit itself, where a scheme has another. */
export type CriterionBasis = { readonly sigmaPt: number } | { readonly deltaE: number } | { readonly limit: number };

/** One criterion: the limit, and whether the check keeps it. */
export interface CriterionResult {
  readonly limit: number;
  readonly met: boolean;
}

/** What a check of homogeneity found. */
export interface Homogeneity {
  readonly items: number;
  readonly replicates: number;
  readonly mean: number;
  /** s_x, of the averages of items. */
  readonly deviationOfAverages: number;
  /** s_w, within items. */
  readonly deviationWithin: number;
  /** s_s, between items; 0 where the averages differ less than the replicates let them. */
  readonly deviationBetween: number;
  /** s_s ≤ 0.3 σ_pt. B.2.2. */
  readonly criterion: CriterionResult;
  /** s_s ≤ √(F₁ (0.3 σ_pt)² + F₂ s_w²): not met only where chance hardly explains it. B.2.3. */
  readonly expandedCriterion: CriterionResult;
  /** Analysis of variance; absent when nothing varies within items. B.2.4. */
  readonly fTest?: { readonly F: number; readonly critical: number; readonly significant: boolean };
}

/**
 * F₁ = χ²₀.₉₅(g − 1)/(g − 1), F₂ = (F₀.₉₅(g − 1, g(m − 1)) − 1)/m.
 * ISO 13528:2022, B.2.3; table B.1 prints both for m = 2 and g = 7 to 20 with two decimals.
 */
export function expandedCriterionFactors(items: number, replicates = 2): { readonly F1: number; readonly F2: number } {
  requireWhole(items, 'The number of items', [2, 1_000_000]);
  requireWhole(replicates, 'The number of replicates', [2, 1000]);
  const F = fUpperQuantile(0.05, [items - 1, items * (replicates - 1)]);
  return { F1: chiSquaredUpperQuantile(0.05, items - 1) / (items - 1), F2: (F - 1) / replicates };
}

/**
 * s_x² = ∑ (x̄ᵢ − x̄)²/(g − 1), s_w² = ∑∑ (xᵢⱼ − x̄ᵢ)²/(g(m − 1)), s_s² = max(0, s_x² − s_w²/m).
 * ISO 13528:2022, B.2 and B.3, formulas (B.1) to (B.16). Items have the same number of replicates, two or more.
 */
export function checkHomogeneity(items: readonly Numbers[], basis: CriterionBasis): Homogeneity {
  const { rows, g, m } = requireItems(items);
  const limit = criterionLimit(basis);
  const averages = rows.map(meanOf);
  const mean = meanOf(averages);
  const varianceOfAverages = squaresAbout(averages, mean) / (g - 1);
  const varianceWithin =
    rows.reduce((sum, row, index) => sum + squaresAbout(row, averages[index] as number), 0) / (g * (m - 1));
  const deviationBetween = Math.sqrt(Math.max(0, varianceOfAverages - varianceWithin / m));
  const { F1, F2 } = expandedCriterionFactors(g, m);
  const expanded = Math.sqrt(F1 * limit ** 2 + F2 * varianceWithin);
  const result = {
    items: g,
    replicates: m,
    mean,
    deviationOfAverages: Math.sqrt(varianceOfAverages),
    deviationWithin: Math.sqrt(varianceWithin),
    deviationBetween,
    criterion: { limit, met: deviationBetween <= limit },
    expandedCriterion: { limit: expanded, met: deviationBetween <= expanded },
  };
  if (varianceWithin === 0) {
    return result;
  }
  const F = (m * varianceOfAverages) / varianceWithin;
  const critical = fUpperQuantile(0.05, [g - 1, g * (m - 1)]);
  return { ...result, fTest: { F, critical, significant: F > critical } };
}

/** σ′_pt = √(σ_pt² + s_s²), to score by when items are not homogeneous enough. ISO 13528:2022, B.2.5 a), (B.3). */
export function sigmaWithHeterogeneity(sigmaPt: number, deviationBetween: number): number {
  requireSpread(sigmaPt, 'σ_pt');
  requireSpread(deviationBetween, 'The standard deviation between items');
  return Math.hypot(sigmaPt, deviationBetween);
}

/** 0.3 σ_pt or 0.1 δ_E, or the limit that was given. ISO 13528:2022, (B.1), (B.2), (10). */
export function criterionLimit(basis: CriterionBasis): number {
  if ('sigmaPt' in basis) {
    requirePositive(basis.sigmaPt, 'σ_pt');
    return 0.3 * basis.sigmaPt;
  }
  if ('limit' in basis) {
    requireSpread(basis.limit, 'The limit of a criterion');
    return basis.limit;
  }
  requirePositive(basis.deltaE, 'δ_E');
  return 0.1 * basis.deltaE;
}

function requireItems(items: readonly Numbers[]): { rows: readonly Float64Array[]; g: number; m: number } {
  if (items.length < 2) {
    throw new MetrologyError('TOO_FEW_OBSERVATIONS', `Homogeneity needs 2 items or more, not ${items.length}`);
  }
  const rows = items.map((values, index) =>
    requireObservations(values, { what: 'replicates of an item', atLeast: 2, path: [index] }),
  );
  const m = (rows[0] as Float64Array).length;
  const odd = rows.findIndex(({ length }) => length !== m);
  if (odd >= 0) {
    throw new MetrologyError(
      'BAD_OBSERVATIONS',
      `Item ${odd + 1} has ${rows[odd]?.length} replicates, the first has ${m}; all items need the same number`,
      { path: [odd] },
    );
  }
  return { rows, g: rows.length, m };
}
