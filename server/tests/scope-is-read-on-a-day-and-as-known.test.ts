// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { round } from '../src/start-clockwork.ts';
import { attest, changeStatus, draftReport, reportDocument, scopeLine, signReport } from './registers-in-use.ts';
import { openTestNode, PARTIES, type TestNode } from './test-node.ts';

interface Page {
  readonly items: readonly {
    line: string;
    status: string;
    certificateNumber: string;
    from: string;
    until: string | null;
  }[];
}
interface History {
  readonly periods: readonly { status: string; from: string; until: string | null }[];
  readonly changes: readonly { status: string; reason: string; replacedById: string | null }[];
}

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
});
afterAll(() => node.end());

const scopeUrl = (body: string, query = '') => `/api/accredited-bodies/${encodeURIComponent(body)}/scope${query}`;
const lines = async (body: string, query: string) =>
  (await node.get<Page>(undefined, scopeUrl(body, query))).items.map(({ line, status }) => `${line} ${status}`);
const currentCut = async () => {
  await node.recordKeeping.settle();
  return (await node.get<{ knownAt: string }>(undefined, '/api/cuts')).knownAt;
};

describe('the scope of a body', () => {
  it('is that of the day asked about, and of what was known', async () => {
    const body = PARTIES.laboratory;
    const nothing = await currentCut();
    const second = scopeLine('T2', { property: { substance: 'cd' }, to: '2026-12-31' });
    const stream = await attest(node, { body, scope: [scopeLine('T1'), second] });
    const before = await currentCut();
    await changeStatus(node, stream, { act: 'suspend', reason: 'no calibration', from: '2026-12-01' });
    await changeStatus(node, stream, { act: 'restore', reason: 'calibration shown', from: '2026-12-15' });
    await node.recordKeeping.settle();

    expect(await lines(body, '?on=2025-12-31')).toEqual([]);
    expect(await lines(body, '')).toEqual(['T1 in-force', 'T2 in-force']);
    expect(await lines(body, '?on=2026-11-30')).toEqual(['T1 in-force', 'T2 in-force']);
    expect(await lines(body, '?on=2026-12-01')).toEqual(['T1 suspended', 'T2 suspended']);
    expect(await lines(body, '?on=2026-12-14')).toEqual(['T1 suspended', 'T2 suspended']);
    expect(await lines(body, '?on=2026-12-15')).toEqual(['T1 in-force', 'T2 in-force']);
    expect(await lines(body, '?on=2027-01-01')).toEqual(['T1 in-force']);
    expect(await lines(body, '?on=2029-01-01')).toEqual([]);
    expect(await lines(body, `?on=2026-12-01&knownAt=${before}`)).toEqual(['T1 in-force', 'T2 in-force']);
    expect(await lines(body, `?knownAt=${nothing}`)).toEqual([]);
    expect(await lines(body, '?property=cd&standard=GB%205009.12-2023&activity=testing')).toEqual(['T2 in-force']);
    expect(await lines(body, '?standard=GB%205009.12-2017')).toEqual([]);
  });

  it('has single lines suspended, in a new edition that replaces the one before', async () => {
    const body = 'did:web:by-line.demonstration.example';
    const stream = await attest(node, { body, certificateNumber: 'L-2', scope: [scopeLine('T1'), scopeLine('T2')] });
    await changeStatus(node, stream, {
      act: 'suspend',
      reason: 'failed the comparison',
      lines: ['T2'],
      from: '2026-12-01',
    });
    expect(await lines(body, '?on=2026-11-30')).toEqual(['T1 in-force', 'T2 in-force']);
    expect(await lines(body, '?on=2026-12-01')).toEqual(['T1 in-force', 'T2 suspended']);
    await node.recordKeeping.settle();
    const { periods, changes } = await node.get<History>(undefined, `/api/accreditations/${stream}`);
    expect(periods.map(({ status, from, until }) => [status, from, until])).toEqual([
      ['in-force', '2026-01-01', '2026-11-21'],
      ['in-force', '2026-11-22', '2028-12-31'],
      ['expired', '2029-01-01', null],
    ]);
    expect(changes).toMatchObject([
      { status: 'replaced', state: 'in-effect', replacedById: expect.stringMatching(/^urn:uuid:/) },
    ]);
    const replaced = changes[0] as unknown as { changeId: string; replacedById: string };
    const url = (id: string) => `/api/statements/${encodeURIComponent(PARTIES.accreditor)}/${id}`;
    const change = await node.get<{ credentialSubject: { replacedBy: object } }>(undefined, url(replaced.changeId));
    const successor = await node.send(undefined, { url: url(replaced.replacedById) });
    expect(change.credentialSubject.replacedBy).toEqual({
      ...{ id: replaced.replacedById, issuer: PARTIES.accreditor, digest: successor.headers['touchstone-digest'] },
    });
  });

  it('ends by the clock, which notes it once', async () => {
    const body = 'did:web:expiring.demonstration.example';
    const scope = [scopeLine('T1', { to: '2026-11-30' })];
    const stream = await attest(node, { body, certificateNumber: 'L-3', to: '2026-11-30', scope });
    node.testClock.advance(9 * 24 * 3_600);
    const failures: unknown[] = [];
    for (let times = 0; times < 2; times++) await round(node, (error) => failures.push(error));
    expect(failures).toEqual([]);
    await node.recordKeeping.settle();
    const { periods, changes } = await node.get<History>(undefined, `/api/accreditations/${stream}`);
    expect(periods.map(({ status, until }) => [status, until])).toEqual([
      ['in-force', '2026-11-30'],
      ['expired', null],
    ]);
    expect(changes).toMatchObject([{ status: 'expired', reason: 'its period ended' }]);
    expect(await node.get<Page>(undefined, `/api/accreditations?body=${body}&on=2026-12-01`)).toMatchObject({
      items: [{ status: 'expired' }],
    });
    expect(await node.recordKeeping.compareRebuild('accreditation')).toEqual([]);
  });
});

describe('GET /api/accredited-bodies', () => {
  it('is kept by a follower of every register, and has each body once for each issuer that speaks of it', async () => {
    const [result] = (reportDocument() as { subject: { results: object[] } }).subject.results;
    const laboratory = { id: PARTIES.laboratory, name: 'As it calls itself', place: 'CN-GD' };
    const results = [{ ...result, underScope: false }];
    await signReport(node, await draftReport(node, { laboratory, results }, 'public'));
    await node.recordKeeping.settle();
    const { items } = await node.get<{ items: object[] }>(undefined, '/api/accredited-bodies?limit=200');
    const { accreditor: issuer, laboratory: body } = PARTIES;
    expect(items).toHaveLength(4);
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          body,
          issuer,
          name: 'Demonstration Food Laboratory',
          attestations: 1,
          publishedReports: 0,
        }),
        expect.objectContaining({ body, issuer: body, name: laboratory.name, attestations: 0, publishedReports: 1 }),
        expect.objectContaining({ body: 'did:web:by-line.demonstration.example', issuer, attestations: 2 }),
      ]),
    );
  });
});
