// SPDX-License-Identifier: Apache-2.0
import { digestFromSha256 } from '@touchstone/identifiers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accreditCalibration, calibrationOf } from './metrology-in-use.ts';
import { authorise, authoriseBoth, decide } from './registers-in-use.ts';
import { type Login, openTestNode, type TestNode } from './test-node.ts';

const MASS = ['mass', 'pb'];
const POINT = 'mass at 100 g';
const DAY = 86_400;

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
  await accreditCalibration(node);
  await authoriseBoth(node);
  await authorise(node, { person: 'person-secondTester', substances: MASS });
  await authorise(node, { person: 'person-secondTester', may: 'sign', substances: MASS });
});
afterAll(() => node.end());

let files = 0;
const file = () => ({ name: 'run.csv', digest: digestFromSha256(new Uint8Array(32).fill(++files, 1)) });
const at = (time: string, day = '2026-11-20') => `${day}T${time}:00Z`;
const step = (what: string, from: string, to: string, more: object = {}) => ({
  ...{ what, site: 'room 2', from, to, rawFiles: [file()] },
  conditions: [{ quantity: 'temperature', unit: 'Cel', value: '22', from: '18', to: '25' }],
  ...more,
});
const rising = (day?: string) => step('rising', at('01:00', day), at('03:00', day));
const falling = (day?: string) => step('falling', at('04:00', day), at('05:00', day));

let things = 0;
const newThing = () => `balance W${++things}`;
const REASONS = { METHOD_NOT_KNOWN: 'of the laboratory itself' };

async function write(login: Login, body: object): Promise<string> {
  return (await node.act(login, '/api/calibration-work', body)).stream;
}
const post = (login: Login, url: string, body: object) => node.send(login, { method: 'POST', url, body });
const codesIn = ({ body }: Awaited<ReturnType<typeof post>>) =>
  (body.errors as { code: string }[] | undefined)?.map(({ code }) => code);
const propose = (certificate: object, more: object, login: Login = 'tester') =>
  post(login, '/api/calibration-cases', { certificate, visibility: 'private', reasons: REASONS, ...more });
/** Proposes, and gives the case. */
async function proposed(...asked: Parameters<typeof propose>): Promise<string> {
  const { status, text, body } = await propose(...asked);
  expect(text).toContain('stream');
  expect(status).toBe(201);
  return `/api/calibration-cases/${String(body.stream)}`;
}
interface Shown {
  readonly items: readonly {
    readonly stream: string;
    readonly person: string;
    readonly isOwn: boolean;
    readonly takenBack: boolean;
    readonly steps: readonly { readonly what: string; readonly recordedAt: string }[];
    readonly usedIn: readonly { readonly number: string; readonly state: string }[];
  }[];
}
const listed = (thing: string, login: Login = 'tester', more = '') =>
  node.get<Shown>(login, `/api/calibration-work?thing=${encodeURIComponent(thing)}${more}`);

describe('work that is written down when it is done', () => {
  it('makes a certificate of days later no late record, and one without it still is', async () => {
    const [timely, late] = [newThing(), newThing()];
    const calibratedOn = '2026-11-17';
    const weighing = () => step('weighing', at('01:00', calibratedOn), at('03:00', calibratedOn));
    const [soon, mistaken] = [weighing(), weighing()];
    // Four days before it is proposed, which is the day after it was done.
    node.testClock.advance(-4 * DAY);
    const record = await write('tester', { thing: timely, steps: [soon] });
    const other = await write('tester', { thing: late, steps: [mistaken] });
    node.testClock.advance(4 * DAY);
    const of = (instrument: string) => calibrationOf({ instrument, calibratedOn });
    expect(codesIn(await propose(of(timely), { workRecords: [record] }))).toBeUndefined();
    expect(codesIn(await propose(of(late), { work: [{ result: POINT, steps: [weighing()] }] }))).toEqual([
      'WORK_RECORDED_LATE',
    ]);
    // Of a record that was corrected, what was changed is as late as the correction.
    expect(codesIn(await propose(of(late), { workRecords: [other] }))).toBeUndefined();
    await node.act('tester', `/api/calibration-work/${other}/corrections`, {
      ...{ thing: late, steps: [{ ...mistaken, site: 'room 3' }], reason: 'the room was mistaken' },
    });
    expect(codesIn(await propose(of(late), { workRecords: [other] }))).toEqual(['WORK_RECORDED_LATE']);
  });

  it('is of each person who did it: two share a calibration, and one of them was elsewhere in between', async () => {
    const [shared, elsewhere] = [newThing(), newThing()];
    const calibratedOn = '2026-11-21';
    const visit = step('at the customer', at('04:00', calibratedOn), at('05:00', calibratedOn), { site: 'customer A' });
    const there = await proposed(calibrationOf({ instrument: elsewhere, calibratedOn }), {
      workRecords: [await write('tester', { thing: elsewhere, steps: [visit] })],
    });
    await decide(node, { login: 'signatory', url: there });
    const certificate = () => calibrationOf({ instrument: shared, calibratedOn });
    // As one person's own: they would have been in two places.
    const alone = [{ result: POINT, steps: [rising(calibratedOn), falling(calibratedOn)] }];
    expect(codesIn(await propose(certificate(), { work: alone }))).toContain('PERSON_IN_TWO_PLACES');
    const workRecords = [
      await write('tester', { thing: shared, steps: [rising(calibratedOn)] }),
      await write('secondTester', { thing: shared, points: [POINT], steps: [falling(calibratedOn)] }),
    ];
    const url = await proposed(certificate(), { workRecords });
    // Who measured a part of it does not sign, whoever proposed.
    await expect(decide(node, { login: 'secondTester', url })).rejects.toThrow('SIGNATORY_TESTED');
    await decide(node, { login: 'signatory', url });
    const { items } = await listed(shared);
    expect(items.map(({ usedIn }) => usedIn.map(({ state }) => state))).toEqual([['signed'], ['signed']]);
    await node.recordKeeping.settle();
    expect(await node.recordKeeping.compareRebuild('calibrations')).toEqual([]);
  });

  it('asks of each person whether they may measure that', async () => {
    const thing = newThing();
    const workRecords = [await write('signatory', { thing, steps: [rising()] })];
    expect(codesIn(await propose(calibrationOf({ instrument: thing }), { workRecords }))).toContain(
      'TESTER_NOT_AUTHORISED',
    );
  });

  it('is not left out so that the colleague who measured may sign', async () => {
    const thing = newThing();
    const left = await write('secondTester', { thing, steps: [falling()] });
    const work = [{ result: POINT, steps: [rising(), falling()] }];
    const url = await proposed(calibrationOf({ instrument: thing }), { work });
    await expect(decide(node, { login: 'secondTester', url })).rejects.toThrow('SIGNATORY_WORK_LEFT_OUT');
    await node.act('secondTester', `/api/calibration-work/${left}/taking-back`, { reason: 'of the balance beside it' });
    await decide(node, { login: 'secondTester', url });
  });
});

