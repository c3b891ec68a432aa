// SPDX-License-Identifier: Apache-2.0
import { utf8Bytes } from '@touchstone/identifiers';
import { encodeLeaf } from '@touchstone/statements';
import {
  formatTlogProof,
  hashLeaf,
  LogError,
  type LogSuite,
  openCheckpoint,
  originBytes,
  parseCheckpoint,
  parseNote,
  parseTlogProof,
  type TlogPolicy,
  type TlogProof,
  type TreeHead,
  verifyInclusion,
} from '@touchstone/transparency-log';
import { type Reason, reason } from '../check.ts';

const HEADER = 'touchstone/batch-receipt/v1';

/** When a log took in what another one had: POSIX seconds, the end not included. */
export interface BatchInterval {
  readonly from: number;
  readonly to: number;
}

/** Two proofs in one: a statement in a laboratory's log, and that log's tree in another log. Decision record 0045. */
export interface BatchReceipt {
  readonly interval: BatchInterval;
  /** The receipt of the laboratory's log, in the tree that was taken in; missing as long as nobody has put it there. */
  readonly inner?: TlogProof;
}

/** The parts of a batch receipt, each a tlog-proof as text. */
export interface BatchReceiptParts {
  /** That the batch root is in the log that took it in. */
  readonly outer: string;
  readonly interval: BatchInterval;
  /** That the statement is in the laboratory's log, in the tree of the batch root. */
  readonly inner?: string;
}

/**
 * extra = "touchstone/batch-receipt/v1" LF from SP to LF [tlog-proof]
 * C2SP tlog-proof, Format: what stands there is not authenticated by itself, and is verified with the batch root.
 */
export function formatBatchReceipt({ outer, interval, inner = '' }: BatchReceiptParts): string {
  const extra = utf8Bytes(`${HEADER}\n${interval.from} ${interval.to}\n${inner}`);
  return formatTlogProof({ ...parseTlogProof(outer), extra });
}

/** A batch receipt with the laboratory's own receipt put into it; BAD_PROOF for texts that are no such proofs. */
export function joinBatchReceipt(batch: string, inner: string): string {
  const given = readBatchReceipt(parseTlogProof(batch));
  if (given === undefined)
    throw new LogError('BAD_PROOF', 'it is no batch receipt: its extra does not begin as that of one');
  parseTlogProof(inner);
  return formatBatchReceipt({ outer: batch, interval: given.interval, inner });
}

/** The batch receipt in a proof; undefined for a proof of another kind. Throws LogError where what it holds is none. */
export function readBatchReceipt({ extra = new Uint8Array() }: TlogProof): BatchReceipt | undefined {
  if (extra.length < HEADER.length || !utf8Bytes(`${HEADER}\n`).every((byte, at) => extra[at] === byte)) {
    return undefined;
  }
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(extra.subarray(HEADER.length + 1));
  const end = text.indexOf('\n');
  const match = /^(\d{1,15}) (\d{1,15})$/.exec(text.slice(0, Math.max(0, end)));
  if (match === null) return undefined;
  const interval = { from: Number(match[1]), to: Number(match[2]) };
  const inner = text.slice(end + 1);
  return { interval, ...(inner === '' ? {} : { inner: parseTlogProof(inner) }) };
}

/** The tree of the laboratory's log behind a batch root, or what is wrong. */
export type VerifiedBatch =
  | { readonly tree: TreeHead & { readonly origin: string }; readonly proof: TlogProof }
  | { readonly broken: Reason };

/** Both logs of a receipt: the proof that was judged by the policy, and the tree that it was judged with. */
export interface BatchClaim {
  readonly outer: TlogProof;
  readonly tree: TreeHead & { readonly origin: string };
  readonly policy: TlogPolicy;
}

/**
 * Whether the other log has taken in exactly the tree that the inner proof is made in: the batch root is made anew from
 * it, so that origin, size, root and interval fit or nothing does. Where the policy knows the laboratory's log, its
 * signature must be there too; else the log that took it in has held it against the registered key.
 */
export function verifyBatch(suite: LogSuite, { interval, inner }: BatchReceipt, claim: BatchClaim): VerifiedBatch {
  const { outer, tree, policy } = claim;
  const values = { log: tree.origin, index: String(outer.index) };
  if (inner === undefined) {
    const detail = `the receipt shows that ${tree.origin} has taken in a log, and not what is in that log`;
    return { broken: reason('LOG_OPENING_MISSING', detail, values) };
  }
  const checkpoint = parseCheckpoint(parseNote(inner.checkpoint).text);
  const { origin, size, root } = checkpoint;
  const keys = policy.logs.map(({ key }) => key).filter(({ name }) => name === origin);
  const opened = keys.length === 0 ? undefined : openCheckpoint(suite, inner.checkpoint, { origin, logKeys: keys });
  if (opened?.outcome === 'rejected') {
    const detail = `${origin} has a signature on its checkpoint that is not one by its key: ${opened.detail}`;
    return { broken: reason('LOG_SIGNATURE_FORGED', detail, { log: origin }) };
  }
  const isIn =
    interval.from < interval.to &&
    verifyInclusion(
      suite,
      {
        index: outer.index,
        leafHash: hashLeaf(
          suite,
          encodeLeaf({ type: 'batch-root', originHash: suite.sha256(originBytes(origin)), size, root, ...interval }),
        ),
        proof: outer.hashes,
      },
      tree,
    );
  if (isIn) return { tree: { origin, size, root }, proof: inner };
  const detail = `entry ${outer.index} of ${tree.origin} is not the tree of ${size} entries of ${origin}`;
  return { broken: reason('LOG_BATCH_NOT_INCLUDED', detail, { ...values, batch: origin }) };
}
