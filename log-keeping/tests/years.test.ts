// SPDX-License-Identifier: Apache-2.0
// Mirror and witness over the turn of a year, on the directories of a log a year. Decision record 0062.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatAddCheckpoint, formatVkey, proveConsistency, type NoteKey } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditLog } from '../src/audit/audit-log.ts';
import { addressBeside } from '../src/reader/public-path.ts';
import { memoryReplayPlace } from '../src/replay/open-replay-place.ts';
import { type ChainedLog, type ChainNews, YearChains } from '../src/follow/year-chains.ts';
import { MirroredLog } from '../src/mirror/mirrored-log.ts';
import { folderReader } from '../src/reader/folder-reader.ts';
import { testSigner } from '../src/testing/scripted-log.ts';
import { YEARLY, YearlyLogs } from '../src/testing/yearly-logs.ts';
import { createWitness } from '../src/witness/witness.ts';
import { openWitnessMemory } from '../src/witness/witness-state.ts';

const OLD = `${YEARLY}/2026`;
const YOUNG = `${YEARLY}/2027`;

let folder: string;
let logs: YearlyLogs;
const closing: (() => unknown)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'years-'));
  logs = new YearlyLogs(folder);
  closing.push(() => logs.close());
  await logs.publish(20);
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await rm(folder, { recursive: true });
});

const named = (): ChainedLog => ({ origin: OLD, keys: [logs.keyOf(2026)], address: logs.shown(2026) });
const readAt = (address: string) => folderReader(address);
const codes = (news: readonly ChainNews[]) =>
  news.map((each) => (each.outcome === 'refused' ? each.code : each.outcome));

/** A mirror of the logs of all years, as its program keeps one. */
async function mirrorOfYears() {
  const mirrored = new Map<string, MirroredLog>();
  const logOf = (origin: string) => mirrored.get(origin) as MirroredLog;
  const chains = await YearChains.open({
    ...{ suite, readAt, logs: [named()] },
    treeOf: async (origin) => logOf(origin).tree,
    readKept: (origin) => logOf(origin).readSuccession(),
    keep: (origin, note) => logOf(origin).keepSuccession(note),
    open: async ({ origin, keys, address = '' }) => {
      const options = { origin, keys, read: readAt(address), folder: join(folder, 'mirror') };
      const log = await MirroredLog.open(suite, { ...options, now: () => '2027-01-01T00:00:00Z' });
      mirrored.set(origin, log);
    },
  });
  const close = async () => {
    for (const log of mirrored.values()) await log.close();
    mirrored.clear();
  };
  closing.push(close);
  return { mirrored, chains, close };
}

/** A witness of the logs of all years. */
async function witnessOfYears(first: ChainedLog = named()) {
  const memory = await openWitnessMemory(suite, { folder: join(folder, 'witness') });
  let isOpen = true;
  const close = () => {
    if (isOpen) memory.close();
    isOpen = false;
  };
  closing.push(close);
  const chains = await YearChains.open({
    ...{ suite, readAt, logs: [first] },
    treeOf: (origin) => memory.find(origin),
    readKept: (origin) => memory.readSuccession(origin),
    keep: (origin, note) => memory.keepSuccession(origin, note),
  });
  const cosigners = [testSigner('witness.example/w1', 9, 'ed25519-cosignature')];
  const witness = createWitness({ suite, memory, cosigners, logs: chains.keys, clock: () => 1_800_000_000 });
  const ask = async (year: number, note: string) => {
    const known = await memory.find(`${YEARLY}/${year}`);
    const [from, to] = [known?.size ?? 0, sizeOf(note)];
    const proof = await proveConsistency(suite, { from, to }, readAt(logs.shown(year)));
    return (await witness(Buffer.from(formatAddCheckpoint({ oldSize: from, proof, note })))).status;
  };
  return { chains, ask, close };
}

const sizeOf = (note: string) => Number(note.split('\n')[1]);
const endOf = () => readFile(join(logs.shown(2026), 'checkpoint'), 'utf8');

