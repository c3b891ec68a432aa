// SPDX-License-Identifier: Apache-2.0
// An older folder for readers, put back under a running writer.
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditFiles, codeOf, entry, openTestLog } from '../appender/testing/log-for-tests.ts';
import { openFileStore } from './file-store.ts';
import type { LogStore } from './log-store.ts';
import { openObjectStore } from './object-store.ts';
import { startObjectServer } from './testing/object-server.ts';

let directory: string;
const ends: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  directory = await fs.mkdtemp(join(tmpdir(), 'put-back-'));
  ends.push(() => fs.rm(directory, { recursive: true, force: true }));
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
const at = (...names: readonly string[]) => join(directory, ...names);
const copied = (from: string, to: string) => fs.cp(at(from), at(to), { recursive: true });
const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();
const bytes = (of: string) => new TextEncoder().encode(of);

async function opened() {
  const store = await openFileStore(directory);
  ends.push(() => store.close());
  const log = await openTestLog({ store });
  ends.push(() => log.close());
  const grow = async (from: number, to: number) => {
    for (let index = from; index < to; index += 1) log.append(entry(index));
    return log.flush();
  };
  return { log, grow };
}

/** A log of 84 entries, with its older folders put beside it, that has gone on to 305. */
async function grown() {
  const { log, grow } = await opened();
  await grow(0, 84);
  await copied('public', 'early');
  await grow(84, 300);
  await grow(300, 305);
  await copied('public', 'late');
  return { log, grow };
}

const CHANGES: readonly (readonly [string, () => Promise<unknown>])[] = [
  [
    'an older one is put in its place',
    async () => {
      await fs.rename(at('public'), at('away'));
      await copied('early', 'public');
    },
  ],
  [
    'it is removed and an older one copied to where it was',
    async () => {
      await fs.rm(at('public'), { recursive: true });
      await copied('early', 'public');
    },
  ],
  ['older files are copied into it', () => fs.copyFile(at('early', 'checkpoint'), at('public', 'checkpoint'))],
  ['its checkpoint is removed', () => fs.rm(at('public', 'checkpoint'))],
  ['it is put away', () => fs.rename(at('public'), at('away'))],
];

describe('a writer of a log under which what readers see is changed', () => {
  it.each(CHANGES)('puts no checkpoint there when %s, and stops', async (_, change) => {
    const { log, grow } = await grown();
    await change();
    const before = await fs.readFile(at('public', 'checkpoint'), 'utf8').catch(() => undefined);
    expect(await codeOf(grow(305, 307))).toBe('HEAD_MOVED');
    expect(await fs.readFile(at('public', 'checkpoint'), 'utf8').catch(() => undefined)).toBe(before);
    expect(log.status()).toMatchObject({ published: 305, trouble: { code: 'HEAD_MOVED' } });
    // Put right again, it is still for an opening to say.
    expect(await codeOf(log.append(entry(307)).sequenced)).toBe('HEAD_MOVED');
    await log.close();
    expect(await codeOf(opened())).toBe('ROLLED_BACK');
  });

  it.each(CHANGES)('finds out when it is asked and nothing is appended: %s', async (_, change) => {
    const { log } = await grown();
    await log.checkShown();
    await change();
    expect(await codeOf(log.checkShown())).toBe('HEAD_MOVED');
    expect(await codeOf(log.append(entry(305)).sequenced)).toBe('HEAD_MOVED');
    await log.checkShown();
  });

  it('puts no tile into another folder, and shows none where one went', async () => {
    const store = await openFileStore(directory);
    ends.push(() => store.close());
    await store.publishCheckpoint(bytes('first'));
    const file = { path: 'tile/0/000', bytes: bytes('whole') };
    await fs.rename(at('public'), at('away'));
    await fs.cp(at('away'), at('public'), { recursive: true });
    expect(await codeOf(store.putFiles([file]))).toBe('HEAD_MOVED');
    await fs.rm(at('public'), { recursive: true });
    await fs.rename(at('away'), at('public'));
    expect(await codeOf(store.publishCheckpoint(bytes('second')))).toBe('HEAD_MOVED');
    expect(await fs.readFile(at('public', 'checkpoint'), 'utf8')).toBe('first');
    expect(await fs.readdir(at('state', 'temporary'))).toEqual([]);
  });

  it('goes on once the right folder is there again, with every entry', async () => {
    const { log, grow } = await grown();
    await fs.rename(at('public'), at('away'));
    await copied('early', 'public');
    expect(await codeOf(grow(305, 307))).toBe('HEAD_MOVED');
    await log.close();
    await fs.rm(at('public'), { recursive: true });
    await fs.rename(at('away'), at('public'));
    const again = await openTestLog({ store: await openFileStore(directory) });
    await again.append(entry(307)).sequenced;
    await again.flush();
    const entries = await auditFiles((path) => again.read(path));
    expect(entries.map((each) => Buffer.from(each).readUInt32BE(0))).toEqual(
      Array.from({ length: 308 }, (_, index) => index),
    );
    await again.close();
  });

  it('goes on where nothing was changed, with signatures of others beside its own', async () => {
    const store = await openFileStore(directory);
    ends.push(() => store.close());
    for (const note of ['one', 'one, cosigned', 'two', 'two', 'three']) {
      await store.publishCheckpoint(bytes(note));
      await store.requireShown?.();
    }
    expect(text(await store.readFile('checkpoint'))).toBe('three');
  });
});

describe('a writer of a log in object storage under which the checkpoint is changed', () => {
  it.each(['put back', 'removed'])('puts none in the place of it, and finds out when it is asked: %s', async (what) => {
    const server = await startObjectServer();
    ends.push(server.stop);
    const { objects } = server;
    for (const asks of [false, true]) {
      objects.clear();
      const store: LogStore = await openObjectStore(server.options);
      await store.requireShown?.();
      await store.publishCheckpoint(bytes('one'));
      const earlier = { ...(objects.get('public/checkpoint') as { bytes: Buffer; tag: string }) };
      await store.publishCheckpoint(bytes('two'));
      await store.requireShown?.();
      if (what === 'removed') objects.delete('public/checkpoint');
      else objects.set('public/checkpoint', earlier);
      if (asks) expect(await codeOf(store.requireShown?.() ?? Promise.resolve())).toBe('HEAD_MOVED');
      expect(await codeOf(store.publishCheckpoint(bytes('three')))).toMatch(/^(HEAD_MOVED|STORAGE_FAILED)$/);
      expect(objects.get('public/checkpoint')?.bytes.toString()).toBe(what === 'removed' ? undefined : 'one');
    }
  });

  it('says nothing of a checkpoint that is published while it looks', async () => {
    const server = await startObjectServer();
    ends.push(server.stop);
    const store = await openObjectStore(server.options);
    await store.publishCheckpoint(bytes('0'));
    for (let count = 1; count < 20; count += 1) {
      const looks = [store.requireShown?.(), store.publishCheckpoint(bytes(String(count))), store.requireShown?.()];
      await Promise.all(looks);
    }
  });
});
