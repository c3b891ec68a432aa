// SPDX-License-Identifier: Apache-2.0
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { codeOf, entry, ORIGIN } from '../appender/testing/log-for-tests.ts';
import { encodeBatch, nameOfBatch } from './batch.ts';
import { BatchFiles } from './batch-files.ts';
import { encodeFrame, RECORD_FROM } from './batch-frames.ts';
import { type DiskAccess, localDisk } from './disk.ts';
import { encodeHead, type LogHead, NO_BATCH } from './head.ts';
import { recordingDisk } from './testing/recording-disk.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
async function emptyDirectory(): Promise<string> {
  const directory = await fs.mkdtemp(join(tmpdir(), 'batches-'));
  ends.push(() => fs.rm(directory, { recursive: true, force: true }));
  return directory;
}
async function opened(directory: string, disk: DiskAccess = localDisk): Promise<BatchFiles> {
  const files = await BatchFiles.open(disk, directory, SEGMENT);
  ends.push(() => files.close());
  return files;
}

const SEGMENT = 1_000;

/** One batch of one entry, and the head that names it; 40 bytes of an entry make 400 or so in the file. */
function commitOf(size: number, bytes: Uint8Array = entry(size)) {
  const record = encodeBatch({ first: size - 1, previous: NO_BATCH, entries: [bytes] });
  const name = nameOfBatch(size - 1, record);
  const head: LogHead = { origin: ORIGIN, size, root: new Uint8Array(32).fill(size), batch: name, published: 0 };
  return { batch: { name, record }, head };
}

/** Commits of sizes from..to, each published at once. */
async function grow(files: BatchFiles, [from, to]: readonly [number, number]): Promise<void> {
  for (let size = from; size <= to; size += 1) {
    await files.write(commitOf(size));
    await files.discard(size);
  }
}
const namesIn = async (directory: string) => (await fs.readdir(directory)).sort();
const spareIn = async (directory: string) =>
  (await namesIn(directory)).find((name) => /^spare-0-/.test(name)) ?? 'none';

