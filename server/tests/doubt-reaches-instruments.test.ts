// SPDX-License-Identifier: Apache-2.0
// What only an organisation's own list of instruments tells is part of the walk, and whoever was told is reminded of it.
import type { ImpactNotice } from '@touchstone/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccount } from '../src/access/accounts.ts';
import { AS_FOUND, clockRound, issueAs, staff, THIRD } from './impact-in-use.ts';
import { takeInInstrument } from './metrology-in-use.ts';
import { attest, decide, draftReport, type Reference, signReport } from './registers-in-use.ts';
import { type Login, openTestNode, PARTIES, PASSWORD, type TestNode } from './test-node.ts';

let node: TestNode;
let rival: { readonly party: string; readonly tester: Login; readonly signatory: Login };
let kept: string;
let q1: Reference;
let q3: Reference;
let reported: string;
let stream: string;
const keeper = 'keeper-of-the-firm' as Login;

const grams = (value: string) => ({ value, unit: 'g' });
const weighed = (instruments: readonly object[], result = 'R1') => ({
  ...{ outcome: 'quantified', result, substance: 'mass', quantity: grams('100.000'), basis: 'as sold' },
  ...{ method: { standard: 'CAL 9-2026' }, testedOn: '2026-11-20', instruments },
  expandedUncertainty: { ...grams('0.004'), coverageFactor: '2' },
});
/** A report of the first laboratory on which it names these instruments; its case. */
const draft = (reportNumber: string, ...instruments: readonly object[]) =>
  draftReport(node, { reportNumber, results: [weighed(instruments)] });
const calibrate = (login: Login, instrument: string, event: object) =>
  node.act(login, `/api/instruments/${instrument}/events`, { event: 'calibrated', ...event });
const notice = (login: Login) => node.get<ImpactNotice>(login, `/api/impact-notices/${stream}`);
const isInDoubt = async (report: string) => {
  const gate = await node.get<object>('tester', `/api/report-cases/${report}/gate`);
  return JSON.stringify(gate).includes('INSTRUMENT_IN_DOUBT');
};
const statesOf = (login: Login, instrument: string) =>
  node.get<{ use: string; inDoubt: object[] }>(login, `/api/instruments/${instrument}/states`);

/** Calibrates balances of others with a weight, and finds the weight off. */
beforeAll(async () => {
  node = await openTestNode();
  const testing = { activity: 'testing', line: 'T1', property: { substance: 'mass' } };
  const line = { method: { standard: 'CAL 9-2026' }, from: '2026-01-01', to: '2028-12-31' };
  await attest(node, { scope: [{ ...testing, ...line, object: { description: 'bars', foods: ['bars'] } }] });
  rival = { party: PARTIES.otherLaboratory, ...(await staff(node, PARTIES.otherLaboratory, 'HK')) };
  const firm = { party: PARTIES.otherFirm, jurisdiction: 'MO', roles: ['instrument-keeper'] };
  await createAccount(node.accounts, { login: keeper, person: 'k', displayName: 'k', password: PASSWORD, ...firm });
  const weight = { instrument: 'weight of Hong Kong', dueOn: '2027-11-30' };
  const good = await issueAs(node, rival, { ...weight, certificateNumber: 'GOOD', calibratedOn: '2026-10-01' });
  const references = [{ standard: 'weight of Hong Kong', calibration: good }];
  const balance = (instrument: string, visibility = 'public') => {
    const of = { certificateNumber: `C ${instrument}`, instrument, calibratedOn: '2026-10-10', dueOn: '2027-10-09' };
    return issueAs(node, rival, { ...of, visibility, references });
  };
  q1 = await balance('balance Q1');
  q3 = await balance('balance Q3');
  const scale = await balance('shop scale');
  kept = await takeInInstrument(node, 'balance Q3');
  await calibrate('tester', kept, { on: '2026-10-12', dueOn: '2027-10-09', certificate: q3 });
  // Of the other one the list only has the number of the certificate, which reports name.
  const other = await takeInInstrument(node, 'balance Q1');
  await calibrate('tester', other, { on: '2026-10-12', dueOn: '2027-10-09', number: 'C balance Q1' });
  const body = { description: { name: 'shop scale' }, on: '2026-01-10' };
  const { stream: shop } = await node.act(keeper, '/api/instruments', body);
  await calibrate(keeper, shop, { on: '2026-10-12', dueOn: '2027-10-09', certificate: scale });
  reported = await draft('R-Q1', { instrument: 'balance Q1', calibration: q1 });
  await signReport(node, reported, AMBER);
  await signReport(node, await draft('R-Q3', { instrument: 'balance Q3' }), AMBER);
  const shown = { ...weight, certificateNumber: 'FOUND', calibratedOn: '2026-11-21', asFound: AS_FOUND };
  const found = await issueAs(node, rival, shown);
  const doubt = { standard: 'weight of Hong Kong', asFound: found, lastGood: good, reason: 'r', replyBy: '2026-12-22' };
  ({ stream } = await node.act(rival.tester, '/api/impact-cases', doubt));
  await decide(node, { login: rival.signatory, url: `/api/impact-cases/${stream}` });
  await node.recordKeeping.settle();
  await clockRound(node);
});
afterAll(() => node.end());

