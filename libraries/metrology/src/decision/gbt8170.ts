// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import {
  compareRationals,
  type Decimal,
  multiplyRationals,
  negateRational,
  type Rational,
  rational,
  rationalFromDecimal,
  roundRational,
} from '@touchstone/identifiers';

/** How a reported value came about: '+' digits were dropped, '-' the last digit was raised; absent: it is as found. */
export type ReportedMark = '+' | '-';

/** Unit of the digit to which is rounded: 1, 0.5 or 0.2 of it; and the mark of a value that was rounded before. */
export interface RoundingOptions {
  readonly unit?: '1' | '0.5' | '0.2';
  readonly reportedMark?: ReportedMark;
}

/** The two ways of comparing a measured value with a limit. GB/T 8170-2008, 4.3.2 and 4.3.3. */
export type ComparisonMethod = 'full-value' | 'rounded-value';

/**
 * v′ = i · round(v / i), i = unit · 10^digit, ties to even, of the magnitude.
 * GB/T 8170-2008, 3.2 (ties), 3.3 (one step only; a marked tie goes where its mark says), 3.4 (0.5 and 0.2 unit).
 *
 * `digit` is the power of ten that is kept: −1 for one decimal place, 2 for hundreds. Requires |digit| ≤ 1000.
 *
 * @example roundByGbt8170(parseDecimal('12.1498'), -1) // 12.1
 */
export function roundByGbt8170(value: Decimal, digit: number, options: RoundingOptions = {}): Decimal {
  return roundRationalByGbt8170(rationalFromDecimal(value), digit, options);
}

/** `roundByGbt8170` for a value whose digits need not end. */
export function roundRationalByGbt8170(value: Rational, digit: number, options: RoundingOptions = {}): Decimal {
  if (!Number.isInteger(digit) || Math.abs(digit) > 1_000) {
    throw new MetrologyError('BAD_PARAMETER', `A digit is a power of ten within ±1000; given ${digit}`);
  }
  const negative = value.numerator < 0n;
  const magnitude = negative ? negateRational(value) : value;
  // 3.4: multiply by 2 or 5, round to the digit, divide again; the quotient has one more place.
  const times = { '1': 1n, '0.5': 2n, '0.2': 5n }[options.unit ?? '1'];
  const steps = roundMarked(multiplyRationals(magnitude, rational(times)), -digit, options.reportedMark);
  const rounded =
    times === 1n ? steps : { coefficient: (steps.coefficient * 10n) / times, exponent: steps.exponent - 1 };
  return negative ? { coefficient: -rounded.coefficient, exponent: rounded.exponent } : rounded;
}

/**
 * −1, 0 or 1 as the value found lies below, at or above the limit; a mark moves a value that equals it off it.
 * GB/T 8170-2008, 4.3.2: any excess counts, however small.
 */
export function compareReported(value: Rational, limit: Rational, mark: ReportedMark | undefined): -1 | 0 | 1 {
  const order = compareRationals(value, limit);
  if (order !== 0 || mark === undefined) {
    return order;
  }
  // '+' means that the magnitude found was larger than the one reported.
  return (mark === '+') === value.numerator >= 0n ? 1 : -1;
}

function roundMarked(magnitude: Rational, places: number, mark: ReportedMark | undefined): Decimal {
  const toEven = roundRational(magnitude, places, 'half-even');
  const dropped = roundRational(magnitude, places, 'down');
  const raised = { coefficient: dropped.coefficient + 1n, exponent: dropped.exponent };
  const middle = multiplyRationals(
    rational(2n * dropped.coefficient + 1n, 2n),
    rationalFromDecimal({ coefficient: 1n, exponent: dropped.exponent }),
  );
  if (mark === undefined || compareRationals(magnitude, middle) !== 0) {
    return toEven;
  }
  return mark === '+' ? raised : dropped;
}
