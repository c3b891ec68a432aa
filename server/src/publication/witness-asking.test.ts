// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog, type PublishedTree } from '@touchstone/log-keeping/appender';
import { openFileStore, openMemoryStore } from '@touchstone/log-keeping/storage';
import { openServer } from '@touchstone/log-keeping/testing';
import {
  formatCheckpoint,
  formatNote,
  formatSignatureLines,
  formatVkey,
  type NoteKey,
  type NoteSignature,
  type NoteSigner,
  openNote,
  originFolder,
  parseAddCheckpoint,
  parseNote,
  parsePolicy,
  parseTlogProof,
  signNote,
  signText,
  verifyCheckpoint,
} from '@touchstone/transparency-log';
import { nodeLogSuite as suite, nodeNoteKey } from '@touchstone/transparency-log/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StatementInput } from '../record-keeping/fact.ts';
import { publicTenant } from '../record-keeping/tenant.ts';
import { openLogSettings } from './open-settings.ts';
import type { Publication } from './publication.ts';
import { logRoutes } from './routes.ts';
import { type LogWorld, openLogWorld } from './tests/log-world.ts';
import { openStockWitness, type StockWitness } from './tests/stock-witness.ts';
import { type Asking, WitnessAsking } from './witness-asking.ts';
import { openStatus } from './tests/open-status.ts';

let world: LogWorld;
let folder: string;
/** What the witnesses' clocks say, in POSIX seconds. */
let seconds = 1_795_000_000;
const ends: (() => Promise<void>)[] = [];
beforeEach(async () => {
  world = await openLogWorld();
  seconds = 1_795_000_000;
  folder = await mkdtemp(join(tmpdir(), 'touchstone-witness-'));
});
afterEach(async () => {
  await world.end();
  for (const end of ends.splice(0)) await end();
  await rm(folder, { recursive: true });
});

async function listen(server: Server, port = 0): Promise<string> {
  const { url, close } = await openServer(server, port);
  ends.push(close);
  return url;
}

