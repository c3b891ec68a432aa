// SPDX-License-Identifier: Apache-2.0
import { compareRationals, divideRationals, multiplyRationals } from '@touchstone/identifiers';
import {
  convertQuantity,
  type Quantity,
  quantityOfRational,
  sameDimension,
  UNIT_ONE,
  type Unit,
} from '@touchstone/metrology/quantity';

/**
 * A quantity in another unit, where both are known to be of one thing: a result and its readings, a result and the range
 * of its line. Degrees are temperatures then, and a bare percent is of what the quotient beside it is of.
 * SI Brochure, 9th edition, 5.4.3 and 5.4.7. Throws `INCOMPARABLE` for anything else.
 */
export function ofSameThing(quantity: Quantity, unit: Unit): Quantity {
  const from = quantity.unit;
  if (!leavesOpen(from, unit) && !leavesOpen(unit, from)) {
    return convertQuantity(quantity, unit, { temperature: 'point' });
  }
  return quantityOfRational(divideRationals(multiplyRationals(quantity.value, from.factor), unit.factor), unit);
}

/** −1, 0 or 1 as a is less than, equal to or greater than b, where both are of one thing. */
export function compareSameThing(a: Quantity, b: Quantity): -1 | 0 | 1 {
  return compareRationals(a.value, ofSameThing(b, a.unit).value);
}

/** Whether one unit is a plain number, and the other a fraction of something: 12.3 % beside 12.3 g/100 g. */
function leavesOpen(plain: Unit, fraction: Unit): boolean {
  if (plain.kinds.length > 0 || !sameDimension(plain, UNIT_ONE) || !sameDimension(fraction, UNIT_ONE)) return false;
  return fraction.kinds.length > 0 && fraction.kinds.every((kind) => kind.includes('/'));
}
