// SPDX-License-Identifier: Apache-2.0
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { LogKeepingError } from '../log-keeping-error.ts';
import { batchFileName } from './batch.ts';
import { drawFileMark, encodeFrame, type FileMark, framesOf, otherFormatOf, RECORD_FROM } from './batch-frames.ts';
import { type DiskAccess, storageError } from './disk.ts';
import { type BatchName, decodeHead, encodeHead, type LogHead } from './head.ts';
import { SpareFiles } from './spare-files.ts';

/** After so many bytes another file is begun, so that the older ones can be let go of. */
const SEGMENT_BYTES = 16 * 1024 * 1024;

/** A batch, a head, or a batch and the head that names it. */
export interface Committed {
  readonly batch?: { readonly name: BatchName; readonly record: Uint8Array } | undefined;
  readonly head?: LogHead | undefined;
}

interface Place {
  readonly segment: number;
  readonly from: number;
  readonly length: number;
}

interface StoredHead {
  readonly head: LogHead;
  readonly place: Place;
}

/** A file: how long it is, and where the last of its batches ends. */
interface Segment {
  end: number;
  length: number;
  /** False for a file that another process began, and may still have open. */
  readonly isSpareable: boolean;
}

/**
 * The write-ahead log of a log: batches and heads one after another in numbered files, the newest head last. A file is
 * only ever written by the process that began it; what a torn or failed write leaves at its end is skipped by
 * whoever reads it, and so is what the file held when it had another number.
 */
export class BatchFiles {
  readonly #disk: DiskAccess;
  readonly #directory: string;
  readonly #places = new Map<string, Place>();
  readonly #segments = new Map<number, Segment>();
  readonly #spares: SpareFiles;
  readonly #segmentBytes: number;
  #head: StoredHead | undefined;
  /** The one before, where it is in the same file. */
  #headBefore: StoredHead | undefined;
  #segment = 0;
  /** Of the file being written. */
  #mark: FileMark = drawFileMark(0);
  #file: FileHandle | undefined;
  #length = 0;
  #discarding: Promise<void> = Promise.resolve();

  private constructor(disk: DiskAccess, directory: string, segmentBytes: number) {
    this.#disk = disk;
    this.#directory = directory;
    this.#segmentBytes = segmentBytes;
    this.#spares = new SpareFiles(disk, directory, segmentBytes);
  }

