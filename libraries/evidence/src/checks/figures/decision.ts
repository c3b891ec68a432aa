// SPDX-License-Identifier: Apache-2.0

import { parseDecimal } from '@touchstone/identifiers';
import {
  type ConformityDecision,
  type DecisionRule,
  decideAgainstProhibition,
  decideConformity,
  type MeasuredResult,
} from '@touchstone/metrology/decision';
import { compareQuantities, describeQuantity as describe, parseQuantity } from '@touchstone/metrology/quantity';
import type { LimitRequirement } from '@touchstone/requirements';
import type { QuantityValue, TestResult } from '@touchstone/statements';
import { type Finding, finding, type Reason, reason } from '../../check.ts';
import type { Bench } from '../../judge/bench.ts';
import type { Outcome } from '../../verdict.ts';
import { workedOutOnce } from '../../worked-out-once.ts';
import { appliedRule, contractCaveat, outrankedReason, unusedRule, userOnlyReason } from './applied-rule.ts';
import { unlessIncomparable } from './incomparable.ts';
import { isTooUnsure } from '../admission/certainty.ts';

/** What one version of a limit makes of one result, with what stands under it. */
export interface LimitDecision {
  /** True where a version that decides is not met, also when another version leaves the outcome open. */
  readonly isAgainst: boolean;
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  readonly caveats: readonly Reason[];
}

/**
 * Group 12: limit and decision rule. Law before scheme before contract before user; a missing uncertainty is never zero.
 * A screening result at or below the limit suffices; above it, it says nothing about the narrower substance.
 */
export function decideLimit(requirement: LimitRequirement, result: TestResult, bench: Bench): LimitDecision {
  const basis = basisOf(requirement, result, bench);
  if (basis.blocked !== undefined)
    return { outcome: 'inconclusive', isAgainst: false, reasons: [basis.blocked], caveats: [] };
  if (!concerns(requirement, result)) {
    const detail = `${result.substance} was measured; the limit is for ${requirement.substanceId}`;
    return { outcome: 'inconclusive', isAgainst: false, reasons: [reason('OTHER_SUBSTANCE', detail)], caveats: [] };
  }
  const contrary = contraryOf(result);
  if (contrary !== undefined) return { outcome: 'inconclusive', isAgainst: false, reasons: [contrary], caveats: [] };
  return unlessIncomparable<LimitDecision>(
    () => {
      const decided = decide(requirement, measuredResultOf(result), bench);
      const screened = result.substance !== requirement.substanceId && decided.outcome === 'does-not-meet';
      const outcome = screened ? 'inconclusive' : decided.outcome;
      const extra = screened
        ? [
            reason(
              'SCREENING_ABOVE_LIMIT',
              `${result.substance} is above the limit; ${requirement.substanceId} itself must be measured`,
            ),
          ]
        : [];
      return {
        outcome,
        isAgainst: outcome === 'does-not-meet',
        reasons: [...decided.reasons, ...extra],
        caveats: [...basis.caveats, ...decided.caveats],
      };
    },
    (error) => {
      return {
        outcome: 'inconclusive',
        isAgainst: false,
        reasons: [reason(`METROLOGY_${error.code}`, error.message)],
        caveats: [],
      };
    },
  );
}

/** Whether the result is of the substance limited, or of a wider one that the law lets stand for it. */
export function concerns({ substanceId, screenedBy }: LimitRequirement, { substance }: TestResult): boolean {
  return substance === substanceId || substance === screenedBy?.substanceId;
}

/**
 * What a quantified result says against itself: a content below zero, a number below what the report says that it can detect or quantify, or
 * an uncertainty, or such a limit, in a unit of something else. ISO/IEC 17025:2017, 7.8.3.1 c): in the same unit.
 */
