// SPDX-License-Identifier: Apache-2.0
import * as fs from 'node:fs/promises';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mapKeysOf } from '@touchstone/statements';
import {
  formatAddCheckpoint,
  hashOfSubtree,
  openNote,
  originFolder,
  proveConsistency,
  tilePath,
} from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditLog } from '../audit/audit-log.ts';
import { httpReader } from '../reader/http-reader.ts';
import { memoryReplayPlace } from '../replay/open-replay-place.ts';
import type { DiskAccess } from '../storage/disk.ts';
import { leafAbout, MappedLog } from '../testing/mapped-log.ts';
import { openServer } from '../testing/open-server.ts';
import { testSigner } from '../testing/scripted-log.ts';
import { openWitnessMemory } from '../witness/witness-state.ts';
import { cosigningMirror } from './cosigning-mirror.ts';
import { mirrorServer } from './mirror-server.ts';
import { MirroredLog } from './mirrored-log.ts';
import { compareViews, proveSplitView, verifySplitView } from './split-view.ts';

const ORIGIN = 'log.example/1';
const NOW = 1_795_000_000;
const cosigner = testSigner('mirror.example/m1', 9, 'ed25519-cosignature');
const party = (number: number) => `did:web:p${number}.example`;
const leaves = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => leafAbout(party((from + at) % 7), from + at));

let folder: string;
const open: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mirror-'));
});
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
  await rm(folder, { recursive: true });
});

async function mirrorOf(log: MappedLog, options: { disk?: DiskAccess } = {}): Promise<MirroredLog> {
  const { origin, signer, read } = log;
  const mirror = await MirroredLog.open(suite, {
    origin,
    keys: [signer.key],
    read,
    folder,
    now: () => '2026-11-22T00:00:00Z',
    ...options,
  });
  open.push(mirror);
  return mirror;
}

async function closed(mirror: MirroredLog): Promise<void> {
  open.splice(open.indexOf(mirror), 1);
  await mirror.close();
}

