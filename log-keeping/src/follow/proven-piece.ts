// SPDX-License-Identifier: Apache-2.0
import {
  appendLeafHashes,
  type Checkpoint,
  type CompactRange,
  hashesOfTile,
  hashRanges,
  type LeafRange,
  type LogReader,
  type LogSuite,
  proveConsistency,
  readTile,
  rootOfRange,
  sameBytes,
  TILE_WIDTH,
  tileOfTree,
  tilePath,
  verifyConsistency,
} from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';

/** New leaf hashes, proved to stand where they do in the signed tree, with the tiles that they were read from. */
export interface ProvenPiece {
  readonly from: number;
  /** The tree up to the end of the piece. */
  readonly range: CompactRange;
  /** By their paths. */
  readonly tiles: ReadonlyMap<string, Uint8Array>;
}

/** What a piece grows from: the tree before it, and the signed one that it must be a part of. */
export interface Growing {
  readonly known: CompactRange;
  readonly checkpoint: Checkpoint;
  readonly read: LogReader;
}

/** Leaves of one piece, at most: 256 tiles, 2 MiB of hashes. */
const PIECE_LEAVES = TILE_WIDTH * TILE_WIDTH;
const TILES_AHEAD = 16;

/** The complete subtrees of a signed tree, from the tiles of its right edge. CORRUPT unless they make its root; MISSING_TILE. */
export async function rangeFromTiles(
  suite: LogSuite,
  { origin, size, root }: Checkpoint,
  read: LogReader,
): Promise<CompactRange> {
  const range = { size, hashes: await hashRanges(suite, { size, ranges: rangesOf(size), read }) };
  if (!sameBytes(rootOfRange(suite, range), root)) throw notOfTree(origin, size);
  return range;
}

/** The next piece beyond the known tree. CORRUPT when its leaves are not those of the signed tree; MISSING_TILE. */
export async function provenPiece(suite: LogSuite, { known, checkpoint, read }: Growing): Promise<ProvenPiece> {
  const { origin, size } = checkpoint;
  const from = known.size;
  const end = Math.min(size, (Math.floor(from / PIECE_LEAVES) + 1) * PIECE_LEAVES);
  const tiles = await readTiles(read, { start: from, end });
  const range = appendLeafHashes(suite, known, hashesFrom(tiles, from));
  const older = { size: end, root: rootOfRange(suite, range) };
  const proof = await proveConsistency(suite, { from: end, to: size }, read);
  if (!verifyConsistency(suite, { older, newer: checkpoint }, proof)) throw notOfTree(origin, size);
  return { from, range, tiles };
}

/** The complete subtrees of a tree, from the largest: one for each bit of its size. */
export function rangesOf(size: number): readonly LeafRange[] {
  const ranges: LeafRange[] = [];
  for (let start = 0; start < size; ) {
    let width = 1;
    while (width * 2 <= size - start) width *= 2;
    ranges.push({ start, end: start + width });
    start += width;
  }
  return ranges;
}

async function readTiles(read: LogReader, { start, end }: LeafRange): Promise<ReadonlyMap<string, Uint8Array>> {
  const tiles = new Map<string, Uint8Array>();
  const last = Math.ceil(end / TILE_WIDTH);
  for (let at = Math.floor(start / TILE_WIDTH); at < last; at += TILES_AHEAD) {
    const some = Array.from({ length: Math.min(TILES_AHEAD, last - at) }, (_, which) => tileOfTree(end, 0, at + which));
    const contents = await Promise.all(some.map((tile) => readTile(read, tile)));
    some.forEach((tile, which) => {
      tiles.set(tilePath(tile), contents[which] as Uint8Array);
    });
  }
  return tiles;
}

function* hashesFrom(tiles: ReadonlyMap<string, Uint8Array>, from: number): Generator<Uint8Array> {
  let skipped = from % TILE_WIDTH;
  for (const bytes of tiles.values()) {
    yield* hashesOfTile(bytes).slice(skipped);
    skipped = 0;
  }
}

function notOfTree(at: string, size: number): LogKeepingError {
  return new LogKeepingError('CORRUPT', `the tiles do not make the root of the tree of ${size} leaves`, { at });
}
