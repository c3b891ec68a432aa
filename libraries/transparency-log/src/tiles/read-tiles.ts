// SPDX-License-Identifier: Apache-2.0
import { LogError } from '../log-error.ts';
import type { LogSuite } from '../log-suite.ts';
import { appendLeafHashes, EMPTY_RANGE, rootOfRange } from '../merkle/compact-range.ts';
import { HASH_BYTES, hashNode, hashNodes } from '../merkle/hashing.ts';
import type { LeafRange } from '../merkle/subtree.ts';
import { trailingZeros } from '../tree-size.ts';
import { bundlePath, type BundleAddress, TILE_WIDTH, type TileAddress, tileOfTree, tilePath } from './tile.ts';

/** Gives the bytes at a path below the prefix of a log, or undefined when there is nothing: a directory, a server, a cache. */
export type LogReader = (path: string) => Uint8Array | undefined | Promise<Uint8Array | undefined>;

/** A complete subtree of 2^height leaves, the `index`-th of its height. */
interface CompleteSubtree {
  readonly height: number;
  readonly index: number;
}

/**
 * The bytes of a tile, exactly as wide as asked for. A partial tile may be gone once the full one exists, so that one
 * is read in its place and cut. C2SP tlog-tiles v0.1.0, Partial Tiles. MISSING_TILE, BAD_TILE.
 */
export async function readTile(read: LogReader, tile: TileAddress): Promise<Uint8Array> {
  const path = tilePath(tile);
  const bytes = await read(path);
  const found = bytes ?? (await readFull(read, tile.width, tilePath({ ...tile, width: TILE_WIDTH })));
  const width = bytes === undefined ? TILE_WIDTH : tile.width;
  if (found === undefined) {
    throw new LogError('MISSING_TILE', 'neither this tile nor the full one in its place is there', { at: path });
  }
  if (found.length !== width * HASH_BYTES) {
    throw new LogError('BAD_TILE', `${width} hashes have ${width * HASH_BYTES} bytes, not ${found.length}`, {
      at: path,
    });
  }
  return found.subarray(0, tile.width * HASH_BYTES);
}

/** The bytes of a bundle and how many entries they hold: those of the full bundle when the partial one is gone. */
export async function readBundle(
  read: LogReader,
  bundle: BundleAddress,
): Promise<{ readonly bytes: Uint8Array; readonly width: number }> {
  const path = bundlePath(bundle);
  const bytes = await read(path);
  if (bytes !== undefined) {
    return { bytes, width: bundle.width };
  }
  const full = await readFull(read, bundle.width, bundlePath({ ...bundle, width: TILE_WIDTH }));
  if (full === undefined) {
    throw new LogError('MISSING_TILE', 'neither this bundle nor the full one in its place is there', { at: path });
  }
  return { bytes: full, width: TILE_WIDTH };
}

/**
 * MTH of each range in a tree of `size` leaves: tiles are read once, all at the same time, and no hash is computed
 * that one of them holds. Ranges are subtrees or end at `size`, so that they are joined from complete subtrees.
 */
export async function hashRanges(
  suite: LogSuite,
  { size, ranges, read }: { readonly size: number; readonly ranges: readonly LeafRange[]; readonly read: LogReader },
): Promise<readonly Uint8Array[]> {
  const parts = ranges.map((range) => completeSubtrees(range));
  const tiles = new Map<string, TileAddress>();
  for (const subtree of parts.flat()) {
    const { tile } = placeOf(subtree, size);
    tiles.set(tilePath(tile), tile);
  }
  const contents = new Map(
    await Promise.all([...tiles].map(async ([path, tile]) => [path, await readTile(read, tile)] as const)),
  );
  return parts.map((subtrees) => {
    const hashes = subtrees.map((subtree) => hashOfSubtree(suite, { subtree, size, contents }));
    return hashes.reduceRight((right, left) => hashNode(suite, left, right));
  });
}

/** The root of the tree of `size` leaves, from the tiles of its right edge. */
export async function rootFromTiles(suite: LogSuite, size: number, read: LogReader): Promise<Uint8Array> {
  if (size === 0) {
    return rootOfRange(suite, EMPTY_RANGE);
  }
  const [root] = await hashRanges(suite, { size, ranges: [{ start: 0, end: size }], read });
  return root as Uint8Array;
}

/** The leaf hashes from a tile of level 0, one array each. */
export function hashesOfTile(tile: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: tile.length / HASH_BYTES }, (_, at) =>
    tile.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
}

/** The root of the tree over these leaf hashes alone, such as those of a bundle or of a batch of another log. */
export function rootOfLeafHashes(suite: LogSuite, leafHashes: readonly Uint8Array[]): Uint8Array {
  return rootOfRange(suite, appendLeafHashes(suite, EMPTY_RANGE, leafHashes));
}

/** The complete subtrees that make up a range, left to right. Requires a subtree, or a range that starts at one. */
function completeSubtrees({ start, end }: LeafRange): readonly CompleteSubtree[] {
  const subtrees: CompleteSubtree[] = [];
  for (let position = start; position < end; ) {
    let height = position === 0 ? 53 : trailingZeros(position);
    while (position + 2 ** height > end) {
      height -= 1;
    }
    subtrees.push({ height, index: position / 2 ** height });
    position += 2 ** height;
  }
  return subtrees;
}

function placeOf({ height, index }: CompleteSubtree, size: number) {
  const level = Math.floor(height / 8);
  const count = 2 ** (height % 8);
  const first = index * count;
  const tile = tileOfTree(size, level, Math.floor(first / TILE_WIDTH));
  return { tile, from: (first % TILE_WIDTH) * HASH_BYTES, bytes: count * HASH_BYTES };
}

function hashOfSubtree(
  suite: LogSuite,
  {
    subtree,
    size,
    contents,
  }: { readonly subtree: CompleteSubtree; readonly size: number; readonly contents: ReadonlyMap<string, Uint8Array> },
): Uint8Array {
  const { tile, from, bytes } = placeOf(subtree, size);
  const content = contents.get(tilePath(tile)) as Uint8Array;
  return hashNodes(suite, content.subarray(from, from + bytes));
}

function readFull(
  read: LogReader,
  width: number,
  path: string,
): Uint8Array | undefined | Promise<Uint8Array | undefined> {
  return width === TILE_WIDTH ? undefined : read(path);
}
