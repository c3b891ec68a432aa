// SPDX-License-Identifier: Apache-2.0
import * as fs from 'node:fs/promises';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openNote, originFolder, readWitnessAnswer } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DiskAccess } from '../storage/disk.ts';
import { type OpenServer, openServer } from '../testing/open-server.ts';
import { ScriptedLog, testSigner } from '../testing/scripted-log.ts';
import { createWitness } from './witness.ts';
import { witnessServer } from './witness-server.ts';
import { openWitnessMemory, type WitnessMemory } from './witness-state.ts';

const NOW = 1_795_000_000;
const cosigner = testSigner('witness.example/w1', 9, 'ed25519-cosignature');

let folder: string;
const opened: { server?: OpenServer; memory: WitnessMemory }[] = [];
const troubles: unknown[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'witness-'));
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map(close));
  troubles.length = 0;
  await rm(folder, { recursive: true });
});

async function close({ server, memory }: { server?: OpenServer; memory: WitnessMemory }): Promise<void> {
  await server?.close();
  memory.close();
}

async function serve(log: ScriptedLog, options: { disk?: DiskAccess; in?: string } = {}) {
  const memory = await openWitnessMemory(suite, { folder: options.in ?? folder, ...options });
  const logs = new Map([[log.origin, [log.signer.key]]]);
  const witness = createWitness({ suite, memory, cosigners: [cosigner], logs, clock: () => NOW });
  const server = await openServer(witnessServer({ witness, memory, onError: (error) => troubles.push(error) }));
  const running = { server, memory };
  opened.push(running);
  const { url } = server;
  const post = async (body: string | Uint8Array) => {
    const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body: body as string });
    return {
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      body: await response.text(),
    };
  };
  return { url, post, stop: () => close(opened.splice(opened.indexOf(running), 1)[0] as never) };
}

