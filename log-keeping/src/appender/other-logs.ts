// SPDX-License-Identifier: Apache-2.0
import { encodeLeaf, parseLeaf } from '@touchstone/statements';
import { type LogSuite, originBytes, sameBytes, type TreeHead } from '@touchstone/transparency-log';

/** A tree of another log, such as a laboratory's own, as its checkpoint states it. */
export interface OtherTree extends TreeHead {
  readonly origin: string;
}
/** POSIX seconds; `from` belongs to the interval, `to` does not. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/**
 * The entry by which a log takes in everything that another log has up to the end of an interval. Decision record 0032.
 * Requires a checkpoint that was verified, and seen to be consistent with the one of the interval before.
 */
export function batchRootEntry(suite: LogSuite, { origin, size, root }: OtherTree, interval: Interval): Uint8Array {
  const originHash = suite.sha256(originBytes(origin));
  return encodeLeaf({ type: 'batch-root', originHash, size, root, from: interval.from, to: interval.to });
}

/** Whether an entry takes in exactly this tree of the other log. False for whatever is no batch root. */
export function isBatchRootOf(suite: LogSuite, entry: Uint8Array, tree: OtherTree): boolean {
  if (entry[0] !== 3) return false;
  try {
    const leaf = parseLeaf(entry);
    return (
      leaf.type === 'batch-root' &&
      sameBytes(leaf.originHash, suite.sha256(originBytes(tree.origin))) &&
      leaf.size === tree.size &&
      sameBytes(leaf.root, tree.root)
    );
  } catch {
    return false;
  }
}

/** The origin of the shard of a year: <base>/<year>. Requires a base without a slash at its end. */
export function shardOrigin(base: string, year: number): string {
  return `${base}/${String(year).padStart(4, '0')}`;
}
