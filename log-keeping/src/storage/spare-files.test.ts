// SPDX-License-Identifier: Apache-2.0
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type DiskAccess, localDisk } from './disk.ts';
import { SpareFiles } from './spare-files.ts';

const BYTES = 64;
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Spare files on a disk that holds back the naming of one file until it is told to go on. */
async function opened(heldBack?: string) {
  const directory = await fs.mkdtemp(join(tmpdir(), 'spares-'));
  ends.push(() => fs.rm(directory, { recursive: true, force: true }));
  const control = { isWaiting: false, goOn: () => undefined as unknown };
  const gate = new Promise<void>((resolve) => {
    control.goOn = resolve;
  });
  const held = async (from: unknown) => {
    if (heldBack === undefined || !basename(String(from)).startsWith(heldBack)) return;
    control.isWaiting = true;
    await gate;
  };
  const disk: DiskAccess = {
    ...localDisk,
    rename: async (from, to) => {
      await held(from);
      await localDisk.rename(from, to);
    },
    link: async (from, to) => {
      await held(from);
      await localDisk.link(from, to);
    },
  };
  const spares = new SpareFiles(disk, directory, BYTES);
  await spares.open([]);
  ends.push(() => spares.close());
  const put = (name: string) => fs.writeFile(join(directory, name), name.repeat(BYTES));
  /** Begins a file, and says what it holds. */
  const begin = async (name: string) => {
    const file = await spares.begin(name);
    await file.close();
    return (await fs.readFile(join(directory, name), 'latin1')).slice(0, 1);
  };
  return { directory, control, spares, put, begin };
}

describe('SpareFiles', () => {
  it('keeps the file that was filled and the one let go of meanwhile under two names', async () => {
    const { control, spares, put, begin } = await opened('spare-unfinished');
    await put('a');
    const isFilled = () => {
      spares.keepReady(BYTES);
      return control.isWaiting;
    };
    await expect.poll(isFilled).toBe(true);
    await spares.release('a', BYTES);
    control.goOn();
    await spares.close();
    expect([await begin('x'), await begin('y'), await begin('z')].sort()).toEqual(['', '\0', 'a']);
  });

  it('brings nothing under the name of a spare file that is still being taken', async () => {
    const { control, spares, put, begin } = await opened('spare-0');
    for (const name of ['a', 'b', 'c']) await put(name);
    await spares.release('a', BYTES);
    const first = begin('x');
    await expect.poll(() => control.isWaiting).toBe(true);
    await spares.release('b', BYTES);
    control.goOn();
    expect(await first).toBe('a');
    await spares.release('c', BYTES);
    expect([await begin('y'), await begin('z')]).toEqual(['b', 'c']);
  });

  it('keeps two files and removes the third', async () => {
    const { directory, spares, put } = await opened();
    for (const name of ['a', 'b', 'c']) {
      await put(name);
      await spares.release(name, BYTES);
    }
    expect((await fs.readdir(directory)).sort()).toEqual([
      expect.stringMatching(/^spare-0-/),
      expect.stringMatching(/^spare-1-/),
    ]);
  });

  it('begins with an empty file where somebody has removed the spare one', async () => {
    const { directory, spares, put, begin } = await opened();
    await put('a');
    await spares.release('a', BYTES);
    for (const name of await fs.readdir(directory)) await fs.rm(join(directory, name));
    expect(await begin('x')).toBe('');
    await put('b');
    await spares.release('b', BYTES);
    expect(await begin('y')).toBe('b');
  });

  it('puts nothing in the place of a file that another writer has begun, and takes none of its spare files', async () => {
    const { directory, spares, put, begin } = await opened();
    for (const name of ['a', 'x']) await put(name);
    await spares.release('a', BYTES);
    await expect(begin('x')).rejects.toMatchObject({ code: 'EEXIST' });
    expect((await fs.readFile(join(directory, 'x'), 'latin1')).slice(0, 1)).toBe('x');
    const other = new SpareFiles(localDisk, directory, BYTES);
    await other.open(await fs.readdir(directory));
    expect(await fs.readdir(directory)).toEqual(['x']);
    expect(await begin('y')).toBe('');
  });

  it('goes without spare files where names cannot be linked', async () => {
    const { directory, put } = await opened();
    const noLinks = async () => Promise.reject(Object.assign(new Error('EPERM'), { code: 'EPERM' }));
    const spares = new SpareFiles({ ...localDisk, link: noLinks }, directory, BYTES);
    await put('a');
    await spares.release('a', BYTES);
    await (await spares.begin('x')).close();
    expect((await fs.stat(join(directory, 'x'))).size).toBe(0);
  });

  it('still has the spare file after one that could not be taken', async () => {
    const { directory, spares, put, begin } = await opened();
    await put('a');
    await spares.release('a', BYTES);
    await fs.mkdir(join(directory, 'x'));
    await expect(begin('x')).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await begin('y')).toBe('a');
  });
});
