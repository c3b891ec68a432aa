// SPDX-License-Identifier: Apache-2.0
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StartError } from './start-error.ts';

/** Makes the folder of what must outlive the program, and tries that it can be written to; throws StartError. */
export async function ensureDataDirectory(directory: string): Promise<void> {
  try {
    await makeFolder(directory);
    const probe = join(directory, `.writable-${process.pid}`);
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    const why = codeOf(error) ?? String(error);
    throw new StartError(
      `TOUCHSTONE_DATA: ${directory} cannot be written to (${why}); name a folder that this user owns`,
      error,
    );
  }
}

/** Level by level: `mkdir` with `recursive` never returns for a folder of /proc, whose parent is there and takes none. */
async function makeFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return;
  const parent = dirname(path);
  if (found === undefined && parent !== path) await makeFolder(parent);
  await mkdir(path, { mode: 0o700 }).catch((error) => {
    // Another program that starts at the same moment made it.
    if (codeOf(error) !== 'EEXIST' || found !== undefined) throw error;
  });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
