// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { codeOf, entry } from '../appender/testing/log-for-tests.ts';
import { LogKeepingError } from '../log-keeping-error.ts';
import { decodeBatch, encodeBatch, nameOfBatch } from './batch.ts';
import { openFileStore } from './file-store.ts';
import { decodeHead, encodeHead, type LogHead, NO_BATCH, sameHead } from './head.ts';
import type { LogStore } from './log-store.ts';
import { emptyMemoryDisk, openMemoryStore } from './memory-store.ts';
import { openObjectStore } from './object-store.ts';
import { startObjectServer } from './testing/object-server.ts';

const HEAD: LogHead = {
  origin: 'log.test',
  size: 2,
  root: new Uint8Array(32).fill(1),
  batch: { first: 0, digest: new Uint8Array(32).fill(2) },
  published: 0,
};
const RECORD = encodeBatch({ first: 0, previous: NO_BATCH, entries: [entry(0), entry(1)] });
const NAME = nameOfBatch(0, RECORD);
const LATER = encodeBatch({ first: 2, previous: NAME, entries: [entry(2)] });
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (given: Uint8Array | undefined) => given && new TextDecoder().decode(given);

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Each opens the same place anew, every time that it is called. */
const PLACES: Record<string, () => Promise<() => Promise<LogStore>>> = {
  memory: async () => {
    const disk = emptyMemoryDisk();
    return async () => openMemoryStore(disk);
  },
  files: async () => {
    const directory = await mkdtemp(join(tmpdir(), 'log-'));
    ends.push(() => rm(directory, { recursive: true, force: true }));
    return () => openFileStore(directory);
  },
  objects: async () => {
    const server = await startObjectServer();
    ends.push(server.stop);
    return () => openObjectStore(server.options);
  },
};

