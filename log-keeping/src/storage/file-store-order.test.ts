// SPDX-License-Identifier: Apache-2.0
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { codeOf } from '../appender/testing/log-for-tests.ts';
import type { DiskAccess } from './disk.ts';
import { openFileStore } from './file-store.ts';
import type { LogStore } from './log-store.ts';
import { recordingDisk } from './testing/recording-disk.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

type TreeStore = LogStore & Required<Pick<LogStore, 'publishTree'>>;

async function opened(disk: DiskAccess, there?: string): Promise<{ store: TreeStore; directory: string }> {
  const directory = there ?? (await fs.mkdtemp(join(tmpdir(), 'log-')));
  ends.push(() => fs.rm(directory, { recursive: true, force: true }));
  const store = await openFileStore(directory, disk);
  ends.push(() => store.close());
  if (store.publishTree === undefined) throw new Error('files are published in two steps');
  return { store: store as TreeStore, directory };
}

const bytes = (text: string) => new TextEncoder().encode(text);
const FILES = [
  { path: 'tile/0/000.p/2', bytes: bytes('two') },
  { path: 'tile/0/x001/234', bytes: bytes('deep') },
  { path: 'tile/entries/000.p/2', bytes: bytes('bundle') },
];

describe('publishTree()', () => {
  it('shows a file only when it is durable, and the checkpoint only when every file has a durable name', async () => {
    const { control, disk } = recordingDisk();
    const { store } = await opened(disk);
    control.done = [];
    await store.publishTree(FILES, bytes('note'));
    const { done } = control;
    const shown = done.indexOf('rename checkpoint');
    const lastWrite = done.findLastIndex((act) => act.startsWith('datasync temporary/'));
    expect(done.filter((act) => act.startsWith('datasync temporary/'))).toHaveLength(4);
    expect(done.findIndex((act) => act.startsWith('rename'))).toBeGreaterThan(lastWrite);
    const names = ['0/000.p', '0/x001', 'tile/0', 'public/tile', 'entries/000.p', 'tile/entries'];
    for (const name of names) expect(done.slice(lastWrite, shown)).toContain(`sync ${name}`);
    expect(done.slice(shown + 1)).toEqual([expect.stringMatching(/^sync .*public$/)]);
  });

  it.each([
    ['a name is made durable', /^sync .*entries/],
    ['a file is put into its place', /^rename 234/],
    ['a file is synchronised', /^datasync temporary/],
    ['the checkpoint is put into its place', /^rename checkpoint/],
  ])('leaves the checkpoint as it was when it fails where %s, and nothing beside it', async (_, what) => {
    const { control, disk } = recordingDisk();
    const { store, directory } = await opened(disk);
    await store.publishCheckpoint(bytes('before'));
    control.failing = (act) => (what.test(act) ? 'ENOSPC' : undefined);
    expect(await codeOf(store.publishTree(FILES, bytes('after')))).toBe('NO_SPACE');
    expect(await fs.readFile(join(directory, 'public', 'checkpoint'), 'utf8')).toBe('before');
    expect(await fs.readdir(join(directory, 'state', 'temporary'))).toEqual([]);
    control.failing = undefined;
    await store.publishTree(FILES, bytes('after'));
    expect(await fs.readFile(join(directory, 'public', 'checkpoint'), 'utf8')).toBe('after');
  });
});

describe('putFiles()', () => {
  it('makes the names of directories durable that an earlier try, or an earlier process, made and did not', async () => {
    const { control, disk } = recordingDisk();
    const { store, directory } = await opened(disk);
    control.failing = (act) => (act === 'sync public/tile' ? 'ENOSPC' : undefined);
    expect(await codeOf(store.putFiles(FILES))).toBe('NO_SPACE');
    control.failing = undefined;
    for (const again of [store, undefined]) {
      if (again === undefined) await store.close();
      const { store: next } = again === undefined ? await opened(disk, directory) : { store: again };
      control.done = [];
      await next.putFiles(FILES);
      expect(control.done).toEqual(expect.arrayContaining(['sync public/tile', 'sync tile/0', 'sync tile/entries']));
      control.done = [];
      await next.putFiles(FILES);
      expect(control.done).not.toContain('sync public/tile');
    }
  });

  it('has no more files open at a time than a process may, and puts all of them', async () => {
    const { control, disk } = recordingDisk();
    let [open, most] = [0, 0];
    const counting: DiskAccess = {
      ...disk,
      open: async (path, flags) => {
        const file = await disk.open(path, flags);
        open += 1;
        most = Math.max(most, open);
        const { close } = file;
        file.close = () => {
          open -= 1;
          return close.call(file);
        };
        return file;
      },
    };
    const { store } = await opened(counting);
    const many = Array.from({ length: 200 }, (_, index) => ({
      path: `tile/0/${String(index).padStart(3, '0')}`,
      bytes: bytes(String(index)),
    }));
    control.done = [];
    await store.publishTree(many, bytes('note'));
    expect(most).toBeLessThan(80);
    for (const { path, bytes: expected } of many)
      expect(Buffer.from((await store.readFile(path)) ?? [])).toEqual(Buffer.from(expected));
    expect(control.done.filter((act) => act === 'sync tile/0')).toHaveLength(1);
  });
});
