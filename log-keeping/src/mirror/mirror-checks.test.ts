// SPDX-License-Identifier: Apache-2.0
// Each check of a mirror by itself: what it refuses, what it cannot prove, and what it may not charge a log with.
import { cp, mkdtemp, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeLeaf, mapFnId, mapKeysOf } from '@touchstone/statements';
import { encodeBase64, hashLeaf, type LogReader, proveConsistency } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MapReplay } from '../replay/map-replay.ts';
import { memoryReplayPlace } from '../replay/open-replay-place.ts';
import { leafAbout, MappedLog } from '../testing/mapped-log.ts';
import { testSigner } from '../testing/scripted-log.ts';
import { openWitnessMemory } from '../witness/witness-state.ts';
import { cosigningMirror } from './cosigning-mirror.ts';
import { type MirrorOptions, MirroredLog } from './mirrored-log.ts';
import { proveSplitView, type SplitViewFile, verifySplitView } from './split-view.ts';

const ORIGIN = 'log.example/1';
const leaves = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => leafAbout(`did:web:p${(from + at) % 7}.example`, from + at));

let folder: string;
const open: { close(): unknown }[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mirror-checks-'));
});
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
  await rm(folder, { recursive: true });
});

async function mirrorOf(log: MappedLog, more: Partial<MirrorOptions> = {}): Promise<MirroredLog> {
  const { origin, signer, read } = log;
  const given = { origin, keys: [signer.key], read, folder, now: () => '2026-11-22T00:00:00Z', ...more };
  const mirror = await MirroredLog.open(suite, given);
  open.push(mirror);
  return mirror;
}
async function closed(mirror: MirroredLog): Promise<void> {
  open.splice(open.indexOf(mirror), 1);
  await mirror.close();
}
const show = (log: MappedLog, note: string) => log.files.set('checkpoint', Buffer.from(note));

