// SPDX-License-Identifier: Apache-2.0
import { type Decimal, powerOfTen } from './decimal.ts';
import { IdentifierError } from './identifier-error.ts';

/** An exact fraction in lowest terms; the denominator is positive. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** What happens to the digits that are cut off: half to the even digit, half away from zero, or simply dropped. */
export type RoundingMode = 'half-even' | 'half-up' | 'down';

/** n/d in lowest terms. Requires d ≠ 0, and safe integers where a `number` is given. */
export function rational(n: bigint | number, d: bigint | number = 1n): Rational {
  return reduce(BigInt(n), BigInt(d));
}

/** The same value as a fraction. */
export function rationalFromDecimal(decimal: Decimal): Rational {
  const { coefficient, exponent } = decimal;
  return exponent >= 0
    ? { numerator: coefficient * powerOfTen(exponent), denominator: 1n }
    : reduce(coefficient, powerOfTen(-exponent));
}

/** a + b. */
export function addRationals(a: Rational, b: Rational): Rational {
  return reduce(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/** a − b. */
export function subtractRationals(a: Rational, b: Rational): Rational {
  return addRationals(a, negateRational(b));
}

/** a × b. */
export function multiplyRationals(a: Rational, b: Rational): Rational {
  return reduce(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** a ÷ b. Requires b ≠ 0. */
export function divideRationals(a: Rational, b: Rational): Rational {
  return reduce(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** −r. */
export function negateRational(r: Rational): Rational {
  return { numerator: -r.numerator, denominator: r.denominator };
}

/** -1 when a < b, 0 when equal, 1 when a > b. */
export function compareRationals(a: Rational, b: Rational): -1 | 0 | 1 {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The exact decimal with the fewest places, or `undefined` when the digits would never end (1/3). */
export function rationalToDecimal(r: Rational): Decimal | undefined {
  let rest = r.denominator;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; twos += 1) rest /= 2n;
  for (; rest % 5n === 0n; fives += 1) rest /= 5n;
  if (rest !== 1n) {
    return undefined;
  }
  const places = Math.max(twos, fives);
  return { coefficient: (r.numerator * powerOfTen(places)) / r.denominator, exponent: 0 - places };
}

/** The fraction rounded to `places` decimal places (negative: to tens, hundreds …). */
export function roundRational(r: Rational, places: number, mode: RoundingMode): Decimal {
  const scaled =
    places >= 0
      ? { numerator: r.numerator * powerOfTen(places), denominator: r.denominator }
      : { numerator: r.numerator, denominator: r.denominator * powerOfTen(-places) };
  return { coefficient: roundToInteger(scaled, mode), exponent: 0 - places };
}

// BigInt division drops the fraction, so the remainder says which way the discarded part lies.
function roundToInteger(r: Rational, mode: RoundingMode): bigint {
  const quotient = r.numerator / r.denominator;
  const remainder = r.numerator % r.denominator;
  const away = r.numerator < 0n ? quotient - 1n : quotient + 1n;
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  switch (mode) {
    case 'down':
      return quotient;
    case 'half-up':
      return twice >= r.denominator ? away : quotient;
    case 'half-even':
      if (twice === r.denominator) {
        return quotient % 2n === 0n ? quotient : away;
      }
      return twice > r.denominator ? away : quotient;
  }
}

/** The nearest binary double (ties to even); for drawing and statistics, never for a comparison with a limit. */
export function rationalToNumber(r: Rational): number {
  const negative = r.numerator < 0n;
  const magnitude = nearestDouble(negative ? -r.numerator : r.numerator, r.denominator);
  if (!Number.isFinite(magnitude)) {
    throw new IdentifierError('OUT_OF_RANGE', 'The fraction is too large for a double', r.numerator.toString());
  }
  return negative ? -magnitude : magnitude;
}

// A double has 53 bits; 60 bits and one that remembers whether anything was cut off decide every rounding.
const QUOTIENT_BITS = 60;
// Two bits finer than the smallest subnormal, 2^-1074.
const FINEST = 1_076;
const SUBNORMAL_END = 1n << 55n;

// round(n/d) to binary64, ties to even. IEEE 754-2019, 4.3.1.
function nearestDouble(n: bigint, d: bigint): number {
  const shift = Math.min(QUOTIENT_BITS - (bitLength(n) - bitLength(d)), FINEST);
  const numerator = shift > 0 ? n << BigInt(shift) : n;
  const denominator = shift < 0 ? d << BigInt(-shift) : d;
  const quotient = numerator / denominator;
  const sticky = quotient | (numerator % denominator === 0n ? 0n : 1n);
  if (shift === FINEST && sticky < SUBNORMAL_END) {
    return Number(roundToInteger({ numerator: sticky, denominator: 4n }, 'half-even')) * 2 ** -1_074;
  }
  // In two steps, since 2^-shift alone may be below the smallest double.
  const half = Math.trunc(shift / 2);
  return Number(sticky) * 2 ** -half * 2 ** (half - shift);
}

function bitLength(n: bigint): number {
  const hex = n.toString(16);
  return hex.length * 4 - Math.clz32(Number.parseInt(hex.charAt(0), 16)) + 28;
}

const SAFE_INTEGER_MAX = BigInt(Number.MAX_SAFE_INTEGER);

function reduce(numerator: bigint, denominator: bigint): Rational {
  if (denominator === 0n) {
    throw new RangeError('A fraction needs a denominator other than 0');
  }
  const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  // Down to what a double holds exactly; from there on numbers are ten times as fast.
  while (y > SAFE_INTEGER_MAX) {
    [x, y] = [y, x % y];
  }
  if (y === 0n) {
    return x;
  }
  let large = Number(y);
  let small = Number(x % y);
  while (small !== 0) {
    [large, small] = [small, large % small];
  }
  return BigInt(large);
}
