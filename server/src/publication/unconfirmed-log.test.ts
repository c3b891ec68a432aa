// SPDX-License-Identifier: Apache-2.0
// A log that is opened where none of its witnesses can be heard: whether it is all that was signed, nobody knows.
import { existsSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { formatCheckpoint, signNote } from '@touchstone/transparency-log';
import { nodeNoteKey } from '@touchstone/transparency-log/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StatementInput } from '../record-keeping/fact.ts';
import { publicTenant } from '../record-keeping/tenant.ts';
import type { LogSettings } from './log-settings.ts';
import type { Publication } from './publication.ts';
import { type LogWorld, openLogWorld } from './tests/log-world.ts';

let world: LogWorld;
const servers: Server[] = [];
beforeEach(async () => {
  world = await openLogWorld();
});
afterEach(async () => {
  await world.end();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const keyOf = (name: string) =>
  nodeNoteKey({ name, type: 'ed25519-cosignature', seed: new Uint8Array(32).fill(3) }).signer.key;

/** A witness that says what is wanted of it: at first nothing that could be understood. */
async function witness(name: string, answer: (response: ServerResponse) => void = (response) => response.destroy()) {
  const there = { key: keyOf(name), url: '', answer, asked: 0 };
  const server = createServer((request, response) => {
    request.resume();
    if (request.method === 'GET') there.asked += 1;
    there.answer(response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  there.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return there;
}
const knowsNothing = (response: ServerResponse): unknown => response.writeHead(404).end();

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}
const troubleOf = async (publication: Publication) => (await publication.status()).trouble?.split(':', 1)[0];
const recorded = ({ issuer, id }: StatementInput) => ({
  ...{ outcome: 'recorded', entries: [{ entry: 1, statement: { issuer, id } }] },
});

/** A log that was published, and is opened again with these witnesses. */
async function again(change: Partial<LogSettings>) {
  await world.notices(1);
  const before = await world.open();
  await before.flush();
  const { published } = await before.status();
  const [late] = (await world.notices(1)) as [StatementInput];
  const publication = await world.open({ openingWait: 200, confirmEvery: 20, ...change });
  return { publication, published, late };
}

describe('a log that is opened while none of its witnesses can be heard', () => {
  it('shows what it had, and signs and promises nothing more until one was heard', async () => {
    const silent = await witness('silent.example');
    const { publication, published, late } = await again({ witnesses: [silent] });
    await expect(publication.flush()).rejects.toMatchObject({ code: 'UNCONFIRMED' });
    expect(await publication.acknowledge(recorded(late))).toEqual(recorded(late));
    await expect(publication.promiseOf(publicTenant('CN'), late)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    const words = await publication.wordsOf(publicTenant('CN'), []);
    expect(words.size).toBe(0);
    expect(await publication.status()).toMatchObject({ open: true, published, size: published, unconfirmed: true });
    expect(await troubleOf(publication)).toBe('UNCONFIRMED');
    expect(await publication.readFile('checkpoint')).toBeDefined();
    const asked = silent.asked;
    await until(async () => silent.asked > asked);
    // It has never seen this log: no second story can come of what is signed now.
    silent.answer = knowsNothing;
    await until(async () => (await troubleOf(publication)) === undefined);
    await publication.flush();
    expect((await publication.status()).unconfirmed).toBeUndefined();
    expect((await publication.status()).published).toBeGreaterThan(published);
    expect(JSON.stringify(await publication.acknowledge(recorded(late)))).toContain('touchstone/promise/v1');
  });

  it('goes on as soon as one of several was heard', async () => {
    const [silent, other] = [await witness('silent.example'), await witness('other.example', knowsNothing)];
    const { publication, published } = await again({ witnesses: [silent, other] });
    await publication.flush();
    expect((await publication.status()).published).toBeGreaterThan(published);
  });

  it('goes on at once where it has no witness', async () => {
    const { publication, published } = await again({});
    await publication.flush();
    expect((await publication.status()).published).toBeGreaterThan(published);
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
      witnesses: [await witness('liar.example', (response) => response.end(shown))],
    });
    await publication.flush();
    expect((await publication.status()).witnesses[0]?.trouble).toBeDefined();
  });

  it('takes an answer that says nothing about the log for no answer', async () => {
    const failing = await witness('failing.example', (response) => response.writeHead(500).end());
    const strange = await witness('strange.example', (response) => response.end('<html>'));
    const { publication } = await again({ witnesses: [failing, strange] });
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
    silent.answer = knowsNothing;
    await until(async () => (await publication.status()).shards.length === 2);
  });
});
