// SPDX-License-Identifier: Apache-2.0
import type { StoredStatement } from '@touchstone/evidence';
import { decodeBase64 } from '@touchstone/transparency-log';
import { HttpError } from '../http/http-error.ts';
import type { LeafRow } from './leaf-table.ts';
import { openingOf } from './opened-statements.ts';
import { type ReceiptParts, receiptOf } from './receipts.ts';

/** What a log says of a statement on record: that it has it, or that it will. */
export type LogWord = Pick<StoredStatement, 'receipt' | 'promise'>;

/** What the word of this node's log is made from. */
export interface WordParts {
  readonly receipts: ReceiptParts;
  /** Missing while the log may promise nothing. */
  readonly promiseFor: ((leaf: LeafRow) => Promise<string>) | undefined;
}

/** The receipt of a leaf, or its promise while no published tree has it; of one that was erased, nothing. */
export async function wordFor(leaf: LeafRow, { receipts, promiseFor }: WordParts): Promise<LogWord> {
  if (leaf.salt === null) return {};
  try {
    return { receipt: (await receiptOf(leaf, receipts)).proof };
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    // A log that is not open at the moment has promised nonetheless, but not said whether it kept it.
    if (error.code !== 'NOT_PUBLISHED') return {};
  }
  if (promiseFor === undefined) return {};
  return { promise: { note: await promiseFor(leaf), opening: decodeBase64(openingOf(leaf)) } };
}
