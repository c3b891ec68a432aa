// SPDX-License-Identifier: Apache-2.0
import {
  type Decimal,
  type DecimalString,
  formatDecimal,
  parseDecimal,
  type Rational,
  rationalFromDecimal,
  roundRational,
} from '@touchstone/identifiers';
import { MetrologyError } from '../../metrology-error.ts';

/** How a result is rounded for print. */
export interface ReportingRule {
  /** Significant digits of the uncertainty; 2 when absent. */
  readonly significantDigits?: 1 | 2 | 3;
  /** Uncertainties up, or to the nearest digit; nearest when absent. */
  readonly rounding?: 'nearest' | 'up';
}

/** A result as it is printed: both end at the same decimal place. */
export interface ReportedResult {
  readonly estimate: DecimalString;
  readonly uncertainty: DecimalString;
}

/**
 * u to two significant digits at most, y to the place where u ends.
 * JCGM 100:2008, 7.2.6. Half goes to the even digit; 'up' never understates u. Requires finite numbers, u ≥ 0.
 */
export function reportResult(estimate: number, uncertainty: number, rule: ReportingRule = {}): ReportedResult {
  if (!(Number.isFinite(estimate) && Number.isFinite(uncertainty) && uncertainty >= 0)) {
    throw new MetrologyError(
      'BAD_INPUT',
      `A result to report is a finite number with an uncertainty of 0 or more; given ${estimate}, ${uncertainty}`,
    );
  }
  const y = exactly(estimate);
  const u = exactly(uncertainty);
  if (u.numerator === 0n) {
    return { estimate: formatDecimal(parseDecimal(String(estimate))), uncertainty: formatDecimal(parseDecimal('0')) };
  }
  const digits = rule.significantDigits ?? 2;
  let places = digits - 1 - exponentOf(uncertainty);
  let rounded = roundUncertainty(u, places, rule.rounding ?? 'nearest');
  // 9.96 becomes 10 with two digits, not 10.0 with three.
  if (rounded.coefficient.toString().length > digits && rounded.coefficient !== 0n) {
    places -= 1;
    rounded = roundUncertainty(u, places, rule.rounding ?? 'nearest');
  }
  return { estimate: formatDecimal(roundRational(y, places, 'half-even')), uncertainty: formatDecimal(rounded) };
}

// The decimal text of a double is the shortest that reads back as it, which is what a person means by the number.
function exactly(value: number): Rational {
  return rationalFromDecimal(parseDecimal(String(value)));
}

function exponentOf(value: number): number {
  return Number(value.toExponential().split('e')[1]);
}

function roundUncertainty(u: Rational, places: number, rounding: 'nearest' | 'up'): Decimal {
  const nearest = roundRational(u, places, 'half-even');
  if (rounding === 'nearest') {
    return nearest;
  }
  const down = roundRational(u, places, 'down');
  const exact =
    down.coefficient * u.denominator * 10n ** BigInt(Math.max(0, -places)) ===
    u.numerator * 10n ** BigInt(Math.max(0, places));
  return exact ? down : { ...down, coefficient: down.coefficient + 1n };
}
