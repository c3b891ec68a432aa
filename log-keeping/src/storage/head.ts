// SPDX-License-Identifier: Apache-2.0
import { decodeHex, encodeHex, utf8Bytes } from '@touchstone/identifiers';
import { LogKeepingError } from '../log-keeping-error.ts';

/** Which batch: the index of its first entry and the SHA-256 of its record. */
export interface BatchName {
  readonly first: number;
  readonly digest: Uint8Array;
}

/** How far a log is: what is sequenced for good, of which part everybody may know already. */
export interface LogHead {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** The batch that led here. */
  readonly batch: BatchName;
  /** The tree whose checkpoint was published before this head was written; 0 when none was. */
  readonly published: number;
  /** The caller's own mark on the last entry that has one, such as its position in the caller's queue. */
  readonly covered?: string;
  /** True when nothing will ever be appended again. */
  readonly sealed?: boolean;
}

const FORMAT = 'touchstone/log-head/v1';
/** Longest mark that a caller may set. */
export const COVERED_CHARACTERS_MAX = 1_024;
const HEAD_BYTES_MAX = 16_384;

/** A head as JSON, always in the same order, so that two heads are the same when their bytes are. Decision record 0033. */
export function encodeHead(head: LogHead): Uint8Array<ArrayBuffer> {
  const { origin, size, root, batch, published, covered, sealed } = head;
  const members = {
    format: FORMAT,
    origin,
    size,
    root: encodeHex(root),
    batch: { first: batch.first, digest: encodeHex(batch.digest) },
    published,
    ...(covered === undefined ? {} : { covered }),
    ...(sealed === true ? { sealed } : {}),
  };
  return utf8Bytes(`${JSON.stringify(members)}\n`);
}

/** The head that encodeHead() wrote; CORRUPT for anything else. */
export function decodeHead(bytes: Uint8Array): LogHead {
  try {
    if (bytes.length > HEAD_BYTES_MAX) throw new Error(`${bytes.length} bytes`);
    const { root, batch, ...rest } = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const { format, ...members } = rest;
    const head: LogHead = {
      ...members,
      root: decodeHex(root),
      batch: { first: batch.first, digest: decodeHex(batch.digest) },
    };
    const numbers = [head.size, head.published, head.batch.first];
    const whole = numbers.every((number) => Number.isSafeInteger(number) && number >= 0);
    // Written again it must come out the same: no member too many, none of another type, one order.
    if (format !== FORMAT || !whole || !sameText(bytes, encodeHead(head))) throw new Error('other members');
    return head;
  } catch (cause) {
    throw new LogKeepingError('CORRUPT', `the head is not one of ${FORMAT}`, { at: 'head', cause });
  }
}

/** Whether two heads are the same in every member; `undefined` is the head of a log that was never begun. */
export function sameHead(left: LogHead | undefined, right: LogHead | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return sameText(encodeHead(left), encodeHead(right));
}

/** The first batch of all has this one before it. */
export const NO_BATCH: BatchName = { first: 0, digest: new Uint8Array(32) };

function sameText(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}
