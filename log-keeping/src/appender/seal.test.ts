// SPDX-License-Identifier: Apache-2.0
import { parseLeaf } from '@touchstone/statements';
import { describe, expect, it } from 'vitest';
import { emptyMemoryDisk, openMemoryStore } from '../storage/memory-store.ts';
import { openLog } from './open-log.ts';
import { auditFiles, codeOf, entry, ORIGIN, openTestLog, signer, suite } from './testing/log-for-tests.ts';
import { failingStore, noSpace } from './testing/failing-storage.ts';

describe('openLog()', () => {
  it('needs an Ed25519 key with the name of the log', async () => {
    const signers = [{ ...signer, key: { ...signer.key, name: 'other' } }];
    await expect(openLog({ origin: ORIGIN, suite, store: openMemoryStore(), signers })).rejects.toThrow(TypeError);
  });

  it('works by the clock of the process when none is given', async () => {
    const log = await openLog({ origin: ORIGIN, suite, store: openMemoryStore(), signers: [signer] });
    expect((await log.append(entry(0)).published).tree.size).toBe(1);
    const second = log.append(entry(1));
    expect((await log.flush())?.size).toBe(2);
    expect((await second.published).index).toBe(1);
    await log.close();
  });
});

describe('a checkpoint within a batch', () => {
  it('is gone on from: no entry before it is taken a second time', async () => {
    const [published, sequenced] = [emptyMemoryDisk(), emptyMemoryDisk()];
    const first = await openTestLog({ store: openMemoryStore(published) });
    for (let index = 0; index < 5; index += 1) first.append(entry(index));
    await first.flush();
    await first.close();
    const control = failingStore(sequenced, 'putFiles');
    control.failing = noSpace;
    const second = await openTestLog({ store: control.store });
    const all = Array.from({ length: 10 }, (_, index) => second.append(entry(index)));
    await all[9]?.sequenced;
    await second.close();
    const disk = { ...sequenced, files: published.files };
    const log = await openTestLog({ store: openMemoryStore(disk) });
    expect(log.status()).toMatchObject({ size: 10 });
    await log.flush();
    await log.close();
    const found = await auditFiles((path) => disk.files.get(path));
    expect(found).toEqual(Array.from({ length: 10 }, (_, index) => entry(index)));
  });
});

describe('seal()', () => {
  it('ends a shard, and the next one begins by saying so', async () => {
    const disk = emptyMemoryDisk();
    const log = await openTestLog({ store: openMemoryStore(disk) });
    log.append(entry(0));
    const end = await log.seal();
    expect(end).toMatchObject({ origin: ORIGIN, size: 1 });
    expect(await codeOf(log.append(entry(1)).sequenced)).toBe('SEALED');
    await log.close();
    const again = await openTestLog({ store: openMemoryStore(disk) });
    expect(again.status().sealed).toBe(true);
    expect(await codeOf(again.append(entry(1)).sequenced)).toBe('SEALED');
    expect(await again.seal()).toEqual(end);
    await again.close();

    const next = emptyMemoryDisk();
    const shard = await openTestLog({ store: openMemoryStore(next), predecessor: end });
    await shard.append(entry(1)).sequenced;
    await shard.close();
    const reopened = await openTestLog({ store: openMemoryStore(next), predecessor: end });
    await reopened.flush();
    const [start, ...rest] = await auditFiles((path) => next.files.get(path));
    expect(parseLeaf(start as Uint8Array)).toEqual({ type: 'shard-start', ...end });
    expect(rest).toEqual([entry(1)]);
    await reopened.close();
    const other = { ...end, size: 2 };
    expect(await codeOf(openTestLog({ store: openMemoryStore(next), predecessor: other }))).toBe('WRONG_LOG');
    expect(await codeOf(openTestLog({ store: openMemoryStore(disk), predecessor: end }))).toBe('WRONG_LOG');
  });

  it('ends a shard that never had an entry', async () => {
    const log = await openTestLog({ store: openMemoryStore() });
    expect(await log.seal()).toMatchObject({ size: 0, root: suite.sha256(new Uint8Array()) });
    await log.close();
  });
});
