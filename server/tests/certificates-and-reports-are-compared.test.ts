// SPDX-License-Identifier: Apache-2.0
import { digestFromSha256 } from '@touchstone/identifiers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import {
  accreditCalibration,
  calibratedElsewhere,
  calibrationOf,
  takeInInstrument,
  workOn,
} from './metrology-in-use.ts';
import { authorise, authoriseBoth, decide, draftReport, openProposal, REASONS, testWork } from './registers-in-use.ts';
import { openTestNode, PARTIES, reauthentication, type TestNode } from './test-node.ts';

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
  await accreditCalibration(node);
  await authoriseBoth(node);
  await authorise(node, { person: 'person-secondTester', substances: ['mass', 'pb'] });
});
afterAll(() => node.end());

let made = 0;
const plate = (serialNumber: string) => ({ manufacturer: 'M', model: 'B-200', serialNumber });
/** With a number of its own, of a thing of its own, unless they are given. */
function certificate(number = `CAL-${made}`, more: object = {}): object {
  made += 1;
  return calibrationOf({ certificateNumber: number, item: plate(`serial ${made}`), ...more });
}
/** At which nothing else is done here. */
const AT_NOON = { from: '2026-11-20T03:30:00Z', to: '2026-11-20T04:30:00Z' };
const file = (byte: number) => ({ name: 'run.csv', digest: digestFromSha256(new Uint8Array(32).fill(byte)) });

const propose = (of: object, work: object = {}, reasons: object = {}, login: 'tester' | 'secondTester' = 'tester') => {
  const whole = workOn(of) as { work: readonly object[]; reasons: object };
  return node.send(login, {
    ...{ method: 'POST', url: '/api/calibration-cases' },
    body: {
      ...{ certificate: of, visibility: 'private' },
      work: whole.work.map((one) => ({ ...one, ...work })),
      reasons: { ...whole.reasons, ...reasons },
    },
  });
};
async function codesOf(...asked: Parameters<typeof propose>): Promise<readonly string[] | undefined> {
  const { body } = await propose(...asked);
  const errors = body.errors as { code: string }[] | undefined;
  return errors && [...new Set(errors.map(({ code }) => code))];
}
async function proposed(...asked: Parameters<typeof propose>): Promise<string> {
  const { status, text, body } = await propose(...asked);
  expect(status, text).toBe(201);
  return `/api/calibration-cases/${String(body.stream)}`;
}
async function sign(...asked: Parameters<typeof propose>): Promise<string> {
  const url = await proposed(...asked);
  await decide(node, { login: 'signatory', url });
  return url;
}
async function reject(url: string): Promise<void> {
  const { proposal, digest, meaning } = await openProposal(node, 'signatory', url);
  const body = { proposal, digest, verdict: 'reject', remark: 'the site is wrong' };
  await node.sign('signatory', `${url}/decisions`, body, meaning);
}
const RESULT = {
  ...{ outcome: 'quantified', result: 'R1', substance: 'pb', quantity: { value: '0.10', unit: 'mg/kg' } },
  ...{ method: { standard: 'GB 5009.12-2023' }, basis: 'as sold', underScope: false },
};
/** A report where the laboratory calibrates, under no scope line. */
function draft(reportNumber: string, testedOn = '2026-11-20'): Promise<string> {
  const laboratory = {
    id: PARTIES.laboratory,
    name: 'Demonstration Food Laboratory',
    demonstration: true,
    place: 'HK',
  };
  return draftReport(node, { reportNumber, laboratory, results: [{ ...RESULT, testedOn }] });
}
const gateOf = async (stream: string) => {
  const gate = await node.get<{ lines: { marks: { code: string }[] }[] }>('tester', `/api/report-cases/${stream}/gate`);
  return gate.lines.flatMap(({ marks }) => marks.map(({ code }) => code)).filter((code) => !(code in REASONS));
};

