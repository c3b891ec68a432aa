// SPDX-License-Identifier: Apache-2.0
import { closeSync, existsSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { type CommitRecord, encodeCommit } from './commit-record.ts';
import { type Disk, writeAll } from './disk.ts';
import { FRAMES_AT, type OpenFile, SLOTS_AT } from './page-frames.ts';

/** Opens a file of pages; only this user may read it. */
export function openFile(path: string, flags: 'r+' | 'w+'): OpenFile {
  return { fd: openSync(path, flags, 0o600), path };
}

/** Makes the file with an empty map, whole or not at all, where there is none. */
export async function createMapFile(
  path: string,
  { disk, first }: { readonly disk: Disk; readonly first: Pick<CommitRecord, 'root'> },
): Promise<void> {
  if (existsSync(path)) return;
  const { fd } = openFile(`${path}.new`, 'w+');
  try {
    await writeAll(disk, fd, { bytes: headOf(firstRecord(first)), position: 0 });
    await disk.sync(fd);
  } finally {
    closeSync(fd);
  }
  replaceFile(`${path}.new`, path);
}

/** The two slots, both with this record, up to where the log of pages begins. */
export function headOf(record: CommitRecord): Buffer {
  const head = Buffer.alloc(FRAMES_AT);
  for (const at of SLOTS_AT) encodeCommit(record).copy(head, at);
  return head;
}

/** Puts a file, whose content is durable, in the place of another, durably. */
export function replaceFile(from: string, to: string): void {
  renameSync(from, to);
  const folder = openSync(dirname(to), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function firstRecord({ root }: Pick<CommitRecord, 'root'>): CommitRecord {
  const nothing = { sequence: 0, covers: 0, compactedBytes: FRAMES_AT, previousAt: 0 };
  return { ...nothing, root, end: FRAMES_AT, previousChecksum: new Uint8Array(32) };
}
