// SPDX-License-Identifier: Apache-2.0
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { decodeEntries, encodeBundle, type LogReader, type LogSuite } from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import { readEntries } from '../reader/read-entries.ts';
import { localDisk, onDisk, syncDirectory } from '../storage/disk.ts';

/** How much of a file of leaves counts: what is behind it is of a look that was cut off. */
export interface KeptLeaves {
  readonly entries: number;
  readonly bytes: number;
}

export const NO_LEAVES: KeptLeaves = { entries: 0, bytes: 0 };

/**
 * leaves = *(uint16 length, big-endian ‖ entry)
 * C2SP tlog-tiles v0.1.0, Log entries, of a whole log in one file that only grows: with it, whoever has the evidence
 * makes the tree anew and knows that no leaf is missing. Appends up to `size`; synchronised before it is answered.
 */
export async function appendLeaves(
  suite: LogSuite,
  path: string,
  of: { readonly kept: KeptLeaves; readonly size: number; readonly read: LogReader },
): Promise<KeptLeaves> {
  const { size, read } = of;
  return onDisk(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    const file = await localDisk.open(path, 'a+', 0o644);
    try {
      // One that lost its end is made anew: the log itself is beside it.
      const kept = (await file.stat()).size < of.kept.bytes ? NO_LEAVES : of.kept;
      if (size <= kept.entries) return kept;
      await file.truncate(kept.bytes);
      let { bytes } = kept;
      for await (const entries of readEntries(suite, { from: kept.entries, size, read })) {
        const chunk = encodeBundle(entries.map(({ entry }) => entry));
        await file.appendFile(chunk);
        bytes += chunk.length;
      }
      await file.sync();
      await syncDirectory(localDisk, dirname(path));
      return { entries: size, bytes };
    } finally {
      await file.close();
    }
  });
}

/** The entries of a file of leaves, as many as count; CORRUPT when it has fewer, or a part of one. */
export async function readLeaves(path: string, { entries: count, bytes }: KeptLeaves): Promise<Iterable<Uint8Array>> {
  const all = await readFile(path);
  const { entries, length } = decodeEntries(all.subarray(0, bytes), count);
  if (entries.length !== count || length !== bytes) {
    throw new LogKeepingError('CORRUPT', `${entries.length} whole entries, and ${count} are described`, { at: path });
  }
  return entries;
}