/** A stock witness that knows the log of the world. */
async function witness(name: string): Promise<StockWitness> {
  const { signer } = await openLogSettings({ folder: world.folder, origin: 'world.test/log' });
  const onError = (error: unknown) => world.troubles.push(error);
  const made = await openStockWitness({ folder, name, knows: [signer.key], clock: () => seconds, onError });
  ends.push(made.end);
  return made;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('a log with witnesses', () => {
  it('publishes their cosignatures, whether or not they remember what this start of the program does not', async () => {
    const both = [await witness('one.example'), await witness('two.example')];
    for (const _ of [1, 2]) {
      await world.notices(2);
      const publication = await world.open({ witnesses: both });
      await publication.flush();
      const { published } = await openStatus(publication);
      await until(async () => (await publication.status()).witnesses.every(({ size }) => size === published));
      const note = new TextDecoder().decode((await publication.readFile('checkpoint')) as Uint8Array);
      const { vkey } = await publication.status();
      const lines = both.map(({ key }, n) => `witness w${n} ${formatVkey(key)}`);
      const policy = parsePolicy(suite, `log ${vkey}\n${lines.join('\n')}\ngroup g all w0 w1\nquorum g\n`);
      expect(verifyCheckpoint(suite, note, policy)).toMatchObject({ outcome: 'accepted', missing: [] });
      expect(note.match(/^— /gm)).toHaveLength(3);
    }
    expect(world.troubles).toEqual([]);
  });

  it('is cosigned anew while nothing is handed in, and a witness that is gone meanwhile is named', async () => {
    const good = await witness('good.example');
    const endOfServer = ends.pop();
    await world.notices(1);
    const publication = await world.open({ witnesses: [good], witnessEvery: 20 });
    await publication.flush();
    const { published } = await openStatus(publication);
    const cosignedAt = async (): Promise<number | undefined> => {
      const note = new TextDecoder().decode((await publication.readFile('checkpoint')) as Uint8Array);
      const opened = openNote(suite, note, [good.key]);
      return opened.outcome === 'accepted' ? opened.verified[0]?.time : undefined;
    };
    await until(async () => (await cosignedAt()) === seconds);
    seconds += 3_600;
    await until(async () => (await cosignedAt()) === seconds);
    expect((await publication.status()).witnesses[0]).toMatchObject({ size: published });
    await endOfServer?.();
    await until(async () => (await publication.status()).witnesses[0]?.trouble !== undefined);
    expect((await openStatus(publication)).published).toBe(published);
  });

  it('says which group keeps the newest tree from counting, as long as it does', async () => {
    const [government, consumer] = [await witness('government.example'), await witness('consumer.example')];
    const { signer } = await openLogSettings({ folder: world.folder, origin: 'world.test/log' });
    const lines = [
      `log ${formatVkey(signer.key)}`,
      `witness g1 ${formatVkey(government.key)}`,
      `witness c1 ${formatVkey(consumer.key)}`,
      'group government any g1',
      'group consumer any c1',
      'group sides all government consumer',
      'quorum sides',
    ];
    const policy = parsePolicy(suite, `${lines.join('\n')}\n`);
    const gone = { key: consumer.key, url: 'http://127.0.0.1:9' };
    await world.notices(1);
    const alone = await world.open({ policy, witnesses: [government, gone] });
    await alone.flush();
    const { published } = await openStatus(alone);
    await until(async () => (await alone.status()).witnesses[0]?.size === published);
    expect(await alone.status()).toMatchObject({
      counting: 0,
      quorum: { name: 'sides', size: published, met: false, missing: ['consumer'] },
    });
    const both = await world.open({ policy, witnesses: [government, consumer] });
    await until(async () => (await both.status()).counting === published);
    const { quorum } = await both.status();
    expect(quorum).toMatchObject({ met: true, missing: [] });
    expect(quorum?.groups.map(({ name, threshold, met }) => [name, threshold, met])).toEqual([
      ['sides', 2, true],
      ['government', 1, true],
      ['consumer', 1, true],
    ]);
    expect(quorum?.groups[2]?.members).toEqual([{ name: 'c1', met: true, cosignedAt: '2026-11-18T11:06:40Z' }]);
  });

  it('is held up by none of them: one that refuses, one that never answers, one that is not there', async () => {
    const good = await witness('good.example');
    const silent = createServer(() => {});
    const hanging = await listen(silent);
    const refusing = await listen(createServer((_, response) => response.writeHead(403).end('no\n')));
    const witnesses = [
      good,
      { key: good.key, url: hanging },
      { key: good.key, url: refusing },
      { key: good.key, url: 'http://127.0.0.1:9' },
    ];
    const publication = await world.open({ witnesses, openingWait: 200 });
    for (let n = 0; n < 3; n += 1) {
      await world.notices(1);
      await publication.flush();
    }
    const { published } = await openStatus(publication);
    expect(published).toBe(6);
    const stateOf = async (url: string) => (await publication.status()).witnesses.find((each) => each.url === url);
    // While one of them is still silent, the cosignature of the good one is out.
    await until(async () => (await stateOf(good.url))?.size === published);
    expect((await stateOf(hanging))?.trouble).toContain('it has not said');
    await until(async () => (await stateOf(refusing))?.trouble !== undefined);
    expect((await stateOf(refusing))?.trouble).toContain('403');
    expect(await stateOf(refusing)).toMatchObject({ troubleKind: 'refused', troubleValues: { status: 403 } });
    await until(async () => (await stateOf('http://127.0.0.1:9'))?.trouble !== undefined);
    expect((await stateOf('http://127.0.0.1:9'))?.troubleKind).toBe('unreachable');
    expect((await stateOf(hanging))?.trouble).toContain('it has not said');
    expect((await stateOf(good.url))?.cosignedAt).toBe(world.clock.now());
    silent.on('request', (_, response) => response.destroy());
    silent.closeAllConnections();
    await until(async () => (await stateOf(hanging))?.trouble !== undefined);
  });

  it('gives receipts over the newest checkpoint that counts by the policy', async () => {
    const good = await witness('good.example');
    const { signer } = await openLogSettings({ folder: world.folder, origin: 'world.test/log' });
    const lines = [`log ${formatVkey(signer.key)}`, `witness w ${formatVkey(good.key)}`, 'quorum w'];
    const policy = parsePolicy(suite, `${lines.join('\n')}\n`);
    const [statement] = await world.notices(1);
    const publication = await world.open({ witnesses: [good], policy });
    await publication.flush();
    await until(async () => (await publication.status()).counting === 2);
    const { proof, counts } = await publication.receiptOf(
      publicTenant('CN'),
      statement as { issuer: string; id: string },
    );
    expect(counts).toBe(true);
    expect(verifyCheckpoint(suite, parseTlogProof(proof).checkpoint, policy).outcome).toBe('accepted');
  });

  it('gives receipts that do not count by the policy yet, and says so of each', async () => {
    const good = await witness('good.example');
    const { signer } = await openLogSettings({ folder: world.folder, origin: 'world.test/log' });
    const lines = [`log ${formatVkey(signer.key)}`, `witness w ${formatVkey(good.key)}`, 'quorum w'];
    const policy = parsePolicy(suite, `${lines.join('\n')}\n`);
    const [statement] = await world.notices(1);
    const url = await listen(createServer((_, response) => response.writeHead(404).end()));
    const other = await witness('other.example');
    const publication = await world.open({ witnesses: [{ key: good.key, url }, other], policy });
    await publication.flush();
    expect((await publication.status()).counting).toBe(0);
    const name = statement as { issuer: string; id: string };
    const { proof, counts } = await publication.receiptOf(publicTenant('CN'), name);
    expect(counts).toBe(false);
    expect(verifyCheckpoint(suite, parseTlogProof(proof).checkpoint, policy).outcome).not.toBe('accepted');
    const routes = logRoutes(publication);
    const receipts = routes.find(({ operation }) => operation === 'read-receipt');
    const answer = await receipts?.serve({ params: name, tenant: publicTenant('CN') } as never);
    expect(answer?.headers).toMatchObject({ 'touchstone-counts': 'false' });
  });
});

/** What a witness has in front of it: a way that can be closed, and all that goes over it. */
async function wayTo(there: { readonly key: NoteKey; readonly url: string }) {
  const way = { isOpen: false, url: '', key: there.key };
  const server = createServer(async (request, response) => {
    if (!way.isOpen) return request.socket.destroy();
    const isPost = request.method === 'POST';
    const body = isPost ? { body: Buffer.concat(await request.toArray()) } : {};
    const answer = await fetch(`${there.url}${request.url}`, { method: request.method as string, ...body });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    return response.end(await answer.text());
  });
  way.url = await listen(server);
  return way;
}

/** A log of which a witness has cosigned all, and another record and log, older than that, with its key. */
async function putBack(notices: number) {
  const good = await witness('good.example');
  await world.notices(6);
  const publication = await world.open({ witnesses: [good] });
  await publication.flush();
  const { published: lost } = await openStatus(publication);
  await until(async () => (await publication.status()).witnesses[0]?.size === lost);
  await publication.stop();
  const other = await openLogWorld();
  ends.push(() => other.end());
  const statements = await other.notices(notices);
  const { signer } = await openLogSettings({ folder: world.folder, origin: 'world.test/log' });
  const seen = async () => (await fetch(`${good.url}/${originFolder(suite, 'world.test/log')}/checkpoint`)).text();
  return { good, other, signer, seen, statements, lost };
}

describe('a log whose database and files were put back together', () => {
  const troubleOf = async (publication: Publication) => (await publication.status()).trouble?.split(':', 1)[0];

  it.each([
    ['ROLLED_BACK', 1],
    ['FORKED', 20],
  ] as const)('is %s when it is opened over %d statements: it signs nothing, and promises nothing', async (code, n) => {
    const { good, other, signer, seen, statements, lost } = await putBack(n);
    const before = await seen();
    // Before anything was signed.
    if (code === 'FORKED') {
      const alone = await other.open({ signer });
      await alone.flush();
      expect((await openStatus(alone)).published).toBeGreaterThan(lost);
    }
    const publication = await other.open({ witnesses: [good], signer });
    await expect(publication.flush()).rejects.toMatchObject({ code });
    const [{ issuer, id }] = statements as [StatementInput];
    const answered = { outcome: 'recorded', entries: [{ entry: 1, statement: { issuer, id } }] };
    expect(await publication.acknowledge(answered)).toEqual(answered);
    expect(await troubleOf(publication)).toBe(code);
    const { published } = await openStatus(publication);
    expect(await publication.status()).toMatchObject({ open: false, published: code === 'FORKED' ? published : 0 });
    if (code === 'FORKED') expect(published).toBeGreaterThan(lost);
    await expect(publication.promiseOf(publicTenant('CN'), { issuer, id })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    expect(existsSync(join(other.folder, 'public', 'checkpoint'))).toBe(code === 'FORKED');
    expect(await seen()).toBe(before);
    await publication.stop();
    // As often as it is tried.
    const again = await other.open({ witnesses: [good], signer });
    await expect(again.flush()).rejects.toMatchObject({ code });
  });

  it.each([
    ['ROLLED_BACK', 1],
    ['FORKED', 20],
  ] as const)('is %s for good as soon as the witness is heard, over %d statements', async (code, n) => {
    const { good, other, signer } = await putBack(n);
    if (code === 'FORKED') await (await other.open({ signer })).flush();
    const way = await wayTo(good);
    const publication = await other.open({ witnesses: [way], signer, confirmEvery: 20 });
    await expect(publication.flush()).rejects.toMatchObject({ code: 'UNCONFIRMED' });
    expect((await publication.status()).open).toBe(true);
    way.isOpen = true;
    await until(async () => !(await publication.status()).open);
    expect(await troubleOf(publication)).toBe(code);
    await expect(publication.flush()).rejects.toMatchObject({ code });
  });

  it('goes on where another process of the node has published what the witness has seen', async () => {
    const { good, other, signer, seen, lost } = await putBack(1);
    const way = await wayTo(good);
    let published: string | undefined;
    const publication = await other.open({
      ...{ witnesses: [way], signer, confirmEvery: 20 },
      openStore: async () => {
        const store = await openFileStore(other.folder);
        return new Proxy(store, {
          get(target, name) {
            const value = Reflect.get(target, name);
            if (name !== 'readFile') return typeof value === 'function' ? value.bind(target) : value;
            const isTaken = (path: string) => path === 'checkpoint' && published !== undefined;
            return async (path: string) => (isTaken(path) ? Buffer.from(published ?? '') : target.readFile(path));
          },
        });
      },
    });
    await expect(publication.flush()).rejects.toMatchObject({ code: 'UNCONFIRMED' });
    published = await seen();
    way.isOpen = true;
    await until(async () => (await publication.status()).trouble === undefined);
    await other.notices(1);
    await publication.flush();
    await until(async () => (await publication.status()).witnesses[0]?.trouble?.includes(`${lost} entries`) === true);
    expect((await publication.status()).open).toBe(true);
    expect(await troubleOf(publication)).toBeUndefined();
  });

  it('is held, and not stopped for good, by a witness that says it has seen more and shows what another key signed', async () => {
    const good = await witness('good.example');
    const impostor = nodeNoteKey({ name: 'world.test/log', type: 'ed25519', seed: new Uint8Array(32).fill(7) }).signer;
    const text = formatCheckpoint({ origin: 'world.test/log', size: 1_000, root: new Uint8Array(32) });
    const shown = await signNote(text, [impostor]);
    let isLying = true;
    const liar = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray());
      if (request.method === 'GET') return response.end(shown);
      if (isLying) return response.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end('1000\n');
      const answer = await fetch(`${good.url}/add-checkpoint`, { method: 'POST', body });
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      return response.end(await answer.text());
    });
    await world.notices(1);
    const witnesses = [{ key: good.key, url: await listen(liar) }, await witness('other.example')];
    const publication = await world.open({ witnesses, confirmEvery: 20 });
    await expect(publication.flush()).rejects.toMatchObject({ code: 'UNCONFIRMED' });
    expect(await publication.status()).toMatchObject({ open: true, published: 0, unconfirmed: true });
    expect((await publication.status()).witnesses[0]).toMatchObject({
      trouble: expect.stringContaining('it has cosigned 1000 entries'),
      ...{ troubleKind: 'saw-more', troubleValues: { cosigned: 1_000, shown: 0 } },
    });
    isLying = false;
    await until(async () => (await troubleOf(publication)) === undefined);
    await publication.flush();
    expect((await openStatus(publication)).published).toBeGreaterThan(0);
  });

  it('waits only so long for a witness that says nothing when the log is opened, and names it', async () => {
    const { key } = await witness('good.example');
    const silent = createServer(() => {});
    const url = await listen(silent);
    await world.notices(1);
    const publication = await world.open({ witnesses: [{ key, url }], openingWait: 20 });
    await expect(publication.flush()).rejects.toMatchObject({ code: 'UNCONFIRMED' });
    expect((await publication.status()).witnesses[0]?.trouble).toContain('it has not said what it has cosigned');
    expect((await publication.status()).open).toBe(true);
    silent.on('request', (_, response) => response.destroy());
    silent.closeAllConnections();
  });
});

