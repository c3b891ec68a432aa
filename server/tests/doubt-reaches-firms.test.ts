// SPDX-License-Identifier: Apache-2.0
// A firm tests and calibrates nothing: it is told of its lots and its instruments all the same, and answers.
import type { ImpactNotice } from '@touchstone/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccount } from '../src/access/accounts.ts';
import { clockRound, type Doubted, doubtedWeight, doubtOf } from './impact-in-use.ts';
import { calibrationOf, proposeCertificate } from './metrology-in-use.ts';
import { decide, draftReport, REASONS, signReport } from './registers-in-use.ts';
import { type Login, openTestNode, PARTIES, PASSWORD, type TestNode } from './test-node.ts';

let node: TestNode;
let doubted: Doubted;
let stream: string;
const keeper = 'keeper-of-the-firm' as Login;
const because = 'Sold out in October, before the doubt.';
const url = () => `/api/impact-notices/${stream}/replies`;
const notice = (login: Login) => node.get<ImpactNotice>(login, `/api/impact-notices/${stream}`);
const refused = async (login: Login, reply: object) =>
  JSON.stringify(await node.problem(login, { method: 'POST', url: url(), body: { replies: [reply] } }));

const grams = (value: string) => ({ value, unit: 'g' });
const weighed = () => ({
  ...{ outcome: 'quantified', result: 'R1', substance: 'mass', quantity: grams('100.000'), basis: 'as sold' },
  ...{ method: { standard: 'CAL 9-2026' }, testedOn: '2026-11-20' },
  expandedUncertainty: { ...grams('0.004'), coverageFactor: '2' },
  instruments: [
    {
      ...{ instrument: 'balance B1', calibration: doubted.balance },
      sensitivity: { effect: 'absolute', coefficient: '1' },
    },
  ],
  conformity: [
    {
      ...{ specification: 'at most 100.010 g', upper: { ...grams('100.010'), inclusive: true }, outcome: 'conforms' },
      decisionRule: { kind: 'simple-acceptance' },
    },
  ],
});

beforeAll(async () => {
  node = await openTestNode();
  doubted = await doubtedWeight(node);
  const producer = { name: 'Demonstration Firm', did: PARTIES.otherFirm };
  const sample = {
    ...{ sample: 'S-BAR', description: 'bars', food: 'bars', receivedAt: '2026-11-18T08:00:00Z' },
    statedLot: { food: 'bars', lotNumber: 'L-1', producer },
  };
  for (const [reportNumber, visibility] of [
    ['R-OPEN', 'public'],
    ['R-CLOSED', 'private'],
  ] as const) {
    const drafted = await draftReport(node, { reportNumber, sample, results: [weighed()] }, visibility);
    await signReport(node, drafted, { ...REASONS, SAME_RESULTS_TWICE: 'weighed twice' });
  }
  // The firm also keeps a scale that rests on the weight.
  const roles = ['instrument-keeper'];
  const account = { login: keeper, person: 'k', displayName: 'k', password: PASSWORD, roles };
  await createAccount(node.accounts, { ...account, party: PARTIES.otherFirm, jurisdiction: 'MO' });
  const body = { description: { name: 'shop balance' }, on: '2026-01-10' };
  const { stream: scale } = await node.act(keeper, '/api/instruments', body);
  await node.act(keeper, `/api/instruments/${scale}/events`, {
    ...{ event: 'calibrated', on: '2026-10-12', dueOn: '2027-10-09', number: 'C-B1' },
  });
  ({ stream } = await node.act('tester', '/api/impact-cases', doubtOf(doubted)));
  await decide(node, { login: 'signatory', url: `/api/impact-cases/${stream}` });
  await node.recordKeeping.settle();
  await clockRound(node);
});
afterAll(() => node.end());

describe('the producer of a lot', () => {
  it('is told where it can answer, of what flips in reports that it may read, and of no other', async () => {
    const { hits } = await notice('rivalFirm');
    const [lot] = hits.filter(({ kind }) => kind === 'lot');
    expect(lot).toMatchObject({ name: 'bars L-1' });
    expect(lot?.decisions).toMatchObject([
      { verdict: 'flips', before: 'conforms', after: 'does-not-conform', report: { name: 'R-OPEN' } },
    ]);
    const ways = [lot?.path ?? [], ...(lot?.ways ?? [])].map((way) => way.map(({ kind, name }) => name ?? kind));
    expect(ways.map((way) => way.at(-1)).sort()).toEqual(['R-OPEN', 'report']);
    expect(JSON.stringify(hits)).not.toMatch(/R-CLOSED|R-FLIPS/);
  });

  it('answers by its declarant: a lot is recalled by a statement that speaks of it, and answered once', async () => {
    const { hits } = await notice('rivalFirm');
    const hit = hits.find(({ kind }) => kind === 'lot')?.id;
    const correction = { ...doubted.report };
    expect(await refused('rivalFirm', { hit, answer: 'recalled', because, correction })).toContain(
      'CORRECTION_NOT_ON_RECORD',
    );
    expect(await refused('rivalFirm', { hit: 'another', answer: 'reviewed', because })).toContain('NOT_A_HIT');
    await node.problem('declarant', { url: `/api/impact-notices/${stream}` });
    await node.act('rivalFirm', url(), { replies: [{ hit, answer: 'not-affected', because }] });
    expect((await notice('rivalFirm')).hits.find(({ kind }) => kind === 'lot')?.answer).toEqual({
      ...{ answer: 'not-affected', because },
    });
  });
});

describe('the originator', () => {
  it('reads events numbered within its case, whatever others were told between them', async () => {
    type Case = { readonly events: readonly { readonly entry: number; readonly kind: string }[] };
    const { events } = await node.get<Case>('tester', `/api/impact-cases/${stream}`);
    expect(events.map(({ entry }) => entry)).toEqual(events.map((_, at) => at + 1));
    expect(events.map(({ kind }) => kind)).toContain('searched');
  });
});

describe('a certificate whose as-found figures cannot be', () => {
  const point = {
    ...{ quantity: 'mass', at: grams('100'), shift: { value: '20', unit: 'mg' }, coverageFactor: '2' },
    expandedUncertainty: { value: '2', unit: 'mg' },
  };
  const codesOf = async (more: object) => {
    const asFound = [{ ...point, ...more }];
    const certificate = calibrationOf({ certificateNumber: 'C-ODD', calibratedOn: '2026-11-21', asFound });
    const { body } = await proposeCertificate(node, certificate);
    return (body.errors as { code: string; detail: string }[] | undefined)?.map(({ code, detail }) => [code, detail]);
  };

  it('is not taken, with the place, what is there and what would be right', async () => {
    expect(await codesOf({ at: { value: '1', unit: 'm' } })).toEqual([
      ['AS_FOUND_UNIT_CONFLICT', expect.stringMatching(/asFound\[0\]\.at: 1 m .* write it in g/)],
    ]);
    expect(await codesOf({ shift: { value: '1e400', unit: 'mg' } })).toEqual([
      ['AS_FOUND_OUT_OF_RANGE', expect.stringContaining('asFound[0].shift')],
    ]);
    expect(await codesOf({ shift: { value: '2', unit: 'kg' } })).toEqual([
      ['AS_FOUND_OUT_OF_RANGE', expect.stringMatching(/2 kg .* 100 g/)],
    ]);
  });
});
