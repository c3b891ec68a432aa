// SPDX-License-Identifier: Apache-2.0
import {
  appendLeafHashes,
  type Checkpoint,
  type CompactRange,
  EMPTY_RANGE,
  hashesOfTile,
  hashRanges,
  type LogReader,
  type LogSuite,
  type NoteKey,
  openCheckpoint,
  proveConsistency,
  readTile,
  rootOfRange,
  sameBytes,
  TILE_WIDTH,
  tileOfTree,
  tilePath,
  verifyConsistency,
} from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import { type LogEntry, readEntries } from '../reader/read-entries.ts';

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

const TILES_AHEAD = 16;

/**
 * Looks whether a log has grown, and holds what it shows against what is remembered: every new leaf hash is appended
 * to the remembered tree, and the root must be that of the signed checkpoint (RFC 6962, 2.1). So nothing can have been
 * rewritten, dropped or reordered below it. CORRUPT when the files are not those of the checkpoint, which a bad cache
 * explains; `split` when they are and the log tells two stories. WRONG_LOG for a checkpoint that is not of this log.
 */
export async function followLog(
  suite: LogSuite,
  log: FollowedLog,
  remembered: FollowedTree | undefined,
): Promise<Growth> {
  const shown = await readCheckpoint(suite, log);
  const { checkpoint, note } = shown;
  const known = remembered?.range ?? EMPTY_RANGE;
  const root = rootOfRange(suite, known);
  if (checkpoint.size === known.size && sameBytes(checkpoint.root, root)) {
    return { outcome: 'same' };
  }
  if (checkpoint.size <= known.size) {
    const isPrefix = checkpoint.size < known.size && (await prefixIs(suite, log.read, { known, older: checkpoint }));
    return isPrefix
      ? { outcome: 'behind', size: checkpoint.size }
      : split(remembered?.note ?? '', note, [known.size, checkpoint.size]);
  }
  const tiles = await newTiles(log.read, known.size, checkpoint.size);
  const range = appendLeafHashes(suite, known, hashesFrom(tiles, known.size));
  if (!sameBytes(rootOfRange(suite, range), checkpoint.root)) {
    if (await tellsAnother(suite, log.read, { known, checkpoint })) {
      return split(remembered?.note ?? '', note, [known.size, checkpoint.size]);
    }
    throw new LogKeepingError('CORRUPT', `the tiles do not make the root of the tree of ${checkpoint.size} leaves`, {
      at: log.origin,
    });
  }
  const read: LogReader = (path) => tiles.get(path)?.bytes ?? log.read(path);
  return {
    outcome: 'grown',
    checkpoint,
    tree: { note, range },
    entries: () => readEntries(suite, { from: known.size, size: checkpoint.size, read }),
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

interface TileOfHashes {
  readonly first: number;
  readonly bytes: Uint8Array;
}

/** The tiles of leaf hashes that reach beyond `from`, by their paths. */
async function newTiles(read: LogReader, from: number, size: number): Promise<ReadonlyMap<string, TileOfHashes>> {
  const tiles = new Map<string, TileOfHashes>();
  const indexes = Array.from(
    { length: Math.ceil(size / TILE_WIDTH) - Math.floor(from / TILE_WIDTH) },
    (_, at) => Math.floor(from / TILE_WIDTH) + at,
  );
  for (let at = 0; at < indexes.length; at += TILES_AHEAD) {
    const some = indexes.slice(at, at + TILES_AHEAD).map((index) => tileOfTree(size, 0, index));
    const contents = await Promise.all(some.map((tile) => readTile(read, tile)));
    some.forEach((tile, which) => {
      tiles.set(tilePath(tile), { first: tile.index * TILE_WIDTH, bytes: contents[which] as Uint8Array });
    });
  }
  return tiles;
}

function* hashesFrom(tiles: ReadonlyMap<string, TileOfHashes>, from: number): Generator<Uint8Array> {
  for (const { first, bytes } of tiles.values()) {
    yield* hashesOfTile(bytes).slice(Math.max(0, from - first));
  }
}

/**
 * Whether the files prove that the tree of the checkpoint begins with another tree of the remembered size: a proof of
 * consistency (RFC 6962, 2.1.2) that fits the checkpoint and a root that is not the remembered one.
 */
async function tellsAnother(
  suite: LogSuite,
  read: LogReader,
  { known, checkpoint }: { readonly known: CompactRange; readonly checkpoint: Checkpoint },
): Promise<boolean> {
  if (known.size === 0) return false;
  const { size } = checkpoint;
  const [root] = await hashRanges(suite, { size, ranges: [{ start: 0, end: known.size }], read });
  const older = { size: known.size, root: root as Uint8Array };
  const proof = await proveConsistency(suite, { from: known.size, to: size }, read);
  return (
    verifyConsistency(suite, { older, newer: checkpoint }, proof) && !sameBytes(older.root, rootOfRange(suite, known))
  );
}

/**
 * Whether the smaller tree is the beginning of the remembered one. Only leaf hashes that make the root of a signed tree
 * are heeded, and everything else is made anew from them: what a server shows beside its signature is nobody's word.
 * CORRUPT when they make neither root.
 */
async function prefixIs(
  suite: LogSuite,
  read: LogReader,
  { known, older }: { readonly known: CompactRange; readonly older: Checkpoint },
): Promise<boolean> {
  const rootOf = (leaves: readonly Uint8Array[]) => rootOfRange(suite, appendLeafHashes(suite, EMPTY_RANGE, leaves));
  if (older.size === 0) return sameBytes(older.root, rootOfRange(suite, EMPTY_RANGE));
  const whole = await leavesOf(read, known.size).catch(() => []);
  if (whole.length === known.size && sameBytes(rootOf(whole), rootOfRange(suite, known))) {
    return sameBytes(rootOf(whole.slice(0, older.size)), older.root);
  }
  // A log set back no longer has the tiles of the larger tree; those of the smaller one may still show the prefix.
  const leaves = await leavesOf(read, older.size);
  if (!sameBytes(rootOf(leaves), older.root)) {
    throw new LogKeepingError('CORRUPT', `the tiles do not make the root of the tree of ${older.size} leaves`, {
      at: older.origin,
    });
  }
  let start = 0;
  for (const [index, hash] of known.hashes.entries()) {
    const end = start + widthOf(known.size, index);
    if (end > older.size) return true;
    if (!sameBytes(rootOf(leaves.slice(start, end)), hash)) return false;
    start = end;
  }
  return true;
}

async function leavesOf(read: LogReader, size: number): Promise<readonly Uint8Array[]> {
  return [...hashesFrom(await newTiles(read, 0, size), 0)];
}

/** The leaves below the `index`-th hash of a compact range: the powers of two in its size, from the largest. */
function widthOf(size: number, index: number): number {
  const ones = [...size.toString(2)].flatMap((digit, at, digits) => (digit === '1' ? [digits.length - 1 - at] : []));
  return 2 ** (ones[index] as number);
}

function split(remembered: string, shown: string, [before, now]: readonly [number, number]): Growth {
  const detail =
    before === now
      ? `the log signed two trees of ${now} leaves with different roots`
      : `the log signed a tree of ${before} leaves and one of ${now}, and neither is the beginning of the other`;
  return { outcome: 'split', evidence: { remembered, shown, detail } };
}
