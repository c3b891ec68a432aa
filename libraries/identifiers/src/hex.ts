// SPDX-License-Identifier: Apache-2.0
import { IdentifierError, requireText } from './identifier-error.ts';

const HEX_CHARACTERS_MAX = 1 << 25;
const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The bytes as lower-case hexadecimal digits. RFC 4648, section 8. */
export function encodeHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    text += PAIRS[byte];
  }
  return text;
}

/** The bytes of hexadecimal digits of either case. RFC 4648, section 8. */
export function decodeHex(given: unknown): Uint8Array<ArrayBuffer> {
  const text = requireText(given, 'Hexadecimal text', HEX_CHARACTERS_MAX);
  if (text.length % 2 !== 0) {
    throw new IdentifierError('BAD_LENGTH', 'Hexadecimal text has an even number of digits', text);
  }
  if (!/^[0-9a-fA-F]*$/.test(text)) {
    throw new IdentifierError('BAD_CHARACTER', 'Hexadecimal digits are 0-9 and a-f', text);
  }
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(text.slice(index * 2, index * 2 + 2), 16);
  }
  return bytes;
}
