// SPDX-License-Identifier: Apache-2.0
// The certificate that shows a reference off is taken back after the case was opened: the case says so, and how it ends.
import type { ImpactCase, ImpactNotice } from '@touchstone/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import { AS_FOUND, clockRound, type Doubted, doubtedWeight, doubtOf, issueAs, staff } from './impact-in-use.ts';
import { calibrationOf, issueCertificate, workOn } from './metrology-in-use.ts';
import { decide, type Reference } from './registers-in-use.ts';
import { type Login, openTestNode, PARTIES, type TestNode } from './test-node.ts';

let node: TestNode;
let doubted: Doubted;
let rival: { readonly party: string; readonly tester: Login; readonly signatory: Login };
const because = 'The scale is used for 10 kg and more.';

beforeAll(async () => {
  node = await openTestNode();
  doubted = await doubtedWeight(node);
  rival = { party: PARTIES.otherLaboratory, ...(await staff(node, PARTIES.otherLaboratory, 'HK')) };
  await issueAs(node, rival, {
    ...{ certificateNumber: 'HK-1', instrument: 'scale of Hong Kong', calibratedOn: '2026-11-12' },
    references: [{ standard: 'balance B1', calibration: doubted.balance }],
  });
  await node.recordKeeping.settle();
});
afterAll(() => node.end());

const find = (number: string, shift: string, calibratedOn = '2026-11-21') =>
  issueCertificate(
    node,
    calibrationOf({
      ...{ instrument: 'F1 weight', dueOn: '2027-11-30', certificateNumber: number, calibratedOn },
      asFound: [{ ...AS_FOUND[0], shift: { value: shift, unit: 'mg' } }],
    }),
  );
const revoke = async (stream: string) => {
  await node.act('tester', `/api/calibration-cases/${stream}/proposals`, { reason: 'the wrong weight' });
  await decide(node, { login: 'signatory', url: `/api/calibration-cases/${stream}` });
  await node.recordKeeping.settle();
};
const raise = async (found: Reference) => {
  const { stream } = await node.act('tester', '/api/impact-cases', doubtOf({ ...doubted, found }));
  await decide(node, { login: 'signatory', url: `/api/impact-cases/${stream}` });
  await clockRound(node);
  return stream;
};
const caseOf = (stream: string) => node.get<ImpactCase>('tester', `/api/impact-cases/${stream}`);
const noticeOf = (stream: string, login: Login = rival.tester) =>
  node.get<ImpactNotice>(login, `/api/impact-notices/${stream}`);
const codesOf = async (url: string, body: object) => {
  const problem = await node.problem('tester', { method: 'POST', url, body });
  return (problem as unknown as { errors: { code: string }[] }).errors.map(({ code }) => code);
};
let tries = 0;
/** Whether the gate of the laboratory that was told marks what it has in doubt. */
const isMarked = async () => {
  const references = [{ standard: 'balance B1', calibration: doubted.balance }];
  tries += 1;
  const laboratory = { id: rival.party, name: 'Demonstration' };
  const of = { laboratory, certificateNumber: `T${tries}`, instrument: `t${tries}`, calibratedOn: '2026-11-13' };
  const certificate = calibrationOf({ ...of, references });
  const body = { certificate, visibility: 'private', ...workOn(certificate) };
  const { text } = await node.send(rival.tester, { method: 'POST', url: '/api/calibration-cases', body });
  return text.includes('INSTRUMENT_IN_DOUBT');
};
const answer = async (stream: string) => {
  const { hits } = await noticeOf(stream);
  const replies = hits.map(({ id }) => ({ hit: id, answer: 'reviewed', because }));
  await node.act(rival.signatory, `/api/impact-notices/${stream}/replies`, { replies });
};

