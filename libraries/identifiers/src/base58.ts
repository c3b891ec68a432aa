// SPDX-License-Identifier: Apache-2.0
import { decodeHex, encodeHex } from './hex.ts';
import { IdentifierError, requireText } from './identifier-error.ts';

/** The longest base58 text that is read: the work grows with the square of the length, and no key comes near. */
export const BASE58_CHARACTERS_MAX = 1_024;

/** The most bytes that are written: their text is never longer than what is read. */
export const BASE58_BYTES_MAX = 748;

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const ZERO = 49;
const VALUES = new Int8Array(128).fill(-1);
for (let value = 0; value < 58; value += 1) {
  VALUES[ALPHABET.charCodeAt(value)] = value;
}
const PAIRS = Array.from({ length: 58 * 58 }, (_, n) => ALPHABET.charAt(Math.floor(n / 58)) + ALPHABET.charAt(n % 58));

// Four characters are a digit of base 58^4, three bytes one of base 2^24. The product of two such digits is below 2^48,
// and the sum of 32 products below 2^53: for every key and signature, doubles are exact without a carry in between.
const FOUR_CHARACTERS = 58 ** 4;
const THREE_BYTES = 2 ** 24;
const DIGITS_MAX = 32;
const POWERS_OF_58 = powers(FOUR_CHARACTERS, THREE_BYTES);
const POWERS_OF_256 = powers(THREE_BYTES, FOUR_CHARACTERS);
// Written and read within one call, so that a signature costs no allocation but its bytes.
const digits = new Float64Array(DIGITS_MAX);
const sums = new Float64Array(DIGITS_MAX + 2);

/**
 * bytes = Σ value(c_i)·58^(n−1−i) big-endian; each leading "1" is one leading zero byte.
 * Bitcoin alphabet. W3C Controlled Identifiers 1.0, 2.4 (multibase "z", here without the prefix).
 */
export function decodeBase58btc(given: unknown): Uint8Array<ArrayBuffer> {
  const text = requireText(given, 'Base58 text', BASE58_CHARACTERS_MAX);
  let zeros = 0;
  while (zeros < text.length && text.charCodeAt(zeros) === ZERO) {
    zeros += 1;
  }
  if (text.length - zeros > DIGITS_MAX * 4) {
    return decodeLong(text, zeros);
  }
  let count = 0;
  for (let end = text.length; end > zeros; end -= 4) {
    digits[count] = characters(text, Math.max(end - 4, zeros), end);
    count += 1;
  }
  return bytesOfSums(convert(count, POWERS_OF_58, THREE_BYTES), zeros);
}

/** The bytes as Bitcoin base58 text, without a multibase prefix. Requires at most 748 bytes. */
export function encodeBase58btc(bytes: Uint8Array): string {
  if (bytes.length > BASE58_BYTES_MAX) {
    throw new RangeError(`Base58 is for keys and signatures of at most ${BASE58_BYTES_MAX} bytes, not ${bytes.length}`);
  }
  let zeros = 0;
  while (zeros < bytes.length && bytes[zeros] === 0) {
    zeros += 1;
  }
  if (bytes.length - zeros > DIGITS_MAX * 3) {
    return '1'.repeat(zeros) + encodeLong(bytes);
  }
  let count = 0;
  for (let end = bytes.length; end > zeros; end -= 3) {
    digits[count] = ((bytes[end - 3] ?? 0) << 16) | ((bytes[end - 2] ?? 0) << 8) | (bytes[end - 1] as number);
    count += 1;
  }
  let text = '';
  for (let index = convert(count, POWERS_OF_256, FOUR_CHARACTERS) - 1; index >= 0; index -= 1) {
    const sum = sums[index] as number;
    text += (PAIRS[Math.floor(sum / 3_364)] as string) + (PAIRS[sum % 3_364] as string);
  }
  return '1'.repeat(zeros) + text.replace(/^1+/, '');
}

function characters(text: string, start: number, end: number): number {
  let digit = 0;
  for (let index = start; index < end; index += 1) {
    const value = VALUES[text.charCodeAt(index)] ?? -1;
    if (value < 0) {
      throw new IdentifierError(
        'BAD_CHARACTER',
        `Base58 has no ${JSON.stringify(text[index])} (position ${index + 1})`,
        text,
      );
    }
    digit = digit * 58 + value;
  }
  return digit;
}

// `digits` of one base into `sums` of the other, both least significant first; answers how many there are.
function convert(count: number, rows: readonly Float64Array[], radix: number): number {
  sums.fill(0);
  for (let index = 0; index < count; index += 1) {
    const digit = digits[index] as number;
    const row = rows[index] as Float64Array;
    for (let column = 0; column < row.length; column += 1) {
      sums[column] = (sums[column] as number) + digit * (row[column] as number);
    }
  }
  let carry = 0;
  let used = 0;
  for (let column = 0; column < count + 2; column += 1) {
    const total = (sums[column] as number) + carry;
    carry = Math.floor(total / radix);
    const digit = total - carry * radix;
    sums[column] = digit;
    used = digit > 0 ? column + 1 : used;
  }
  return used;
}

function bytesOfSums(count: number, zeros: number): Uint8Array<ArrayBuffer> {
  const top = count === 0 ? 0 : (sums[count - 1] as number);
  const topBytes = top === 0 ? 0 : top < 0x100 ? 1 : top < 0x10000 ? 2 : 3;
  const bytes = new Uint8Array(zeros + Math.max(count - 1, 0) * 3 + topBytes);
  let position = bytes.length - 1;
  for (let index = 0; index < count - 1; index += 1) {
    const sum = sums[index] as number;
    bytes[position] = sum;
    bytes[position - 1] = sum >> 8;
    bytes[position - 2] = sum >> 16;
    position -= 3;
  }
  for (let rest = top; position >= zeros; position -= 1) {
    bytes[position] = rest;
    rest >>= 8;
  }
  return bytes;
}

// Row k holds base^k in digits of the radix, least significant first.
function powers(base: number, radix: number): Float64Array[] {
  const rows: Float64Array[] = [];
  for (let row = [1]; rows.length < DIGITS_MAX; ) {
    rows.push(Float64Array.from(row));
    const next: number[] = [];
    let carry = 0;
    for (const digit of row) {
      const product = digit * base + carry;
      carry = Math.floor(product / radix);
      next.push(product - carry * radix);
    }
    row = carry > 0 ? [...next, carry] : next;
  }
  return rows;
}

function decodeLong(text: string, zeros: number): Uint8Array<ArrayBuffer> {
  let value = 0n;
  for (let start = zeros; start < text.length; start += 1) {
    value = value * 58n + BigInt(characters(text, start, start + 1));
  }
  const hex = value.toString(16);
  return decodeHex('00'.repeat(zeros) + (hex.length % 2 === 0 ? hex : `0${hex}`));
}

function encodeLong(bytes: Uint8Array): string {
  let text = '';
  for (let value = BigInt(`0x${encodeHex(bytes)}`); value > 0n; value /= 58n) {
    text = ALPHABET.charAt(Number(value % 58n)) + text;
  }
  return text;
}
