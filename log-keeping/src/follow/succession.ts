// SPDX-License-Identifier: Apache-2.0
import {
  formatVkey,
  hashLeaf,
  isKeyName,
  LogError,
  type LogReader,
  type LogSuite,
  type NoteKey,
  openCheckpoint,
  openNote,
  parseVkey,
  proveInclusion,
  readBundle,
  sameBytes,
  TILE_WIDTH,
  type TreeHead,
  tileOfTree,
  decodeBundle,
  verifyInclusion,
} from '@touchstone/transparency-log';
import { readLeaf } from '@touchstone/statements';
import { LogKeepingError } from '../log-keeping-error.ts';

const HEADER = 'touchstone/successor/v1';

/** How a log that has ended names the one that goes on from it. */
export interface Succession {
  /** The log that has ended. */
  readonly origin: string;
  /** The key of the log that goes on. */
  readonly key: NoteKey;
  /** Where that one is, seen from the ended one's own address. */
  readonly at: string;
}

const AT = /^(?:\.\.\/)?[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/;

/**
 * succession = "touchstone/successor/v1" LF origin LF vkey LF reference LF, signed as a note by the log that has ended
 * C2SP signed-note v1.0.0. Its second line is no number, so that it is never read as a checkpoint.
 */
export function successionText({ origin, key, at }: Succession): string {
  return `${[HEADER, origin, formatVkey(key), at].join('\n')}\n`;
}

/** Whether a text says of itself that it names a successor; a page of a server does not. Nothing of it is verified. */
export function isSuccession(text: string): boolean {
  return text.startsWith(`${HEADER}\n`);
}

/** The succession in a note that the ended log has signed; WRONG_LOG for what is none, or not signed by it. */
export function openSuccession(
  suite: LogSuite,
  note: string | Uint8Array,
  { origin, keys }: { readonly origin: string; readonly keys: readonly NoteKey[] },
): Succession {
  try {
    const opened = openNote(suite, note, keys);
    if (opened.outcome === 'rejected') throw none(origin, opened.detail);
    const [header, named, vkey = '', at = '', ...rest] = opened.text.split('\n');
    const fits = header === HEADER && named === origin && AT.test(at) && rest.join() === '';
    if (!fits) throw none(origin, `it is no ${HEADER} of this log`);
    const key = parseVkey(suite, vkey);
    if (key.type !== 'ed25519' || !isKeyName(key.name) || key.name === origin) {
      throw none(origin, `${key.name} cannot be the name of a log that goes on`);
    }
    return { origin, key, at };
  } catch (error) {
    if (error instanceof LogError) throw none(origin, error.message);
    throw error;
  }
}

/**
 * How a log begins: `goes-on` from exactly this tree of the one before it; `later`, from a larger one that is not known
 * here yet; `other`, from another tree or none, which is a second story; `nothing` while it shows no tree.
 */
export type Beginning = 'goes-on' | 'later' | 'other' | 'nothing';

/** Reads entry 0 of a log in the tree that it has signed. WRONG_LOG for what cannot be verified. */
export async function beginningOf(
  suite: LogSuite,
  log: { readonly key: NoteKey; readonly read: LogReader },
  ended: TreeHead & { readonly origin: string },
): Promise<Beginning> {
  const { key, read } = log;
  const note = await read('checkpoint');
  if (note === undefined) return 'nothing';
  try {
    const opened = openCheckpoint(suite, note, { origin: key.name, logKeys: [key] });
    if (opened.outcome === 'rejected') throw none(key.name, opened.detail);
    const tree = opened.checkpoint;
    if (tree.size === 0) return 'nothing';
    const { bytes, width } = await readBundle(read, tileOfTree(tree.size, 0, 0));
    const [entry] = decodeBundle(bytes, Math.min(width, TILE_WIDTH));
    const proof = await proveInclusion(suite, { index: 0, size: tree.size }, read);
    const isFirst =
      entry !== undefined && verifyInclusion(suite, { index: 0, leafHash: hashLeaf(suite, entry), proof }, tree);
    if (!isFirst) throw none(key.name, 'entry 0 is not the one of its checkpoint');
    const start = readLeaf(entry);
    if (start?.type !== 'shard-start' || start.origin !== ended.origin) return 'other';
    if (start.size > ended.size) return 'later';
    return start.size === ended.size && sameBytes(start.root, ended.root) ? 'goes-on' : 'other';
  } catch (error) {
    if (error instanceof LogError) throw none(key.name, error.message);
    throw error;
  }
}

function none(at: string, why: string): LogKeepingError {
  return new LogKeepingError('WRONG_LOG', `no successor is named there: ${why}`, { at });
}
