// SPDX-License-Identifier: Apache-2.0
// A log that is opened where none of its witnesses can be heard: whether it is all that was signed, nobody knows.
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { type OpenServer, openServer } from '@touchstone/log-keeping/testing';
import {
  answerAddCheckpoint,
  formatCheckpoint,
  type NoteKey,
  signNote,
  type WitnessState,
} from '@touchstone/transparency-log';
import { nodeNoteKey, nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StatementInput } from '../record-keeping/fact.ts';
import { findStatements } from '../record-keeping/find-statements.ts';
import { publicTenant } from '../record-keeping/tenant.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import type { LogSettings } from './log-settings.ts';
import { openLogSettings } from './open-settings.ts';
import type { Publication } from './publication.ts';
import { type LogWorld, openLogWorld } from './tests/log-world.ts';
import { openStatus } from './tests/open-status.ts';

let world: LogWorld;
const servers: OpenServer[] = [];
beforeEach(async () => {
  world = await openLogWorld();
});
afterEach(async () => {
  await world.end();
  for (const server of servers.splice(0)) await server.close();
});

const cosignerOf = (name: string) =>
  nodeNoteKey({ name, type: 'ed25519-cosignature', seed: new Uint8Array(32).fill(3) }).signer;

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A witness that says what is wanted of it: at first nothing that could be understood. */
async function witness(name: string, answer: Answer = (_, response) => response.destroy()) {
  const there = { key: cosignerOf(name).key, url: '', answer, asked: 0 };
  const server = createServer((request, response) => {
    if (request.method === 'POST') there.asked += 1;
    there.answer(request, response);
  });
  const open = await openServer(server);
  servers.push(open);
  there.url = open.url;
  return there;
}

/** What a witness that conforms remembers of logs, and answers; what it shows to monitors is somewhere else. */
function conforming(name: string, { knows = () => true }: { readonly knows?: (origin: string) => boolean } = {}) {
  const states = new Map<string, WitnessState>();
  const answer: Answer = async (request, response) => {
    if (request.method !== 'POST') return notFound(request, response);
    const given = await answerAddCheckpoint(suite, Buffer.concat(await request.toArray()), {
      cosigners: [cosignerOf(name)],
      now: 1_795_000_000,
      async findLog(origin) {
        const key = await keyOfLog(origin);
        const state = states.get(origin);
        if (key === undefined || !knows(origin)) return undefined;
        return { keys: [key], ...(state === undefined ? {} : { state }) };
      },
    });
    if (given.newState !== undefined) states.set(given.newState.origin, given.newState);
    return response.writeHead(given.status, { 'content-type': given.contentType }).end(given.body);
  };
  return { states, answer };
}
const keyOfLog = async (origin: string): Promise<NoteKey | undefined> => {
  const settings = await openLogSettings({ folder: world.folder, origin: 'world.test/log', now: world.clock.now });
  if (origin === 'world.test/log') return settings.signer.key;
  const { shards } = await openLogSettings({
    ...{ folder: world.folder, origin: 'world.test/log', now: world.clock.now, shards: 'yearly' },
  });
  return shards?.keyOf(Number(origin.slice(-4)));
};
const notFound: Answer = (request, response) => {
  request.resume();
  response.writeHead(404, { 'content-type': 'text/html' }).end('<html><title>404 Not Found</title></html>');
};

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}
const READER = publicTenant('CN');
const recordsOf = ({ issuer, id }: StatementInput) =>
  withKeeper(world.record.keeping.database, async (transaction) =>
    (await findStatements(transaction, [{ by: 'identity', issuer, id }], undefined)).flat(),
  );
const troubleOf = async (publication: Publication) => (await publication.status()).trouble?.split(':', 1)[0];
const recorded = ({ issuer, id }: StatementInput) => ({
  ...{ outcome: 'recorded', entries: [{ entry: 1, statement: { issuer, id } }] },
});

/** A log that was published, and is opened again with these witnesses. */
async function again(change: Partial<LogSettings>) {
  await world.notices(1);
  const before = await world.open();
  await before.flush();
  const { published, covered } = await openStatus(before);
  // What comes later is for the one that is opened again.
  await before.stop();
  const [late] = (await world.notices(1)) as [StatementInput];
  const publication = await world.open({ openingWait: 200, confirmEvery: 20, ...change });
  return { publication, published, covered, late };
}

