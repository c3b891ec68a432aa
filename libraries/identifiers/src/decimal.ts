// SPDX-License-Identifier: Apache-2.0
import type { Brand } from './brand.ts';
import { IdentifierError, requireText } from './identifier-error.ts';

/** An exact decimal number: value = coefficient × 10^exponent. Trailing zeros count: 0.10 is { 10n, -2 }. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

/** Plain decimal text without exponent, sign of zero or leading zeros; its digits are kept: '0.10' stays '0.10'. */
export type DecimalString = Brand<string, 'DecimalString'>;

/** The most digits a decimal may have when written out plainly; more is an attack, not a measurement. */
export const DECIMAL_DIGITS_MAX = 1_000;

// Sums and products of parsed decimals stay far below; a longer power means that somebody is building a bomb.
const POWER_MAX = 10_000;

// Measured values have few digits behind the point.
const SMALL_POWERS: readonly bigint[] = Array.from({ length: 20 }, (_, power) => 10n ** BigInt(power));

const DECIMAL_TEXT = /^(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,5}))?$/;

/**
 * decimal = ["-"] int ["." 1*DIGIT] [("e" / "E") ["+" / "-"] 1*DIGIT], int = "0" / DIGIT1-9 *DIGIT.
 * RFC 8259, section 6 (the grammar of a JSON number), kept exact instead of binary.
 */
export function parseDecimal(given: unknown): Decimal {
  const text = requireText(given, 'A decimal', DECIMAL_DIGITS_MAX + 8);
  const match = DECIMAL_TEXT.exec(text);
  if (match === null) {
    throw new IdentifierError('BAD_FORMAT', 'A decimal is written like 0.10, -3 or 2.5e-7', text);
  }
  const [, sign = '', whole = '', fraction = '', power = '0'] = match;
  const digits = whole + fraction;
  // The 0 keeps the power '-0' from becoming a negative zero.
  const exponent = 0 + Number(power) - fraction.length;
  if (plainDigits(digits.length, exponent) > DECIMAL_DIGITS_MAX) {
    throw new IdentifierError('OUT_OF_RANGE', `A decimal may have at most ${DECIMAL_DIGITS_MAX} digits`, text);
  }
  return { coefficient: BigInt(sign + digits), exponent };
}

/** Whether `parseDecimal` would accept the value. */
export function isDecimalText(given: unknown): given is string {
  try {
    parseDecimal(given);
    return true;
  } catch {
    return false;
  }
}

/** The decimal written plainly, every digit kept: { 10n, -2 } becomes '0.10' and { 1n, 3 } becomes '1000'. */
export function formatDecimal(decimal: Decimal): DecimalString {
  const { coefficient, exponent } = decimal;
  const sign = coefficient < 0n ? '-' : '';
  const digits = (coefficient < 0n ? -coefficient : coefficient).toString();
  requirePower(exponent);
  if (exponent >= 0) {
    return (coefficient === 0n ? '0' : sign + digits + '0'.repeat(exponent)) as DecimalString;
  }
  const padded = digits.padStart(1 - exponent, '0');
  const point = padded.length + exponent;
  return `${sign}${padded.slice(0, point)}.${padded.slice(point)}` as DecimalString;
}

/** The canonical plain text of a decimal that somebody wrote: '1.5e3' becomes '1500', '0.10' stays. */
export function parseDecimalString(given: unknown): DecimalString {
  return formatDecimal(parseDecimal(given));
}

/** The decimal of a whole number. Requires a safe integer when it is a `number`. */
export function decimalFromInteger(integer: bigint | number): Decimal {
  return { coefficient: BigInt(integer), exponent: 0 };
}

/** -1 when a < b, 0 when they are the same value (1.0 and 1.00 are), 1 when a > b. */
export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const [left, right] = align(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** a + b, with as many decimal places as the longer of the two. */
export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const [left, right] = align(a, b);
  return { coefficient: left + right, exponent: Math.min(a.exponent, b.exponent) };
}

/** a − b, with as many decimal places as the longer of the two. */
export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  return addDecimals(a, negateDecimal(b));
}

/** a × b, exactly; the decimal places add up. */
export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent };
}

/** −d. */
export function negateDecimal(decimal: Decimal): Decimal {
  return { coefficient: -decimal.coefficient, exponent: decimal.exponent };
}

/** How many digits stand behind the point: 2 for 0.10, 0 for 1e3. */
export function decimalPlaces(decimal: Decimal): number {
  return decimal.exponent < 0 ? -decimal.exponent : 0;
}

/** The nearest binary double (ties to even); for drawing and statistics, never for a comparison with a limit. */
export function decimalToNumber(decimal: Decimal): number {
  const number = Number(`${decimal.coefficient}e${decimal.exponent}`);
  if (!Number.isFinite(number)) {
    throw new IdentifierError('OUT_OF_RANGE', 'The decimal is too large for a double', formatDecimal(decimal));
  }
  return number;
}

/** 10^power. Requires 0 ≤ power ≤ 10,000. */
export function powerOfTen(power: number): bigint {
  const known = SMALL_POWERS[power];
  if (known !== undefined) {
    return known;
  }
  requirePower(power);
  return 10n ** BigInt(power);
}

// Digits needed to write digits × 10^exponent plainly.
function plainDigits(digits: number, exponent: number): number {
  return exponent >= 0 ? digits + exponent : Math.max(digits, 1 - exponent);
}

function align(a: Decimal, b: Decimal): [bigint, bigint] {
  if (a.exponent === b.exponent) {
    return [a.coefficient, b.coefficient];
  }
  return a.exponent > b.exponent
    ? [a.coefficient * powerOfTen(a.exponent - b.exponent), b.coefficient]
    : [a.coefficient, b.coefficient * powerOfTen(b.exponent - a.exponent)];
}

function requirePower(power: number): void {
  if (!Number.isInteger(power) || Math.abs(power) > POWER_MAX) {
    throw new IdentifierError('OUT_OF_RANGE', `A power of ten must be an integer within ±${POWER_MAX}`, String(power));
  }
}
