// SPDX-License-Identifier: Apache-2.0
// Two whole nodes: a laboratory's, which keeps its own log, and a national one, which takes in its trees.
import { generateKeyPairSync, sign } from 'node:crypto';
import { joinBatchReceipt, verifyReceipt } from '@touchstone/evidence';
import { parseDigest } from '@touchstone/identifiers';
import { openLog } from '@touchstone/log-keeping/appender';
import { openMemoryStore } from '@touchstone/log-keeping/storage';
import { type Statement, subjectsOf } from '@touchstone/statements';
import {
  formatAddCheckpoint,
  formatTlogProof,
  formatVkey,
  makeNoteKey,
  type NoteSigner,
  parsePolicy,
  parseTlogProof,
  parseVkey,
  proveConsistency,
  proveInclusion,
  signNote,
} from '@touchstone/transparency-log';
import { nodeLogSuite as suite, nodeNoteKey } from '@touchstone/transparency-log/node';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishNotice, type Reference } from '../../tests/registers-in-use.ts';
import { listen, reauthentication, type TestNode } from '../../tests/test-node.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import { sql } from 'kysely';
import type { HandedLogReport } from './laboratory-logs.ts';
import { readStatement } from './make-leaves.ts';
import { openPublication } from './publication.ts';
import { type LogNode, openLogNode } from './tests/log-node.ts';
import { answerTo, challengeOf, registerLogAt, sendRegistration } from './tests/registered-log.ts';

let national: LogNode;
let laboratory: LogNode;
let url: string;
/** The answer to the registration of the laboratory's log, which it signs nothing before. */
let registered: Awaited<ReturnType<typeof register>>;
beforeAll(async () => {
  national = await openLogNode({
    change: (made) => ({ handedLogs: { ...made.handedLogs, every: 1_000 }, policy: policyOf(witness) }),
  });
  url = `${await listen(national)}/log/laboratories`;
  const witnesses = [{ key: national.settings.handedLogs.cosigner.key, url }];
  const { signer } = nodeNoteKey({ name: LOG, type: 'ed25519', seed: new Uint8Array(32).fill(9) });
  registered = await register(national, signer);
  laboratory = await openLogNode({ change: () => ({ witnesses, origin: LOG, signer }), onUnexpected: () => undefined });
});
afterAll(async () => {
  await laboratory.end();
  await national.end();
});

const LOG = 'laboratory.test/log';
/** A witness that the national node knows; nobody must have cosigned. */
const witness = nodeNoteKey({ name: 'w.test/w', type: 'ed25519-cosignature', seed: new Uint8Array(32).fill(8) }).signer;
const policyOf = ({ key }: NoteSigner) => parsePolicy(suite, `witness w ${formatVkey(key)}\nquorum none\n`);
const read = (log: string) =>
  national.get<HandedLogReport>(undefined, `/api/laboratory-logs?log=${encodeURIComponent(log)}`);

const register = registerLogAt;

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

async function post(body: string, node: TestNode = national): Promise<number> {
  const headers = { host: 'touchstone.test', 'content-type': 'text/plain' };
  const path = '/log/laboratories/add-checkpoint';
  return (await node.app.inject({ method: 'POST', url: path, headers, payload: body })).statusCode;
}

