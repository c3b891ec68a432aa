// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_FOLDERS } from '@touchstone/local-files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecordSource } from '../src/check/record-source.ts';
import { publicTenant } from '../src/record-keeping/tenant.ts';
import { acceptance, decide, handIn } from './registers-in-use.ts';
import { openTestNode, PARTIES, reauthentication, type TestNode } from './test-node.ts';

let node: TestNode;
let policy: Readonly<Record<string, unknown>>;
beforeAll(async () => {
  node = await openTestNode();
  const file = join(PROJECT_FOLDERS.demonstration, 'statements', 'placepolicy-policy-hk.json');
  policy = JSON.parse(await readFile(file, 'utf8')).credentialSubject;
});
afterAll(() => node.end());

const CASES = '/api/recognition-cases';
const list = async (query: string) =>
  (
    await node.get<{ items: { statementId: string; status: string }[] }>(
      undefined,
      `/api/recognition-instruments${query}`,
    )
  ).items;
const asPolicy = (more: object = {}) => ({ kind: 'PlacePolicy', subject: { ...policy, ...more } });
const propose = (instrument: object) => node.act('policyClerk', CASES, { instrument });
const approve = (stream: string) => decide(node, { login: 'policyHead', url: `${CASES}/${stream}` });

describe('an instrument of a competent authority', () => {
  it('is stated by two persons, serves the check desk as evidence, and is read on a day and as known', async () => {
    const { stream } = await propose(asPolicy());
    expect(await list('?kind=PlacePolicy&place=HK')).toEqual([]);
    const before = (await node.get<{ knownAt: string }>(undefined, '/api/cuts')).knownAt;
    const [stated] = await approve(stream);
    expect(stated).toMatchObject({ issuer: PARTIES.authority });
    expect(await list('?kind=PlacePolicy&place=HK')).toMatchObject([{ statementId: stated?.id, status: 'in-force' }]);
    expect(await list(`?kind=PlacePolicy&knownAt=${before}`)).toEqual([]);
    expect(await list('?kind=PlacePolicy&on=2019-12-31')).toEqual([]);
    const cut = await node.recordKeeping.acknowledgedCut();
    const found = await node.recordKeeping.read({ tenant: publicTenant('CN'), asOf: {} }, (reads) =>
      createRecordSource({
        find: (requests) => reads.findStatements(requests, cut),
        wordsOf: async () => new Map(),
        resolve: () => undefined,
      }).find(
        [{ by: 'edge', relation: 'about-place', key: 'HK' as never, kinds: ['PlacePolicy'] }],
        undefined as never,
      ),
    );
    expect(found.flat().map(({ text }) => JSON.parse(text).id)).toEqual([stated?.id]);
  });

  it('is replaced by a successor that the change of status names, and withdrawn for good', async () => {
    const { stream } = await propose(acceptance('HK'));
    const [first] = await approve(stream);
    const url = `${CASES}/${stream}/proposals`;
    const instrument = acceptance('HK', { purposes: ['limit', 'label'] });
    await node.act('policyClerk', url, { act: 'replace', instrument, reason: 'labels too' });
    const [second, change] = await approve(stream);
    const statement = await node.get(
      undefined,
      `/api/statements/${encodeURIComponent(PARTIES.authority)}/${change?.id}`,
    );
    expect(statement).toMatchObject({ credentialSubject: { status: 'replaced', changes: first, replacedBy: second } });
    const today = await list('?kind=AcceptanceInstrument');
    expect(today).toMatchObject([{ statementId: second?.id }]);
    await node.act('policyClerk', url, { act: 'withdraw', reason: 'repealed' });
    await approve(stream);
    expect(await list('?kind=AcceptanceInstrument')).toEqual([]);
    expect(await node.get('policyClerk', `${CASES}/${stream}`)).toMatchObject({ status: 'withdrawn', proposals: [] });
    const again = { act: 'withdraw', reason: 'repealed' };
    expect((await node.problem('policyClerk', { method: 'POST', url, body: again })).errors).toMatchObject([
      { code: 'WITHDRAWN' },
    ]);
    await node.recordKeeping.settle();
    expect(await node.recordKeeping.compareRebuild('recognition')).toEqual([]);
  });

  it.each([
    ['the policy of another place', 'rivalAuthority', () => asPolicy()],
    ['what another place accepts', 'policyClerk', () => acceptance('CN-GD')],
    ['what its whole jurisdiction accepts, from a part', 'rivalAuthority', () => acceptance('CN')],
  ] as const)('is not stated by who is not the competent root of its place: %s', async (_, login, instrument) => {
    const body = { instrument: instrument() };
    expect(await node.problem(login, { method: 'POST', url: CASES, body })).toMatchObject({
      ...{ status: 409, errors: [{ code: 'NOT_COMPETENT' }] },
    });
  });

  it('takes two persons too where the authority signed it with its own key', async () => {
    const uuid = '01930000-0000-7000-8000-000000000077';
    const given = { party: PARTIES.authority, kind: 'PlacePolicy' as const, subject: policy as object, uuid };
    const alone = await handIn(node, 'policyHead', given);
    expect(alone.answer).toMatchObject({ status: 403, body: { code: 'NOT_PERMITTED' } });
    const before = await list('?kind=PlacePolicy&place=HK');
    const { answer, text, reference } = await handIn(node, 'policyClerk', given);
    expect(answer).toMatchObject({ status: 202, body: { entries: [{ kind: 'proposed' }] } });
    expect(await list('?kind=PlacePolicy&place=HK')).toEqual(before);
    const waiting = await node.get<{ items: { submission: number; digest: string; meaning: string }[] }>(
      'policyHead',
      '/api/statement-submissions',
    );
    const [{ submission, digest, meaning } = { submission: 0, digest: '', meaning: '' }] = waiting.items;
    const url = `/api/statement-submissions/${submission}/decisions`;
    await node.act('policyHead', url, { digest, verdict: 'approve', ...reauthentication(meaning) });
    expect(await list('?kind=PlacePolicy&place=HK')).toHaveLength(before.length + 1);
    const kept = await node.send(undefined, {
      url: `/api/statements/${encodeURIComponent(reference.issuer)}/${reference.id}`,
    });
    expect(kept.text).toBe(text);
    await node.recordKeeping.settle();
    expect(await node.recordKeeping.compareRebuild('recognition')).toEqual([]);
  });

  it('cannot take the place of one of another kind', async () => {
    const { stream } = await propose(acceptance('HK', { id: 'another' }));
    await approve(stream);
    const body = { act: 'replace', instrument: asPolicy(), reason: 'r' };
    const url = `${CASES}/${stream}/proposals`;
    expect((await node.problem('policyClerk', { method: 'POST', url, body })).errors).toMatchObject([
      { code: 'OTHER_KIND' },
    ]);
  });
});