describe('witnessServer()', () => {
  it('cosigns a tree and the one that appends to it, and shows monitors the last', async () => {
    const log = new ScriptedLog('log.example/1');
    const { url, post } = await serve(log);
    log.append('a', 'b', 'c');
    const first = await post(await log.addCheckpoint(0));
    expect(first.status).toBe(200);
    log.append('d');
    const request = await log.addCheckpoint(3);
    const second = await post(request);
    expect(second.status).toBe(200);

    const note = await log.checkpoint();
    const reply = readWitnessAnswer(suite, { note, keys: [cosigner.key] }, second);
    expect(reply.outcome).toBe('cosigned');
    const shown = await fetch(`${url}/${originFolder(suite, log.origin)}/checkpoint`);
    expect(openNote(suite, await shown.text(), [log.signer.key, cosigner.key])).toMatchObject({
      outcome: 'accepted',
      verified: [{ key: log.signer.key }, { key: cosigner.key, time: NOW }],
    });
  });

  it('answers with the status codes of the protocol and keeps nothing of what it refuses', async () => {
    const log = new ScriptedLog('log.example/1');
    const { url, post } = await serve(log);
    log.append('a', 'b', 'c');
    expect((await post(await log.addCheckpoint(0))).status).toBe(200);
    const before = await readFile(join(folder, originFolder(suite, log.origin), 'checkpoint'));

    const stranger = new ScriptedLog('log.example/2');
    stranger.append('a');
    const forged = new ScriptedLog('log.example/1', testSigner('log.example/1', 2));
    forged.append('a', 'b', 'c', 'd');
    const rewritten = new ScriptedLog('log.example/1');
    rewritten.append('a', 'X', 'c', 'd');
    const behind = new ScriptedLog('log.example/1');
    behind.append('a', 'b');
    log.append('d');
    expect(await post('old 3\n')).toMatchObject({ status: 400 });
    expect(await post(new Uint8Array(2_000_000))).toMatchObject({ status: 400 });
    expect(await post(await stranger.addCheckpoint(0))).toMatchObject({ status: 404 });
    expect(await post(await forged.addCheckpoint(3))).toMatchObject({ status: 403 });
    expect(await post(await rewritten.addCheckpoint(3))).toMatchObject({ status: 422 });
    expect(await post(await behind.addCheckpoint(2))).toMatchObject({ status: 409 });
    expect(await post(await log.addCheckpoint(2))).toMatchObject({
      status: 409,
      contentType: 'text/x.tlog.size',
      body: '3\n',
    });
    expect((await fetch(`${url}/add-checkpoint`)).status).toBe(405);
    expect((await fetch(`${url}/${'0'.repeat(64)}/checkpoint`)).status).toBe(404);
    expect((await fetch(`${url}/..%2f..%2fetc/passwd`)).status).toBe(404);
    expect(await readFile(join(folder, originFolder(suite, log.origin), 'checkpoint'))).toEqual(before);
    expect((await readdir(folder)).filter((name) => !/^(lock|writer)/.test(name))).toEqual([
      originFolder(suite, log.origin),
    ]);
  });

  it('cosigns one of two views that come at the same time, never both', async () => {
    const left = new ScriptedLog('log.example/1');
    left.append('a', 'b');
    const right = left.fork();
    const { post } = await serve(left);
    expect((await post(await left.addCheckpoint(0))).status).toBe(200);
    left.append('c');
    right.append('C');
    const requests = [await left.addCheckpoint(2), await right.addCheckpoint(2)];
    for (let round = 0; round < 10; round += 1) {
      const statuses = (await Promise.all([...requests, ...requests].map(post))).map(({ status }) => status);
      // The first to come wins; who repeats the winner's request is told the size that the witness has.
      expect(statuses.filter((status) => status === 200)).toHaveLength(round === 0 ? 1 : 0);
      expect(statuses.filter((status) => status === 409)).toHaveLength(round === 0 ? 3 : 4);
    }
  });

  it('reads what it remembers for the second of two views only once the first is kept', async () => {
    const left = new ScriptedLog('log.example/1');
    left.append('a', 'b');
    const right = left.fork();
    const kept = await openWitnessMemory(suite, { folder });
    opened.push({ memory: kept });
    // Slow to read: without turns, both views would be held against the state from before either of them.
    const find = async (origin: string) => {
      const state = await kept.find(origin);
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return state;
    };
    const memory: WitnessMemory = { ...kept, find };
    const logs = new Map([[left.origin, [left.signer.key]]]);
    const witness = createWitness({ suite, memory, cosigners: [cosigner], logs, clock: () => NOW });
    const bytesOf = async (log: ScriptedLog, from: number) => new TextEncoder().encode(await log.addCheckpoint(from));
    expect((await witness(await bytesOf(left, 0))).status).toBe(200);
    left.append('c');
    right.append('C');
    const [one, other] = [await bytesOf(left, 2), await bytesOf(right, 2)];
    const statuses = (await Promise.all([witness(one), witness(other)])).map(({ status }) => status);
    expect(statuses).toEqual([200, 409]);
  });

  it('cosigns nothing more once another process has its memory, and leaves what that has cosigned', async () => {
    const log = new ScriptedLog('log.example/1');
    log.append('a');
    const first = await serve(log);
    expect((await first.post(await log.addCheckpoint(0))).status).toBe(200);
    const fork = log.fork();
    log.append('b');
    fork.append('B');
    await rm(join(folder, 'lock'));
    const second = await serve(log);
    expect((await second.post(await log.addCheckpoint(1))).status).toBe(200);
    expect((await first.post(await fork.addCheckpoint(1))).status).toBe(503);
    expect(troubles).toMatchObject([{ code: 'LOCKED' }]);
    await second.stop();
    const { post } = await serve(log);
    expect(await post(await fork.addCheckpoint(1))).toMatchObject({ status: 409, body: '2\n' });
  });

  it('remembers across a restart, and lets no second process write its memory', async () => {
    const log = new ScriptedLog('log.example/1');
    const fork = log.fork();
    log.append('a', 'b');
    fork.append('a', 'B');
    const first = await serve(log);
    expect((await first.post(await log.addCheckpoint(0))).status).toBe(200);
    await expect(serve(log)).rejects.toMatchObject({ code: 'LOCKED' });
    await first.stop();

    const { post } = await serve(log);
    expect(await post(await fork.addCheckpoint(0))).toMatchObject({ status: 409, body: '2\n' });
    expect((await post(await log.addCheckpoint(2))).status).toBe(200);
  });

  it('signs nothing for a log whose state it can no longer read', async () => {
    const log = new ScriptedLog('log.example/1');
    log.append('a');
    const first = await serve(log);
    await first.post(await log.addCheckpoint(0));
    await first.stop();
    await writeFile(join(folder, originFolder(suite, log.origin), 'checkpoint'), 'nothing');
    const { post } = await serve(log);
    expect((await post(await log.addCheckpoint(1))).status).toBe(503);
    expect(troubles).toMatchObject([{ code: 'CORRUPT' }]);
  });

  it('gives no cosignature that it could not remember', async () => {
    const log = new ScriptedLog('log.example/1');
    log.append('a');
    let isFull = false;
    const rename: DiskAccess['rename'] = async (from, to) => {
      if (isFull) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      await fs.rename(from, to);
    };
    const { post, url } = await serve(log, { disk: { ...fs, rename } });
    await post(await log.addCheckpoint(0));
    log.append('b');
    isFull = true;
    expect(await post(await log.addCheckpoint(1))).toMatchObject({ status: 503 });
    expect(troubles).toMatchObject([{ code: 'NO_SPACE' }]);
    const shown = await fetch(`${url}/${originFolder(suite, log.origin)}/checkpoint`);
    expect((await shown.text()).split('\n')[1]).toBe('1');
    isFull = false;
    expect((await post(await log.addCheckpoint(1))).status).toBe(200);
  });

  it.each(['sync of the folder', 'sync of the folder above', 'reading back'])(
    'cosigns no fork of a tree that it kept where the %s failed',
    async (step) => {
      const log = new ScriptedLog('log.example/1');
      log.append('a');
      const own = join(folder, originFolder(suite, log.origin));
      const fork = log.fork();
      let failing = '';
      const failed = () => Object.assign(new Error('disk'), { code: 'EIO' });
      const open: DiskAccess['open'] = async (path, flags, mode) => {
        if (flags === 'r' && failing === 'sync of the folder' && path === own) throw failed();
        if (flags === 'r' && failing === 'sync of the folder above' && path === folder) throw failed();
        return fs.open(path, flags, mode);
      };
      const readFile = (async (path: string) => {
        if (failing === 'reading back') throw failed();
        return fs.readFile(path);
      }) as DiskAccess['readFile'];
      const isFirst = step === 'sync of the folder above';
      const { post, url } = await serve(log, { disk: { ...fs, open, readFile } });
      if (!isFirst) expect((await post(await log.addCheckpoint(0))).status).toBe(200);
      const old = isFirst ? 0 : 1;
      log.append('b');
      fork.append('B');
      failing = step;
      expect((await post(await log.addCheckpoint(old))).status).toBe(503);
      // What is not on disk for good is shown to nobody and nothing is signed over it, neither view.
      expect((await post(await fork.addCheckpoint(old))).status).toBe(503);
      expect((await fetch(`${url}/${originFolder(suite, log.origin)}/checkpoint`)).status).toBe(503);
      failing = '';
      expect(await post(await fork.addCheckpoint(old))).toMatchObject({ status: 409, body: '2\n' });
      const shown = await (await fetch(`${url}/${originFolder(suite, log.origin)}/checkpoint`)).text();
      expect(shown.split('\n').slice(0, 3)).toEqual((await log.checkpoint()).split('\n').slice(0, 3));
      expect((await post(await log.addCheckpoint(2))).status).toBe(200);
    },
  );

  it('signs nothing over a state that reads back as another, until the file is whole again', async () => {
    const log = new ScriptedLog('log.example/1');
    log.append('a');
    const fork = log.fork();
    let isTorn = false;
    const readFile = (async (path: string) => {
      const bytes = await fs.readFile(path);
      return isTorn ? bytes.subarray(0, 20) : bytes;
    }) as DiskAccess['readFile'];
    const { post } = await serve(log, { disk: { ...fs, readFile } });
    expect((await post(await log.addCheckpoint(0))).status).toBe(200);
    log.append('b');
    fork.append('B');
    isTorn = true;
    expect((await post(await log.addCheckpoint(1))).status).toBe(503);
    expect((await post(await fork.addCheckpoint(1))).status).toBe(503);
    expect(troubles).toMatchObject([{ code: 'STORAGE_FAILED' }, { code: 'CORRUPT' }]);
    isTorn = false;
    expect(await post(await fork.addCheckpoint(1))).toMatchObject({ status: 409, body: '2\n' });
  });
});
