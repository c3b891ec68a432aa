// SPDX-License-Identifier: Apache-2.0
// One attestation of a number stands on a day, and what changes its status has a day: both were taken in silence.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import { attestMetrology, changeMetrology, specificationOf, standardOf } from './metrology-in-use.ts';
import { decide } from './registers-in-use.ts';
import { openTestNode, PARTIES, type TestNode } from './test-node.ts';

interface History {
  readonly periods: readonly { status: string; number: string; from: string; until: string | null }[];
  readonly changes: readonly { changeId: string; status: string; fromDay: string; isVoid: boolean }[];
}

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
});
afterAll(() => node.end());

const history = async (stream: string, query = '') => {
  await node.recordKeeping.settle();
  return node.get<History>(undefined, `/api/metrology-attestations/${stream}${query}`);
};
const statuses = async (stream: string, query = '') =>
  (await history(stream, query)).periods.map(({ status, from, until }) => `${status} ${from}..${until ?? ''}`);
const traced = async (id: string, day: string) => {
  const issuer = encodeURIComponent(PARTIES.authority);
  const found = await node.get<{ reasons: { code: string }[] }>(
    undefined,
    `/api/traceability/${issuer}/${id}?on=${day}`,
  );
  return found.reasons.map(({ code }) => code);
};
const propose = async (attested: object) =>
  (await node.send('policyClerk', { method: 'POST', url: '/api/metrology-cases', body: { attested } })).text;
const proposeAct = async (stream: string, body: object) =>
  (await node.send('policyClerk', { method: 'POST', url: `/api/metrology-cases/${stream}/proposals`, body })).text;
const cut = async () => {
  await node.recordKeeping.settle();
  return (await node.get<{ knownAt: string }>(undefined, '/api/cuts')).knownAt;
};

describe('an attestation of a measurement standard', () => {
  it('is refused under a number that stands on one of its days, however the number is written', async () => {
    const { stream } = await attestMetrology(node, standardOf('first', { certificateNumber: 'MS 1' }));
    const again = { certificateNumber: 'ms  １', from: '2026-06-01', to: '2027-12-31' };
    expect(await propose(standardOf('first', again))).toContain('NUMBER_TAKEN');
    expect(await propose(standardOf('second', again))).toContain('NUMBER_TAKEN');
    await changeMetrology(node, stream, { act: 'suspend', reason: 'damaged' });
    expect(await propose(standardOf('second', again))).toContain('NUMBER_TAKEN');
    // After its end the number is free, and so is one that was withdrawn.
    expect(await propose(standardOf('first', { ...again, from: '2029-01-01', to: undefined }))).not.toContain('TAKEN');
    await changeMetrology(node, stream, { act: 'withdraw', reason: 'lost', from: '2026-12-01' });
    expect(await propose(standardOf('second', { ...again, from: '2026-11-30' }))).toContain('NUMBER_TAKEN');
    expect(await propose(standardOf('second', { ...again, from: '2026-12-01' }))).not.toContain('TAKEN');
  });

  it('is refused under another number for a standard that its keeper has attested then', async () => {
    await attestMetrology(node, standardOf('pair'));
    expect(await propose(standardOf('PAIR ', { certificateNumber: 'MS 77' }))).toContain('STANDARD_ATTESTED');
    const keeper = { id: PARTIES.otherLaboratory, name: 'Another laboratory', demonstration: true };
    expect(await propose(standardOf('pair', { certificateNumber: 'MS 77', keeper }))).not.toContain('ATTESTED');
  });

  it('is refused at the decision where another was decided meanwhile', async () => {
    const { stream } = await node.act('policyClerk', '/api/metrology-cases', { attested: standardOf('raced') });
    await attestMetrology(node, standardOf('raced'));
    await expect(decide(node, { login: 'policyHead', url: `/api/metrology-cases/${stream}` })).rejects.toThrow(
      /NUMBER_TAKEN/,
    );
  });

  it('is renewed in its own case, and stands until the day on which the renewal begins', async () => {
    const { stream, reference } = await attestMetrology(node, standardOf('renewed'));
    const attested = standardOf('renewed', { certificateNumber: 'MS renewed 2', from: '2027-03-01', to: '2031-02-28' });
    await changeMetrology(node, stream, { act: 'replace', reason: 'examined again', attested });
    expect((await history(stream)).periods).toMatchObject([
      { number: 'MS renewed', status: 'in-force', until: '2027-02-28' },
      { number: 'MS renewed 2', status: 'in-force', from: '2027-03-01' },
    ]);
    expect(await traced(reference.id, '2027-02-28')).not.toContain('NOT_IN_FORCE');
    expect(await traced(reference.id, '2027-03-01')).toContain('NOT_IN_FORCE');
  });
});

