// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { LogKeepingError } from '../log-keeping-error.ts';
import { batchFileName } from './batch.ts';
import { type DiskAccess, storageError, syncDirectory } from './disk.ts';
import type { BatchName } from './head.ts';

// u32 magic, u32 length of the record, SHA-256 of the record.
const FRAME_BYTES = 40;
const MAGIC = 0x54534231; // "TSB1"
/** After so many bytes another file is begun, so that the older ones can be let go of. */
const SEGMENT_BYTES = 32 * 1024 * 1024;

interface Place {
  readonly segment: number;
  readonly from: number;
  readonly length: number;
  readonly end: number;
}

/**
 * The write-ahead log of a log: records one after another in numbered files. A file is only ever appended to by the
 * process that began it; what a torn or failed write leaves at its end is skipped by whoever reads it.
 */
export class BatchFiles {
  readonly #disk: DiskAccess;
  readonly #directory: string;
  readonly #places = new Map<string, Place>();
  readonly #ends = new Map<number, number>();
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
    return files;
  }

  /** Appends a record. When this resolves, it is durable. */
  async write(name: BatchName, record: Uint8Array): Promise<void> {
    const file = this.#file ?? (await this.#begin());
    const from = this.#length;
    try {
      await writeWhole(file, frame(record), from);
    } catch (error) {
      await this.#abandon(from);
      throw storageError(error, this.#pathOf(this.#segment));
    }
    try {
      await file.datasync();
    } catch (error) {
      await this.#abandon(from);
      // A full disk may say so only here. After any other failure nobody knows what is on the disk.
      throw storageError(error, this.#pathOf(this.#segment));
    }
    this.#length = from + FRAME_BYTES + record.length;
    this.#note(name, { segment: this.#segment, from: from + FRAME_BYTES, length: record.length, record });
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

  /** Removes the files all of whose batches end at or below a size, but for the one that is being written. */
  async discard(below: number): Promise<void> {
    for (const [segment, end] of this.#ends) {
      if (end > below || (segment === this.#segment && this.#file !== undefined)) continue;
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

  /** Gives back the space of a record that failed, and writes the next one elsewhere. */
  async #abandon(length: number): Promise<void> {
    try {
      await this.#file?.truncate(length);
    } catch {
      // What stays at the end of the file is no whole record, or one that no head names.
    }
    await this.#finish();
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
      const length = bytes.readUInt32BE(from + 4);
      const record = bytes.subarray(from + FRAME_BYTES, from + FRAME_BYTES + length);
      const digest = bytes.subarray(from + 8, from + FRAME_BYTES);
      if (bytes.readUInt32BE(from) !== MAGIC || record.length !== length || record.length < 52) return;
      if (!hash('sha256', record, 'buffer').equals(digest)) return;
      const first = Number(record.readBigUInt64BE(0));
      this.#note({ first, digest }, { segment, from: from + FRAME_BYTES, length, record });
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

function frame(record: Uint8Array): readonly Uint8Array[] {
  const head = Buffer.alloc(FRAME_BYTES);
  head.writeUInt32BE(MAGIC, 0);
  head.writeUInt32BE(record.length, 4);
  head.set(hash('sha256', record, 'buffer'), 8);
  return [head, record];
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
