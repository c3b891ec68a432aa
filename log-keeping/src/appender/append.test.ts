// SPDX-License-Identifier: Apache-2.0
import { proveInclusion, verifyInclusion } from '@touchstone/transparency-log';
import { describe, expect, it } from 'vitest';
import type { LogStore } from '../storage/log-store.ts';
import { emptyMemoryDisk, openMemoryStore } from '../storage/memory-store.ts';
import { auditFiles, codeOf, entry, openTestLog, suite } from './testing/log-for-tests.ts';
import { handClock } from './testing/failing-storage.ts';

describe('append()', () => {
  it('sequences by age, publishes at most once an interval, and resolves each promise in its time', async () => {
    const clock = handClock();
    const pace = { clock, batchAge: 50, checkpointInterval: 1_000 };
    const trees: number[] = [];
    const onCheckpoint = ({ size }: { size: number }) => trees.push(size);
    const log = await openTestLog({ store: openMemoryStore(), ...pace, onCheckpoint });
    const seen: string[] = [];
    const note = (name: string) => () => seen.push(name);
    const first = log.append(entry(0));
    first.sequenced.then(note('0 sequenced'));
    first.published.then(note('0 published'));
    await clock.pass(49);
    expect([seen, log.status().waiting]).toEqual([[], 1]);
    await clock.pass(1);
    expect(seen).toEqual(['0 sequenced', '0 published']);
    const second = log.append(entry(1));
    second.sequenced.then(note('1 sequenced'));
    second.published.then(note('1 published'));
    await clock.pass(50);
    expect(seen.slice(2)).toEqual(['1 sequenced']);
    expect(log.status()).toMatchObject({ size: 2, published: 1 });
    await clock.pass(900);
    expect(trees).toEqual([1]);
    await clock.pass(50);
    expect(seen.slice(3)).toEqual(['1 published']);
    expect(trees).toEqual([1, 2]);
    await clock.pass(10_000);
    expect(trees).toEqual([1, 2]);
    await log.close();
  });

  it('publishes with each batch that comes an interval after the one before, however long the writing of either took', async () => {
    const clock = handClock();
    const trees: number[] = [];
    const inner = openMemoryStore();
    const writes = [8, 2];
    const store: LogStore = {
      ...inner,
      writeBatch: async (name, record) => {
        // The next entry comes while this batch is being written.
        if (writes.length === 2) log.append(entry(1));
        clock.spend(writes.shift() ?? 0);
        await inner.writeBatch(name, record);
      },
    };
    const onCheckpoint = ({ size }: { size: number }) => trees.push(size);
    const log = await openTestLog({ store, clock, batchAge: 100, checkpointInterval: 100, onCheckpoint });
    log.append(entry(0));
    await clock.pass(100);
    expect([clock.now(), trees]).toEqual([108, [1]]);
    await clock.pass(92);
    expect([clock.now(), trees]).toEqual([202, [1, 2]]);
    await log.close();
  });

  it('keeps the rhythm of checkpoints after one that began late, and takes up another after one far too late', async () => {
    const clock = handClock();
    const inner = openMemoryStore();
    let writing = 0;
    const store: LogStore = {
      ...inner,
      writeBatch: async (name, record) => {
        clock.spend(writing);
        writing = 0;
        await inner.writeBatch(name, record);
      },
    };
    const at: number[] = [];
    const onCheckpoint = () => at.push(clock.now());
    const log = await openTestLog({ store, clock, batchAge: 10, checkpointInterval: 1_000, onCheckpoint });
    const passTo = async (time: number) => {
      while (clock.now() < time) await clock.pass(10);
    };
    const appendAt = async (time: number) => {
      await passTo(time);
      log.append(entry(time));
    };
    await appendAt(0);
    // Its batch is being written when the second checkpoint is due, at 1,010; that of another when the fourth is, at 3,010.
    await appendAt(990);
    writing = 300;
    await appendAt(1_500);
    await appendAt(2_990);
    writing = 700;
    await appendAt(3_900);
    await passTo(6_000);
    expect(at).toEqual([10, 1_300, 2_010, 3_700, 4_700]);
    await log.close();
  });

  it('writes a full batch without waiting for its age', async () => {
    const log = await openTestLog({ store: openMemoryStore(), clock: handClock(), batchAge: 1_000, batchCount: 3 });
    const all = [0, 1, 2].map((index) => log.append(entry(index)));
    expect(await all[2]?.sequenced).toEqual({ index: 2 });
    await log.close();
  });

  it('writes what is enough for a batch without waiting for its age, and lets the rest wait', async () => {
    const clock = handClock();
    const log = await openTestLog({ store: openMemoryStore(), clock, batchAge: 1_000, batchEnough: 3 });
    const all = [0, 1, 2, 3].map((index) => log.append(entry(index)));
    expect(await all[2]?.sequenced).toEqual({ index: 2 });
    expect(log.status()).toMatchObject({ size: 3, waiting: 1 });
    await clock.pass(1_000);
    expect(log.status()).toMatchObject({ size: 4, waiting: 0 });
    await log.close();
  });

  it('takes all that came while a batch was written into the next one', async () => {
    const inner = openMemoryStore();
    const written = Promise.withResolvers<void>();
    let batches = 0;
    const writeBatch: LogStore['writeBatch'] = async (...given) => {
      batches += 1;
      await (batches === 1 ? written.promise : undefined);
      return inner.writeBatch(...given);
    };
    const log = await openTestLog({ store: { ...inner, writeBatch }, batchAge: 1_000, batchEnough: 2 });
    const all = Array.from({ length: 9 }, (_, index) => log.append(entry(index)));
    written.resolve();
    expect(await all[8]?.sequenced).toEqual({ index: 8 });
    expect(batches).toBe(2);
    await log.close();
  });

  it('keeps a copy: the buffer of the caller may be used again', async () => {
    const disk = emptyMemoryDisk();
    const log = await openTestLog({ store: openMemoryStore(disk) });
    const buffer = entry(5);
    log.append(buffer);
    buffer.fill(0);
    await log.flush();
    expect(await auditFiles((path) => disk.files.get(path))).toEqual([entry(5)]);
    await log.close();
  });

  it('proves what it published, through its own reader', async () => {
    const log = await openTestLog({ store: openMemoryStore() });
    for (let index = 0; index < 300; index += 1) log.append(entry(index));
    const tree = await log.flush();
    if (tree === undefined) throw new Error('nothing was published');
    for (const index of [0, 255, 256, 299]) {
      const proof = await proveInclusion(suite, { index, size: tree.size }, log.read);
      const leafHash = suite.sha256(Buffer.concat([Uint8Array.of(0), entry(index)]));
      expect(verifyInclusion(suite, { index, leafHash, proof }, tree)).toBe(true);
    }
    await log.close();
  });

  it('refuses what is too long, what is too much, and what comes after the end', async () => {
    const log = await openTestLog({ store: openMemoryStore(), waitingMax: 2, batchAge: 1_000 });
    expect(() => log.append(new Uint8Array(65_536))).toThrow(expect.objectContaining({ code: 'TOO_LARGE' }));
    const kept = [log.append(entry(0)), log.append(entry(1))];
    expect(await codeOf(log.append(entry(2)).sequenced)).toBe('BUSY');
    await log.flush();
    expect(await kept[1]?.sequenced).toEqual({ index: 1 });
    await log.close();
    expect(await codeOf(log.append(entry(3)).published)).toBe('CLOSED');
    expect(await codeOf(log.flush())).toBe('CLOSED');
  });

  it('refuses at close() what has no index yet', async () => {
    const log = await openTestLog({ store: openMemoryStore(), batchAge: 1_000 });
    const { sequenced, published } = log.append(entry(0));
    await log.close();
    expect([await codeOf(sequenced), await codeOf(published)]).toEqual(['CLOSED', 'CLOSED']);
  });
});
