// SPDX-License-Identifier: Apache-2.0
// Two writers of one folder, of which a lock that was taken away lets in the second.
import { type ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { auditFiles, codeOf, entry, ORIGIN, openTestLog } from '../appender/testing/log-for-tests.ts';
import { encodeBatch, nameOfBatch } from './batch.ts';
import { openFileStore } from './file-store.ts';
import { type LogHead, NO_BATCH, sameHead } from './head.ts';
import type { LogStore } from './log-store.ts';

const PROCESS = join(import.meta.dirname, 'testing', 'appending-process.ts');

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
async function emptyDirectory(): Promise<string> {
  const directory = await fs.mkdtemp(join(tmpdir(), 'writers-'));
  ends.push(() => fs.rm(directory, { recursive: true, force: true }));
  return directory;
}

/** A process that appends without end; what it has acknowledged, and how it ended. */
async function appending(directory: string) {
  const child: ChildProcess = spawn(process.execPath, [PROCESS, directory], { stdio: ['ignore', 'pipe', 'pipe'] });
  ends.push(() => child.kill('SIGKILL'));
  const seen = { acknowledged: [] as number[], errors: '' };
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() as string;
    for (const line of lines) if (/^\d+$/.test(line)) seen.acknowledged.push(Number(line));
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    seen.errors += text;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  await expect.poll(() => seen.acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(500);
  return { seen, ended };
}

const TAKEN_AWAY: readonly (readonly [string, (directory: string) => Promise<unknown>])[] = [
  ['its lock is removed', (directory) => fs.rm(join(directory, 'state', 'lock'))],
  ['its state is put away', (directory) => fs.rename(join(directory, 'state'), join(directory, 'away'))],
  [
    'its batches are removed',
    (directory) => fs.rename(join(directory, 'state', 'batches'), join(directory, 'state', 'away')),
  ],
  [
    'older bytes are put back into its files',
    async (directory) => {
      const files = (await fs.readdir(join(directory, 'state', 'batches'))).filter((name) => name.endsWith('.batches'));
      const last = join(directory, 'state', 'batches', files.sort().at(-1) as string);
      await fs.truncate(last, Math.floor((await fs.stat(last)).size / 2));
    },
  ],
  [
    'a copy of its state is put in the place of it',
    async (directory) => {
      // Without what comes and goes while it is copied.
      const filter = (path: string) => !/temporary|spare/.test(path);
      await fs.cp(join(directory, 'state'), join(directory, 'copy'), { recursive: true, filter });
      await fs.rename(join(directory, 'state'), join(directory, 'away'));
      await fs.rename(join(directory, 'copy'), join(directory, 'state'));
    },
  ],
  ['what it shows is put away', (directory) => fs.rename(join(directory, 'public'), join(directory, 'away'))],
  [
    'what it showed earlier is put back',
    async (directory) => {
      await fs.copyFile(join(directory, 'public', 'checkpoint'), join(directory, 'older'));
      await new Promise((resolve) => setTimeout(resolve, 200));
      await fs.rename(join(directory, 'older'), join(directory, 'public', 'checkpoint'));
    },
  ],
];

describe('a process that writes a log', () => {
  it('acknowledges and signs nothing more once another process has its folder, which has all that was acknowledged', async () => {
    const directory = await emptyDirectory();
    const { seen, ended } = await appending(directory);
    await fs.rm(join(directory, 'state', 'lock'));
    const store = await openFileStore(directory);
    const log = await openTestLog({ store });
    const { size } = log.status();
    expect(await log.append(entry(1_000_000)).sequenced).toEqual({ index: size });
    expect(await ended).toBe(1);
    expect(seen.errors).toContain('LOCKED');
    expect(Math.max(...seen.acknowledged)).toBeLessThan(size);
    await log.append(entry(1_000_001)).sequenced;
    await log.flush();
    const entries = await auditFiles((path) => store.readFile(path));
    const numbers = entries.map((each) => Buffer.from(each).readUInt32BE(0));
    expect(numbers).toEqual([...Array.from({ length: size }, (_, index) => index), 1_000_000, 1_000_001]);
    await log.close();
    const again = await openTestLog({ store: await openFileStore(directory) });
    expect(again.status().size).toBe(size + 2);
    await again.close();
  });

  it.each(TAKEN_AWAY)('stops by itself when %s, before anybody else opens it', async (_, takeAway) => {
    const directory = await emptyDirectory();
    const { seen, ended } = await appending(directory);
    await takeAway(directory);
    expect(await ended).toBe(1);
    expect(seen.errors).toMatch(/'(LOCKED|HEAD_MOVED|STORAGE_FAILED)'/);
  });
});

/** The batch of one entry on a head, and the head that it leads to. */
function step(head: LogHead | undefined, mark: number) {
  const first = head?.size ?? 0;
  const record = encodeBatch({ first, previous: head?.batch ?? NO_BATCH, entries: [entry(mark)] });
  const name = nameOfBatch(first, record);
  const next: LogHead = { origin: ORIGIN, size: first + 1, root: new Uint8Array(32), batch: name, published: 0 };
  return { batch: { name, record }, next };
}

describe('two stores of one folder', () => {
  it('lead to one story, whoever writes when: of two heads after one at most one is taken', async () => {
    for (let round = 0; round < 12; round += 1) {
      const directory = await emptyDirectory();
      const limits = { segmentBytes: 2_000 };
      const taken: LogHead[] = [];
      const refused = new Set<string>();
      const writeOn = async (store: LogStore, mark: number) => {
        for (let count = 0; count < 40; count += 1) {
          const head = await store.readHead();
          const { batch, next } = step(head, mark * 1_000 + count);
          const code = await codeOf(
            (store.commitBatch as NonNullable<LogStore['commitBatch']>).call(store, batch, { expected: head, next }),
          );
          if (code !== 'nothing was thrown') {
            refused.add(code);
            return;
          }
          taken.push(next);
          await store.discard({ below: next.size - 2, paths: [] }).catch(() => undefined);
        }
      };
      const one = await openFileStore(directory, undefined, limits);
      const first = writeOn(one, 1);
      await new Promise((resolve) => setTimeout(resolve, 3 * round));
      await fs.rm(join(directory, 'state', 'lock'));
      const two = await openFileStore(directory, undefined, limits);
      await Promise.all([first, writeOn(two, 2)]);
      await Promise.all([one.close(), two.close()]);
      const sizes = taken.map(({ size }) => size);
      expect(new Set(sizes).size, `${sizes}`).toBe(sizes.length);
      for (const code of refused) expect(['LOCKED', 'HEAD_MOVED']).toContain(code);
      const last = await openFileStore(directory, undefined, limits);
      const head = await last.readHead();
      expect(head?.size).toBeGreaterThanOrEqual(Math.max(...sizes));
      const ours = taken.find(({ size }) => size === head?.size);
      if (ours !== undefined) expect(sameHead(ours, head)).toBe(true);
      await last.close();
    }
  });
});
