// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCompletenessFile } from '@touchstone/evidence/completeness';
import { formatVkey, parseVkey } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attest, changeStatus, decide, openProposal, publishNotice } from '../../tests/registers-in-use.ts';
import { listen, PARTIES, reauthentication } from '../../tests/test-node.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import { FollowedLogs } from './followed-logs.ts';
import { readChosen } from './following/chosen.ts';
import { MEANINGS, mayFollow, readAddress } from './following/rules.ts';
import { type LogNode, openLogNode } from './tests/log-node.ts';
import { openStockWitness } from './tests/stock-witness.ts';

/** The key of the example in C2SP signed-note v1.0.0: nobody's here. */
const VKEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';

let home: LogNode;
let abroad: LogNode;
let url: string;
let folder: string;
const ends: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-following-'));
  const configured = [{ key: parseVkey(suite, VKEY), url: 'http://127.0.0.1:9/log' }];
  home = await openLogNode({
    ...{ origin: 'home.test/log', node: 'home.test', onUnexpected: () => undefined },
    change: () => ({ follow: configured }),
  });
  url = `${await listen(home)}/log`;
  abroad = await openLogNode({
    ...{ node: 'abroad.test', origin: 'abroad.test/log', keys: home.keys, clock: home.clock },
    onUnexpected: () => undefined,
    change: () => ({ followEvery: 50, follow: [] }),
  });
});
afterAll(async () => {
  await abroad.end();
  await home.end();
  for (const end of ends) await end();
  await rm(folder, { recursive: true });
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 30));
}

interface Item {
  readonly name: string;
  readonly by: string;
  readonly state: string;
  readonly reason?: string;
  readonly since?: string;
  readonly ended?: { readonly known?: { readonly logs: readonly string[]; readonly until?: string } };
}
const listed = async (login: 'operator' | 'rivalOperator' = 'operator') =>
  (await abroad.get<{ items: readonly Item[] }>(login, '/api/following')).items;
const proposed = (more: object = {}) => ({
  ...{ act: 'follow-log', origin: 'home.test/log', url, vkey: formatVkey(home.settings.signer.key) },
  ...{ reason: 'its papers are judged here', ...more },
});
const propose = async (body: object) => (await abroad.act('operator', '/api/following-cases', body)).stream;
const caseUrl = (stream: string) => `/api/following-cases/${stream}`;
const chosen = async (body: object): Promise<string> => {
  const stream = await propose(body);
  await decide(abroad, { login: 'operatorsHead', url: caseUrl(stream) });
  return stream;
};
const endOf = async (stream: string, reason: string): Promise<void> => {
  await abroad.act('operator', `${caseUrl(stream)}/proposals`, { reason });
  await decide(abroad, { login: 'operatorsHead', url: caseUrl(stream) });
};
const statementUrl = ({ issuer, id }: { issuer: string; id: string }) =>
  `/api/statements/${encodeURIComponent(issuer)}/${id}`;
const isThere = async (reference: { issuer: string; id: string }) =>
  (await abroad.send(undefined, { url: statementUrl(reference) })).status === 200;
const followed = async () => (await abroad.publication.status()).followed;
const refusal = async (body: object) => {
  const problem = await abroad.problem('operator', { method: 'POST', url: '/api/following-cases', body });
  return problem.errors?.map(({ code }) => code) ?? [problem.code];
};