const AMBER = {
  ...{ SAMPLE_NOT_TRACED: 'r', METHOD_NOT_KNOWN: 'r', SCOPE_NOT_READ: 'r' },
  ...{ READINGS_NOT_GIVEN: 'r' },
};

describe('the search', () => {
  it('hits instruments in the lists of others, and what names one of them without its certificate', async () => {
    const { hits } = await notice('tester');
    expect(hits.map(({ kind, name, since }) => `${kind} ${name} ${since}`).sort()).toEqual([
      ...['instrument balance Q3 2026-10-12', 'report R-Q1 2026-11-20', 'report R-Q3 2026-11-20'],
    ]);
    const way = hits.find(({ name }) => name === 'R-Q3')?.path.map(({ name }) => name);
    expect(way).toEqual(['weight of Hong Kong', 'balance Q3']);
  });

  it('tells a firm that only keeps instruments', async () => {
    expect((await notice(keeper)).hits).toMatchObject([{ kind: 'instrument', name: 'shop scale' }]);
    const { items } = await node.get<{ items: { stream: string }[] }>(keeper, '/api/instruments');
    const states = await statesOf(keeper, items[0]?.stream ?? '');
    expect(states.inDoubt).toEqual([{ standard: 'weight of Hong Kong', foundOn: '2026-11-21', from: '2026-10-12' }]);
  });
});

describe('an answer of who keeps instruments', () => {
  const url = () => `/api/impact-notices/${stream}/replies`;

  it('says what was looked at; there is no paper to recall', async () => {
    const [hit] = (await notice(keeper)).hits;
    const reply = { hit: hit?.id, because: 'Used for parcels of 5 kg and more.' };
    // Of the laboratory's own, and of nobody who keeps the scale.
    const body = { replies: [{ ...reply, answer: 'recalled', correction: q1 }] };
    const refused = await node.problem(keeper, { method: 'POST', url: url(), body });
    expect(JSON.stringify(refused)).toContain('CORRECTION_NOT_ON_RECORD');
    await node.act(keeper, url(), { replies: [{ ...reply, answer: 'reviewed' }] });
    expect(await notice(keeper)).toMatchObject({ state: 'replied', hits: [{ answer: { answer: 'reviewed' } }] });
    const { items } = await node.get<{ items: { stream: string }[] }>(keeper, '/api/instruments');
    const inDoubt = async () => (await statesOf(keeper, items[0]?.stream ?? '')).inDoubt.length;
    expect(await inDoubt()).toBe(1);
    await node.act(keeper, url(), { replies: [{ ...reply, answer: 'not-affected' }] });
    expect(await inDoubt()).toBe(0);
  });
});

