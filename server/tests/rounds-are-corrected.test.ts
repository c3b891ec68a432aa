// SPDX-License-Identifier: Apache-2.0
// A published round turns out to be wrong: it is corrected by two persons, and all that followed from it follows anew.
import type { PublicRound, RoundFollowUp } from '@touchstone/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import { clockRound } from './impact-in-use.ts';
import type { Reference } from './registers-in-use.ts';
import {
  coordinator,
  laboratories,
  loginOf,
  MERCURY,
  partIn,
  partyOf,
  PROVIDER,
  provide,
  publish,
  publishAll,
  resultOf,
  rivalProvider,
  running,
  url,
} from './rounds-in-use.ts';
import { type Login, openTestNode, type TestNode } from './test-node.ts';

let node: TestNode;
let round: string;
let first: Reference;
let second: Reference;
const TAKEN = MERCURY.filter((_, index) => index % 4 === 0);
const [ONE, CALM] = [
  TAKEN.find(({ published }) => published.zprime <= -3)?.lab ?? '',
  TAKEN.find(({ published }) => Math.abs(published.zprime) <= 1)?.lab ?? '',
];
const BECAUSE = 'The certificate of the reference material was read in the wrong line.';
const CORRECTION = {
  because: BECAUSE,
  measurands: [
    {
      measurand: 'Hg',
      assigned: { by: 'certified-reference-material', value: '0.014', uncertainty: { characterisation: '0.0005' } },
    },
  ],
};
const view = (report?: string) =>
  node.get<PublicRound>(undefined, url(round, report === undefined ? '' : `?report=${report}`));
const refusedWith = async (login: Login, path: string, body: object, of = round) => {
  const problem = await node.problem(login, { method: 'POST', url: url(of, path), body });
  return ((problem as unknown as { errors?: { code: string }[] }).errors ?? []).map(({ code }) => code);
};
const followUps = async (lab: string) => {
  const { items } = await node.get<{ items: { followUp: RoundFollowUp }[] }>(
    loginOf(lab),
    '/api/proficiency-follow-ups',
  );
  return items.map(({ followUp }) => followUp);
};
const verdictOf = async (lab: string) => (await partIn(node, round, lab)).scores.map(({ verdict }) => verdict);
const statement = ({ issuer, id }: Reference) =>
  node.get<{ credentialSubject: object }>(undefined, `/api/statements/${encodeURIComponent(issuer)}/${id}`);

beforeAll(async () => {
  node = await openTestNode();
  await provide(node);
  await laboratories(
    node,
    TAKEN.map(({ lab }) => lab),
  );
  round = await running(
    node,
    TAKEN.map(({ lab }) => lab),
  );
  for (const each of TAKEN) await node.act(loginOf(each.lab), url(round, '/results'), { results: [resultOf(each)] });
  node.testClock.advance(3_600);
  expect(await refusedWith(coordinator, '/corrections', CORRECTION)).toEqual(['NOT_PUBLISHED']);
  first = await publish(node, round);
});
afterAll(() => node.end());

describe('opening a correction', () => {
  it('takes a reason and a coordinator of the provider', async () => {
    expect(await verdictOf(ONE)).toEqual(['action']);
    expect(await refusedWith(coordinator, '/scorings', {})).toEqual(['PUBLISHED']);
    expect((await node.problem(coordinator, post({ measurands: [] }))).status).toBe(400);
    expect((await node.problem(loginOf(ONE), post(CORRECTION))).status).toBe(403);
    expect((await node.problem(rivalProvider, post(CORRECTION))).status).toBe(404);
    const unknown = { because: BECAUSE, measurands: [{ measurand: 'Pb' }] };
    expect(await refusedWith(coordinator, '/corrections', unknown)).toEqual(['NO_SUCH_MEASURAND']);
    const sigma = { from: 'precision-experiment', sigmaR: '0.1', sigmar: '0.9', replicates: 2 };
    const unusable = { because: BECAUSE, measurands: [{ measurand: 'Hg', sigma }] };
    expect(await refusedWith(coordinator, '/corrections', unusable)).toEqual(['PLAN_CONTRADICTS']);
  });

  it('changes nothing that others see, until another person has authorised the new report', async () => {
    const before = await view();
    const answer = { measurand: 'Hg', cause: 'Loss.', correctiveAction: 'Closed vessels.', doneOn: '2026-11-22' };
    await node.act(loginOf(ONE), url(round, '/follow-ups'), answer);
    await node.act(coordinator, url(round, '/corrections'), CORRECTION);
    expect(await refusedWith(coordinator, '/proposals', {})).toEqual(['NOT_SCORED']);
    await node.act(coordinator, url(round, '/scorings'), {});
    await clockRound(node);
    expect(await view()).toEqual(before);
    expect(await verdictOf(ONE)).toEqual(['action']);
    expect(await node.get(coordinator, url(round, '/case'))).toMatchObject({
      correcting: { because: BECAUSE },
      scored: { measurands: [{ figures: { assignedValue: '0.014' } }] },
    });
  });
});

