// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';

/** What stands in a file of batches: a batch record, or a head. */
export type FrameKind = 'batch' | 'head';

/** A frame that is whole. */
export interface Frame {
  readonly kind: FrameKind;
  readonly record: Buffer;
  /** SHA-256 of the record. */
  readonly digest: Buffer;
  /** Where the record begins in its file. */
  readonly from: number;
}

// "TSB2", "TSH2": with the number of the file, so that nothing counts that the file held when it had another.
const MAGIC: Readonly<Record<FrameKind, number>> = { batch: 0x54534232, head: 0x54534832 };
const HEAD_BYTES = 48;
// "TSB1", "TSH1", of earlier programs, which never wrote a file twice.
const OLD_MAGIC: Readonly<Record<FrameKind, number>> = { batch: 0x54534231, head: 0x54534831 };
const OLD_HEAD_BYTES = 40;
const BATCH_BYTES_MIN = 52;

/** frame = u32 magic, u32 length of the record, u64 number of the file, SHA-256 of the record, record. Record 0033. */
export function encodeFrame(
  kind: FrameKind,
  segment: number,
  { record, digest = hash('sha256', record, 'buffer') }: { readonly record: Uint8Array; readonly digest?: Uint8Array },
): readonly Uint8Array[] {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(MAGIC[kind], 0);
  head.writeUInt32BE(record.length, 4);
  head.writeBigUInt64BE(BigInt(segment), 8);
  head.set(digest, 16);
  return [head, record];
}

/** Where the record begins in the bytes of a frame. */
export const RECORD_FROM = HEAD_BYTES;

/** The frames of a file up to the first that is torn, was another file's, or is none; a file is of one format. */
export function framesOf(
  bytes: Buffer,
  segment: number,
): { readonly frames: readonly Frame[]; readonly isOld: boolean } {
  const isOld = bytes.length >= 4 && kindOf(bytes.readUInt32BE(0), OLD_MAGIC) !== undefined;
  const frames: Frame[] = [];
  for (let at = 0; ; ) {
    const frame = isOld ? oldFrameAt(bytes, at) : frameAt(bytes, { at, segment });
    if (frame === undefined) return { frames, isOld };
    frames.push(frame);
    at = frame.from + frame.record.length;
  }
}

function frameAt(bytes: Buffer, { at, segment }: { at: number; segment: number }): Frame | undefined {
  if (at + HEAD_BYTES > bytes.length || bytes.readBigUInt64BE(at + 8) !== BigInt(segment)) return undefined;
  return wholeFrame(bytes, { at, magic: MAGIC, headBytes: HEAD_BYTES });
}

function oldFrameAt(bytes: Buffer, at: number): Frame | undefined {
  if (at + OLD_HEAD_BYTES > bytes.length) return undefined;
  return wholeFrame(bytes, { at, magic: OLD_MAGIC, headBytes: OLD_HEAD_BYTES });
}

/** The digest ends the head of a frame in both formats. */
function wholeFrame(
  bytes: Buffer,
  { at, magic, headBytes }: { at: number; magic: Readonly<Record<FrameKind, number>>; headBytes: number },
): Frame | undefined {
  const kind = kindOf(bytes.readUInt32BE(at), magic);
  const length = bytes.readUInt32BE(at + 4);
  const from = at + headBytes;
  const record = bytes.subarray(from, from + length);
  const digest = bytes.subarray(from - 32, from);
  if (kind === undefined || record.length !== length || (kind === 'batch' && length < BATCH_BYTES_MIN))
    return undefined;
  return hash('sha256', record, 'buffer').equals(digest) ? { kind, record, digest, from } : undefined;
}

function kindOf(found: number, magic: Readonly<Record<FrameKind, number>>): FrameKind | undefined {
  if (found === magic.batch) return 'batch';
  return found === magic.head ? 'head' : undefined;
}
