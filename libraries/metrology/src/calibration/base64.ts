// SPDX-License-Identifier: Apache-2.0

/**
 * Whether it is base64 without spaces: signs in fours, the last two or one of them "=". RFC 4648, 4.
 * Of any length: a group that is repeated in an expression takes a place on the stack for each repetition.
 */
export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
