// SPDX-License-Identifier: Apache-2.0
import { type BigIntStats, readFileSync, statSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { LogKeepingError } from '../log-keeping-error.ts';
import { type DiskAccess, readIfThere, storageError } from './disk.ts';

/**
 * The folder that readers see, as its writer left it: the one that was opened, with the checkpoint that was published last.
 * An older one may be put in the place of it, and what is signed then has tiles that are nowhere. Decision record 0094.
 */
export class PublicFolder {
  readonly #path: string;
  readonly #opened: BigIntStats | undefined;
  /** Stays open, so that no other folder gets its number. */
  readonly #handle: FileHandle | undefined;
  /** What may be found: the checkpoint there, and the one that is being put into its place. */
  #shown: readonly (Uint8Array | undefined)[];
  #lost: LogKeepingError | undefined;

  private constructor(path: string, handle: FileHandle | undefined, shown: Uint8Array | undefined) {
    this.#path = path;
    this.#handle = handle;
    this.#opened = statOf(path);
    this.#shown = [shown];
  }

  /** Begins with the checkpoint that is there, if any. */
  static async open(disk: DiskAccess, path: string): Promise<PublicFolder> {
    // Directories cannot be opened on Windows.
    const handle = process.platform === 'win32' ? undefined : await disk.open(path, 'r');
    try {
      return new PublicFolder(path, handle, await readIfThere(disk, join(path, 'checkpoint')));
    } catch (error) {
      await handle?.close();
      throw error;
    }
  }

  /** Throws HEAD_MOVED where another folder is in its place, or none; and ever after. A few microseconds. */
  requireSame(): void {
    if (this.#lost !== undefined) throw this.#lost;
    const found = statOf(this.#path);
    const isSame = found?.ino === this.#opened?.ino && found?.dev === this.#opened?.dev;
    if (!isSame) throw this.#lose(this.#path, 'another folder is there than this writer opened, or none');
  }

  /** The same, and where another checkpoint is in it than was published last. */
  requireShown(): void {
    this.#checkpointThere();
  }

  /** Puts a checkpoint in the place of the one before. Where that fails, either of both may be there. */
  async replace(note: Uint8Array, place: () => Promise<unknown>): Promise<void> {
    this.#shown = [this.#checkpointThere(), note];
    await place();
    this.#shown = [note];
    this.requireShown();
  }

  async close(): Promise<void> {
    await this.#handle?.close();
  }

  #checkpointThere(): Uint8Array | undefined {
    this.requireSame();
    const path = join(this.#path, 'checkpoint');
    const found = readNow(path);
    const isShown = this.#shown.some((each) => (found === undefined ? each === undefined : sameBytes(found, each)));
    if (!isShown) throw this.#lose(path, 'another checkpoint is there than this writer published last, or none');
    return found;
  }

  #lose(at: string, what: string): LogKeepingError {
    this.#lost = new LogKeepingError('HEAD_MOVED', `${what}; open the log anew`, { at });
    return this.#lost;
  }
}

function statOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    throw storageError(error, path);
  }
}

function sameBytes(found: Buffer, other: Uint8Array | undefined): boolean {
  return other !== undefined && found.equals(other);
}

function readNow(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw storageError(error, path);
  }
}