describe('numbers', () => {
  it('are given to one certificate, whatever dash and case, also after it was revoked', async () => {
    const url = await sign(certificate('K-7'));
    expect(await codesOf(certificate('k\u20117'))).toEqual(['REPORT_NUMBER_TWICE']);
    await node.act('tester', `${url}/proposals`, { reason: 'the balance was exchanged' });
    await decide(node, { login: 'signatory', url });
    expect(await codesOf(certificate('K-7'))).toEqual(['REPORT_NUMBER_TWICE']);
    expect(await codesOf(certificate('K-8'))).toBeUndefined();
  });

  it('of two proposals are given to the one that is signed first', async () => {
    const [first, second] = [await proposed(certificate('K-9')), await proposed(certificate('K-9'))];
    await decide(node, { login: 'signatory', url: first });
    const { proposal, digest, meaning } = await openProposal(node, 'signatory', second);
    const body = { proposal, digest, verdict: 'approve', ...reauthentication(meaning) };
    const refused = await node.problem('signatory', { method: 'POST', url: `${second}/decisions`, body });
    expect(refused).toMatchObject({ errors: [{ code: 'REPORT_NUMBER_TWICE' }] });
  });

  it('of reports and certificates may be two series, which somebody says', async () => {
    await sign(certificate('K-10'));
    const report = await draft('K-10');
    expect(await gateOf(report)).toEqual(['NUMBER_ON_OTHER_KIND']);
    const url = `/api/laboratory-cases/${report}`;
    const reasons = { ...REASONS, NUMBER_ON_OTHER_KIND: 'certificates are numbered in a series of their own' };
    await node.act('tester', `${url}/proposals`, { act: 'issue', reasons });
    await decide(node, { login: 'signatory', url });
    const other = await draft('K-11');
    await node.act('tester', `/api/laboratory-cases/${other}/proposals`, { act: 'issue', reasons: REASONS });
    await decide(node, { login: 'signatory', url: `/api/laboratory-cases/${other}` });
    expect(await codesOf(certificate('K-11'))).toEqual(['NUMBER_ON_OTHER_KIND']);
  });
});

describe('persons and things', () => {
  it('are at one place at a time, over certificates and reports', async () => {
    await sign(certificate(), { ...AT_NOON, site: 'room 2' });
    expect(await codesOf(certificate(), { ...AT_NOON, site: 'customer B' })).toEqual(['PERSON_IN_TWO_PLACES']);
    expect(await codesOf(certificate(), { ...AT_NOON, site: 'Room  2' })).toBeUndefined();
    const { from, to } = { from: AT_NOON.to, to: '2026-11-20T05:00:00Z' };
    expect(await codesOf(certificate(), { from, to, site: 'customer B' })).toBeUndefined();
    const report = await draft('R-CLASH');
    await node.act('tester', `/api/report-cases/${report}/work`, testWork('R1', { ...AT_NOON, site: 'field' }));
    expect(await gateOf(report)).toEqual(['PERSON_IN_TWO_PLACES']);
    const later = { from: '2026-11-20T05:00:00Z', to: '2026-11-20T06:00:00Z' };
    await node.act('tester', `/api/report-cases/${report}/work`, testWork('R1', { ...later, site: 'room 2' }));
    expect(await gateOf(report)).toEqual([]);
    expect(await codesOf(certificate(), { ...later, site: 'customer A' })).toEqual(['PERSON_IN_TWO_PLACES']);
  });

  it('stand in nobody’s way by what was only proposed, rejected or revoked', async () => {
    const early = { from: '2026-11-20T07:00:00Z', to: '2026-11-20T08:00:00Z' };
    const wrong = await proposed(certificate(), { ...early, site: 'customer C' });
    expect(await codesOf(certificate(), { ...early, site: 'customer D' })).toBeUndefined();
    await reject(wrong);
    const url = await sign(certificate(), { ...early, site: 'customer D' });
    expect(await codesOf(certificate(), { ...early, site: 'customer C' })).toEqual(['PERSON_IN_TWO_PLACES']);
    await node.act('tester', `${url}/proposals`, { reason: 'it was at customer C' });
    await decide(node, { login: 'signatory', url });
    expect(await codesOf(certificate(), { ...early, site: 'customer C' })).toBeUndefined();
  });

  it('that the laboratory keeps are in one place, whoever works with them; what others keep is no thing of its', async () => {
    const early = { from: '2026-11-20T09:00:00Z', to: '2026-11-20T10:00:00Z' };
    const by = (standard: string) => certificate(undefined, { references: [{ standard }] });
    const kept = await takeInInstrument(node, 'F1 weight');
    const calibrated = { instrument: 'F1 weight', on: '2026-10-06', dueOn: '2027-10-04' };
    await node.act('tester', `/api/instruments/${kept}/events`, await calibratedElsewhere(node, calibrated));
    await sign(by('F1 weight'), { ...early, site: 'room 2' });
    await sign(by('national kilogram'), { ...early, site: 'room 2' });
    const codes = await codesOf(by('F1 weight'), { ...early, site: 'hall 3' });
    expect(codes).toEqual(['PERSON_IN_TWO_PLACES', 'INSTRUMENT_IN_TWO_PLACES']);
    expect(await codesOf(by('national kilogram'), { ...early, site: 'hall 3' })).toEqual(['PERSON_IN_TWO_PLACES']);
  });
});

