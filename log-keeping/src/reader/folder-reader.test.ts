// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderReader } from './index.ts';

const TILE = 'tile/0/000.p/83';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-copy-'));
  await mkdir(join(folder, dirname(TILE)), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("folderReader() of a stranger's copy", () => {
  it('gives the bytes of a file, and nothing where there is none', async () => {
    await writeFile(join(folder, TILE), new Uint8Array(83 * 32).fill(7));
    expect(await folderReader(folder)(TILE)).toEqual(new Uint8Array(83 * 32).fill(7));
    expect(await folderReader(folder)('checkpoint')).toBeUndefined();
    expect(await folderReader(join(folder, 'nowhere'))('checkpoint')).toBeUndefined();
  });

  it.skipIf(process.platform === 'win32')('waits for no pipe and reads no device', async () => {
    execFileSync('mkfifo', [join(folder, TILE)]);
    expect(await folderReader(folder)(TILE)).toBeUndefined();
    await symlink('/dev/zero', join(folder, 'checkpoint'));
    expect(await folderReader(folder)('checkpoint')).toBeUndefined();
  });

  it('takes a directory, and a file in the place of one, for nothing there', async () => {
    await mkdir(join(folder, TILE));
    expect(await folderReader(folder)(TILE)).toBeUndefined();
    await writeFile(join(folder, 'tile', '1'), '');
    expect(await folderReader(folder)('tile/1/000.p/2')).toBeUndefined();
  });

  it('reads nothing that is longer than its kind can be, and says how long it is', async () => {
    await writeFile(join(folder, 'checkpoint'), '');
    await truncate(join(folder, 'checkpoint'), 3 * 2 ** 30);
    await writeFile(join(folder, TILE), new Uint8Array(8_193));
    for (const path of ['checkpoint', TILE]) {
      await expect(folderReader(folder)(path)).rejects.toMatchObject({ code: 'CORRUPT' });
    }
    await expect(folderReader(folder)(TILE)).rejects.toThrow('8193 bytes, and a file of this kind has 8192 at most');
  });
});
