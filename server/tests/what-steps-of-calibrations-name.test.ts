// SPDX-License-Identifier: Apache-2.0
// What the steps of a calibration say was used is asked about like a reference; and where they do not say that the calibrated
// thing was there, nobody is charged with it.
import { digestFromSha256 } from '@touchstone/identifiers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accreditCalibration,
  calibratedElsewhere,
  calibrationOf,
  takeInInstrument,
  workOn,
} from './metrology-in-use.ts';
import { authorise, authoriseBoth, decide, draftReport, reportDocument, testWork } from './registers-in-use.ts';
import { openTestNode, type TestNode } from './test-node.ts';

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
  await accreditCalibration(node);
  await authoriseBoth(node);
  await authorise(node, { person: 'person-secondTester' });
});
afterAll(() => node.end());

const happen = (stream: string, event: object) => node.act('tester', `/api/instruments/${stream}/events`, event);
/** An instrument of the own list, calibrated until some day. */
async function kept(name: string, { dueOn = '2027-01-09', ...more }: { dueOn?: string; model?: string } = {}) {
  const plate = more.model === undefined ? {} : { manufacturer: 'M', model: more.model, serialNumber: '4711' };
  const stream = await takeInInstrument(node, name, plate);
  await happen(stream, await calibratedElsewhere(node, { instrument: name, on: '2026-01-10', dueOn }));
  return stream;
}

/** A time of day at the laboratory, on the day of the calibrations. */
const there = (time: string, on = '2026-11-20') => new Date(`${on}T${time}:00+08:00`).toISOString();
let files = 0;
function bytes(): Uint8Array<ArrayBuffer> {
  files += 1;
  return new Uint8Array(32).fill(files);
}
const step = (what: string, site: string, more: object): object => ({
  ...{ what, site, from: there('09:00'), to: there('10:00') },
  conditions: [{ quantity: 'temperature', unit: 'Cel', value: '20', from: '18', to: '23' }],
  rawFiles: [{ name: `${what}.csv`, digest: digestFromSha256(bytes()) }],
  ...more,
});
let numbers = 0;
function certificateOf(more: object): object {
  numbers += 1;
  return calibrationOf({ certificateNumber: `C-${numbers}`, ...more });
}

/** Submits a certificate whose points were all measured in these steps. */
async function propose(certificate: object, steps: readonly object[]) {
  const { work, reasons } = workOn(certificate) as { work: { result: string }[]; reasons: object };
  const body = { certificate, visibility: 'private', work: work.map(({ result }) => ({ result, steps })), reasons };
  node.testClock.advance(1);
  return node.send('tester', { method: 'POST', url: '/api/calibration-cases', body });
}
async function codesOf(certificate: object, steps: readonly object[]): Promise<readonly string[]> {
  const { body } = await propose(certificate, steps);
  return ((body.errors ?? []) as { code: string }[]).map(({ code }) => code);
}

describe('a thing that only the steps of a calibration name', () => {
  const of = () => certificateOf({ instrument: 'a weight', references: [{ standard: 'W-1' }] });
  const using = (name: string, more: object = {}) => [
    step('comparison', 'room 7', { instruments: ['W-1', name], ...more }),
  ];

  it('is in its window on the day of the step, as a reference is', async () => {
    await kept('W-1');
    const comparator = await kept('comparator');
    expect(await codesOf(of(), using('comparator'))).toEqual([]);
    await kept('old thermometer', { dueOn: '2026-10-31' });
    expect(await codesOf(of(), using('Old  Thermometer'))).toEqual(['NOT_IN_ITS_WINDOW']);
    await happen(comparator, { event: 'sent-away', on: '2026-11-19', for: 'repair' });
    expect(await codesOf(of(), using('comparator'))).toEqual(['NOT_IN_ITS_WINDOW']);
    // It was there on the day of its step, though it was away when the calibration was concluded.
    const before = { from: there('09:00', '2026-11-18'), to: there('10:00', '2026-11-18') };
    const last = step('reading', 'room 7', { instruments: ['W-1'] });
    expect(await codesOf(of(), [...using('comparator', before), last])).toEqual([]);
  });

  it('is asked about once, and of what the own record does not know nothing is said', async () => {
    const two = [...using('old thermometer'), step('again', 'room 7', { instruments: ['old thermometer'] })];
    expect(await codesOf(of(), two)).toEqual(['NOT_IN_ITS_WINDOW']);
    expect(await codesOf(of(), using('a stopwatch of the customer'))).toEqual([]);
  });

  it('is told of where its list says another thing after the signature', async () => {
    const stream = await kept('barometer');
    const { body } = await propose(of(), using('barometer', { site: 'room 8' }));
    const url = `/api/calibration-cases/${String(body.stream)}`;
    await decide(node, { login: 'signatory', url });
    await happen(stream, { event: 'sent-away', on: '2026-11-18', for: 'repair' });
    const { sinceSigned } = await node.get<{ sinceSigned: object[] }>('tester', url);
    expect(sinceSigned).toMatchObject([{ code: 'INSTRUMENT_HISTORY_CHANGED', values: { instrument: 'barometer' } }]);
  });
});

describe('a thing that is calibrated in steps of which none says that it was there', () => {
  it('stands in nobody’s way for sure while only the weights stand elsewhere', async () => {
    await kept('balance 4711', { model: 'X' });
    const item = { manufacturer: 'M', model: 'X', serialNumber: '4711' };
    const certificate = certificateOf({ instrument: 'balance 4711', item, references: [{ standard: 'W-1' }] });
    const { body } = await propose(certificate, [
      step('acclimatisation', 'weights room', {
        from: there('11:00'),
        to: there('14:00'),
        unattended: true,
        instruments: ['W-1'],
      }),
      step('weighing', 'balance room', { from: there('15:00'), to: there('16:00'), instruments: ['W-1'] }),
    ]);
    await decide(node, { login: 'signatory', url: `/api/calibration-cases/${String(body.stream)}` });
    const [result] = (reportDocument() as { subject: { results: object[] } }).subject.results;
    const draft = await draftReport(node, {
      ...{ reportNumber: 'R-4711', results: [{ ...result, instruments: [{ instrument: 'balance 4711' }] }] },
    });
    const span = { site: 'balance room', from: there('12:00'), to: there('12:10') };
    await node.act('secondTester', `/api/report-cases/${draft}/work`, testWork('R1', span));
    const { lines } = await node.get<{ lines: { marks: { code: string; level: string }[] }[] }>(
      'tester',
      `/api/report-cases/${draft}/gate`,
    );
    const clashes = lines.flatMap(({ marks }) => marks).filter(({ code }) => /PLACE(S|D)$/u.test(code));
    expect(clashes).toMatchObject([{ code: 'CALIBRATED_THING_NOT_PLACED', level: 'amber' }]);
  });
});