describe('a mirror at the turn of a year', () => {
  it('takes up the next log by the key that the ended one has signed for, and again after a restart', async () => {
    const { mirrored, chains, close } = await mirrorOfYears();
    await mirrored.get(OLD)?.pull();
    expect(await chains.look()).toEqual([]);
    await logs.publish(2);
    await logs.turn();
    await logs.name(2026);
    const size = sizeOf(await logs.publish(7));
    // Its own tree is older than the end: what begins with a later one is none of its business yet.
    expect(await chains.look()).toEqual([]);
    await mirrored.get(OLD)?.pull();
    expect(await chains.look()).toMatchObject([{ outcome: 'taken', origin: OLD, log: { origin: YOUNG } }]);
    expect(await mirrored.get(YOUNG)?.pull()).toMatchObject({ outcome: 'grown', size });
    expect(await mirrored.get(OLD)?.read('successor')).toEqual(await readAt(logs.shown(2026))('successor'));
    expect(await chains.look()).toEqual([]);
    await close();
    // Nothing of the network is needed for what was taken before.
    await rm(logs.shown(2026), { recursive: true });
    const again = await mirrorOfYears();
    expect([...again.chains.keys.keys()]).toEqual([OLD, YOUNG]);
    expect(again.mirrored.get(YOUNG)?.size).toBe(size);
    const grown = sizeOf(await logs.publish(3));
    expect(await again.mirrored.get(YOUNG)?.pull()).toEqual({ outcome: 'grown', from: size, size: grown });
  });

  it('goes through all years in which it was stopped, one after the other', async () => {
    const { mirrored, chains } = await mirrorOfYears();
    for (const year of [2026, 2027]) {
      await logs.turn();
      await logs.name(year);
      await logs.publish(2);
    }
    for (const origin of [OLD, YOUNG]) {
      await mirrored.get(origin)?.pull();
      expect(codes(await chains.look())).toEqual(['taken']);
    }
    expect([...mirrored.keys()]).toEqual([OLD, YOUNG, `${YEARLY}/2028`]);
  });
});

describe('a witness at the turn of a year', () => {
  it('cosigns the next log once it has cosigned the end of the one before, and no sooner', async () => {
    const { chains, ask, close } = await witnessOfYears();
    expect(await ask(2026, await endOf())).toBe(200);
    await logs.publish(2);
    await logs.turn();
    await logs.name(2026);
    const young = await logs.publish(3);
    expect(await ask(2027, young)).toBe(404);
    // It has not seen the end: what begins with that is not held against anything yet.
    expect(await chains.look()).toEqual([]);
    expect(await ask(2026, await endOf())).toBe(200);
    expect(codes(await chains.look())).toEqual(['taken']);
    expect(await ask(2027, young)).toBe(200);
    close();
    await rm(logs.shown(2026), { recursive: true });
    const again = await witnessOfYears();
    expect(await again.ask(2027, await logs.publish(1))).toBe(200);
  });

  it('cosigns nothing of a year whose predecessor has no address, as it knows no key for it', async () => {
    const { chains, ask } = await witnessOfYears({ origin: OLD, keys: [logs.keyOf(2026)] });
    expect(await ask(2026, await endOf())).toBe(200);
    await logs.turn();
    await logs.name(2026);
    expect(await chains.look()).toEqual([]);
    expect(await ask(2027, await logs.publish(1))).toBe(404);
  });
});

