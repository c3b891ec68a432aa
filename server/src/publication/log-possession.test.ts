// SPDX-License-Identifier: Apache-2.0
// What somebody tries who knows of a laboratory's log what everybody knows: its name and its public key.
import { formatVkey, signNote } from '@touchstone/transparency-log';
import { nodeNoteKey } from '@touchstone/transparency-log/node';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PARTIES, reauthentication } from '../../tests/test-node.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import { type HandedLogReport, registrationMeaning } from './laboratory-logs.ts';
import { type LogNode, openLogNode } from './tests/log-node.ts';
import { answerTo, challengeOf, registerLogAt, sendRegistration } from './tests/registered-log.ts';

let national: LogNode;
let other: LogNode;
beforeAll(async () => {
  national = await openLogNode({ shards: 'yearly' });
  other = await openLogNode({ origin: 'other.test/log' });
});
afterAll(async () => {
  await other.end();
  await national.end();
});

const keyOf = (name: string, seed = 4) =>
  nodeNoteKey({ name, type: 'ed25519', seed: new Uint8Array(32).fill(seed) }).signer;
const urlOf = (log: string) => `/api/laboratory-logs?log=${encodeURIComponent(log)}`;
const read = (log: string) => national.get<HandedLogReport>(undefined, urlOf(log));
const isThere = async (log: string) => (await national.send(undefined, { url: urlOf(log) })).status === 200;
const inDatabase = (act: Parameters<typeof withKeeper<unknown>>[1]) =>
  withKeeper(national.recordKeeping.keeping.database, act);

