// SPDX-License-Identifier: Apache-2.0
import { basename, dirname, join } from 'node:path';
import { type LogPath, parseLogPath } from '@touchstone/transparency-log';

/** Where a log that has ended names the one that goes on from it: a file beside its checkpoint. Decision record 0062. */
export const SUCCESSOR_PATH = 'successor';

/** A file that everybody may read of a log: those of C2SP tlog-tiles v0.1.0, and the note that names its successor. */
export type PublicPath = LogPath | { readonly kind: 'successor' };

/** As parseLogPath(), with the path of the successor's name beside; BAD_TILE_PATH for all others. */
export function parsePublicPath(path: string): PublicPath {
  return path === SUCCESSOR_PATH ? { kind: 'successor' } : parseLogPath(path);
}

/**
 * The address of a log that another one names by its place beside itself: below the same prefix of a server, or in the
 * folders of a writer, whose `public` each is.
 */
export function addressBeside(address: string, at: string): string {
  if (/^https?:\/\//.test(address)) return new URL(at, address.endsWith('/') ? address : `${address}/`).href;
  const folder = address.replace(/(?<=.)\/+$/, '');
  return basename(folder) === 'public' ? join(dirname(folder), at, 'public') : join(folder, at);
}
