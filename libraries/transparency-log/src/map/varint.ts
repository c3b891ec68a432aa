// SPDX-License-Identifier: Apache-2.0

/** A number read, and where the next thing begins. */
export interface ReadVarint {
  readonly value: number;
  readonly end: number;
}

// Three groups of seven bits: enough for every length and bit position that a map has.
const VARINT_BYTES_MAX = 3;

/**
 * Groups of seven bits, lowest first, the high bit set on all but the last. Requires 0 ≤ value < 2^21.
 * Protocol Buffers, Encoding, Base 128 Varints. Returns where the next thing begins.
 */
export function writeVarint(target: Uint8Array, at: number, value: number): number {
  let rest = value;
  let end = at;
  while (rest > 0x7f) {
    target[end] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
    end += 1;
  }
  target[end] = rest;
  return end + 1;
}

/** The inverse of writeVarint(): undefined where the bytes end early, are too many, or are not the shortest form. */
export function readVarint(bytes: Uint8Array, at: number): ReadVarint | undefined {
  let value = 0;
  for (let index = 0; index < VARINT_BYTES_MAX; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) {
      return undefined;
    }
    value |= (byte & 0x7f) << (7 * index);
    if (byte <= 0x7f) {
      return index > 0 && byte === 0 ? undefined : { value, end: at + index + 1 };
    }
  }
  return undefined;
}
