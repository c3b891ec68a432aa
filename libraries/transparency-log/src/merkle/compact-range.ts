// SPDX-License-Identifier: Apache-2.0
import { LogError } from '../log-error.ts';
import type { LogSuite } from '../log-suite.ts';
import { requireSize } from '../tree-size.ts';
import { emptyRoot, HASH_BYTES, hashNode } from './hashing.ts';

/**
 * All that is needed to append to a tree and to know its root: the roots of its largest complete subtrees, left to
 * right, one for each bit of `size`. Never changed in place, so it may be kept and resumed from.
 */
export interface CompactRange {
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

/** The tree without leaves. */
export const EMPTY_RANGE: CompactRange = { size: 0, hashes: [] };

/** The tree after these leaf hashes; hashes one node a leaf, on average, and none twice. */
export function appendLeafHashes(suite: LogSuite, range: CompactRange, leafHashes: Iterable<Uint8Array>): CompactRange {
  const hashes = [...range.hashes];
  let size = range.size;
  for (const leafHash of leafHashes) {
    let hash = leafHash;
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
      hash = hashNode(suite, hashes.pop() as Uint8Array, hash);
    }
    hashes.push(hash);
    size = requireSize(size + 1, 'size');
  }
  return { size, hashes };
}

/** MTH(D[n]). RFC 6962, 2.1: the complete subtrees joined from the right. */
export function rootOfRange(suite: LogSuite, range: CompactRange): Uint8Array {
  const last = range.hashes.at(-1);
  if (last === undefined) {
    return emptyRoot(suite);
  }
  let root = last;
  for (let index = range.hashes.length - 2; index >= 0; index -= 1) {
    root = hashNode(suite, range.hashes[index] as Uint8Array, root);
  }
  return root;
}

/** size, u64 big-endian ‖ hashes, left to right: the state of an appender, to be kept. */
export function encodeCompactRange(range: CompactRange): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8 + range.hashes.length * HASH_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(range.size));
  range.hashes.forEach((hash, index) => {
    bytes.set(hash, 8 + index * HASH_BYTES);
  });
  return bytes;
}

/** The range of encodeCompactRange(); BAD_RANGE unless it has exactly one hash for each bit of its size. */
export function decodeCompactRange(bytes: Uint8Array): CompactRange {
  const size = bytes.length < 8 ? 0n : new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
  const count = size.toString(2).replaceAll('0', '').length;
  if (bytes.length !== 8 + count * HASH_BYTES || size > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new LogError('BAD_RANGE', `a size of ${size} comes with ${count} hashes, in ${8 + count * HASH_BYTES} bytes`);
  }
  const hashes = Array.from(
    { length: count },
    (_, index) => new Uint8Array(bytes.subarray(8 + index * 32, 40 + index * 32)),
  );
  return { size: Number(size), hashes };
}
