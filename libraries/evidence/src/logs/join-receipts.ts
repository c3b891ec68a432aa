// SPDX-License-Identifier: Apache-2.0
import { parsePartyOpening } from '@touchstone/statements';
import {
  type Checkpoint,
  type LogError,
  type LogSuite,
  parseCheckpoint,
  parseNote,
  parseTlogProof,
  type TlogProof,
} from '@touchstone/transparency-log';
import { formatBatchReceipt, readBatchReceipt, verifyBatch } from './batch-receipt.ts';

/** Why two receipts are not joined: closed, so that callers can switch over it. */
export type JoinRefusal =
  // one of them is no c2sp.org/tlog-proof, or not of the sort that stands in its place
  | 'UNREADABLE'
  | 'NOT_A_LABORATORY_RECEIPT'
  | 'NOT_A_BATCH_RECEIPT'
  | 'ALREADY_JOINED'
  // the laboratory's has nothing that opens its leaf
  | 'NO_OPENING'
  // the batch root is not the tree in which the laboratory's receipt is made
  | 'OTHER_TREE';

/** Two receipts as one, or why not. */
export type JoinedReceipts =
  | {
      readonly outcome: 'joined';
      readonly receipt: string;
      readonly laboratory: NamedTree;
      readonly national: NamedTree;
    }
  | { readonly outcome: 'refused'; readonly code: JoinRefusal; readonly detail: string };

/** A tree as a checkpoint states it; nobody's signature was looked at. */
interface NamedTree {
  readonly origin: string;
  readonly size: number;
}

/** The receipt of a laboratory's own log, and that of its batch root in the national one, each as text. */
export interface ReceiptPair {
  readonly laboratory: string;
  readonly national: string;
}

/**
 * Joins a laboratory's receipt with the national receipt of the batch root, so that one file leads through both logs.
 * Decision records 0045 and 0062. The batch root is made anew from the laboratory's tree and must be the entry of the
 * national proof; whose signatures count is for whoever verifies the file. Never throws for what is in the texts.
 */
export function joinReceipts(suite: LogSuite, pair: ReceiptPair): JoinedReceipts {
  try {
    return joined(suite, pair);
  } catch (error) {
    // This is all that parsing throws, and that a file of both is too large for one.
    return refused('UNREADABLE', (error as LogError).message);
  }
}

function joined(suite: LogSuite, { laboratory, national }: ReceiptPair): JoinedReceipts {
  const [inner, outer] = [laboratory, national].map((text) => parseTlogProof(text)) as [TlogProof, TlogProof];
  const [ofLaboratory, batch] = [inner, outer].map(readBatchReceipt);
  if (ofLaboratory !== undefined) {
    return refused(
      'NOT_A_LABORATORY_RECEIPT',
      'the first is the receipt of a batch root: the laboratory’s comes first',
    );
  }
  if (batch === undefined) {
    return refused('NOT_A_BATCH_RECEIPT', 'the second is no receipt of a batch root: the national log gives one');
  }
  if (batch.inner !== undefined)
    return refused('ALREADY_JOINED', 'the second has a laboratory’s receipt in it already');
  if (!isOpening(inner.extra)) return refused('NO_OPENING', 'the laboratory’s receipt has nothing that opens its leaf');
  const [own, by] = [inner, outer].map(({ checkpoint }) => parseCheckpoint(parseNote(checkpoint).text)) as [
    Checkpoint,
    Checkpoint,
  ];
  const policy = { logs: [], witnesses: [], quorum: 'none' } as const;
  const taken = verifyBatch(suite, { ...batch, inner }, { outer, tree: by, policy });
  if ('broken' in taken) return refused('OTHER_TREE', taken.broken.detail);
  return {
    outcome: 'joined',
    receipt: formatBatchReceipt({ outer: national, interval: batch.interval, inner: laboratory }),
    laboratory: { origin: own.origin, size: own.size },
    national: { origin: by.origin, size: by.size },
  };
}

function refused(code: JoinRefusal, detail: string): JoinedReceipts {
  return { outcome: 'refused', code, detail };
}

function isOpening(extra: Uint8Array = new Uint8Array()): boolean {
  try {
    parsePartyOpening(extra);
    return true;
  } catch {
    return false;
  }
}