describe('administrators of a node', () => {
  it('are two: who proposed does not decide, and nothing is followed before', async () => {
    const stream = await propose(proposed());
    const { proposal, digest, meaning } = await openProposal(abroad, 'operator', caseUrl(stream));
    const body = { proposal, digest, verdict: 'approve', ...reauthentication(meaning) };
    const own = await abroad.problem('operator', { method: 'POST', url: `${caseUrl(stream)}/decisions`, body });
    expect(own.errors?.map(({ code }) => code)).toEqual(['SAME_PERSON']);
    await abroad.publication.following.apply();
    expect(await followed()).toEqual([]);
    expect(await listed()).toMatchObject([{ name: 'home.test/log', by: 'administrators', state: 'proposed' }]);
    // What only waits is nobody else's.
    expect(await listed('rivalOperator')).toEqual([]);
    const rejecting = { proposal, digest, verdict: 'reject', ...reauthentication(MEANINGS['follow-log']) };
    await abroad.act('operatorsHead', `${caseUrl(stream)}/decisions`, rejecting);
    expect(await listed()).toMatchObject([{ state: 'rejected' }]);
    expect(await abroad.get('operator', caseUrl(stream))).toMatchObject({ state: 'rejected' });
  });

  it('let a log be followed from their decision on, and cease to be, while the node runs', async () => {
    const notice = await publishNotice(home, { standard: 'GB 1-2020' });
    const stream = await attest(home);
    await home.publication.flush();
    const followingCase = await chosen(proposed());
    await until(async () => {
      abroad.publication.look();
      return (await isThere(notice)) && abroad.publication.wholeLogs().length === 1;
    });
    expect(await followed()).toMatchObject([{ origin: 'home.test/log', url }]);
    expect((await followed())[0]?.endedAt).toBeUndefined();
    const { since } = (await followed())[0] ?? {};
    expect(since).toEqual((await listed()).at(-1)?.since);
    expect(since).toBeDefined();
    const state = (await listed()).at(-1);
    expect(state).toMatchObject({ state: 'in-force', reason: 'its papers are judged here' });
    const [seen] = await listed('rivalOperator');
    expect([seen?.name, seen?.reason]).toEqual(['home.test/log', undefined]);
    expect(await refusal(proposed())).toEqual(['ALREADY_CHOSEN', 'ALREADY_CHOSEN']);

    // A leaf that nobody opens may be a change of what stands under the same thing, then and ever since.
    const [change] = await changeStatus(home, stream, { act: 'suspend', reason: 'Out of tolerance' });
    if (change === undefined) throw new Error('nothing was signed');
    await home.publication.flush();
    await until(async () => {
      abroad.publication.look();
      return isThere(change);
    });
    const actor = { party: PARTIES.accreditor, person: 'p', jurisdiction: 'CN', roles: ['accreditation-decider'] };
    await home.publication.eraseOpening({ actor, now: home.testClock.now(), ...change });
    const paper = await withKeeper(abroad.recordKeeping.keeping.database, async (transaction) => {
      const { rows } = await sql<{ issuer: string; id: string }>`select issuer, 'urn:uuid:' || id as id
        from touchstone.statement_identity where issuer = ${PARTIES.accreditor} order by entry`.execute(transaction);
      return rows[0] ?? { issuer: '', id: '' };
    });
    const doubts = () => abroad.publication.notOpened(paper).map(({ log }) => log);
    await until(async () => {
      abroad.publication.look();
      return doubts().length > 0 && abroad.publication.wholeLogs().length === 1;
    });

    await endOf(followingCase, 'its operator asked for it');
    const later = await publishNotice(home, { standard: 'GB 2-2020' });
    await home.publication.flush();
    const [ended] = await followed();
    expect(ended).toMatchObject({
      origin: 'home.test/log',
      size: expect.any(Number),
      since,
      endedAt: expect.any(String),
    });
    // What was taken stays, and up to when it was whole; nothing of what came later is here.
    expect(await isThere(notice)).toBe(true);
    const known = (await listed()).at(-1)?.ended?.known;
    expect(known).toEqual({ logs: ['home.test/log'], until: expect.any(String) });
    expect(abroad.publication.wholeLogs()).toMatchObject([{ origin: 'home.test/log', until: known?.until }]);
    expect(doubts()).toEqual(['home.test/log']);
    // Whoever gets a file about a party is told that this log was not asked since.
    await publishNotice(abroad, { standard: 'GB 8-2020' });
    await abroad.publication.flush();
    const { text } = await abroad.send('operator', {
      url: `/api/parties/${encodeURIComponent(PARTIES.accreditor)}/completeness`,
    });
    const notSince = [{ log: 'home.test/log', until: ended?.endedAt }];
    expect(parseCompletenessFile(text).ended).toEqual(notSince);
    expect(abroad.publication.endedLogs()).toEqual(notSince);
    // The same when the program is started again, by what is on record alone.
    const { keeping } = abroad.recordKeeping;
    const readSigned = () => Promise.reject(new Error('nothing is asked for'));
    const restarted = new FollowedLogs({
      ...{ keeping, readSigned, jurisdiction: 'CN', every: 50, onError: () => undefined },
      ...{ configured: [], policies: [] },
    });
    await restarted.take(await readChosen(keeping));
    expect(restarted.chains).toEqual([]);
    expect(restarted.ended()).toEqual(notSince);
    expect(restarted.whole()).toMatchObject([{ origin: 'home.test/log', until: known?.until }]);
    expect(restarted.notOpened(paper)).toEqual(abroad.publication.notOpened(paper));
    expect(await restarted.states()).toEqual([ended]);
    await restarted.stop();
    const again = await abroad.problem('operator', {
      ...{ method: 'POST', url: `${caseUrl(followingCase)}/proposals`, body: { reason: 'once more' } },
    });
    expect(again.errors?.map(({ code }) => code)).toEqual(['NOT_IN_FORCE']);
    expect(await isThere(later)).toBe(false);

    // Chosen once more it goes on where it was.
    await chosen(proposed());
    await until(async () => {
      abroad.publication.look();
      return isThere(later);
    });
    expect((await followed()).map(({ endedAt }) => endedAt)).toEqual([undefined]);
  });

  it('let a witness be asked from their decision on, and be asked no more', async () => {
    const { key, address } = await stockWitness('witness.example');
    const witness = { act: 'ask-witness', url: address, vkey: formatVkey(key), reason: 'of the industry' };
    const names = async () => (await abroad.publication.status()).witnesses.map(({ name }) => name);
    await publishNotice(abroad, { standard: 'GB 9-2020' });
    await abroad.publication.flush();
    expect(await names()).toEqual([]);
    const stream = await chosen(witness);
    await until(async () => {
      const [asked] = (await abroad.publication.status()).witnesses;
      return asked?.cosignedAt !== undefined;
    });
    expect(await refusal({ ...witness, url: `${address}/` })).toEqual(['ALREADY_CHOSEN', 'ALREADY_CHOSEN']);
    await endOf(stream, 'it ceases to exist');
    expect(await names()).toEqual([]);
  });
});

