// SPDX-License-Identifier: Apache-2.0
import { ENTRY_BYTES_MAX, NOTE_BYTES_MAX, TILE_BYTES, TILE_WIDTH } from '@touchstone/transparency-log';
import type { PublicPath } from './public-path.ts';

/** The most bytes that a file of a log can have. C2SP tlog-tiles v0.1.0: a bundle has 256 entries with their lengths. */
export const FILE_BYTES_MAX: Readonly<Record<PublicPath['kind'], number>> = {
  checkpoint: NOTE_BYTES_MAX,
  successor: NOTE_BYTES_MAX,
  tile: TILE_BYTES,
  entries: TILE_WIDTH * (2 + ENTRY_BYTES_MAX),
};
