// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@touchstone/identifiers';
import {
  bundlePath,
  HASH_BYTES,
  LogError,
  type LogReader,
  type LogSuite,
  proveInclusion,
  readTile,
  sameBytes,
  TILE_WIDTH,
  type TileAddress,
  type TreeHead,
  tileOfTree,
  tilePath,
  verifyInclusion,
} from '@touchstone/transparency-log';
import { damage } from './audit-fault.ts';

/** What a tile is held against. */
export interface MadeAnew {
  readonly read: LogReader;
  readonly tree: TreeHead;
  /** The tile as the entries make it. */
  readonly made: Uint8Array;
  /** The hash of an entry that was read with this tile, or before. */
  readonly leafHash: (index: number) => Uint8Array | undefined;
}

/**
 * Holds a tile against the one that the entries make. Where they differ, the signed root tells which of the two is not the
 * log's: a hash that has a proof up to it is the log's own (RFC 6962, 2.1.1), and the file with the other one is named.
 */
export async function compareTile(suite: LogSuite, tile: TileAddress, against: MadeAnew): Promise<void> {
  const { read, made } = against;
  const found = await readTile(read, tile);
  if (sameBytes(found, made)) return;
  const at = Array.from({ length: tile.width }, (_, index) => index).find(
    (index) => !sameBytes(hashAt(found, index), hashAt(made, index)),
  ) as number;
  const [shown, right] = [hashAt(found, at), hashAt(made, at)];
  const first = (tile.index * TILE_WIDTH + at) * TILE_WIDTH ** tile.level;
  const which = tile.level === 0 ? `the hash of entry ${first}` : `hash ${at}`;
  if (tile.level === 0 && (await isOfTree(suite, { index: first, leafHash: shown }, against))) {
    const bundle = bundlePath(tileOfTree(against.tree.size, 0, tile.index));
    throw damage(
      bundle,
      `entry ${first} makes the hash ${encodeHex(right)}`,
      `${encodeHex(shown)}, as the signed tree has it`,
    );
  }
  const leafHash = against.leafHash(first);
  const isSigned = leafHash !== undefined && (await isOfTree(suite, { index: first, leafHash }, against));
  const by = isSigned ? 'as the entries make it, and the signed tree has them' : 'as the entries make it';
  throw damage(tilePath(tile), `${which} is ${encodeHex(shown)} in the tile`, `${encodeHex(right)}, ${by}`);
}

async function isOfTree(
  suite: LogSuite,
  { index, leafHash }: { readonly index: number; readonly leafHash: Uint8Array },
  { read, tree }: MadeAnew,
): Promise<boolean> {
  try {
    const proof = await proveInclusion(suite, { index, size: tree.size }, read);
    return verifyInclusion(suite, { index, leafHash, proof }, tree);
  } catch (error) {
    // Where other files are not the log's either, nothing tells which of the two is.
    if (error instanceof LogError) return false;
    throw error;
  }
}

function hashAt(tile: Uint8Array, index: number): Uint8Array {
  return tile.slice(index * HASH_BYTES, (index + 1) * HASH_BYTES);
}
