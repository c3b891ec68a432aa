// SPDX-License-Identifier: Apache-2.0
import * as fs from 'node:fs/promises';
import { LogKeepingError } from '../log-keeping-error.ts';

/** What the file driver asks of a file system: that of node:fs/promises, or one that fails on purpose. */
export type DiskAccess = Pick<
  typeof fs,
  'link' | 'mkdir' | 'open' | 'readdir' | 'readFile' | 'rename' | 'rm' | 'rmdir' | 'unlink'
>;

/** The file system of this machine. */
export const localDisk: DiskAccess = fs;

const PASSING: Readonly<Record<string, 'NO_SPACE' | 'READ_ONLY'>> = {
  ENOSPC: 'NO_SPACE',
  EDQUOT: 'NO_SPACE',
  EROFS: 'READ_ONLY',
  EACCES: 'READ_ONLY',
  EPERM: 'READ_ONLY',
};

/** A failure of the file system in the words of this package; what is no failure of it is given back. */
export function storageError(error: unknown, at: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (error instanceof LogKeepingError || !/^E[A-Z0-9]+$/.test(String(code))) return error;
  const passing = PASSING[code as string];
  if (passing === 'NO_SPACE') {
    return new LogKeepingError('NO_SPACE', 'the disk is full; make space, nothing was lost', { at, cause: error });
  }
  if (passing === 'READ_ONLY') {
    return new LogKeepingError('READ_ONLY', 'the disk takes no writing; mount it for writing, nothing was lost', {
      at,
      cause: error,
    });
  }
  return new LogKeepingError('STORAGE_FAILED', `the disk answers ${code}`, { at, cause: error });
}

/** Runs an act on the disk; its failure comes out as a LogKeepingError. */
export async function onDisk<T>(at: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw storageError(error, at);
  }
}

/** The bytes of a file, or undefined when there is none. */
export async function readIfThere(disk: DiskAccess, path: string): Promise<Uint8Array | undefined> {
  try {
    // A plain array: slice() of a Buffer does not copy.
    const { buffer, byteOffset, length } = await disk.readFile(path);
    return new Uint8Array(buffer, byteOffset, length);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw storageError(error, path);
  }
}

/** Makes the names in a directory durable. Does nothing where directories cannot be opened, as on Windows. */
export async function syncDirectory(disk: DiskAccess, path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await disk.open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