describe("another laboratory's log", () => {
  it('is not registered by its public key alone', async () => {
    const signer = keyOf('victim.test/log');
    const body = { vkey: formatVkey(signer.key), ...reauthentication(registrationMeaning(signer.key)) };
    const bare = await national.send('rivalLaboratory', { method: 'POST', url: '/api/laboratory-logs', body });
    expect(bare).toMatchObject({ status: 400, body: { code: 'BAD_INPUT' } });
    const challenge = await challengeOf(national, signer, 'rivalLaboratory');
    const rivals = keyOf('victim.test/log', 5);
    const tree = await signNote(`victim.test/log\n0\n${'A'.repeat(43)}=\n`, [signer]);
    // Of its own key, of the challenge itself, of a tree that the log has shown: none is its answer.
    for (const answer of [await answerTo(challenge, rivals), challenge, tree, 'no note']) {
      const tried = await sendRegistration(national, { login: 'rivalLaboratory', signer, challenge, answer });
      expect(tried).toMatchObject({ status: 409, body: { errors: [{ pointer: '/answer', code: 'NO_POSSESSION' }] } });
    }
    expect(await isThere('victim.test/log')).toBe(false);
    expect((await registerLogAt(national, signer)).status).toBe(200);
  });

  it('is not registered by what its keeper answered for itself, nor by what it answered another node', async () => {
    const signer = keyOf('replayed.test/log');
    const challenge = await challengeOf(national, signer);
    const answer = await answerTo(challenge, signer);
    const stolen = await sendRegistration(national, { login: 'rivalLaboratory', signer, challenge, answer });
    expect(stolen).toMatchObject({ status: 409, body: { errors: [{ code: 'OTHER_PARTY' }] } });
    const abroad = await challengeOf(other, signer, 'rivalLaboratory');
    const fromAbroad = { login: 'rivalLaboratory', signer, challenge: abroad } as const;
    const tried = await sendRegistration(national, { ...fromAbroad, answer: await answerTo(abroad, signer) });
    expect(tried).toMatchObject({ status: 409, body: { errors: [{ code: 'NO_CHALLENGE' }] } });
    const sibling = keyOf('replayed.test/log/2027');
    const wrong = await sendRegistration(national, { login: 'signatory', signer: sibling, challenge, answer });
    expect(wrong).toMatchObject({ status: 409, body: { errors: [{ code: 'OTHER_KEY' }] } });
    expect(await isThere('replayed.test/log')).toBe(false);
  });

  it('stays with the party for which its key has answered, whoever else shows an answer of the key', async () => {
    const signer = keyOf('shared.test/log');
    expect((await registerLogAt(national, signer)).status).toBe(200);
    const before = await read('shared.test/log');
    expect(before).toMatchObject({ party: PARTIES.laboratory, replaced: [] });
    const late = await registerLogAt(national, signer, 'rivalLaboratory');
    expect(late).toMatchObject({ status: 409, body: { errors: [{ code: 'ORIGIN_TAKEN' }] } });
    expect((await registerLogAt(national, signer)).status).toBe(200);
    // Another key of the same name is another log.
    expect((await registerLogAt(national, keyOf('shared.test/log', 6))).status).toBe(409);
    expect(await read('shared.test/log')).toEqual(before);
  });

  it('that was registered before keys were asked goes on, says so, and goes to the party for which its key answers', async () => {
    const signer = keyOf('earlier.test/log');
    const vkey = formatVkey(signer.key);
    await inDatabase((transaction) =>
      sql`insert into touchstone.handed_log (origin, party, vkey, registered_at, registered_by)
        values ('earlier.test/log', ${PARTIES.otherLaboratory}, ${vkey}, '2026-01-01T00:00:00Z', 'somebody')`.execute(
        transaction,
      ),
    );
    const claimed = await read('earlier.test/log');
    expect(claimed).toMatchObject({ party: PARTIES.otherLaboratory, replaced: [] });
    expect(claimed.possession).toBeUndefined();
    // Another key under the name takes nothing from whoever registered it.
    expect((await registerLogAt(national, keyOf('earlier.test/log', 6))).status).toBe(409);
    expect((await registerLogAt(national, signer)).status).toBe(200);
    const [{ possession, ...log }] = [await read('earlier.test/log')];
    expect(log).toMatchObject({
      party: PARTIES.laboratory,
      replaced: [{ party: PARTIES.otherLaboratory, registeredAt: '2026-01-01T00:00:00Z' }],
    });
    expect(possession?.challenge).toContain(`\n${PARTIES.laboratory}\n${vkey}\n`);
    // And from then on with nobody else.
    expect((await registerLogAt(national, signer, 'rivalLaboratory')).status).toBe(409);
  });

  it('is never called as the log of this node is called in any year', async () => {
    for (const name of ['node.test/log', 'node.test/log/2031', 'node.test/log/laboratories']) {
      const { key } = keyOf(name);
      const request = {
        method: 'POST',
        url: '/api/laboratory-log-challenges',
        body: { vkey: formatVkey(key) },
      } as const;
      expect(await national.problem('signatory', request)).toMatchObject({ errors: [{ code: 'OWN_LOG' }] });
    }
  });

  it('is asked about by those who sign for a laboratory, and by nobody else', async () => {
    const body = { vkey: formatVkey(keyOf('asked.test/log').key) };
    const request = { method: 'POST', url: '/api/laboratory-log-challenges', body } as const;
    expect((await national.send(undefined, request)).status).toBe(401);
    expect((await national.send('clerk', request)).status).toBe(403);
    expect((await national.problem('signatory', { ...request, body: { vkey: 'none' } })).code).toBe('BAD_INPUT');
  });
  it('is not registered by an answer of the day before', async () => {
    const signer = keyOf('late.test/log');
    const challenge = await challengeOf(national, signer);
    const answer = await answerTo(challenge, signer);
    national.testClock.advance(86_400 + 1);
    // Of the same party, whose session has not run out yet.
    const late = await sendRegistration(national, { login: 'tester', signer, challenge, answer });
    expect(late).toMatchObject({ status: 409, body: { errors: [{ code: 'EXPIRED' }] } });
    expect((await registerLogAt(national, signer, 'tester')).status).toBe(200);
  });
});
