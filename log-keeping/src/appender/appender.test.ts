// SPDX-License-Identifier: Apache-2.0
import { parseLeaf } from '@touchstone/statements';
import { proveInclusion, verifyInclusion } from '@touchstone/transparency-log';
import { describe, expect, it } from 'vitest';
import { LogKeepingError } from '../log-keeping-error.ts';
import { decodeHead, encodeHead } from '../storage/head.ts';
import type { LogStore } from '../storage/log-store.ts';
import { emptyMemoryDisk, type MemoryDisk, openMemoryStore } from '../storage/memory-store.ts';
import type { LogClock, LogOptions, SubjectMap } from './log.ts';
import { openLog } from './open-log.ts';
import { auditFiles, codeOf, entry, ORIGIN, openTestLog, signer, suite } from './testing/log-for-tests.ts';

/** Time that passes when it is told to. */
function handClock(): LogClock & { pass(milliseconds: number): Promise<void>; spend(milliseconds: number): void } {
  let now = 0;
  const waiting = new Set<{ at: number; run: () => void }>();
  return {
    now: () => now,
    after: (milliseconds, run) => {
      const one = { at: now + milliseconds, run };
      waiting.add(one);
      return () => waiting.delete(one);
    },
    /** Time that something takes, and in which no timer comes to its turn. */
    spend: (milliseconds) => {
      now += milliseconds;
    },
    pass: async (milliseconds) => {
      now += milliseconds;
      for (const one of [...waiting]) {
        if (one.at <= now && waiting.delete(one)) one.run();
      }
      // A turn in memory is over within a few rounds of the event loop.
      for (let round = 0; round < 20; round += 1) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/** A copy of a disk as it is now. */
function snapshot(disk: MemoryDisk): MemoryDisk {
  const copy = { files: new Map(disk.files), batches: new Map(disk.batches) };
  return disk.head === undefined ? copy : { ...copy, head: disk.head };
}

/** A store of which one method fails while `failing` is set. */
function failingStore(
  disk: MemoryDisk,
  method: 'writeBatch' | 'compareAndSwapHead' | 'putFiles' | 'publishCheckpoint',
) {
  const inner = openMemoryStore(disk);
  const control: { failing: Error | undefined; store: LogStore } = { failing: undefined, store: inner };
  control.store = {
    ...inner,
    [method]: async (...given: never[]) => {
      if (control.failing !== undefined) throw control.failing;
      return (inner[method] as (...all: never[]) => Promise<void>)(...given);
    },
  };
  return control;
}

const noSpace = new LogKeepingError('NO_SPACE', 'full');

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

describe('openFeed()', () => {
  it('ends with its first refusal, so that no later entry takes the place of an earlier one', async () => {
    const disk = emptyMemoryDisk();
    const control = failingStore(disk, 'writeBatch');
    const log = await openTestLog({ store: control.store });
    const feed = await log.openFeed();
    expect(feed.covered).toBeUndefined();
    await feed.append(entry(0), '0').sequenced;
    control.failing = noSpace;
    expect(await codeOf(feed.append(entry(1), '1').sequenced)).toBe('NO_SPACE');
    control.failing = undefined;
    expect(await codeOf(feed.append(entry(2), '2').sequenced)).toBe('NO_SPACE');
    const next = await log.openFeed();
    expect(next.covered).toBe('0');
    expect(await next.append(entry(1), '1').sequenced).toEqual({ index: 1 });
    expect(log.status()).toMatchObject({ size: 2, covered: '1' });
    await log.close();
  });

  it('ends with the next feed, which begins where nothing of it is under way', async () => {
    const log = await openTestLog({ store: openMemoryStore(), batchAge: 1_000, batchCount: 2 });
    const feed = await log.openFeed();
    const [first, , third] = [0, 1, 2].map((index) => feed.append(entry(index), String(index)));
    const next = await log.openFeed();
    expect(next.covered).toBe('1');
    expect(await first?.sequenced).toEqual({ index: 0 });
    expect(await codeOf(third?.sequenced as Promise<unknown>)).toBe('CLOSED');
    expect(await codeOf(feed.append(entry(3), '3').sequenced)).toBe('CLOSED');
    await log.close();
  });

  it('ends when too much waits, and refuses a mark that is too long', async () => {
    const log = await openTestLog({ store: openMemoryStore(), waitingMax: 1, batchAge: 1_000 });
    const feed = await log.openFeed();
    expect(() => feed.append(entry(0), 'x'.repeat(1_025))).toThrow(RangeError);
    feed.append(entry(0), '0');
    expect(await codeOf(feed.append(entry(1), '1').sequenced)).toBe('BUSY');
    await log.flush();
    expect(await codeOf(feed.append(entry(2), '2').sequenced)).toBe('BUSY');
    expect((await log.openFeed()).covered).toBe('0');
    await log.close();
  });

  it('takes entries without a mark in between, and keeps the last mark', async () => {
    const log = await openTestLog({ store: openMemoryStore() });
    const feed = await log.openFeed();
    feed.append(entry(0), 'm');
    log.append(entry(1));
    await log.flush();
    await log.append(entry(2)).sequenced;
    expect(log.status()).toMatchObject({ size: 3, covered: 'm' });
    await log.close();
  });
});

describe('a store that fails', () => {
  it.each(['writeBatch', 'compareAndSwapHead'] as const)(
    'at %s for a while: nothing is acknowledged, the error says why, and the log goes on',
    async (method) => {
      const disk = emptyMemoryDisk();
      const control = failingStore(disk, method);
      const troubles: unknown[] = [];
      const log = await openTestLog({ store: control.store, onTrouble: (trouble) => troubles.push(trouble) });
      control.failing = noSpace;
      const refused = log.append(entry(0));
      expect([await codeOf(refused.sequenced), await codeOf(refused.published)]).toEqual(['NO_SPACE', 'NO_SPACE']);
      expect(log.status()).toMatchObject({ size: 0, trouble: noSpace });
      expect(troubles).toEqual([noSpace]);
      control.failing = undefined;
      expect(await log.append(entry(1)).sequenced).toEqual({ index: 0 });
      expect(log.status().trouble).toBeUndefined();
      await log.flush();
      await log.close();
      expect(await auditFiles((path) => disk.files.get(path))).toEqual([entry(1)]);
    },
  );

  it.each(['putFiles', 'publishCheckpoint'] as const)(
    'at %s for a while: what is sequenced stays so, and is published later',
    async (method) => {
      const clock = handClock();
      const disk = emptyMemoryDisk();
      const control = failingStore(disk, method);
      const log = await openTestLog({ store: control.store, clock, checkpointInterval: 1_000 });
      control.failing = noSpace;
      const kept = log.append(entry(0));
      await clock.pass(0);
      expect(await kept.sequenced).toEqual({ index: 0 });
      expect(await codeOf(log.flush())).toBe('NO_SPACE');
      expect(log.status()).toMatchObject({ size: 1, published: 0, trouble: noSpace });
      control.failing = undefined;
      await clock.pass(1_000);
      expect((await kept.published).tree.size).toBe(1);
      await log.close();
      expect(await auditFiles((path) => disk.files.get(path))).toEqual([entry(0)]);
    },
  );

  it.each(['writeBatch', 'compareAndSwapHead', 'putFiles', 'publishCheckpoint'] as const)(
    'at %s for good: the log stops, and says so to everybody',
    async (method) => {
      const control = failingStore(emptyMemoryDisk(), method);
      const log = await openTestLog({ store: control.store });
      control.failing = new LogKeepingError('STORAGE_FAILED', 'broken');
      const lost = log.append(entry(0));
      expect(await codeOf(log.flush())).toBe('STORAGE_FAILED');
      expect(await codeOf(lost.published)).toBe('STORAGE_FAILED');
      control.failing = undefined;
      expect(await codeOf(log.append(entry(1)).sequenced)).toBe('STORAGE_FAILED');
      expect(log.status().trouble).toMatchObject({ code: 'STORAGE_FAILED' });
      await log.close();
    },
  );

  it('a signer that fails is asked again', async () => {
    const clock = handClock();
    let answers = false;
    const slow = {
      key: signer.key,
      sign: (message: Uint8Array) => (answers ? signer.sign(message) : Promise.reject(new Error('no key'))),
    };
    const log = await openTestLog({ store: openMemoryStore(), clock, checkpointInterval: 1_000, signers: [slow] });
    const kept = log.append(entry(0));
    await clock.pass(0);
    expect(log.status()).toMatchObject({ size: 1, published: 0 });
    answers = true;
    await clock.pass(1_000);
    expect((await kept.published).tree.size).toBe(1);
    await log.close();
  });
});

describe('a disk that was put back', () => {
  async function grown(): Promise<{ early: MemoryDisk; late: MemoryDisk; roots: Uint8Array[] }> {
    const late = emptyMemoryDisk();
    const log = await openTestLog({ store: openMemoryStore(late) });
    const roots: Uint8Array[] = [];
    log.append(entry(0));
    roots.push((await log.flush())?.root as Uint8Array);
    const early = snapshot(late);
    for (let index = 1; index < 400; index += 1) log.append(entry(index));
    roots.push((await log.flush())?.root as Uint8Array);
    await log.close();
    return { early, late, roots };
  }
  const opening = (disk: MemoryDisk, more: Partial<LogOptions> = {}) =>
    codeOf(openTestLog({ store: openMemoryStore(disk), ...more }));

  it('is refused when its checkpoint is ahead of its head, or behind it', async () => {
    const { early, late } = await grown();
    const { head, ...headless } = late;
    expect(await opening({ ...late, head: early.head as Uint8Array })).toBe('ROLLED_BACK');
    expect(await opening(headless)).toBe('ROLLED_BACK');
    const again = await openTestLog({ store: openMemoryStore(late) });
    await again.append(entry(400)).sequenced;
    await again.close();
    const files = new Map(late.files).set('checkpoint', early.files.get('checkpoint') as Uint8Array);
    expect(await opening({ ...late, files })).toBe('ROLLED_BACK');
  });

  it('is refused when others have seen more, or something else', async () => {
    const { early, late, roots } = await grown();
    expect(await opening(early, { known: [{ size: 400 }] })).toBe('ROLLED_BACK');
    expect(await opening(late, { known: [{ size: 400, root: roots[0] as Uint8Array }] })).toBe('FORKED');
    expect(await opening(late, { known: [{ size: 1, root: roots[1] as Uint8Array }] })).toBe('FORKED');
    const known = [{ size: 1, root: roots[0] as Uint8Array }, { size: 400, root: roots[1] as Uint8Array }, { size: 0 }];
    expect(await opening(late, { known })).toBe('nothing was thrown');
  });

  it('stops a log that runs, once a witness has said what it saw', async () => {
    const log = await openTestLog({ store: openMemoryStore() });
    log.append(entry(0));
    await log.flush();
    await log.checkKnown({ size: 1 });
    expect(await codeOf(log.checkKnown({ size: 2 }))).toBe('ROLLED_BACK');
    expect(await codeOf(log.append(entry(1)).sequenced)).toBe('ROLLED_BACK');
    await log.close();
  });

  it('is refused when tiles, batches or head contradict each other, or belong to another log', async () => {
    const { late } = await grown();
    const files = (path: string, bytes: Uint8Array | undefined) => {
      const changed = new Map(late.files);
      if (bytes === undefined) changed.delete(path);
      else changed.set(path, bytes);
      return { ...late, files: changed };
    };
    const tile = (late.files.get('tile/0/001.p/144') as Uint8Array).slice();
    tile[0] = (tile[0] as number) ^ 1;
    expect(await opening(files('tile/0/001.p/144', tile))).toBe('CORRUPT');
    expect(await opening(files('tile/0/001.p/144', undefined))).toBe('CORRUPT');
    expect(await opening(files('checkpoint', new Uint8Array([255])))).toBe('CORRUPT');
    expect(await opening(files('checkpoint', new TextEncoder().encode('no note\n')))).toBe('CORRUPT');
    expect(
      await opening(late, {
        origin: 'other.test',
        signers: [{ ...signer, key: { ...signer.key, name: 'other.test' } }],
      }),
    ).toBe('WRONG_LOG');
    const head = {
      origin: ORIGIN,
      size: 500,
      root: new Uint8Array(32),
      batch: { first: 400, digest: new Uint8Array(32) },
      published: 400,
    };
    expect(await opening({ ...late, head: encodeHead(head) })).toBe('CORRUPT');
    expect(await opening({ ...late, head: encodeHead({ ...head, size: 400 }) })).toBe('FORKED');
  });

  it('is refused when a batch is there that does not end where the next one, or the head, begins', async () => {
    const disk = emptyMemoryDisk();
    const log = await openTestLog({ store: openMemoryStore(disk) });
    log.append(entry(0));
    await log.flush();
    for (const index of [1, 2]) await log.append(entry(index)).sequenced;
    await log.close();
    const head = decodeHead(disk.head as Uint8Array);
    const said: string[] = [];
    for (const size of [head.size, head.size + 1]) {
      const refused = openTestLog({
        store: openMemoryStore({ ...snapshot(disk), head: encodeHead({ ...head, size }) }),
      });
      said.push(await refused.then((again) => again.close().then(() => 'opened')).catch(({ at }) => String(at)));
    }
    // Named by the batch: a root that is not the head's says only that something is wrong somewhere.
    expect(said).toEqual(['opened', `batch from ${head.batch.first}`]);
  });
});

describe('openLog()', () => {
  it('needs an Ed25519 key with the name of the log', async () => {
    const signers = [{ ...signer, key: { ...signer.key, name: 'other' } }];
    await expect(openLog({ origin: ORIGIN, suite, store: openMemoryStore(), signers })).rejects.toThrow(TypeError);
  });

  it('works by the clock of the process when none is given', async () => {
    const log = await openLog({ origin: ORIGIN, suite, store: openMemoryStore(), signers: [signer] });
    expect((await log.append(entry(0)).published).tree.size).toBe(1);
    const second = log.append(entry(1));
    expect((await log.flush())?.size).toBe(2);
    expect((await second.published).index).toBe(1);
    await log.close();
  });
});

describe('a map that fails to take leaves in', () => {
  it('closes no tree: a root without them would be signed for good', async () => {
    const disk = emptyMemoryDisk();
    let added = 0;
    const map: SubjectMap = {
      size: 0,
      add: async () => {
        added += 1;
        if (added === 1) throw new LogKeepingError('CORRUPT', 'the map is damaged');
      },
      commit: async () => new Uint8Array(32).fill(9),
      close: async () => undefined,
    };
    const log = await openTestLog({ store: openMemoryStore(disk), map });
    const first = log.append(entry(0));
    expect(await first.sequenced).toEqual({ index: 0 });
    expect(await codeOf(first.published)).toBe('CORRUPT');
    expect(await codeOf(log.flush())).toBe('CORRUPT');
    expect(added).toBe(1);
    expect(disk.files.has('checkpoint')).toBe(false);
    await log.close();
  });
});

describe('a checkpoint within a batch', () => {
  it('is gone on from: no entry before it is taken a second time', async () => {
    const [published, sequenced] = [emptyMemoryDisk(), emptyMemoryDisk()];
    const first = await openTestLog({ store: openMemoryStore(published) });
    for (let index = 0; index < 5; index += 1) first.append(entry(index));
    await first.flush();
    await first.close();
    const control = failingStore(sequenced, 'putFiles');
    control.failing = noSpace;
    const second = await openTestLog({ store: control.store });
    const all = Array.from({ length: 10 }, (_, index) => second.append(entry(index)));
    await all[9]?.sequenced;
    await second.close();
    const disk = { ...sequenced, files: published.files };
    const log = await openTestLog({ store: openMemoryStore(disk) });
    expect(log.status()).toMatchObject({ size: 10 });
    await log.flush();
    await log.close();
    const found = await auditFiles((path) => disk.files.get(path));
    expect(found).toEqual(Array.from({ length: 10 }, (_, index) => entry(index)));
  });
});

describe('seal()', () => {
  it('ends a shard, and the next one begins by saying so', async () => {
    const disk = emptyMemoryDisk();
    const log = await openTestLog({ store: openMemoryStore(disk) });
    log.append(entry(0));
    const end = await log.seal();
    expect(end).toMatchObject({ origin: ORIGIN, size: 1 });
    expect(await codeOf(log.append(entry(1)).sequenced)).toBe('SEALED');
    await log.close();
    const again = await openTestLog({ store: openMemoryStore(disk) });
    expect(again.status().sealed).toBe(true);
    expect(await codeOf(again.append(entry(1)).sequenced)).toBe('SEALED');
    expect(await again.seal()).toEqual(end);
    await again.close();

    const next = emptyMemoryDisk();
    const shard = await openTestLog({ store: openMemoryStore(next), predecessor: end });
    await shard.append(entry(1)).sequenced;
    await shard.close();
    const reopened = await openTestLog({ store: openMemoryStore(next), predecessor: end });
    await reopened.flush();
    const [start, ...rest] = await auditFiles((path) => next.files.get(path));
    expect(parseLeaf(start as Uint8Array)).toEqual({ type: 'shard-start', ...end });
    expect(rest).toEqual([entry(1)]);
    await reopened.close();
    const other = { ...end, size: 2 };
    expect(await codeOf(openTestLog({ store: openMemoryStore(next), predecessor: other }))).toBe('WRONG_LOG');
    expect(await codeOf(openTestLog({ store: openMemoryStore(disk), predecessor: end }))).toBe('WRONG_LOG');
  });

  it('ends a shard that never had an entry', async () => {
    const log = await openTestLog({ store: openMemoryStore() });
    expect(await log.seal()).toMatchObject({ size: 0, root: suite.sha256(new Uint8Array()) });
    await log.close();
  });
});
