// SPDX-License-Identifier: Apache-2.0
import { decodeHashLine, encodeBase64 } from '../base64.ts';
import { LogError, shown } from '../log-error.ts';
import { type Checkpoint, parseCheckpoint } from '../notes/checkpoint.ts';
import { decodeText, NOTE_BYTES_MAX, parseNote } from '../notes/note.ts';
import { PROOF_HASHES_MAX } from '../proofs/tlog-proof.ts';
import { parseSize, requireSize } from '../tree-size.ts';

/** The body of `POST <submission prefix>/add-checkpoint`, taken apart; nothing of it is verified. */
export interface AddCheckpointRequest {
  /** The size of the checkpoint that the witness, as the client believes, cosigned last. */
  readonly oldSize: number;
  readonly proof: readonly Uint8Array[];
  /** The signed checkpoint, verbatim. */
  readonly note: string;
  readonly checkpoint: Checkpoint;
}

/** The bytes of the largest request that is read: 63 lines of proof and a note. */
export const ADD_CHECKPOINT_BYTES_MAX = NOTE_BYTES_MAX;

/** The body of a request. C2SP tlog-witness v1.0.0, add-checkpoint. */
export function formatAddCheckpoint(request: Omit<AddCheckpointRequest, 'checkpoint'>): string {
  const lines = [`old ${requireSize(request.oldSize, 'old size')}`, ...request.proof.map(encodeBase64)];
  const body = `${lines.join('\n')}\n\n${request.note}`;
  parseAddCheckpoint(body);
  return body;
}

/**
 * body = "old " size LF *63(base64 hash LF) LF checkpoint
 * C2SP tlog-witness v1.0.0, add-checkpoint. BAD_REQUEST, TOO_LARGE, BAD_SIZE, BAD_HASH, NOT_CANONICAL, BAD_NOTE and
 * BAD_CHECKPOINT: a witness answers all of them with status 400.
 */
export function parseAddCheckpoint(given: string | Uint8Array): AddCheckpointRequest {
  const body = decodeText(given);
  const split = body.indexOf('\n\n');
  const [old = '', ...hashes] = body.slice(0, Math.max(0, split)).split('\n');
  if (!old.startsWith('old ') || hashes.length > PROOF_HASHES_MAX) {
    const found = `${shown(old)} and ${hashes.length} lines`;
    throw new LogError('BAD_REQUEST', `"old", a size and up to 63 hashes come before an empty line, not ${found}`);
  }
  const note = body.slice(split + 2);
  return {
    oldSize: parseSize(old.slice(4), 'old size'),
    proof: hashes.map((hash, at) => decodeHashLine(hash, `hash ${at + 1}`)),
    note,
    checkpoint: parseCheckpoint(parseNote(note).text),
  };
}
