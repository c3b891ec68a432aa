// SPDX-License-Identifier: Apache-2.0
import {
  compareRationals,
  divideRationals,
  multiplyRationals,
  negateRational,
  type Rational,
  rational,
  rationalFromDecimal,
  rationalToNumber,
  subtractRationals,
} from '@touchstone/identifiers';
import { convertQuantity, unitComparability } from '../quantity/convert.ts';
import { describeQuantity } from '../quantity/quantity.ts';
import { intervalProbability } from './conformance-probability.ts';
import type { DecisionReason } from './conformity-decision.ts';
import type { ExpandedUncertainty, QuantifiedResult } from './measured-result.ts';
import type { Bound, Tolerance } from './tolerance.ts';

/** The uncertainty that a rule may act upon, or why there is none. */
export type UsableUncertainty =
  | { readonly usable: true; readonly uncertainty: ExpandedUncertainty }
  | { readonly usable: false; readonly reason: DecisionReason };

// Q(z) is below the smallest double from 39 on, so a larger z says no more.
const Z_MAX: Rational = rational(1_000);
const Z_MIN: Rational = negateRational(Z_MAX);

/**
 * U when it is stated, above 0 and in a unit of the value; an absent one is never taken as 0, and neither is a
 * stated 0, which a laboratory cannot have measured and a spreadsheet writes for an empty cell.
 */
export function usableUncertainty({ value, expandedUncertainty }: QuantifiedResult): UsableUncertainty {
  if (expandedUncertainty === undefined) {
    return unusable('UNCERTAINTY_MISSING', 'the result states no uncertainty, and none is not zero');
  }
  const U = expandedUncertainty.value;
  if (U.value.numerator === 0n) {
    return unusable('UNCERTAINTY_ZERO', 'the result states an uncertainty of 0, which no measurement has');
  }
  const comparability = unitComparability(U.unit, value.unit, { temperature: 'interval' });
  return comparability.comparable
    ? { usable: true, uncertainty: expandedUncertainty }
    : unusable(
        'UNCERTAINTY_INCOMPARABLE',
        `U = ${describeQuantity(U)} is in no unit of the value: ${comparability.detail}`,
      );
}

/**
 * p_C with z = k (T − y) / U, exact up to the normal distribution.
 * JCGM 106:2012, 7.2 and 7.3, u = U/k. Requires comparable units of value, U and tolerance.
 */
export function conformanceOf(
  { value }: QuantifiedResult,
  tolerance: Tolerance,
  { value: U, coverageFactor }: ExpandedUncertainty,
): number {
  const z = ({ value: limit }: Bound) => {
    const distance = subtractRationals(limit.value, convertQuantity(value, limit.unit).value);
    const halfWidth = convertQuantity(U, limit.unit, { temperature: 'interval' }).value;
    return toNumber(divideRationals(multiplyRationals(distance, rationalFromDecimal(coverageFactor)), halfWidth));
  };
  return intervalProbability({
    ...(tolerance.lower === undefined ? {} : { lower: z(tolerance.lower) }),
    ...(tolerance.upper === undefined ? {} : { upper: z(tolerance.upper) }),
  });
}

function toNumber(z: Rational): number {
  const above = compareRationals(z, Z_MAX) > 0 ? Z_MAX : z;
  return rationalToNumber(compareRationals(above, Z_MIN) < 0 ? Z_MIN : above);
}

function unusable(code: DecisionReason['code'], detail: string): UsableUncertainty {
  return { usable: false, reason: { code, detail } };
}
