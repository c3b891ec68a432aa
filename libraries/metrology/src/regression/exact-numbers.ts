// SPDX-License-Identifier: Apache-2.0
import {
  type Decimal,
  decimalFromInteger,
  multiplyDecimals,
  parseDecimal,
  rational,
  rationalToNumber,
} from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';

/** Most observations that are taken in one set. */
export const OBSERVATIONS_MAX = 1_000_000;

/** Decimal numbers as whole numbers of one common power of ten: value = integers[i] / denominator. */
export interface ScaledIntegers {
  readonly integers: readonly bigint[];
  readonly denominator: bigint;
}

/** Reads observations from decimal text; a text that is no number is told with its place. */
export function parseObservations(observations: readonly string[]): readonly Decimal[] {
  if (observations.length > OBSERVATIONS_MAX) {
    throw new MetrologyError('BAD_OBSERVATIONS', `At most ${OBSERVATIONS_MAX} observations are taken in one set`);
  }
  return observations.map((given, index) => {
    try {
      return parseDecimal(given);
    } catch (cause) {
      throw new MetrologyError(
        'BAD_OBSERVATIONS',
        `Observation ${index + 1} must be a decimal number such as 0.10, not '${String(given).slice(0, 60)}'`,
        { given: String(given).slice(0, 120), position: index, cause },
      );
    }
  });
}

/** xᵢ = kᵢ / 10^m exactly, so that no digit of an observation is lost before its mean is subtracted. */
export function scaledIntegers(decimals: readonly Decimal[]): ScaledIntegers {
  const places = decimals.reduce((most, { exponent }) => Math.max(most, -exponent), 0);
  return {
    integers: decimals.map(({ coefficient, exponent }) => coefficient * 10n ** BigInt(exponent + places)),
    denominator: 10n ** BigInt(places),
  };
}

/** x^n by n products, exactly. Requires a whole n ≥ 0. */
export function powerOfDecimal(x: Decimal, n: number): Decimal {
  let power = decimalFromInteger(1);
  for (let factor = 0; factor < n; factor += 1) {
    power = multiplyDecimals(power, x);
  }
  return power;
}

/** The double nearest to numerator / denominator. Requires a denominator that is not 0. */
export function quotient(numerator: bigint, denominator: bigint): number {
  return rationalToNumber(rational(numerator, denominator));
}

/** ∑ aᵢ bᵢ of whole numbers. Requires equal lengths. */
export function exactDot(a: readonly bigint[], b: readonly bigint[]): bigint {
  return a.reduce((sum, value, index) => sum + value * (b[index] as bigint), 0n);
}
