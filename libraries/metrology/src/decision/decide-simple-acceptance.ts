// SPDX-License-Identifier: Apache-2.0
import { describeQuantity } from '../quantity/quantity.ts';
import {
  type ConformityDecision,
  type DecisionReason,
  inconclusive,
  type RoundingRule,
} from './conformity-decision.ts';
import type { QuantifiedResult } from './measured-result.ts';
import { beyondReasons, roundedFor } from './position.ts';
import { sidesOf, type Tolerance } from './tolerance.ts';
import { conformanceOf, usableUncertainty } from './uncertainty.ts';

/**
 * y ∈ T conforms, whatever its uncertainty; the shared risk is up to 50 %.
 * JCGM 106:2012, 8.2; ILAC-G8:09/2019, 4.2.1. Rounded to the limit's digit first where asked: GB/T 8170-2008, 4.3.3.
 */
export function decideBySimpleAcceptance(
  result: QuantifiedResult,
  tolerance: Tolerance,
  rounding: RoundingRule,
): ConformityDecision {
  const roundings: DecisionReason[] = [];
  const beyond: DecisionReason[] = [];
  for (const [side, bound] of sidesOf(tolerance)) {
    const met = rounding.method === 'full-value' ? result : roundedFor(result, bound, rounding);
    if (met === undefined) {
      return inconclusive({ code: 'ROUNDING_NOT_DEFINED', detail: `the ${side} limit has no last digit to round to` });
    }
    if (met !== result) {
      const detail = `${describeQuantity(result.value)} becomes ${describeQuantity(met.value)} at the digit of the ${side} limit`;
      roundings.push({ code: 'ROUNDED_BEFORE_COMPARISON', detail });
    }
    beyond.push(...beyondReasons(met, { [side]: bound }));
  }
  const uncertainty = usableUncertainty(result);
  const conforms = beyond.length === 0;
  const within: DecisionReason = { code: 'WITHIN_LIMITS', detail: `${describeQuantity(result.value)} is permitted` };
  return {
    outcome: conforms ? 'conforms' : 'does-not-conform',
    statement: conforms ? 'pass' : 'fail',
    acceptanceLimit: Object.fromEntries(sidesOf(tolerance).map(([side, bound]) => [side, bound.value])),
    ...(uncertainty.usable
      ? { conformanceProbability: conformanceOf(result, tolerance, uncertainty.uncertainty) }
      : {}),
    reasons: [
      ...(conforms ? [within] : beyond),
      ...roundings,
      ...(uncertainty.usable ? [] : [decidedWithout(uncertainty.reason)]),
    ],
  };
}

function decidedWithout({ code, detail }: DecisionReason): DecisionReason {
  return { code, detail: `${detail}; simple acceptance decides without it` };
}
