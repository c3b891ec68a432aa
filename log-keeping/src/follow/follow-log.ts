// SPDX-License-Identifier: Apache-2.0
import {
  type Checkpoint,
  type CompactRange,
  EMPTY_RANGE,
  type LogReader,
  type LogSuite,
  type NoteKey,
  openCheckpoint,
  rootOfRange,
  sameBytes,
} from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import { type LogEntry, readEntries } from '../reader/read-entries.ts';
import { type ProvenPiece, provenPiece, rangeFromTiles } from './proven-piece.ts';
import { beganAs, relationOf } from './tree-relation.ts';

/** What a follower remembers of a log: the last checkpoint it accepted, and the tree behind it, to be appended to. */
export interface FollowedTree {
  readonly note: string;
  readonly range: CompactRange;
}

/** Two checkpoints, both signed by the log, that no append-only log can have: the one remembered and the one shown. */
export interface SplitView {
  readonly remembered: string;
  readonly shown: string;
  /** What the two say, for people. */
  readonly detail: string;
}

/** What a look at a log brings. */
export type Growth =
  | { readonly outcome: 'same' }
  /** An older tree than the one remembered, of the same log: a cache, or a log set back. Nothing is accepted. */
  | { readonly outcome: 'behind'; readonly size: number }
  | { readonly outcome: 'split'; readonly evidence: SplitView }
  | {
      readonly outcome: 'grown';
      readonly checkpoint: Checkpoint;
      /** To be remembered once everything about the new entries is done. */
      readonly tree: FollowedTree;
      /** The new entries in order, each held against the hash that the tree was verified with. */
      readonly entries: () => AsyncGenerator<readonly LogEntry[]>;
    };

/** Which log, read from where, signed by whom. */
export interface FollowedLog {
  readonly origin: string;
  readonly keys: readonly NoteKey[];
  readonly read: LogReader;
}

/**
 * Looks whether a log has grown, and holds what it shows against what is remembered: the signed tree must begin with the
 * remembered one, by a proof of consistency (RFC 6962, 2.1.2), and every piece of new leaf hashes must be a part of it. So
 * nothing can have been rewritten, dropped or reordered. That is asked of a few tiles before any leaf is: a size that is
 * signed and has no tree costs nothing, and memory is that of one piece however much the log has grown. CORRUPT when the
 * files are not those of the checkpoint, which a bad cache explains; `split` when they are and the log tells two stories.
 * WRONG_LOG for a checkpoint that is not of this log.
 */
export async function followLog(
  suite: LogSuite,
  log: FollowedLog,
  remembered: FollowedTree | undefined,
): Promise<Growth> {
  const { checkpoint, note } = await readCheckpoint(suite, log);
  const known = remembered?.range ?? EMPTY_RANGE;
  const before = { size: known.size, root: rootOfRange(suite, known) };
  const told = (): Growth => split(remembered?.note ?? '', note, [known.size, checkpoint.size]);
  if (checkpoint.size === known.size) {
    return sameBytes(checkpoint.root, before.root) ? { outcome: 'same' } : told();
  }
  if (checkpoint.size < known.size) {
    const isOlder = await beganAs(suite, log.read, { known, older: checkpoint });
    return isOlder ? { outcome: 'behind', size: checkpoint.size } : told();
  }
  const range = await rangeFromTiles(suite, checkpoint, log.read);
  // Where nothing is proved of the two trees, neither is the piece below.
  if ((await relationOf(suite, log.read, { older: before, newer: checkpoint })) === 'other') return told();
  const first = await provenPiece(suite, { known, checkpoint, read: log.read });
  return {
    outcome: 'grown',
    checkpoint,
    tree: { note, range },
    entries: () => entriesOfPieces(suite, { first, checkpoint, read: log.read }),
  };
}

/** The checkpoint that a log shows now. UNREACHABLE when there is none, WRONG_LOG when it is not signed by this log. */
export async function readCheckpoint(
  suite: LogSuite,
  { origin, keys, read }: FollowedLog,
): Promise<{ readonly checkpoint: Checkpoint; readonly note: string }> {
  const bytes = await read('checkpoint');
  if (bytes === undefined) {
    throw new LogKeepingError('UNREACHABLE', 'the log shows no checkpoint', { at: origin });
  }
  const opened = openCheckpoint(suite, bytes, { origin, logKeys: keys });
  if (opened.outcome === 'rejected') {
    throw new LogKeepingError('WRONG_LOG', opened.detail, { at: origin });
  }
  return { checkpoint: opened.checkpoint, note: Buffer.from(bytes).toString() };
}

async function* entriesOfPieces(
  suite: LogSuite,
  {
    first,
    checkpoint,
    read,
  }: { readonly first: ProvenPiece; readonly checkpoint: Checkpoint; readonly read: LogReader },
): AsyncGenerator<readonly LogEntry[]> {
  for (let piece = first; ; piece = await provenPiece(suite, { known: piece.range, checkpoint, read })) {
    const { from, range, tiles } = piece;
    yield* readEntries(suite, { from, size: range.size, read: (path) => tiles.get(path) ?? read(path) });
    if (range.size === checkpoint.size) return;
  }
}

function split(remembered: string, shown: string, [before, now]: readonly [number, number]): Growth {
  const detail =
    before === now
      ? `the log signed two trees of ${now} leaves with different roots`
      : `the log signed a tree of ${before} leaves and one of ${now}, and neither is the beginning of the other`;
  return { outcome: 'split', evidence: { remembered, shown, detail } };
}
