// SPDX-License-Identifier: Apache-2.0
import type { LogReader } from '@touchstone/transparency-log';

/** Tiles kept: 2 MB of hashes, enough for the proofs of everything that was appended of late. */
const TILES_MAX = 256;

/** A reader that keeps the tiles read last, which never change; bundles and checkpoint are read each time. */
export function rememberingReader(read: LogReader): LogReader {
  const kept = new Map<string, Uint8Array>();
  return async (path) => {
    const known = kept.get(path);
    if (known !== undefined) {
      // To the end: the first of the map is then always the one unused for longest.
      kept.delete(path);
      kept.set(path, known);
      return known;
    }
    const bytes = await read(path);
    if (bytes === undefined || !/^tile\/\d/.test(path)) return bytes;
    if (kept.size >= TILES_MAX) kept.delete(kept.keys().next().value as string);
    kept.set(path, bytes);
    return bytes;
  };
}
