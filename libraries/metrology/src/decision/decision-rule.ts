// SPDX-License-Identifier: Apache-2.0
import {
  compareDecimals,
  type Decimal,
  decimalFromInteger,
  formatDecimal,
  parseDecimal,
} from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';

/**
 * How measurement uncertainty enters a decision. ISO/IEC 17025:2017, 3.7; JCGM 106:2012, clause 8.
 *
 * `guards` says what the band w = multiplier · U makes harder: 'acceptance' protects the buyer (conforms only within
 * T − w), 'rejection' the supplier (does not conform only beyond T + w), 'both' leaves the whole zone T ± w open.
 * In `form` 'non-binary' (the default) a value inside a band is inconclusive; 'binary' decides it against acceptance
 * (guards 'acceptance') or against rejection (guards 'rejection'), as JCGM 106:2012, 8.3.2 and 8.3.3 do.
 */
export type DecisionRule =
  | { readonly kind: 'simple-acceptance' }
  | {
      readonly kind: 'guard-band';
      readonly multiplier: Decimal;
      readonly guards: 'acceptance' | 'rejection' | 'both';
      readonly form?: 'binary' | 'non-binary';
    }
  | { readonly kind: 'conformance-probability'; readonly threshold: Decimal };

/** A decision rule as statements carry it, its numbers as decimal text. */
export type DecisionRuleText =
  | { readonly kind: 'simple-acceptance' }
  | {
      readonly kind: 'guard-band';
      readonly multiplier: string;
      readonly guards: 'acceptance' | 'rejection' | 'both';
      readonly form?: 'binary' | 'non-binary' | undefined;
    }
  | { readonly kind: 'conformance-probability'; readonly threshold: string };

/** Who stated a rule, strongest first. */
export const RULE_ORIGINS = ['law', 'scheme', 'contract', 'user'] as const;
export type RuleOrigin = (typeof RULE_ORIGINS)[number];

/** The rule that applies, who stated it, and whether its outcome may count as the legal verdict. */
export interface SelectedRule {
  readonly rule: DecisionRule;
  readonly origin: RuleOrigin;
  readonly label: string;
  readonly changesLegalVerdict: boolean;
  /** Who else stated a rule, and was outranked. */
  readonly outranked: readonly RuleOrigin[];
}

const ZERO = decimalFromInteger(0);
const HALF = parseDecimal('0.5');
const ONE = decimalFromInteger(1);

/** The decision rule with its numbers parsed and checked. */
export function parseDecisionRule(given: DecisionRuleText): DecisionRule {
  const rule = withNumbers(given);
  requireDecisionRule(rule);
  return rule;
}

/**
 * The strongest rule stated: law, then scheme, then contract, then user; `undefined` when nobody stated one.
 * ISO/IEC 17025:2017, 7.8.6.1: a rule prescribed by customer, regulation or normative document is not chosen again.
 *
 * A user's rule is for the user's own eyes: it is labelled, and never changes a legal verdict.
 */
export function selectDecisionRule(
  stated: Partial<Record<RuleOrigin, DecisionRule | undefined>>,
): SelectedRule | undefined {
  const [found, ...outranked] = RULE_ORIGINS.flatMap((origin) => {
    const rule = stated[origin];
    return rule === undefined ? [] : [{ origin, rule }];
  });
  if (found === undefined) {
    return undefined;
  }
  requireDecisionRule(found.rule);
  const own = found.origin === 'user';
  return {
    ...found,
    label: `${describeDecisionRule(found.rule)}, ${own ? 'chosen by the user: no legal verdict' : `by ${found.origin}`}`,
    changesLegalVerdict: !own,
    outranked: outranked.map(({ origin }) => origin),
  };
}

/** The rule in words: 'guard band 1 U against false acceptance'. */
export function describeDecisionRule(rule: DecisionRule): string {
  switch (rule.kind) {
    case 'simple-acceptance':
      return 'simple acceptance';
    case 'guard-band': {
      const against = rule.guards === 'both' ? 'acceptance and false rejection' : rule.guards;
      return `guard band ${formatDecimal(rule.multiplier)} U against false ${against}`;
    }
    case 'conformance-probability':
      return `conformance probability of at least ${formatDecimal(rule.threshold)}`;
  }
}

/** Throws `BAD_RULE` unless multiplier ≥ 0, 0.5 ≤ threshold < 1, and a binary rule says which error it guards against. */
export function requireDecisionRule(rule: DecisionRule): void {
  if (rule.kind === 'guard-band') {
    if (compareDecimals(rule.multiplier, ZERO) < 0) {
      throw badRule('A guard band is 0 or a positive multiple of U', formatDecimal(rule.multiplier));
    }
    if (rule.guards === 'both' && rule.form === 'binary') {
      throw badRule("A rule that guards both errors leaves a zone open, so its form is 'non-binary'", 'both, binary');
    }
  }
  if (
    rule.kind === 'conformance-probability' &&
    (compareDecimals(rule.threshold, HALF) < 0 || compareDecimals(rule.threshold, ONE) >= 0)
  ) {
    throw badRule('A threshold of conformance probability lies from 0.5 to below 1', formatDecimal(rule.threshold));
  }
}

function withNumbers(given: DecisionRuleText): DecisionRule {
  switch (given.kind) {
    case 'simple-acceptance':
      return { kind: given.kind };
    case 'guard-band': {
      const { kind, guards, form } = given;
      const rule = { kind, multiplier: parseNumber(given.multiplier), guards };
      return form === undefined ? rule : { ...rule, form };
    }
    case 'conformance-probability':
      return { kind: given.kind, threshold: parseNumber(given.threshold) };
  }
}

function parseNumber(text: string): Decimal {
  try {
    return parseDecimal(text);
  } catch (cause) {
    throw new MetrologyError('BAD_RULE', 'A number in a decision rule is decimal text such as 0.95', {
      given: String(text).slice(0, 120),
      cause,
    });
  }
}

function badRule(problem: string, given: string): MetrologyError {
  return new MetrologyError('BAD_RULE', `${problem}; given ${given}`, { given });
}
