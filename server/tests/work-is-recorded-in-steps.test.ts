// SPDX-License-Identifier: Apache-2.0
import { digestFromSha256 } from '@touchstone/identifiers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorise, decide, reportDocument, testWork } from './registers-in-use.ts';
import { openTestNode, type TestNode } from './test-node.ts';

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
  for (const person of ['person-tester', 'person-secondTester']) await authorise(node, { person });
  await authorise(node, { person: 'person-secondTester', may: 'sign' });
});
afterAll(() => node.end());

/** A time of the test day at the laboratory, eight hours ahead. */
const there = (time: string, day = '2026-11-20') => new Date(`${day}T${time}:00+08:00`).toISOString();
const step = (what: string, from: string, to: string, more: object = {}) => ({
  ...{ what, site: 'balance room', from: there(from), to: there(to) },
  ...more,
});
const FILE = { name: 'scale.csv', digest: digestFromSha256(new Uint8Array(32).fill(5)) };
const WARM = [{ quantity: 'temperature', unit: 'Cel', value: '22', from: '18', to: '25' }];
const READINGS = { unit: 'mg/kg', values: ['0.10'], by: 'mean' };

let counted = 0;
async function drafted(result: object = {}, sample?: object): Promise<string> {
  counted += 1;
  const { subject } = reportDocument() as { subject: { results: object[] } };
  const document = reportDocument({
    ...{ reportNumber: `STEPS-${counted}`, results: [{ ...subject.results[0], ...result }] },
    ...(sample === undefined ? {} : { sample }),
  });
  return (await node.act('tester', '/api/report-cases', { document })).stream;
}
const record = (stream: string, body: object, login: 'tester' | 'secondTester' = 'tester') =>
  node.act(login, `/api/report-cases/${stream}/work`, { result: 'R1', ...body });
const refused = async (stream: string, body: object) =>
  await node.problem('tester', {
    method: 'POST',
    url: `/api/report-cases/${stream}/work`,
    body: { result: 'R1', ...body },
  });

interface Gate {
  readonly lines: readonly { readonly marks: readonly { code: string; values: Record<string, string> }[] }[];
}
interface Recorded {
  readonly records: readonly {
    readonly person: string;
    readonly isOwn: boolean;
    readonly steps: readonly { readonly what?: string; readonly recordedAt: string; readonly site: string }[];
  }[];
}
async function marksOf(stream: string): Promise<readonly { code: string; values: Record<string, string> }[]> {
  const { lines } = await node.get<Gate>('tester', `/api/report-cases/${stream}/gate`);
  return lines.flatMap(({ marks }) => marks);
}
/** What the rules about the work have against a draft. */
const AROUND = [
  'SAMPLE_NOT_TRACED',
  'METHOD_NOT_KNOWN',
  'SCOPE_NOT_READ',
  'INSTRUMENT_NOT_NAMED',
  'INSTRUMENT_NOT_KEPT',
];
const codesOf = async (stream: string) =>
  (await marksOf(stream)).map(({ code }) => code).filter((code) => !AROUND.includes(code));
const workOf = (stream: string, login: 'tester' | 'secondTester' = 'tester') =>
  node.get<Recorded>(login, `/api/report-cases/${stream}/work`);

const WEIGHING = step('weighing', '09:00', '09:20', { rawFiles: [FILE], conditions: WARM });
const DRYING = step('drying', '09:30', '13:30', { site: 'oven room', unattended: true });

