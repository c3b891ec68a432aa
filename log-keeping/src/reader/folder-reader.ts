// SPDX-License-Identifier: Apache-2.0
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogReader } from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import { storageError } from '../storage/disk.ts';
import { FILE_BYTES_MAX } from './file-sizes.ts';
import { parsePublicPath } from './public-path.ts';

/**
 * Reads a log from its directory, as any static server would serve it. Only paths of logs are looked at. The directory may be
 * a stranger's: what is no ordinary file is not there, and one that is longer than any of its kind is CORRUPT and not read.
 */
export function folderReader(folder: string): LogReader {
  return async (path) => {
    const { kind } = parsePublicPath(path);
    const place = join(folder, path);
    try {
      // A pipe that nobody writes into would be waited for when it is opened.
      const file = await open(place, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      try {
        const found = await file.stat();
        if (!found.isFile()) return undefined;
        if (found.size > FILE_BYTES_MAX[kind]) {
          const most = `${found.size} bytes, and a file of this kind has ${FILE_BYTES_MAX[kind]} at most`;
          throw new LogKeepingError('CORRUPT', most, { at: place });
        }
        // A plain array: slice() of a Buffer does not copy.
        const { buffer, byteOffset, length } = await file.readFile();
        return new Uint8Array(buffer, byteOffset, length);
      } finally {
        await file.close();
      }
    } catch (error) {
      if (error instanceof LogKeepingError) throw error;
      if (NOT_THERE.includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
      throw storageError(error, place);
    }
  };
}

/** No such file, a file in the place of a directory, a directory where none is opened, links in a circle, a pipe or socket. */
const NOT_THERE = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENXIO'];