describe('a thing that is calibrated', () => {
  /** One of the half hours of the evening there, when nothing else is done. */
  const late = (slot: number) => {
    const begun = Date.parse('2026-11-20T10:30:00Z') + slot * 1_800_000;
    return { from: new Date(begun).toISOString(), to: new Date(begun + 1_500_000).toISOString() };
  };
  const of = (instrument: string, item?: object) => certificate(undefined, { instrument, item });
  const second = 'secondTester';

  it('is at one site at a time, whoever calibrates it', async () => {
    await sign(of('scale 1', plate('1')), { ...late(0), site: 'hall 1' });
    const twice = ['INSTRUMENT_IN_TWO_PLACES'];
    expect(await codesOf(of('scale 1', plate('1')), { ...late(0), site: 'hall 2' }, {}, second)).toEqual(twice);
    expect(await codesOf(of('another name', plate('1')), { ...late(0), site: 'hall 2' }, {}, second)).toEqual(twice);
    expect(await codesOf(of('scale 1', plate('1')), { ...late(0), site: 'Hall  1' }, {}, second)).toBeUndefined();
    expect(await codesOf(of('scale 1', plate('1')), { ...late(1), site: 'hall 2' }, {}, second)).toBeUndefined();
    expect(await codesOf(of('scale 1', plate('2')), { ...late(0), site: 'hall 2' }, {}, second)).toBeUndefined();
  });

  it('of a name that two customers may have is asked about, and let through with what tells them apart', async () => {
    await sign(of('scale 2'), { ...late(2), site: 'customer A' });
    const there = { ...late(2), site: 'customer B' };
    expect(await codesOf(of('scale 2'), there, {}, second)).toEqual(['NAMESAKE_IN_TWO_PLACES']);
    const reasons = { NAMESAKE_IN_TWO_PLACES: 'each customer counts its own scales; order 7 and order 9' };
    expect(await codesOf(of('scale 2'), there, reasons, second)).toBeUndefined();
    expect(await codesOf(of('scale 2', plate('22')), there, reasons, second)).toBeUndefined();
  });

  it('stands in no report of another room meanwhile, nor that report in its certificate', async () => {
    const kept = await takeInInstrument(node, 'scale 3', plate('3'));
    const calibrated = { instrument: 'scale 3', on: '2026-10-06', dueOn: '2027-10-04' };
    await node.act('tester', `/api/instruments/${kept}/events`, await calibratedElsewhere(node, calibrated));
    const used = (slot: number) => ({
      steps: [{ what: 'weighing', site: 'room 5', ...late(slot), instruments: ['scale 3'], rawFiles: [file(slot)] }],
    });
    const record = async (slot: number) => {
      const report = await draft(`R-THING-${slot}`);
      const { result, readings } = testWork('R1') as { result: string; readings?: object };
      await node.act('tester', `/api/report-cases/${report}/work`, { result, readings, ...used(slot) });
      return report;
    };
    const about = ['INSTRUMENT_IN_NO_STEP', 'NO_CONDITION_RECORDED', 'INSTRUMENT_NOT_NAMED'];
    const clashes = async (report: string) => (await gateOf(report)).filter((code) => !about.includes(code));
    const report = await record(3);
    expect(await clashes(report)).toEqual([]);
    expect(await codesOf(of('scale 3', plate('3')), { ...late(3), site: 'hall 3' }, {}, second)).toEqual([
      'INSTRUMENT_IN_TWO_PLACES',
    ]);
    // It is in the own list, and the certificate does not say that it is about another of that name.
    expect(await codesOf(of('Scale  3'), { ...late(3), site: 'hall 3' }, {}, second)).toEqual([
      'INSTRUMENT_IN_TWO_PLACES',
    ]);
    expect(await codesOf(of('scale 3', plate('4')), { ...late(3), site: 'hall 3' }, {}, second)).toBeUndefined();
    expect(await codesOf(of('scale 3', plate('3')), { ...late(3), site: 'room 5' }, {}, second)).toBeUndefined();
    // Used and calibrated on one day, one after the other.
    const url = await proposed(of('scale 3', plate('3')), { ...late(4), site: 'hall 3' }, {}, second);
    await decide(node, { login: 'signatory', url });
    expect(await clashes(report)).toEqual([]);
    expect(await clashes(await record(4))).toEqual(['INSTRUMENT_IN_TWO_PLACES']);
  });
});

