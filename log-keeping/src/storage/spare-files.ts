// SPDX-License-Identifier: Apache-2.0
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { type DiskAccess, syncDirectory } from './disk.ts';

/** More than two are never needed: one is being written, and those before it are published within an interval or two. */
const SPARES: readonly string[] = ['spare-0', 'spare-1'];
const UNFINISHED = 'spare-unfinished';
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
  /** A name is in neither list while a file is being brought under it or away from it, so that no two take the same. */
  #unused: string[] = [];
  #file: FileHandle | undefined;
  #filled = 0;
  #step: Promise<void> | undefined;
  #failed = false;

  constructor(disk: DiskAccess, directory: string, bytes: number) {
    this.#disk = disk;
    this.#directory = directory;
    this.#bytes = bytes;
  }

  /** Takes over what an earlier process left. */
  async open(names: readonly string[]): Promise<void> {
    this.#ready = SPARES.filter((name) => names.includes(name));
    this.#unused = SPARES.filter((name) => !names.includes(name));
    await this.#disk.rm(join(this.#directory, UNFINISHED), { force: true });
  }

  /** Lets go of a file: as a spare one when it is long enough and one is wanted. */
  async release(name: string, length: number): Promise<void> {
    const path = join(this.#directory, name);
    if (length < this.#bytes) await this.#disk.rm(path, { force: true });
    else await this.#keep(path);
  }

  /** Begins a file under a name that is durable when this resolves: with what a spare one held, or without anything. */
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
    const path = join(this.#directory, UNFINISHED);
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
    try {
      await this.#disk.rename(join(this.#directory, spare), path);
    } catch (error) {
      const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
      (isGone ? this.#unused : this.#ready).push(spare);
      if (isGone) return false;
      throw error;
    }
    this.#unused.push(spare);
    return true;
  }

  async #drop(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    this.#filled = 0;
    if (file === undefined) return;
    await file.close().catch(() => undefined);
    await this.#disk.rm(join(this.#directory, UNFINISHED), { force: true }).catch(() => undefined);
  }
}