describe('a log that is opened while none of its witnesses can be heard', () => {
  it('shows what it had, and signs and promises nothing more until one was heard', async () => {
    const silent = await witness('silent.example');
    const { publication, published, covered, late } = await again({ witnesses: [silent] });
    expect(covered).toBeGreaterThan(0);
    await expect(publication.flush()).rejects.toMatchObject({ code: 'UNCONFIRMED' });
    expect(await publication.acknowledge(recorded(late))).toEqual(recorded(late));
    // It is open, and held: nobody is told to look for another server.
    const held = {
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/^The log is held/),
      headers: { 'retry-after': '10' },
    };
    await expect(publication.promiseOf(READER, late)).rejects.toMatchObject(held);
    const words = await publication.wordsOf(READER, []);
    expect(words.size).toBe(0);
    expect(await publication.status()).toMatchObject({ open: true, published, size: published, unconfirmed: true });
    expect((await openStatus(publication)).covered).toBe(covered);
    expect(await troubleOf(publication)).toBe('UNCONFIRMED');
    expect(await publication.readFile('checkpoint')).toBeDefined();
    const asked = silent.asked;
    await until(async () => silent.asked > asked);
    // It has never seen this log: no second story can come of what is signed now.
    silent.answer = conforming('silent.example').answer;
    await until(async () => (await troubleOf(publication)) === undefined);
    await publication.flush();
    expect((await publication.status()).unconfirmed).toBeUndefined();
    expect((await openStatus(publication)).published).toBeGreaterThan(published);
    expect(JSON.stringify(await publication.acknowledge(recorded(late)))).toContain('touchstone/promise/v1');
  });

  it('calls nothing promised that is only on record, and keeps what it has promised', async () => {
    const silent = await witness('silent.example');
    await world.notices(1);
    const before = await world.open({ checkpointInterval: 3_600_000 });
    await before.flush();
    const [promised] = (await world.notices(1)) as [StatementInput];
    await before.promiseOf(READER, promised);
    await before.stop();
    const [late] = (await world.notices(1)) as [StatementInput];
    const publication = await world.open({ witnesses: [silent], openingWait: 200, confirmEvery: 20 });
    const receiptOf = (of: StatementInput) => publication.receiptOf(READER, of);
    await expect(publication.flush()).rejects.toMatchObject({ code: 'UNCONFIRMED' });
    await expect(receiptOf(late)).rejects.toMatchObject({ code: 'NOT_PROMISED' });
    await expect(receiptOf(promised)).rejects.toMatchObject({ code: 'NOT_PUBLISHED' });
    // Whoever collects the words of the log about what is on record learns of none, and makes none.
    const records = await recordsOf(late);
    expect((await publication.wordsOf(READER, records)).size).toBe(0);
    await expect(receiptOf(late)).rejects.toMatchObject({ code: 'NOT_PROMISED' });
    world.clock.advance(10 * 86_400);
    silent.answer = conforming('silent.example').answer;
    await until(async () => (await troubleOf(publication)) === undefined);
    const { mergeBy } = await publication.promiseOf(READER, late);
    expect(Date.parse(mergeBy)).toBeGreaterThan(Date.parse(world.clock.now()));
    await publication.flush();
    for (const each of [promised, late]) expect((await receiptOf(each)).proof).toContain('tlog-proof');
  });

  it('goes on as soon as one of several was heard', async () => {
    const [silent, other] = [
      await witness('silent.example'),
      await witness('other.example', conforming('other.example').answer),
    ];
    const { publication, published } = await again({ witnesses: [silent, other] });
    await publication.flush();
    expect((await openStatus(publication)).published).toBeGreaterThan(published);
  });

  it('goes on at once where it has no witness', async () => {
    const { publication, published } = await again({});
    await publication.flush();
    expect((await openStatus(publication)).published).toBeGreaterThan(published);
  });

  it('signs no first tree either: the folder may be empty because it was put back', async () => {
    await world.notices(1);
    const publication = await world.open({ witnesses: [await witness('silent.example')], confirmEvery: 20 });
    await expect(publication.flush()).rejects.toMatchObject({ code: 'UNCONFIRMED' });
    expect(existsSync(join(world.folder, 'public', 'checkpoint'))).toBe(false);
    expect(await troubleOf(publication)).toBe('UNCONFIRMED');
  });

  it('is not held by a witness that shows what another key has signed', async () => {
    const impostor = nodeNoteKey({ name: 'world.test/log', type: 'ed25519', seed: new Uint8Array(32).fill(7) }).signer;
    const text = formatCheckpoint({ origin: 'world.test/log', size: 1_000, root: new Uint8Array(32) });
    const shown = await signNote(text, [impostor]);
    const { publication } = await again({
      witnesses: [
        await witness('liar.example', (request, response) =>
          request.method === 'GET' ? response.end(shown) : conforming('liar.example').answer(request, response),
        ),
      ],
    });
    await publication.flush();
    expect(await troubleOf(publication)).toBeUndefined();
  });

  it('takes an answer that says nothing about the log for no answer', async () => {
    const failing = await witness('failing.example', (_, response) => response.writeHead(500).end());
    const strange = await witness('strange.example', (_, response) => response.end('<html>'));
    const elsewhere = await witness('elsewhere.example', notFound);
    const { publication } = await again({ witnesses: [failing, strange, elsewhere] });
    await expect(publication.flush()).rejects.toMatchObject({ code: 'UNCONFIRMED' });
  });

  it('ends its year only when it is confirmed', async () => {
    const wishes = { shards: 'yearly' };
    await world.notices(1);
    const before = await world.open({}, wishes);
    await before.flush();
    const silent = await witness('silent.example');
    world.clock.advance(60 * 86_400);
    const publication = await world.open({ witnesses: [silent], openingWait: 200, confirmEvery: 20 }, wishes);
    await expect(publication.flush()).rejects.toMatchObject({ code: 'UNCONFIRMED' });
    expect((await publication.status()).shards).toHaveLength(1);
    silent.answer = conforming('silent.example').answer;
    await until(async () => (await publication.status()).shards.length === 2);
  });

  it('begins a year with a witness that does not know the log of that year, and not with another program', async () => {
    const wishes = { shards: 'yearly' };
    const { answer } = conforming('old.example', { knows: (origin) => origin === 'world.test/log/2026' });
    const known = await witness('old.example', answer);
    await world.notices(1);
    const publication = await world.open({ witnesses: [known], confirmEvery: 20 }, wishes);
    await publication.flush();
    world.clock.advance(60 * 86_400);
    known.answer = notFound;
    await expect(publication.flush()).rejects.toMatchObject({ code: 'UNCONFIRMED' });
    const asked = known.asked;
    await until(async () => known.asked > asked + 2);
    expect(await publication.status()).toMatchObject({ origin: 'world.test/log/2027', published: 0 });
    known.answer = answer;
    await until(async () => ((await publication.status()).published ?? 0) > 0);
  });
});