describe('raw files', () => {
  it('that are kept for the work of another day are wondered at, over certificates and reports', async () => {
    await sign(certificate('RAW-1'), { rawFiles: [file(77)] });
    const before = { calibratedOn: '2026-11-19' };
    const copied = { rawFiles: [file(77)] };
    const of = certificate(undefined, before);
    expect(await codesOf(of, copied)).toEqual(['RAW_FILE_OF_OTHER_WORK']);
    expect(await codesOf(of, copied, { RAW_FILE_OF_OTHER_WORK: 'one file of the whole week' })).toBeUndefined();
    expect(await codesOf(certificate(), copied)).toBeUndefined();
    const report = await draft('R-RAW', '2026-11-21');
    const work = testWork('R1', { from: '2026-11-21T01:00:00Z', to: '2026-11-21T02:00:00Z', ...copied });
    await node.act('tester', `/api/report-cases/${report}/work`, work);
    expect(await gateOf(report)).toEqual(['RAW_FILE_OF_OTHER_WORK']);
  });
});
describe('points', () => {
  const point = (measured: string, more: object = {}) => ({
    ...{ quantity: 'mass', at: { value: '100', unit: 'g' }, measuredValue: { value: measured, unit: 'g' } },
    ...{ expandedUncertainty: { value: '0.3', unit: 'mg' }, coverageFactor: '2', ...more },
  });
  const results = (...points: object[]) => codesOf(certificate(undefined, { results: points }));

  it('are stated once, or say under which condition each was found', async () => {
    expect(await results(point('100.0001'), point('100.0009'))).toEqual(['POINT_STATED_TWICE']);
    expect(await results(point('100.0001'), point('100.0009', { at: { value: '0.1', unit: 'kg' } }))).toEqual([
      'POINT_STATED_TWICE',
    ]);
    const [rising, falling] = [{ condition: 'rising' }, { condition: 'falling' }];
    expect(await results(point('100.0001', rising), point('100.0009', falling))).toBeUndefined();
    expect(await results(point('100.0001', rising), point('100.0009', rising))).toEqual(['POINT_STATED_TWICE']);
    expect(await results(point('100.0001'), point('100.00010'))).toBeUndefined();
  });
});

it('asks of the own papers of a laboratory, never of another’s', async () => {
  await calibratedElsewhere(node, { instrument: 'balance', on: '2026-11-20', dueOn: '2027-11-19' });
  const { items } = await node.get<{ items: { number: string; issuer: string }[] }>(
    'tester',
    `/api/certificates-of-measurement?issuer=${encodeURIComponent(PARTIES.otherLaboratory)}`,
  );
  expect(items.length).toBeGreaterThan(0);
  for (const { number } of items) expect(await codesOf(certificate(number))).toBeUndefined();
});

it('comes out equal when it is built anew', () =>
  expectRebuildEquals(node.recordKeeping, 'calibrations', 'laboratories'));
