// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFileStore } from '../storage/file-store.ts';
import type { LogStore } from '../storage/log-store.ts';
import { emptyMemoryDisk, openMemoryStore } from '../storage/memory-store.ts';
import type { Log } from './log.ts';
import { auditFiles, entry, openTestLog } from './testing/log-for-tests.ts';
import { StoppingStore } from './testing/stopping-store.ts';

/** Three trees, the second of which fills a tile; returns what was acknowledged. */
async function work(log: Log, acknowledged: number[]): Promise<void> {
  const feed = await log.openFeed();
  const from = feed.covered === undefined ? 0 : Number(feed.covered) + 1;
  for (let index = from; index < 300; ) {
    const batch: Promise<void>[] = [];
    for (const end = Math.min(300, index + (index < 10 ? 10 : 120)); index < end; index += 1) {
      const number = index;
      batch.push(
        feed.append(entry(number), String(number)).sequenced.then((at) => {
          acknowledged[number] = at.index;
        }),
      );
    }
    await Promise.all(batch);
    await log.flush();
  }
}

describe('openLog()', () => {
  it('goes on after a stop between every two steps, without a double, a gap or another byte', async () => {
    const whole = new StoppingStore(openMemoryStore());
    const first = await openTestLog({ store: whole.store });
    await work(first, []);
    await first.close();
    expect(new Set(whole.names.map((name) => name.split(' ')[0]))).toEqual(
      new Set(['writeBatch', 'compareAndSwapHead', 'put', 'publishCheckpoint', 'discard']),
    );
    for (let stopAt = 0; stopAt < whole.steps; stopAt += 1) {
      const disk = emptyMemoryDisk();
      const acknowledged: number[] = [];
      const stopping = new StoppingStore(openMemoryStore(disk), stopAt);
      const log = await openTestLog({ store: stopping.store });
      const ended = await Promise.race([work(log, acknowledged).then(() => 'ended'), stopping.stopped.promise]);
      // What nobody waits for is the only step that may be the last one.
      if (ended === 'ended') expect(whole.names[stopAt]).toBe('discard');

      const again = await openTestLog({ store: openMemoryStore(disk) });
      const { size, covered } = again.status();
      expect(covered).toBe(size === 0 ? undefined : String(size - 1));
      expect(size).toBeGreaterThanOrEqual(acknowledged.length);
      await work(again, []);
      await again.flush();
      await again.close();
      const entries = await auditFiles((path) => disk.files.get(path), disk.files.keys());
      expect(entries.map((each) => Buffer.from(each).readUInt32BE(0))).toEqual(
        Array.from({ length: 300 }, (_, i) => i),
      );
      acknowledged.forEach((at, number) => {
        expect(at).toBe(number);
      });
    }
  });

  it('publishes by itself what was sequenced and not published', async () => {
    const disk = emptyMemoryDisk();
    const log = await openTestLog({ store: openMemoryStore(disk), checkpointInterval: 3_600_000 });
    await log.flush();
    await log.append(entry(0)).sequenced;
    await log.close();
    const again = await openTestLog({ store: openMemoryStore(disk) });
    expect((await again.flush())?.size).toBe(1);
  });

  it.each<[string, (directory: string) => Promise<LogStore>]>([
    ['memory', async () => openMemoryStore()],
    ['files', (directory) => openFileStore(directory)],
  ])('keeps a log in %s that audits from scratch', async (_, open) => {
    const directory = await mkdtemp(join(tmpdir(), 'log-'));
    try {
      const store = await open(directory);
      const log = await openTestLog({ store, batchCount: 100, checkpointInterval: 1 });
      const all = Array.from({ length: 1_000 }, (_, index) => log.append(entry(index)));
      const published = await Promise.all(all.map((each) => each.published));
      expect(published.map(({ index }) => index)).toEqual(all.map((_, index) => index));
      expect(published.every(({ index, tree }) => tree.size > index)).toBe(true);
      await log.flush();
      expect(await auditFiles((path) => store.readFile(path))).toHaveLength(1_000);
      await log.close();
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});