describe('a mirror', () => {
  it('asks a log that was caught for nothing more, whatever it shows now', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 5));
    const first = await mirrorOf(log);
    await first.pull();
    await writeFile(join(first.folder, 'refused.json'), JSON.stringify({ code: 'SPLIT_VIEW', detail: 'before' }));
    await closed(first);
    const asked: string[] = [];
    const read: LogReader = (path) => {
      asked.push(path);
      return log.read(path);
    };
    const again = await mirrorOf(log, { read });
    expect(await again.pull()).toMatchObject({ outcome: 'refused', report: { detail: 'before' } });
    expect(asked).toEqual([]);
  });

  it('refuses a log of which a report was kept that cannot be read', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 5));
    const first = await mirrorOf(log);
    await first.pull();
    await writeFile(join(first.folder, 'refused.json'), '{"code": "SPLIT');
    await closed(first);
    const again = await mirrorOf(log);
    expect(await again.pull()).toMatchObject({ outcome: 'refused' });
    expect(await again.objection({ size: 6, root: log.root })).toContain('cannot be read');
  });

  it('takes leaves in their order alone', async () => {
    const replay = new MapReplay(suite, memoryReplayPlace(suite));
    const [entry] = leaves(0, 1) as [Uint8Array];
    const wrong = replay.take([{ index: 1, entry, leafHash: hashLeaf(suite, entry) }]);
    await expect(wrong).rejects.toThrow(RangeError);
  });

  it('has nothing against the empty tree', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 5));
    const mirror = await mirrorOf(log);
    await mirror.pull();
    expect(await mirror.objection({ size: 0, root: new Uint8Array(32) })).toBeUndefined();
  });

  it('takes a log without a map where none is asked for, and holds one that has stated a root to it', async () => {
    const none = new MappedLog('log.example/none', testSigner('log.example/none', 1));
    none.append(...leaves(0, 5));
    await none.checkpoint();
    const mapWhereOffered = true;
    expect(await (await mirrorOf(none, { mapWhereOffered })).pull()).toMatchObject({ outcome: 'grown' });

    const once = new MappedLog('log.example/once', testSigner('log.example/once', 1));
    await once.publish(leaves(0, 5));
    const mirror = await mirrorOf(once, { mapWhereOffered });
    await mirror.pull();
    once.append(...leaves(5, 6));
    await once.checkpoint();
    expect(await mirror.pull()).toMatchObject({ outcome: 'refused', report: { code: 'NO_INDEX_ROOT', leaf: 6 } });

    const lying = new MappedLog('log.example/lying', testSigner('log.example/lying', 1));
    await lying.publish(leaves(0, 5), (each) => each.mapRoot((entry, at) => (at === 2 ? [] : mapKeysOf(entry))));
    const report = { code: 'MAP_ROOT_DIFFERS', omitted: { leaf: 2 } };
    expect(await (await mirrorOf(lying, { mapWhereOffered })).pull()).toMatchObject({ outcome: 'refused', report });

    const misplaced = new MappedLog('log.example/misplaced', testSigner('log.example/misplaced', 1));
    misplaced.append(...leaves(0, 5));
    const mapRoot = misplaced.mapRoot();
    const id = mapFnId((message) => suite.sha256(message));
    misplaced.append(encodeLeaf({ type: 'index-root', mapRoot, size: 4, mapFnId: id }));
    await misplaced.checkpoint();
    expect(await (await mirrorOf(misplaced, { mapWhereOffered })).pull()).toMatchObject({
      ...{ outcome: 'refused', report: { code: 'INDEX_ROOT_MISPLACED', leaf: 5 } },
    });
  });

  it('makes the map of what it stores also while the log shows less', async () => {
    const log = new MappedLog(ORIGIN);
    const before = await log.publish(leaves(0, 5));
    await log.publish(leaves(5, 9));
    const first = await mirrorOf(log);
    await first.pull();
    await closed(first);
    show(log, before);
    const mirror = await mirrorOf(log);
    expect(mirror.replayed).toBe(0);
    expect(await mirror.pull()).toEqual({ outcome: 'behind', size: 6 });
    expect(mirror.replayed).toBe(11);
  });

  it('charges no log with two stories that it cannot prove, and looks again', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 300));
    let answered = Number.POSITIVE_INFINITY;
    // After so many tiles the log shows none any more: found is found, and yet not proved.
    const read: LogReader = async (path) => {
      if (path === 'checkpoint') return log.read(path);
      answered -= 1;
      return answered < 0 ? undefined : log.read(path);
    };
    const mirror = await mirrorOf(log, { read });
    await mirror.pull();
    const other = new MappedLog(ORIGIN);
    await other.publish(leaves(400, 900));
    log.files.clear();
    for (const [path, bytes] of other.files) log.files.set(path, bytes);
    const codes = new Set<string>();
    for (let shown = 0; mirror.report === undefined; shown += 1) {
      expect(shown).toBeLessThan(100);
      answered = shown;
      await mirror.pull().catch((error: { readonly code: string }) => codes.add(error.code));
    }
    expect([...codes].sort()).toEqual(['CORRUPT', 'MISSING_TILE']);
    const { splitView } = mirror.report;
    expect(verifySplitView(suite, { origin: ORIGIN, keys: [log.signer.key] }, splitView as SplitViewFile)).toBe(true);
  });

  it('makes the map anew where it is ahead of the leaves, as on a disk that was put back, or cut off', async () => {
    const log = new MappedLog(ORIGIN);
    const before = await log.publish(leaves(0, 5));
    const first = await mirrorOf(log);
    await first.pull();
    const { folder: own } = first;
    await closed(first);
    await cp(own, join(folder, 'kept'), { recursive: true });
    await log.publish(leaves(5, 300));
    const second = await mirrorOf(log);
    await second.pull();
    await closed(second);
    const map = join(own, 'state', 'map');
    await cp(map, join(folder, 'map-ahead'));
    await rm(own, { recursive: true });
    await cp(join(folder, 'kept'), own, { recursive: true });
    await cp(join(folder, 'map-ahead'), map);
    const third = await mirrorOf(log);
    expect(third.size).toBe(6);
    const newest = await log.checkpoint();
    show(log, before);
    expect(await third.pull()).toEqual({ outcome: 'same', size: 6 });
    show(log, newest);
    expect(await third.pull()).toMatchObject({ outcome: 'grown', size: 302 });
    expect(third.replayed).toBe(302);
    await closed(third);
    const { size } = await stat(map);
    for (const length of [size - 1, Math.floor(size / 2), 1]) {
      await truncate(map, length);
      const cut = await mirrorOf(log);
      await cut.pull();
      expect(cut.replayed).toBe(302);
      await closed(cut);
    }
  });
});

