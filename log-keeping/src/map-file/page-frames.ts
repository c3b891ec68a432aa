// SPDX-License-Identifier: Apache-2.0
import { readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { COMMIT_RECORD_BYTES, type CommitRecord, decodeCommit } from './commit-record.ts';
import { MapFileError } from './map-file-error.ts';

// The file: slot A at 0, slot B at 4096, each one commit record; from 8192 on a log of frames:
//   page   = u32 length of the page ‖ u32 CRC-32 of it ‖ page
//   commit = u32 FFFFFFFF ‖ commit record, after the pages of its state

/** Where the two slots are; the state with an even number is in the first. */
export const SLOTS_AT = [0, 4096] as const;

/** Where the log of pages begins. */
export const FRAMES_AT = 8192;

/** What stands before a page. */
export const PAGE_FRAME_HEAD = 8;

/** The bytes of a commit frame. */
export const COMMIT_FRAME_BYTES = 4 + COMMIT_RECORD_BYTES;

const COMMIT_MARK = 0xffffffff;

/** Writes the frame of a page to a buffer that has room for it. */
export function writePageFrame(target: Buffer, at: number, page: Uint8Array): void {
  target.writeUInt32BE(page.length, at);
  target.writeUInt32BE(crc32(page), at + 4);
  target.set(page, at + PAGE_FRAME_HEAD);
}

/** The frame of a commit record. */
export function commitFrame(record: Uint8Array): Buffer {
  const frame = Buffer.alloc(COMMIT_FRAME_BYTES);
  frame.writeUInt32BE(COMMIT_MARK);
  frame.set(record, 4);
  return frame;
}

/** An open file to read from, and its name for messages. */
export interface OpenFile {
  readonly fd: number;
  readonly path: string;
}

/** The page in the frame at this place, read into `frame`. Throws MapFileError DAMAGED for what was not written as one. */
export function readPageFrame({ fd, path }: OpenFile, offset: number, frame: Buffer): Buffer {
  const read = readSync(fd, frame, 0, frame.length, offset);
  if (read !== frame.length) throw damaged(path, offset);
  return pageIn(frame, { path, offset });
}

/** Reads pages whose places grow, a large piece of the file at a time. */
export class PageReader {
  private readonly file: OpenFile;
  private readonly window = Buffer.allocUnsafeSlow(1 << 20);
  private begin = 0;
  private end = 0;

  constructor(file: OpenFile) {
    this.file = file;
  }

  /** The page at this place, which the caller may change until it reads the next one. Throws as readPageFrame(). */
  read(offset: number): Buffer {
    const { path } = this.file;
    if (offset < this.begin || offset + PAGE_FRAME_HEAD > this.end) this.moveTo(offset);
    if (offset + PAGE_FRAME_HEAD > this.end) throw damaged(path, offset);
    const bytes = PAGE_FRAME_HEAD + this.window.readUInt32BE(offset - this.begin);
    if (offset + bytes > this.end) this.moveTo(offset);
    if (offset + bytes > this.end) throw damaged(path, offset);
    return pageIn(this.window.subarray(offset - this.begin, offset - this.begin + bytes), { path, offset });
  }

  private moveTo(offset: number): void {
    this.begin = offset;
    this.end = offset + readSync(this.file.fd, this.window, 0, this.window.length, offset);
  }
}

function pageIn(frame: Buffer, { path, offset }: { readonly path: string; readonly offset: number }): Buffer {
  const page = frame.subarray(PAGE_FRAME_HEAD);
  if (frame.readUInt32BE(0) !== page.length || frame.readUInt32BE(4) !== crc32(page)) throw damaged(path, offset);
  return page;
}

function damaged(path: string, offset: number): MapFileError {
  return new MapFileError('DAMAGED', `the page at ${offset} is not as it was written`, { path });
}

/** The length of the page in the frame at this place. */
function pageLengthAt({ fd }: OpenFile, offset: number): number {
  const head = Buffer.alloc(4);
  readSync(fd, head, 0, 4, offset);
  return head.readUInt32BE(0);
}

/** The record of the commit frame at this place, with its bytes; undefined where there is none. */
export function readCommitFrame(
  { fd }: OpenFile,
  at: number,
): { readonly record: CommitRecord; readonly bytes: Buffer } | undefined {
  const frame = Buffer.alloc(COMMIT_FRAME_BYTES);
  readSync(fd, frame, 0, frame.length, at);
  const bytes = frame.subarray(4);
  const record = frame.readUInt32BE(0) === COMMIT_MARK ? decodeCommit(bytes) : undefined;
  return record === undefined ? undefined : { record, bytes };
}

/** Where the frame at this place ends, or undefined where no sound page or commit begins before the end of the file. */
export function nextFrameAt(file: OpenFile, at: number, fileEnd: number): number | undefined {
  if (at + PAGE_FRAME_HEAD > fileEnd) return undefined;
  const length = pageLengthAt(file, at);
  if (length === COMMIT_MARK) return at + COMMIT_FRAME_BYTES <= fileEnd ? at + COMMIT_FRAME_BYTES : undefined;
  if (length > 0xffff || at + PAGE_FRAME_HEAD + length > fileEnd) return undefined;
  try {
    readPageFrame(file, at, Buffer.allocUnsafe(PAGE_FRAME_HEAD + length));
    return at + PAGE_FRAME_HEAD + length;
  } catch {
    return undefined;
  }
}
