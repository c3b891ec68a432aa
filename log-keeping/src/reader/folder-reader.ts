// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { LogReader } from '@touchstone/transparency-log';
import { type DiskAccess, localDisk, readIfThere } from '../storage/disk.ts';
import { parsePublicPath } from './public-path.ts';

/** Reads a log from its directory, as any static server would serve it. Only paths of logs are looked at. */
export function folderReader(folder: string, disk: DiskAccess = localDisk): LogReader {
  return (path) => {
    parsePublicPath(path);
    return readIfThere(disk, join(folder, path));
  };
}
