// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashLeaf } from '@touchstone/transparency-log';
import { afterEach, describe, expect, it } from 'vitest';
import { auditFiles, codeOf, entry, ORIGIN, openTestLog, suite } from '../appender/testing/log-for-tests.ts';
import { encodeBatch, nameOfBatch } from './batch.ts';
import { type DiskAccess, localDisk } from './disk.ts';
import { openFileStore } from './file-store.ts';
import { encodeHead, NO_BATCH } from './head.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
async function emptyDirectory(): Promise<string> {
  const directory = await fs.mkdtemp(join(tmpdir(), 'log-'));
  ends.push(() => fs.rm(directory, { recursive: true, force: true }));
  return directory;
}

/** A disk of which some calls fail with an error of the operating system while `failing` says so. */
function failingDisk() {
  const control = { failing: undefined as ((call: string, path: string) => string | undefined) | undefined };
  const check = (call: string, path: string) => {
    const code = control.failing?.(call, path);
    if (code !== undefined) throw Object.assign(new Error(code), { code });
  };
  const disk: DiskAccess = {
    ...localDisk,
    mkdir: (async (path: string, options: never) => {
      check('mkdir', path);
      return localDisk.mkdir(path, options);
    }) as typeof fs.mkdir,
    rename: async (from, to) => {
      check('rename', String(to));
      return localDisk.rename(from, to);
    },
    open: async (path, flags) => {
      check('open', String(path));
      const file = await localDisk.open(path, flags);
      for (const call of ['datasync', 'sync', 'writev', 'writeFile', 'truncate'] as const) {
        const real = file[call].bind(file) as (...given: never[]) => Promise<never>;
        file[call] = (async (...given: never[]) => {
          check(call, String(path));
          return real(...given);
        }) as never;
      }
      return file;
    },
  };
  return { control, disk };
}

const PROCESS = join(import.meta.dirname, 'testing', 'appending-process.ts');

/** Appends in another process until it has acknowledged so many, and kills it so many milliseconds later. */
async function appendAndKill(
  directory: string,
  { after, count, segmentBytes = [] }: { after: number; count: number; segmentBytes?: readonly number[] },
) {
  const child = spawn(process.execPath, [PROCESS, directory, ...segmentBytes.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: number[] = [];
  const exited = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_, signal) => resolve(signal)));
  let opened: string | undefined;
  let rest = '';
  let isDying = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() as string;
    for (const line of lines) {
      if (line.startsWith('open')) opened = line.slice(5);
      else acknowledged.push(Number(line));
    }
    if (isDying || acknowledged.length < count) return;
    isDying = true;
    setTimeout(() => child.kill('SIGKILL'), after);
  });
  expect(await exited).toBe('SIGKILL');
  return { acknowledged, opened };
}

