// SPDX-License-Identifier: Apache-2.0
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mapKeysOf, subjectListEntry } from '@touchstone/statements';
import {
  appendLeafHashes,
  EMPTY_RANGE,
  formatAddCheckpoint,
  hashLeaf,
  type NoteSigner,
  originFolder,
  proveConsistency,
  rootOfRange,
} from '@touchstone/transparency-log';
import { encodeSubjectValue } from '@touchstone/transparency-log/map';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from '../src/appender/open-log.ts';
import { auditLog } from '../src/audit/audit-log.ts';
import { followLog } from '../src/follow/follow-log.ts';
import { MirroredLog, type Pulled } from '../src/mirror/mirrored-log.ts';
import { compareViews, verifySplitView } from '../src/mirror/split-view.ts';
import { memoryReplayPlace } from '../src/replay/open-replay-place.ts';
import { openFileStore } from '../src/storage/file-store.ts';
import { leafAbout, MappedLog } from '../src/testing/mapped-log.ts';
import { openServer } from '../src/testing/open-server.ts';
import { testSigner } from '../src/testing/scripted-log.ts';
import { createWitness } from '../src/witness/witness.ts';
import { witnessServer } from '../src/witness/witness-server.ts';
import { openWitnessMemory } from '../src/witness/witness-state.ts';

const ORIGIN = 'log.example/1';
const FIRM = 'did:web:firm.example';
const leaves = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => leafAbout(`did:web:p${(from + at) % 5}.example`, from + at));

let folder: string;
const closing: (() => unknown)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attack-'));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await rm(folder, { recursive: true });
});

/** A witness over HTTP, with a memory of its own on disk. */
async function witnessOf(log: MappedLog, number: number) {
  const memory = await openWitnessMemory(suite, { folder: join(folder, `witness-${number}`) });
  const cosigner: NoteSigner = testSigner(`witness.example/${number}`, 20 + number, 'ed25519-cosignature');
  const logs = new Map([[log.origin, [log.signer.key]]]);
  const witness = createWitness({ suite, memory, cosigners: [cosigner], logs, clock: () => 1_795_000_000 });
  const { url, close } = await openServer(witnessServer({ witness, memory, onError: () => undefined }));
  closing.push(async () => {
    await close();
    memory.close();
  });
  const ask = async (request: string) =>
    (await fetch(`${url}/add-checkpoint`, { method: 'POST', body: request })).status;
  const shown = async () => (await fetch(`${url}/${originFolder(suite, log.origin)}/checkpoint`)).text();
  return { ask, shown, url };
}

async function mirrorOf(log: MappedLog, name = 'mirror'): Promise<MirroredLog> {
  const { origin, signer, read } = log;
  const options = { origin, keys: [signer.key], read, folder: join(folder, name), now: () => '2026-11-22T00:00:00Z' };
  const mirror = await MirroredLog.open(suite, options);
  closing.push(() => mirror.close());
  return mirror;
}

const audit = (log: MappedLog, known: readonly string[] = [], isOwnAddress = false) =>
  auditLog(suite, {
    ...{ origin: log.origin, keys: [log.signer.key], read: log.read, map: memoryReplayPlace(suite) },
    known: known.map((note) => ({ from: 'a receipt', note })),
    isOwnAddress,
  });

function reportOf(pulled: Pulled) {
  if (pulled.outcome !== 'refused') throw new Error(`the mirror refused nothing: ${pulled.outcome}`);
  return pulled.report;
}

/** A log of one batch, and the same with other leaves in its place, signed by the same key. */
async function logAndRewriting(change: (log: MappedLog) => readonly Uint8Array[]) {
  const log = new MappedLog(ORIGIN);
  const shown = await log.publish(leaves(0, 300));
  const rewritten = new MappedLog(ORIGIN);
  await rewritten.publish(change(log));
  await rewritten.publish(leaves(400, 410));
  return { log, shown, rewritten };
}

