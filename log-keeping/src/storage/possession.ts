// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogKeepingError } from '../log-keeping-error.ts';
import { type DiskAccess, onDisk, storageError } from './disk.ts';
import { type FileLock, lockFile } from './file-lock.ts';

/** That this writer, and nobody after it, has a folder. */
export interface Possession {
  /**
   * Throws LOCKED where somebody has opened the folder since, or taken away what says whose it is; and ever after.
   * Whoever opens writes its word before it reads: what was written before this resolves, all who come later have read.
   */
  require(): void;
  release(): void;
}

/**
 * Takes a folder: by a lock of the operating system, which one live process has, and by a word in a file that says who
 * has opened it last. The lock says so before anything is written, and may be removed by whoever may remove files; the
 * word stays true then. Decision record 0094. LOCKED, READ_ONLY, NO_SPACE.
 */
export async function takePossession(disk: DiskAccess, folder: string): Promise<Possession> {
  const path = join(folder, 'writer');
  const lock = lockFile(join(folder, 'lock'));
  const word = new TextEncoder().encode(`${randomUUID()}\n`);
  let lost: LogKeepingError | undefined;
  try {
    await onDisk(path, () => writeWord(disk, path, word));
  } catch (error) {
    lock.release();
    throw error;
  }
  return {
    // At once: a few microseconds, where a thread would have to be waited for that synchronises a tile.
    require() {
      if (lost !== undefined) throw lost;
      const found = readWord(path);
      const isOurs = found?.equals(word) === true;
      if (isOurs && isHeld(lock, path)) return;
      const what =
        found === undefined || isOurs
          ? 'the lock of this writer was taken away; open the log anew'
          : 'another writer has opened this log; one at a time';
      lost = new LogKeepingError('LOCKED', what, { at: folder });
      throw lost;
    },
    release: () => lock.release(),
  };
}

function readWord(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw storageError(error, path);
  }
}

function isHeld(lock: FileLock, at: string): boolean {
  try {
    return lock.isHeld();
  } catch (error) {
    throw storageError(error, at);
  }
}

/** In the place of the word before, which is as long: a full disk has room for it. It need not outlive a power cut: no writer does. */
async function writeWord(disk: DiskAccess, path: string, word: Uint8Array): Promise<void> {
  const file = await disk.open(path, 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return disk.open(path, 'w', 0o600);
  });
  try {
    await file.writeFile(word);
  } finally {
    await file.close();
  }
}
