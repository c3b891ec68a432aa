// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@touchstone/identifiers';
import { LogError } from '../log-error.ts';
import type { LogSuite } from '../log-suite.ts';
import { originBytes } from '../notes/checkpoint.ts';
import { formatNote, NOTE_SIGNATURES_MAX, parseNote, parseSignatureLines } from '../notes/note.ts';
import type { NoteKey } from '../notes/note-key.ts';
import { openNote, type VerifiedSignature } from '../notes/open-note.ts';
import { parseSize } from '../tree-size.ts';

/** What a log makes of the answer of a witness. */
export type WitnessReply =
  | { readonly outcome: 'cosigned'; readonly note: string }
  /** The witness has cosigned another size: the proof is made from that one. */
  | { readonly outcome: 'conflict'; readonly size: number }
  | {
      readonly outcome: 'refused';
      readonly detail: string;
      /** The status of an answer that is neither a cosignature nor a size: 404 of a log that the witness does not know. */
      readonly status?: number;
    };

/**
 * Adds the cosignatures of an answer to the checkpoint they were asked for; those of unknown keys are left out, and of
 * several by one key the latest counts: an answer full of them would leave no room for those of others.
 * C2SP tlog-witness v1.0.0, add-checkpoint. A cosignature of the witness that does not fit,
 * or that is of no time, is a refusal. Throws for an
 * answer of status 200 or 409 that is none: BAD_NOTE, BAD_SIZE and the like.
 */
export function readWitnessAnswer(
  suite: LogSuite,
  { note, keys }: { readonly note: string; readonly keys: readonly NoteKey[] },
  answer: { readonly status: number; readonly contentType: string; readonly body: string | Uint8Array },
): WitnessReply {
  const body = typeof answer.body === 'string' ? answer.body : new TextDecoder().decode(answer.body);
  if (answer.status === 409 && answer.contentType === 'text/x.tlog.size') {
    return { outcome: 'conflict', size: parseSize(body.replace(/\n$/, ''), 'size in the answer') };
  }
  if (answer.status !== 200) {
    return { outcome: 'refused', detail: `status ${answer.status}: ${body.slice(0, 200)}`, status: answer.status };
  }
  const { text, signatures } = parseNote(note);
  const cosignatures = parseSignatureLines(body);
  const opened = openNote(suite, formatNote({ text, signatures: cosignatures }), keys);
  if (opened.outcome === 'rejected') {
    return { outcome: 'refused', detail: opened.detail };
  }
  const timeless = opened.verified.find(({ time }) => time === 0);
  if (timeless !== undefined) {
    return { outcome: 'refused', detail: `${timeless.name} has cosigned at time 0, which is none` };
  }
  const all = [...signatures, ...latestOfEach(opened.verified)];
  if (all.length > NOTE_SIGNATURES_MAX) {
    throw new LogError('TOO_LARGE', `a note has ${NOTE_SIGNATURES_MAX} signatures at most, not ${all.length}`);
  }
  return { outcome: 'cosigned', note: formatNote({ text, signatures: all }) };
}

function latestOfEach(cosignatures: readonly VerifiedSignature[]): readonly VerifiedSignature[] {
  const byKey = new Map<NoteKey, VerifiedSignature>();
  for (const each of cosignatures) {
    if ((each.time ?? 0) >= (byKey.get(each.key)?.time ?? 0)) byKey.set(each.key, each);
  }
  return [...byKey.values()];
}

/** <hex SHA-256 of the origin>: the folder of a log below the monitoring prefix of a witness or mirror. */
export function originFolder(suite: LogSuite, origin: string): string {
  return encodeHex(suite.sha256(originBytes(origin)));
}
