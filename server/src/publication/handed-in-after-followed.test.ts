// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attest, changeStatus, publishNotice, type Reference } from '../../tests/registers-in-use.ts';
import { listen, type Login, PARTIES, reauthentication } from '../../tests/test-node.ts';
import { submissionMeaning } from '../record-keeping/submit-signed.ts';
import { type LogNode, openLogNode } from './tests/log-node.ts';
import { openStatus } from './tests/open-status.ts';

const PUBLIC = { tenant: { party: undefined, jurisdiction: 'CN', role: 'public' }, asOf: {} } as const;
let home: LogNode;
let abroad: LogNode;
beforeAll(async () => {
  home = await openLogNode();
  const follow = [{ key: home.settings.signer.key, url: `${await listen(home)}/log` }];
  const shared = { clock: home.clock, onUnexpected: () => undefined, keys: home.keys, node: 'abroad.test' };
  abroad = await openLogNode({ ...shared, change: () => ({ follow, followEvery: 50 }) });
});
afterAll(async () => {
  await abroad.end();
  await home.end();
});

const caughtUp = async () => {
  await home.publication.flush();
  const { published } = await openStatus(home.publication);
  abroad.publication.look();
  for (;;) {
    const [state] = (await abroad.publication.status()).followed;
    if (state?.size === published && state.states.waiting === undefined) return state;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
};
const urlOf = ({ issuer, id }: Pick<Reference, 'issuer' | 'id'>, more = '') =>
  `/api/statements/${encodeURIComponent(issuer)}/${id}${more}`;
const textAtHome = async (reference: Reference) => (await home.send(undefined, { url: urlOf(reference) })).text;
const handIn = (login: Login, { digest }: Reference, statement: string) =>
  abroad.send(login, {
    method: 'POST',
    url: '/api/statements',
    body: { statement, ...reauthentication(submissionMeaning(digest)) },
  });
/** Handed in by one person of the accreditor and approved by another. */
async function handInByTwo(reference: Reference, statement: string) {
  const handed = await handIn('proposer', reference, statement);
  expect(handed, handed.text).toMatchObject({ status: 202 });
  const [proposed] = handed.body.entries as { entry: number }[];
  const url = `/api/statement-submissions/${proposed?.entry}`;
  const { digest, meaning } = await abroad.get<{ digest: string; meaning: string }>('decider', url);
  const body = { digest, verdict: 'approve', ...reauthentication(meaning) };
  return abroad.send('decider', { method: 'POST', url: `${url}/decisions`, body });
}

describe('a statement that is handed in after it was seen in the log of another node', () => {
  it('is in the log of this node too, promised and proved, and still one statement', async () => {
    const notice = await publishNotice(home, { standard: 'GB 1-2020' });
    await caughtUp();
    const text = await textAtHome(notice);
    expect((await abroad.problem(undefined, { url: urlOf(notice, '/receipt') })).code).toBe('NOT_FOUND');
    const handed = await handIn('editor', notice, text);
    expect(handed, handed.text).toMatchObject({ status: 201, body: { entries: [{ alreadyRecorded: false }] } });
    const [entry] = handed.body.entries as { promise?: string }[];
    expect(entry?.promise?.split('\n')[2]).toBe(abroad.publication.origin);

    await abroad.publication.flush();
    const receipt = await abroad.send(undefined, { url: urlOf(notice, '/receipt') });
    expect(receipt, receipt.text).toMatchObject({ status: 200 });
    expect(receipt.text).toContain(`\n${abroad.publication.origin}\n`);
    expect((await abroad.send(undefined, { url: urlOf(notice, '/promise') })).status).toBe(200);
    expect(await abroad.publication.compare()).toMatchObject({ statements: 1, differences: [] });
    // The register has it now, and nobody is given it twice.
    const { items } = await abroad.get<{ items: object[] }>(undefined, '/api/standard-notices');
    expect(items).toMatchObject([{ standard: 'GB 1-2020' }]);
    const found = await abroad.recordKeeping.read(PUBLIC, (reads) =>
      reads.findStatements([{ by: 'digest', digest: notice.digest }]),
    );
    expect(found.flat()).toMatchObject([{ register: 'standards', originNode: 'abroad.test' }]);
    expect((await abroad.send(undefined, { url: urlOf(notice) })).text).toBe(text);
  });

  it('is on record once however often it is handed in, or seen again', async () => {
    const notice = await publishNotice(home, { standard: 'GB 2-2020' });
    await caughtUp();
    const text = await textAtHome(notice);
    expect((await handIn('editor', notice, text)).body).toMatchObject({ entries: [{ alreadyRecorded: false }] });
    const again = await handIn('editor', notice, text);
    expect(again.body).toMatchObject({ entries: [{ alreadyRecorded: true }] });
    expect((again.body.entries as { promise?: string }[])[0]?.promise).toMatch(/^touchstone\/promise\/v1\n/);
    await abroad.publication.flush();
    expect(await abroad.publication.compare()).toMatchObject({ statements: 2, differences: [] });
    expect((await caughtUp()).states).toEqual({ stored: 2 });
  });

  it('takes two persons here as well, and a change that the other log has afterwards still fits its leaf', async () => {
    const stream = await attest(home);
    await caughtUp();
    const issuer = PARTIES.accreditor;
    const [known] = (
      await home.recordKeeping.read(PUBLIC, (reads) =>
        reads.findStatements([{ by: 'edge', relation: 'issued-by', key: issuer, kinds: ['Accreditation'] }]),
      )
    ).flat();
    if (known === undefined) throw new Error('it is not at home');
    const decided = await handInByTwo(known, await textAtHome(known));
    expect(decided, decided.text).toMatchObject({ status: 201, body: { entries: [{}, { kind: 'Accreditation' }] } });
    expect((decided.body.entries as { promise?: string }[])[1]?.promise).toBeDefined();
    await changeStatus(home, stream, { act: 'suspend', reason: 'Out of tolerance' });
    const before = (await caughtUp()).states;
    expect(before).toEqual({ stored: 4 });
  });

  it('stays the one entry of this node where the other log has it later', async () => {
    const own = await publishNotice(abroad, { standard: 'GB 7-2020' });
    const text = (await abroad.send(undefined, { url: urlOf(own) })).text;
    const before = (await caughtUp()).states;
    const handed = await home.send('editor', {
      method: 'POST',
      url: '/api/statements',
      body: { statement: text, ...reauthentication(submissionMeaning(own.digest)) },
    });
    expect(handed.status).toBe(201);
    // The same statement of both nodes: seen in the other log, it stays this node's one entry.
    expect((await caughtUp()).states).toEqual({ stored: (before.stored ?? 0) + 1 });
    expect((await abroad.send(undefined, { url: urlOf(own, '/promise') })).status).toBe(200);
  });
});
