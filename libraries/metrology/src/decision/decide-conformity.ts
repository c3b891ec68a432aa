// SPDX-License-Identifier: Apache-2.0
import { unitComparability } from '../quantity/convert.ts';
import type { Quantity } from '../quantity/quantity.ts';
import {
  type ConformityDecision,
  type ConformityQuestion,
  type DecisionReason,
  inconclusive,
} from './conformity-decision.ts';
import { decideByGuardBand } from './decide-guard-band.ts';
import { decideNonDetect } from './decide-non-detect.ts';
import { decideByProbability } from './decide-probability.ts';
import { decideBySimpleAcceptance } from './decide-simple-acceptance.ts';
import { describeDecisionRule, requireDecisionRule } from './decision-rule.ts';
import { nonDetectLimit, requireMeasuredResult } from './measured-result.ts';
import { requireTolerance, sidesOf, type Tolerance } from './tolerance.ts';

/**
 * Does a result show that a value is permitted? By simple acceptance, guard band or conformance probability.
 * JCGM 106:2012, clauses 7 and 8; ILAC-G8:09/2019; ISO/IEC 17025:2017, 7.8.6; GB/T 8170-2008, 4.3.
 *
 * Throws `BAD_…` when an input cannot be one; whatever a proper result leaves open is `inconclusive` with its reason.
 */
export function decideConformity(question: ConformityQuestion): ConformityDecision {
  const { result, tolerance, rule, rounding = { method: 'full-value' } } = question;
  requireTolerance(tolerance);
  requireDecisionRule(rule);
  requireMeasuredResult(result);
  const measured = result.kind === 'quantified' ? result.value : nonDetectLimit(result).limit;
  const incomparable = incomparableReasons(measured, tolerance);
  if (incomparable.length > 0) {
    return inconclusive(...incomparable);
  }
  if (result.kind !== 'quantified') {
    return decideNonDetect(result, tolerance);
  }
  if (rounding.method === 'rounded-value' && rule.kind !== 'simple-acceptance') {
    const detail = `comparing rounded values is defined for simple acceptance, not for ${describeDecisionRule(rule)}`;
    return inconclusive({ code: 'ROUNDING_NOT_DEFINED', detail });
  }
  switch (rule.kind) {
    case 'simple-acceptance':
      return decideBySimpleAcceptance(result, tolerance, rounding);
    case 'guard-band':
      return decideByGuardBand(result, tolerance, rule);
    case 'conformance-probability':
      return decideByProbability(result, tolerance, rule.threshold);
  }
}

function incomparableReasons({ unit }: Quantity, tolerance: Tolerance): DecisionReason[] {
  return sidesOf(tolerance).flatMap(([, bound]) => {
    const comparability = unitComparability(unit, bound.value.unit);
    return comparability.comparable
      ? []
      : [{ code: 'UNIT_INCOMPARABLE', detail: `${comparability.detail} (${comparability.reason})` }];
  });
}
