// SPDX-License-Identifier: Apache-2.0
import {
  believableTimes,
  canVerify,
  type Checkpoint,
  cosignedBy,
  cosignedSince,
  formatNote,
  LogError,
  type LogSuite,
  type NoteKey,
  type NoteSignature,
  openCheckpoint,
  parseNote,
  type PolicyVerdict,
  type TlogPolicy,
  verifyCheckpoint,
  verifySignature,
} from '@touchstone/transparency-log';

/** A note, and whose it is said to be. */
export interface SignedBy {
  readonly origin: string;
  readonly keys: readonly NoteKey[];
  readonly note: string | Uint8Array;
}

/**
 * A checkpoint that the log signed, or why the note is none. Whoever carries a note can spoil it, so that a note that
 * does not verify says nothing about the log. C2SP tlog-checkpoint v1.0.0.
 */
export function readSigned(
  suite: LogSuite,
  { origin, keys, note }: SignedBy,
): { readonly checkpoint: Checkpoint } | { readonly why: string; readonly isSpoiled: boolean } {
  const unsigned = (why: string) => ({ why, isSpoiled: isSpoiled(note, { origin, keys }) });
  try {
    const opened = openCheckpoint(suite, note, { origin, logKeys: keys });
    return opened.outcome === 'accepted' ? opened : unsigned(opened.detail);
  } catch (error) {
    if (error instanceof LogError) return unsigned(error.message);
    throw error;
  }
}

/**
 * Whether a note that does not verify is one of this log all the same, changed or cut: it begins with its name, and cannot
 * be read as a note or has a line of its key. Everything else is the note of another log or of another key, or none.
 */
function isSpoiled(note: string | Uint8Array, { origin, keys }: Pick<SignedBy, 'origin' | 'keys'>): boolean {
  if (!Buffer.from(note).toString().startsWith(`${origin}\n`)) return false;
  try {
    return parseNote(note).signatures.some(({ name, id }) => keys.some((key) => key.name === name && key.id === id));
  } catch (error) {
    if (error instanceof LogError) return true;
    throw error;
  }
}

/** A tree that others were shown and that is larger than the one shown now. */
export interface LargerTree {
  readonly from: string;
  readonly size: number;
  readonly note: string;
}

/** The trees that others were shown which are larger than the one shown now; no file is needed to tell. */
export function largerThan(
  suite: LogSuite,
  log: Omit<SignedBy, 'note'> & { readonly known?: readonly { readonly from: string; readonly note: string }[] },
  { size }: Checkpoint,
): readonly LargerTree[] {
  return (log.known ?? []).flatMap(({ from, note }) => {
    const opened = readSigned(suite, { origin: log.origin, keys: log.keys, note });
    const signed = 'checkpoint' in opened ? opened.checkpoint.size : 0;
    return signed > size ? [{ from, size: signed, note }] : [];
  });
}

interface Cosignatures {
  readonly verdict: PolicyVerdict;
  readonly unfit: readonly string[];
  /** By when, and since when, the quorum had cosigned it; undefined where it never did, and for a policy without one. */
  readonly times?: { readonly by: number; readonly since: number };
}

/**
 * The verdict of a policy over the signatures that fit, with the names of those in known names that do not: anybody can
 * append a line in the name of a witness, so that such a line neither counts nor charges the log. Times are those of the
 * quorum, in POSIX seconds, and none of them is after `knownAt`: one witness alone dates nothing. C2SP tlog-policy.
 */
export function judgeCosignatures(
  suite: LogSuite,
  note: string | Uint8Array,
  { policy, knownAt }: { readonly policy: TlogPolicy; readonly knownAt: number | undefined },
): Cosignatures {
  // A key with which nothing can be verified here has not signed, and what is in its name is no worse for it.
  const keys = [...policy.logs, ...policy.witnesses].map(({ key }) => key).filter((key) => canVerify(suite, key));
  const { text, signatures } = parseNote(note);
  const stated = new Map<NoteKey, number>();
  const isUnfit = (signature: NoteSignature) => {
    const key = keys.find(({ name, id }) => name === signature.name && id === signature.id);
    const verified = key === undefined ? undefined : verifySignature(suite, { key, text, signature });
    if (key !== undefined && verified?.time !== undefined) stated.set(key, verified.time);
    return key !== undefined && verified === undefined;
  };
  const fitting = formatNote({ text, signatures: signatures.filter((signature) => !isUnfit(signature)) });
  const unfit = [...new Set(signatures.filter(isUnfit).map(({ name }) => name))];
  const judged = { verdict: verifyCheckpoint(suite, fitting, policy), unfit };
  if (policy.quorum === 'none') return judged;
  const believed = believableTimes(stated, knownAt);
  const by = cosignedBy(policy.quorum, believed);
  const since = cosignedSince(policy.quorum, believed);
  return by === undefined || since === undefined ? judged : { ...judged, times: { by, since } };
}