describe('whoever was told', () => {
  it('is told again at the gate, and of the instrument, until it is calibrated anew', async () => {
    expect(await isInDoubt(await draft('R-NEW-1', { instrument: 'balance Q1', calibration: q1 }))).toBe(true);
    expect(await isInDoubt(await draft('R-NEW-2', { instrument: 'balance Q1' }))).toBe(true);
    expect(await isInDoubt(await draft('R-NEW-3', { instrument: 'balance Q3' }))).toBe(true);
    expect(await isInDoubt(await draft('R-NEW-4', { instrument: 'balance Q4' }))).toBe(false);
    expect(await statesOf('tester', kept)).toMatchObject({ use: 'in-use', inDoubt: [{ from: '2026-10-12' }] });
    const own = { on: '2026-11-11', dueOn: '2027-11-01', number: 'own word', laboratory: 'ours' };
    await calibrate('tester', kept, own);
    expect(await isInDoubt(await draft('R-NEW-7', { instrument: 'balance Q3' }))).toBe(true);
    expect(await statesOf('tester', kept)).toMatchObject({ inDoubt: [{}] });
    const anew = { certificateNumber: 'ANEW', instrument: 'balance Q3', calibratedOn: '2026-11-19' };
    const certificate = await issueAs(node, rival, { ...anew, visibility: 'public' });
    await calibrate('tester', kept, { on: '2026-11-19', dueOn: '2027-11-01', certificate });
    expect(await isInDoubt(await draft('R-NEW-5', { instrument: 'balance Q3' }))).toBe(false);
    expect(await statesOf('tester', kept)).toMatchObject({ inDoubt: [] });
    expect(await isInDoubt(await draft('R-NEW-8', { instrument: 'balance Q3', calibration: q3 }))).toBe(true);
  });

  it('is not told any more of a thing once nothing that it made with it is affected', async () => {
    const { hits } = await notice('tester');
    const replies = hits.map(({ id: hit }) => ({ hit, answer: 'not-affected', because: 'far from every limit' }));
    await node.act('signatory', `/api/impact-notices/${stream}/replies`, { replies });
    expect(await isInDoubt(await draft('R-NEW-6', { instrument: 'balance Q1', calibration: q1 }))).toBe(false);
  });
});

describe('an answer that something was recalled', () => {
  it('names what took that very paper back', async () => {
    await node.act('tester', `/api/laboratory-cases/${reported}/proposals`, { act: 'revoke', reason: 'in doubt' });
    const [correction] = await decide(node, { login: 'signatory', url: `/api/laboratory-cases/${reported}` });
    const { hits } = await notice('tester');
    const url = `/api/impact-notices/${stream}/replies`;
    const recall = (name: string) => {
      const hit = hits.find((one) => one.name === name)?.id;
      return { replies: [{ hit, answer: 'recalled', because: 'taken back', correction }] };
    };
    for (const other of ['R-Q3', 'balance Q3']) {
      const refused = await node.problem('signatory', { method: 'POST', url, body: recall(other) });
      expect(JSON.stringify(refused)).toContain('CORRECTION_OF_ANOTHER');
    }
    await node.act('signatory', url, recall('R-Q1'));
    const { hits: answered } = await notice('tester');
    expect(answered.find(({ name }) => name === 'R-Q1')).toMatchObject({ answer: { answer: 'recalled', correction } });
  });
});

describe('a doubt about a thing that another one calibrated', () => {
  it('is for whoever has it in the own list, not for who found it off, and its calibrator is told', async () => {
    const third = { party: THIRD.party as string, ...(await staff(node, THIRD.party, THIRD.jurisdiction)) };
    const login = 'keeper-of-the-third' as Login;
    const account = { login, person: login, displayName: login, password: PASSWORD, roles: ['instrument-keeper'] };
    await createAccount(node.accounts, { ...account, ...THIRD });
    const body = { description: { name: 'balance Q3' }, on: '2026-01-10' };
    const { stream: claimed } = await node.act(login, '/api/instruments', body);
    await calibrate(login, claimed, { on: '2026-10-11', dueOn: '2027-10-09', certificate: q3 });
    const off = { certificateNumber: 'OFF', instrument: 'balance Q3', calibratedOn: '2026-11-18', asFound: AS_FOUND };
    const found = await issueAs(node, third, { ...off, visibility: 'public' });
    const doubt = { standard: 'balance Q3', asFound: found, lastGood: q3, reason: 'r', replyBy: '2026-12-22' };
    const raise = { method: 'POST', url: '/api/impact-cases', body: doubt } as const;
    expect(JSON.stringify(await node.problem(third.tester, raise))).toContain('CERTIFICATE_OF_ANOTHER');
    const { stream: raised } = await node.act('tester', '/api/impact-cases', doubt);
    await decide(node, { login: 'signatory', url: `/api/impact-cases/${raised}` });
    await node.recordKeeping.settle();
    await clockRound(node);
    const { hits } = await node.get<ImpactNotice>(rival.tester, `/api/impact-notices/${raised}`);
    expect(hits).toMatchObject([{ kind: 'calibration', name: 'balance Q3', paper: { id: q3.id } }]);
  });
});