/** Asking about the trees of a log in memory, which grows by an entry at a time. */
async function askingAlone(change: Pick<Asking, 'witnesses'> & Partial<Asking>) {
  const { signer } = await openLogSettings({ folder: world.folder, origin: 'world.test/log' });
  const log = await openLog({
    ...{ origin: signer.key.name, store: openMemoryStore(), suite, signers: [signer], checkpointInterval: 0 },
  });
  const asking = new WitnessAsking({
    ...{ policy: undefined, read: log.read, clock: world.clock.now, timeout: 120_000 },
    publish: async () => true,
    onError: (error) => world.troubles.push(error),
    ...change,
  });
  ends.push(() => asking.stop());
  const grow = async (): Promise<PublishedTree> => {
    log.append(new TextEncoder().encode('an entry'));
    return (await log.flush()) as PublishedTree;
  };
  return { asking, grow, state: () => asking.states()[0] };
}

/** Answers each `/<n>/add-checkpoint` with that many cosignatures of witness n, all of them good, each of another second. */
async function cosigners(signers: readonly NoteSigner[], countOf: (n: number) => number) {
  const url = await listen(
    createServer(async (request, response) => {
      const n = Number(request.url?.split('/')[1]);
      const body = Buffer.concat(await request.toArray());
      const { text } = parseNote(parseAddCheckpoint(body).note);
      const times = Array.from({ length: countOf(n) }, (_, later) => seconds + later);
      const lines = await Promise.all(times.map((time) => signText(text, signers[n] as NoteSigner, { time })));
      response.writeHead(200, { 'content-type': 'text/plain' }).end(formatSignatureLines(lines));
    }),
  );
  return signers.map(({ key }, n) => ({ key, url: `${url}/${n}` }));
}

