// SPDX-License-Identifier: Apache-2.0
import { formatCheckpoint, type LogReader, signNote, tilePath } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScriptedLog, testSigner } from '../testing/scripted-log.ts';
import { type FollowedTree, followLog } from './follow-log.ts';

const follow = (log: ScriptedLog, remembered?: FollowedTree) =>
  followLog(suite, { origin: log.origin, keys: [log.signer.key], read: log.read }, remembered);

async function accepted(log: ScriptedLog, remembered?: FollowedTree): Promise<FollowedTree> {
  await log.checkpoint();
  const growth = await follow(log, remembered);
  if (growth.outcome !== 'grown') throw new Error(`the log has not grown: ${growth.outcome}`);
  return growth.tree;
}

async function textsOf(log: ScriptedLog, remembered?: FollowedTree): Promise<readonly string[]> {
  const growth = await follow(log, remembered);
  if (growth.outcome !== 'grown') return [];
  const texts: string[] = [];
  for await (const entries of growth.entries()) {
    for (const { index, entry } of entries) texts[index] = new TextDecoder().decode(entry);
  }
  return texts;
}

/** The log as followLog() takes it, and how many files were asked for. */
function countedLog(log: ScriptedLog) {
  let reads = 0;
  const read: LogReader = (path) => {
    reads += 1;
    return log.read(path);
  };
  return { origin: log.origin, keys: [log.signer.key], read, reads: () => reads };
}

const numbered = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `entry ${from + at}`);