  /** Reads what there is. Requires the directory. UNKNOWN_FORMAT, and nothing touched, for files of another format. */
  static async open(disk: DiskAccess, directory: string, segmentBytes = SEGMENT_BYTES): Promise<BatchFiles> {
    const files = new BatchFiles(disk, directory, segmentBytes);
    const names = await disk.readdir(directory);
    for (const name of names.filter((each) => /^\d{12}\.batches$/.test(each)).sort()) {
      const segment = Number(name.slice(0, 12));
      files.#scan(segment, await disk.readFile(join(directory, name)));
      files.#segment = segment;
    }
    await files.#spares.open(names);
    // Its process may have been killed between writing and synchronising: what is read here is built upon.
    const last = files.#head?.place.segment ?? files.#segment;
    if (last > 0) await syncFile(disk, files.#pathOf(last));
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
    const headRecord = head === undefined ? undefined : encodeHead(head);
    const parts = [
      ...(batch === undefined
        ? []
        : encodeFrame('batch', this.#mark, { record: batch.record, digest: batch.name.digest })),
      ...(headRecord === undefined ? [] : encodeFrame('head', this.#mark, { record: headRecord })),
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
      this.#note(name, { segment: this.#segment, from: from + RECORD_FROM, record });
    }
    if (head !== undefined && headRecord !== undefined) {
      const { length } = headRecord;
      this.#headBefore = this.#head?.place.segment === this.#segment ? this.#head : undefined;
      this.#head = { head, place: { segment: this.#segment, from: this.#length - length, length } };
    }
    if (this.#length >= this.#segmentBytes) await this.#finish();
    else this.#spares.keepReady(this.#length);
  }

  async read(name: BatchName): Promise<Uint8Array | undefined> {
    const place = this.#places.get(batchFileName(name));
    return place === undefined ? undefined : (await this.#readAt(place.segment, [place]))[0];
  }

  /**
   * Whether the head that was written last is on the disk, where whoever opens the files next will find it, and the one
   * before it, so that nothing between was put back.
   */
  async holdsHead(): Promise<boolean> {
    const heads = [this.#headBefore, this.#head].filter((each) => each !== undefined);
    const [first] = heads;
    if (first === undefined) return true;
    try {
      const found = await this.#readAt(
        first.place.segment,
        heads.map(({ place }) => place),
      );
      return heads.every(
        ({ head }, at) => found[at] !== undefined && Buffer.compare(found[at], encodeHead(head)) === 0,
      );
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw error;
    }
  }

  async #readAt(segment: number, places: readonly Place[]): Promise<readonly (Uint8Array | undefined)[]> {
    const file = await this.#disk.open(this.#pathOf(segment), 'r');
    try {
      const found: (Uint8Array | undefined)[] = [];
      for (const { from, length } of places) {
        const record = new Uint8Array(length);
        const { bytesRead } = await file.read(record, 0, length, from);
        found.push(bytesRead === length ? record : undefined);
      }
      return found;
    } finally {
      await file.close();
    }
  }

  /** Lets go of the files all of whose batches end at or below a size, but for that of the head and the one being written. */
  discard(below: number): Promise<void> {
    const turn = this.#discarding.then(() => this.#discardNow(below));
    this.#discarding = turn.catch(() => undefined);
    return turn;
  }

  async #discardNow(below: number): Promise<void> {
    for (const [segment, { end, length, isSpareable }] of this.#segments) {
      if (
        end > below ||
        segment === this.#head?.place.segment ||
        (segment === this.#segment && this.#file !== undefined)
      )
        continue;
      // A number is used once where its file is written over: the next one is larger than that of the head.
      const isSpare = isSpareable && segment < (this.#head?.place.segment ?? 0);
      await this.#spares.release(nameOf(segment), isSpare ? length : 0);
      this.#segments.delete(segment);
      for (const [name, place] of this.#places) if (place.segment === segment) this.#places.delete(name);
    }
  }

  async close(): Promise<void> {
    await this.#finish();
    await this.#discarding;
    await this.#spares.close();
  }

  async #begin(): Promise<FileHandle> {
    const segment = this.#segment + 1;
    try {
      this.#file = await this.#spares.begin(nameOf(segment));
      return this.#file;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw otherWriter(this.#pathOf(segment));
      throw storageError(error, this.#pathOf(segment));
    } finally {
      // Its number is used up, whatever came of it: where it failed, what may be there is let go of like any other.
      this.#segment = segment;
      this.#mark = drawFileMark(segment);
      this.#length = 0;
      this.#segments.set(segment, { end: 0, length: 0, isSpareable: true });
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
    const segment = this.#segments.get(this.#segment);
    if (file !== undefined && segment !== undefined) segment.length = this.#length;
    try {
      await file?.close();
    } catch {
      // Every record in it that counts was synchronised before.
    }
  }

  #scan(segment: number, bytes: Buffer): void {
    const other = otherFormatOf(bytes);
    if (other !== undefined) throw unknownFormat(this.#pathOf(segment), other);
    this.#segments.set(segment, { end: 0, length: bytes.length, isSpareable: false });
    for (const { kind, record, digest, from } of framesOf(bytes, segment)) {
      if (kind === 'head') this.#head = { head: decodeHead(record), place: { segment, from, length: record.length } };
      else this.#note({ first: Number(record.readBigUInt64BE(0)), digest }, { segment, from, record });
    }
  }

  #note(name: BatchName, { segment, from, record }: Omit<Place, 'length'> & { readonly record: Uint8Array }): void {
    const count = new DataView(record.buffer, record.byteOffset).getUint32(48);
    this.#places.set(batchFileName(name), { segment, from, length: record.length });
    const found = this.#segments.get(segment);
    if (found !== undefined) found.end = Math.max(name.first + count, found.end);
  }

  #pathOf(segment: number): string {
    return join(this.#directory, nameOf(segment));
  }
}

function nameOf(segment: number): string {
  return `${String(segment).padStart(12, '0')}.batches`;
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

/** A number is used once: whoever has used this one read the same files, and goes on from them. */
function otherWriter(at: string): LogKeepingError {
  return new LogKeepingError('HEAD_MOVED', 'another writer has begun this file', { at });
}

/** Opened as empty, a log of that format would be begun a second time. */
function unknownFormat(at: string, begins: string): LogKeepingError {
  const shown = /^[!-~]+$/.test(begins) ? begins : Buffer.from(begins, 'latin1').toString('hex');
  const whose = /^TS[BH]2$/.test(begins) ? ', of a program that was in no release' : '';
  const message = `it begins with ${shown}${whose}; TSB3 and TSB1 are read here: open the log with the program that wrote it, or, where nobody has seen any of it, put its folder away and begin it anew`;
  return new LogKeepingError('UNKNOWN_FORMAT', message, { at });
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
