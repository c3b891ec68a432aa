// SPDX-License-Identifier: Apache-2.0
import {
  decodeBundle,
  HASH_BYTES,
  hashLeaf,
  type LogReader,
  type LogSuite,
  readBundle,
  readTile,
  sameBytes,
  TILE_WIDTH,
  tileOfTree,
} from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';

/** An entry of a log, and the hash that stands for it in the tree. */
export interface LogEntry {
  readonly index: number;
  readonly entry: Uint8Array;
  readonly leafHash: Uint8Array;
}

/** Which entries: those from `from` on of a tree of `size` leaves. */
export interface EntrySpan {
  readonly from: number;
  readonly size: number;
  readonly read: LogReader;
}

const BUNDLES_AHEAD = 8;

/**
 * The entries from `from` on, bundle by bundle in the order of the tree, each held against the tile of leaf hashes.
 * That the tiles are those of a checkpoint is for the caller to prove, from the hashes given here. CORRUPT names the
 * first entry that differs; MISSING_TILE and those of readTile() and decodeBundle() as they are.
 */
export async function* readEntries(
  suite: LogSuite,
  { from, size, read }: EntrySpan,
): AsyncGenerator<readonly LogEntry[]> {
  const bundles = Math.ceil(size / TILE_WIDTH);
  const ahead: Promise<readonly LogEntry[]>[] = [];
  let next = Math.floor(from / TILE_WIDTH);
  while (next < bundles || ahead.length > 0) {
    while (next < bundles && ahead.length < BUNDLES_AHEAD) {
      const bundle = entriesOfBundle(suite, { index: next, size, read });
      // It is awaited below, unless the caller leaves before.
      bundle.catch(() => {});
      ahead.push(bundle);
      next += 1;
    }
    const entries = await (ahead.shift() as Promise<readonly LogEntry[]>);
    yield entries.filter(({ index }) => index >= from);
  }
}

async function entriesOfBundle(
  suite: LogSuite,
  { index, size, read }: { readonly index: number; readonly size: number; readonly read: LogReader },
): Promise<readonly LogEntry[]> {
  const address = tileOfTree(size, 0, index);
  const [tile, bundle] = await Promise.all([readTile(read, address), readBundle(read, address)]);
  const entries = decodeBundle(bundle.bytes, bundle.width).slice(0, address.width);
  return entries.map((entry, at) => {
    const leafHash = hashLeaf(suite, entry);
    if (!sameBytes(leafHash, tile.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES))) {
      const which = index * TILE_WIDTH + at;
      throw new LogKeepingError('CORRUPT', `entry ${which} is not the one whose hash the tile has`, {
        at: `entry ${which}`,
      });
    }
    return { index: index * TILE_WIDTH + at, entry, leafHash };
  });
}