describe('a case whose finding is taken back', () => {
  let stream: string;
  let certificate: { stream: string; reference: Reference };

  it('cannot be closed for that reason, nor go on by another, while the finding holds', async () => {
    certificate = await find('FOUND-1', '20');
    stream = await raise(certificate.reference);
    expect(await caseOf(stream)).not.toHaveProperty('groundLost');
    const closing = { reason: 'r', end: 'ground-lost' };
    expect(await codesOf(`/api/impact-cases/${stream}/proposals`, closing)).toEqual(['GROUND_STANDS']);
    const { standard: _, ...other } = doubtOf({ ...doubted, found: doubted.found }) as Record<string, unknown>;
    expect(await codesOf(`/api/impact-cases/${stream}/grounds`, other)).toEqual(['GROUND_STANDS']);
  });

  it('says by whom and when, once, to its originator and to whoever was told; what is in doubt stays so', async () => {
    await revoke(certificate.stream);
    await clockRound(node);
    const lost = { certificate: 'as-found', status: 'revoked', by: PARTIES.laboratory };
    expect(await caseOf(stream)).toMatchObject({ state: 'notified', groundLost: lost });
    expect((await noticeOf(stream)).groundLost).toMatchObject({ ...lost, from: expect.stringMatching(/^2026-11-22T/) });
    expect(await noticeOf(stream)).toMatchObject({ state: 'open' });
    expect(await isMarked()).toBe(true);
    const eventsOf = async () =>
      (await node.get<{ events: { kind: string }[] }>('tester', `/api/impact-cases/${stream}`)).events.filter(
        ({ kind }) => kind === 'ground-changed',
      ).length;
    expect(await eventsOf()).toBe(1);
    await clockRound(node);
    expect(await eventsOf()).toBe(1);
  });

  it('is closed by two persons for that reason, and nothing is in doubt by it any more, answered or not', async () => {
    const body = { reason: 'The certificate was of another weight.', end: 'ground-lost' };
    await node.act('tester', `/api/impact-cases/${stream}/proposals`, body);
    await clockRound(node);
    expect(await isMarked()).toBe(true);
    await decide(node, { login: 'signatory', url: `/api/impact-cases/${stream}` });
    await clockRound(node);
    expect(await caseOf(stream)).toMatchObject({ state: 'closed', ended: 'ground-lost' });
    expect(await noticeOf(stream)).toMatchObject({ state: 'closed', ended: 'ground-lost' });
    expect(await isMarked()).toBe(false);
    expect(await codesOf(`/api/impact-cases/${stream}/proposals`, body)).toEqual(['CLOSED']);
    await expectRebuildEquals(node.recordKeeping, 'impact');
  });
});

describe('a case that goes on by another finding', () => {
  it('searches and tells anew, and what was answered of the first finding is open again', async () => {
    const first = await find('FOUND-2', '20');
    const stream = await raise(first.reference);
    await answer(stream);
    expect(await noticeOf(stream)).toMatchObject({ state: 'replied' });
    expect((await noticeOf(stream, 'tester')).hits[1]?.decisions).toMatchObject([{ verdict: 'flips' }]);
    await revoke(first.stream);
    await clockRound(node);
    // 2 mg more do not carry the report over its limit.
    const second = await find('FOUND-3', '2');
    const ground = {
      asFound: second.reference,
      lastGood: doubted.good,
      reason: 'Measured again.',
      replyBy: '2026-12-24',
    };
    const url = `/api/impact-cases/${stream}/grounds`;
    expect(await codesOf(url, { ...ground, asFound: first.reference })).toEqual(['AS_FOUND_NOT_IN_FORCE']);
    expect(await codesOf(url, { ...ground, asFound: doubted.balance })).toEqual([
      ...['NO_AS_FOUND_DATA', 'OTHER_REFERENCE'],
    ]);
    await node.act('tester', url, ground);
    await decide(node, { login: 'signatory', url: `/api/impact-cases/${stream}` });
    expect(await caseOf(stream)).toMatchObject({ state: 'searching', replyBy: '2026-12-24' });
    expect(await caseOf(stream)).not.toHaveProperty('groundLost');
    await clockRound(node);
    expect(await caseOf(stream)).toMatchObject({ state: 'notified' });
    const told = await noticeOf(stream);
    expect(told).toMatchObject({ state: 'open', renewed: 1, replyBy: '2026-12-24', reason: 'Measured again.' });
    expect(told).not.toHaveProperty('groundLost');
    expect(told.hits.map(({ name, answer: given }) => [name, given])).toEqual([['scale of Hong Kong', undefined]]);
    expect((await noticeOf(stream, 'tester')).hits[1]?.decisions).toMatchObject([{ verdict: 'stands' }]);
    await answer(stream);
    expect(await noticeOf(stream)).toMatchObject({ state: 'replied' });
    await clockRound(node);
    expect(await noticeOf(stream)).toMatchObject({ state: 'replied', renewed: 1 });
    await expectRebuildEquals(node.recordKeeping, 'impact');
  });

  it('tells whoever is not hit any more that nothing of theirs is in doubt', async () => {
    const first = await find('FOUND-4', '20', '2026-11-20');
    const stream = await raise(first.reference);
    expect((await noticeOf(stream)).hits).toHaveLength(1);
    await revoke(first.stream);
    // Good until after everything was made with it.
    const { reference: lastGood } = await issueCertificate(
      node,
      calibrationOf({
        instrument: 'F1 weight',
        certificateNumber: 'GOOD-2',
        calibratedOn: '2026-11-19',
        dueOn: '2027-11-18',
      }),
    );
    const second = await find('FOUND-5', '20');
    const ground = { asFound: second.reference, lastGood, reason: 'r', replyBy: '2026-12-24' };
    await node.act('tester', `/api/impact-cases/${stream}/grounds`, ground);
    await decide(node, { login: 'signatory', url: `/api/impact-cases/${stream}` });
    await clockRound(node);
    expect(await noticeOf(stream)).toMatchObject({ state: 'replied', hits: [], renewed: 1 });
    await expectRebuildEquals(node.recordKeeping, 'impact');
  });
});