/** Makes the log show what another has. */
function replace(log: MappedLog, by: MappedLog): void {
  log.files.clear();
  for (const [path, bytes] of by.files) log.files.set(path, bytes);
}

describe.each([
  [
    'rewritten entry',
    (log: MappedLog) => log.entries.slice(0, 300).map((entry, at) => (at === 7 ? leafAbout(FIRM, 7) : entry)),
  ],
  ['dropped entry', (log: MappedLog) => log.entries.slice(0, 300).filter((_, at) => at !== 7)],
])('%s', (_, change) => {
  it('is caught by a witness at the next checkpoint: it finds no proof and does not cosign', async () => {
    const { log, rewritten } = await logAndRewriting(change);
    const { ask } = await witnessOf(log, 1);
    expect(await ask(await log.addCheckpoint(0))).toBe(200);
    expect(await ask(await rewritten.addCheckpoint(301))).toBe(422);
  });

  it('is caught by a mirror and by every follower at the next look: two signed stories, kept with their proof', async () => {
    const { log, rewritten } = await logAndRewriting(change);
    const mirror = await mirrorOf(log);
    await mirror.pull();
    const own = { origin: ORIGIN, keys: [log.signer.key] };
    const followed = await followLog(suite, { ...own, read: log.read }, undefined);
    replace(log, rewritten);
    const { code, splitView } = reportOf(await mirror.pull());
    expect(code).toBe('SPLIT_VIEW');
    expect(splitView !== undefined && verifySplitView(suite, own, splitView)).toBe(true);
    if (followed.outcome !== 'grown') throw new Error(followed.outcome);
    expect(await followLog(suite, { ...own, read: log.read }, followed.tree)).toMatchObject({ outcome: 'split' });
  });

  it('is caught by an auditor who holds a receipt from before, whenever he audits', async () => {
    const { rewritten, shown } = await logAndRewriting(change);
    expect(await audit(rewritten)).toMatchObject({ outcome: 'sound' });
    expect(await audit(rewritten, [shown])).toMatchObject({
      outcome: 'contradicted',
      fault: { at: 'a receipt', proof: 'signed' },
    });
  });
});

describe('rewritten entry in the files alone, under the old checkpoint', () => {
  it('is caught by whoever reads it, at once: by an auditor, by a mirror, by a follower', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 300));
    const other = new MappedLog(ORIGIN);
    await other.publish([...leaves(0, 7), leafAbout(FIRM, 7), ...leaves(8, 300)]);
    log.files.set('tile/entries/000', other.files.get('tile/entries/000') as Uint8Array);
    // Whoever keeps the files may have done that: the log is charged where it serves them itself.
    const fault = { at: 'tile/entries/000' };
    expect(await audit(log)).toMatchObject({ outcome: 'damaged', fault });
    expect(await audit(log, [], true)).toMatchObject({ outcome: 'contradicted', fault: { ...fault, proof: 'served' } });
    const mirror = await mirrorOf(log);
    await expect(mirror.pull()).rejects.toMatchObject({ code: 'CORRUPT', at: 'entry 7' });
    expect(mirror.size).toBe(0);
  });
});

describe('split view shown to two witnesses', () => {
  it('is cosigned by each, and caught by a monitor that compares their monitoring addresses', async () => {
    for (const more of [0, 40]) {
      const log = new MappedLog(ORIGIN);
      await log.publish(leaves(0, 300));
      const other = new MappedLog(ORIGIN);
      await other.publish([...leaves(0, 299), leafAbout(FIRM, 299), ...leaves(300, 300 + more)]);
      const [one, two] = [await witnessOf(log, 10 + more), await witnessOf(log, 11 + more)];
      expect(await one.ask(await log.addCheckpoint(0))).toBe(200);
      expect(await two.ask(await other.addCheckpoint(0))).toBe(200);
      const keys = { origin: ORIGIN, keys: [log.signer.key] };
      const caught = await compareViews(suite, keys, [
        { from: one.url, note: await one.shown(), read: log.read },
        { from: two.url, note: await two.shown(), read: other.read },
      ]);
      expect(caught?.between).toEqual([one.url, two.url]);
      expect(caught !== undefined && verifySplitView(suite, keys, caught.file)).toBe(true);
    }
  });
});