describe('work in steps', () => {
  it('lets a tester measure elsewhere while an oven runs, which one span of both does not', async () => {
    const elsewhere = await drafted();
    await record(elsewhere, { steps: [step('digesting', '10:00', '11:00', { site: 'other room' })] });
    const stream = await drafted();
    await record(stream, { steps: [WEIGHING, DRYING, step('reading', '14:00', '14:10')], readings: READINGS });
    expect(await codesOf(stream)).toEqual([]);
    const { what: _, ...span } = WEIGHING;
    await record(stream, { ...span, to: there('14:10'), readings: READINGS });
    expect(await codesOf(stream)).toEqual(['PERSON_IN_TWO_PLACES']);
  });

  it('takes the steps of each person from that person, and nobody takes away those of another', async () => {
    const stream = await drafted({ testedOn: '2026-11-21' });
    await record(stream, { steps: [WEIGHING, DRYING] });
    const nextDay = { from: there('09:00', '2026-11-21'), to: there('09:10', '2026-11-21') };
    await record(stream, { steps: [step('reading', '09:00', '09:10', nextDay)], readings: READINGS }, 'secondTester');
    expect(await codesOf(stream)).toEqual([]);
    const { records } = await workOf(stream);
    expect(records.map(({ person, isOwn, steps }) => [person, isOwn, steps.length])).toEqual([
      ...[
        ['person-tester', true, 2],
        ['person-secondTester', false, 1],
      ],
    ]);
    // Her own steps again: in the place of her own, and of nobody else's.
    await record(stream, { steps: [WEIGHING] });
    expect((await workOf(stream)).records.map(({ steps }) => steps.length).sort()).toEqual([1, 1]);
    await record(stream, { steps: [] });
    expect((await workOf(stream)).records.map(({ person }) => person)).toEqual(['person-secondTester']);
    await record(stream, { steps: [{ ...WEIGHING, ...nextDay }], readings: READINGS, whole: true });
    expect((await workOf(stream)).records.map(({ person }) => person)).toEqual(['person-tester']);
    await node.recordKeeping.settle();
    expect(await node.recordKeeping.compareRebuild('laboratories')).toEqual([]);
  });

  it('does not let a person sign who did a step of it', async () => {
    const stream = await drafted();
    await record(stream, { steps: [WEIGHING], readings: READINGS });
    await record(stream, { steps: [step('reading', '14:00', '14:10')] }, 'secondTester');
    const reasons = Object.fromEntries((await marksOf(stream)).map(({ code }) => [code, 'for this test']));
    await node.act('tester', `/api/laboratory-cases/${stream}/proposals`, { act: 'issue', reasons });
    await expect(decide(node, { login: 'secondTester', url: `/api/laboratory-cases/${stream}` })).rejects.toThrow(
      /SIGNATORY_TESTED|422|409|403/,
    );
  });

  it('is one span or steps, and says which is missing where', async () => {
    const stream = await drafted();
    const messages = async (body: object) => JSON.stringify(await refused(stream, body));
    expect(await messages({})).toMatch(/site.*from.*to/s);
    expect(await messages({ site: 'room 2', steps: [WEIGHING] })).toContain('say it of each step');
    expect(await messages({ steps: [], whole: true })).toContain('gives a step of it');
    const { what: _, ...nameless } = WEIGHING;
    expect(await messages({ steps: [nameless] })).toContain('what');
    expect(await messages({ ...nameless, whole: true })).toContain('whole');
    const ahead = step('reading', '09:00', '09:10', { to: '2027-01-01T00:00:00Z' });
    expect(await messages({ steps: [WEIGHING, ahead] })).toContain('IN_THE_FUTURE');
    expect(await workOf(stream)).toMatchObject({ results: [{ result: 'R1' }], records: [] });
  });
});

describe('work that is recorded afterwards', () => {
  const DAY = '2026-11-12';
  const on = (what: string, from: string, to: string) =>
    step(what, from, to, { ...WEIGHING, rawFiles: [THAT_DAY], what, from: there(from, DAY), to: there(to, DAY) });
  const EARLY = { sample: 'S-5', description: 'leaf', receivedAt: '2026-11-11T01:00:00Z' };
  const THAT_DAY = { name: 'scale.csv', digest: digestFromSha256(new Uint8Array(32).fill(12)) };
  const DAYS_AGO = 9 * 86_400;

  /** On the evening of that day, and from there on again on this. */
  async function thatEvening<Made>(make: () => Promise<Made>): Promise<Made> {
    node.testClock.advance(-DAYS_AGO);
    try {
      return await make();
    } finally {
      node.testClock.advance(DAYS_AGO);
    }
  }

  it('is amber with both instants, and stays what it was when it is handed in again', async () => {
    const stream = await thatEvening(async () => {
      const early = await drafted({ testedOn: DAY }, EARLY);
      await record(early, { steps: [on('weighing', '09:00', '09:20')], readings: READINGS });
      return early;
    });
    const [first] = (await workOf(stream)).records;
    expect(await codesOf(stream)).toEqual([]);
    const both = [on('weighing', '09:00', '09:20'), on('titration', '14:00', '14:10')];
    await record(stream, { steps: both, readings: READINGS });
    const [again] = (await workOf(stream)).records;
    expect(again?.steps[0]?.recordedAt).toBe(first?.steps[0]?.recordedAt);
    const marks = (await marksOf(stream)).filter(({ code }) => code === 'WORK_RECORDED_LATE');
    const { recordedAt: recorded } = again?.steps[1] ?? {};
    expect(marks).toMatchObject([{ values: { result: 'R1 (titration)', ended: '2026-11-12T06:10:00Z', recorded } }]);
    expect(recorded).toContain('2026-11-22');
  });

  it('is late as one span too, and in readings that are changed', async () => {
    const { what: _, ...span } = on('all', '15:00', '16:00');
    const late = await drafted({ testedOn: DAY }, EARLY);
    await record(late, { ...span, readings: READINGS });
    expect(await codesOf(late)).toEqual(['WORK_RECORDED_LATE']);
    const changed = await thatEvening(async () => {
      const early = await drafted({ testedOn: DAY }, EARLY);
      await record(early, { ...span, readings: READINGS });
      return early;
    });
    expect(await codesOf(changed)).toEqual([]);
    await record(changed, { ...span, readings: { ...READINGS, values: ['0.098', '0.102'] } });
    expect(await codesOf(changed)).toEqual(['WORK_RECORDED_LATE']);
  });

  it('is not earlier for having been written down of another sample', async () => {
    const { what: _, ...span } = on('all', '17:00', '18:00');
    const stream = await thatEvening(async () => {
      const early = await drafted({ testedOn: DAY }, EARLY);
      await record(early, { ...span, readings: READINGS });
      return early;
    });
    const { subject } = reportDocument() as { subject: { results: object[] } };
    const document = reportDocument({
      ...{ reportNumber: `STEPS-${counted}`, sample: { ...EARLY, sample: 'S-77' } },
      results: [{ ...subject.results[0], testedOn: DAY }],
    });
    await node.act('tester', `/api/report-cases/${stream}/drafts`, { document });
    expect(await codesOf(stream)).toContain('WORK_ABOUT_OTHER');
    await record(stream, { ...span, readings: READINGS });
    expect(await codesOf(stream)).toEqual(['WORK_RECORDED_LATE']);
  });

  it('is marked where a report on it had been signed already', async () => {
    const stream = await drafted();
    const whole = testWork('R1', { from: there('19:00'), to: there('20:00'), readings: READINGS });
    await node.act('tester', `/api/report-cases/${stream}/work`, whole);
    const reasons = Object.fromEntries((await marksOf(stream)).map(({ code }) => [code, 'for this test']));
    await node.act('tester', `/api/laboratory-cases/${stream}/proposals`, { act: 'issue', reasons });
    await decide(node, { login: 'secondTester', url: `/api/laboratory-cases/${stream}` });
    const document = reportDocument({ reportNumber: `STEPS-${counted}` });
    await node.act('tester', `/api/report-cases/${stream}/drafts`, { document, replacing: 'a word' });
    expect(await codesOf(stream)).toEqual([]);
    await node.act('tester', `/api/report-cases/${stream}/work`, { ...whole, site: 'room 9' });
    expect(await codesOf(stream)).toEqual(['WORK_RECORDED_AFTER_SIGNATURE']);
  });
});

