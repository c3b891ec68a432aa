// SPDX-License-Identifier: Apache-2.0
import {
  encodeBase64,
  hashLeaf,
  type LogSuite,
  PROOF_HASHES_MAX,
  rangesOfProof,
  rootFromInclusion,
  rootOfLeafHashes,
} from '@touchstone/transparency-log';

/** First line of a promise for all statements of one batch. */
export const BATCH_PROMISE_HEADER = 'touchstone/batch-promise/v1';

/** Statements that one batch promise is about at most. */
export const BATCH_PROMISES_MAX = 1_000;

/** Where a commitment is among those of its batch: its number, and the hashes that lead to the root. */
export interface PlaceInBatch {
  readonly index: number;
  readonly proof: readonly Uint8Array[];
}

/** What a log promises of many leaves at once. */
export interface BatchPromised {
  readonly origin: string;
  /** In the order of their numbers. */
  readonly commitments: readonly Uint8Array[];
  readonly promisedAt: string;
  readonly mergeBy: string;
}

/**
 * promise = "touchstone/batch-promise/v1" LF base64(MTH(commitments)) LF count LF origin LF promised LF merge-by LF
 * RFC 6962, 2.1, over the commitments as its leaves; signed as a note, C2SP signed-note v1.0.0; decision record 0067.
 */
export function batchPromiseText(suite: LogSuite, promised: BatchPromised): string {
  const { origin, commitments, promisedAt, mergeBy } = promised;
  const root = encodeBase64(batchRoot(suite, commitments));
  return `${[BATCH_PROMISE_HEADER, root, commitments.length, origin, promisedAt, mergeBy].join('\n')}\n`;
}

/** MTH(D[n]) with the commitments as its leaves. RFC 6962, 2.1. */
export function batchRoot(suite: LogSuite, commitments: readonly Uint8Array[]): Uint8Array {
  return rootOfLeafHashes(suite, hashesOf(suite, commitments));
}

/** PATH(m, D[n]) of a commitment among those of its batch. RFC 6962, 2.1.1. Requires an index below their number. */
export function placeInBatch(suite: LogSuite, commitments: readonly Uint8Array[], index: number): PlaceInBatch {
  const hashes = hashesOf(suite, commitments);
  const ranges = rangesOfProof({ start: index, end: index + 1 }, hashes.length);
  return { index, proof: ranges.map(({ start, end }) => rootOfLeafHashes(suite, hashes.slice(start, end))) };
}

/** The root that a commitment leads to from its place in a batch of so many; undefined where the place has no such shape. */
export function rootOfPlace(
  suite: LogSuite,
  commitment: Uint8Array,
  { place, count }: { readonly place: PlaceInBatch; readonly count: number },
): Uint8Array | undefined {
  const { index, proof } = place;
  if (count > BATCH_PROMISES_MAX || proof.length > PROOF_HASHES_MAX) return undefined;
  return rootFromInclusion(suite, { index, leafHash: hashLeaf(suite, commitment), proof }, count);
}

function hashesOf(suite: LogSuite, commitments: readonly Uint8Array[]): readonly Uint8Array[] {
  return commitments.map((each) => hashLeaf(suite, each));
}