describe('hidden penalty, left out of the map', () => {
  const hide = (log: MappedLog, index: number) => log.mapRoot((entry, at) => (at === index ? [] : mapKeysOf(entry)));

  it('is caught by a mirror before it cosigns: leaf, key and both roots are named', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 300));
    const mirror = await mirrorOf(log);
    await mirror.pull();
    const penalty = leafAbout(FIRM, 1_000);
    await log.publish([penalty, ...leaves(300, 320)], (each) => hide(each, 301));
    const key = Buffer.from(mapKeysOf(penalty)[0] as Uint8Array).toString('hex');
    const report = reportOf(await mirror.pull());
    expect(report).toMatchObject({ code: 'MAP_ROOT_DIFFERS', leaf: 322, omitted: { leaf: 301, key } });
    expect(report.stated).toBe(Buffer.from(hide(log, 301)).toString('hex'));
    expect(await mirror.objection({ size: log.size, root: log.root })).toContain('caught');
  });

  it('is caught by an auditor afterwards, however many batches ago it was hidden', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish([...leaves(0, 20), leafAbout(FIRM, 1_000)], (each) => hide(each, 20));
    await log.publish(leaves(20, 600));
    expect(await audit(log)).toMatchObject({ fault: { at: 'entry 21', map: { omitted: { leaf: 20 } } } });
  });

  it('is not caught by a witness that stores nothing: that is what a mirror is for', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish([leafAbout(FIRM, 1_000)], (each) => hide(each, 0));
    const { ask } = await witnessOf(log, 1);
    expect(await ask(await log.addCheckpoint(0))).toBe(200);
  });
});

describe('invented entry in the map', () => {
  const invented = (log: MappedLog) => {
    const key = mapKeysOf(leafAbout(FIRM, 1_000))[0] as Uint8Array;
    const row = hashLeaf(suite, subjectListEntry(3, hashLeaf(suite, log.entries[3] as Uint8Array)));
    const root = rootOfRange(suite, appendLeafHashes(suite, EMPTY_RANGE, [row]));
    return log.mapRoot(mapKeysOf, [{ key, value: encodeSubjectValue({ count: 1, root }) }]);
  };

  it('is caught by a mirror before it cosigns, and by an auditor: the leaves make another root', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 10), invented);
    const mirror = await mirrorOf(log);
    const truth = Buffer.from(log.mapRoot()).toString('hex');
    expect(reportOf(await mirror.pull())).toMatchObject({ code: 'MAP_ROOT_DIFFERS', leaf: 10, replayed: truth });
    expect(await audit(log)).toMatchObject({ outcome: 'contradicted', fault: { at: 'entry 10', right: truth } });
  });
});

describe('equivocating map root', () => {
  it('shown under one size to two mirrors is refused by the one that it lies to, and proves the split view', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 10));
    const other = log.fork();
    await log.publish([leafAbout(FIRM, 1_000)]);
    await other.publish([leafAbout(FIRM, 1_000)], (each) =>
      each.mapRoot((entry, at) => (at === 11 ? [] : mapKeysOf(entry))),
    );
    const [told, lied] = [await mirrorOf(log, 'told'), await mirrorOf(other, 'lied')];
    expect(await told.pull()).toMatchObject({ outcome: 'grown', size: 13 });
    expect(reportOf(await lied.pull())).toMatchObject({ code: 'MAP_ROOT_DIFFERS', leaf: 12 });
    const keys = { origin: ORIGIN, keys: [log.signer.key] };
    const notes = await Promise.all(
      [told, lied].map(async (mirror) => Buffer.from((await mirror.read('checkpoint')) ?? []).toString()),
    );
    const views = notes.map((note, at) => ({ from: `mirror ${at}`, note, read: (at === 0 ? told : lied).read }));
    expect(await compareViews(suite, keys, views)).toMatchObject({ between: ['mirror 0', 'mirror 1'] });
  });

  it('within one tree is caught by every mirror and auditor: a root for another size than its place', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 10));
    const first = log.entries[10] as Uint8Array;
    log.append(first);
    await log.checkpoint();
    expect(reportOf(await (await mirrorOf(log)).pull())).toMatchObject({ code: 'INDEX_ROOT_MISPLACED', leaf: 11 });
    expect(await audit(log)).toMatchObject({ outcome: 'contradicted', fault: { at: 'entry 11' } });
  });
});

