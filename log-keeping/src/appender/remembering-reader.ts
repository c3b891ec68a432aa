// SPDX-License-Identifier: Apache-2.0
import type { LogReader } from '@touchstone/transparency-log';
import { keepingReader } from '../reader/keeping-reader.ts';

/** Tiles kept: 2 MB of hashes, enough for the proofs of everything that was appended of late. */
const TILES_MAX = 256;

/** A reader that keeps the tiles read last, which never change; bundles and checkpoint are read each time. */
export function rememberingReader(read: LogReader): LogReader {
  return keepingReader(read, (path) => /^tile\/\d/.test(path), TILES_MAX);
}
