// SPDX-License-Identifier: Apache-2.0
import { IdentifierError, requireText } from './identifier-error.ts';

/** The longest base64url text that is read: far above any credential, far below what fills a memory. */
export const BASE64URL_CHARACTERS_MAX = 1 << 25;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES = new Int8Array(128).fill(-1);
for (let value = 0; value < 64; value += 1) {
  VALUES[ALPHABET.charCodeAt(value)] = value;
}

// Many times faster where there is one (Node.js); a browser takes the way through the table.
const NativeBuffer = (globalThis as { readonly Buffer?: typeof Buffer }).Buffer;
// For a key, a digest or a signature the table is faster than the calls into the native decoder.
const TABLE_CHARACTERS_MAX = 88;

/**
 * base64url = *(4 char) [2 char / 3 char], no padding; the unused bits of the last character are zero.
 * RFC 4648, sections 5, 3.2, 3.5; RFC 7515, section 2. One text per byte string: nothing can be changed unnoticed.
 * The result may be a view of a larger `buffer`.
 */
export function decodeBase64url(given: unknown): Uint8Array<ArrayBuffer> {
  const text = requireText(given, 'Base64url text', BASE64URL_CHARACTERS_MAX);
  if (NativeBuffer !== undefined && text.length > TABLE_CHARACTERS_MAX) {
    // The native decoder forgives everything; only a canonical text comes back the same.
    const decoded = NativeBuffer.from(text, 'base64url');
    if (decoded.toString('base64url') === text) {
      return new Uint8Array(decoded.buffer, decoded.byteOffset, decoded.length);
    }
  }
  return decodeByTable(text);
}

/** The bytes as base64url text without padding. RFC 4648, section 5. */
export function encodeBase64url(bytes: Uint8Array): string {
  if (NativeBuffer !== undefined) {
    return NativeBuffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
  }
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const group = ((bytes[index] as number) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    text += character(group >> 18) + character(group >> 12) + character(group >> 6) + character(group);
  }
  return text.slice(0, Math.ceil((bytes.length * 4) / 3));
}

function decodeByTable(text: string): Uint8Array<ArrayBuffer> {
  const left = text.length & 3;
  if (left === 1) {
    throw new IdentifierError('BAD_LENGTH', 'Base64url text never has a single character left over', text);
  }
  const bytes = new Uint8Array((text.length * 3) >> 2);
  let position = 0;
  // A foreign character has the value -1, which makes its whole group negative, and so this too.
  let seen = 0;
  for (let index = 0; index < text.length; index += 4) {
    const rest = text.length - index;
    const third = rest > 2 ? value(text, index + 2) : 0;
    const fourth = rest > 3 ? value(text, index + 3) : 0;
    const group = (value(text, index) << 18) | (value(text, index + 1) << 12) | (third << 6) | fourth;
    seen |= group;
    bytes[position] = group >> 16;
    bytes[position + 1] = group >> 8;
    bytes[position + 2] = group;
    position += 3;
  }
  if (seen < 0) {
    throw new IdentifierError('BAD_CHARACTER', 'Base64url has only A-Z a-z 0-9 - _ and no padding', text);
  }
  const unused = left === 0 ? 0 : value(text, text.length - 1) & (left === 2 ? 15 : 3);
  if (unused !== 0) {
    throw new IdentifierError('NOT_CANONICAL', 'The unused bits of the last base64url character must be zero', text);
  }
  return bytes;
}

function value(text: string, index: number): number {
  return VALUES[text.charCodeAt(index)] ?? -1;
}

function character(group: number): string {
  return ALPHABET.charAt(group & 63);
}
