// SPDX-License-Identifier: Apache-2.0
import { decodeBundle, type LogReader, readBundle, TILE_WIDTH, tileOfTree } from '@touchstone/transparency-log';

/** One entry of a tree of `size` leaves that was verified before. MISSING_TILE and BAD_BUNDLE as they are. */
export async function readEntry(
  index: number,
  { size, read }: { readonly size: number; readonly read: LogReader },
): Promise<Uint8Array> {
  const { bytes, width } = await readBundle(read, tileOfTree(size, 0, Math.floor(index / TILE_WIDTH)));
  return decodeBundle(bytes, width)[index % TILE_WIDTH] as Uint8Array;
}
