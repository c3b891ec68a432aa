// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attest, changeStatus, decide, draftReport, openProposal, signReport } from './registers-in-use.ts';
import { openTestNode, PARTIES, type TestNode } from './test-node.ts';

interface History {
  readonly periods: readonly { status: string; from: string; until: string | null }[];
  readonly changes: readonly {
    status: string;
    state: string;
    changeId: string;
    voidedById: string | null;
    voidReason: string | null;
  }[];
}

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
});
afterAll(() => node.end());

const cut = async () => (await node.get<{ knownAt: string }>(undefined, '/api/cuts')).knownAt;
const history = (stream: string, query = '') => node.get<History>(undefined, `/api/accreditations/${stream}${query}`);
const statuses = async (stream: string, query = '') =>
  (await history(stream, query)).periods.map(({ status, from, until }) => `${status} ${from}..${until ?? ''}`);
const cancel = async (stream: string, change: string) => {
  const body = { act: 'cancel', change, reason: 'calibration shown' };
  await node.act('proposer', `/api/accreditation-cases/${stream}/proposals`, body);
  return decide(node, { login: 'decider', url: `/api/accreditation-cases/${stream}` });
};
const other = (n: number) => ({ body: `did:web:planned-${n}.demonstration.example`, certificateNumber: `P-${n}` });

describe('a change that is planned for a later day', () => {
  it('keeps nobody from withdrawing today: it is overtaken, and says so by name', async () => {
    const stream = await attest(node, other(1));
    await changeStatus(node, stream, { act: 'suspend', reason: 'no comparison', from: '2026-12-22' });
    const planned = await cut();
    expect((await history(stream)).changes).toMatchObject([{ status: 'suspended', state: 'planned' }]);
    expect(await node.get('clerk', `/api/accreditation-cases/${stream}`)).toMatchObject({ status: 'in-force' });

    const signed = await changeStatus(node, stream, { act: 'withdraw', reason: 'results were invented' });
    expect(signed).toHaveLength(2);
    expect(await statuses(stream)).toEqual(['in-force 2026-01-01..2026-11-21', 'withdrawn 2026-11-22..']);
    const { changes } = await history(stream);
    const [, voiding] = signed;
    expect(changes).toMatchObject([
      { status: 'suspended', state: 'void', voidedById: voiding?.id, voidReason: `overtaken by ${signed[0]?.id}` },
      { status: 'withdrawn', state: 'in-effect', voidedById: null },
    ]);
    // What was answered then is answered again.
    expect(await statuses(stream, `?knownAt=${planned}`)).toEqual([
      'in-force 2026-01-01..2026-12-21',
      'suspended 2026-12-22..2028-12-31',
      'expired 2029-01-01..',
    ]);
    expect((await history(stream, `?knownAt=${planned}&on=2026-12-22`)).changes).toMatchObject([
      { status: 'suspended', state: 'in-effect', voidedById: null },
    ]);
    const voided = await node.get(
      undefined,
      `/api/statements/${encodeURIComponent(PARTIES.accreditor)}/${voiding?.id}`,
    );
    expect(voided).toMatchObject({
      credentialSubject: { status: 'revoked', changes: { id: changes[0]?.changeId } },
      evidence: [{ type: ['TwoPersonDecision'] }],
    });
    expect(await node.recordKeeping.compareRebuild('accreditation')).toEqual([]);
  });

  it('stands where it is still lawful after an earlier one', async () => {
    const stream = await attest(node, other(2));
    await changeStatus(node, stream, { act: 'withdraw', reason: 'gives up testing', from: '2026-12-22' });
    await changeStatus(node, stream, { act: 'suspend', reason: 'no comparison', from: '2026-12-01' });
    expect(await statuses(stream)).toEqual([
      'in-force 2026-01-01..2026-11-30',
      'suspended 2026-12-01..2026-12-21',
      'withdrawn 2026-12-22..',
    ]);
  });

  it('is cancelled by two persons before its day, and with it what was planned upon it', async () => {
    const stream = await attest(node, other(3));
    const [suspension] = await changeStatus(node, stream, { act: 'suspend', reason: 'no c.', from: '2026-12-01' });
    await changeStatus(node, stream, { act: 'restore', reason: 'shown', from: '2026-12-15' });
    const before = await cut();
    expect(await cancel(stream, suspension?.id ?? '')).toHaveLength(2);
    expect(await statuses(stream)).toEqual(['in-force 2026-01-01..2028-12-31', 'expired 2029-01-01..']);
    expect(await statuses(stream, `?knownAt=${before}&on=2026-12-01`)).toEqual(['suspended 2026-12-01..2026-12-14']);
    expect((await history(stream)).changes).toMatchObject([
      { status: 'suspended', state: 'void', voidReason: 'calibration shown' },
      { status: 'active', state: 'void', voidReason: expect.stringMatching(/^overtaken by urn:uuid:/) },
    ]);
    const again = { act: 'cancel', change: suspension?.id, reason: 'again' };
    const url = `/api/accreditation-cases/${stream}/proposals`;
    expect(await node.problem('proposer', { method: 'POST', url, body: again })).toMatchObject({
      errors: [{ code: 'NOT_PLANNED' }],
    });
  });

  it('goes on to lie ahead of the edition in which a line is suspended', async () => {
    const stream = await attest(node, other(4));
    await changeStatus(node, stream, { act: 'withdraw', reason: 'gives up testing', from: '2026-12-22' });
    await changeStatus(node, stream, { act: 'suspend', reason: 'no comparison', lines: ['T1'] });
    expect(await statuses(stream)).toEqual([
      'in-force 2026-01-01..2026-11-21',
      'in-force 2026-11-22..2026-12-21',
      'withdrawn 2026-12-22..',
    ]);
    expect(await node.recordKeeping.compareRebuild('accreditation')).toEqual([]);
  });

  it('that is to be cancelled is named in what the second person signs', async () => {
    const stream = await attest(node, other(6));
    const [suspension] = await changeStatus(node, stream, { act: 'suspend', reason: 'no c.', from: '2026-12-30' });
    const body = { act: 'cancel', change: suspension?.id, reason: 'calibration shown' };
    await node.act('proposer', `/api/accreditation-cases/${stream}/proposals`, body);
    const open = await openProposal(node, 'decider', `/api/accreditation-cases/${stream}`);
    expect(open).toMatchObject({ action: 'cancel', input: { change: suspension?.id } });
  });

  it('once cancelled keeps no laboratory from its reports when its day has come', async () => {
    const stream = await attest(node, { certificateNumber: 'P-5' });
    const [suspension] = await changeStatus(node, stream, { act: 'suspend', reason: 'no c.', from: '2026-11-24' });
    await cancel(stream, suspension?.id ?? '');
    node.testClock.advance(3 * 24 * 3_600);
    await expect(signReport(node, await draftReport(node))).resolves.toBeDefined();
  });
});
