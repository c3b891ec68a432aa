// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { MapRoot } from '@touchstone/transparency-log/map';

/** One durable state of the map. */
export interface CommitRecord {
  /** 0 for the empty map that a file begins with, one more for each state. */
  readonly sequence: number;
  /** The size of the log whose leaves have all been taken into this state. */
  readonly covers: number;
  readonly root: MapRoot;
  /** Where the file ends with this state. */
  readonly end: number;
  /** How long the file was when it was made or last compacted. */
  readonly compactedBytes: number;
  /** Where the state before it has its record, 0 where that is not in the file, and the checksum of that record. */
  readonly previousAt: number;
  readonly previousChecksum: Uint8Array;
}

// magic ‖ u64 × 8 (sequence, covers, end, count, page offset, page length, page height, compacted bytes)
// ‖ u64 previous at ‖ previous checksum ‖ root hash ‖ SHA-256 of all that
const MAGIC = Buffer.from('TSMAP\0\0\x01', 'latin1');
const CHECKSUM_AT = 8 + 9 * 8 + 32 + 32;

/** The bytes of a record, the same in a slot and in the log of pages. */
export const COMMIT_RECORD_BYTES = CHECKSUM_AT + 32;

/** The last 32 bytes of a record, by which the next one names it. */
export const checksumOf = (record: Buffer): Buffer => record.subarray(CHECKSUM_AT);

/** The record as bytes. */
export function encodeCommit(record: CommitRecord): Buffer {
  const { sequence, covers, root, end, compactedBytes, previousAt, previousChecksum } = record;
  const { offset, length, height } = root.page ?? { offset: 0, length: 0, height: 0 };
  const bytes = Buffer.alloc(COMMIT_RECORD_BYTES);
  MAGIC.copy(bytes);
  [sequence, covers, end, root.count, offset, length, height, compactedBytes, previousAt].forEach((value, index) => {
    bytes.writeBigUInt64BE(BigInt(value), 8 + 8 * index);
  });
  bytes.set(previousChecksum, 80);
  bytes.set(root.hash, 112);
  bytes.set(sha256(bytes.subarray(0, CHECKSUM_AT)), CHECKSUM_AT);
  return bytes;
}

/** The inverse of encodeCommit(); undefined for bytes that it did not make. */
export function decodeCommit(bytes: Uint8Array): CommitRecord | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const isWhole =
    view.length === COMMIT_RECORD_BYTES &&
    view.subarray(0, 8).equals(MAGIC) &&
    sha256(view.subarray(0, CHECKSUM_AT)).equals(view.subarray(CHECKSUM_AT));
  if (!isWhole) return undefined;
  const number = (index: number) => Number(view.readBigUInt64BE(8 + 8 * index));
  const page = { offset: number(4), length: number(5), height: number(6) };
  const root = { hash: Uint8Array.from(view.subarray(112, 144)), count: number(3) };
  return {
    sequence: number(0),
    covers: number(1),
    end: number(2),
    root: root.count === 0 ? root : { ...root, page },
    compactedBytes: number(7),
    previousAt: number(8),
    previousChecksum: Uint8Array.from(view.subarray(80, 112)),
  };
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
