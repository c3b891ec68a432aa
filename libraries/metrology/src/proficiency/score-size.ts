// SPDX-License-Identifier: Apache-2.0
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  multiplyDecimals,
  parseDecimal,
  subtractDecimals,
} from '@touchstone/identifiers';

/** The decimal that a double is written as: what was typed, not its nearest binary fraction. */
export function decimalOf(value: number): Decimal {
  return parseDecimal(String(value));
}

/** x − x_pt as decimals: 0.7 − 0.6 is 0.1. */
export function differenceOf(value: number, assignedValue: number): Decimal {
  return subtractDecimals(decimalOf(value), decimalOf(assignedValue));
}

/**
 * Whether |D| is below, at or above `limit` · √(∑ partᵢ²), without rounding: a score at the limit is at it, whatever a
 * division of doubles makes of it.
 */
export function compareScore(difference: Decimal, limit: number, parts: readonly number[]): -1 | 0 | 1 {
  const square = (value: Decimal) => multiplyDecimals(value, value);
  const scale = parts.map((part) => square(decimalOf(part))).reduce(addDecimals);
  return compareDecimals(square(difference), multiplyDecimals(square(decimalOf(limit)), scale));
}