export const contraryOf = workedOutOnce((result: TestResult): Reason | undefined => {
  if (isNegative(result)) return reason('NEGATIVE_RESULT', 'a content below zero is no result');
  if (result.outcome !== 'quantified') return undefined;
  const { quantity, expandedUncertainty, limitOfDetection, limitOfQuantification } = result;
  const value = `${quantity.value} ${quantity.unit}`;
  const compared = (other: QuantityValue, code: string): -1 | 0 | 1 | Reason =>
    unlessIncomparable<-1 | 0 | 1 | Reason>(
      () => compareQuantities(parseQuantity(quantity), parseQuantity(other)),
      ({ message }) => reason(code, message, { value, other: `${other.value} ${other.unit}` }),
    );
  if (expandedUncertainty !== undefined) {
    const fits = compared(expandedUncertainty, 'UNCERTAINTY_INCOMPARABLE');
    if (typeof fits === 'object') return fits;
  }
  for (const own of [limitOfDetection, limitOfQuantification]) {
    if (own === undefined) continue;
    const against = compared(own, 'OWN_LIMIT_INCOMPARABLE');
    if (typeof against === 'object') return against;
    const limit = `${own.value} ${own.unit}`;
    if (against < 0)
      return reason('BELOW_OWN_LIMIT', `${value} is given as quantified, below the ${limit} that its report can`, {
        value,
        limit,
      });
  }
  return undefined;
});

/**
 * Whether a quantified result of the very substance is above the limit as a number, on whatever basis and with whatever
 * uncertainty, or cannot be compared with it. It decides nothing; but nobody can say over it that the limit is met.
 */
export function mayExceed({ substanceId, limit }: LimitRequirement, result: TestResult): boolean {
  if (result.outcome !== 'quantified' || result.substance !== substanceId || isNegative(result)) return false;
  if (limit.kind === 'not-permitted') return /[1-9]/.test(result.quantity.value);
  return unlessIncomparable(
    () => compareQuantities(parseQuantity(result.quantity), parseQuantity(limit)) > 0,
    () => true,
  );
}

function isNegative(result: TestResult): boolean {
  return (
    result.outcome === 'quantified' && result.quantity.value.startsWith('-') && /[1-9]/.test(result.quantity.value)
  );
}

/** Turns the decision of all versions of a requirement into the group's check. */
export function decisionFinding(outcome: Outcome, reasons: readonly Reason[]): Finding {
  const made = { meets: 'passed', 'does-not-meet': 'failed', inconclusive: 'undetermined' } as const;
  return finding('decision', made[outcome], { reasons });
}

function decide(
  requirement: LimitRequirement,
  result: MeasuredResult,
  bench: Bench,
): Pick<LimitDecision, 'outcome' | 'reasons' | 'caveats'> {
  const { limit } = requirement;
  if (limit.kind === 'not-permitted') {
    const wanted = requirement.method?.requiredLoq;
    const options = wanted === undefined ? {} : { requiredLoq: parseQuantity(wanted) };
    const { outcome, reasons } = decideAgainstProhibition(result, options);
    return {
      outcome: outcomeOf(outcome),
      reasons: [...reasons, ...unusedRule(bench.set)],
      caveats: unusedRule(bench.set),
    };
  }
  const applied = appliedRule(bench);
  if ('code' in applied) return { outcome: 'inconclusive', reasons: [applied], caveats: [] };
  const upper = { value: parseQuantity(limit), inclusive: true };
  const decideBy = (rule: DecisionRule): ConformityDecision =>
    decideConformity({ result, tolerance: { upper }, rule, rounding: { method: bench.policy.rounding } });
  const { selected, outranked } = applied;
  const decided = decideBy(selected.rule);
  const outcome = outcomeOf(decided.outcome);
  const values = { result: shown(result), limit: `${limit.value} ${limit.unit}`, rule: selected.label };
  const comparison = reason('COMPARED', `${values.result} against at most ${values.limit} by ${values.rule}`, values);
  const others = outranked.map((one) => outrankedReason(one, outcomeOf(decideBy(one.rule).outcome), applied));
  const reasons = [comparison, ...decided.reasons, ...others];
  if (!selected.changesLegalVerdict)
    return { outcome: 'inconclusive', reasons: [userOnlyReason(selected, outcome), ...reasons], caveats: [] };
  const byContract = selected.origin === 'contract' ? [contractCaveat(selected, bench.place)] : [];
  // A rule that somebody asked for, or that the contract agrees, is seen with the verdict that it does not decide.
  return { outcome, reasons, caveats: [...byContract, ...others, ...uncertaintyCaveats(result, decided)] };
}

/** JCGM 106:2012, 7.2: p_C at or above this leaves a risk of wrong acceptance of at most 5 %. */
const SURE = 0.95;

