// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { LogKeepingError } from '../log-keeping-error.ts';
import { emptyMemoryDisk, openMemoryStore } from '../storage/memory-store.ts';
import type { SubjectMap } from './log.ts';
import { auditFiles, codeOf, entry, openTestLog, signer } from './testing/log-for-tests.ts';
import { failingStore, handClock, noSpace } from './testing/failing-storage.ts';

describe('a store that fails', () => {
  it.each(['writeBatch', 'compareAndSwapHead'] as const)(
    'at %s for a while: nothing is acknowledged, the error says why, and the log goes on',
    async (method) => {
      const disk = emptyMemoryDisk();
      const control = failingStore(disk, method);
      const troubles: unknown[] = [];
      const log = await openTestLog({ store: control.store, onTrouble: (trouble) => troubles.push(trouble) });
      control.failing = noSpace;
      const refused = log.append(entry(0));
      expect([await codeOf(refused.sequenced), await codeOf(refused.published)]).toEqual(['NO_SPACE', 'NO_SPACE']);
      expect(log.status()).toMatchObject({ size: 0, trouble: noSpace });
      expect(troubles).toEqual([noSpace]);
      control.failing = undefined;
      expect(await log.append(entry(1)).sequenced).toEqual({ index: 0 });
      expect(log.status().trouble).toBeUndefined();
      await log.flush();
      await log.close();
      expect(await auditFiles((path) => disk.files.get(path))).toEqual([entry(1)]);
    },
  );

  it.each(['putFiles', 'publishCheckpoint'] as const)(
    'at %s for a while: what is sequenced stays so, and is published later',
    async (method) => {
      const clock = handClock();
      const disk = emptyMemoryDisk();
      const control = failingStore(disk, method);
      const log = await openTestLog({ store: control.store, clock, checkpointInterval: 1_000 });
      control.failing = noSpace;
      const kept = log.append(entry(0));
      await clock.pass(0);
      expect(await kept.sequenced).toEqual({ index: 0 });
      expect(await codeOf(log.flush())).toBe('NO_SPACE');
      expect(log.status()).toMatchObject({ size: 1, published: 0, trouble: noSpace });
      control.failing = undefined;
      await clock.pass(1_000);
      expect((await kept.published).tree.size).toBe(1);
      await log.close();
      expect(await auditFiles((path) => disk.files.get(path))).toEqual([entry(0)]);
    },
  );

  it.each(['writeBatch', 'compareAndSwapHead', 'putFiles', 'publishCheckpoint'] as const)(
    'at %s for good: the log stops, and says so to everybody',
    async (method) => {
      const control = failingStore(emptyMemoryDisk(), method);
      const log = await openTestLog({ store: control.store });
      control.failing = new LogKeepingError('STORAGE_FAILED', 'broken');
      const lost = log.append(entry(0));
      expect(await codeOf(log.flush())).toBe('STORAGE_FAILED');
      expect(await codeOf(lost.published)).toBe('STORAGE_FAILED');
      control.failing = undefined;
      expect(await codeOf(log.append(entry(1)).sequenced)).toBe('STORAGE_FAILED');
      expect(log.status().trouble).toMatchObject({ code: 'STORAGE_FAILED' });
      await log.close();
    },
  );

  it('a signer that fails is asked again', async () => {
    const clock = handClock();
    let answers = false;
    const slow = {
      key: signer.key,
      sign: (message: Uint8Array) => (answers ? signer.sign(message) : Promise.reject(new Error('no key'))),
    };
    const log = await openTestLog({ store: openMemoryStore(), clock, checkpointInterval: 1_000, signers: [slow] });
    const kept = log.append(entry(0));
    await clock.pass(0);
    expect(log.status()).toMatchObject({ size: 1, published: 0 });
    answers = true;
    await clock.pass(1_000);
    expect((await kept.published).tree.size).toBe(1);
    await log.close();
  });
});

describe('a map that fails to take leaves in', () => {
  it('closes no tree: a root without them would be signed for good', async () => {
    const disk = emptyMemoryDisk();
    let added = 0;
    const map: SubjectMap = {
      size: 0,
      add: async () => {
        added += 1;
        if (added === 1) throw new LogKeepingError('CORRUPT', 'the map is damaged');
      },
      commit: async () => new Uint8Array(32).fill(9),
      close: async () => undefined,
    };
    const log = await openTestLog({ store: openMemoryStore(disk), map });
    const first = log.append(entry(0));
    expect(await first.sequenced).toEqual({ index: 0 });
    expect(await codeOf(first.published)).toBe('CORRUPT');
    expect(await codeOf(log.flush())).toBe('CORRUPT');
    expect(added).toBe(1);
    expect(disk.files.has('checkpoint')).toBe(false);
    await log.close();
  });
});
