// SPDX-License-Identifier: Apache-2.0
import { IdentifierError, requireText } from './identifier-error.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES = new Int8Array(128).fill(-1);
for (let value = 0; value < 64; value += 1) {
  VALUES[ALPHABET.charCodeAt(value)] = value;
}

/** The longest base64url text that is read: far above any credential, far below what fills a memory. */
export const BASE64URL_CHARACTERS_MAX = 1 << 25;

/**
 * base64url = *(4 char) [2 char / 3 char], no padding; the unused bits of the last character are zero.
 * RFC 4648, sections 5, 3.2, 3.5; RFC 7515, section 2. One text per byte string: nothing can be changed unnoticed.
 */
export function decodeBase64url(given: unknown): Uint8Array<ArrayBuffer> {
  const text = requireText(given, 'Base64url text', BASE64URL_CHARACTERS_MAX);
  const left = text.length & 3;
  if (left === 1) {
    throw new IdentifierError('BAD_LENGTH', 'Base64url text never has a single character left over', text);
  }
  const whole = text.length - left;
  const bytes = new Uint8Array((whole / 4) * 3 + (left === 0 ? 0 : left - 1));
  let position = 0;
  let seen = 0;
  for (let index = 0; index < whole; index += 4) {
    const group =
      (value(text, index) << 18) |
      (value(text, index + 1) << 12) |
      (value(text, index + 2) << 6) |
      value(text, index + 3);
    seen |= group;
    bytes[position] = group >> 16;
    bytes[position + 1] = group >> 8;
    bytes[position + 2] = group;
    position += 3;
  }
  if (left !== 0) {
    const group =
      (value(text, whole) << 18) | (value(text, whole + 1) << 12) | (left === 3 ? value(text, whole + 2) << 6 : 0);
    seen |= group;
    bytes[position] = group >> 16;
    if (left === 3) {
      bytes[position + 1] = group >> 8;
    }
    if (seen >= 0 && (group & (left === 3 ? 0xff : 0xffff)) !== 0) {
      throw new IdentifierError('NOT_CANONICAL', 'The unused bits of the last base64url character must be zero', text);
    }
  }
  // A foreign character has the value -1 and makes its whole group, hence `seen`, negative.
  if (seen < 0) {
    throw new IdentifierError('BAD_CHARACTER', 'Base64url has only A-Z a-z 0-9 - _ and no padding', text);
  }
  return bytes;
}

/** The bytes as base64url text without padding. RFC 4648, section 5. */
export function encodeBase64url(bytes: Uint8Array): string {
  let text = '';
  let index = 0;
  for (; index + 2 < bytes.length; index += 3) {
    const group = ((bytes[index] as number) << 16) | ((bytes[index + 1] as number) << 8) | (bytes[index + 2] as number);
    text += character(group >> 18) + character(group >> 12) + character(group >> 6) + character(group);
  }
  if (index + 1 === bytes.length) {
    const group = (bytes[index] as number) << 16;
    text += character(group >> 18) + character(group >> 12);
  } else if (index + 2 === bytes.length) {
    const group = ((bytes[index] as number) << 16) | ((bytes[index + 1] as number) << 8);
    text += character(group >> 18) + character(group >> 12) + character(group >> 6);
  }
  return text;
}

function value(text: string, index: number): number {
  return VALUES[text.charCodeAt(index)] ?? -1;
}

function character(group: number): string {
  return ALPHABET.charAt(group & 63);
}
