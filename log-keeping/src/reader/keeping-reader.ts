// SPDX-License-Identifier: Apache-2.0
import type { LogReader } from '@touchstone/transparency-log';

/** Keeps the `filesMax` files used last of those that never change, which `isFinal` tells by the path; others are read each time. */
export function keepingReader(read: LogReader, isFinal: (path: string) => boolean, filesMax = 256): LogReader {
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
    if (bytes === undefined || !isFinal(path)) return bytes;
    if (kept.size >= filesMax) kept.delete(kept.keys().next().value as string);
    kept.set(path, bytes);
    return bytes;
  };
}