describe('an audit of a directory whose year has ended', () => {
  const audit = () =>
    auditLog(suite, {
      ...{ origin: OLD, keys: [logs.keyOf(2026)], read: readAt(logs.shown(2026)), map: memoryReplayPlace(suite) },
      successorAt: (at) => readAt(addressBeside(logs.shown(2026), at)),
    });

  it('finds the file that names the next log, and holds the beginning of that one against its end', async () => {
    expect((await audit()).successor).toBeUndefined();
    await logs.turn();
    await logs.name(2026);
    expect((await audit()).successor).toMatchObject({ state: 'not-held' });
    await logs.publish(1);
    const vkey = formatVkey(logs.keyOf(2027));
    expect(await audit()).toMatchObject({ outcome: 'sound', successor: { state: 'goes-on', origin: YOUNG, vkey } });
    await logs.name(2026, { signer: 2027 });
    expect(await audit()).toMatchObject({
      outcome: 'sound',
      successor: { state: 'not-held', why: expect.stringContaining('NOT_SIGNED') },
    });
    await logs.name(2026, { key: testSigner(YOUNG, 77).key });
    expect(await audit()).toMatchObject({ outcome: 'sound', successor: { state: 'not-held' } });
  });

  it('is contradicted by a successor that the log has signed for and that begins with another tree', async () => {
    await logs.turn((end) => ({ ...end, size: end.size - 1 }));
    await logs.name(2026);
    await logs.publish(1);
    expect(await audit()).toMatchObject({ outcome: 'contradicted', fault: { at: 'successor' } });
  });
});

describe('a successor that is refused', () => {
  const other = (name: string): NoteKey => testSigner(name, 77).key;
  /** The news after the turn, with what a test does to the name of the successor. */
  const newsAfter = async (act: () => Promise<unknown>, turn = () => logs.turn()) => {
    const { chains, ask } = await witnessOfYears();
    await turn();
    await logs.publish(1);
    expect(await ask(2026, await endOf())).toBe(200);
    await act();
    const news = await chains.look();
    expect([...chains.keys.keys()]).toEqual([OLD]);
    expect(await ask(2027, await logs.publish(1))).toBe(404);
    return codes(news);
  };

  it.each([
    ['signed by another key of the name', () => writeName({ signer: 2027 }), ['NOT_SIGNED']],
    ['not signed at all', () => writeText(`touchstone/successor/v1\n${OLD}\n`), ['NOT_SIGNED']],
    ['of the name of another log', () => writeName({ key: other('log.other.example/2027') }), ['OTHER_NAME']],
    ['of a year that is over', () => writeName({ key: other(`${YEARLY}/2025`), at: '../2025' }), ['OTHER_NAME']],
    ['that is a page of a server', () => writeText('<html>nothing here</html>'), []],
    ['whose files are of another key', () => writeName({ key: other(YOUNG) }), ['unreachable']],
    ['that shows nothing yet', () => writeName({ at: '../2099' }), []],
  ])('%s', async (_, act, expected) => {
    expect(await newsAfter(act)).toEqual(expected);
  });

  it('that begins with another tree than the one that was cosigned', async () => {
    const turn = () => logs.turn((end) => ({ ...end, root: new Uint8Array(32) }));
    expect(await newsAfter(() => writeName({}), turn)).toEqual(['OTHER_BEGINNING']);
  });

  it('that is the second one, or not the one that the operator has named', async () => {
    const { chains, ask } = await witnessOfYears();
    await logs.turn();
    await logs.name(2026);
    await logs.publish(1);
    await ask(2026, await endOf());
    expect(codes(await chains.look())).toEqual(['taken']);
    await logs.name(2026, { key: other(YOUNG) });
    expect(codes(await chains.look())).toEqual(['SECOND_SUCCESSOR']);
    expect(chains.keys.get(YOUNG)).toEqual([logs.keyOf(2027)]);
    const byHand = await YearChains.open({
      ...{ suite, readAt, logs: [named(), { origin: YOUNG, keys: [other(YOUNG)] }] },
      treeOf: async (origin) => (origin === OLD ? { size: 21, root: new Uint8Array(32) } : undefined),
      readKept: async (origin) => (origin === OLD ? logs.name(2026) : undefined),
      keep: () => Promise.reject(new Error('nothing is kept')),
    });
    expect(codes(await byHand.look())).toEqual(['SECOND_SUCCESSOR']);
  });

  const writeName = (by: Parameters<YearlyLogs['name']>[1]) => logs.name(2026, by);
  const writeText = (text: string) => writeFile(join(logs.shown(2026), 'successor'), text);
});
