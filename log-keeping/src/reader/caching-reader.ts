// SPDX-License-Identifier: Apache-2.0
import { type LogReader, TILE_WIDTH } from '@touchstone/transparency-log';
import { keepingReader } from './keeping-reader.ts';
import { parsePublicPath } from './public-path.ts';

/**
 * Keeps the `tilesMax` full tiles and bundles used last; they never change. C2SP tlog-tiles v0.1.0, Merkle Tree.
 * Partial ones, checkpoints and names of successors are asked for each time.
 */
export function cachingReader(read: LogReader, tilesMax?: number): LogReader {
  return keepingReader(read, isFull, tilesMax);
}

function isFull(path: string): boolean {
  const parsed = parsePublicPath(path);
  return 'width' in parsed && parsed.width === TILE_WIDTH;
}
