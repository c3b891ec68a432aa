// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { LogKeepingError } from '../log-keeping-error.ts';
import { batchFileName } from './batch.ts';
import { type DiskAccess, storageError, syncDirectory } from './disk.ts';
import { type BatchName, decodeHead, encodeHead, type LogHead } from './head.ts';

// u32 magic, u32 length of the record, SHA-256 of the record.
const FRAME_BYTES = 40;
const BATCH_MAGIC = 0x54534231; // "TSB1"
const HEAD_MAGIC = 0x54534831; // "TSH1"
const BATCH_BYTES_MIN = 52;
/** After so many bytes another file is begun, so that the older ones can be let go of. */
const SEGMENT_BYTES = 32 * 1024 * 1024;

/** A batch, a head, or a batch and the head that names it. */
export interface Committed {
  readonly batch?: { readonly name: BatchName; readonly record: Uint8Array } | undefined;
  readonly head?: LogHead | undefined;
}

interface Place {
  readonly segment: number;
  readonly from: number;
  readonly length: number;
  readonly end: number;
}

/**
 * The write-ahead log of a log: batches and heads one after another in numbered files, the newest head last. A file is
 * only ever appended to by the process that began it; what a torn or failed write leaves at its end is skipped by
 * whoever reads it.
 */
export class BatchFiles {
  readonly #disk: DiskAccess;
  readonly #directory: string;
  readonly #places = new Map<string, Place>();
  readonly #ends = new Map<number, number>();
  #head: { readonly head: LogHead; readonly segment: number } | undefined;
  #segment = 0;
  #file: FileHandle | undefined;
  #length = 0;

  private constructor(disk: DiskAccess, directory: string) {
    this.#disk = disk;
    this.#directory = directory;
  }

  /** Reads what there is. Requires the directory. */
  static async open(disk: DiskAccess, directory: string): Promise<BatchFiles> {
    const files = new BatchFiles(disk, directory);
    const names = (await disk.readdir(directory)).filter((name) => /^\d{12}\.batches$/.test(name)).sort();
    for (const name of names) {
      const segment = Number(name.slice(0, 12));
      files.#scan(segment, await disk.readFile(join(directory, name)));
      files.#segment = segment;
    }
    // Its process may have been killed between writing and synchronising: what is read here is built upon.
    const last = names.at(-1);
    if (last !== undefined) await syncFile(disk, join(directory, last));
    return files;
  }

  /** The head written last. */
  get head(): LogHead | undefined {
    return this.#head?.head;
  }

