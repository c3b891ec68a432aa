// SPDX-License-Identifier: Apache-2.0
// A name that was followed under a wrong key: an impostor's log is followed, given up by two administrators, and the true
// log of that name is followed from its beginning.
import type { AddressInfo } from 'node:net';
import { formatVkey } from '@touchstone/transparency-log';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attest, changeStatus, decide, publishNotice } from '../../tests/registers-in-use.ts';
import { PARTIES } from '../../tests/test-node.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import { FollowedLogs } from './followed-logs.ts';
import { nameSetAside } from './followed-places.ts';
import { readChosen } from './following/chosen.ts';
import { type LogNode, openLogNode } from './tests/log-node.ts';

const NAME = 'home.test/log';
let impostor: LogNode;
let home: LogNode;
let abroad: LogNode;
beforeAll(async () => {
  home = await openLogNode({ origin: NAME, node: 'home.test', onUnexpected: () => undefined });
  const shared = { keys: home.keys, clock: home.clock, onUnexpected: () => undefined };
  impostor = await openLogNode({ ...shared, origin: NAME, node: 'impostor.test' });
  abroad = await openLogNode({
    ...{ ...shared, node: 'abroad.test', origin: 'abroad.test/log' },
    change: () => ({ followEvery: 50, follow: [] }),
  });
  for (const { app } of [home, impostor]) await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  for (const node of [abroad, impostor, home]) await node.end();
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    abroad.publication.look();
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
const urlOf = ({ app }: LogNode) => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/log`;
const caseUrl = (stream: string) => `/api/following-cases/${stream}`;
async function follow(node: LogNode): Promise<string> {
  const log = { origin: NAME, url: urlOf(node), vkey: formatVkey(node.settings.signer.key) };
  const body = { act: 'follow-log', ...log, reason: 'its papers are judged here' };
  const { stream } = await abroad.act('operator', '/api/following-cases', body);
  await decide(abroad, { login: 'operatorsHead', url: caseUrl(stream) });
  return stream;
}
async function end(stream: string): Promise<void> {
  await abroad.act('operator', `${caseUrl(stream)}/proposals`, { reason: 'the key was another one' });
  await decide(abroad, { login: 'operatorsHead', url: caseUrl(stream) });
}
const isThere = async ({ issuer, id }: { issuer: string; id: string }) =>
  (await abroad.send(undefined, { url: `/api/statements/${encodeURIComponent(issuer)}/${id}` })).status === 200;
const states = async () => (await abroad.publication.status()).followed;
const isWhole = async () => abroad.publication.wholeLogs().some(({ origin }) => origin === NAME);

describe('a name that was followed under a wrong key', () => {
  it('is given up and followed under the right one by two administrators, and what was seen of the other is kept', async () => {
    const shared = await publishNotice(home, { standard: 'GB 1-2020' });
    const more = await publishNotice(home, { standard: 'GB 2-2020' });
    await home.publication.flush();
    // The impostor shows what is its own, and a leaf that it does not open, under the thing of another's accreditation.
    const stream = await attest(impostor);
    const [change] = await changeStatus(impostor, stream, { act: 'suspend', reason: 'Out of tolerance' });
    if (change === undefined) throw new Error('nothing was signed');
    await impostor.publication.flush();
    const wrong = await follow(impostor);
    await until(async () => (await isThere(change)) && isWhole());
    const actor = { party: PARTIES.accreditor, person: 'p', jurisdiction: 'CN', roles: ['accreditation-decider'] };
    await impostor.publication.eraseOpening({ actor, now: impostor.testClock.now(), ...change });
    const { statements } = await doubted();
    await until(async () => statements().length > 0);
    const [before] = await states();
    expect(await isThere(shared)).toBe(false);

    await end(wrong);
    const right = await follow(home);
    await until(async () => (await isThere(shared)) && (await isThere(more)) && isWhole());
    const aside = nameSetAside(NAME, impostor.settings.signer.key);
    const [now, then] = await states();
    expect(now).toMatchObject({ origin: NAME, url: urlOf(home), splits: [] });
    expect([now?.trouble, now?.endedAt]).toEqual([undefined, undefined]);
    // Who saw what: the tree and its leaves as they were, under the key that had signed them.
    expect(then).toMatchObject({ origin: aside, url: urlOf(impostor), size: before?.size, states: before?.states });
    expect(then?.endedAt).toBeDefined();
    // The impostor vouches for nothing, and the name is followed: nobody is told that it was not asked since.
    expect(abroad.publication.wholeLogs().map(({ url }) => url)).toEqual([urlOf(home)]);
    expect(abroad.publication.endedLogs()).toEqual([]);
    // Giving it up proves nothing: what it left unopened is in doubt as before.
    expect(statements().length).toBeGreaterThan(0);
    await sameAfterRestart();

    await end(right);
    await follow(impostor);
    // Taken up where it was, and the true log is kept in its turn.
    await until(async () => (await states()).some(({ origin, url }) => origin === NAME && url === urlOf(impostor)));
    const back = await states();
    expect(back[0]).toMatchObject({ origin: NAME, url: urlOf(impostor), size: before?.size });
    expect(back[1]).toMatchObject({ origin: nameSetAside(NAME, home.settings.signer.key), size: now?.size });
    expect(await isThere(shared)).toBe(true);
    await sameAfterRestart();
  });
});

/** The unopened leaves that may be a change of what the impostor's log has said of the accreditation. */
async function doubted() {
  const [paper] = await withKeeper(abroad.recordKeeping.keeping.database, async (transaction) => {
    const { rows } = await sql<{ issuer: string; id: string }>`select issuer, 'urn:uuid:' || id as id
      from touchstone.statement_identity where issuer = ${PARTIES.accreditor} order by entry`.execute(transaction);
    return rows;
  });
  if (paper === undefined) throw new Error('the accreditation did not come');
  return { statements: () => abroad.publication.notOpened(paper) };
}

/** The same by what is on record alone, as another start of the program has it. */
async function sameAfterRestart(): Promise<void> {
  const { keeping } = abroad.recordKeeping;
  const again = new FollowedLogs({
    ...{ keeping, jurisdiction: 'CN', every: 3_600_000, onError: () => undefined },
    readSigned: () => Promise.reject(new Error('nothing is asked for')),
    ...{ configured: [], policies: [] },
  });
  await again.take(await readChosen(keeping));
  const of = (all: readonly { origin: string; size: number }[]) => all.map(({ origin, size }) => ({ origin, size }));
  expect(of(await again.states())).toEqual(of(await states()));
  expect(again.ended()).toEqual(abroad.publication.endedLogs());
  await again.stop();
}
