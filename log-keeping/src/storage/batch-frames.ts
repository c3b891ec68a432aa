// SPDX-License-Identifier: Apache-2.0
import { hash, randomBytes } from 'node:crypto';

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

/**
 * Which file a frame is of. The number alone would not do: whoever hands in an entry can foresee it, and an entry may
 * hold the bytes of a frame, which come to light when its file is written over under that number.
 */
export interface FileMark {
  readonly segment: number;
  /** Drawn when the file is begun, after everything that it held before was handed in. */
  readonly drawn: Uint8Array;
}

const DRAWN_BYTES = 16;
// "TSB3", "TSH3"; the second format had the number alone, and no release wrote it.
const NOW: readonly string[] = ['TSB3', 'TSH3'];
const MAGIC: Readonly<Record<FrameKind, number>> = { batch: 0x54534233, head: 0x54534833 };
const DRAWN_FROM = 8;
const DIGEST_FROM = DRAWN_FROM + DRAWN_BYTES;
// Last: where a write that was torn has reached the number, what stands before it is of the same write.
const NUMBER_FROM = DIGEST_FROM + 32;
const HEAD_BYTES = 64;
// "TSB1", "TSH1", of earlier programs, which never wrote a file twice.
const OLD_MAGIC: Readonly<Record<FrameKind, number>> = { batch: 0x54534231, head: 0x54534831 };
const OLD_DIGEST_FROM = 8;
const OLD_HEAD_BYTES = 40;
const BATCH_BYTES_MIN = 52;

/** The mark of a file that is begun now. */
export function drawFileMark(segment: number): FileMark {
  return { segment, drawn: randomBytes(DRAWN_BYTES) };
}

/** frame = u32 magic, u32 length of the record, 16 bytes drawn for the file, SHA-256 of the record, u64 number of the file, record. Record 0033. */
export function encodeFrame(
  kind: FrameKind,
  { segment, drawn }: FileMark,
  { record, digest = hash('sha256', record, 'buffer') }: { readonly record: Uint8Array; readonly digest?: Uint8Array },
): readonly Uint8Array[] {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(MAGIC[kind], 0);
  head.writeUInt32BE(record.length, 4);
  head.set(drawn, DRAWN_FROM);
  head.set(digest, DIGEST_FROM);
  head.writeBigUInt64BE(BigInt(segment), NUMBER_FROM);
  return [head, record];
}

/**
 * What a file begins with where that is of no format that is read here: its first four bytes as text. A file that was
 * begun and not written, or whose first write was torn, is empty and of no other format.
 */
export function otherFormatOf(bytes: Buffer): string | undefined {
  if (bytes.length >= 4 && kindOf(bytes.readUInt32BE(0), OLD_MAGIC) !== undefined) return undefined;
  const begun = bytes.toString('latin1', 0, 4).replace(/\0+$/, '');
  return NOW.some((magic) => magic.startsWith(begun)) ? undefined : begun;
}

/** Where the record begins in the bytes of a frame. */
export const RECORD_FROM = HEAD_BYTES;

/**
 * The frames of a file up to the first that is torn, was another file's, or is none; a file is of one format. The first
 * frame tells what was drawn: it is where no entry ever comes to stand, so that its number is enough.
 */
export function framesOf(bytes: Buffer, segment: number): readonly Frame[] {
  const isOld = bytes.length >= 4 && kindOf(bytes.readUInt32BE(0), OLD_MAGIC) !== undefined;
  const mark: FileMark = { segment, drawn: bytes.subarray(DRAWN_FROM, DRAWN_FROM + DRAWN_BYTES) };
  const frames: Frame[] = [];
  for (let at = 0; ; ) {
    const frame = isOld ? oldFrameAt(bytes, at) : frameAt(bytes, { at, mark });
    if (frame === undefined) return frames;
    frames.push(frame);
    at = frame.from + frame.record.length;
  }
}

function frameAt(bytes: Buffer, { at, mark }: { at: number; mark: FileMark }): Frame | undefined {
  if (at + HEAD_BYTES > bytes.length || bytes.readBigUInt64BE(at + NUMBER_FROM) !== BigInt(mark.segment))
    return undefined;
  const drawn = bytes.subarray(at + DRAWN_FROM, at + DRAWN_FROM + DRAWN_BYTES);
  if (!drawn.equals(mark.drawn)) return undefined;
  return wholeFrame(bytes, { at, magic: MAGIC, digestFrom: DIGEST_FROM, headBytes: HEAD_BYTES });
}

function oldFrameAt(bytes: Buffer, at: number): Frame | undefined {
  if (at + OLD_HEAD_BYTES > bytes.length) return undefined;
  return wholeFrame(bytes, { at, magic: OLD_MAGIC, digestFrom: OLD_DIGEST_FROM, headBytes: OLD_HEAD_BYTES });
}

/** Where a frame has its digest and its record, which are alike in both formats otherwise. */
interface FrameLayout {
  readonly at: number;
  readonly magic: Readonly<Record<FrameKind, number>>;
  readonly digestFrom: number;
  readonly headBytes: number;
}

function wholeFrame(bytes: Buffer, { at, magic, digestFrom, headBytes }: FrameLayout): Frame | undefined {
  const kind = kindOf(bytes.readUInt32BE(at), magic);
  const length = bytes.readUInt32BE(at + 4);
  const from = at + headBytes;
  const record = bytes.subarray(from, from + length);
  const digest = bytes.subarray(at + digestFrom, at + digestFrom + 32);
  if (kind === undefined || record.length !== length || (kind === 'batch' && length < BATCH_BYTES_MIN))
    return undefined;
  return hash('sha256', record, 'buffer').equals(digest) ? { kind, record, digest, from } : undefined;
}

function kindOf(found: number, magic: Readonly<Record<FrameKind, number>>): FrameKind | undefined {
  if (found === magic.batch) return 'batch';
  return found === magic.head ? 'head' : undefined;
}
