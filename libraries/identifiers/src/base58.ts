// SPDX-License-Identifier: Apache-2.0
import { IdentifierError, requireText } from './identifier-error.ts';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const VALUES = new Int8Array(128).fill(-1);
for (let value = 0; value < 58; value += 1) {
  VALUES[ALPHABET.charCodeAt(value)] = value;
}

/** The longest base58 text that is read: the work grows with the square of the length, and no key comes near. */
export const BASE58_CHARACTERS_MAX = 1_024;

// log(58) / log(256), rounded up.
const BYTES_PER_CHARACTER = 0.7323;

/**
 * bytes = Σ value(c_i)·58^(n−1−i) big-endian; each leading "1" is one leading zero byte.
 * Bitcoin alphabet. W3C Controlled Identifiers 1.0, 2.4 (multibase "z", here without the prefix).
 */
export function decodeBase58btc(given: unknown): Uint8Array<ArrayBuffer> {
  const text = requireText(given, 'Base58 text', BASE58_CHARACTERS_MAX);
  let zeros = 0;
  while (zeros < text.length && text.charCodeAt(zeros) === 49) {
    zeros += 1;
  }
  // 24 bits a limb: limb × 58^4 + carry stays below 2^48, exact in a double and three bytes to write out.
  const limbs = new Float64Array(Math.ceil(((text.length - zeros) * BYTES_PER_CHARACTER) / 3) + 1);
  let used = 0;
  for (let index = zeros; index < text.length; ) {
    let chunk = 0;
    let factor = 1;
    for (const end = Math.min(index + 4, text.length); index < end; index += 1) {
      chunk = chunk * 58 + characterValue(text, index);
      factor *= 58;
    }
    let carry = chunk;
    for (let limb = 0; limb < used; limb += 1) {
      const product = (limbs[limb] as number) * factor + carry;
      carry = Math.floor(product / 0x1000000);
      limbs[limb] = product - carry * 0x1000000;
    }
    if (carry > 0) {
      limbs[used] = carry;
      used += 1;
    }
  }
  return bytesFromLimbs(limbs, used, zeros);
}

/** The bytes as Bitcoin base58 text, without a multibase prefix. Requires at most 748 bytes. */
export function encodeBase58btc(bytes: Uint8Array): string {
  if (bytes.length > 748) {
    throw new RangeError(`Base58 is for keys and signatures of at most 748 bytes, not ${bytes.length}`);
  }
  let zeros = 0;
  while (zeros < bytes.length && bytes[zeros] === 0) {
    zeros += 1;
  }
  const digits = new Uint8Array(Math.ceil((bytes.length - zeros) * 1.3658) + 1);
  let used = 0;
  for (let index = zeros; index < bytes.length; index += 1) {
    let carry = bytes[index] as number;
    for (let digit = 0; digit < used; digit += 1) {
      const value = (digits[digit] as number) * 256 + carry;
      carry = (value / 58) | 0;
      digits[digit] = value - carry * 58;
    }
    for (; carry > 0; used += 1) {
      digits[used] = carry % 58;
      carry = (carry / 58) | 0;
    }
  }
  let text = '1'.repeat(zeros);
  for (let digit = used - 1; digit >= 0; digit -= 1) {
    text += ALPHABET.charAt(digits[digit] as number);
  }
  return text;
}

function characterValue(text: string, index: number): number {
  const value = VALUES[text.charCodeAt(index)] ?? -1;
  if (value < 0) {
    throw new IdentifierError(
      'BAD_CHARACTER',
      `Base58 has no ${JSON.stringify(text[index])} (position ${index + 1})`,
      text,
    );
  }
  return value;
}

function bytesFromLimbs(limbs: Float64Array, used: number, zeros: number): Uint8Array<ArrayBuffer> {
  const top = used === 0 ? 0 : (limbs[used - 1] as number);
  const topBytes = top === 0 ? 0 : top < 0x100 ? 1 : top < 0x10000 ? 2 : 3;
  const bytes = new Uint8Array(zeros + Math.max(used - 1, 0) * 3 + topBytes);
  let position = bytes.length - 1;
  for (let limb = 0; limb < used; limb += 1) {
    for (let rest = limbs[limb] as number, byte = 0; byte < 3 && position >= zeros; byte += 1, position -= 1) {
      bytes[position] = rest & 0xff;
      rest >>>= 8;
    }
  }
  return bytes;
}