describe('a mirror that cosigns', () => {
  it('cosigns no log that it does not mirror, and none twice for the same tree', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 5));
    const mirror = await mirrorOf(log);
    const memory = await openWitnessMemory(suite, { folder: join(folder, 'witness') });
    open.push(memory);
    const other = new MappedLog('other.example/1', testSigner('other.example/1', 5));
    await other.publish(leaves(0, 3));
    let signed = 0;
    const { pull, witness } = cosigningMirror({
      ...{ suite, memory, logs: new Map([[ORIGIN, mirror]]) },
      keys: new Map([log, other].map((each) => [each.origin, [each.signer.key]])),
      cosigner: testSigner('mirror.example/m1', 9, 'ed25519-cosignature'),
      clock: () => {
        signed += 1;
        return 1_795_000_000;
      },
    });
    expect((await witness(Buffer.from(await other.addCheckpoint(0)))).status).toBe(422);
    expect(await memory.find('other.example/1')).toBeUndefined();
    await pull(mirror);
    expect((await memory.find(ORIGIN))?.size).toBe(6);
    const once = signed;
    expect(once).toBeGreaterThan(0);
    await pull(mirror);
    expect(signed).toBe(once);
  });
});

describe('verifySplitView()', () => {
  const keys = (log: MappedLog) => ({ origin: log.origin, keys: [log.signer.key] });

  it('takes a proof in either order of the notes, and needs every part of it', async () => {
    const log = new MappedLog(ORIGIN);
    const small = await log.publish(leaves(0, 5));
    const other = new MappedLog(ORIGIN);
    const large = await other.publish(leaves(50, 90));
    for (const notes of [
      [small, large],
      [large, small],
    ] as const) {
      const file = await proveSplitView(suite, keys(log), { notes, read: other.read });
      expect(file).toMatchObject({ smaller: small, larger: large });
      const { beginsWith: _, ...without } = file as SplitViewFile;
      expect(verifySplitView(suite, keys(log), file as SplitViewFile)).toBe(true);
      expect(verifySplitView(suite, keys(log), without)).toBe(false);
    }
  });

  it('charges no honest log: not with a root that its tree does not begin with, nor with the empty tree', async () => {
    const log = new MappedLog(ORIGIN);
    const empty = await log.checkpoint();
    const small = await log.publish(leaves(0, 5));
    const large = await log.publish(leaves(5, 60));
    const proof = (await proveConsistency(suite, { from: 6, to: log.size }, log.read)).map(encodeBase64);
    const file = {
      format: 'touchstone/split-view/v1',
      origin: ORIGIN,
      smaller: small,
      larger: large,
      detail: '',
    } as const;
    for (const root of [new Uint8Array(32), new Uint8Array(32).fill(1)]) {
      const framed = { ...file, beginsWith: { root: encodeBase64(root), proof } };
      expect(verifySplitView(suite, keys(log), framed)).toBe(false);
      expect(verifySplitView(suite, keys(log), { ...framed, beginsWith: { ...framed.beginsWith, proof: [] } })).toBe(
        false,
      );
    }
    for (const notes of [
      [empty, large],
      [small, large],
      [large, large],
    ] as const) {
      expect(await proveSplitView(suite, keys(log), { notes, read: log.read })).toBeUndefined();
    }
  });
});
