// SPDX-License-Identifier: Apache-2.0
import { LogKeepingError } from '../../log-keeping-error.ts';
import type { LogStore } from '../../storage/log-store.ts';
import { type MemoryDisk, openMemoryStore } from '../../storage/memory-store.ts';
import type { LogClock } from '../log.ts';

/** Time that passes when it is told to. */
export function handClock(): LogClock & {
  pass(milliseconds: number): Promise<void>;
  spend(milliseconds: number): void;
} {
  let now = 0;
  const waiting = new Set<{ at: number; run: () => void }>();
  return {
    now: () => now,
    after: (milliseconds, run) => {
      const one = { at: now + milliseconds, run };
      waiting.add(one);
      return () => waiting.delete(one);
    },
    /** Time that something takes, and in which no timer comes to its turn. */
    spend: (milliseconds) => {
      now += milliseconds;
    },
    pass: async (milliseconds) => {
      now += milliseconds;
      for (const one of [...waiting]) {
        if (one.at <= now && waiting.delete(one)) one.run();
      }
      // A turn in memory is over within a few rounds of the event loop.
      for (let round = 0; round < 20; round += 1) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/** A copy of a disk as it is now. */
export function snapshot(disk: MemoryDisk): MemoryDisk {
  const copy = { files: new Map(disk.files), batches: new Map(disk.batches) };
  return disk.head === undefined ? copy : { ...copy, head: disk.head };
}

/** A store of which one method fails while `failing` is set. */
export function failingStore(
  disk: MemoryDisk,
  method: 'writeBatch' | 'compareAndSwapHead' | 'putFiles' | 'publishCheckpoint',
) {
  const inner = openMemoryStore(disk);
  const control: { failing: Error | undefined; store: LogStore } = { failing: undefined, store: inner };
  control.store = {
    ...inner,
    [method]: async (...given: never[]) => {
      if (control.failing !== undefined) throw control.failing;
      return (inner[method] as (...all: never[]) => Promise<void>)(...given);
    },
  };
  return control;
}

/** What a store says whose disk is full. */
export const noSpace = new LogKeepingError('NO_SPACE', 'full');
