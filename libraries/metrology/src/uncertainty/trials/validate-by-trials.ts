// SPDX-License-Identifier: Apache-2.0
import { numericalTolerance } from './numerical-tolerance.ts';
import type { CoverageInterval, OutputSummary } from './summarise-trials.ts';

/** How far the interval of the law of propagation lies from that of the trials, and whether that is near enough. */
export interface Validation {
  readonly validated: boolean;
  readonly differenceLower: number;
  readonly differenceUpper: number;
  readonly tolerance: number;
}

/** The result of the law of propagation that is to be validated. */
export interface GumInterval {
  readonly estimate: number;
  readonly standardUncertainty: number;
  readonly expandedUncertainty: number;
}

/** What is compared with what: the significant digits of u that matter, and which interval of the trials. */
export interface ValidationRule {
  readonly significantDigits: 1 | 2;
  readonly interval?: 'symmetric' | 'shortest';
}

/**
 * d_low = |y − U_p − y_low|, d_high = |y + U_p − y_high|; validated when neither exceeds δ.
 * JCGM 101:2008, 8.1 and 8.2 (recalled). The trials should be adaptive, with a tolerance of δ/5 at most (8.2): `toleranceDivisor: 5`.
 * Where u is 0, as for a squared quantity at 0, δ is taken from the trials' u; throws where they have none either.
 */
export function validateByTrials(of: GumInterval, trials: OutputSummary, rule: ValidationRule): Validation {
  const interval: CoverageInterval = rule.interval === 'shortest' ? trials.shortest : trials.symmetric;
  const tolerance = numericalTolerance(
    of.standardUncertainty || (trials.standardUncertainty ?? 0),
    rule.significantDigits,
  );
  const differenceLower = Math.abs(of.estimate - of.expandedUncertainty - interval.lower);
  const differenceUpper = Math.abs(of.estimate + of.expandedUncertainty - interval.upper);
  return {
    validated: Math.max(differenceLower, differenceUpper) <= tolerance,
    differenceLower,
    differenceUpper,
    tolerance,
  };
}
