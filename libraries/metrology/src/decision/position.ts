// SPDX-License-Identifier: Apache-2.0
import { convertQuantity } from '../quantity/convert.ts';
import { describeQuantity, type Quantity, quantityOf } from '../quantity/quantity.ts';
import type { DecisionReason, RoundingRule } from './conformity-decision.ts';
import { compareReported, roundRationalByGbt8170 } from './gbt8170.ts';
import type { QuantifiedResult } from './measured-result.ts';
import { type Bound, type Side, sidesOf, type Tolerance } from './tolerance.ts';

/** Whether y lies on the permitted side of a limit: y ≤ T_U, y ≥ T_L, or < and > where the limit itself is excluded. */
function isWithin({ value, reportedMark }: QuantifiedResult, side: Side, { value: limit, inclusive }: Bound): boolean {
  const order = compareReported(convertQuantity(value, limit.unit).value, limit.value, reportedMark);
  if (order === 0) {
    return inclusive;
  }
  return side === 'upper' ? order < 0 : order > 0;
}

/** The ends of a tolerance that the value lies beyond; none when it is permitted. */
export function sidesBeyond(result: QuantifiedResult, tolerance: Tolerance): readonly Side[] {
  return sidesOf(tolerance).flatMap(([side, bound]) => (isWithin(result, side, bound) ? [] : [side]));
}

/** The reasons for which a value is not permitted, one for each end of the tolerance that it lies beyond. */
export function beyondReasons(result: QuantifiedResult, tolerance: Tolerance): readonly DecisionReason[] {
  return sidesOf(tolerance).flatMap(([side, bound]): DecisionReason[] => {
    if (isWithin(result, side, bound)) {
      return [];
    }
    const detail = `${describeQuantity(result.value)} is beyond the ${side} limit ${describeBound(bound)}`;
    return [{ code: side === 'upper' ? 'ABOVE_UPPER_LIMIT' : 'BELOW_LOWER_LIMIT', detail }];
  });
}

/**
 * The value as it meets one limit: in the limit's unit, and rounded to its last digit where the standard asks for it.
 * GB/T 8170-2008, 4.3.3. `undefined` when the limit has no last digit and the rule names none.
 */
export function roundedFor(
  { value, reportedMark }: QuantifiedResult,
  { value: limit }: Bound,
  rounding: RoundingRule,
): QuantifiedResult | undefined {
  const digit = rounding.digit ?? limit.decimal?.exponent;
  if (digit === undefined) {
    return undefined;
  }
  const exact = convertQuantity(value, limit.unit).value;
  const options = reportedMark === undefined ? {} : { reportedMark };
  return { kind: 'quantified', value: quantityOf(roundRationalByGbt8170(exact, digit, options), limit.unit) };
}

/** A limit for people: '0.3 mg/kg', or '0.3 mg/kg (excluded)'. */
function describeBound({ value, inclusive }: { readonly value: Quantity; readonly inclusive: boolean }): string {
  return inclusive ? describeQuantity(value) : `${describeQuantity(value)} (excluded)`;
}
