// SPDX-License-Identifier: Apache-2.0
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { localDisk, onDisk, syncDirectory } from '../storage/disk.ts';

/** Writes a text so that a kill leaves the old file or the new one, and a power cut takes neither. */
export async function keepFile(path: string, text: string): Promise<void> {
  await onDisk(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    const file = await localDisk.open(`${path}.new`, 'w', 0o644);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await localDisk.rename(`${path}.new`, path);
    await syncDirectory(localDisk, dirname(path));
  });
}