describe('MirroredLog', () => {
  it('stores byte for byte what the log has, whatever the sizes at which it looks, and goes on where it was', async () => {
    const log = new MappedLog(ORIGIN);
    let mirror = await mirrorOf(log);
    for (const [from, to] of [
      [0, 3],
      [3, 300],
      [300, 301],
      [301, 5_000],
    ] as const) {
      await log.publish(leaves(from, to));
      const before = mirror.size;
      expect(await mirror.pull()).toEqual({ outcome: 'grown', from: before, size: log.size });
      expect(await mirror.pull()).toEqual({ outcome: 'same', size: log.size });
      expect(mirror.replayed).toBe(log.size);
      await closed(mirror);
      mirror = await mirrorOf(log);
    }
    for (const [path, bytes] of log.files) {
      const kept = await mirror.read(path);
      // Of the sizes in between the mirror has those that it saw.
      if (kept !== undefined) expect(Buffer.compare(kept, bytes)).toBe(0);
    }
    expect(await mirror.read(tilePath({ level: 0, index: 3, width: 256 }))).toEqual(
      new Uint8Array(log.files.get(tilePath({ level: 0, index: 3, width: 256 })) as Uint8Array),
    );
    expect(Buffer.from((await mirror.read('checkpoint')) ?? []).toString()).toBe(await log.checkpoint());
  });

  it('says of a folder that was begun under another key of the same name that it was, and blames nobody', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 3));
    const mirror = await mirrorOf(log);
    await mirror.pull();
    await closed(mirror);
    const { read } = log;
    const other = {
      origin: ORIGIN,
      keys: [testSigner(ORIGIN, 77).key],
      read,
      folder,
      now: () => '2026-11-22T00:00:00Z',
    };
    await expect(MirroredLog.open(suite, other)).rejects.toMatchObject({
      code: 'WRONG_LOG',
      message: expect.stringContaining('begun under another key'),
    });
  });

  it('names the leaf, the key and both roots when the map leaves an entry out, and stays refused', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 5));
    const mirror = await mirrorOf(log);
    await mirror.pull();
    const hidden = leafAbout(party(1), 100);
    const honest = (each: MappedLog) => Buffer.from(each.mapRoot()).toString('hex');
    let truth = '';
    await log.publish([leafAbout(party(2), 99), hidden, leafAbout(party(3), 101)], (each) => {
      truth = honest(each);
      return each.mapRoot((entry, index) => (index === 7 ? [] : mapKeysOf(entry)));
    });
    const pulled = await mirror.pull();
    expect(pulled).toMatchObject({
      outcome: 'refused',
      report: {
        ...{ code: 'MAP_ROOT_DIFFERS', leaf: 9, replayed: truth, checkpoint: await log.checkpoint() },
        omitted: { leaf: 7, key: Buffer.from(mapKeysOf(hidden)[0] as Uint8Array).toString('hex') },
      },
    });
    expect(JSON.parse(await readFile(join(mirror.folder, 'refused.json'), 'utf8'))).toMatchObject({
      leaf: 9,
      origin: ORIGIN,
    });
    await log.publish(leaves(200, 201));
    await closed(mirror);
    const again = await mirrorOf(log);
    expect(await again.pull()).toMatchObject({ outcome: 'refused', report: { leaf: 9 } });
    expect(await again.objection({ size: 6, root: log.root })).toContain('caught');
  });

  it('objects to a tree of a size that it stores with another root, and to one that ends before its map root', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 5));
    const mirror = await mirrorOf(log);
    await mirror.pull();
    expect(await mirror.objection({ size: 6, root: log.root })).toBeUndefined();
    expect(await mirror.objection({ size: 6, root: new Uint8Array(32) })).toContain('another root');
    const four = await hashOfSubtree(suite, { start: 0, end: 4, size: 6 }, mirror.read);
    expect(await mirror.objection({ size: 4, root: four })).toContain('not closed');
    expect(await mirror.objection({ size: 7, root: log.root })).toContain('cannot store 7');
  });

  it('refuses a tree that no index root closes, one that covers another size, and one of an unknown rule', async () => {
    const { encodeLeaf, mapFnId } = await import('@touchstone/statements');
    const id = mapFnId((message) => suite.sha256(message));
    const root = (log: MappedLog, more: object) =>
      encodeLeaf({ type: 'index-root', mapRoot: log.mapRoot(), size: log.size, mapFnId: id, ...more });
    const cases: readonly (readonly [string, (log: MappedLog) => Uint8Array])[] = [
      ['NO_INDEX_ROOT', () => leafAbout(party(1), 1)],
      ['NO_INDEX_ROOT', () => Uint8Array.of(2, 1)],
      ['INDEX_ROOT_MISPLACED', (log) => root(log, { size: 2 })],
      ['UNKNOWN_MAP_FN', (log) => root(log, { mapFnId: new Uint8Array(32) })],
    ];
    for (const [at, [code, last]] of cases.entries()) {
      const log = new MappedLog(`log.example/${at}`, testSigner(`log.example/${at}`, 1));
      log.append(...leaves(0, 3));
      log.append(last(log));
      await log.checkpoint();
      const mirror = await mirrorOf(log);
      expect(await mirror.pull()).toMatchObject({ outcome: 'refused', report: { code, leaf: 3 } });
    }
  });

  it('keeps both notes of a log that tells two stories, so that anybody can verify it', async () => {
    for (const more of [0, 2]) {
      const log = new MappedLog(`log.example/s${more}`, testSigner(`log.example/s${more}`, 1));
      await log.publish(leaves(0, 5));
      const other = new MappedLog(log.origin, log.signer);
      await other.publish(leaves(50, 55 + more));
      const mirror = await mirrorOf(log);
      await mirror.pull();
      for (const [path, bytes] of other.files) log.files.set(path, bytes);
      const pulled = await mirror.pull();
      expect(pulled).toMatchObject({ outcome: 'refused', report: { code: 'SPLIT_VIEW' } });
      const file = pulled.outcome === 'refused' ? pulled.report.splitView : undefined;
      if (file === undefined) throw new Error('no proof was kept');
      const keys = { origin: log.origin, keys: [log.signer.key] };
      expect(verifySplitView(suite, keys, file)).toBe(true);
      expect(verifySplitView(suite, keys, { ...file, larger: file.smaller, beginsWith: undefined } as never)).toBe(
        false,
      );
      expect(verifySplitView(suite, { ...keys, keys: [testSigner(log.origin, 3).key] }, file)).toBe(false);
      expect(verifySplitView(suite, keys, { ...file, smaller: 'x' })).toBe(false);
    }
  });

  it('keeps nothing on a full disk, says so, and goes on once there is room', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 10));
    let isFull = false;
    const disk = {
      ...fs,
      open: async (...args: Parameters<typeof fs.open>) => {
        if (isFull && args[1] !== 'r') throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
        return fs.open(...args);
      },
    } as DiskAccess;
    const mirror = await mirrorOf(log, { disk });
    await mirror.pull();
    await log.publish(leaves(10, 20));
    isFull = true;
    await expect(mirror.pull()).rejects.toMatchObject({ code: 'NO_SPACE' });
    expect(mirror.size).toBe(11);
    isFull = false;
    expect(await mirror.pull()).toEqual({ outcome: 'grown', from: 11, size: 22 });
  });

  it('makes the map anew when it was lost or damaged, and trusts its own tiles only as far as they make the root', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 400));
    const mirror = await mirrorOf(log);
    await mirror.pull();
    const { folder: own } = mirror;
    await closed(mirror);
    await rm(join(own, 'state', 'map'));
    const second = await mirrorOf(log);
    expect(await second.pull()).toEqual({ outcome: 'same', size: 401 });
    expect(second.replayed).toBe(401);
    await closed(second);
    await writeFile(join(own, 'state', 'map'), 'no map');
    const third = await mirrorOf(log);
    await third.pull();
    expect(third.replayed).toBe(401);
    await closed(third);
    await writeFile(join(own, 'public', tilePath({ level: 0, index: 1, width: 145 })), new Uint8Array(145 * 32));
    await expect(mirrorOf(log)).rejects.toThrow();
  });
});

