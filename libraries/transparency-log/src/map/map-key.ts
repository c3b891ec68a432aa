// SPDX-License-Identifier: Apache-2.0
import { LogError } from '../log-error.ts';

/** The longest key that a map takes. FiloSottile/torchwood mpt/tree.go (2026), MaxKeyLen. */
export const MAP_KEY_BYTES_MAX = 1024;

/** The longest value that a map takes. FiloSottile/torchwood mpt/tree.go (2026), MaxValLen. */
export const MAP_VALUE_BYTES_MAX = 1024;

/** One bit more than the longest key: with its padding, a key that ends in 00 differs there from itself without it. */
export const MAP_KEY_BITS_MAX = MAP_KEY_BYTES_MAX * 8 + 1;

/** A key and its value. */
export interface MapEntry {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/**
 * bit n of key ‖ 00 ‖ FF FF …, the highest of a byte first.
 * FiloSottile/torchwood mpt/tree.go (2026), Tree Format: the padding tells a key from every other that begins with it.
 */
export function bitOfKey(key: Uint8Array, bit: number): 0 | 1 {
  return ((paddedByte(key, bit >>> 3) >>> (7 - (bit & 7))) & 1) as 0 | 1;
}

/** The first bit in which two padded keys differ, or undefined when they are the same key. */
export function firstDifferingBit(left: Uint8Array, right: Uint8Array): number | undefined {
  const [both, end] = [Math.min(left.length, right.length), Math.max(left.length, right.length)];
  let index = 0;
  while (index < both && left[index] === right[index]) {
    index += 1;
  }
  for (; index <= end; index += 1) {
    const difference = paddedByte(left, index) ^ paddedByte(right, index);
    if (difference !== 0) {
      return index * 8 + Math.clz32(difference) - 24;
    }
  }
  return undefined;
}

/** The order of keys in a map: that of the padded keys, which for keys of one length is that of their bytes. */
export function compareKeys(left: Uint8Array, right: Uint8Array): -1 | 0 | 1 {
  const bit = firstDifferingBit(left, right);
  if (bit === undefined) {
    return 0;
  }
  return bitOfKey(left, bit) === 0 ? -1 : 1;
}

/** Whether the padded key begins with the prefix, which is not padded. torchwood mpt/tree.go (2026), HasPrefix. */
export function keyHasPrefix(key: Uint8Array, prefix: Uint8Array): boolean {
  for (let index = 0; index < prefix.length; index += 1) {
    if (prefix[index] !== paddedByte(key, index)) {
      return false;
    }
  }
  return true;
}

/** Throws LogError BAD_MAP_KEY or BAD_MAP_VALUE for an entry that no map takes. */
export function requireEntry({ key, value }: MapEntry): void {
  if (key.length > MAP_KEY_BYTES_MAX) {
    throw new LogError('BAD_MAP_KEY', `a key has at most ${MAP_KEY_BYTES_MAX} bytes, not ${key.length}`);
  }
  if (value.length > MAP_VALUE_BYTES_MAX) {
    throw new LogError('BAD_MAP_VALUE', `a value has at most ${MAP_VALUE_BYTES_MAX} bytes, not ${value.length}`);
  }
}

function paddedByte(key: Uint8Array, index: number): number {
  return index < key.length ? (key[index] as number) : index === key.length ? 0x00 : 0xff;
}