describe('a change of its status', () => {
  it('has a day of its own, and is answered as of a day and as it was known', async () => {
    const { stream, reference } = await attestMetrology(node, standardOf('dated'));
    const before = await cut();
    await changeMetrology(node, stream, { act: 'suspend', reason: 'drifts', from: '2026-12-10' });
    await changeMetrology(node, stream, { act: 'restore', reason: 'mended', from: '2027-01-15' });
    expect(await statuses(stream)).toEqual([
      ...['in-force 2026-01-01..2026-12-09', 'suspended 2026-12-10..2027-01-14', 'in-force 2027-01-15..2028-12-31'],
    ]);
    expect(await statuses(stream, '?on=2026-12-10')).toEqual(['suspended 2026-12-10..2027-01-14']);
    expect(await statuses(stream, `?knownAt=${before}`)).toEqual(['in-force 2026-01-01..2028-12-31']);
    expect(await traced(reference.id, '2026-12-09')).toEqual([]);
    expect(await traced(reference.id, '2026-12-10')).toEqual(['NOT_IN_FORCE']);
    expect(await traced(reference.id, '2027-01-15')).toEqual([]);
    expect(await node.get('policyClerk', `/api/metrology-cases/${stream}`)).toMatchObject({ status: 'active' });
  });

  it('is refused of a past day, after the end, in the wrong status of its day and twice', async () => {
    const { stream } = await attestMetrology(node, standardOf('refused', { to: '2027-12-31' }));
    expect(await proposeAct(stream, { act: 'suspend', reason: 'r', from: '2026-11-21' })).toContain('BACKDATED');
    expect(await proposeAct(stream, { act: 'suspend', reason: 'r', from: '2028-01-01' })).toContain('WRONG_STATUS');
    expect(await proposeAct(stream, { act: 'restore', reason: 'r', from: '2026-12-01' })).toContain('WRONG_STATUS');
    await changeMetrology(node, stream, { act: 'suspend', reason: 'drifts', from: '2026-12-10' });
    expect(await proposeAct(stream, { act: 'suspend', reason: 'r', from: '2026-12-11' })).toContain('WRONG_STATUS');
    expect(await proposeAct(stream, { act: 'suspend', reason: 'r', from: 'soon' })).toContain('from');
  });

  it('that is planned keeps nobody from withdrawing today, and is cancelled before its day', async () => {
    const { stream } = await attestMetrology(node, standardOf('planned'));
    await changeMetrology(node, stream, { act: 'suspend', reason: 'drifts', from: '2026-12-10' });
    const attested = standardOf('planned', { from: '2027-06-01' });
    expect(await proposeAct(stream, { act: 'replace', reason: 'r', attested })).toContain('CHANGE_PLANNED');
    const [planned] = (await history(stream)).changes;
    const change = String(planned?.changeId);
    await changeMetrology(node, stream, { act: 'cancel', change, reason: 'drift explained' });
    expect(await statuses(stream)).toEqual(['in-force 2026-01-01..2028-12-31']);
    expect((await history(stream)).changes).toMatchObject([{ changeId: change, isVoid: true }]);
    expect(await proposeAct(stream, { act: 'cancel', change, reason: 'r' })).toContain('NOT_PLANNED');
    await changeMetrology(node, stream, { act: 'suspend', reason: 'drifts', from: '2026-12-10' });
    await changeMetrology(node, stream, { act: 'withdraw', reason: 'destroyed' });
    expect(await statuses(stream)).toEqual(['in-force 2026-01-01..2026-11-21', 'withdrawn 2026-11-22..']);
    const inEffect = String((await history(stream)).changes.find(({ status }) => status === 'withdrawn')?.changeId);
    expect(await proposeAct(stream, { act: 'cancel', change: inEffect, reason: 'r' })).toContain('IN_EFFECT');
  });

  it('of a specification ends who must switch from that day on only', async () => {
    const { stream } = await attestMetrology(node, specificationOf({ replaces: ['JJG 1-2000'] }));
    await changeMetrology(node, stream, { act: 'withdraw', reason: 'in error', from: '2027-01-01' });
    const asked = (day: string) =>
      node.get<{ successors: unknown[] }>(undefined, `/api/specifications/JJG%201-2000/switching?on=${day}`);
    expect((await asked('2026-12-31')).successors).toHaveLength(1);
    expect((await asked('2027-01-01')).successors).toEqual([]);
  });
});

describe('the register', () => {
  it('comes out equal when it is built anew', () => expectRebuildEquals(node.recordKeeping, 'metrology'));
});
