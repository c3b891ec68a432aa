// SPDX-License-Identifier: Apache-2.0
import type { LogSuite } from '../log-suite.ts';
import { HASH_BYTES } from '../merkle/hashing.ts';
import { MAP_KEY_BYTES_MAX, MAP_VALUE_BYTES_MAX, type MapEntry } from './map-key.ts';
import { writeVarint } from './varint.ts';

/** What a map needs of a suite. */
export type HashSuite = Pick<LogSuite, 'sha256'>;

// Filled and hashed at once, so that no call allocates more than the hash that it returns.
const VARINT_BYTES = 3;
const leaf = new Uint8Array(1 + 2 * VARINT_BYTES + MAP_KEY_BYTES_MAX + MAP_VALUE_BYTES_MAX);
const inner = new Uint8Array(1 + VARINT_BYTES + 2 * HASH_BYTES);
inner[0] = 1;

/** SHA-256(""), the root of a map without keys. FiloSottile/torchwood mpt/tree.go (2026), Tree Snapshots. */
export function emptyMapRoot(suite: HashSuite): Uint8Array {
  return suite.sha256(new Uint8Array(0));
}

/**
 * SHA-256(00 ‖ varint |key| ‖ key ‖ varint |value| ‖ value). Requires an entry within the limits.
 * FiloSottile/torchwood mpt/tree.go (2026), Tree Snapshots.
 */
export function hashMapLeaf(suite: HashSuite, { key, value }: MapEntry): Uint8Array {
  let end = writeVarint(leaf, 1, key.length);
  leaf.set(key, end);
  end = writeVarint(leaf, end + key.length, value.length);
  leaf.set(value, end);
  return suite.sha256(leaf.subarray(0, end + value.length));
}

/**
 * SHA-256(01 ‖ varint B ‖ left ‖ right), B the bit in which left and right differ.
 * FiloSottile/torchwood mpt/tree.go (2026), Tree Snapshots.
 */
export function hashMapInner(
  suite: HashSuite,
  bit: number,
  { left, right }: { readonly left: Uint8Array; readonly right: Uint8Array },
): Uint8Array {
  const end = writeVarint(inner, 1, bit);
  inner.set(left, end);
  inner.set(right, end + HASH_BYTES);
  return suite.sha256(inner.subarray(0, end + 2 * HASH_BYTES));
}
