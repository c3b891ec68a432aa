// SPDX-License-Identifier: Apache-2.0
import { LogKeepingError } from '../log-keeping-error.ts';
import { batchFileName } from './batch.ts';
import { decodeHead, encodeHead, type LogHead, sameHead } from './head.ts';
import type { LogStore } from './log-store.ts';

/** What a log in memory consists of; it outlives the store, as a disk outlives a process. */
export interface MemoryDisk {
  readonly files: Map<string, Uint8Array>;
  readonly batches: Map<string, { readonly end: number; readonly record: Uint8Array }>;
  head?: Uint8Array;
}

/** A disk without anything on it. */
export function emptyMemoryDisk(): MemoryDisk {
  return { files: new Map(), batches: new Map() };
}

/** A log kept in memory, for tests and trials: every promise of LogStore but durability. */
export function openMemoryStore(disk: MemoryDisk = emptyMemoryDisk()): LogStore {
  const readHead = (): LogHead | undefined => (disk.head === undefined ? undefined : decodeHead(disk.head));
  return {
    readHead: async () => readHead(),
    writeBatch: async (name, record) => {
      const count = new DataView(record.buffer, record.byteOffset).getUint32(48);
      disk.batches.set(batchFileName(name), { end: name.first + count, record: record.slice() });
    },
    readBatch: async (name) => disk.batches.get(batchFileName(name))?.record,
    compareAndSwapHead: async (expected, next) => {
      if (!sameHead(readHead(), expected)) {
        throw new LogKeepingError('HEAD_MOVED', 'another writer has swapped the head', { at: 'head' });
      }
      disk.head = encodeHead(next);
    },
    putFiles: async (files) => {
      for (const { path, bytes } of files) disk.files.set(path, bytes.slice());
    },
    readFile: async (path) => disk.files.get(path),
    publishCheckpoint: async (note) => {
      disk.files.set('checkpoint', note.slice());
    },
    discard: async ({ below, paths }) => {
      for (const [name, { end }] of disk.batches) if (end <= below) disk.batches.delete(name);
      for (const path of paths) disk.files.delete(path);
    },
    close: async () => undefined,
  };
}