describe("a laboratory's own log", () => {
  it('is taken in by the national one at an interval, and a receipt leads through both', async () => {
    expect([registered.status, registered.body.size]).toEqual([200, 0]);
    const reference: Reference = await publishNotice(laboratory, { standard: 'GB 1-2020' });
    await laboratory.publication.flush();
    const { published } = await laboratory.publication.status();
    await expect
      .poll(async () => (await laboratory.publication.status()).witnesses[0]?.size, { timeout: 120_000 })
      .toBe(published);
    national.testClock.advance(10);
    await national.publication.flush();
    const url = `/api/statements/${encodeURIComponent(reference.issuer)}/${reference.id}`;
    const own = parseTlogProof((await laboratory.send(undefined, { url: `${url}/receipt` })).text);
    // In the background a smaller tree may have been taken in first.
    const root = (await read(LOG)).batchRoots.find(({ size }) => size > own.index);
    if (root?.receipt === undefined) throw new Error('no batch root was published');
    expect(root.from).toBeLessThan(root.to);

    // The laboratory's own receipt, in the very tree that was taken in.
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

  it('is taken in when it signs with ML-DSA-44, and held to two trees of one size as any other', async () => {
    const pair = generateKeyPairSync('ml-dsa-44');
    const publicKey = Uint8Array.from(pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-1312));
    const name = 'newer.test/log';
    const key = makeNoteKey(suite, { name, type: 'ml-dsa-44-cosignature', publicKey });
    const signer: NoteSigner = { key, sign: (message) => new Uint8Array(sign(null, message, pair.privateKey)) };
    expect((await register(national, signer)).status).toBe(200);
    const { log, grow } = await ownLog(name, ['a', 'b', 'c']);
    const textOf = () => `${log.latest()?.note.split('\n\n')[0]}\n`;
    const handed = async (oldSize: number, text: string, time: number) => {
      const proof = await proveConsistency(suite, { from: oldSize, to: Number(text.split('\n')[1]) }, log.read);
      return post(formatAddCheckpoint({ oldSize, proof, note: await signNote(text, [signer], { time }) }));
    };
    const [first] = [textOf()];
    expect(await handed(0, first, 7)).toBe(200);
    expect(await read(name)).toMatchObject({ size: 3, vkey: formatVkey(key), refusals: [] });
    await grow(['d', 'e']);
    // Anybody can add a line that such a key does not sign.
    expect(await handed(3, `${textOf()}a line of somebody's\n`, 8)).toBe(403);
    const spoilt = (await signNote(textOf(), [signer], { time: 8 })).replace('\n5\n', '\n6\n');
    expect(await post(formatAddCheckpoint({ oldSize: 3, proof: [], note: spoilt }))).toBe(403);
    expect((await read(name)).size).toBe(3);
    expect(await handed(3, textOf(), 8)).toBe(200);
    // The same tree signed at another time is the same tree.
    expect(await handed(5, textOf(), 9)).toBe(200);
    national.testClock.advance(10);
    await national.publication.flush();
    await expect.poll(async () => (await read(name)).batchRoots.at(-1)?.size, { timeout: 120_000 }).toBe(5);
    const other = textOf().replace(/\n[^\n]+\n$/, `\n${Buffer.alloc(32, 1).toString('base64')}\n`);
    expect(
      await post(formatAddCheckpoint({ oldSize: 5, proof: [], note: await signNote(other, [signer], { time: 9 }) })),
    ).toBe(422);
    expect((await read(name)).refusals).toMatchObject([{ kind: 'forked' }]);
  });

  it('answers whatever is no request with a status of the protocol, and keeps nothing of it', async () => {
    const { handIn, log, signer } = await ownLog('spoilt.test/log', ['a', 'b', 'c']);
    await register(national, signer);
    expect(await handIn(0)).toBe(200);
    // Batch roots are made in the background all the while.
    const kept = async () => {
      const { size, vkey, party, refusals } = await read('spoilt.test/log');
      return { size, vkey, party, refusals };
    };
    const before = await kept();
    const note = log.latest()?.note as string;
    const request = formatAddCheckpoint({ oldSize: 3, proof: [], note });
    const edit = fc.record({ at: fc.nat(request.length), length: fc.nat(40), by: fc.string({ maxLength: 8 }) });
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(edit, async ({ at, length, by }) => {
        const status = await post(request.slice(0, at) + by + request.slice(at + length));
        seen.add(status);
        expect([200, 400, 403, 404, 409, 422]).toContain(status);
        // A 200 is for the tree that was there: what stands beside the log's signature is not kept.
        expect(await kept()).toEqual(before);
      }),
      { numRuns: 80 },
    );
    expect(seen.has(400)).toBe(true);
    expect(await post('')).toBe(400);
    expect(await post(formatAddCheckpoint({ oldSize: 0, proof: [], note }))).toBe(409);
    expect(await post(request.replaceAll('spoilt.test', 'strange.test'))).toBe(404);
    expect(await post(request.replace('\n3\n', '\n4\n'))).toBe(403);
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
    expect(await rounds(0)).toEqual([1, 2]);
    // From here on less than an interval has passed, whatever the background does.
    await grow(['c']);
    expect(await handIn(2)).toBe(200);
    expect(await rounds(0)).toEqual([1, 2]);
    await grow(['d']);
    expect(await handIn(3)).toBe(200);
    expect(await rounds(10)).toEqual([1, 2, 4]);
    const roots = (await read('grows.test/log')).batchRoots;
    expect(roots.slice(1).map(({ from }) => from)).toEqual(roots.slice(0, -1).map(({ to }) => to));
    const later = await national.get<HandedLogReport>(undefined, '/api/laboratory-logs?log=grows.test%2Flog&size=2');
    expect(later.batchRoots.map(({ size }) => size)).toEqual([2, 4]);
  });

  it('is looked for in the log after a stop before its place was noted, and is there once', async () => {
    const node = await openLogNode({ change: (made) => ({ handedLogs: { ...made.handedLogs, every: 1_000 } }) });
    try {
      const { log, signer } = await ownLog('stops.test/log', ['a', 'b']);
      await register(node, signer);
      const request = formatAddCheckpoint({ oldSize: 0, proof: [], note: log.latest()?.note as string });
      expect(await post(request, node)).toBe(200);
      await node.publication.flush();
      const { keeping, acknowledgedCut: number } = node.recordKeeping;
      const indexes = () =>
        withKeeper(keeping.database, async (transaction) => {
          const { rows } = await sql<{ leafIndex: number }>`select leaf_index from touchstone.batch_root
            where origin = 'stops.test/log'`.execute(transaction);
          return rows.map(({ leafIndex }) => leafIndex);
        });
      const before = await indexes();
      expect(before).toEqual([expect.any(Number)]);
      // While nobody works: a round in the background would rightly bring it in as one that was never there.
      await node.publication.stop();
      await withKeeper(keeping.database, (transaction) =>
        sql`update touchstone.batch_root set leaf_index = null where origin = 'stops.test/log'`.execute(transaction),
      );
      const again = openPublication({
        ...{ settings: node.settings, keeping, number, jurisdiction: 'CN', onError: () => undefined },
        readSigned: () => Promise.reject(new Error('nothing is followed here')),
      });
      await again.flush();
      expect(await indexes()).toEqual(before);
      await again.stop();
    } finally {
      await node.end();
    }
  });

  it('is charged with no smaller tree, whenever a witness cosigned it again, and with another one of a size', async () => {
    const { handIn, signer } = await ownLog('forks.test/log', ['a', 'b', 'c']);
    await register(national, signer);
    expect(await handIn(0)).toBe(200);
    const other = await ownLog('forks.test/log', ['a', 'x']);
    expect(await other.handIn(0)).toBe(409);
    const unproven = await ownLog('forks.test/log', ['a', 'x', 'y', 'z']);
    expect(await unproven.handIn(3)).toBe(422);
    // A smaller tree that nothing dates: anybody may have handed in an old one, and the log is charged with nothing.
    expect((await read('forks.test/log')).refusals).toEqual([]);
    const small = String(other.log.latest()?.note);
    const text = `${small.split('\n\n')[0]}\n`;
    const witnessedAt = async (seconds: number) => {
      const time = Math.floor(Date.parse(national.testClock.now()) / 1_000) + seconds;
      return `${small}${(await signNote(text, [witness], { time })).slice(text.length + 1)}`;
    };
    // Nor by a witness known here, whenever it has cosigned that tree: whoever has it may ask it again.
    for (const seconds of [-600, 600, 86_400]) {
      expect(await other.handIn(0, await witnessedAt(seconds))).toBe(409);
      expect((await read('forks.test/log')).refusals).toEqual([]);
    }
    // It may still show that it went on from what it had shown.
    const forked = await ownLog('forks.test/log', ['a', 'x', 'y']);
    expect(await post(formatAddCheckpoint({ oldSize: 3, proof: [], note: forked.log.latest()?.note as string }))).toBe(
      422,
    );
    expect((await read('forks.test/log')).refusals.map(({ kind }) => kind)).toEqual(['forked']);
    // Two trees of one size are proof: from here on nothing of it is taken, not even what it had shown first.
    expect(await handIn(3)).toBe(422);
    expect((await read('forks.test/log')).size).toBe(3);
  });

  it.each([0, 1, 3, 4, 5])(
    'that signed two trees of one size is found out whatever the request says was before: %i',
    async (old) => {
      const name = `late-fork-${old}.test/log`;
      const { handIn, grow, signer } = await ownLog(name, ['a', 'b', 'c']);
      await register(national, signer);
      expect(await handIn(0)).toBe(200);
      const fork = await ownLog(name, ['q', 'b', 'c', 'x']);
      const other = fork.log.latest()?.note as string;
      // Handed in before the tree that goes on: it is not taken, and nobody knows yet which of both the log means.
      expect(await fork.handIn(3)).toBe(422);
      await grow(['d']);
      expect(await handIn(3)).toBe(200);
      expect((await read(name)).refusals).toEqual([]);
      expect(await post(`old ${old}\n\n${other}`)).toBe(422);
      expect((await read(name)).refusals).toMatchObject([{ kind: 'forked', shown: other }]);
      await grow(['e']);
      expect(await handIn(4)).toBe(422);
      expect((await read(name)).size).toBe(4);
    },
  );

  it('is found out by a tree that was kept before, under another name or as a batch root', async () => {
    const { handIn, grow, signer } = await ownLog('kept.test/log', ['a', 'b']);
    await register(national, signer);
    expect(await handIn(0)).toBe(200);
    national.testClock.advance(10);
    await national.publication.flush();
    await grow(['c', 'd']);
    expect(await handIn(2)).toBe(200);
    // Of the size that this node's log has: the very tree shows nothing, another one is proof.
    const early = await ownLog('kept.test/log', ['a', 'b']);
    expect(await post(`old 4\n\n${early.log.latest()?.note}`)).toBe(400);
    expect((await read('kept.test/log')).refusals).toEqual([]);
    const first = await ownLog('kept.test/log', ['a', 'b', 'x']);
    expect(await first.handIn(0)).toBe(409);
    expect((await read('kept.test/log')).refusals).toEqual([]);
    const second = await ownLog('kept.test/log', ['a', 'b', 'y']);
    expect(await second.handIn(0)).toBe(422);
    const [found] = (await read('kept.test/log')).refusals;
    const notes = [first, second].map(({ log }) => log.latest()?.note);
    expect(found).toMatchObject({ kind: 'forked', remembered: notes[0], shown: notes[1] });

    const batched = await ownLog('batched.test/log', ['a', 'b']);
    await register(national, batched.signer);
    expect(await batched.handIn(0)).toBe(200);
    national.testClock.advance(10);
    await national.publication.flush();
    await batched.grow(['c']);
    expect(await batched.handIn(2)).toBe(200);
    expect(await (await ownLog('batched.test/log', ['a', 'x'])).handIn(0)).toBe(422);
    expect((await read('batched.test/log')).refusals.map(({ kind }) => kind)).toEqual(['forked']);
  });

  it('that forked is not taken again for all the old trees of it that anybody hands in', async () => {
    const { handIn, grow, log, signer } = await ownLog('buried.test/log', ['a']);
    await register(national, signer);
    const notes = [log.latest()?.note as string];
    for (let at = 0; at < 24; at += 1) notes.push((await grow([`g${at}`])).note);
    expect(await handIn(0)).toBe(200);
    for (const note of notes.slice(0, 24)) {
      expect(await post(`old 0\n\n${note}`)).toBe(409);
      // Lines of strangers make no other tree of it.
      expect(await post(`old 0\n\n${note}— stranger.example AAAAAAAA\n`)).toBe(409);
    }
    const { database } = national.recordKeeping.keeping;
    const kept = await withKeeper(database, async (transaction) => {
      const { rows } = await sql<{ shown: string }>`select shown from touchstone.handed_refusal
        where origin = 'buried.test/log'`.execute(transaction);
      return rows;
    });
    expect(kept).toHaveLength(24);
    const fork = await ownLog(
      'buried.test/log',
      notes.map((_, at) => `z${at}`),
    );
    expect(await post(`old 25\n\n${fork.log.latest()?.note}`)).toBe(422);
    expect((await read('buried.test/log')).refusals[0]?.kind).toBe('forked');
    await grow(['more']);
    expect(await handIn(25)).toBe(422);
    expect((await read('buried.test/log')).size).toBe(25);
  });

  it('has nothing against it for a proof that somebody else made up', async () => {
    const { handIn, grow, signer } = await ownLog('honest.test/log', ['a']);
    await register(national, signer);
    expect(await handIn(0)).toBe(200);
    const { note } = await grow(['b']);
    expect(await post(formatAddCheckpoint({ oldSize: 1, proof: [new Uint8Array(32)], note }))).toBe(422);
    expect((await read('honest.test/log')).refusals).toEqual([]);
    expect(await handIn(1)).toBe(200);
    expect((await read('honest.test/log')).refusals).toEqual([]);
  });

  it.each([
    ['that goes on', 1],
    ['kept itself', 2],
  ])('is found out by what was once kept as not shown to go on: by the tree %s', async (_, size) => {
    const { handIn, grow, signer } = await ownLog(`once-${size}.test/log`, ['a']);
    await register(national, signer);
    expect(await handIn(0)).toBe(200);
    const name = `once-${size}.test/log`;
    const shown = (await ownLog(name, ['q', 'x'])).log.latest()?.note as string;
    await grow(['b']);
    if (size === 2) expect(await handIn(1)).toBe(200);
    await withKeeper(national.recordKeeping.keeping.database, (transaction) =>
      sql`insert into touchstone.handed_refusal (origin, seen_at, kind, remembered, shown)
        select origin, now(), 'inconsistent', note, ${shown} from touchstone.handed_log
        where origin = ${name}`.execute(transaction),
    );
    expect((await read(name)).refusals).toEqual([]);
    expect(await (size === 2 ? post(`old 2\n\n${shown}`) : handIn(1))).toBe(422);
    expect((await read(name)).refusals).toMatchObject([{ kind: 'forked' }]);
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
    const { signer: witness } = nodeNoteKey({
      name: 'w',
      type: 'ed25519-cosignature',
      seed: new Uint8Array(32).fill(6),
    });
    const challenge = await challengeOf(national, signer);
    const notes = { challenge, answer: await answerTo(challenge, signer) };
    for (const key of [own.key, witness.key]) {
      expect((await sendRegistration(national, { login: 'signatory', signer: { key }, ...notes })).status).toBe(409);
    }
    const send = async (login: 'signatory' | 'tester', body: object) =>
      (await national.send(login, { method: 'POST', url: '/api/laboratory-logs', body: { ...notes, ...body } })).status;
    const vkey = formatVkey(signer.key);
    expect(await send('signatory', { vkey, ...reauthentication('something else') })).toBe(409);
    expect(await send('signatory', { vkey: 'none', ...reauthentication('x') })).toBe(400);
    expect(await send('tester', { vkey: 'x' })).not.toBe(200);
  });
});
