// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { LogKeepingError } from '../log-keeping-error.ts';
import type { LogStore } from '../storage/log-store.ts';
import { emptyMemoryDisk, openMemoryStore } from '../storage/memory-store.ts';
import { auditFiles, codeOf, entry, openTestLog } from './testing/log-for-tests.ts';
import { StoppingStore } from './testing/stopping-store.ts';

const COUNT = 2_600;
const FIRST = 10;

/** A store that notes what it is given, and answers for files when it is let. */
function watchedStore(disk = emptyMemoryDisk()) {
  const inner = openMemoryStore(disk);
  const control = { puts: [] as string[][], turn: Promise.resolve() as Promise<unknown>, disk };
  const store: LogStore = {
    ...inner,
    putFiles: async (files) => {
      control.puts.push(files.map(({ path }) => path));
      await control.turn;
      await inner.putFiles(files);
    },
  };
  return { control, store };
}

/** One tree, then so many entries that are sequenced and not published. */
async function filled(store: LogStore) {
  const log = await openTestLog({ store });
  for (let index = 0; index < FIRST; index += 1) log.append(entry(index));
  await log.flush();
  const rest = Array.from({ length: COUNT - FIRST }, (_, index) => log.append(entry(FIRST + index)));
  await Promise.all(rest.map(({ sequenced }) => sequenced));
  return log;
}

describe('storing ahead', () => {
  it('stores what is complete before its tree is due, and with the tree only the rest', async () => {
    const { control, store } = watchedStore();
    const log = await filled(store);
    await expect.poll(() => control.puts.length).toBe(2);
    // What the readers of the published tree see has no files of a later one in it but such as nothing leads to.
    expect(log.latest()?.size).toBe(FIRST);
    const ahead = control.puts[1] as string[];
    expect(ahead.every((path) => !path.includes('.p/'))).toBe(true);
    await log.flush();
    const rest = control.puts.slice(2).flat();
    expect(rest.filter((path) => ahead.includes(path))).toEqual([]);
    expect(rest.length).toBeGreaterThan(0);
    expect(await auditFiles((path) => control.disk.files.get(path))).toHaveLength(COUNT);
    // The next tree's files are stored ahead like those of the first.
    const stored = control.puts.length;
    const more = Array.from({ length: COUNT }, (_, index) => log.append(entry(COUNT + index)));
    await Promise.all(more.map(({ sequenced }) => sequenced));
    await expect.poll(() => control.puts.length).toBeGreaterThan(stored);
    await log.flush();
    expect(await auditFiles((path) => control.disk.files.get(path))).toHaveLength(2 * COUNT);
    await log.close();
  });

  it('holds the tree back until what is being stored is durable', async () => {
    const { control, store } = watchedStore();
    const log = await openTestLog({ store });
    for (let index = 0; index < FIRST; index += 1) log.append(entry(index));
    await log.flush();
    const gate = Promise.withResolvers<void>();
    control.turn = gate.promise;
    const rest = Array.from({ length: COUNT - FIRST }, (_, index) => log.append(entry(FIRST + index)));
    await Promise.all(rest.map(({ sequenced }) => sequenced));
    await expect.poll(() => control.puts.length).toBe(2);
    const flushed = log.flush();
    for (let round = 0; round < 50; round += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(log.latest()?.size).toBe(FIRST);
    gate.resolve();
    expect((await flushed)?.size).toBe(COUNT);
    expect(await auditFiles((path) => control.disk.files.get(path))).toHaveLength(COUNT);
    await log.close();
  });

  it.each([
    ['a disk that is full for a while', 'NO_SPACE', COUNT],
    ['a disk that is broken', 'STORAGE_FAILED', FIRST],
  ] as const)('leaves to the next tree what it failed at: %s', async (_, code, size) => {
    const { control, store } = watchedStore();
    const log = await openTestLog({ store });
    for (let index = 0; index < FIRST; index += 1) log.append(entry(index));
    await log.flush();
    const failing = Promise.reject(new LogKeepingError(code, 'for the test'));
    failing.catch(() => undefined);
    control.turn = failing;
    const rest = Array.from({ length: COUNT - FIRST }, (_, index) => log.append(entry(FIRST + index)));
    await Promise.all(rest.map(({ sequenced }) => sequenced));
    await expect.poll(() => control.puts.length).toBe(2);
    control.turn = Promise.resolve();
    const result = await codeOf(log.flush());
    expect(result).toBe(code === 'NO_SPACE' ? 'nothing was thrown' : code);
    expect(log.latest()?.size).toBe(size);
    await log.close();
    expect(await auditFiles((path) => control.disk.files.get(path))).toHaveLength(size);
  });

  it('ends with the log: nothing is stored once it is closed', async () => {
    const { control, store } = watchedStore();
    const gate = Promise.withResolvers<void>();
    const log = await openTestLog({ store });
    log.append(entry(0));
    await log.flush();
    control.turn = gate.promise;
    const rest = Array.from({ length: COUNT }, (_, index) => log.append(entry(1 + index)));
    await Promise.all(rest.map(({ sequenced }) => sequenced));
    await expect.poll(() => control.puts.length).toBe(2);
    const seen: string[] = [];
    const closed = log.close().then(() => seen.push('closed'));
    for (let round = 0; round < 50; round += 1) await new Promise((resolve) => setImmediate(resolve));
    seen.push('stored');
    gate.resolve();
    await closed;
    expect(seen).toEqual(['stored', 'closed']);
  });

  it('leaves nothing that is not as it must be, at whatever step the process is killed', async () => {
    const whole = new StoppingStore(openMemoryStore());
    await (await filled(whole.store)).flush();
    for (let stopAt = 4; stopAt < whole.steps; stopAt += 3) {
      const disk = emptyMemoryDisk();
      const stopping = new StoppingStore(openMemoryStore(disk), stopAt);
      const ended = filled(stopping.store).then((log) => log.flush());
      await Promise.race([ended, stopping.stopped.promise]);
      const again = await openTestLog({ store: openMemoryStore(disk) });
      for (let index = again.status().size; index < COUNT; index += 1) again.append(entry(index));
      await again.flush();
      await again.close();
      const entries = await auditFiles((path) => disk.files.get(path), disk.files.keys());
      expect(entries.every((each, index) => Buffer.from(each).readUInt32BE(0) === index)).toBe(true);
      expect(entries).toHaveLength(COUNT);
    }
  });
});
