// SPDX-License-Identifier: Apache-2.0
import { LogError } from '../log-error.ts';
import type { LogSuite } from '../log-suite.ts';
import type { CompactRange } from '../merkle/compact-range.ts';
import { rootOfRange } from '../merkle/compact-range.ts';
import { hashNodes, sameBytes } from '../merkle/hashing.ts';
import type { TreeHead } from '../merkle/verify.ts';
import { requireSize } from '../tree-size.ts';
import { decodeBundle, encodeBundle, verifyBundle } from './bundle.ts';
import type { LogState } from './integrate.ts';
import { type LogReader, readBundle, readTile } from './read-tiles.ts';
import { hashesAtLevel, TILE_WIDTH } from './tile.ts';

/**
 * The state of a log at a tree head, from the files on its right edge: a dozen reads, however large the log.
 * ROOT_MISMATCH when the tiles do not make the root; BAD_BUNDLE when the last entries are not those of the last tile.
 */
export async function resumeLog(suite: LogSuite, head: TreeHead, read: LogReader): Promise<LogState> {
  const size = requireSize(head.size, 'size of the log');
  const edges: Uint8Array[] = [];
  for (let level = 0; hashesAtLevel(size, level) > 0; level += 1) {
    const width = hashesAtLevel(size, level) % TILE_WIDTH;
    const index = Math.floor(hashesAtLevel(size, level) / TILE_WIDTH);
    edges.push(width === 0 ? new Uint8Array(0) : Uint8Array.from(await readTile(read, { level, index, width })));
  }
  const range = rangeOfEdges(suite, size, edges);
  if (!sameBytes(rootOfRange(suite, range), head.root)) {
    throw new LogError(
      'ROOT_MISMATCH',
      `the tiles of the right edge do not make the root of the tree of ${size} leaves`,
    );
  }
  return { range, edges, bundle: await edgeBundle(suite, { size, tile: edges[0], read }) };
}

function rangeOfEdges(suite: LogSuite, size: number, edges: readonly Uint8Array[]): CompactRange {
  const hashes: Uint8Array[] = [];
  for (const edge of edges.toReversed()) {
    let from = 0;
    for (let bytes = 128 * 32; bytes >= 32; bytes /= 2) {
      if (edge.length - from >= bytes) {
        hashes.push(hashNodes(suite, edge.subarray(from, from + bytes)));
        from += bytes;
      }
    }
  }
  return { size, hashes };
}

async function edgeBundle(
  suite: LogSuite,
  { size, tile, read }: { readonly size: number; readonly tile: Uint8Array | undefined; readonly read: LogReader },
): Promise<Uint8Array> {
  const width = size % TILE_WIDTH;
  if (tile === undefined || width === 0) {
    return new Uint8Array(0);
  }
  const found = await readBundle(read, { index: Math.floor(size / TILE_WIDTH), width });
  const entries = decodeBundle(found.bytes, found.width).slice(0, width);
  if (!verifyBundle(suite, entries, tile)) {
    throw new LogError('BAD_BUNDLE', `the last ${width} entries are not those of the last tile of level 0`);
  }
  return encodeBundle(entries);
}
