// SPDX-License-Identifier: Apache-2.0

/** Characters of a number that a round reckons with; signed bodies and workbooks have no longer ones. */
export const NUMBER_LENGTH_MAX = 40;
const LEAST = 1e-30;
const MOST = 1e30;

/**
 * Whether a decimal text is 0 or lies between 1e-30 and 1e30, whatever its sign.
 * Doubles end at 1.8e308 and statistics square: one number past that keeps everybody else from being scored.
 */
export function isOfUsableSize(text: string): boolean {
  if (text.length > NUMBER_LENGTH_MAX) return false;
  const size = Math.abs(Number(text));
  // Only a text without a digit above 0 before its exponent is 0; 1e-400 is read as 0 and is none.
  return (size === 0 && !/[1-9]/.test(text.replace(/e.*$/i, ''))) || (size >= LEAST && size <= MOST);
}
