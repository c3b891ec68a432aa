// SPDX-License-Identifier: Apache-2.0
import {
  formatVkey,
  type NoteKey,
  type NoteSigner,
  openPossession,
  type PossessionNotes,
  possessionChallengeText,
  signNote,
} from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { HttpError } from '../http/http-error.ts';

/** Milliseconds for which a challenge may be answered: the key may lie on a machine without a network. */
const ANSWER_WITHIN = 24 * 3_600_000;

/** About which key, for which party, and when. */
export interface AskedPossession {
  readonly key: NoteKey;
  readonly party: string;
  readonly now: string;
}

/**
 * What the holder of a key is asked to answer, in the name by which this node signs what it says to laboratories, which is
 * one for all years. Nothing is kept of it: the node knows its own signature again.
 */
export async function askPossession(
  cosigner: NoteSigner,
  { key, party, now: at }: AskedPossession,
): Promise<{ readonly challenge: string; readonly until: string }> {
  const text = possessionChallengeText({ asker: cosigner.key.name, party, vkey: formatVkey(key), at });
  const challenge = await signNote(text, [cosigner], { time: Math.floor(Date.parse(at) / 1_000) });
  return { challenge, until: new Date(Date.parse(at) + ANSWER_WITHIN).toISOString() };
}

/** Throws REFUSED unless the key has answered a challenge that this node gave this party within the day. */
export function requirePossession(asker: NoteKey, { key, party, now }: AskedPossession, notes: PossessionNotes): void {
  const notBefore = new Date(Date.parse(now) - ANSWER_WITHIN).toISOString();
  const expected = { asker, party, key, notBefore, notAfter: now };
  const verdict = openPossession(nodeLogSuite, notes, expected);
  if (verdict.outcome === 'accepted') return;
  const { code, detail } = verdict;
  const pointer = code === 'NO_POSSESSION' ? '/answer' : '/challenge';
  throw new HttpError('REFUSED', detail, { errors: [{ pointer, code, detail }] });
}
