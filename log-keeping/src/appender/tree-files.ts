// SPDX-License-Identifier: Apache-2.0
import {
  bundlePath,
  HASH_BYTES,
  hashesAtLevel,
  type IntegratedBatch,
  type LogReader,
  type LogState,
  parseLogPath,
  TILE_WIDTH,
  tilePath,
} from '@touchstone/transparency-log';
import type { LogFile } from '../storage/log-store.ts';

/** The full tiles and bundles that a batch completed; what is partial changes with the next batch. */
export function completedFiles({ tiles, bundles }: IntegratedBatch): readonly LogFile[] {
  return [
    ...bundles
      .filter(({ bundle }) => bundle.width === TILE_WIDTH)
      .map(({ bundle, bytes }) => ({ path: bundlePath(bundle), bytes })),
    ...tiles
      .filter(({ tile }) => tile.width === TILE_WIDTH)
      .map(({ tile, bytes }) => ({ path: tilePath(tile), bytes })),
  ];
}

/**
 * floor(s / 256^level) mod 256 hashes at each level: the partial tiles and bundle of a tree that is to be published.
 * C2SP tlog-tiles v0.1.0, Partial Tiles. Those that are the same in the tree published before are left out.
 */
export function partialFiles(state: LogState, published: number): readonly LogFile[] {
  const { size } = state.range;
  const files: LogFile[] = [];
  state.edges.forEach((bytes, level) => {
    const hashes = hashesAtLevel(size, level);
    if (bytes.length > 0 && hashes !== hashesAtLevel(published, level)) {
      const tile = { level, index: Math.floor(hashes / TILE_WIDTH), width: bytes.length / HASH_BYTES };
      files.push({ path: tilePath(tile), bytes });
    }
  });
  const width = size % TILE_WIDTH;
  if (width > 0 && size !== published) {
    files.push({ path: bundlePath({ index: Math.floor(size / TILE_WIDTH), width }), bytes: state.bundle });
  }
  return files;
}

/** Reads the files of every tree up to the newest, published or not: of a partial tile, what is wider will do. */
export function readerOfState(
  state: LogState,
  { fresh, read }: { readonly fresh: ReadonlyMap<string, Uint8Array>; readonly read: LogReader },
): LogReader {
  const { size } = state.range;
  return async (path) => {
    const found = fresh.get(path) ?? (await read(path));
    const asked = parseLogPath(path);
    if (found !== undefined || asked.kind === 'checkpoint' || asked.width === TILE_WIDTH) return found;
    const level = asked.kind === 'tile' ? asked.level : 0;
    const isEdge = Math.floor(hashesAtLevel(size, level) / TILE_WIDTH) === asked.index;
    if (asked.kind === 'entries') return isEdge && asked.width === size % TILE_WIDTH ? state.bundle : undefined;
    const wider = fresh.get(tilePath({ ...asked, width: TILE_WIDTH })) ?? (isEdge ? state.edges[level] : undefined);
    return wider?.subarray(0, asked.width * HASH_BYTES);
  };
}

/** The path of the full tile or bundle in whose place a partial one stands; undefined for a full one. */
export function fullPathOf(path: string): string | undefined {
  const at = path.lastIndexOf('.p/');
  return at < 0 ? undefined : path.slice(0, at);
}
