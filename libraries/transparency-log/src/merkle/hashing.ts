// SPDX-License-Identifier: Apache-2.0
import type { LogSuite } from '../log-suite.ts';

/** The bytes of a hash. FIPS 180-4, SHA-256. */
export const HASH_BYTES = 32;

// Filled and hashed at once, so that no call allocates more than the hash that it returns.
const node = new Uint8Array(1 + 2 * HASH_BYTES);
node[0] = 1;
const SHORT_ENTRY_MAX = 65_535;
const leaf = new Uint8Array(1 + SHORT_ENTRY_MAX);

/** SHA-256(0x00 ‖ entry). RFC 6962, 2.1. */
export function hashLeaf(suite: LogSuite, entry: Uint8Array): Uint8Array {
  const prefixed = entry.length > SHORT_ENTRY_MAX ? new Uint8Array(1 + entry.length) : leaf;
  prefixed.set(entry, 1);
  return suite.sha256(prefixed.subarray(0, 1 + entry.length));
}

/** SHA-256(0x01 ‖ left ‖ right). RFC 6962, 2.1. Requires two hashes of 32 bytes. */
export function hashNode(suite: LogSuite, left: Uint8Array, right: Uint8Array): Uint8Array {
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return suite.sha256(node);
}

/** SHA-256(""). RFC 6962, 2.1. */
export function emptyRoot(suite: LogSuite): Uint8Array {
  return suite.sha256(new Uint8Array(0));
}

/**
 * MTH over nodes that lie side by side, 32 bytes each, pairs first, the odd one carried upwards.
 * RFC 6962, 2.1; the form without recursion. Requires at least one hash. Hashes a whole tile in one buffer.
 */
export function hashNodes(suite: LogSuite, hashes: Uint8Array): Uint8Array {
  if (hashes.length === HASH_BYTES) {
    return new Uint8Array(hashes);
  }
  // Not slice(): that of a Buffer is a view of the same bytes, which are written over below.
  const row = new Uint8Array(hashes);
  let count = row.length / HASH_BYTES;
  while (count > 1) {
    const pairs = count >>> 1;
    for (let pair = 0; pair < pairs; pair += 1) {
      node.set(row.subarray(pair * 64, pair * 64 + 64), 1);
      row.set(suite.sha256(node), pair * HASH_BYTES);
    }
    if (count % 2 === 1) {
      row.copyWithin(pairs * HASH_BYTES, (count - 1) * HASH_BYTES, count * HASH_BYTES);
    }
    count = pairs + (count % 2);
  }
  return row.slice(0, HASH_BYTES);
}

/** Whether two byte strings are the same. Public values only: it stops at the first difference. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) {
    return false;
  }
  for (let index = 0; index < left.length; index += 1) {
    if (left[index] !== right[index]) {
      return false;
    }
  }
  return true;
}