describe('a correction of a result that was only written wrong', () => {
  it('needs no new record of work: the readings stay, under whatever name the result has', async () => {
    const stream = await drafted();
    const whole = testWork('R1', {
      from: there('20:30'),
      to: there('21:00'),
      readings: { ...READINGS, values: ['0.101'] },
    });
    await node.act('tester', `/api/report-cases/${stream}/work`, whole);
    const reasons = Object.fromEntries((await marksOf(stream)).map(({ code }) => [code, 'for this test']));
    await node.act('tester', `/api/laboratory-cases/${stream}/proposals`, { act: 'issue', reasons });
    await decide(node, { login: 'secondTester', url: `/api/laboratory-cases/${stream}` });
    const { subject } = reportDocument() as { subject: { results: object[] } };
    const correct = async (value: string, result: string) => {
      const results = [{ ...subject.results[0], result, quantity: { value, unit: 'mg/kg' } }];
      const document = reportDocument({ reportNumber: `STEPS-${counted}`, results });
      await node.act('tester', `/api/report-cases/${stream}/drafts`, { document, replacing: 'a digit' });
      return codesOf(stream);
    };
    expect(await correct('0.101', 'R1')).toEqual([]);
    expect(await correct('0.101', 'Lead')).toEqual([]);
    expect(await correct('0.11', 'Lead')).toEqual(['RESULT_NOT_FROM_READINGS']);
    await node.recordKeeping.settle();
    expect(await node.recordKeeping.compareRebuild('laboratories')).toEqual([]);
    // The tester is still where that work was, for the other reports of the laboratory.
    const elsewhere = await drafted();
    const meanwhile = { steps: [step('titration', '20:40', '20:50', { site: 'other room' })] };
    await record(elsewhere, meanwhile);
    expect(await codesOf(elsewhere)).toContain('PERSON_IN_TWO_PLACES');
  });
});

describe('a raw file that other work has too', () => {
  it('is amber where that was done with another instrument, over the reports of the laboratory', async () => {
    const rawFiles = [{ name: 'run.csv', digest: digestFromSha256(new Uint8Array(32).fill(77)) }];
    const reading = (from: string, to: string, instruments: readonly string[]) => ({
      ...{ steps: [step('reading', from, to, { rawFiles, instruments, conditions: WARM })], readings: READINGS },
    });
    const [first, same, other] = [await drafted(), await drafted(), await drafted()];
    await record(first, reading('17:00', '17:10', ['ICP 1']));
    await record(same, reading('17:20', '17:30', ['ICP 1']));
    await record(other, reading('17:40', '17:50', ['AAS']));
    expect(await codesOf(same)).toContain('RAW_FILE_OF_OTHER_INSTRUMENT');
    await record(other, { steps: [] });
    expect(await codesOf(same)).not.toContain('RAW_FILE_OF_OTHER_INSTRUMENT');
    expect(await codesOf(first)).not.toContain('RAW_FILE_OF_OTHER_INSTRUMENT');
  });
});