describe.each(Object.keys(PLACES))('a store in %s', (place) => {
  const opened = async () => {
    const open = await (PLACES[place] as (typeof PLACES)[string])();
    return { open, store: await open() };
  };

  it('has nothing at first', async () => {
    const { store } = await opened();
    expect(await store.readHead()).toBeUndefined();
    expect(await store.readBatch(NAME)).toBeUndefined();
    expect(await store.readFile('checkpoint')).toBeUndefined();
    expect(await store.readFile('tile/0/000.p/2')).toBeUndefined();
    await store.close();
  });

  it('keeps batches, head, files and checkpoint for whoever opens it next', async () => {
    const { open, store } = await opened();
    await store.writeBatch(NAME, RECORD);
    await store.compareAndSwapHead(undefined, HEAD);
    await store.putFiles([
      { path: 'tile/0/000.p/2', bytes: bytes('two') },
      { path: 'tile/0/x001/234', bytes: bytes('deep') },
      { path: 'successor', bytes: bytes('who goes on') },
    ]);
    await store.publishCheckpoint(bytes('first'));
    await store.publishCheckpoint(bytes('second'));
    await store.close();
    const again = await open();
    expect(sameHead(await again.readHead(), HEAD)).toBe(true);
    expect(decodeBatch(NAME, (await again.readBatch(NAME)) as Uint8Array).entries).toEqual([entry(0), entry(1)]);
    expect(text(await again.readFile('tile/0/x001/234'))).toBe('deep');
    expect(text(await again.readFile('checkpoint'))).toBe('second');
    expect(text(await again.readFile('successor'))).toBe('who goes on');
    await again.writeBatch(nameOfBatch(2, LATER), LATER);
    await again.publishCheckpoint(bytes('third'));
    expect(decodeBatch(nameOfBatch(2, LATER), (await again.readBatch(nameOfBatch(2, LATER))) as Uint8Array)).toEqual({
      first: 2,
      previous: NAME,
      entries: [entry(2)],
    });
    await again.close();
  });

  it('swaps the head only in place of the one that is there', async () => {
    const { store } = await opened();
    await store.compareAndSwapHead(undefined, HEAD);
    expect(await codeOf(store.compareAndSwapHead(undefined, { ...HEAD, size: 3 }))).toBe('HEAD_MOVED');
    expect(await codeOf(store.compareAndSwapHead({ ...HEAD, size: 9 }, { ...HEAD, size: 3 }))).toBe('HEAD_MOVED');
    await store.compareAndSwapHead(HEAD, { ...HEAD, size: 3, covered: 'x', sealed: true });
    expect(await store.readHead()).toMatchObject({ size: 3, covered: 'x', sealed: true });
    await store.close();
  });

  it('lets go of what is no longer needed, and of nothing else', async () => {
    const { open, store } = await opened();
    await store.writeBatch(NAME, RECORD);
    await store.writeBatch(nameOfBatch(2, LATER), LATER);
    await store.close();
    const again = await open();
    await again.readBatch(NAME);
    await again.readBatch(nameOfBatch(2, LATER));
    await again.putFiles([{ path: 'tile/0/000.p/2', bytes: bytes('two') }]);
    await again.discard({ below: 2, paths: ['tile/0/000.p/2', 'tile/0/000.p/3'] });
    expect(await again.readBatch(nameOfBatch(2, LATER))).toBeDefined();
    expect(await again.readFile('tile/0/000.p/2')).toBeUndefined();
    await again.putFiles([{ path: 'tile/0/000.p/4', bytes: bytes('four') }]);
    expect(text(await again.readFile('tile/0/000.p/4'))).toBe('four');
    await again.discard({ below: 3, paths: [] });
    expect(await again.readBatch(NAME)).toBeUndefined();
    expect(await again.readBatch(nameOfBatch(2, LATER))).toBeUndefined();
    await again.close();
  });

  it('takes a second writer for what it is', async () => {
    const { open, store } = await opened();
    const attempt = await open().catch((error: LogKeepingError) => error);
    if (attempt instanceof LogKeepingError) {
      expect(attempt.code).toBe('LOCKED');
    } else {
      const [mine, theirs] = await Promise.allSettled([
        store.compareAndSwapHead(undefined, HEAD),
        attempt.compareAndSwapHead(undefined, { ...HEAD, size: 7 }),
      ]);
      const lost = [mine, theirs].filter((each) => each.status === 'rejected');
      expect(lost.map(({ reason }) => reason.code)).toEqual(['HEAD_MOVED']);
    }
    await store.close();
  });
});

describe('decodeHead()', () => {
  const good = new TextDecoder().decode(encodeHead({ ...HEAD, covered: 'c', sealed: true }));
  it('reads what encodeHead() wrote', () => {
    expect(sameHead(decodeHead(bytes(good)), { ...HEAD, covered: 'c', sealed: true })).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['half of it', good.slice(0, 80)],
    ['another format', good.replace('v1', 'v2')],
    ['a size that is no whole number', good.replace('"size":2', '"size":2.5')],
    ['a size below zero', good.replace('"size":2', '"size":-2')],
    ['a size as text', good.replace('"size":2', '"size":"2"')],
    ['a member more', good.replace('"sealed":true', '"sealed":true,"x":1')],
    ['a mark that is no text', good.replace('"c"', '{"a":1}').replace('"sealed":true', '"sealed":false')],
    ['capital digits', good.replace('0202', '0A02')],
    ['more than a head has', good.replace('"c"', JSON.stringify('c'.repeat(20_000)))],
  ])('refuses %s', (_, given) => {
    expect(() => decodeHead(bytes(given))).toThrow(expect.objectContaining({ code: 'CORRUPT' }));
  });
});

describe('decodeBatch()', () => {
  it('refuses a record of another name, and one that is none', () => {
    for (const [name, record] of [
      [NAME, LATER],
      [NAME, RECORD.subarray(0, -1)],
      [nameOfBatch(0, bytes('short')), bytes('short')],
    ] as const) {
      expect(() => decodeBatch(name, record)).toThrow(expect.objectContaining({ code: 'CORRUPT' }));
    }
  });
});
