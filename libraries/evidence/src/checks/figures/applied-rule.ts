// SPDX-License-Identifier: Apache-2.0
import {
  type DecisionRule,
  describeDecisionRule,
  parseDecisionRule,
  type RuleOrigin,
  type SelectedRule,
  selectDecisionRule,
} from '@touchstone/metrology/decision';
import { type Reason, reason } from '../../check.ts';
import type { Bench } from '../../judge/bench.ts';
import type { Outcome } from '../../verdict.ts';
import { isTooUnsure } from '../admission/certainty.ts';

/** A rule that somebody stated, and that another one outranks. */
interface Outranked {
  readonly origin: RuleOrigin;
  readonly rule: DecisionRule;
}

/** The decision rule of a place for this claim and question, and those that it takes precedence over. */
export interface AppliedRule {
  readonly selected: SelectedRule;
  readonly outranked: readonly Outranked[];
}

/** Law before scheme before contract before user; or why there is no rule. ISO/IEC 17025:2017, 7.8.6.1. */
export function appliedRule(bench: Bench): AppliedRule | Reason {
  return bench.remember(bench.set, 'decision rule', () => ruleOf(bench));
}

function ruleOf({ policy, place, set }: Bench): AppliedRule | Reason {
  const own = policy.decisionRule;
  // A rule of law that is not known surely is a rule of law all the same: no contract takes its place.
  if (own !== undefined && isTooUnsure(own.legalBasis.certainty, policy))
    return reason(
      'DECISION_RULE_UNSURE',
      `the decision rule of ${place} is not known surely enough to decide anything`,
    );
  const contract = set.claim.decisionRule;
  const user = set.question.decisionRule;
  const stated: Partial<Record<RuleOrigin, DecisionRule>> = {
    ...(own === undefined ? {} : { [own.origin]: parseDecisionRule(own.rule) }),
    ...(contract === undefined ? {} : { contract: parseDecisionRule(contract) }),
    ...(user === undefined ? {} : { user: parseDecisionRule(user) }),
  };
  const selected = selectDecisionRule(stated);
  if (selected === undefined) {
    const detail = `neither law nor a scheme of ${place} states a decision rule, and the claim names none that a contract agrees`;
    return reason('DECISION_RULE_MISSING', detail, { place });
  }
  const outranked = selected.outranked.map((origin) => ({ origin, rule: stated[origin] as DecisionRule }));
  return { selected, outranked };
}

/** What an outranked rule would say, and why it does not decide. */
export function outrankedReason({ origin, rule }: Outranked, outcome: Outcome, { selected }: AppliedRule): Reason {
  const values = {
    ...{ origin, rule: describeDecisionRule(rule), outcome },
    ...{ appliedOrigin: selected.origin, applied: describeDecisionRule(selected.rule) },
  };
  const detail = `by ${values.rule}, the rule of the ${origin}, it would be: ${outcome}; a rule by ${selected.origin} takes precedence, and ${values.applied} decides`;
  return reason('RULE_OUTRANKED', detail, values);
}

/** Where nobody but the asker states a rule: what it says is shown, and is no verdict. */
export function userOnlyReason({ rule }: SelectedRule, outcome: Outcome): Reason {
  const values = { rule: describeDecisionRule(rule), outcome };
  const detail = `neither law, scheme nor contract states a decision rule; by ${values.rule}, the asker’s own, it would be: ${outcome}, which is no legal verdict`;
  return reason('RULE_OF_USER_ONLY', detail, values);
}

/** Shown under a verdict that rests on the contract’s rule: the presenter says what the contract says. */
export function contractCaveat({ rule }: SelectedRule, place: string): Reason {
  const values = { rule: describeDecisionRule(rule), place };
  const detail = `neither law nor a scheme of ${place} states a decision rule; decided by ${values.rule}, which the contract agrees by the presenter’s word`;
  return reason('RULE_BY_CONTRACT', detail, values);
}

/** Where the law permits none of a substance no rule is applied, whoever stated one. */
export function unusedRule({ claim, question }: Bench['set']): readonly Reason[] {
  if (claim.decisionRule === undefined && question.decisionRule === undefined) return [];
  return [reason('RULE_NOT_USED', 'the law permits none of it, so that no decision rule is applied')];
}
