// SPDX-License-Identifier: Apache-2.0
import { bundlePath, type LogState, TILE_WIDTH, type TileAddress, tilePath } from '@touchstone/transparency-log';

/** A partial file at the right edge of a tree; without `tile` the bundle of entries. */
export interface EdgeFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly tile?: TileAddress;
}

/** The partial tiles and the partial bundle of a state. */
export function edgeFiles({ range, edges, bundle }: LogState): readonly EdgeFile[] {
  const files: EdgeFile[] = [];
  let count = range.size;
  for (const [level, bytes] of edges.entries()) {
    const width = count % TILE_WIDTH;
    const index = Math.floor(count / TILE_WIDTH);
    if (width > 0) files.push({ tile: { level, index, width }, path: tilePath({ level, index, width }), bytes });
    count = index;
  }
  const width = range.size % TILE_WIDTH;
  if (width > 0) files.push({ path: bundlePath({ index: Math.floor(range.size / TILE_WIDTH), width }), bytes: bundle });
  return files;
}
