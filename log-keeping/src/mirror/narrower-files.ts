// SPDX-License-Identifier: Apache-2.0
import {
  bundlePath,
  decodeBundle,
  encodeBundle,
  HASH_BYTES,
  hashesAtLevel,
  type LogReader,
  TILE_WIDTH,
  tilePath,
} from '@touchstone/transparency-log';
import { parsePublicPath } from '../reader/public-path.ts';

/**
 * A partial file of a smaller tree, cut from the wider one that a tree of `size` leaves has in its place; undefined for
 * what no such tree has. C2SP tlog-tiles v0.1.0, Partial Tiles: a tile begins with all those that it was before.
 */
export async function readNarrower(
  path: string,
  { size, read }: { readonly size: number; readonly read: LogReader },
): Promise<Uint8Array | undefined> {
  const wanted = parsePublicPath(path);
  if (wanted.kind !== 'tile' && wanted.kind !== 'entries') return undefined;
  const { index, width } = wanted;
  const level = wanted.kind === 'tile' ? wanted.level : 0;
  const wider = Math.min(TILE_WIDTH, hashesAtLevel(size, level) - index * TILE_WIDTH);
  if (wider <= width) return undefined;
  const place = { index, width: wider };
  if (wanted.kind === 'tile') return (await read(tilePath({ level, ...place })))?.slice(0, width * HASH_BYTES);
  const bundle = await read(bundlePath(place));
  return bundle && encodeBundle(decodeBundle(bundle, wider).slice(0, width));
}
