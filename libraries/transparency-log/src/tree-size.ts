// SPDX-License-Identifier: Apache-2.0
import { LogError, shown } from './log-error.ts';

/** The largest tree that is handled, 2^53 − 1 leaves: sizes and indexes are plain numbers. */
export const TREE_SIZE_MAX = Number.MAX_SAFE_INTEGER;

/** The size or index itself when it is an integer from 0 to 2^53 − 1; otherwise BAD_SIZE. */
export function requireSize(given: number, at = ''): number {
  if (!Number.isSafeInteger(given) || given < 0) {
    throw new LogError('BAD_SIZE', `a whole number from 0 to 2^53 - 1 is needed, not ${shown(given)}`, { at });
  }
  return given;
}

/**
 * size = "0" / (%x31-39 *DIGIT)
 * C2SP tlog-checkpoint v1.0.0, note text, second line. What exceeds 2^53 − 1 is refused with TOO_LARGE.
 */
export function parseSize(text: string, at = ''): number {
  if (!/^(0|[1-9][0-9]{0,19})$/.test(text)) {
    throw new LogError('BAD_SIZE', `${shown(text)} is not decimal digits without a leading zero`, { at });
  }
  const size = Number(text);
  if (!Number.isSafeInteger(size)) {
    throw new LogError('TOO_LARGE', `${text} exceeds 2^53 - 1, the largest tree that is handled`, { at });
  }
  return size;
}

/** The largest power of two that is less than n. RFC 6962, 2.1. Requires n ≥ 2. */
export function largestPowerBelow(n: number): number {
  const last = n - 1;
  const high = Math.floor(last / 2 ** 32);
  return high > 0 ? 2 ** (63 - Math.clz32(high)) : 2 ** (31 - Math.clz32(last));
}

/** The smallest power of two that is n or more. draft-ietf-plants-merkle-tree-certs-03, 4.1. Requires n ≥ 1. */
export function smallestPowerFrom(n: number): number {
  return n === 1 ? 1 : 2 * largestPowerBelow(n);
}

/** How often 2 divides n: the height of the largest complete subtree that ends at n. Requires n ≥ 1. */
export function trailingZeros(n: number): number {
  const low = n % 2 ** 32;
  return low === 0 ? 32 + trailingZeros(n / 2 ** 32) : 31 - Math.clz32(low & -low);
}