describe('a record of work and the certificates that name it', () => {
  it('fits the thing and the points of the certificate, and is of this laboratory', async () => {
    const thing = newThing();
    const item = { manufacturer: 'M', model: 'B', serialNumber: '1' };
    const certificate = calibrationOf({ instrument: thing, item });
    const refusal = async (login: Login, record: object) =>
      codesIn(await propose(certificate, { workRecords: [await write(login, { steps: [rising()], ...record })] }));
    expect(await refusal('tester', { thing: newThing() })).toContain('WORK_OF_OTHER_THING');
    expect(await refusal('tester', { thing, item: { ...item, serialNumber: '2' } })).toContain('WORK_OF_OTHER_THING');
    expect(await refusal('tester', { thing, points: ['mass at 5 g'] })).toContain('WORK_OF_OTHER_POINT');
    expect(await refusal('rivalLaboratory', { thing })).toContain('NO_SUCH_WORK');
    expect(await refusal('tester', { thing: thing.toUpperCase(), item })).toBeUndefined();
    const [nobodys] = ['0190a000-0000-7000-8000-000000000000'];
    expect(codesIn(await propose(certificate, { workRecords: [nobodys] }))).toContain('NO_SUCH_WORK');
    const twice = await propose(certificate, { workRecords: [nobodys, nobodys] });
    expect([twice.status, twice.text]).toEqual([400, expect.stringContaining('each record of work once')]);
  });

  it('is looked at step by step, and refused where there are too many', async () => {
    const thing = newThing();
    const steps = Array.from({ length: 20 }, () => ({ ...rising(), rawFiles: [] }));
    const [first] = (calibrationOf() as { subject: { results: readonly object[] } }).subject.results;
    const results = Array.from({ length: 30 }, (_, index) => ({ ...first, condition: `set-up ${index}` }));
    const workRecords = [await write('tester', { thing, steps }), await write('tester', { thing, steps })];
    const refused = await propose(calibrationOf({ instrument: thing, results }), { workRecords });
    expect(codesIn(refused)).toEqual(['TOO_MUCH_WORK']);
    const own = results.map((_, index) => ({
      ...{ result: `mass at 100 g, set-up ${index}` },
      steps: Array.from({ length: 40 }, () => ({ ...rising(), rawFiles: [] })),
    }));
    const said = await propose(calibrationOf({ instrument: thing, results }), { work: own });
    expect(codesIn(said)).toEqual(['TOO_MUCH_WORK']);
    expect(refused.text).toContain('the work has 1200 steps');
  });

  it('is named by one signed certificate, until that is revoked', async () => {
    const thing = newThing();
    const record = await write('tester', { thing, steps: [rising()] });
    const of = () => calibrationOf({ instrument: thing });
    const [first, second] = [
      await proposed(of(), { workRecords: [record] }),
      await proposed(of(), { workRecords: [record] }),
    ];
    await decide(node, { login: 'signatory', url: first });
    await expect(decide(node, { login: 'signatory', url: second })).rejects.toThrow('WORK_CERTIFIED');
    expect(codesIn(await propose(of(), { workRecords: [record] }))).toContain('WORK_CERTIFIED');
    const correct = () =>
      post('tester', `/api/calibration-work/${record}/corrections`, {
        thing,
        steps: [falling()],
        reason: 'wrong hours',
      });
    expect(codesIn(await correct())).toEqual(['WORK_CERTIFIED']);
    await node.act('tester', `${first}/proposals`, { reason: 'wrong hours' });
    await decide(node, { login: 'signatory', url: first });
    expect(codesIn(await propose(of(), { workRecords: [record] }))).toBeUndefined();
    // What is said otherwise once it was signed wants a reason, however soon.
    node.testClock.advance(60);
    expect((await correct()).status).toBe(201);
    expect(codesIn(await propose(of(), { workRecords: [record] }))).toEqual(['WORK_RECORDED_AFTER_SIGNATURE']);
  });

  it('is signed as it was proposed: corrected in between, it is proposed again', async () => {
    const thing = newThing();
    const record = await write('tester', { thing, steps: [rising()] });
    const url = await proposed(calibrationOf({ instrument: thing }), { workRecords: [record] });
    await node.act('tester', `/api/calibration-work/${record}/corrections`, {
      ...{ thing, steps: [rising(), falling()], reason: 'a step was forgotten' },
    });
    await expect(decide(node, { login: 'signatory', url })).rejects.toThrow('WORK_CHANGED_SINCE_PROPOSAL');
    await node.act('tester', `/api/calibration-work/${record}/taking-back`, { reason: 'of another day' });
    await expect(decide(node, { login: 'signatory', url })).rejects.toThrow('NO_SUCH_WORK');
  });
});

