// SPDX-License-Identifier: Apache-2.0
import {
  addRationals,
  multiplyRationals,
  nameKey,
  parseDecimal,
  type Rational,
  rational,
  rationalFromDecimal,
} from '@touchstone/identifiers';
import { parseQuantity, type QuantityText } from '@touchstone/metrology/quantity';
import { unlessIncomparable } from '../checks/figures/incomparable.ts';

const ZERO = rational(0);

/**
 * value · factor + zero in coherent SI units, and their dimension: 0.120 mg/kg is 120 µg/kg, and 0 °C is 273.15 K. SI Brochure,
 * 9th edition, 5.4.3. In a unit that is not known here it is its number and the name of the unit. A difference has no zero: an
 * uncertainty of 0.1 °C is one of 0.1 K.
 */
export function quantityKey(text: QuantityText, of: 'value' | 'difference' = 'value'): string {
  return unlessIncomparable(
    () => {
      const { value, unit } = parseQuantity(text);
      const zero = of === 'difference' ? ZERO : (unit.zero ?? ZERO);
      const coherent = addRationals(multiplyRationals(value, unit.factor), zero);
      return `${fractionOf(coherent)} ${JSON.stringify(unit.dimension)}`;
    },
    () => `${fractionOf(rationalFromDecimal(parseDecimal(text.value)))} ${nameKey(text.unit)}`,
  );
}

const fractionOf = ({ numerator, denominator }: Rational) => `${numerator}/${denominator}`;
