// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { LogKeepingError, type LogKeepingErrorCode } from '../log-keeping-error.ts';
import { type FileLock, lockFile as lockByKernel } from '../storage/file-lock.ts';
import { MapFileError, type MapFileErrorCode, toMapFileError } from './map-file-error.ts';

const CODES: Readonly<Partial<Record<LogKeepingErrorCode, MapFileErrorCode>>> = {
  LOCKED: 'IN_USE',
  NO_SPACE: 'DISK_FULL',
  READ_ONLY: 'READ_ONLY',
};

/**
 * Lets one writer at a time have a file, by the lock that everything here takes: the kernel keeps it on `<path>.lck`
 * until release, or until the process ends in whatever way. The file stays; only the lock on it says anything.
 */
export function lockFile(path: string): FileLock {
  try {
    return lockByKernel(`${path}.lck`);
  } catch (error) {
    const isThere = existsSync(dirname(path));
    const code = isThere && error instanceof LogKeepingError ? CODES[error.code] : undefined;
    if (code === undefined) throw toMapFileError(error, path);
    const why =
      code === 'IN_USE' ? 'another process, or another place in this one, writes to it' : 'it cannot be locked';
    throw new MapFileError(code, why, { path, cause: error });
  }
}
