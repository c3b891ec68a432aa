// SPDX-License-Identifier: Apache-2.0
import {
  answerAddCheckpoint,
  LogError,
  type NoteKey,
  type NoteSigner,
  openCheckpoint,
  parseAddCheckpoint,
  parseVkey,
  sameBytes,
  type WitnessAnswer,
} from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import type { Database } from '../storage/database.ts';
import { type DatabaseTransaction, withKeeper } from '../storage/with-tenant.ts';
import { findHandedLog, type HandedLog, keepHandedTree, keepRefusal, refusalsOf } from './handed-logs.ts';

/** What taking checkpoints takes. */
export interface CheckpointTaking {
  readonly database: Database;
  readonly cosigner: NoteSigner;
  readonly clock: () => string;
}

const TEXT = 'text/plain; charset=utf-8';

/**
 * Takes the tree of a laboratory's log as a witness does: signed by the registered key, and shown to go on from the
 * tree taken before. C2SP tlog-witness v1.0.0, add-checkpoint. What the log has signed and cannot bring together with
 * that tree is kept with both notes; two trees of one size are proof, and end the taking for good.
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
    const refusals = await refusalsOf(transaction, log.origin);
    if (refusals.some(({ kind }) => kind === 'forked')) {
      return {
        status: 422,
        contentType: TEXT,
        body: 'this log has signed two trees of one size; both notes are kept\n',
      };
    }
    if (answer.newState !== undefined) await keepHandedTree(transaction, { ...answer.newState, now });
    else if (answer.status === 409 || answer.status === 422) await keepEvidence(transaction, { log, body, now });
    return answer;
  });
}

function keyOf({ vkey }: HandedLog): NoteKey {
  return parseVkey(nodeLogSuite, vkey);
}

interface Refused {
  readonly log: HandedLog;
  readonly body: Uint8Array;
  readonly now: string;
}

/** Keeps what the log signed and could not bring together with the tree that it showed before. */
async function keepEvidence(transaction: DatabaseTransaction, { log, body, now }: Refused): Promise<void> {
  const { origin, state } = log;
  if (state === undefined) return;
  const { note, checkpoint, oldSize } = parseAddCheckpoint(body);
  if (!isSigned(log, note)) return;
  const { size, root } = checkpoint;
  const differs = size === state.size && !sameBytes(root, state.root);
  // Who only did not know which tree was taken last is told so, and asks again.
  const kind = differs
    ? 'forked'
    : size < state.size
      ? 'rolled-back'
      : oldSize === state.size && size > state.size
        ? 'inconsistent'
        : undefined;
  if (kind === undefined) return;
  await keepRefusal(transaction, { origin, kind, seenAt: now, remembered: state.note, shown: note });
}

function isSigned(log: HandedLog, note: string): boolean {
  try {
    return openCheckpoint(nodeLogSuite, note, { origin: log.origin, logKeys: [keyOf(log)] }).outcome === 'accepted';
  } catch (error) {
    if (error instanceof LogError) return false;
    throw error;
  }
}
