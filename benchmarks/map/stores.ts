// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { MapFile } from '@touchstone/log-keeping/map-file';
import { type MapUpdate, proveLookup } from '@touchstone/transparency-log/map';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { open } from 'lmdb';

/** What is measured of a store. */
export interface Store {
  /** Durable when it returns. */
  commit(updates: readonly MapUpdate[]): Promise<void>;
  /** What it does beside its batches. */
  tidy?(): Promise<void>;
  /** Takes back the space of what is out of use, whether that is due or not. */
  compact?(): Promise<void>;
  prove?(key: Uint8Array): void;
  bytesWritten(): number;
  close(): Promise<void>;
}

/** The map with its hashes and proofs. */
export async function openMap(path: string): Promise<Store> {
  const suite = nodeLogSuite;
  const map = await MapFile.open({ path, suite });
  return {
    commit: async (updates) => {
      await map.commit(updates, map.newest.covers + updates.length);
    },
    tidy: async () => {
      if (map.isCompactionDue) await map.compact();
    },
    compact: () => map.compact(),
    prove: (key) => void proveLookup(suite, map.newest, key),
    bytesWritten,
    close: () => map.close(),
  };
}

/** LMDB as a plain table of the same keys and values: what the updates cost where nothing is to be proved. */
export async function openLmdb(path: string): Promise<Store> {
  const table = open<Buffer, Buffer>({ path, encoding: 'binary', keyEncoding: 'binary', noSubdir: true });
  return {
    commit: async (updates) => {
      await table.transaction(() => {
        for (const { key, value, annex = value } of updates) {
          table.put(Buffer.from(key), Buffer.concat([value, annex]));
        }
      });
      await table.flushed;
    },
    bytesWritten,
    close: () => table.close(),
  };
}

/** What this process has handed to the disk, as the kernel counts it; pages written through a mapping included. */
function bytesWritten(): number {
  if (process.platform !== 'linux') return Number.NaN;
  return Number(/^write_bytes: (\d+)/m.exec(readFileSync('/proc/self/io', 'latin1'))?.[1]);
}
