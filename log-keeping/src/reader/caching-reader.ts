// SPDX-License-Identifier: Apache-2.0
import { type LogReader, TILE_WIDTH } from '@touchstone/transparency-log';
import { parsePublicPath } from './public-path.ts';

/**
 * Keeps the `tilesMax` full tiles and bundles used last; they never change. C2SP tlog-tiles v0.1.0, Merkle Tree.
 * Partial ones, checkpoints and names of successors are asked for each time.
 */
export function cachingReader(read: LogReader, tilesMax = 256): LogReader {
  const kept = new Map<string, Uint8Array>();
  return async (path) => {
    const known = kept.get(path);
    if (known !== undefined) {
      // To the end of the map: the first of it is then always the one unused for longest.
      kept.delete(path);
      kept.set(path, known);
      return known;
    }
    const bytes = await read(path);
    const parsed = parsePublicPath(path);
    if (bytes !== undefined && 'width' in parsed && parsed.width === TILE_WIDTH) {
      if (kept.size >= tilesMax) kept.delete(kept.keys().next().value as string);
      kept.set(path, bytes);
    }
    return bytes;
  };
}
