// SPDX-License-Identifier: Apache-2.0
// Names that cannot be read, or that may be taken for another log's: at registration, in the configuration, in a case.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatVkey } from '@touchstone/transparency-log';
import { nodeNoteKey } from '@touchstone/transparency-log/node';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withKeeper } from '../storage/with-tenant.ts';
import { mayAsk, mayFollow } from './following/rules.ts';
import type { HandedLogReport } from './laboratory-logs.ts';
import { openLogSettings } from './open-settings.ts';
import { requireOthersToFollow } from './own-log-names.ts';
import { type LogNode, openLogNode } from './tests/log-node.ts';
import { answerTo, challengeOf, registerLogAt, sendRegistration } from './tests/registered-log.ts';

const signerOf = (name: string, seed = 4) =>
  nodeNoteKey({ name, type: 'ed25519', seed: new Uint8Array(32).fill(seed) }).signer;
const FOLLOWED = signerOf('abroad.test/log', 9).key;

let national: LogNode;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-names-'));
  const follow = [{ key: FOLLOWED, url: 'http://127.0.0.1:9/log' }];
  national = await openLogNode({ shards: 'yearly', change: () => ({ follow }), onUnexpected: () => undefined });
});
afterAll(async () => {
  await national.end();
  await rm(folder, { recursive: true, force: true });
});

const urlOf = (log: string) => `/api/laboratory-logs?log=${encodeURIComponent(log)}`;
const challenged = async (name: string, seed = 4) => {
  const body = { vkey: formatVkey(signerOf(name, seed).key) };
  const problem = await national.problem('signatory', { method: 'POST', url: '/api/laboratory-log-challenges', body });
  return problem.errors?.map(({ code }) => code);
};

