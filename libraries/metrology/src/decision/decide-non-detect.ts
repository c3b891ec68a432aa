// SPDX-License-Identifier: Apache-2.0
import { compareQuantities } from '../quantity/convert.ts';
import { describeQuantity, type Quantity } from '../quantity/quantity.ts';
import { type ConformityDecision, type DecisionReason, inconclusive } from './conformity-decision.ts';
import { type NonDetect, nonDetectLimit } from './measured-result.ts';
import type { Bound, Tolerance } from './tolerance.ts';

/**
 * 0 ≤ Y < d, d the method's own LOD or LOQ: d ≤ T_U conforms above, d ≤ T_L fails below, anything else is open.
 * From the meaning of a detection limit, VIM (JCGM 200:2012) 4.18; JCGM 106 treats measured values only.
 *
 * No decision rule enters: there is no measured value to move. Requires comparable units.
 */
export function decideNonDetect(result: NonDetect, tolerance: Tolerance): ConformityDecision {
  const { name, limit } = nonDetectLimit(result);
  const { lower, upper } = tolerance;
  const found = `below its own ${name} of ${describeQuantity(limit)}`;
  if (lower !== undefined && compareQuantities(limit, lower.value) <= 0) {
    const detail = `${found}, which is not above the lower limit ${describeQuantity(lower.value)}`;
    return { outcome: 'does-not-conform', statement: 'fail', reasons: [{ code: 'BELOW_LOWER_LIMIT', detail }] };
  }
  const open = [...openBelow(lower), ...openAbove(limit, upper)];
  if (open.length > 0) {
    return inconclusive(...open.map(({ code, detail }) => ({ code, detail: `${found}, ${detail}` })));
  }
  return { outcome: 'conforms', statement: 'pass', reasons: [{ code: 'BOUNDED_BY_OWN_LOQ', detail: found }] };
}

// A content is never negative, so only a lower limit above 0 (or 0 itself excluded) can be missed.
function openBelow(lower: Bound | undefined): DecisionReason[] {
  const harmless = lower === undefined || lower.value.value.numerator < (lower.inclusive ? 1n : 0n);
  return harmless
    ? []
    : [{ code: 'LOQ_ABOVE_LIMIT', detail: `which is above the lower limit ${describeQuantity(lower.value)}` }];
}

function openAbove(limit: Quantity, upper: Bound | undefined): DecisionReason[] {
  return upper === undefined || compareQuantities(limit, upper.value) <= 0
    ? []
    : [{ code: 'LOQ_ABOVE_LIMIT', detail: `which is above the limit ${describeQuantity(upper.value)}` }];
}
