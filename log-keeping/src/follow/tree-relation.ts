// SPDX-License-Identifier: Apache-2.0
import {
  type Checkpoint,
  type CompactRange,
  hashOfSubtree,
  hashRanges,
  type LogReader,
  type LogSuite,
  proveConsistency,
  proveSubtree,
  rootOfRange,
  sameBytes,
  type TreeHead,
  verifyConsistency,
  verifySubtree,
} from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import { rangesOf } from './proven-piece.ts';

/** What the files prove of two trees: the newer begins with the older, or with another tree of its size, or neither. */
export type TreeRelation = 'prefix' | 'other' | 'unproved';

/**
 * Whether a signed tree begins with another one, from the tiles of the larger. A server's word is heeded nowhere: either
 * answer is a proof of consistency (RFC 6962, 2.1.2) that leads to the newer root. MISSING_TILE, BAD_TILE.
 */
export async function relationOf(
  suite: LogSuite,
  read: LogReader,
  { older, newer }: { readonly older: TreeHead; readonly newer: TreeHead },
): Promise<TreeRelation> {
  if (older.size === 0) return 'prefix';
  const proof = await proveConsistency(suite, { from: older.size, to: newer.size }, read);
  if (verifyConsistency(suite, { older, newer }, proof)) return 'prefix';
  const [root] = await hashRanges(suite, { size: newer.size, ranges: [{ start: 0, end: older.size }], read });
  const shown = { size: older.size, root: root as Uint8Array };
  return verifyConsistency(suite, { older: shown, newer }, proof) ? 'other' : 'unproved';
}

/**
 * Whether the remembered tree began as the smaller one that is shown now. A log set back no longer has the tiles of the
 * larger tree; those of the smaller may still show that the two are of one story. CORRUPT when they show nothing.
 */
export async function beganAs(
  suite: LogSuite,
  read: LogReader,
  { known, older }: { readonly known: CompactRange; readonly older: Checkpoint },
): Promise<boolean> {
  const empty = rootOfRange(suite, { size: 0, hashes: [] });
  if (older.size === 0) return sameBytes(older.root, empty);
  const newer = { size: known.size, root: rootOfRange(suite, known) };
  const relation = await relationOf(suite, read, { older, newer }).catch(() => 'unproved');
  return relation === 'unproved' ? sharesSubtrees(suite, read, { known, older }) : relation === 'prefix';
}

/** Whether the remembered subtrees that lie within the smaller tree are its own, each proved by that tree's own tiles. */
async function sharesSubtrees(
  suite: LogSuite,
  read: LogReader,
  { known, older }: { readonly known: CompactRange; readonly older: Checkpoint },
): Promise<boolean> {
  const { origin, size } = older;
  const within = rangesOf(known.size).filter(({ end }) => end <= size);
  // Without one of them the root of the smaller tree must still be what its tiles make.
  const asked = within.length > 0 ? within : rangesOf(size).slice(0, 1);
  for (const [index, { start, end }] of asked.entries()) {
    const hash = await hashOfSubtree(suite, { start, end, size }, read);
    const proof = await proveSubtree(suite, { start, end, size }, read);
    if (!verifySubtree(suite, { start, end, hash, proof }, older)) {
      throw new LogKeepingError('CORRUPT', `the tiles do not make the root of the tree of ${size} leaves`, {
        at: origin,
      });
    }
    if (within.length > 0 && !sameBytes(hash, known.hashes[index] as Uint8Array)) return false;
  }
  return true;
}