describe("a name of a laboratory's log", () => {
  it.each([
    ['x'.repeat(301), ['BAD_LOG_NAME']],
    ['志'.repeat(86), ['BAD_LOG_NAME']],
    ['lab\u200B.test/log', ['BAD_LOG_NAME']],
    ['lаb.test/log', ['BAD_LOG_NAME']],
    ['lab.test\u2215log', ['BAD_LOG_NAME']],
    ['Node.Test/log', ['OWN_LOG']],
    ['NODE.test/log/2031', ['OWN_LOG']],
    ['https://node.test/log/', ['OWN_LOG']],
    ['n0de.test/log', ['OWN_LOG']],
    ['node.test', ['OWN_LOG']],
    ['Node.test:443/', ['OWN_LOG']],
    ['node.test/./l%6Fg//2031', ['OWN_LOG']],
    ['Abroad.test/log', ['LOOKS_ALIKE']],
  ])('is refused before its key is asked: %j', async (name, codes) => {
    expect(await challenged(name)).toEqual(codes);
  });

  it('is refused where another log is registered that looks like it, and only there', async () => {
    expect((await registerLogAt(national, signerOf('first.test/log/2026'))).status).toBe(200);
    const alike = ['First.test/log/2026', 'flrst.test/log/2026', 'first.test/log/2026/', '//first.test/log/2026'];
    const ends = ['//log/2026', '/./log/2026', '/%6cog/2026', ':443/log/2026', '/log/2026#', '/log/2026?'];
    for (const name of [...alike, ...ends.map((end) => `first.test${end}`)])
      expect([name, await challenged(name, 5)]).toEqual([name, ['LOOKS_ALIKE']]);
    for (const name of ['first.test/log/2027', 'first.example/log/2026', 'first.test/log'])
      expect((await registerLogAt(national, signerOf(name))).status).toBe(200);
  });

  it('is refused at the registration too, whoever was first of two that were asked', async () => {
    const [one, other] = [signerOf('race.test/log'), signerOf('Race.test/log', 5)];
    const asked = await Promise.all(
      (
        [
          ['signatory', one],
          ['rivalLaboratory', other],
        ] as const
      ).map(async ([login, signer]) => {
        const challenge = await challengeOf(national, signer, login);
        return { login, signer, challenge, answer: await answerTo(challenge, signer) };
      }),
    );
    const answers = await Promise.all(asked.map((each) => sendRegistration(national, each)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({
      errors: [{ code: 'LOOKS_ALIKE', detail: expect.stringContaining('ace.test') }],
    });
  });

  it('may be that of a log that is followed here, under its own key alone', async () => {
    expect(await challenged('abroad.test/log', 5)).toEqual(['ORIGIN_TAKEN']);
    expect((await registerLogAt(national, signerOf('abroad.test/log', 9))).status).toBe(200);
  });

  it('stays where it is registered already, and is read however long it is', async () => {
    const signer = signerOf(`Long.test/${'x'.repeat(400)}`);
    const party = 'did:web:earlier.example';
    await withKeeper(national.recordKeeping.keeping.database, (transaction) =>
      sql`insert into touchstone.handed_log (origin, party, vkey, registered_at, registered_by)
        values (${signer.key.name}, ${party}, ${formatVkey(signer.key)}, '2026-01-01T00:00:00Z', 'somebody')`.execute(
        transaction,
      ),
    );
    expect(await national.get<HandedLogReport>(undefined, urlOf(signer.key.name))).toMatchObject({ party });
    const proven = await registerLogAt(national, signer);
    expect(proven.body).toMatchObject({ origin: signer.key.name, replaced: [{ party }] });
  });
});

describe('TOUCHSTONE_FOLLOW', () => {
  const pair = (name: string, seed = 4) => `${formatVkey(signerOf(name, seed).key)}=https://log.test/${seed}`;
  const opened = (follow: string) => openLogSettings({ folder, origin: 'here.test/log', follow });

  it.each([
    ['a'.repeat(256), /256 bytes/],
    ['lab\u200B.test', /U\+200B/],
    ['lab.test\u2215log', /U\+2215/],
  ])('names no log that is called %j', async (name, says) => {
    await expect(opened(pair(name))).rejects.toMatchObject({
      code: 'BAD_SETTING',
      message: expect.stringMatching(says),
    });
    await expect(opened(pair(name))).rejects.toThrow(/^TOUCHSTONE_FOLLOW: /);
  });

  it('names no two logs that may be taken for each other', async () => {
    const both = [pair('one.test/log', 4), pair('ONE.test/log', 5)].join(',');
    await expect(opened(both)).rejects.toThrow(/^TOUCHSTONE_FOLLOW: ONE\.test\/log may be taken for one\.test\/log/);
    await expect(opened([pair('one.test/log', 4), pair('one.test/log', 5)].join(','))).rejects.toThrow(/one\.test/);
    expect((await opened([pair('one.test/log', 4), pair('two.test/log', 5)].join(','))).follow).toHaveLength(2);
  });

  it('names no log that may be taken for the own one, or for the node', async () => {
    for (const name of ['Here.test/log', 'here.test/log/2031', 'https://here.test/log', 'HERE.test']) {
      const settings = await opened(pair(name));
      expect(() => requireOthersToFollow(settings, 'here.test')).toThrow(/TOUCHSTONE_FOLLOW: .* another name/);
    }
    expect(requireOthersToFollow(await opened(pair('there.test/log')), 'here.test')).toBeUndefined();
  });
});

describe('a log that administrators propose', () => {
  const known = [{ key: FOLLOWED, url: 'https://abroad.test/log' }];
  const at = { node: 'here.test', ownKeys: [signerOf('here.test/log').key], known, goingOn: ['abroad.test/log/2027'] };
  const propose = (name: string) => {
    const input = { origin: name, url: 'https://log.example', vkey: formatVkey(signerOf(name, 5).key), reason: 'x' };
    const ruling = mayFollow(input, at);
    return ruling.allowed ? [] : ruling.reasons.map(({ code }) => code);
  };

  it.each([
    ['there.test/log', []],
    ['Abroad.test/log', ['LOOKS_ALIKE']],
    ['abroad.test/log/2O27', ['LOOKS_ALIKE']],
    ['Here.test/log', ['LOOKS_ALIKE']],
    ['HERE.test', ['LOOKS_ALIKE']],
    ['a\u200Bb.test', ['BAD_LOG_NAME']],
    ['a'.repeat(256), ['BAD_LOG_NAME']],
    ['here.test', ['OWN_KEY']],
    ['abroad.test/log', ['ALREADY_CHOSEN']],
  ])('called %j is refused for %j', (name, codes) => expect(propose(name)).toEqual(codes));

  it('is as little a witness whose name may be taken for another', () => {
    const { key } = nodeNoteKey({
      name: 'ABROAD.test/log',
      type: 'ed25519-cosignature',
      seed: new Uint8Array(32),
    }).signer;
    const ruling = mayAsk({ url: 'https://w.example', vkey: formatVkey(key), reason: 'x' }, at);
    expect(ruling).toMatchObject({ allowed: false, reasons: [{ code: 'LOOKS_ALIKE' }] });
  });
});
