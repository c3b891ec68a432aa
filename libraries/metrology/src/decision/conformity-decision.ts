// SPDX-License-Identifier: Apache-2.0
import type { Quantity } from '../quantity/quantity.ts';
import type { DecisionRule } from './decision-rule.ts';
import type { ComparisonMethod } from './gbt8170.ts';
import type { MeasuredResult } from './measured-result.ts';
import type { Tolerance } from './tolerance.ts';

/** A result, the values that are permitted, and the rules by which the two meet. */
export interface ConformityQuestion {
  readonly result: MeasuredResult;
  readonly tolerance: Tolerance;
  readonly rule: DecisionRule;
  /** Absent: full-value, the method where a standard names none (GB/T 8170-2008, 4.3.1). */
  readonly rounding?: RoundingRule;
}

/** How values are rounded before they meet the limit; `digit` is a power of ten, absent: the last digit of the limit. */
export interface RoundingRule {
  readonly method: ComparisonMethod;
  readonly digit?: number;
}

/** `inconclusive` is an answer: the result settles nothing under this rule, and the reasons say what would. */
export type ConformityOutcome = 'conforms' | 'does-not-conform' | 'inconclusive';

/** Where the value lies with its guard bands, ILAC-G8:09/2019, 4.2.3; simple acceptance knows only pass and fail. */
export type ConformityStatement = 'pass' | 'conditional-pass' | 'conditional-fail' | 'fail';

/** Every reason for a decision; the set is closed so that callers can switch over it. */
export type DecisionReasonCode =
  | 'WITHIN_LIMITS'
  | 'ABOVE_UPPER_LIMIT'
  | 'BELOW_LOWER_LIMIT'
  | 'IN_GUARD_BAND'
  | 'GUARD_BANDS_OVERLAP'
  | 'PROBABILITY_REACHED'
  | 'PROBABILITY_NOT_REACHED'
  | 'ROUNDED_BEFORE_COMPARISON'
  | 'ROUNDING_NOT_DEFINED'
  | 'UNCERTAINTY_MISSING'
  | 'UNCERTAINTY_ZERO'
  | 'UNCERTAINTY_INCOMPARABLE'
  | 'UNIT_INCOMPARABLE'
  | 'BOUNDED_BY_OWN_LOQ'
  | 'LOQ_ABOVE_LIMIT'
  | 'DETECTED'
  | 'NOT_FOUND_AT_LOQ'
  | 'REQUIRED_LOQ_NOT_STATED'
  | 'LOQ_ABOVE_REQUIRED'
  | 'NO_DETECTION_LIMIT';

/** One reason, for a machine and for a person. */
export interface DecisionReason {
  readonly code: DecisionReasonCode;
  readonly detail: string;
}

/** What a result says about a requirement, with every reason. */
export interface ConformityDecision {
  readonly outcome: ConformityOutcome;
  /** Absent where the value's place among limits and guard bands is not known. */
  readonly statement?: ConformityStatement;
  /** The limits for the measured value, in the units of the tolerance: T itself, or T moved by the guard band. */
  readonly acceptanceLimit?: { readonly lower?: Quantity; readonly upper?: Quantity };
  /** p_C of JCGM 106:2012, 7.2, whenever the result states an uncertainty: the risk beside every pass and fail. */
  readonly conformanceProbability?: number;
  /** Never empty; the deciding reason first. */
  readonly reasons: readonly DecisionReason[];
}

/** The decision that nothing is decided. */
export function inconclusive(...reasons: DecisionReason[]): ConformityDecision {
  return { outcome: 'inconclusive', reasons };
}
