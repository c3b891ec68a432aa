// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { DiskAccess } from './disk.ts';

/** Files that are written at the same time; the threads that write are four, and batches need one. */
const WRITERS = 3;

/** A file that is whole and durable beside its place. */
export interface Prepared {
  readonly path: string;
  readonly temporary: string;
}

/**
 * Files that come to their places whole or not at all: written beside them, synchronised, renamed. All are written
 * before the first is synchronised, so that the file system has one commit to make for many of them.
 */
export class PreparedFiles {
  readonly #disk: DiskAccess;
  readonly #directory: string;
  /** In the names of this writer's files alone: one that was only stopped must not write into a file of the next. */
  readonly #mine = randomBytes(4).toString('hex');
  #count = 0;

  /** Requires a directory of the same file system in which nothing else is kept. */
  constructor(disk: DiskAccess, directory: string) {
    this.#disk = disk;
    this.#directory = directory;
  }

  /** Makes files durable beside their places; of what fails, nothing stays. As many are open at once as are given. */
  async prepare(files: readonly { readonly path: string; readonly bytes: Uint8Array }[]): Promise<readonly Prepared[]> {
    const open: (Prepared & { readonly file: FileHandle })[] = [];
    try {
      await inTurns(files, async ({ path, bytes }) => {
        this.#count += 1;
        const temporary = join(this.#directory, `${this.#mine}-${this.#count}`);
        const file = await this.#disk.open(temporary, 'w');
        open.push({ path, temporary, file });
        await file.writeFile(bytes);
      });
      await inTurns(open, ({ file }) => file.datasync());
      await inTurns(open, ({ file }) => file.close());
      return open;
    } catch (error) {
      await Promise.allSettled(open.map(({ file }) => file.close()));
      await this.remove(open);
      throw error;
    }
  }

  /** Puts files into their places; the names become durable with their directories. Of what fails, nothing stays beside. */
  async place(prepared: readonly Prepared[]): Promise<void> {
    try {
      await inTurns(prepared, ({ temporary, path }) => this.#disk.rename(temporary, path));
    } catch (error) {
      await this.remove(prepared);
      throw error;
    }
  }

  /** Removes what was prepared and is not put into its place. */
  async remove(prepared: readonly Prepared[]): Promise<void> {
    await Promise.allSettled(prepared.map(({ temporary }) => this.#disk.rm(temporary, { force: true })));
  }
}

/** A few at a time. Waits for all, and only then says what failed: nothing goes on in the background after a failure. */
export async function inTurns<T>(all: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> {
  const waiting = all.values();
  const worker = async () => {
    for (const one of waiting) await act(one);
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(WRITERS, all.length) }, worker));
  const failed = ends.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
