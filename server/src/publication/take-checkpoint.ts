// SPDX-License-Identifier: Apache-2.0
import {
  answerAddCheckpoint,
  type Checkpoint,
  formatNote,
  LogError,
  type NoteKey,
  type NoteSigner,
  openCheckpoint,
  parseAddCheckpoint,
  parseCheckpoint,
  parseNote,
  parseVkey,
  sameBytes,
  type WitnessAnswer,
} from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import type { Database } from '../storage/database.ts';
import { type DatabaseTransaction, withKeeper } from '../storage/with-tenant.ts';
import {
  findHandedLog,
  type HandedLog,
  type HandedRefusal,
  hasForked,
  keepHandedTree,
  keepRefusal,
  keptNotes,
} from './handed-logs.ts';

/** What taking checkpoints takes. */
export interface CheckpointTaking {
  readonly database: Database;
  readonly cosigner: NoteSigner;
  readonly clock: () => string;
}

const FORKED: WitnessAnswer = {
  status: 422,
  contentType: 'text/plain; charset=utf-8',
  body: 'this log has signed two trees of one size; both notes are kept\n',
};

/**
 * Takes the tree of a laboratory's log as a witness does: signed by the registered key, and shown to go on from the
 * tree taken before. C2SP tlog-witness v1.0.0, add-checkpoint. Two trees of one size are proof, whatever else
 * the request says: they are kept with both notes, and end the taking for good.
 */
export async function takeCheckpoint(taking: CheckpointTaking, body: Uint8Array): Promise<WitnessAnswer> {
  const { database, cosigner, clock } = taking;
  const now = clock();
  return withKeeper(database, async (transaction) => {
    let log: HandedLog | undefined;
    const answer = await answerAddCheckpoint(nodeLogSuite, body, {
      cosigners: [cosigner],
      now: Math.floor(Date.parse(now) / 1_000),
      // Held until the transaction ends: the check and the new state are one step.
      findLog: async (origin) => {
        log = await findHandedLog(transaction, origin);
        if (log === undefined) return undefined;
        return { keys: [keyOf(log)], ...(log.state === undefined ? {} : { state: log.state }) };
      },
    });
    if (log === undefined) return answer;
    if (await hasForked(transaction, log.origin)) return FORKED;
    const signed = signedTree(log, body);
    if (signed === undefined) return answer;
    const contradiction = await contradicts(transaction, log, signed);
    if (contradiction !== undefined) {
      await keepRefusal(transaction, { origin: log.origin, seenAt: now, ...contradiction });
      if (contradiction.kind === 'forked') return FORKED;
    }
    if (answer.newState !== undefined) await keepHandedTree(transaction, { ...answer.newState, now });
    return answer;
  });
}

function keyOf({ vkey }: HandedLog): NoteKey {
  return parseVkey(nodeLogSuite, vkey);
}

interface SignedTree {
  readonly checkpoint: Checkpoint;
  /** With the log's own signatures alone: what strangers added to it is not kept, and makes no other note of it. */
  readonly note: string;
}

/**
 * How a tree that the log has signed speaks against what it signed before. Nothing but its signatures counts: anybody may
 * hand in its newer tree with any proof and any `old`, so that one without a proof says nothing about the log.
 */
async function contradicts(
  transaction: DatabaseTransaction,
  { origin, state }: HandedLog,
  { checkpoint, note }: SignedTree,
): Promise<Pick<HandedRefusal, 'kind' | 'remembered' | 'shown'> | undefined> {
  const { size, root } = checkpoint;
  const notes = await keptNotes(transaction, { origin, size });
  const ofSize = state?.size === size ? [state.note, ...notes] : notes;
  const other = ofSize.find((each) => !sameBytes(parseCheckpoint(parseNote(each).text).root, root));
  if (other !== undefined) return { kind: 'forked', remembered: other, shown: note };
  if (state === undefined || size >= state.size) return undefined;
  const { note: remembered } = state;
  // A checkpoint has no time of its own: anybody can hand an earlier one in again, and have it cosigned again by a witness
  // that was not asked since. That is no word of the log; it is kept as another of its size would be proof.
  return ofSize.length === 0 ? { kind: 'earlier', remembered, shown: note } : undefined;
}

/** The tree of a request, when the registered key has signed it. */
function signedTree(log: HandedLog, body: Uint8Array): SignedTree | undefined {
  try {
    const { note } = parseAddCheckpoint(body);
    const opened = openCheckpoint(nodeLogSuite, note, { origin: log.origin, logKeys: [keyOf(log)] });
    if (opened.outcome === 'rejected') return undefined;
    const { checkpoint, text, logSignatures } = opened;
    return { checkpoint, note: formatNote({ text, signatures: logSignatures }) };
  } catch (error) {
    if (error instanceof LogError) return undefined;
    throw error;
  }
}
