// SPDX-License-Identifier: Apache-2.0
import { list, members, oneOf, type Read } from '../../api/narrow.ts';
import { type Reason, readReason } from '../../api/verdict.ts';
import { RULES, type Rule } from '../issue-gate/issue-gate.ts';

/** What one rule of a laboratory's gate notices about a report from elsewhere, and what it could not look at. */
export interface RuleOnReport {
  readonly rule: Rule;
  readonly indicators: readonly (Reason & { readonly cure: Reason })[];
  readonly wanting: readonly Reason[];
}

/** Reads one rule of the answer. */
export const readRuleOnReport: Read<RuleOnReport> = (value, path) => {
  const given = members(value, path);
  return {
    rule: oneOf(RULES)(given.rule, `${path}/rule`),
    indicators: list((each, at) => ({
      ...readReason(each, at),
      cure: readReason(members(each, at).cure, `${at}/cure`),
    }))(given.indicators, `${path}/indicators`),
    wanting: list(readReason)(given.wanting, `${path}/wanting`),
  };
};
