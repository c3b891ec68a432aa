// SPDX-License-Identifier: Apache-2.0
import {
  addRationals,
  compareRationals,
  divideRationals,
  multiplyRationals,
  type Rational,
  rational,
  subtractRationals,
} from '@touchstone/identifiers';
import { type IncomparableReason, MetrologyError } from '../metrology-error.ts';
import { type Quantity, quantityOf, quantityOfRational } from './quantity.ts';
import { sameDimension, type Unit } from './unit.ts';

/** What a number of degrees is: a temperature (its scale has a zero) or a difference of temperatures. */
export interface ConversionOptions {
  readonly temperature?: 'point' | 'interval';
}

/** Whether numbers in two units may be compared, and if not, why, for a machine and for a person. */
export type Comparability =
  | { readonly comparable: true }
  | { readonly comparable: false; readonly reason: IncomparableReason; readonly detail: string };

const TEMPERATURE_MEANINGS: ReadonlySet<string> = new Set(['point', 'interval']);
const COMPARABLE: Comparability = { comparable: true };
const ZERO: Rational = rational(0);

/** Whether numbers in two units may be compared: dimension, kind of quotient, kind of count and scale agree. */
export function unitComparability(a: Unit, b: Unit, options: ConversionOptions = {}): Comparability {
  requireMeaning(options);
  if (a === b) {
    return COMPARABLE;
  }
  const pair = `${a.text} and ${b.text}`;
  if (!sameDimension(a, b)) {
    return incomparable('dimension', `${pair} measure different things${densityHint(a, b)}`);
  }
  if (a.kinds.join() !== b.kinds.join()) {
    const quotient = [...a.kinds, ...b.kinds].some((kind) => kind.includes('/'));
    return quotient
      ? incomparable('quotient-kind', `${pair} are fractions of different things (${kinds(a)}; ${kinds(b)})`)
      : incomparable('unit-kind', `${pair} count different things (${kinds(a)}; ${kinds(b)})`);
  }
  if (!sameScale(a, b) && options.temperature === undefined) {
    return incomparable('temperature-scale', `${pair}: say whether temperatures or differences are meant`);
  }
  return COMPARABLE;
}

/**
 * value_b = (value_a · factor_a + zero_a − zero_b) / factor_b; the zeros count only for a temperature.
 * SI Brochure, 9th edition, 5.4.3; exact, since every factor here is a fraction.
 *
 * @example formatQuantity(convertQuantity(parseQuantity({ value: '0.10', unit: 'mg/kg' }), parseUnit('µg/kg'))).value // '100'
 */
export function convertQuantity(quantity: Quantity, unit: Unit, options: ConversionOptions = {}): Quantity {
  requireMeaning(options);
  const from = quantity.unit;
  if (from === unit) {
    return quantity;
  }
  requireComparable(from, unit, options);
  if (sameScale(from, unit) || options.temperature === 'interval') {
    return rescale(quantity, unit, divideRationals(from.factor, unit.factor));
  }
  const kelvins = addRationals(multiplyRationals(quantity.value, from.factor), from.zero ?? ZERO);
  return quantityOfRational(divideRationals(subtractRationals(kelvins, unit.zero ?? ZERO), unit.factor), unit);
}

/** −1, 0 or 1 as a is less than, equal to or greater than b; exact. Throws `INCOMPARABLE` with its reason. */
export function compareQuantities(a: Quantity, b: Quantity, options: ConversionOptions = {}): -1 | 0 | 1 {
  return compareRationals(a.value, convertQuantity(b, a.unit, options).value);
}

/** Throws `INCOMPARABLE` with its reason unless numbers in the two units may be compared. */
export function requireComparable(a: Unit, b: Unit, options: ConversionOptions = {}): void {
  const comparability = unitComparability(a, b, options);
  if (!comparability.comparable) {
    throw new MetrologyError('INCOMPARABLE', comparability.detail, {
      given: `${a.text}, ${b.text}`,
      reason: comparability.reason,
    });
  }
}

// Options come out of documents too: a word that is not known must not be taken for a temperature.
function requireMeaning({ temperature }: ConversionOptions): void {
  if (temperature !== undefined && !TEMPERATURE_MEANINGS.has(temperature)) {
    const suggestions = [...TEMPERATURE_MEANINGS];
    throw new MetrologyError(
      'BAD_QUANTITY',
      `What degrees mean is ${suggestions.join(' or ')}, not ${String(temperature).slice(0, 40)}`,
      { given: String(temperature).slice(0, 40), suggestions },
    );
  }
}

// Between powers of ten only the point moves, so the digits that were written stay.
function rescale(quantity: Quantity, unit: Unit, ratio: Rational): Quantity {
  const power = powerOfTen(ratio);
  if (quantity.decimal !== undefined && power !== undefined) {
    const { coefficient, exponent } = quantity.decimal;
    return quantityOf({ coefficient, exponent: exponent + power }, unit);
  }
  return quantityOfRational(multiplyRationals(quantity.value, ratio), unit);
}

function powerOfTen({ numerator, denominator }: Rational): number | undefined {
  const digits = (numerator * denominator).toString();
  if (!/^10*$/.test(digits) || (numerator !== 1n && denominator !== 1n)) {
    return undefined;
  }
  return denominator === 1n ? digits.length - 1 : 1 - digits.length;
}

function sameScale(a: Unit, b: Unit): boolean {
  return compareRationals(a.zero ?? ZERO, b.zero ?? ZERO) === 0;
}

// mg/kg against mg/L is the commonest case, and has a remedy.
function densityHint(a: Unit, b: Unit): string {
  const [mass, length] = [2, 1].map((base) => (a.dimension[base] as number) - (b.dimension[base] as number));
  return Math.abs(mass as number) === 1 && length === -3 * (mass as number) ? ', unless a density is given' : '';
}

function kinds(unit: Unit): string {
  return unit.kinds.length === 0 ? 'a plain number' : unit.kinds.join(', ');
}

function incomparable(reason: IncomparableReason, detail: string): Comparability {
  return { comparable: false, reason, detail };
}
