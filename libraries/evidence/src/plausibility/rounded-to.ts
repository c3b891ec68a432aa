// SPDX-License-Identifier: Apache-2.0
import { compareDecimals, type Decimal, type Rational, roundRational } from '@touchstone/identifiers';

/** Digits that a whole number keeps at least where its zeros are taken for rounded ones: 12000 is 12345, and 100 is no 149. By our choice. */
const DIGITS_KEPT_MIN = 2;

/**
 * round(found, place) = value, by either rule for halves (GB/T 8170 takes even), at the last digit that is written: of
 * 1.2e4 the thousands. Zeros at the end of a whole number may be digits or not (GB 4789.2 gives counts two): at any.
 */
export function isRoundedTo(found: Rational, value: Decimal): boolean {
  return placesOf(value).some((places) =>
    (['half-even', 'half-up'] as const).some(
      (mode) => compareDecimals(roundRational(found, places, mode), value) === 0,
    ),
  );
}

function placesOf({ coefficient, exponent }: Decimal): readonly number[] {
  // Zero has no digit that an exponent could place.
  if (coefficient === 0n) return [Math.max(0, -exponent)];
  const digits = coefficient.toString().replace('-', '');
  const zeros = digits.length - digits.replace(/0+$/, '').length;
  const open = exponent === 0 ? Math.max(0, Math.min(zeros, digits.length - DIGITS_KEPT_MIN)) : 0;
  return Array.from({ length: open + 1 }, (_, index) => -exponent - index);
}