/** A rule that needs no uncertainty may decide without one; whoever reads the verdict should see that it did. */
function uncertaintyCaveats(
  result: MeasuredResult,
  { outcome, conformanceProbability, reasons }: ConformityDecision,
): readonly Reason[] {
  if (result.kind !== 'quantified' || outcome === 'inconclusive') return [];
  const missing = reasons.filter(({ code }) => code === 'UNCERTAINTY_MISSING' || code === 'UNCERTAINTY_ZERO');
  if (missing.length > 0 || conformanceProbability === undefined) return missing;
  const rightly = outcome === 'conforms' ? conformanceProbability : 1 - conformanceProbability;
  if (rightly >= SURE) return [];
  const probability = rightly.toFixed(2);
  const detail = `with the uncertainty stated, the outcome is right with a probability of ${probability}`;
  return [reason('LOW_CONFORMANCE_PROBABILITY', detail, { probability })];
}

/** The report's result as metrology sees it; throws MetrologyError where the numbers cannot be one. */
export const measuredResultOf = workedOutOnce((result: TestResult): MeasuredResult => {
  switch (result.outcome) {
    case 'quantified': {
      const value = parseQuantity(result.quantity);
      const given = result.expandedUncertainty;
      if (given === undefined) return { kind: 'quantified', value };
      const { coverageProbability } = given;
      return {
        kind: 'quantified',
        value,
        expandedUncertainty: {
          value: parseQuantity(given),
          coverageFactor: parseDecimal(given.coverageFactor),
          ...(coverageProbability === undefined ? {} : { coverageProbability: parseDecimal(coverageProbability) }),
        },
      };
    }
    case 'below-loq': {
      const lod = result.limitOfDetection;
      return {
        kind: 'below-loq',
        loq: parseQuantity(result.limitOfQuantification),
        ...(lod === undefined ? {} : { lod: parseQuantity(lod) }),
      };
    }
    case 'not-detected': {
      const loq = result.limitOfQuantification;
      return {
        kind: 'not-detected',
        lod: parseQuantity(result.limitOfDetection),
        ...(loq === undefined ? {} : { loq: parseQuantity(loq) }),
      };
    }
  }
});

/** The outcome of a decision in the words of a verdict. */
export function outcomeOf(outcome: 'conforms' | 'does-not-conform' | 'inconclusive'): Outcome {
  const same = { conforms: 'meets', 'does-not-conform': 'does-not-meet', inconclusive: 'inconclusive' } as const;
  return same[outcome];
}

interface BasisStanding {
  readonly blocked?: Reason;
  readonly caveats: readonly Reason[];
}

/** The limit and the result must refer to the same: edible part, as sold, dry weight. Different words are not merged silently. */
function basisOf({ basis, instrument }: LimitRequirement, result: TestResult, { policy }: Bench): BasisStanding {
  const given = result.basis;
  if (basis === 'any' || sameWords(basis, given)) return { caveats: [] };
  const values = { law: basis, report: given, instrument: instrument.title };
  if (basis === 'not stated') {
    const { when, takes, because } = policy.unstatedBasis;
    const taken = takes.some((one) => sameWords(one, given));
    const said = reason('BASIS_NOT_STATED', `the law names no basis; the result is ${given} (${because})`, values);
    return when === 'decides-visibly' && taken ? { caveats: [said] } : { blocked: said, caveats: [] };
  }
  const same = policy.sameBasis?.find(
    ({ law, report, certainty }) =>
      !isTooUnsure(certainty, policy) && sameWords(law, basis) && sameWords(report, given),
  );
  if (same !== undefined)
    return { caveats: [reason('BASIS_TAKEN_AS_SAME', `${given} is taken as ${basis}: ${same.because}`, values)] };
  return { blocked: reason('BASIS_DIFFERS', `the limit is for ${basis}; the result is ${given}`, values), caveats: [] };
}

function sameWords(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

function shown(result: MeasuredResult): string {
  switch (result.kind) {
    case 'quantified':
      return describe(result.value);
    case 'below-loq':
      return `< LOQ ${describe(result.loq)}`;
    case 'not-detected':
      return `< LOD ${describe(result.lod)}`;
  }
}