describe('followLog()', () => {
  it('hands over each entry once, in order, whatever the sizes at which it looks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 4 }), async (steps) => {
        const log = new ScriptedLog('log.example/1');
        let remembered: FollowedTree | undefined;
        for (const step of steps) {
          const from = log.size;
          log.append(...numbered(from, from + step));
          await log.checkpoint();
          const texts = await textsOf(log, remembered);
          expect(texts.slice(from)).toEqual(numbered(from, from + step));
          remembered = await accepted(log, remembered);
          expect(await follow(log, remembered)).toEqual({ outcome: 'same' });
        }
      }),
      { numRuns: 15 },
    );
  });

  it('is told of nothing by an older checkpoint, whether the later tiles are still there or not', async () => {
    const log = new ScriptedLog('log.example/1');
    log.append(...numbered(0, 300));
    const older = await log.checkpoint();
    const setBack = log.fork();
    log.append(...numbered(300, 700));
    const remembered = await accepted(log);
    log.files.set('checkpoint', new TextEncoder().encode(older));
    expect(await follow(log, remembered)).toEqual({ outcome: 'behind', size: 300 });
    expect(await follow(setBack, remembered)).toEqual({ outcome: 'behind', size: 300 });
  });

  it.each([
    ['the same size', 500],
    ['a smaller size', 400],
    ['a larger size', 600],
  ])('keeps both checkpoints when the log tells another story in %s', async (_, size) => {
    const log = new ScriptedLog('log.example/1');
    log.append(...numbered(0, 100));
    const fork = log.fork();
    log.append(...numbered(100, 500));
    const remembered = await accepted(log);
    fork.append('rewritten', ...numbered(101, size));
    const shown = await fork.checkpoint();
    expect(await follow(fork, remembered)).toMatchObject({
      outcome: 'split',
      evidence: { remembered: remembered.note, shown },
    });
  });

  it('takes files that are not those of the checkpoint for a fault on the way, not for a second story', async () => {
    const log = new ScriptedLog('log.example/1');
    log.append(...numbered(0, 300));
    await log.checkpoint();
    const path = tilePath({ level: 0, index: 0, width: 256 });
    const tile = Uint8Array.from(log.files.get(path) as Uint8Array);
    tile[40] = (tile[40] as number) ^ 1;
    log.files.set(path, tile);
    await expect(follow(log)).rejects.toMatchObject({ code: 'CORRUPT' });
    log.files.delete(path);
    await expect(follow(log)).rejects.toMatchObject({ code: 'MISSING_TILE' });
  });

  it('charges nobody for a genuine old checkpoint beside a tile with a bit turned over', async () => {
    const log = new ScriptedLog('log.example/1');
    log.append(...numbered(0, 100));
    const older = await log.checkpoint();
    log.append(...numbered(100, 300));
    const remembered = await accepted(log);
    log.files.set('checkpoint', new TextEncoder().encode(older));
    const path = tilePath({ level: 0, index: 0, width: 256 });
    const whole = log.files.get(path) as Uint8Array;
    for (const spoilt of [path, tilePath({ level: 0, index: 0, width: 100 })]) {
      const tile = Uint8Array.from(log.files.get(spoilt) ?? whole.subarray(0, 3_200));
      tile[5] = (tile[5] as number) ^ 1;
      log.files.set(spoilt, tile);
    }
    await expect(follow(log, remembered)).rejects.toMatchObject({ code: 'CORRUPT' });
    log.files.set(path, whole);
    expect(await follow(log, remembered)).toEqual({ outcome: 'behind', size: 100 });
  });

  it('hands over no entry that was exchanged after the tree was verified', async () => {
    const log = new ScriptedLog('log.example/1');
    log.append(...numbered(0, 3));
    await log.checkpoint();
    const growth = await follow(log);
    const liar = new ScriptedLog('log.example/1');
    liar.append('entry 0', 'exchanged', 'entry 2');
    for (const [path, bytes] of liar.files) log.files.set(path, bytes);
    const read = async () => {
      if (growth.outcome === 'grown') for await (const _ of growth.entries());
    };
    await expect(read()).rejects.toMatchObject({ code: 'CORRUPT', at: 'entry 1' });
  });

  it('asks a few tiles of a tree that was signed and is not there, however large it says that it is', async () => {
    for (const size of [2 ** 38, 2 ** 53 - 1]) {
      const log = new ScriptedLog('log.example/1');
      log.append(...numbered(0, 10));
      const remembered = await accepted(log);
      const root = new Uint8Array(32).fill(1);
      const note = await signNote(formatCheckpoint({ origin: log.origin, size, root }), [log.signer]);
      log.files.set('checkpoint', new TextEncoder().encode(note));
      const shown = countedLog(log);
      await expect(followLog(suite, shown, undefined)).rejects.toMatchObject({ code: 'MISSING_TILE' });
      await expect(followLog(suite, shown, remembered)).rejects.toMatchObject({ code: 'MISSING_TILE' });
      expect(shown.reads()).toBeLessThan(60);
    }
  });

  it('proves and hands over a large growth piece by piece, and stops at the first that is not of the tree', async () => {
    const log = new ScriptedLog('log.example/1');
    log.append(...numbered(0, 300));
    const remembered = await accepted(log);
    log.append(...numbered(300, 66_000));
    await log.checkpoint();
    const counted = countedLog(log);
    const growth = await followLog(suite, counted, remembered);
    // The tiles of one piece, and the few of the proofs.
    expect(counted.reads()).toBeLessThan(256 + 40);
    if (growth.outcome !== 'grown') throw new Error(growth.outcome);
    expect(growth.tree.range.size).toBe(66_000);
    const seen: number[] = [];
    for await (const entries of growth.entries()) seen.push(...entries.map(({ index }) => index));
    expect(seen).toEqual(numbered(300, 66_000).map((_, at) => 300 + at));
    // The leaf tiles of the second piece are another tree's, and what stands above them is the signed one's.
    const path = tilePath({ level: 0, index: 257, width: 66_000 - 257 * 256 });
    const sound = log.files.get(path) as Uint8Array;
    const tile = Uint8Array.from(sound);
    tile[0] = (tile[0] as number) ^ 1;
    const before: number[] = [];
    const later = await follow(log, remembered);
    log.files.set(path, tile);
    const readAll = async () => {
      if (later.outcome === 'grown')
        for await (const entries of later.entries()) before.push(...entries.map(({ index }) => index));
    };
    await expect(readAll()).rejects.toMatchObject({ code: 'CORRUPT' });
    expect(before.at(-1)).toBe(65_535);
    log.files.set(path, sound);
    // What is remembered comes from the tiles above, so these must make the root as well.
    const above = Uint8Array.from(log.files.get(tilePath({ level: 2, index: 0, width: 1 })) as Uint8Array);
    above[0] = (above[0] as number) ^ 1;
    log.files.set(tilePath({ level: 2, index: 0, width: 1 }), above);
    await expect(follow(log)).rejects.toMatchObject({ code: 'CORRUPT' });
  });

  it('accepts no checkpoint of another log, of another key, or none', async () => {
    const log = new ScriptedLog('log.example/1');
    await expect(follow(log)).rejects.toMatchObject({ code: 'UNREACHABLE' });
    log.append('a');
    await log.checkpoint();
    const keys = [testSigner('log.example/1', 2).key];
    await expect(followLog(suite, { origin: log.origin, keys, read: log.read }, undefined)).rejects.toMatchObject({
      code: 'WRONG_LOG',
    });
    const other = { origin: 'log.example/2', keys: [log.signer.key], read: log.read };
    await expect(followLog(suite, other, undefined)).rejects.toMatchObject({ code: 'WRONG_LOG' });
  });
});