describe('a log that a witness has seen more of, and does not show it', () => {
  it('signs nothing: neither after a start nor when that is heard later, until the witness is asked no more', async () => {
    const { states, answer } = conforming('good.example');
    const [good, other] = [await witness('good.example', answer), await witness('other.example')];
    other.answer = conforming('other.example').answer;
    const { publication, published } = await again({ witnesses: [good, other], witnessEvery: 20 });
    await publication.flush();
    await until(async () => (await publication.status()).witnesses.every(({ size }) => (size ?? 0) > published));
    const { published: before } = await openStatus(publication);
    // What the witness cosigned after the copy of database and files was made that was put back.
    const state = states.get('world.test/log') as WitnessState;
    states.set('world.test/log', { ...state, size: before + 4 });
    await until(async () => (await troubleOf(publication)) === 'UNCONFIRMED');
    await world.notices(1);
    await expect(publication.flush()).rejects.toMatchObject({ code: 'UNCONFIRMED' });
    expect(await publication.status()).toMatchObject({ open: true, published: before, unconfirmed: true });
    const again2 = await world.open({ witnesses: [good, other], confirmEvery: 20 });
    await expect(again2.flush()).rejects.toMatchObject({ code: 'UNCONFIRMED' });
    const asked = good.asked;
    await until(async () => good.asked > asked + 2);
    const status = await again2.status();
    expect(status).toMatchObject({ published: before, unconfirmed: true });
    expect(status.witnesses[0]?.trouble).toContain(`it has cosigned ${before + 4} entries`);
    const without = await world.open({ witnesses: [other] });
    await without.flush();
    expect((await openStatus(without)).published).toBeGreaterThan(before);
  });
});