describe('rolled-back disk', () => {
  it('is caught by the log itself when it opens with a checkpoint that somebody has seen', async () => {
    const directory = join(folder, 'log');
    const signer = testSigner(ORIGIN, 1);
    const options = { origin: ORIGIN, suite, signers: [signer], batchAge: 0, checkpointInterval: 3_600_000 };
    const write = async (count: number) => {
      const log = await openLog({ ...options, store: await openFileStore(directory) });
      for (const leaf of leaves(0, count)) log.append(leaf);
      const tree = await log.flush();
      await log.close();
      if (tree === undefined) throw new Error('nothing was published');
      return tree;
    };
    await write(5);
    await cp(directory, join(folder, 'backup'), { recursive: true });
    const seen = await write(7);
    await rm(directory, { recursive: true });
    await cp(join(folder, 'backup'), directory, { recursive: true });
    const store = await openFileStore(directory);
    closing.push(() => store.close());
    await expect(openLog({ ...options, store, known: [seen] })).rejects.toMatchObject({ code: 'ROLLED_BACK' });
  });

  it('is caught by witness and mirror at the first checkpoint that goes on from the old state', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 10));
    const backup = log.fork();
    await log.publish(leaves(10, 20));
    const { ask } = await witnessOf(log, 1);
    expect(await ask(await log.addCheckpoint(0))).toBe(200);
    const mirror = await mirrorOf(log);
    await mirror.pull();
    await backup.checkpoint();
    replace(log, backup);
    expect(await mirror.pull()).toEqual({ outcome: 'behind', size: 11 });
    await backup.publish(leaves(30, 45));
    replace(log, backup);
    expect(await ask(await backup.addCheckpoint(22))).toBe(422);
    expect(reportOf(await mirror.pull())).toMatchObject({ code: 'SPLIT_VIEW' });
  });
});

describe('replayed old checkpoint', () => {
  it('moves no witness and no mirror back: 409 with the size cosigned last, and "behind"', async () => {
    const log = new MappedLog(ORIGIN);
    const old = await log.publish(leaves(0, 10));
    const { ask, shown, url } = await witnessOf(log, 1);
    const replay = formatAddCheckpoint({ oldSize: 0, proof: [], note: old });
    expect(await ask(replay)).toBe(200);
    const mirror = await mirrorOf(log);
    await log.publish(leaves(10, 20));
    expect(await ask(await log.addCheckpoint(11))).toBe(200);
    await mirror.pull();
    const answer = await fetch(`${url}/add-checkpoint`, { method: 'POST', body: replay });
    expect([answer.status, await answer.text()]).toEqual([409, '22\n']);
    const back = await proveConsistency(suite, { from: 11, to: 22 }, log.read);
    expect(await ask(formatAddCheckpoint({ oldSize: 22, proof: back, note: old }))).toBe(400);
    expect(await shown()).toContain('\n22\n');
    log.files.set('checkpoint', Buffer.from(old));
    expect(await mirror.pull()).toEqual({ outcome: 'behind', size: 11 });
    expect(mirror.size).toBe(22);
  });
});
