// SPDX-License-Identifier: Apache-2.0
import {
  type Checkpoint,
  decodeHashLine,
  encodeBase64,
  hashOfSubtree,
  type LogReader,
  type LogSuite,
  type NoteKey,
  openCheckpoint,
  proveConsistency,
  sameBytes,
  verifyConsistency,
} from '@touchstone/transparency-log';

/** Two checkpoints that one log signed and that no append-only log can have, with what shows it. A JSON file. */
export interface SplitViewFile {
  readonly format: 'touchstone/split-view/v1';
  readonly origin: string;
  readonly smaller: string;
  readonly larger: string;
  /** For trees of different sizes: the tree that the larger one begins with, base64, and the proof of that (RFC 6962, 2.1.2). */
  readonly beginsWith?: { readonly root: string; readonly proof: readonly string[] };
  readonly detail: string;
}

/** Which log two notes are said to be of. */
export interface LogKeys {
  readonly origin: string;
  readonly keys: readonly NoteKey[];
}

/**
 * The proof that two checkpoints contradict each other, from the tiles of the larger tree; undefined when they do not,
 * or one is not signed by the log. Both notes of one size need no tiles.
 */
export async function proveSplitView(
  suite: LogSuite,
  log: LogKeys,
  { notes, read }: { readonly notes: readonly [string, string]; readonly read: LogReader },
): Promise<SplitViewFile | undefined> {
  const [left, right] = notes.map((note) => opened(suite, log, note));
  if (left === undefined || right === undefined) return undefined;
  const isOrdered = left.size <= right.size;
  const [smaller, larger] = isOrdered ? [left, right] : [right, left];
  const [first, second] = isOrdered ? notes : [notes[1], notes[0]];
  const file = { format: 'touchstone/split-view/v1', origin: log.origin, smaller: first, larger: second } as const;
  if (smaller.size === larger.size) {
    const detail = `the log signed two trees of ${larger.size} leaves with different roots`;
    return sameBytes(smaller.root, larger.root) ? undefined : { ...file, detail };
  }
  if (smaller.size === 0) return undefined;
  const root = await hashOfSubtree(suite, { start: 0, end: smaller.size, size: larger.size }, read);
  const proof = await proveConsistency(suite, { from: smaller.size, to: larger.size }, read);
  const detail = `the log signed a tree of ${smaller.size} leaves and one of ${larger.size} that does not begin with it`;
  const shown = { ...file, beginsWith: { root: encodeBase64(root), proof: proof.map(encodeBase64) }, detail };
  return verifySplitView(suite, log, shown) ? shown : undefined;
}

/** Whether a file proves, to whoever has the log's key and nothing else, that the log told two stories. Never throws. */
export function verifySplitView(suite: LogSuite, log: LogKeys, file: SplitViewFile): boolean {
  try {
    const smaller = opened(suite, log, file.smaller);
    const larger = opened(suite, log, file.larger);
    if (smaller === undefined || larger === undefined) return false;
    if (smaller.size === larger.size) return !sameBytes(smaller.root, larger.root);
    if (file.beginsWith === undefined) return false;
    const older = { size: smaller.size, root: decodeHashLine(file.beginsWith.root) };
    const proof = file.beginsWith.proof.map((hash) => decodeHashLine(hash));
    return !sameBytes(older.root, smaller.root) && verifyConsistency(suite, { older, newer: larger }, proof);
  } catch {
    return false;
  }
}

/** What one reader was shown, such as the checkpoint at the monitoring address of a witness. */
export interface View {
  readonly from: string;
  readonly note: string;
  readonly read: LogReader;
}

/** Compares each view with each other, as a monitor of several witnesses does; the first two that contradict. */
export async function compareViews(
  suite: LogSuite,
  log: LogKeys,
  views: readonly View[],
): Promise<{ readonly between: readonly [string, string]; readonly file: SplitViewFile } | undefined> {
  for (const [at, one] of views.entries()) {
    for (const other of views.slice(at + 1)) {
      const sizes = [one, other].map(({ note }) => opened(suite, log, note)?.size ?? 0) as [number, number];
      const { read } = sizes[0] >= sizes[1] ? one : other;
      const file = await proveSplitView(suite, log, { notes: [one.note, other.note], read });
      if (file !== undefined) return { between: [one.from, other.from], file };
    }
  }
  return undefined;
}

function opened(suite: LogSuite, { origin, keys }: LogKeys, note: string): Checkpoint | undefined {
  const checked = openCheckpoint(suite, note, { origin, logKeys: keys });
  return checked.outcome === 'accepted' ? checked.checkpoint : undefined;
}