describe('cosigningMirror()', () => {
  async function serve(log: MappedLog) {
    const mirror = await mirrorOf(log);
    const memory = await openWitnessMemory(suite, { folder: join(folder, 'witness') });
    const logs = new Map([[log.origin, mirror]]);
    const keys = new Map([[log.origin, [log.signer.key]]]);
    const cosigning = cosigningMirror({ suite, logs, keys, memory, cosigner, clock: () => NOW });
    const troubles: unknown[] = [];
    const server = mirrorServer({
      suite,
      logs: [mirror],
      cosigning: { ...cosigning, memory },
      onError: (error) => troubles.push(error),
    });
    const { url, close } = await openServer(server);
    open.unshift({
      close: async () => {
        await close();
        memory.close();
      },
    });
    const post = async (body: string) => {
      const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
      return { status: response.status, body: await response.text() };
    };
    return { mirror, cosigning, url, post, troubles };
  }

  it('cosigns what it has stored and replayed, when asked and by itself, and serves the files', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 300));
    const { mirror, cosigning, url, post, troubles } = await serve(log);
    expect((await post(await log.addCheckpoint(0))).status).toBe(200);
    await log.publish(leaves(300, 310));
    expect(await cosigning.pull(mirror)).toMatchObject({ outcome: 'grown', size: 312 });
    const base = `${url}/${originFolder(suite, ORIGIN)}`;
    const shown = await (await fetch(`${base}/checkpoint`)).text();
    expect(openNote(suite, shown, [log.signer.key, cosigner.key])).toMatchObject({
      verified: [{ key: log.signer.key }, { key: cosigner.key, time: NOW }],
    });
    for (const path of ['tile/0/000', 'tile/0/001.p/56', 'tile/1/000.p/1', 'tile/entries/001.p/56']) {
      const response = await fetch(`${base}/${path}`);
      expect(response.headers.get('content-type')).toBe('application/octet-stream');
      expect(Buffer.compare(Buffer.from(await response.arrayBuffer()), log.files.get(path) as Uint8Array)).toBe(0);
    }
    const missing = ['tile/0/002', 'state/map', '../state/lock', 'refused.json'];
    for (const path of missing) expect((await fetch(`${base}/${path}`)).status).toBe(404);
    expect((await fetch(`${url}/${'0'.repeat(64)}/checkpoint`)).status).toBe(404);
    expect((await fetch(`${base}/checkpoint`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${base}/checkpoint`, { method: 'HEAD' })).status).toBe(200);
    expect(troubles).toEqual([]);
  });

  it('serves every file of the tree that it cosigned, also where the log showed it a larger one only', async () => {
    const log = new MappedLog(ORIGIN);
    const asked = await log.publish(leaves(0, 300));
    const then = log.fork();
    // Before the mirror looks, the log has grown, and no longer keeps what only the tree before had.
    await log.publish(leaves(300, 410));
    for (const path of log.files.keys()) if (/\.p\/45$/.test(path)) log.files.delete(path);
    const { mirror, url, post, troubles } = await serve(log);
    expect((await post(formatAddCheckpoint({ oldSize: 0, proof: [], note: asked }))).status).toBe(200);
    expect(mirror.size).toBe(412);
    const { origin, signer } = log;
    const read = httpReader(`${url}/${originFolder(suite, origin)}`);
    const map = memoryReplayPlace(suite);
    const report = await auditLog(suite, { origin, keys: [signer.key], read, map });
    expect(report).toMatchObject({ outcome: 'sound', entries: 301, checkpoint: { size: 301 } });
    for (const [path, bytes] of then.files) {
      if (path !== 'checkpoint')
        expect([path, Buffer.compare((await read(path)) as Uint8Array, bytes)]).toEqual([path, 0]);
    }
    for (const path of [
      'tile/0/001',
      'tile/0/001.p/157',
      'tile/entries/001.p/157',
      'tile/0/002.p/1',
      'tile/2/000.p/1',
    ]) {
      expect([path, await read(path)]).toEqual([path, undefined]);
    }
    expect(troubles).toEqual([]);
  });

  it('does not cosign a tree that the log does not show, or whose map is false', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 5));
    const { mirror, post } = await serve(log);
    expect((await post(await log.addCheckpoint(0))).status).toBe(200);
    const ahead = log.fork();
    await ahead.publish(leaves(5, 9));
    expect(await post(await ahead.addCheckpoint(6))).toMatchObject({ status: 422 });
    await log.publish(leaves(5, 9), (each) => each.mapRoot((entry, index) => (index === 6 ? [] : mapKeysOf(entry))));
    expect(await post(await log.addCheckpoint(6))).toMatchObject({ status: 422 });
    expect(mirror.report).toMatchObject({ code: 'MAP_ROOT_DIFFERS', omitted: { leaf: 6 } });
  });

  it('cosigns an older tree that it has, and none that ends in the middle of a batch', async () => {
    const log = new MappedLog(ORIGIN);
    const first = await log.publish(leaves(0, 5));
    const early = log.fork();
    early.append(leafAbout(party(1), 5));
    await log.publish([leafAbout(party(1), 5), leafAbout(party(2), 6)]);
    const { mirror, post } = await serve(log);
    await mirror.pull();
    expect((await post(formatAddCheckpoint({ oldSize: 0, proof: [], note: first }))).status).toBe(200);
    const proof = await proveConsistency(suite, { from: 6, to: 7 }, early.read);
    const middle = formatAddCheckpoint({ oldSize: 6, proof, note: await early.checkpoint() });
    expect(await post(middle)).toMatchObject({ status: 422 });
  });
});

describe('compareViews()', () => {
  it('says nothing about views of which one is the beginning of the other', async () => {
    const log = new MappedLog(ORIGIN);
    const small = await log.publish(leaves(0, 5));
    const large = await log.publish(leaves(5, 50));
    const keys = { origin: ORIGIN, keys: [log.signer.key] };
    const views = [small, large, large].map((note, at) => ({ from: `w${at}`, note, read: log.read }));
    expect(await compareViews(suite, keys, views)).toBeUndefined();
    const strange = small.replace(ORIGIN, 'x.example/1');
    expect(await proveSplitView(suite, keys, { notes: [small, strange], read: log.read })).toBeUndefined();
  });
});