/** A stock witness that knows the log of the node abroad. */
async function stockWitness(name: string) {
  const made = await openStockWitness({
    folder,
    name,
    knows: [abroad.settings.signer.key],
    clock: () => 1_795_000_000,
  });
  ends.push(made.end);
  return { key: made.key, address: made.url };
}

describe('what the configuration names', () => {
  it('is listed as such, has no case that could be ended, and is not chosen once more', async () => {
    const { items } = await home.get<{ items: object[] }>('operator', '/api/following');
    const configured = { kind: 'log', by: 'configuration', name: 'PeterNeumann', vkey: VKEY, state: 'in-force' };
    expect(items).toEqual([{ ...configured, url: 'http://127.0.0.1:9/log' }]);
    const other = { url: 'https://elsewhere.example/log', vkey: VKEY, origin: 'PeterNeumann' };
    const problem = await home.problem('operator', {
      ...{ method: 'POST', url: '/api/following-cases', body: proposed(other) },
    });
    expect(problem.errors?.map(({ code }) => code)).toEqual(['ALREADY_CHOSEN']);
  });
});

describe('what administrators propose', () => {
  it('is refused with every reason', async () => {
    const own = { vkey: formatVkey(abroad.settings.signer.key), origin: 'abroad.test/log' };
    const elsewhere = 'https://elsewhere.example/log';
    const other = { url: elsewhere, vkey: VKEY, origin: 'PeterNeumann' };
    expect(await refusal(proposed({ ...other, url: 'http://elsewhere.example/log' }))).toEqual(['BAD_ADDRESS']);
    expect(await refusal(proposed({ ...other, vkey: 'PeterNeumann+c74f20a3+AAAA' }))).toEqual(['BAD_KEY']);
    expect(await refusal(proposed({ ...other, origin: 'Somebody' }))).toEqual(['ORIGIN_DIFFERS']);
    expect(await refusal(proposed({ url: elsewhere, ...own }))).toEqual(['OWN_KEY']);
    expect(await refusal(proposed({ ...other, policy: 'nonsense' }))).toEqual(['BAD_POLICY']);
    const ofAnother = `log ${formatVkey(abroad.settings.signer.key)}\nquorum none\n`;
    expect(await refusal(proposed({ ...other, policy: ofAnother }))).toEqual(['BAD_POLICY']);
    const witness = { act: 'ask-witness', url: elsewhere, vkey: VKEY, reason: 'x' };
    expect(await refusal(witness)).toEqual(['KEY_OF_OTHER_TYPE']);
    expect(await refusal({ ...witness, reason: ' ' })).toEqual(['too_small']);
  });

  it('is asked by no log that goes on from a followed one, and by a policy that names it', () => {
    const input = { origin: 'PeterNeumann', url: 'https://log.example', vkey: VKEY, reason: 'x' };
    const at = { node: 'here.test', ownKeys: [], known: [], goingOn: [] };
    expect(mayFollow({ ...input, policy: `log ${VKEY}\nquorum none\n` }, at)).toMatchObject({ allowed: true });
    expect(mayFollow(input, { ...at, goingOn: ['PeterNeumann'] })).toMatchObject({
      reasons: [{ code: 'ALREADY_CHOSEN' }],
    });
    // What it shows would be taken for what was stated at this node.
    expect(mayFollow(input, { ...at, node: 'PeterNeumann' })).toMatchObject({ reasons: [{ code: 'OWN_KEY' }] });
  });

  it.each([
    ['https://log.example/a/', 'https://log.example/a'],
    ['HTTPS://LOG.example:443/a', 'https://log.example/a'],
    ['http://127.0.0.1:8080/log', 'http://127.0.0.1:8080/log'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['http://localhost/log', 'http://localhost/log'],
    ['http://127.0.0.1.example/log', undefined],
    ['http://10.0.0.1/log', undefined],
    ['https://me:secret@log.example', undefined],
    ['https://log.example/?a', undefined],
    ['https://log.example/?', undefined],
    ['https://log.example/#', undefined],
    ['https://log.example/a b', undefined],
    ['https://log.example/\n', undefined],
    ['file:///etc/passwd', undefined],
    ['s3+https://log.example', undefined],
    ['log.example', undefined],
  ])('%j is the address %j', (text, address) => {
    expect(readAddress(text)).toBe(address);
  });
});
