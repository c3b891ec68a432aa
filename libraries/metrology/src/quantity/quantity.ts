// SPDX-License-Identifier: Apache-2.0
import {
  addDecimals,
  addRationals,
  type Decimal,
  type DecimalString,
  formatDecimal,
  multiplyRationals,
  negateDecimal,
  negateRational,
  parseDecimal,
  type Rational,
  rationalFromDecimal,
  rationalToDecimal,
  roundRational,
} from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';
import { parseUnit, type UnitOptions } from './parse-unit.ts';
import type { Unit } from './unit.ts';

/** A number with its unit as documents and statements carry it: { value: '0.10', unit: 'mg/kg' }. */
export interface QuantityText {
  readonly value: string;
  readonly unit: string;
}

/** A value of a quantity, VIM 1.19: exact, with the digits that were written as long as they end. */
export interface Quantity {
  readonly value: Rational;
  /** Absent when the digits of `value` never end, as after a conversion by 1/3. */
  readonly decimal?: Decimal;
  readonly unit: Unit;
}

// One limit is compared with a thousand results: each quantity of a document is read once, for as long as the document
// is there. Kept with its texts, so that one that was changed since is read again.
const READ = new WeakMap<QuantityText, QuantityText & { readonly quantity: Quantity }>();

// Digits shown, in messages only, of a value whose digits never end.
const SHOWN_PLACES = 12;

/**
 * quantity = decimal unit; the digits are kept, so that 0.10 stays 0.10.
 * SI Brochure, 9th edition, 5.4.3.
 *
 * @example parseQuantity({ value: '0.10', unit: 'mg/kg' })
 */
export function parseQuantity(given: QuantityText, options?: UnitOptions): Quantity {
  if (options !== undefined) {
    return quantityOf(parseValue(given.value), parseUnit(given.unit, options));
  }
  const known = READ.get(given);
  if (known !== undefined && known.value === given.value && known.unit === given.unit) {
    return known.quantity;
  }
  const { value, unit } = given;
  const quantity = quantityOf(parseValue(value), parseUnit(unit));
  READ.set(given, { value, unit, quantity });
  return quantity;
}

/** The quantity with these digits and this unit. */
export function quantityOf(decimal: Decimal, unit: Unit): Quantity {
  return { value: rationalFromDecimal(decimal), decimal, unit };
}

/** The quantity with this exact value, and with digits when they end. */
export function quantityOfRational(value: Rational, unit: Unit): Quantity {
  const decimal = rationalToDecimal(value);
  return decimal === undefined ? { value, unit } : { value, decimal, unit };
}

/** The quantity as documents carry it; refuses a value whose digits never end. */
export function formatQuantity(quantity: Quantity): { readonly value: DecimalString; readonly unit: string } {
  if (quantity.decimal === undefined) {
    throw new MetrologyError(
      'NOT_TERMINATING',
      `The digits of ${describeQuantity(quantity)} never end; round it first, or keep its original unit`,
    );
  }
  return { value: formatDecimal(quantity.decimal), unit: quantity.unit.text };
}

/** The quantity for people: '0.10 mg/kg', or '≈ 0.333333333333 m' when the digits never end. */
export function describeQuantity({ value, decimal, unit }: Quantity): string {
  return decimal === undefined
    ? `≈ ${formatDecimal(roundRational(value, SHOWN_PLACES, 'half-even'))} ${unit.text}`
    : `${formatDecimal(decimal)} ${unit.text}`;
}

/** a + b in one and the same unit, with as many decimal places as the longer of the two. Requires equal units. */
export function addInUnit(a: Quantity, b: Quantity): Quantity {
  return a.decimal !== undefined && b.decimal !== undefined
    ? quantityOf(addDecimals(a.decimal, b.decimal), a.unit)
    : quantityOfRational(addRationals(a.value, b.value), a.unit);
}

/** factor · q. */
export function scaleQuantity(quantity: Quantity, factor: Rational): Quantity {
  return quantityOfRational(multiplyRationals(quantity.value, factor), quantity.unit);
}

/** −q, digits kept. */
export function negateQuantity(quantity: Quantity): Quantity {
  return quantity.decimal === undefined
    ? { ...quantity, value: negateRational(quantity.value) }
    : quantityOf(negateDecimal(quantity.decimal), quantity.unit);
}

function parseValue(value: unknown): Decimal {
  try {
    return parseDecimal(value);
  } catch (cause) {
    throw new MetrologyError('BAD_QUANTITY', 'The value of a quantity is plain decimal text such as 0.10', {
      given: String(value).slice(0, 120),
      cause,
    });
  }
}