describe('a corrected report', () => {
  it('says which one it takes the place of and why; that one stays, and says so', async () => {
    const [report, change, ...more] = await publishAll(node, round);
    second = report as Reference;
    expect(more).toEqual([]);
    expect((await statement(change as Reference)).credentialSubject).toMatchObject({
      ...{ changes: first, status: 'replaced', replacedBy: second, reason: BECAUSE },
    });
    const seen = await view();
    expect(seen.report).toEqual(second);
    expect(seen).toMatchObject({ state: 'published', supersedes: [{ report: first, because: BECAUSE }] });
    expect(seen.measurands[0]?.figures?.assignedValue).toBe('0.014');
    const old = await view(first.id);
    expect(old).toMatchObject({ report: first, supersededBy: { report: second, because: BECAUSE } });
    expect(old.measurands[0]?.figures?.assignedValue).toBe('0.044');
    expect(old).not.toHaveProperty('supersedes');
    expect((await statement(first)).credentialSubject).toMatchObject({ round: '2026-1' });
    for (const report of ['urn:uuid:00000000-0000-7000-8000-000000000000', 'x'])
      await node.problem(undefined, { url: url(round, `?report=${report}`) });
  });

  it('and the one before it are printed, each its own', async () => {
    const printed = async (query: string) =>
      (await node.send(undefined, { url: url(round, `/report${query}`) })).status;
    expect([await printed(''), await printed(`?report=${first.id}`), await printed('?report=x')]).toEqual([
      200, 200, 404,
    ]);
  });
});

describe('what followed from the report', () => {
  it('is scored anew: each participant gets new signed scores, once, and is told why and what they were', async () => {
    expect(await verdictOf(ONE)).toEqual(['acceptable']);
    expect(await verdictOf(CALM)).toEqual(['action']);
    const { scores, corrections, report } = await partIn(node, round, ONE);
    expect(report).toBe(second.id);
    expect(corrections).toMatchObject([
      { because: BECAUSE, before: [{ measurand: 'Hg', verdict: 'action', score: 'z-prime = -3.99' }] },
    ]);
    await clockRound(node);
    expect((await partIn(node, round, ONE)).scores).toEqual(scores);
    const id = scores[0]?.statement;
    const text = JSON.stringify(await node.get(loginOf(ONE), `/api/statements/${encodeURIComponent(PROVIDER)}/${id}`));
    expect(text).toContain(second.digest);
  });

  it('stands in the record of the laboratory, by which its scope lines are looked up', async () => {
    const query = `laboratory=${encodeURIComponent(partyOf(ONE))}&substance=hg`;
    const { items } = await node.get<{ items: object[] }>(coordinator, `/api/proficiency-scores?${query}`);
    expect(items).toMatchObject([{ verdict: 'acceptable' }]);
  });

  it('is followed up where it is unsatisfactory now, and closed where it no longer is', async () => {
    expect(await followUps(ONE)).toMatchObject([{ state: 'closed', remark: `The score was corrected: ${BECAUSE}` }]);
    expect(await followUps(CALM)).toMatchObject([{ state: 'open', signal: 'action' }]);
  });

  it('follows a second correction too, which starts from the first', async () => {
    const back = { ...CORRECTION.measurands[0]?.assigned, value: '0.044', uncertainty: { characterisation: '0.0041' } };
    const correction = { because: 'The first line was right.', measurands: [{ measurand: 'Hg', assigned: back }] };
    await node.act(coordinator, url(round, '/corrections'), { because: 'Typed too early.' });
    await node.act(coordinator, url(round, '/corrections'), correction);
    const third = await publish(node, round);
    expect((await view()).supersedes?.map(({ report }) => report)).toEqual([first, second]);
    expect(await view(second.id)).toMatchObject({ supersededBy: { report: third }, supersedes: [{ report: first }] });
    // What was closed for want of ground has ground again, and its answer beside it; nobody judged that.
    expect(await followUps(ONE)).toMatchObject([
      { state: 'open', score: 'z-prime = -3.99', answer: { cause: 'Loss.' } },
    ]);
    expect(await followUps(CALM)).toMatchObject([{ state: 'closed' }]);
    expect((await partIn(node, round, ONE)).corrections).toHaveLength(2);
  });

  it('comes out the same from the facts', async () => {
    await expectRebuildEquals(node.recordKeeping, 'rounds');
  });
});

const post = (body: object) => ({ method: 'POST' as const, url: url(round, '/corrections'), body });
