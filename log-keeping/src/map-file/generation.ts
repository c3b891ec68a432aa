// SPDX-License-Identifier: Apache-2.0
import { closeSync } from 'node:fs';
import type { NodeStore, PageRef } from '@touchstone/transparency-log/map';
import { type Disk, writeAll } from './disk.ts';
import { MapFileError } from './map-file-error.ts';
import { type OpenFile, PAGE_FRAME_HEAD, readPageFrame, writePageFrame } from './page-frames.ts';

const CHUNK_BYTES = 1 << 20;

interface GenerationOptions {
  readonly disk: Disk;
  /** Where the newest state ends. */
  readonly end: number;
  /** How much may be kept in memory of the pages that hold links. */
  readonly cacheBytes: number;
}

/** One file of pages, open: what is durable is read at once, what is new is collected and written in large pieces. */
export class Generation implements NodeStore, OpenFile {
  readonly path: string;
  readonly fd: number;
  /** Where the next page goes. */
  position: number;
  private chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  private filled = 0;
  private readonly full: Buffer[] = [];
  private written: number;
  private isOpen = true;
  // Pages with links, by offset, in two halves: what is found in the older one moves over, the rest of it is dropped.
  private young = new Map<number, Uint8Array>();
  private old = new Map<number, Uint8Array>();
  private youngBytes = 0;
  private readonly cacheBytes: number;

  readonly disk: Disk;

  constructor({ fd, path }: OpenFile, { disk, end, cacheBytes }: GenerationOptions) {
    this.path = path;
    this.fd = fd;
    this.disk = disk;
    this.position = end;
    this.written = end;
    this.cacheBytes = cacheBytes;
  }

  readPage({ offset, length, height }: PageRef): Uint8Array {
    if (!this.isOpen) throw new MapFileError('CLOSED', 'this state was read from a file that is closed', this);
    const known = this.young.get(offset) ?? this.old.get(offset);
    if (known?.length === length) {
      if (!this.young.has(offset)) this.remember(offset, known);
      return known;
    }
    const page = readPageFrame(this, offset, length);
    if (height > 0) this.remember(offset, page);
    return page;
  }

  appendPage(page: Uint8Array): number {
    const offset = this.position;
    const bytes = PAGE_FRAME_HEAD + page.length;
    if (this.filled + bytes > this.chunk.length) this.nextChunk();
    writePageFrame(this.chunk, this.filled, page);
    this.filled += bytes;
    this.position += bytes;
    return offset;
  }

  /** Takes any other bytes that stand in the log. */
  append(bytes: Uint8Array): void {
    if (this.filled + bytes.length > this.chunk.length) this.nextChunk();
    this.chunk.set(bytes, this.filled);
    this.filled += bytes.length;
    this.position += bytes.length;
  }

  /** Hands what is collected to the operating system: the full pieces, or everything. */
  async flush(everything: boolean): Promise<void> {
    if (everything) this.nextChunk();
    for (let piece = this.full[0]; piece !== undefined; piece = this.full[0]) {
      await writeAll(this.disk, this.fd, { bytes: piece, position: this.written });
      this.written += piece.length;
      this.full.shift();
    }
  }

  /** Forgets what was appended after this place; it is written over by what comes next. */
  rewind(end: number): void {
    this.full.length = 0;
    this.filled = 0;
    this.position = end;
    this.written = end;
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.young.clear();
    this.old.clear();
    closeSync(this.fd);
  }

  private nextChunk(): void {
    if (this.filled === 0) return;
    this.full.push(this.chunk.subarray(0, this.filled));
    this.chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    this.filled = 0;
  }

  private remember(offset: number, page: Uint8Array): void {
    if (this.youngBytes > this.cacheBytes / 2) {
      this.old = this.young;
      this.young = new Map();
      this.youngBytes = 0;
    }
    this.young.set(offset, page);
    // What the map and the array around the bytes take as well, roughly.
    this.youngBytes += page.length + 200;
  }
}
