// SPDX-License-Identifier: Apache-2.0

const SLAB_BYTES = 1 << 18;

/** What the map and the view of the bytes take beside a page, roughly. */
const OVERHEAD_BYTES = 160;

/**
 * Pages in memory, by offset, in two halves: what is found in the older one moves over, the rest of it is dropped.
 * The pages of a half stand side by side in a few large pieces, since memory asked for page by page costs more time
 * than reading them, and more room than their bytes.
 */
export class PageCache {
  private readonly halfBytes: number;
  private young = new Map<number, Buffer>();
  private old = new Map<number, Buffer>();
  private youngBytes = 0;
  private slab = Buffer.alloc(0);
  private filled = 0;

  constructor(bytesMax: number) {
    this.halfBytes = bytesMax / 2;
  }

  /** The page that was kept for this place. Its bytes stay as they are for as long as anyone holds them. */
  find(offset: number): Buffer | undefined {
    const young = this.young.get(offset);
    if (young !== undefined) return young;
    const old = this.old.get(offset);
    return old && this.keepCopy(offset, old);
  }

  /** Room for so many bytes, which nobody else is given. */
  room(length: number): Buffer {
    if (this.filled + length > this.slab.length) {
      this.slab = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, length));
      this.filled = 0;
    }
    this.filled += length;
    return this.slab.subarray(this.filled - length, this.filled);
  }

  /** Keeps a page that stands in room(). */
  keep(offset: number, page: Buffer): void {
    if (this.youngBytes > this.halfBytes) {
      this.old = this.young;
      this.young = new Map();
      this.youngBytes = 0;
      // The pieces of a half go with it.
      this.slab = Buffer.alloc(0);
      this.filled = 0;
    }
    this.young.set(offset, page);
    this.youngBytes += page.length + OVERHEAD_BYTES;
  }

  /** Keeps a page whose bytes belong to someone else. */
  keepCopy(offset: number, page: Uint8Array): Buffer {
    const copy = this.room(page.length);
    copy.set(page);
    this.keep(offset, copy);
    return copy;
  }

  /** Drops what was kept for this place and all after it. */
  forgetFrom(offset: number): void {
    for (const half of [this.young, this.old]) {
      for (const place of half.keys()) if (place >= offset) half.delete(place);
    }
  }

  /** Drops all. */
  clear(): void {
    this.young.clear();
    this.old.clear();
    this.slab = Buffer.alloc(0);
    this.filled = 0;
  }
}
