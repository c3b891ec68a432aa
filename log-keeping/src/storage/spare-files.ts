// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { type DiskAccess, syncDirectory } from './disk.ts';

/** More than two are never needed: one is being written, and those before it are published within an interval or two. */
const SPARES: readonly string[] = ['spare-0', 'spare-1'];
const UNFINISHED = 'spare-unfinished';
const PREFIX = 'spare-';
const NO_LINKS: readonly string[] = ['ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EPERM', 'EMLINK'];
const STEP_BYTES = 1024 * 1024;

/**
 * Files of full length that hold nothing any more. Writing over one changes neither its length nor its place on the
 * disk, so that a synchronisation need not wait for the file system's own records, and for the tiles that these wait for.
 */
export class SpareFiles {
  readonly #disk: DiskAccess;
  readonly #directory: string;
  readonly #bytes: number;
  #ready: string[] = [];
  /** Of this process alone: no other takes a file of it, to write over what both then have. */
  readonly #mine = randomBytes(4).toString('hex');
  /** A name is in neither list while a file is being brought under it or away from it, so that no two take the same. */
  #unused: string[] = SPARES.map((each) => `${each}-${this.#mine}`);
  #file: FileHandle | undefined;
  #filled = 0;
  #step: Promise<void> | undefined;
  #failed = false;

  constructor(disk: DiskAccess, directory: string, bytes: number) {
    this.#disk = disk;
    this.#directory = directory;
    this.#bytes = bytes;
  }

  /** Lets go of what an earlier process left: where it was only stopped, it may still have such a file open. */
  async open(names: readonly string[]): Promise<void> {
    for (const name of names.filter((each) => each.startsWith(PREFIX))) {
      await this.#disk.rm(join(this.#directory, name), { force: true });
    }
  }

  /** Lets go of a file: as a spare one when it is long enough and one is wanted. */
  async release(name: string, length: number): Promise<void> {
    const path = join(this.#directory, name);
    if (length < this.#bytes) await this.#disk.rm(path, { force: true });
    else await this.#keep(path);
  }

  /**
   * Begins a file under a name that is durable when this resolves: with what a spare one held, or without anything.
   * EEXIST where there is one of that name.
   */
  async begin(name: string): Promise<FileHandle> {
    const path = join(this.#directory, name);
    this.#failed = false;
    const file = await this.#disk.open(path, (await this.#takeSpare(path)) ? 'r+' : 'wx');
    try {
      await syncDirectory(this.#disk, this.#directory);
      return file;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /**
   * Has a spare file ready when the one being written is full, and fills it little by little beside that: zeros are
   * written as fast as batches, over the second half of a file. A disk without space for it goes without.
   */
  keepReady(written: number): void {
    const due = Math.min(this.#bytes, 2 * (written - this.#bytes / 2));
    if (this.#ready.length > 0 || this.#step !== undefined || this.#failed || due <= this.#filled) return;
    this.#step = this.#fill()
      .catch(() => {
        this.#failed = true;
        return this.#drop();
      })
      .finally(() => {
        this.#step = undefined;
      });
  }

  async close(): Promise<void> {
    await this.#step;
    await this.#drop();
  }

  get #stepBytes(): number {
    return Math.min(STEP_BYTES, this.#bytes / 2);
  }

  async #fill(): Promise<void> {
    const path = join(this.#directory, `${UNFINISHED}-${this.#mine}`);
    this.#file ??= await this.#disk.open(path, 'w');
    const zeros = new Uint8Array(Math.min(this.#stepBytes, this.#bytes - this.#filled));
    await this.#file.write(zeros, 0, zeros.length, this.#filled);
    await this.#file.datasync();
    this.#filled += zeros.length;
    if (this.#filled < this.#bytes) return;
    const file = this.#file;
    this.#file = undefined;
    this.#filled = 0;
    await file.close();
    await this.#keep(path);
  }

  /** Keeps a file as a spare one, or removes it where there are enough. */
  async #keep(path: string): Promise<void> {
    const spare = this.#unused.shift();
    if (spare === undefined) return this.#disk.rm(path, { force: true });
    try {
      await this.#disk.rename(path, join(this.#directory, spare));
    } catch (error) {
      this.#unused.push(spare);
      throw error;
    }
    this.#ready.push(spare);
  }

  /** Brings a spare file to its place; false where there is none, or somebody has removed it. */
  async #takeSpare(path: string): Promise<boolean> {
    const spare = this.#ready.shift();
    if (spare === undefined) return false;
    const from = join(this.#directory, spare);
    try {
      // A name is given once: to rename would put this file in the place of another writer's.
      await this.#disk.link(from, path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const isGone = code === 'ENOENT';
      (isGone ? this.#unused : this.#ready).push(spare);
      // A file system without links goes without spare files.
      if (isGone || NO_LINKS.includes(code as string)) return false;
      throw error;
    }
    // Under both names it would be written over as a spare one.
    await this.#disk.unlink(from);
    this.#unused.push(spare);
    return true;
  }

  async #drop(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    this.#filled = 0;
    if (file === undefined) return;
    await file.close().catch(() => undefined);
    await this.#disk.rm(join(this.#directory, `${UNFINISHED}-${this.#mine}`), { force: true }).catch(() => undefined);
  }
}