const cosignerOf = (n: number) =>
  nodeNoteKey({ name: `w${n}.example`, type: 'ed25519-cosignature', seed: new Uint8Array(32).fill(n + 1) }).signer;

describe('asking witnesses', () => {
  it('publishes one cosignature of a witness that answers with a hundred, so that those of others have room', async () => {
    const signers = [0, 1, 2].map(cosignerOf);
    const witnesses = await cosigners(signers, (n) => (n === 0 ? 99 : 1));
    const { signer } = await openLogSettings({ folder: world.folder, origin: 'world.test/log' });
    const names = witnesses.map(({ key }, n) => `witness w${n} ${formatVkey(key)}`);
    const policy = parsePolicy(
      suite,
      `log ${formatVkey(signer.key)}\n${names.join('\n')}\ngroup q all w0 w1 w2\nquorum q\n`,
    );
    const published: string[] = [];
    const publish = async (note: string) => published.push(note);
    // The one of many lines answers before the others are asked.
    const { asking, grow } = await askingAlone({ witnesses: witnesses.slice(0, 1), policy, publish });
    asking.offer(await grow());
    await until(async () => published.length === 1);
    asking.choose(witnesses);
    await until(async () => asking.states().every((each) => each.size === 1 || each.trouble !== undefined));
    expect(asking.states().map(({ trouble }) => trouble)).toEqual([undefined, undefined, undefined]);
    expect(asking.counting?.size).toBe(1);
    expect(parseNote(published.at(-1) as string).signatures).toHaveLength(4);
  });

  it('leaves out a cosignature that there is no room for, and publishes the others on and on', async () => {
    const [first, second] = await cosigners([cosignerOf(0), cosignerOf(1)], () => 1);
    const published: string[] = [];
    const publish = async (note: string) => published.push(note);
    const { asking, grow } = await askingAlone({ witnesses: first ? [first] : [], publish });
    const tree = await grow();
    // With 99 lines of the log itself there is room for one more.
    const { text, signatures } = parseNote(tree.note);
    const lines = Array.from({ length: 99 }, (_, id) => ({ ...signatures[0], id }) as NoteSignature);
    const crowded = { ...tree, note: formatNote({ text, signatures: lines }) };
    asking.offer(crowded);
    await until(async () => published.length === 1);
    asking.choose(second ? [second] : []);
    await until(async () => asking.states()[0]?.trouble !== undefined);
    expect(asking.states()[0]?.trouble).toContain('100 signatures');
    expect(asking.states()[0]?.troubleKind).toBe('not-kept');
    asking.choose(first ? [first] : []);
    await until(async () => asking.states()[0]?.cosignedAt !== undefined || asking.states()[0]?.trouble !== undefined);
    expect(asking.states()[0]?.trouble).toBeUndefined();
    expect(published.map((note) => parseNote(note).signatures.length)).toEqual([100, 100]);
  });

  it('forgets no tree, however shortly after an answer it is offered', async () => {
    for (let turns = 0; turns < 8; turns += 1) {
      // One that has seen neither tree.
      const good = await witness(`good-${turns}.example`);
      let later: () => void = () => {};
      const clock = () => {
        later();
        return world.clock.now();
      };
      const { asking, grow, state } = await askingAlone({ witnesses: [good], clock });
      const [first, second] = [await grow(), await grow()];
      // The clock is asked when the answer has come: so many turns after that the next tree is there.
      let left = turns;
      const next = (): void => {
        if (left === 0) asking.offer(second);
        else queueMicrotask(next);
        left -= 1;
      };
      later = () => {
        later = () => {};
        next();
      };
      asking.offer(first);
      await until(async () => state()?.size === 2);
      expect(state()?.trouble).toBeUndefined();
    }
    expect(world.troubles).toEqual([]);
  });

  it('asks again for a cosignature that could not be published, when the tree is offered again', async () => {
    const good = await witness('good.example');
    let isFull = true;
    const published: string[] = [];
    const publish = async (note: string) => {
      if (isFull) throw new Error('the disk is full');
      published.push(note);
    };
    const { asking, grow, state } = await askingAlone({ witnesses: [good], publish });
    const tree = await grow();
    asking.offer(tree);
    await until(async () => state()?.trouble !== undefined);
    expect(state()?.trouble).toContain('the disk is full');
    expect(state()?.cosignedAt).toBeUndefined();
    isFull = false;
    await until(async () => {
      asking.offer(tree);
      return state()?.trouble === undefined;
    });
    expect(state()).toMatchObject({ size: 1, cosignedAt: world.clock.now() });
    expect(published[0]?.match(/^— /gm)).toHaveLength(2);
  });

  it('takes back nothing of what counts when a tree is offered again', async () => {
    const good = await witness('good.example');
    const { signer } = await openLogSettings({ folder: world.folder, origin: 'world.test/log' });
    const lines = [`log ${formatVkey(signer.key)}`, `witness w ${formatVkey(good.key)}`, 'quorum w'];
    const policy = parsePolicy(suite, `${lines.join('\n')}\n`);
    const { asking, grow } = await askingAlone({ witnesses: [good], policy });
    const tree = await grow();
    asking.offer(tree);
    expect(asking.quorum?.evaluation.met).toBe(false);
    await until(async () => asking.counting !== undefined);
    asking.offer(tree);
    expect([asking.counting?.size, asking.quorum?.evaluation.met]).toEqual([1, true]);
  });

  it('gives up a witness that never answers', async () => {
    const { key } = await witness('good.example');
    const url = await listen(createServer(() => {}));
    const { asking, grow, state } = await askingAlone({ witnesses: [{ key, url }], timeout: 10 });
    asking.offer(await grow());
    await until(async () => state()?.trouble !== undefined);
    expect(state()?.size).toBeUndefined();
  });
});