describe('a log in files', () => {
  it.each([
    ['of the usual length', []],
    ['so short that each is soon written over', [50_000]],
  ])(
    'loses nothing acknowledged when killed at any instant, and doubles nothing, with files %s',
    async (_, segmentBytes) => {
      const directory = await emptyDirectory();
      let last = -1;
      for (let round = 0; round < 3; round += 1) {
        const kill = { after: Math.random() * 40, count: 800, segmentBytes };
        const { acknowledged, opened } = await appendAndKill(directory, kill);
        expect(Number(opened === '' ? -1 : opened)).toBeGreaterThanOrEqual(last);
        last = Math.max(...acknowledged);
      }
      const store = await openFileStore(directory);
      const log = await openTestLog({ store });
      expect(log.status().size).toBeGreaterThan(last);
      await log.flush();
      const entries = await auditFiles((path) => store.readFile(path));
      expect(entries.map((each) => Buffer.from(each).readUInt32BE(0))).toEqual(entries.map((_, index) => index));
      expect(entries).toHaveLength(log.status().size);
      await log.close();
    },
  );

  it('has one writer: another process is refused while the first one lives, and let in when it was killed', async () => {
    const directory = await emptyDirectory();
    const child = spawn(process.execPath, [PROCESS, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = new Promise((resolve) => child.on('exit', resolve));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.stdout.resume();
    expect(await codeOf(openFileStore(directory))).toBe('LOCKED');
    child.kill('SIGKILL');
    await exited;
    const store = await openFileStore(directory);
    expect(await codeOf(openFileStore(directory))).toBe('LOCKED');
    await store.close();
    await (await openFileStore(directory)).close();
  });

  it.each([
    ['the batch is written', 'writev', /batches$/],
    ['the batch is synchronised', 'datasync', /batches$/],
    ['a file for batches is begun', 'open', /batches$/],
  ])('is full when %s: nothing is acknowledged, and the log goes on when there is space', async (_, call, path) => {
    for (const [code, expected] of [
      ['ENOSPC', 'NO_SPACE'],
      ['EROFS', 'READ_ONLY'],
    ] as const) {
      const directory = await emptyDirectory();
      const { control, disk } = failingDisk();
      const log = await openTestLog({ store: await openFileStore(directory, disk) });
      if (call !== 'open') await log.append(entry(9)).sequenced;
      const { size } = log.status();
      control.failing = (asked, at) => (asked === call && path.test(at) ? code : undefined);
      expect(await codeOf(log.append(entry(0)).sequenced)).toBe(expected);
      expect(await codeOf(log.append(entry(1)).sequenced)).toBe(expected);
      control.failing = undefined;
      expect(await log.append(entry(2)).sequenced).toEqual({ index: size });
      await log.close();
      const again = await openTestLog({ store: await openFileStore(directory) });
      expect((await again.flush())?.size).toBe(size + 1);
      await again.close();
    }
  });

  it.each([
    ['a tile is written', 'writeFile', /temporary/],
    ['a folder is made', 'mkdir', /tile/],
    ['the checkpoint is renamed', 'rename', /checkpoint$/],
    ['names are synchronised', 'sync', /public/],
  ])('is full when %s: the entries stay, and are published when there is space', async (_, call, path) => {
    const directory = await emptyDirectory();
    const { control, disk } = failingDisk();
    const store = await openFileStore(directory, disk);
    const log = await openTestLog({ store });
    const kept = log.append(entry(0));
    await kept.sequenced;
    control.failing = (asked, at) => (asked === call && path.test(at) ? 'ENOSPC' : undefined);
    expect(await codeOf(log.flush())).toBe('NO_SPACE');
    expect(await store.readFile('checkpoint').then((note) => note === undefined)).toBe(true);
    control.failing = undefined;
    expect((await log.flush())?.size).toBe(1);
    expect((await kept.published).index).toBe(0);
    expect(await auditFiles((each) => store.readFile(each))).toEqual([entry(0)]);
    await log.close();
  });

  it('stops when nobody knows what is durable, and goes on when it is opened anew', async () => {
    for (const [calls, code] of [
      [['datasync'], 'EIO'],
      // What could not be synchronised could not be taken back either, and may be read after the next start.
      [['datasync', 'truncate'], 'ENOSPC'],
    ] as const) {
      const directory = await emptyDirectory();
      const { control, disk } = failingDisk();
      const log = await openTestLog({ store: await openFileStore(directory, disk) });
      control.failing = (asked, at) =>
        calls.some((call) => call === asked) && at.endsWith('batches') ? code : undefined;
      expect(await codeOf(log.append(entry(0)).sequenced)).toBe('STORAGE_FAILED');
      control.failing = undefined;
      expect(await codeOf(log.append(entry(0)).sequenced)).toBe('STORAGE_FAILED');
      await log.close();
      const again = await openTestLog({ store: await openFileStore(directory) });
      await again.append(entry(1)).sequenced;
      await again.close();
    }
  });

  it('passes over what a torn write left at the end of a file of batches', async () => {
    const directory = await emptyDirectory();
    const log = await openTestLog({ store: await openFileStore(directory) });
    for (const index of [0, 1]) await log.append(entry(index)).sequenced;
    const name = join(directory, 'state', 'batches', '000000000001.batches');
    const whole = await fs.readFile(name);
    const copy = await emptyDirectory();
    const record = encodeBatch({ first: 0, previous: NO_BATCH, entries: [entry(0)] });
    for (const cut of [0, 3, 39, 40, 100, whole.length - 1]) {
      await fs.mkdir(join(copy, 'state', 'batches'), { recursive: true });
      await fs.writeFile(join(copy, 'state', 'batches', '000000000001.batches'), whole.subarray(0, cut));
      const store = await openFileStore(copy);
      const isWhole = cut >= 40 + record.length;
      expect((await store.readBatch(nameOfBatch(0, record))) !== undefined).toBe(isWhole);
      await store.close();
    }
    await log.close();
  });

  it('takes the last head that is whole: what a torn write left of the next one never was', async () => {
    const directory = await emptyDirectory();
    const log = await openTestLog({ store: await openFileStore(directory) });
    const name = join(directory, 'state', 'batches', '000000000001.batches');
    const ends: number[] = [];
    for (const index of [0, 1]) {
      await log.append(entry(index)).sequenced;
      ends.push((await fs.stat(name)).size);
    }
    await log.close();
    const whole = await fs.readFile(name);
    const [first = 0, second = 0] = ends;
    for (const [cut, size] of [
      [first - 1, undefined],
      [first, 1],
      [first + 60, 1],
      [second - 1, 1],
      [second, 2],
    ] as const) {
      await fs.writeFile(name, whole.subarray(0, cut));
      const store = await openFileStore(directory);
      expect((await store.readHead())?.size).toBe(size);
      await store.close();
    }
  });

  it('goes on from a head that an earlier program kept in a file of its own', async () => {
    const directory = await emptyDirectory();
    const store = await openFileStore(directory);
    const record = encodeBatch({ first: 0, previous: NO_BATCH, entries: [entry(0)] });
    const batch = nameOfBatch(0, record);
    await store.writeBatch(batch, record);
    const root = hashLeaf(suite, entry(0));
    const head = encodeHead({ origin: ORIGIN, size: 1, root, batch, published: 0 });
    await fs.writeFile(join(directory, 'state', 'head.json'), head);
    await store.close();
    for (const size of [1, 2]) {
      const log = await openTestLog({ store: await openFileStore(directory) });
      expect(log.status().size).toBe(size);
      await log.append(entry(size)).sequenced;
      await log.close();
    }
  });

  it('touches nothing outside its public folder, and nothing once it is closed', async () => {
    const directory = await emptyDirectory();
    const store = await openFileStore(directory);
    await expect(store.putFiles([{ path: '../state/head.json', bytes: new Uint8Array() }])).rejects.toMatchObject({
      code: 'BAD_TILE_PATH',
    });
    await store.close();
    await store.close();
    expect(await codeOf(store.publishCheckpoint(new Uint8Array()))).toBe('CLOSED');
  });

  it('lets go of partial tiles once the full one is there, and of batches that are published', async () => {
    const directory = await emptyDirectory();
    const log = await openTestLog({ store: await openFileStore(directory) });
    for (const count of [10, 260, 1, 1]) {
      for (let index = 0; index < count; index += 1) log.append(entry(index));
      await log.flush();
    }
    expect(await fs.readdir(join(directory, 'public', 'tile', '0'))).toEqual(['000', '001.p']);
    expect(await fs.readdir(join(directory, 'public', 'tile', 'entries'))).toEqual(['000', '001.p']);
    await log.close();
    expect(await fs.readdir(join(directory, 'state', 'batches'))).toHaveLength(1);
    const again = await openTestLog({ store: await openFileStore(directory) });
    await again.append(entry(0)).sequenced;
    await again.close();
    expect(await fs.readdir(join(directory, 'state', 'batches'))).toEqual(['000000000002.batches']);
  });
});

/** Whether this process may mount a disk: root of a machine or of a generous container can. */
function canMount(): boolean {
  const directory = mkdtempSync(join(tmpdir(), 'mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', directory], { stdio: 'ignore' });
    execFileSync('umount', [directory]);
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(directory);
  }
}

describe.skipIf(!canMount())('a log on a small disk of its own', () => {
  it('refuses when the disk is full or takes no writing, and goes on afterwards', async () => {
    const directory = await emptyDirectory();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', directory]);
    try {
      const store = await openFileStore(directory);
      const log = await openTestLog({ store });
      await log.append(entry(0)).sequenced;
      await log.flush();
      const ballast = join(directory, 'ballast');
      await fs.writeFile(ballast, new Uint8Array(1024 * 1024)).catch(() => undefined);
      expect(await codeOf(log.append(entry(1, 60_000)).sequenced)).toBe('NO_SPACE');
      await fs.rm(ballast);
      expect(await log.append(entry(2, 60_000)).sequenced).toEqual({ index: 1 });
      await log.flush();
      await log.close();
      execFileSync('mount', ['-o', 'remount,ro', directory]);
      expect(await codeOf(openFileStore(directory))).toBe('READ_ONLY');
      execFileSync('mount', ['-o', 'remount,rw', directory]);
      const again = await openTestLog({ store: await openFileStore(directory) });
      expect(again.status()).toMatchObject({ size: 2, published: 2 });
      await again.close();
    } finally {
      execFileSync('umount', [directory]);
    }
  });
});
