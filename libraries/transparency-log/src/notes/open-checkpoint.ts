// SPDX-License-Identifier: Apache-2.0
import type { LogSuite } from '../log-suite.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { parseNote } from './note.ts';
import type { NoteKey } from './note-key.ts';
import { openNote, unverifiedHere, type VerifiedSignature } from './open-note.ts';

/** Whose signatures on a checkpoint count. */
export interface CheckpointKeys {
  readonly origin: string;
  readonly logKeys: readonly NoteKey[];
  readonly witnessKeys?: readonly NoteKey[];
}

/** A checkpoint whose signatures were checked. */
export type OpenedCheckpoint =
  | {
      readonly outcome: 'accepted';
      readonly checkpoint: Checkpoint;
      /** The text that was signed. */
      readonly text: string;
      readonly logSignatures: readonly VerifiedSignature[];
      readonly cosignatures: readonly VerifiedSignature[];
      /** Known keys that are said to have signed, and with which the suite verifies nothing. */
      readonly unsupported: readonly NoteKey[];
    }
  | {
      readonly outcome: 'rejected';
      readonly code: 'WRONG_ORIGIN' | 'NO_LOG_SIGNATURE' | 'BAD_SIGNATURE' | 'UNSIGNED_LINES';
      readonly detail: string;
    };

/**
 * Opens a checkpoint of one log: its origin, a signature by one of its keys that covers the whole text, and the
 * cosignatures by known witnesses.
 * C2SP tlog-checkpoint v1.0.0. Throws for what is no note or no checkpoint, as parseNote() and parseCheckpoint() do.
 */
export function openCheckpoint(suite: LogSuite, note: string | Uint8Array, keys: CheckpointKeys): OpenedCheckpoint {
  const { text } = parseNote(note);
  const checkpoint = parseCheckpoint(text);
  const { origin, logKeys, witnessKeys = [] } = keys;
  if (checkpoint.origin !== origin) {
    const detail = `the checkpoint is that of ${JSON.stringify(checkpoint.origin.slice(0, 200))}, not of ${origin}`;
    return { outcome: 'rejected', code: 'WRONG_ORIGIN', detail };
  }
  const opened = openNote(suite, note, [...logKeys, ...witnessKeys]);
  if (opened.outcome === 'rejected' && opened.code === 'BAD_SIGNATURE') {
    return { outcome: 'rejected', code: 'BAD_SIGNATURE', detail: opened.detail };
  }
  const verified = opened.outcome === 'accepted' ? opened.verified : [];
  const logSignatures = verified.filter(({ key }) => logKeys.includes(key));
  if (logSignatures.length === 0) {
    const unverified = unverifiedHere(opened.unsupported.filter((key) => logKeys.includes(key)));
    const detail = `no key of ${origin} has signed the checkpoint${unverified}`;
    return { outcome: 'rejected', code: 'NO_LOG_SIGNATURE', detail };
  }
  // C2SP tlog-cosignature v1.1.0-rc.1, ML-DSA-44 signed message: of a checkpoint such a key signs origin, size and root
  // alone. What else is in it was perhaps added by a stranger, and would be read, kept or cosigned as the log's word.
  if (checkpoint.extensions.length > 0 && logSignatures.every(({ key }) => key.type === 'ml-dsa-44-cosignature')) {
    const detail = 'an ML-DSA-44 key signs no extension lines: show the checkpoint without them';
    return { outcome: 'rejected', code: 'UNSIGNED_LINES', detail };
  }
  const cosignatures = verified.filter(({ key }) => !logKeys.includes(key));
  return { outcome: 'accepted', checkpoint, text, logSignatures, cosignatures, unsupported: opened.unsupported };
}