  /** Appends a batch and the head that names it, or one of them, with one synchronisation: both are durable, or neither. */
  async write({ batch, head }: Committed): Promise<void> {
    const file = this.#file ?? (await this.#begin());
    const from = this.#length;
    const parts = [
      ...(batch === undefined ? [] : frame(BATCH_MAGIC, batch.record, batch.name.digest)),
      ...(head === undefined ? [] : frame(HEAD_MAGIC, encodeHead(head))),
    ];
    try {
      await writeWhole(file, parts, from);
    } catch (error) {
      await this.#abandon(from);
      throw storageError(error, this.#pathOf(this.#segment));
    }
    try {
      await file.datasync();
    } catch (error) {
      const isGone = await this.#abandon(from);
      // A full disk may say so only here. After any other failure nobody knows what is on the disk.
      throw isGone
        ? storageError(error, this.#pathOf(this.#segment))
        : unknownState(this.#pathOf(this.#segment), error);
    }
    this.#length = from + parts.reduce((sum, part) => sum + part.length, 0);
    if (batch !== undefined) {
      const { name, record } = batch;
      this.#note(name, { segment: this.#segment, from: from + FRAME_BYTES, length: record.length, record });
    }
    if (head !== undefined) this.#head = { head, segment: this.#segment };
    if (this.#length >= SEGMENT_BYTES) await this.#finish();
  }

  async read(name: BatchName): Promise<Uint8Array | undefined> {
    const place = this.#places.get(batchFileName(name));
    if (place === undefined) return undefined;
    const file = await this.#disk.open(this.#pathOf(place.segment), 'r');
    try {
      const record = new Uint8Array(place.length);
      const { bytesRead } = await file.read(record, 0, place.length, place.from);
      return bytesRead === place.length ? record : undefined;
    } finally {
      await file.close();
    }
  }

  /** Removes the files all of whose batches end at or below a size, but for that of the head and the one being written. */
  async discard(below: number): Promise<void> {
    for (const [segment, end] of this.#ends) {
      if (end > below || segment === this.#head?.segment || (segment === this.#segment && this.#file !== undefined))
        continue;
      await this.#disk.rm(this.#pathOf(segment), { force: true });
      this.#ends.delete(segment);
      for (const [name, place] of this.#places) if (place.segment === segment) this.#places.delete(name);
    }
  }

  async close(): Promise<void> {
    await this.#finish();
  }

  async #begin(): Promise<FileHandle> {
    const segment = this.#segment + 1;
    const path = this.#pathOf(segment);
    try {
      const file = await this.#disk.open(path, 'wx');
      this.#file = file;
      this.#segment = segment;
      this.#length = 0;
      this.#ends.set(segment, 0);
      await syncDirectory(this.#disk, this.#directory);
      return file;
    } catch (error) {
      await this.#finish();
      throw storageError(error, path);
    }
  }

  /** Gives back the space of what failed, and writes the next elsewhere; false where it may still be read. */
  async #abandon(length: number): Promise<boolean> {
    try {
      await this.#file?.truncate(length);
      return true;
    } catch {
      // Of what was not written whole the head, which is last, is missing.
      return false;
    } finally {
      await this.#finish();
    }
  }

  async #finish(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    try {
      await file?.close();
    } catch {
      // Every record in it that counts was synchronised before.
    }
  }

  #scan(segment: number, bytes: Buffer): void {
    this.#ends.set(segment, 0);
    for (let from = 0; from + FRAME_BYTES <= bytes.length; ) {
      const magic = bytes.readUInt32BE(from);
      const length = bytes.readUInt32BE(from + 4);
      const record = bytes.subarray(from + FRAME_BYTES, from + FRAME_BYTES + length);
      const digest = bytes.subarray(from + 8, from + FRAME_BYTES);
      if (record.length !== length || !hash('sha256', record, 'buffer').equals(digest)) return;
      if (magic === HEAD_MAGIC) {
        this.#head = { head: decodeHead(record), segment };
      } else if (magic === BATCH_MAGIC && length >= BATCH_BYTES_MIN) {
        const first = Number(record.readBigUInt64BE(0));
        this.#note({ first, digest }, { segment, from: from + FRAME_BYTES, length, record });
      } else {
        return;
      }
      from += FRAME_BYTES + length;
    }
  }

  #note(name: BatchName, at: Omit<Place, 'end'> & { readonly record: Uint8Array }): void {
    const { record, ...place } = at;
    const count = new DataView(record.buffer, record.byteOffset).getUint32(48);
    const end = name.first + count;
    this.#places.set(batchFileName(name), { ...place, end });
    this.#ends.set(place.segment, Math.max(end, this.#ends.get(place.segment) ?? 0));
  }

  #pathOf(segment: number): string {
    return join(this.#directory, `${String(segment).padStart(12, '0')}.batches`);
  }
}

function frame(magic: number, record: Uint8Array, digest = hash('sha256', record, 'buffer') as Uint8Array) {
  const head = Buffer.alloc(FRAME_BYTES);
  head.writeUInt32BE(magic, 0);
  head.writeUInt32BE(record.length, 4);
  head.set(digest, 8);
  return [head, record];
}

async function syncFile(disk: DiskAccess, path: string): Promise<void> {
  const file = await disk.open(path, 'r+');
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}

function unknownState(at: string, cause: unknown): LogKeepingError {
  return new LogKeepingError('STORAGE_FAILED', 'nobody knows which head is durable', { at, cause });
}

async function writeWhole(file: FileHandle, parts: readonly Uint8Array[], from: number): Promise<void> {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const { bytesWritten } = await file.writev(parts, from);
  if (bytesWritten === length) return;
  // The kernel takes less when the disk fills up; the rest brings out why.
  const rest = Buffer.concat(parts).subarray(bytesWritten);
  const more = await file.write(rest, 0, rest.length, from + bytesWritten);
  if (more.bytesWritten !== rest.length) {
    throw new LogKeepingError('NO_SPACE', 'the disk took a part of a batch only; make space, nothing was lost');
  }
}
