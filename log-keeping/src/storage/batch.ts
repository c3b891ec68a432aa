// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { encodeHex } from '@touchstone/identifiers';
import { LogKeepingError } from '../log-keeping-error.ts';
import type { BatchName } from './head.ts';

/** A batch of entries as it is made durable: it names the batch before it, so that a head leads to all of them. */
export interface Batch {
  readonly first: number;
  readonly previous: BatchName;
  readonly entries: readonly Uint8Array[];
}

const HEAD_BYTES = 8 + 8 + 32 + 4;

/** record = u64 first, u64 first and SHA-256 of the batch before, u32 count, count * (u16 length, entry). Record 0033. */
export function encodeBatch({ first, previous, entries }: Batch): Uint8Array<ArrayBuffer> {
  const length = entries.reduce((sum, entry) => sum + 2 + entry.length, HEAD_BYTES);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(first));
  view.setBigUint64(8, BigInt(previous.first));
  bytes.set(previous.digest, 16);
  view.setUint32(48, entries.length);
  let at = HEAD_BYTES;
  for (const entry of entries) {
    view.setUint16(at, entry.length);
    bytes.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bytes;
}

/** The name of a batch: its first index and the SHA-256 of its record. */
export function nameOfBatch(first: number, record: Uint8Array): BatchName {
  return { first, digest: Uint8Array.from(hash('sha256', record, 'buffer')) };
}

/** The batch of a record; CORRUPT when the record is not the one that was named. */
export function decodeBatch(name: BatchName, record: Uint8Array): Batch {
  const at = batchFileName(name);
  if (Buffer.compare(hash('sha256', record, 'buffer'), name.digest) !== 0 || record.length < HEAD_BYTES) {
    throw new LogKeepingError('CORRUPT', 'the record of a batch is not the one that was committed', { at });
  }
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  const entries: Uint8Array[] = [];
  let from = HEAD_BYTES;
  for (let index = view.getUint32(48); index > 0; index -= 1) {
    const end = from + 2 + view.getUint16(from);
    entries.push(record.slice(from + 2, end));
    from = end;
  }
  return {
    first: Number(view.getBigUint64(0)),
    previous: { first: Number(view.getBigUint64(8)), digest: record.slice(16, 48) },
    entries,
  };
}

/** A name that sorts by the first index, for files and objects. */
export function batchFileName({ first, digest }: BatchName): string {
  return `${String(first).padStart(16, '0')}-${encodeHex(digest)}`;
}