describe('a record of work and its author', () => {
  it('keeps every version, and dates each step by when it was first said', async () => {
    const thing = newThing();
    const [one, two] = [rising(), falling()];
    const record = await write('tester', { thing, steps: [one] });
    const url = `/api/calibration-work/${record}`;
    node.testClock.advance(60);
    await node.act('tester', `${url}/corrections`, { thing, steps: [two], reason: 'mistaken' });
    node.testClock.advance(60);
    await node.act('tester', `${url}/corrections`, { thing, steps: [one, two], reason: 'both, after all' });
    const { items } = await listed(thing);
    const [{ steps = [] } = {}] = items;
    const [first, second] = steps.map(({ recordedAt }) => Date.parse(recordedAt));
    expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(60_000);
    const read = await node.get<{ versions: { reason?: string; steps: object[] }[] }>('signatory', url);
    expect(read.versions.map(({ reason, steps: said }) => [reason, said.length])).toEqual([
      [undefined, 1],
      ['mistaken', 1],
      ['both, after all', 2],
    ]);
  });

  it('is changed by nobody else, and no more once it is taken back', async () => {
    const thing = newThing();
    const url = `/api/calibration-work/${await write('tester', { thing, steps: [rising()] })}`;
    const taking = { reason: 'not mine' };
    expect(codesIn(await post('secondTester', `${url}/taking-back`, taking))).toEqual(['NOT_YOUR_WORK']);
    expect((await post('rivalLaboratory', `${url}/taking-back`, taking)).status).toBe(404);
    expect((await node.send('rivalLaboratory', { method: 'GET', url })).status).toBe(404);
    await node.act('tester', `${url}/taking-back`, taking);
    expect(codesIn(await post('tester', `${url}/taking-back`, taking))).toEqual(['WORK_TAKEN_BACK']);
    expect((await listed(thing)).items.map(({ takenBack, isOwn }) => [takenBack, isOwn])).toEqual([[true, true]]);
    expect((await listed(thing, 'tester', '&open=true')).items).toEqual([]);
    expect((await listed(thing, 'rivalLaboratory')).items).toEqual([]);
  });

  it('says no work that is still to come, that ends before it begins, or that is none', async () => {
    const thing = newThing();
    const refusal = async (...steps: readonly object[]) => post('tester', '/api/calibration-work', { thing, steps });
    expect(codesIn(await refusal(step('x', at('01:00'), at('03:00', '2026-12-24'))))).toEqual(['IN_THE_FUTURE']);
    expect(codesIn(await refusal(step('x', at('03:00'), at('01:00'))))).toEqual(['ENDS_BEFORE_IT_BEGINS']);
    expect((await refusal()).status).toBe(400);
    expect((await refusal({ ...rising(), person: 'person-secondTester' })).status).toBe(400);
    expect((await listed(thing)).items).toEqual([]);
  });

  it('is no certificate, and a certificate no record', async () => {
    const thing = newThing();
    const record = await write('tester', { thing, steps: [rising()] });
    const url = await proposed(calibrationOf({ instrument: thing }), { workRecords: [record] });
    const stream = url.split('/').at(-1) ?? '';
    expect((await node.send('tester', { method: 'GET', url: `/api/calibration-cases/${record}` })).status).toBe(404);
    expect((await node.send('tester', { method: 'GET', url: `/api/calibration-work/${stream}` })).status).toBe(404);
    const correction = { thing, steps: [falling()], reason: 'x' };
    expect(codesIn(await post('tester', `/api/calibration-work/${stream}/corrections`, correction))).toEqual([
      'NO_SUCH_WORK',
    ]);
  });
});
