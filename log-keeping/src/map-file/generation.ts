// SPDX-License-Identifier: Apache-2.0
import { closeSync } from 'node:fs';
import type { NodeStore, PageRef } from '@touchstone/transparency-log/map';
import { type Disk, writeAll } from './disk.ts';
import { MapFileError } from './map-file-error.ts';
import { PageCache } from './page-cache.ts';
import { type OpenFile, PAGE_FRAME_HEAD, readPageFrame, writePageFrame } from './page-frames.ts';

const CHUNK_BYTES = 1 << 20;
const SPARE_CHUNKS_MAX = 4;

interface GenerationOptions {
  readonly disk: Disk;
  /** Where the newest state ends. */
  readonly end: number;
  /** How much may be kept in memory of the pages. */
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
  private readonly full: Buffer<ArrayBuffer>[] = [];
  // Pieces that are written are filled again: a batch fills dozens.
  private readonly spare: Buffer<ArrayBuffer>[] = [];
  private written: number;
  private isOpen = true;
  private readonly cache: PageCache;

  readonly disk: Disk;

  constructor({ fd, path }: OpenFile, { disk, end, cacheBytes }: GenerationOptions) {
    this.path = path;
    this.fd = fd;
    this.disk = disk;
    this.position = end;
    this.written = end;
    this.cache = new PageCache(cacheBytes);
  }

  readPage({ offset, length }: PageRef): Uint8Array {
    if (!this.isOpen) throw new MapFileError('CLOSED', 'this state was read from a file that is closed', this);
    const known = this.cache.find(offset);
    if (known?.length === length) return known;
    const page = readPageFrame(this, offset, this.cache.room(PAGE_FRAME_HEAD + length));
    this.cache.keep(offset, page);
    return page;
  }

  appendPage(page: Uint8Array, height: number): number {
    const offset = this.position;
    const bytes = PAGE_FRAME_HEAD + page.length;
    if (this.filled + bytes > this.chunk.length) this.nextChunk();
    writePageFrame(this.chunk, this.filled, page);
    // The next batch comes by most pages that hold links.
    if (height > 0) this.cache.keepCopy(offset, page);
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
      if (this.spare.length < SPARE_CHUNKS_MAX) this.spare.push(Buffer.from(piece.buffer));
    }
  }

  /** Forgets what was appended after this place; it is written over by what comes next. */
  rewind(end: number): void {
    if (end < this.position) this.cache.forgetFrom(end);
    this.full.length = 0;
    this.filled = 0;
    this.position = end;
    this.written = end;
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.cache.clear();
    closeSync(this.fd);
  }

  private nextChunk(): void {
    if (this.filled === 0) return;
    this.full.push(this.chunk.subarray(0, this.filled));
    this.chunk = this.spare.pop() ?? Buffer.allocUnsafeSlow(CHUNK_BYTES);
    this.filled = 0;
  }
}