describe('BatchFiles', () => {
  it('writes over the files that it is done with, and needs no more of them however much is written', async () => {
    const directory = await emptyDirectory();
    const files = await opened(directory);
    await grow(files, [1, 30]);
    const one = await namesIn(directory);
    await grow(files, [31, 60]);
    const two = await namesIn(directory);
    expect(one.length).toBeLessThanOrEqual(4);
    expect(two.length).toBeLessThanOrEqual(4);
    expect(two.filter((name) => name.startsWith('spare'))).not.toEqual([]);
    const last = two.find((name) => name.endsWith('.batches')) as string;
    expect(Number(last.slice(0, 12))).toBeGreaterThan(15);
    expect((await fs.stat(join(directory, last))).size).toBeGreaterThanOrEqual(SEGMENT);
    await files.close();
    const again = await opened(directory);
    expect(again.head).toEqual(commitOf(60).head);
    const { name, record } = commitOf(60).batch;
    expect(Buffer.from((await again.read(name)) ?? []).equals(record)).toBe(true);
    await grow(again, [61, 64]);
    await again.close();
    expect((await opened(directory)).head).toEqual(commitOf(64).head);
  });

  it('finds the head before or the head after a write that was torn in a file written over, and no older one', async () => {
    const directory = await emptyDirectory();
    const files = await opened(directory);
    await grow(files, [1, 40]);
    const read = async () => {
      const all = await namesIn(directory);
      return new Map(
        await Promise.all(all.map(async (name) => [name, await fs.readFile(join(directory, name))] as const)),
      );
    };
    for (let size = 41; size <= 46; size += 1) {
      const before = await read();
      await files.write(commitOf(size));
      const after = await read();
      const copy = await emptyDirectory();
      for (const [name, bytes] of after) await fs.writeFile(join(copy, name), bytes);
      const taken = [...before].find(([name]) => /^spare-\d-/.test(name) && !after.has(name))?.[1];
      for (const [name, bytes] of after) {
        const was = before.get(name) ?? taken ?? Buffer.alloc(0);
        if (!name.endsWith('.batches') || bytes.equals(was)) continue;
        for (let cut = 0; cut < bytes.length; cut += 29) {
          for (const [first, second] of [
            [bytes, was],
            [was, bytes],
          ] as const) {
            // The disk has taken one part of the write and not the other.
            await fs.writeFile(join(copy, name), Buffer.concat([first.subarray(0, cut), second.subarray(cut)]));
            const found = await BatchFiles.open(localDisk, copy, SEGMENT);
            expect([size - 1, size]).toContain(found.head?.size);
            await found.close();
          }
        }
        await fs.writeFile(join(copy, name), bytes);
        const whole = await BatchFiles.open(localDisk, copy, SEGMENT);
        expect(whole.head?.size).toBe(size);
        await whole.close();
      }
      await files.discard(size);
    }
  });

  it('never writes over the file of the head, nor over one that a batch is still needed from', async () => {
    const directory = await emptyDirectory();
    const files = await opened(directory);
    for (let size = 1; size <= 20; size += 1) {
      await files.write(commitOf(size));
      await files.discard(5);
    }
    for (let size = 6; size <= 20; size += 1) {
      const { name, record } = commitOf(size).batch;
      expect(Buffer.from((await files.read(name)) ?? []).equals(record)).toBe(true);
    }
    await files.discard(20);
    expect(await files.read(commitOf(6).batch.name)).toBeUndefined();
    expect(files.head).toEqual(commitOf(20).head);
  });

  it('takes no bytes of an entry for a head, though they tell the number under which their file is written over', async () => {
    const directory = await emptyDirectory();
    const { control, disk } = recordingDisk();
    control.failing = (act) => (/spare-unfinished/.test(act) ? 'ENOSPC' : undefined);
    const files = await BatchFiles.open(disk, directory, 4 * SEGMENT);
    ends.push(() => files.close());
    const contentOf = (name: string) => fs.readFile(join(directory, name));
    await files.write(commitOf(1));
    // Whoever makes the entry even knows what was drawn for the file that it comes to stand in.
    const drawn = (await contentOf('000000000001.batches')).subarray(16, 32);
    const record = encodeHead(commitOf(99).head);
    const forged = Buffer.concat(encodeFrame('head', { segment: 3, drawn }, { record }));
    await files.write(commitOf(2, Buffer.concat([Buffer.alloc(2 * SEGMENT), forged, Buffer.alloc(2 * SEGMENT)])));
    const at = (await contentOf('000000000001.batches')).indexOf(forged);
    await files.write(commitOf(3, Buffer.alloc(4 * SEGMENT)));
    await files.discard(3);
    // File 1 becomes file 3, and what is written first ends where the forged frame begins.
    const { batch, head } = commitOf(4, Buffer.alloc(0));
    const length = 2 * RECORD_FROM + batch.record.length + encodeHead(head).length;
    await files.write(commitOf(4, Buffer.alloc(at - length)));
    expect((await contentOf('000000000003.batches')).indexOf(forged)).toBe(at);
    await files.close();
    expect((await opened(directory)).head?.size).toBe(4);
  });

  it('fills a file beforehand while the one before is being written, so that the next is written over too', async () => {
    const directory = await emptyDirectory();
    const { control, disk } = recordingDisk();
    const files = await opened(directory, disk);
    await files.write(commitOf(1));
    await files.write(commitOf(2));
    await files.close();
    const filled = control.done.filter((act) => act.startsWith('write ') && /spare-unfinished-[0-9a-f]{8}$/.test(act));
    expect(filled.length).toBeGreaterThan(0);
    // Half of a file is no spare one.
    expect((await namesIn(directory)).filter((name) => name.startsWith('spare'))).toEqual([]);
  });

  it('has that file ready, whole, when the one before is full, and begins the next with it', async () => {
    const directory = await emptyDirectory();
    const files = await BatchFiles.open(localDisk, directory, 4 * SEGMENT);
    ends.push(() => files.close());
    const sizeOf = (name: string) =>
      fs.stat(join(directory, name)).then(
        ({ size }) => size,
        () => 0,
      );
    let size = 0;
    // Nothing is let go of, so that no file is written over but the one that was filled.
    while ((await sizeOf('000000000001.batches')) < 3.5 * SEGMENT) {
      size += 1;
      await files.write(commitOf(size));
      if ((await sizeOf('000000000001.batches')) > 2 * SEGMENT) {
        await expect.poll(() => namesIn(directory)).toHaveLength(2);
      }
    }
    await expect.poll(async () => sizeOf(await spareIn(directory))).toBe(4 * SEGMENT);
    while ((await sizeOf('000000000002.batches')) === 0) {
      size += 1;
      await files.write(commitOf(size));
    }
    expect(await sizeOf('000000000002.batches')).toBe(4 * SEGMENT);
    expect(await sizeOf(await spareIn(directory))).toBe(0);
    await files.close();
    expect((await opened(directory)).head?.size).toBe(size);
  });

  it('goes without a file beforehand where there is no space for one, and takes every batch', async () => {
    const directory = await emptyDirectory();
    const { control, disk } = recordingDisk();
    const files = await opened(directory, disk);
    control.failing = (act) => (/spare-unfinished/.test(act) ? 'ENOSPC' : undefined);
    for (let size = 1; size <= 10; size += 1) await files.write(commitOf(size));
    expect(files.head?.size).toBe(10);
    await files.close();
    expect((await namesIn(directory)).filter((name) => name.startsWith('spare'))).toEqual([]);
  });

  it('begins another file after one that could not be begun, and lets go of what is left of that', async () => {
    const directory = await emptyDirectory();
    const { control, disk } = recordingDisk();
    const files = await opened(directory, disk);
    control.failing = (act) => (act.startsWith('sync ') ? 'ENOSPC' : undefined);
    expect(await codeOf(files.write(commitOf(1)))).toBe('NO_SPACE');
    control.failing = undefined;
    await grow(files, [1, 1]);
    expect(files.head?.size).toBe(1);
    expect(await namesIn(directory)).toEqual(['000000000002.batches']);
  });

  it('never writes over a file of an earlier program, nor takes what one held for its own', async () => {
    const directory = await emptyDirectory();
    const { batch, head } = commitOf(1);
    const files = await opened(directory);
    await files.write({ batch, head });
    await files.close();
    // The same frames as the first format had them: without the number of the file, and what was drawn for it.
    const name = join(directory, '000000000001.batches');
    const bytes = await fs.readFile(name);
    const second = RECORD_FROM + batch.record.length;
    const old = [0, second].map((at) => {
      const magic = Buffer.from(bytes.subarray(at, at + 8));
      magic.write('1', 3);
      // Without what was drawn (16 bytes) and the number (8).
      const record = bytes.subarray(at + 64, at === 0 ? second : undefined);
      return Buffer.concat([magic, bytes.subarray(at + 24, at + 56), record]);
    });
    await fs.writeFile(name, Buffer.concat([...old, Buffer.alloc(SEGMENT)]));
    const again = await opened(directory);
    expect(again.head).toEqual(head);
    expect(Buffer.from((await again.read(batch.name)) ?? []).equals(batch.record)).toBe(true);
    await again.write(commitOf(2));
    await again.discard(2);
    expect(await namesIn(directory)).toEqual(['000000000002.batches']);
  });

  it.each([
    ['TSB2', 'TSB2'],
    ['TSH2', 'TSH2'],
    ['TSB9', 'TSB9'],
    ['an image', '89504e47'],
    ['T and other bytes', '54000001'],
  ])('refuses a folder with a file that begins with %j, says so, and changes nothing in it', async (_, begins) => {
    const directory = await emptyDirectory();
    const files = await opened(directory);
    await files.write(commitOf(1));
    await files.close();
    const name = join(directory, '000000000001.batches');
    const bytes = await fs.readFile(name);
    const first = /^[0-9a-f]{8}$/.test(begins) ? Buffer.from(begins, 'hex') : Buffer.from(begins, 'latin1');
    const other = Buffer.concat([first, bytes.subarray(first.length)]);
    await fs.writeFile(name, other);
    await fs.writeFile(join(directory, 'spare-unfinished'), 'half');
    const refusal = await BatchFiles.open(localDisk, directory, SEGMENT).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'UNKNOWN_FORMAT', at: name });
    if (begins.startsWith('TS')) expect((refusal as Error).message).toContain(begins);
    expect(await namesIn(directory)).toEqual(['000000000001.batches', 'spare-unfinished']);
    expect((await fs.readFile(name)).equals(other)).toBe(true);
  });

  it.each(['', 'T', 'TSB', 'TSH\0', '\0\0\0\0\0'])(
    'takes a file that has only %j of a first write for empty',
    async (text) => {
      const directory = await emptyDirectory();
      await fs.writeFile(join(directory, '000000000001.batches'), text, 'latin1');
      const files = await opened(directory);
      expect(files.head).toBeUndefined();
      await files.write(commitOf(1));
      expect(files.head?.size).toBe(1);
    },
  );
});
