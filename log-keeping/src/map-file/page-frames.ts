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

/** The page in the frame at this place, read into `frame`. Throws MapFileError DAMAGED for whatever was not written as one. */
export function readPageFrame({ fd, path }: OpenFile, offset: number, frame: Buffer): Buffer {
  const read = readSync(fd, frame, 0, frame.length, offset);
  const page = frame.subarray(PAGE_FRAME_HEAD);
  if (read !== frame.length || frame.readUInt32BE(0) !== page.length || frame.readUInt32BE(4) !== crc32(page)) {
    throw new MapFileError('DAMAGED', `the page at ${offset} is not as it was written`, { path });
  }
  return page;
}

/** The length of the page in the frame at this place. */
export function pageLengthAt({ fd }: OpenFile, offset: number): number {
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
