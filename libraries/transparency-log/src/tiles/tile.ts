// SPDX-License-Identifier: Apache-2.0
import { LogError, shown } from '../log-error.ts';
import { HASH_BYTES } from '../merkle/hashing.ts';
import { requireSize } from '../tree-size.ts';

/** The hashes of a full tile, and the entries of a full bundle. */
export const TILE_WIDTH = 256;
/** The bytes of a full tile. */
export const TILE_BYTES = TILE_WIDTH * HASH_BYTES;
const LEVEL_MAX = 63;
// 2^53 − 1 has 16 digits; no more groups can be a number that is handled.
const GROUPS_MAX = 6;

/** A tile of hashes: 256 of them when it is full, 1 to 255 when it is partial. */
export interface TileAddress {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** A bundle of entries, with the index and width of the tile of their leaf hashes. */
export interface BundleAddress {
  readonly index: number;
  readonly width: number;
}

/** What a path below the prefix of a log names. */
export type LogPath =
  | { readonly kind: 'checkpoint' }
  | ({ readonly kind: 'tile' } & TileAddress)
  | ({ readonly kind: 'entries' } & BundleAddress);

/** tile/<L>/<N>[.p/<W>]. C2SP tlog-tiles v0.1.0, Merkle Tree. */
export function tilePath({ level, index, width }: TileAddress): string {
  requireAddress(level, index, width);
  return `tile/${level}/${groupsOf(index)}${partOf(width)}`;
}

/** tile/entries/<N>[.p/<W>]. C2SP tlog-tiles v0.1.0, Log entries. */
export function bundlePath({ index, width }: BundleAddress): string {
  requireAddress(0, index, width);
  return `tile/entries/${groupsOf(index)}${partOf(width)}`;
}

/**
 * "checkpoint" / "tile/" (level / "entries") "/" *("x" 3DIGIT "/") 3DIGIT [".p/" width]
 * C2SP tlog-tiles v0.1.0. One spelling for one tile; BAD_TILE_PATH for all others, such as those of a Go checksum
 * database with their height of a tile.
 */
export function parseLogPath(path: string): LogPath {
  if (path === 'checkpoint') {
    return { kind: 'checkpoint' };
  }
  const parts = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/.exec(path);
  const [, level = '', groups = '', width] = parts ?? [];
  const index = indexOf(groups);
  const address = { index, width: width === undefined ? TILE_WIDTH : Number(width) };
  if (parts === null || Number.isNaN(index) || (width !== undefined && address.width >= TILE_WIDTH)) {
    throw new LogError(
      'BAD_TILE_PATH',
      `${shown(path)} is not checkpoint, tile/<L>/<N>[.p/<W>] or tile/entries/<N>[.p/<W>]`,
    );
  }
  if (level === 'entries') {
    return { kind: 'entries', ...address };
  }
  if (Number(level) > LEVEL_MAX) {
    throw new LogError('BAD_TILE_PATH', `a level is 0 to ${LEVEL_MAX}, not ${level}`);
  }
  return { kind: 'tile', level: Number(level), ...address };
}

/** floor(size / 256^level): the hashes that a tree of `size` leaves has at a level. C2SP tlog-tiles, Partial Tiles. */
export function hashesAtLevel(size: number, level: number): number {
  let hashes = size;
  for (let below = 0; below < level; below += 1) {
    hashes = Math.floor(hashes / TILE_WIDTH);
  }
  return hashes;
}

/** The address, in a tree of `size` leaves, of the tile that is the `index`-th of its level: full or partial. */
export function tileOfTree(size: number, level: number, index: number): TileAddress {
  const width = Math.min(TILE_WIDTH, hashesAtLevel(size, level) - index * TILE_WIDTH);
  if (width < 1) {
    throw new LogError('BAD_RANGE', `a tree of ${size} leaves has no tile ${index} at level ${level}`);
  }
  return { level, index, width };
}

/** The tiles that a log writes when it grows, level by level: each full one once, and each partial one that changed. */
export function tilesFor(oldSize: number, newSize: number): readonly TileAddress[] {
  requireGrowth(oldSize, newSize);
  const tiles: TileAddress[] = [];
  for (let level = 0; hashesAtLevel(newSize, level) > hashesAtLevel(oldSize, level); level += 1) {
    const last = hashesAtLevel(newSize, level);
    for (let index = Math.floor(hashesAtLevel(oldSize, level) / TILE_WIDTH); index * TILE_WIDTH < last; index += 1) {
      tiles.push(tileOfTree(newSize, level, index));
    }
  }
  return tiles;
}

/** The bundles that a log writes when it grows. */
export function bundlesFor(oldSize: number, newSize: number): readonly BundleAddress[] {
  return tilesFor(oldSize, newSize)
    .filter(({ level }) => level === 0)
    .map(({ index, width }) => ({ index, width }));
}

/** All tiles of a tree, as they lie in its directory. */
export function tilesOfTree(size: number): readonly TileAddress[] {
  return tilesFor(0, size);
}

function requireGrowth(oldSize: number, newSize: number): void {
  requireSize(newSize, 'new size');
  if (requireSize(oldSize, 'old size') > newSize) {
    throw new LogError('BAD_RANGE', `a log of ${oldSize} entries never shrinks to ${newSize}`);
  }
}

function requireAddress(level: number, index: number, width: number): void {
  requireSize(index, 'index of a tile');
  if (!(Number.isInteger(level) && level >= 0 && level <= LEVEL_MAX)) {
    throw new LogError('BAD_TILE', `a level is 0 to ${LEVEL_MAX}, not ${shown(level)}`);
  }
  if (!(Number.isInteger(width) && width >= 1 && width <= TILE_WIDTH)) {
    throw new LogError('BAD_TILE', `a tile is 1 to ${TILE_WIDTH} hashes wide, not ${shown(width)}`);
  }
}

function groupsOf(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) as readonly string[];
  return groups
    .join('/x')
    .replace(/^(?=.*\/)/, 'x')
    .replace(/x([0-9]{3})$/, '$1');
}

function indexOf(groups: string): number {
  const digits = groups.replaceAll(/[x/]/g, '');
  const index = Number(digits);
  const isOnly = digits.length <= GROUPS_MAX * 3 && Number.isSafeInteger(index) && groupsOf(index) === groups;
  return isOnly ? index : Number.NaN;
}

function partOf(width: number): string {
  return width === TILE_WIDTH ? '' : `.p/${width}`;
}
