// SPDX-License-Identifier: Apache-2.0
// Two whole nodes: a laboratory's, which keeps its own log, and a national one, which takes in its trees.
import type { AddressInfo } from 'node:net';
import { joinBatchReceipt, verifyReceipt } from '@touchstone/evidence';
import { parseDigest } from '@touchstone/identifiers';
import { openLog } from '@touchstone/log-keeping/appender';
import { openMemoryStore } from '@touchstone/log-keeping/storage';
import { type Statement, subjectsOf } from '@touchstone/statements';
import {
  formatAddCheckpoint,
  formatTlogProof,
  formatVkey,
  type NoteSigner,
  parseTlogProof,
  parseVkey,
  proveConsistency,
  proveInclusion,
} from '@touchstone/transparency-log';
import { nodeLogSuite as suite, nodeNoteKey } from '@touchstone/transparency-log/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishNotice, type Reference } from '../../tests/registers-in-use.ts';
import { reauthentication, type TestNode } from '../../tests/test-node.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import { sql } from 'kysely';
import { registrationMeaning, type HandedLogReport } from './laboratory-logs.ts';
import { readStatement } from './make-leaves.ts';
import { type LogNode, openLogNode } from './tests/log-node.ts';

let national: LogNode;
let laboratory: LogNode;
let url: string;
beforeAll(async () => {
  national = await openLogNode({ change: (made) => ({ handedLogs: { ...made.handedLogs, every: 1_000 } }) });
  await national.app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(national.app.server.address() as AddressInfo).port}/log/laboratories`;
  const witnesses = [{ key: national.settings.handedLogs.cosigner.key, url }];
  const { signer } = nodeNoteKey({ name: LOG, type: 'ed25519', seed: new Uint8Array(32).fill(9) });
  laboratory = await openLogNode({ change: () => ({ witnesses, origin: LOG, signer }), onUnexpected: () => undefined });
});
afterAll(async () => {
  await laboratory.end();
  await national.end();
});

const LOG = 'laboratory.test/log';
const read = (log: string) =>
  national.get<HandedLogReport>(undefined, `/api/laboratory-logs?log=${encodeURIComponent(log)}`);

async function register(node: TestNode, { key }: NoteSigner, login: 'signatory' | 'rivalLaboratory' = 'signatory') {
  const body = { vkey: formatVkey(key), ...reauthentication(registrationMeaning(key)) };
  return node.send(login, { method: 'POST', url: '/api/laboratory-logs', body });
}

/** A laboratory's log in memory that asks nobody, and one that begins with other entries. */
async function ownLog(name: string, entries: readonly string[]) {
  const { signer } = nodeNoteKey({ name, type: 'ed25519', seed: new Uint8Array(32).fill(4) });
  const log = await openLog({
    origin: name,
    store: openMemoryStore(),
    suite,
    signers: [signer],
    checkpointInterval: 0,
  });
  const grow = async (more: readonly string[]) => {
    for (const each of more) log.append(new TextEncoder().encode(each));
    return (await log.flush()) as NonNullable<ReturnType<typeof log.latest>>;
  };
  await grow(entries);
  const handIn = async (oldSize: number, note = log.latest()?.note as string) => {
    const proof = await proveConsistency(suite, { from: oldSize, to: Number(note.split('\n')[1]) }, log.read);
    return post(formatAddCheckpoint({ oldSize, proof, note }));
  };
  return { log, signer, grow, handIn };
}

async function post(body: string): Promise<number> {
  const headers = { host: 'touchstone.test', 'content-type': 'text/plain' };
  const path = '/log/laboratories/add-checkpoint';
  return (await national.app.inject({ method: 'POST', url: path, headers, payload: body })).statusCode;
}

describe("a laboratory's own log", () => {
  it('is taken in by the national one at an interval, and a receipt leads through both', async () => {
    const registered = await register(national, laboratory.settings.signer);
    expect([registered.status, registered.body.size]).toEqual([200, 0]);
    const reference: Reference = await publishNotice(laboratory, { standard: 'GB 1-2020' });
    await laboratory.publication.flush();
    await expect.poll(async () => (await laboratory.publication.status()).witnesses[0]?.size ?? 0).toBeGreaterThan(0);
    national.testClock.advance(10);
    await national.publication.flush();
    await national.publication.flush();
    const [root] = (await read(LOG)).batchRoots;
    if (root?.receipt === undefined) throw new Error('no batch root was published');
    expect(root.from).toBeLessThan(root.to);

    // The laboratory's own receipt, in the very tree that was taken in.
    const url = `/api/statements/${encodeURIComponent(reference.issuer)}/${reference.id}`;
    const own = parseTlogProof((await laboratory.send(undefined, { url: `${url}/receipt` })).text);
    const where = { index: own.index, size: root.size };
    const hashes = await proveInclusion(suite, where, laboratory.publication.readFile);
    const inner = formatTlogProof({ ...own, hashes, checkpoint: root.checkpoint });
    const receipt = joinBatchReceipt(root.receipt, inner);

    const body = (await laboratory.send(undefined, { url })).body as never;
    const subject = {
      digest: parseDigest(reference.digest),
      subjects: [subjectsOf(readStatement({ body }) as Statement)],
    };
    const { vkey } = await national.publication.status();
    const policy = { logs: [{ key: parseVkey(suite, vkey) }], witnesses: [], quorum: 'none' as const };
    const verdict = verifyReceipt(suite, receipt, { policy, subject });
    expect(verdict.reasons.map(({ code }) => code)).toEqual(['LOG_INCLUDED_UNDATED', 'LOG_BATCH_INCLUDED']);
    const wrong = {
      ...subject,
      digest: parseDigest((await publishNotice(laboratory, { standard: 'GB 2-2020' })).digest),
    };
    expect(verifyReceipt(suite, receipt, { policy, subject: wrong }).outcome).toBe('failed');
    expect((await national.publication.compare()).differences).toEqual([]);
  });

  it('has one batch root an interval, and none while it does not grow', async () => {
    const { handIn, grow, signer } = await ownLog('grows.test/log', ['a']);
    await register(national, signer);
    const rounds = async (seconds: number) => {
      national.testClock.advance(seconds);
      await national.publication.flush();
      await national.publication.flush();
      return (await read('grows.test/log')).batchRoots.map(({ size }) => size);
    };
    expect(await handIn(0)).toBe(200);
    expect(await rounds(10)).toEqual([1]);
    expect(await rounds(10)).toEqual([1]);
    await grow(['b']);
    expect(await handIn(1)).toBe(200);
    await grow(['c']);
    expect(await handIn(2)).toBe(200);
    expect(await rounds(10)).toEqual([1, 3]);
    const roots = (await read('grows.test/log')).batchRoots;
    expect(roots[1]?.from).toBe(roots[0]?.to);
    const later = await national.get<HandedLogReport>(undefined, '/api/laboratory-logs?log=grows.test%2Flog&size=2');
    expect(later.batchRoots.map(({ size }) => size)).toEqual([3]);
  });

  it('is looked for in the log after a stop before its place was noted, and is there once', async () => {
    const { handIn, signer } = await ownLog('stops.test/log', ['a', 'b']);
    await register(national, signer);
    expect(await handIn(0)).toBe(200);
    national.testClock.advance(10);
    await national.publication.flush();
    const { database } = national.recordKeeping.keeping;
    const indexes = () =>
      withKeeper(database, async (transaction) => {
        const { rows } = await sql<{ leafIndex: number }>`select leaf_index from touchstone.batch_root
          where origin = 'stops.test/log'`.execute(transaction);
        return rows.map(({ leafIndex }) => leafIndex);
      });
    const before = await indexes();
    await withKeeper(database, (transaction) =>
      sql`update touchstone.batch_root set leaf_index = null where origin = 'stops.test/log'`.execute(transaction),
    );
    const size = (await national.publication.status()).size;
    // As after a stop: the feeder of a log that is opened does not know what the one before it did.
    const { BatchRootFeeder } = await import('./batch-roots.ts');
    const again = new BatchRootFeeder({
      ...{ database, clock: national.clock, every: 1_000_000_000 },
      shards: () => [
        { shard: { base: 0 }, log: { flush: async () => ({ size }), read: national.publication.readFile } } as never,
      ],
    });
    await again.round().catch(() => undefined);
    expect(await indexes()).toEqual(before);
  });

  it('that was set back, or forked, is refused, and what it signed is kept', async () => {
    const { handIn, log, signer } = await ownLog('forks.test/log', ['a', 'b', 'c']);
    await register(national, signer);
    const three = log.latest()?.note as string;
    expect(await handIn(0)).toBe(200);
    const other = await ownLog('forks.test/log', ['a', 'x']);
    expect(await other.handIn(0)).toBe(409);
    const inconsistent = await ownLog('forks.test/log', ['a', 'x', 'y', 'z']);
    expect(await inconsistent.handIn(3)).toBe(422);
    const report = await read('forks.test/log');
    expect(report.refusals.map(({ kind }) => kind)).toEqual(['rolled-back', 'inconsistent']);
    expect(report.refusals[0]?.remembered).toContain(three.trim());
    expect(report.refusals[0]?.shown).toBe(other.log.latest()?.note);
    // It may still show that it went on from what it had shown.
    const forked = await ownLog('forks.test/log', ['a', 'x', 'y']);
    expect(await post(formatAddCheckpoint({ oldSize: 3, proof: [], note: forked.log.latest()?.note as string }))).toBe(
      422,
    );
    expect((await read('forks.test/log')).refusals.map(({ kind }) => kind)).toContain('forked');
    // Two trees of one size are proof: from here on nothing of it is taken, not even what it had shown first.
    expect(await handIn(3)).toBe(422);
    expect((await read('forks.test/log')).size).toBe(3);
  });

  it('is taken for no other than the one that was registered', async () => {
    const { handIn, log } = await ownLog('strange.test/log', ['a']);
    expect(await handIn(0)).toBe(404);
    expect((await national.problem(undefined, { url: '/api/laboratory-logs?log=strange.test%2Flog' })).code).toBe(
      'NOT_FOUND',
    );
    const { signer } = nodeNoteKey({ name: 'strange.test/log', type: 'ed25519', seed: new Uint8Array(32).fill(5) });
    expect((await register(national, signer)).status).toBe(200);
    expect((await register(national, signer)).status).toBe(200);
    expect(await handIn(0, log.latest()?.note)).toBe(403);
    expect(await post('no request')).toBe(400);
    // The name is bound to its key and its party.
    expect((await register(national, signer, 'rivalLaboratory')).status).toBe(409);
    const { signer: own } = nodeNoteKey({
      name: 'node.test/log/2026',
      type: 'ed25519',
      seed: new Uint8Array(32).fill(6),
    });
    expect((await register(national, own)).status).toBe(409);
    const { signer: witness } = nodeNoteKey({
      name: 'w',
      type: 'ed25519-cosignature',
      seed: new Uint8Array(32).fill(6),
    });
    expect((await register(national, witness)).status).toBe(409);
    const meant = { vkey: formatVkey(signer.key), ...reauthentication('something else') };
    expect(
      (await national.send('signatory', { method: 'POST', url: '/api/laboratory-logs', body: meant })).status,
    ).toBe(409);
    const bad = { vkey: 'none', ...reauthentication('x') };
    expect((await national.send('signatory', { method: 'POST', url: '/api/laboratory-logs', body: bad })).status).toBe(
      400,
    );
    expect(
      (await national.send('tester', { method: 'POST', url: '/api/laboratory-logs', body: { vkey: 'x' } })).status,
    ).not.toBe(200);
  });
});
