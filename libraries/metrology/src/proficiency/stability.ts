// SPDX-License-Identifier: Apache-2.0
import { studentUpperTail } from '../distributions/student.ts';
import { MetrologyError } from '../metrology-error.ts';
import { meanOf, type Numbers, requireObservations, requireSpread, squaresAbout } from '../observations.ts';
import { type CriterionBasis, type CriterionResult, criterionLimit } from './homogeneity.ts';

/** Results before and after, or here and there: storage and transport are checked alike (B.5, B.6). */
export interface StabilityQuestion {
  readonly before: Numbers;
  readonly after: Numbers;
  readonly basis: CriterionBasis;
  /** Standard uncertainties of both averages, for the expanded criterion. */
  readonly uncertainties?: { readonly before: number; readonly after: number };
}

/** What a check of stability found. */
export interface Stability {
  readonly averageBefore: number;
  readonly averageAfter: number;
  /** |ȳ₁ − ȳ₂|. */
  readonly difference: number;
  readonly criterion: CriterionResult;
  readonly expandedCriterion?: CriterionResult;
}

/**
 * |ȳ₁ − ȳ₂| ≤ 0.3 σ_pt, expanded by 2 √(u²(ȳ₁) + u²(ȳ₂)).
 * ISO 13528:2022, B.5.1 (B.17) and B.5.2 (B.18).
 */
export function checkStability({ before, after, basis, uncertainties }: StabilityQuestion): Stability {
  const averageBefore = meanOf(requireObservations(before, { what: 'results before', atLeast: 1 }));
  const averageAfter = meanOf(requireObservations(after, { what: 'results after', atLeast: 1 }));
  const limit = criterionLimit(basis);
  const difference = Math.abs(averageBefore - averageAfter);
  const result = { averageBefore, averageAfter, difference, criterion: { limit, met: difference <= limit } };
  if (uncertainties === undefined) {
    return result;
  }
  requireSpread(uncertainties.before, 'The standard uncertainty of the average before');
  requireSpread(uncertainties.after, 'The standard uncertainty of the average after');
  const expanded = limit + 2 * Math.hypot(uncertainties.before, uncertainties.after);
  return { ...result, expandedCriterion: { limit: expanded, met: difference <= expanded } };
}

/** A test of whether two averages differ. */
export interface AverageTest {
  readonly t: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
}

/**
 * t = (ȳ₁ − ȳ₂)/√(s₁²/n₁ + s₂²/n₂), degrees of freedom after Welch, both sides.
 * ISO 13528:2022, B.5.4: of one average an item, not of single test portions.
 */
export function testStability(before: Numbers, after: Numbers): AverageTest {
  const parts = [before, after].map((values) => {
    const numbers = requireObservations(values, { what: 'averages of items', atLeast: 2 });
    const mean = meanOf(numbers);
    const degrees = numbers.length - 1;
    return { mean, degrees, variance: squaresAbout(numbers, mean) / degrees / numbers.length };
  });
  const [first, second] = parts as [(typeof parts)[0], (typeof parts)[0]];
  const variance = first.variance + second.variance;
  if (variance === 0) {
    throw new MetrologyError('ZERO_SPREAD', 'All averages of items are equal; they say nothing about chance');
  }
  const degreesOfFreedom =
    variance ** 2 / (first.variance ** 2 / first.degrees + second.variance ** 2 / second.degrees);
  const t = (first.mean - second.mean) / Math.sqrt(variance);
  return { t, degreesOfFreedom, pValue: 2 * studentUpperTail(Math.abs(t), degreesOfFreedom) };
}
