// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { emptyMemoryDisk, openMemoryStore } from '../storage/memory-store.ts';
import { codeOf, entry, openTestLog } from './testing/log-for-tests.ts';
import { failingStore, noSpace } from './testing/failing-storage.ts';

describe('openFeed()', () => {
  it('ends with its first refusal, so that no later entry takes the place of an earlier one', async () => {
    const disk = emptyMemoryDisk();
    const control = failingStore(disk, 'writeBatch');
    const log = await openTestLog({ store: control.store });
    const feed = await log.openFeed();
    expect(feed.covered).toBeUndefined();
    await feed.append(entry(0), '0').sequenced;
    control.failing = noSpace;
    expect(await codeOf(feed.append(entry(1), '1').sequenced)).toBe('NO_SPACE');
    control.failing = undefined;
    expect(await codeOf(feed.append(entry(2), '2').sequenced)).toBe('NO_SPACE');
    const next = await log.openFeed();
    expect(next.covered).toBe('0');
    expect(await next.append(entry(1), '1').sequenced).toEqual({ index: 1 });
    expect(log.status()).toMatchObject({ size: 2, covered: '1' });
    await log.close();
  });

  it('ends with the next feed, which begins where nothing of it is under way', async () => {
    const log = await openTestLog({ store: openMemoryStore(), batchAge: 1_000, batchCount: 2 });
    const feed = await log.openFeed();
    const [first, , third] = [0, 1, 2].map((index) => feed.append(entry(index), String(index)));
    const next = await log.openFeed();
    expect(next.covered).toBe('1');
    expect(await first?.sequenced).toEqual({ index: 0 });
    expect(await codeOf(third?.sequenced as Promise<unknown>)).toBe('CLOSED');
    expect(await codeOf(feed.append(entry(3), '3').sequenced)).toBe('CLOSED');
    await log.close();
  });

  it('ends when too much waits, and refuses a mark that is too long', async () => {
    const log = await openTestLog({ store: openMemoryStore(), waitingMax: 1, batchAge: 1_000 });
    const feed = await log.openFeed();
    expect(() => feed.append(entry(0), 'x'.repeat(1_025))).toThrow(RangeError);
    feed.append(entry(0), '0');
    expect(await codeOf(feed.append(entry(1), '1').sequenced)).toBe('BUSY');
    await log.flush();
    expect(await codeOf(feed.append(entry(2), '2').sequenced)).toBe('BUSY');
    expect((await log.openFeed()).covered).toBe('0');
    await log.close();
  });

  it('takes entries without a mark in between, and keeps the last mark', async () => {
    const log = await openTestLog({ store: openMemoryStore() });
    const feed = await log.openFeed();
    feed.append(entry(0), 'm');
    log.append(entry(1));
    await log.flush();
    await log.append(entry(2)).sequenced;
    expect(log.status()).toMatchObject({ size: 3, covered: 'm' });
    await log.close();
  });
});
