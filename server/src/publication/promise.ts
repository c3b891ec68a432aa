// SPDX-License-Identifier: Apache-2.0
import { batchPromiseText } from '@touchstone/evidence';
import { encodeBase64, type NoteSigner, signNote } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import type { LeafRow } from './leaf-table.ts';

/** First line of a promise. */
const PROMISE_HEADER = 'touchstone/promise/v1';

/**
 * promise = "touchstone/promise/v1" LF base64(commitment) LF origin LF promised LF merge-by LF, signed as a note
 * C2SP signed-note v1.0.0; the two times are RFC 3339. By `merge-by` the log shows a checkpoint over a leaf with this
 * commitment; a promise, a later checkpoint and the log's leaves together prove that it did not. The second line
 * keeps it from being read as a checkpoint, whose second line is a number.
 */
export function promiseText(origin: string, leaf: Pick<LeafRow, 'commitment' | 'promisedAt' | 'mergeBy'>): string {
  const { commitment, promisedAt, mergeBy } = leaf;
  return `${[PROMISE_HEADER, encodeBase64(new Uint8Array(commitment)), origin, promisedAt, mergeBy].join('\n')}\n`;
}

/** The promise signed by the log: the same note whenever it is asked for. */
export function signPromise(signer: NoteSigner, leaf: Parameters<typeof promiseText>[1]): Promise<string> {
  return signNote(promiseText(signer.key.name, leaf), [signer]);
}

/** Leaves of which one signature promises all, and those times. */
export interface PromisedBatch {
  readonly note: string;
  readonly mergeBy: string;
  /** In the order of the leaves, base64. */
  readonly commitments: readonly string[];
}

/** One promise for leaves of one log, signed once: by the latest of their times, as each has one of its own besides. */
export async function signBatchPromise(signer: NoteSigner, leaves: readonly LeafRow[]): Promise<PromisedBatch> {
  const commitments = leaves.map(({ commitment }) => new Uint8Array(commitment));
  const promisedAt = latest(leaves.map((leaf) => leaf.promisedAt));
  const mergeBy = latest(leaves.map((leaf) => leaf.mergeBy));
  const text = batchPromiseText(nodeLogSuite, { origin: signer.key.name, commitments, promisedAt, mergeBy });
  return { note: await signNote(text, [signer]), mergeBy, commitments: commitments.map(encodeBase64) };
}

function latest(instants: readonly string[]): string {
  // Mostly one text for all of them, which is read once.
  return [...new Set(instants)].reduce((one, other) => (Date.parse(other) > Date.parse(one) ? other : one));
}
