// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { emptyMemoryDisk, openMemoryStore } from '../storage/memory-store.ts';
import { codeOf, entry, openTestLog } from './testing/log-for-tests.ts';
import { snapshot } from './testing/failing-storage.ts';

/** A log of which one tree is published, and an entry more is sequenced. */
async function left() {
  const disk = emptyMemoryDisk();
  const log = await openTestLog({ store: openMemoryStore(disk) });
  log.append(entry(0));
  await log.flush();
  await log.append(entry(1)).sequenced;
  const kept = snapshot(disk);
  await log.close();
  return kept;
}

describe('a log that is opened unconfirmed', () => {
  it('is read, and neither takes nor publishes anything until it is confirmed', async () => {
    const log = await openTestLog({ store: openMemoryStore(await left()), unconfirmed: true });
    expect(log.status()).toMatchObject({ size: 2, published: 1, confirmed: false, trouble: { code: 'UNCONFIRMED' } });
    expect(await log.read('checkpoint')).toBeDefined();
    expect(await codeOf(log.append(entry(2)).sequenced)).toBe('UNCONFIRMED');
    const feed = await log.openFeed();
    expect(await codeOf(feed.append(entry(2), 'mark').sequenced)).toBe('UNCONFIRMED');
    expect(await codeOf(log.flush())).toBe('UNCONFIRMED');
    expect(await codeOf(log.seal())).toBe('UNCONFIRMED');
    expect(log.status()).toMatchObject({ size: 2, published: 1 });
    log.confirm();
    expect((await log.flush())?.size).toBe(2);
    expect(log.status()).toMatchObject({ confirmed: true, trouble: undefined });
    log.append(entry(2));
    expect((await log.flush())?.size).toBe(3);
    await log.close();
  });

  it('answers flush() with its tree where nothing is left to publish', async () => {
    const disk = emptyMemoryDisk();
    const before = await openTestLog({ store: openMemoryStore(disk) });
    before.append(entry(0));
    await before.flush();
    await before.close();
    const log = await openTestLog({ store: openMemoryStore(disk), unconfirmed: true });
    expect((await log.flush())?.size).toBe(1);
    await log.close();
  });

  it('is stopped for good by what others have seen, and not confirmed after that', async () => {
    const log = await openTestLog({ store: openMemoryStore(await left()), unconfirmed: true });
    expect(await codeOf(log.checkKnown({ size: 3 }))).toBe('ROLLED_BACK');
    log.confirm();
    expect(await codeOf(log.append(entry(2)).sequenced)).toBe('ROLLED_BACK');
    expect(log.status().published).toBe(1);
    await log.close();
  });

  it('is what an open log becomes that is held: what waits is refused, and it goes on once confirmed', async () => {
    const log = await openTestLog({ store: openMemoryStore(emptyMemoryDisk()) });
    log.append(entry(0));
    await log.flush();
    const feed = await log.openFeed();
    const waiting = feed.append(entry(1), 'mark').sequenced;
    const flushed = log.flush();
    log.hold();
    expect(await codeOf(flushed)).toBe('UNCONFIRMED');
    // The batch under way is sequenced, and published only after confirm().
    await waiting.catch(() => {});
    expect(await codeOf(feed.append(entry(2), 'mark').sequenced)).toBe('UNCONFIRMED');
    expect(await codeOf(log.append(entry(2)).sequenced)).toBe('UNCONFIRMED');
    expect(log.status()).toMatchObject({ published: 1, confirmed: false, trouble: { code: 'UNCONFIRMED' } });
    log.confirm();
    await log.flush();
    const { size, published, trouble } = log.status();
    expect([published, trouble]).toEqual([size, undefined]);
    await log.close();
  });
});
