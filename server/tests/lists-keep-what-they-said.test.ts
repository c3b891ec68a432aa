// SPDX-License-Identifier: Apache-2.0
// What a list of instruments said when a paper was signed stays known when its keeper writes down another thing of days past.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import {
  accreditCalibration,
  calibratedElsewhere,
  calibrationOf,
  issueCertificate,
  proposeCertificate,
  takeInInstrument,
} from './metrology-in-use.ts';
import {
  authorise,
  decide,
  draftReport,
  REASONS,
  type Reference,
  reportDocument,
  testWork,
} from './registers-in-use.ts';
import { openTestNode, type TestNode } from './test-node.ts';

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
  await authorise(node, { person: 'person-secondTester' });
});
afterAll(() => node.end());

const happen = (stream: string, event: object) => node.act('tester', `/api/instruments/${stream}/events`, event);
const calibrated = (instrument: string, on: string, dueOn: string) =>
  calibratedElsewhere(node, { instrument, on, dueOn });
async function listed(name: string, dueOn = '2027-01-09'): Promise<string> {
  const stream = await takeInInstrument(node, name);
  await happen(stream, await calibrated(name, '2026-01-10', dueOn));
  return stream;
}
const RESULT = (reportDocument() as { subject: { results: object[] } }).subject.results[0] as object;

/** Signs a report that names an instrument; gives its case. */
async function signed(reportNumber: string, instrument: string): Promise<{ url: string; reference: Reference }> {
  const results = [{ ...RESULT, instruments: [{ instrument }] }];
  const url = `/api/laboratory-cases/${await draftReport(node, { reportNumber, results })}`;
  await node.act('tester', `${url}/proposals`, { act: 'issue', reasons: REASONS });
  const [reference] = await decide(node, { login: 'signatory', url });
  return { url, reference: reference as Reference };
}
interface Indicator {
  readonly code: string;
  readonly detail: string;
  readonly article?: string;
  readonly values?: Readonly<Record<string, string>>;
}
interface Case {
  readonly sinceSigned: readonly Indicator[];
  readonly events: readonly { readonly kind: string }[];
}
const caseAt = (url: string) => node.get<Case>('tester', url);
const indicatorsOf = async ({ issuer, id }: Pick<Reference, 'issuer' | 'id'>, login: 'inspector' = 'inspector') =>
  (
    await node.get<{ indicators: readonly Indicator[] }>(
      login,
      `/api/supervision/indicators/${encodeURIComponent(issuer)}/${encodeURIComponent(id)}`,
    )
  ).indicators;

const CHANGED = {
  code: 'INSTRUMENT_HISTORY_CHANGED',
  article: 'ISO/IEC 17025:2017, 7.5.2 (recalled)',
  values: { instrument: 'B-late', on: '2026-11-20', was: 'in-use', is: 'away', by: 'person-tester' },
};

describe('what a keeper writes down of days past', () => {
  it('is told to the laboratory and to whoever supervises it, with both, and changes no gate that was passed', async () => {
    const stream = await listed('B-late');
    const { url, reference } = await signed('R-LATE', 'B-late');
    const before = await caseAt(url);
    expect(before.sinceSigned).toEqual([]);
    await node.recordKeeping.settle();
    expect((await indicatorsOf(reference)).map(({ code }) => code)).not.toContain(CHANGED.code);
    node.testClock.advance(3_600);
    const written = node.testClock.now();
    await happen(stream, { event: 'sent-away', on: '2026-11-18', for: 'repair' });
    await node.recordKeeping.settle();
    const { sinceSigned, events } = await caseAt(url);
    expect(sinceSigned).toMatchObject([CHANGED]);
    expect(Date.parse(sinceSigned[0]?.values?.at ?? '')).toBeGreaterThanOrEqual(Date.parse(written));
    expect(sinceSigned[0]?.detail).toMatch(/signed when the list said .* "in-use"; the list now says "away"/);
    expect(events).toEqual(before.events);
    const found = await indicatorsOf(reference);
    expect(found.filter(({ code }) => code === CHANGED.code)).toMatchObject([CHANGED]);
  });

  it('is kept in the list with who wrote it down and when', async () => {
    const stream = await listed('B-kept');
    const { events } = await node.get<{ events: readonly object[] }>('tester', `/api/instruments/${stream}`);
    expect(events).toMatchObject([
      { event: 'taken-in', recordedBy: 'person-tester', recordedAt: expect.any(String) },
      { event: 'calibrated', recordedBy: 'person-tester', recordedAt: expect.any(String) },
    ]);
    await expectRebuildEquals(node.recordKeeping, 'instruments');
  });

  it('is no accusation where an instrument left on the day on which it was used', async () => {
    const stream = await listed('B-noon');
    const { url, reference } = await signed('R-NOON', 'B-noon');
    const next = await draftReport(node, {
      ...{ reportNumber: 'R-NOON-2', results: [{ ...RESULT, instruments: [{ instrument: 'B-noon' }] }] },
    });
    await happen(stream, { event: 'sent-away', on: '2026-11-20', for: 'calibration' });
    await node.recordKeeping.settle();
    expect((await caseAt(url)).sinceSigned).toEqual([]);
    expect((await indicatorsOf(reference)).filter(({ code }) => code.startsWith('INSTRUMENT'))).toEqual([]);
    const { lines } = await node.get<{ lines: { marks: { code: string; level: string }[] }[] }>(
      'tester',
      `/api/report-cases/${next}/gate`,
    );
    const about = lines.flatMap(({ marks }) => marks).filter(({ code }) => code.startsWith('INSTRUMENT'));
    expect(about).toMatchObject([{ code: 'INSTRUMENT_LEFT_THAT_DAY', level: 'amber' }]);
  });

  it('of a standard is told of the certificates that were measured with it', async () => {
    await accreditCalibration(node);
    const stream = await listed('F1 weight');
    const { stream: at } = await issueCertificate(
      node,
      calibrationOf({ instrument: 'B-9', references: [{ standard: 'F1 weight' }] }),
    );
    const url = `/api/calibration-cases/${at}`;
    expect((await caseAt(url)).sinceSigned).toEqual([]);
    node.testClock.advance(3_600);
    // The same calibration with another interval: it had run out before.
    await happen(stream, await calibrated('F1 weight', '2026-01-10', '2026-10-09'));
    const [change, ...more] = (await caseAt(url)).sinceSigned;
    expect(more).toEqual([]);
    expect(change?.values).toMatchObject({ instrument: 'F1 weight', was: 'in-use', is: 'overdue' });
  });

  it('leaves a certificate of that day to be signed, with a sentence', async () => {
    await happen(await listed('W-noon'), { event: 'sent-away', on: '2026-11-20', for: 'calibration' });
    const of = calibrationOf({ instrument: 'B-10', certificateNumber: 'C-10', references: [{ standard: 'W-noon' }] });
    const { status, body } = await proposeCertificate(node, of);
    expect(status).toBe(409);
    const errors = body.errors as { code: string; detail: string }[];
    expect(errors.map(({ code }) => code)).toEqual(['LEFT_THAT_DAY']);
    expect(errors[0]?.detail).toContain('or give a reason under LEFT_THAT_DAY');
  });

  it('is asked about at the gate where it allows what the list forbade', async () => {
    const DAYS = 5 * 86_400;
    node.testClock.advance(-DAYS);
    const stream = await listed('B-over', '2026-10-31');
    node.testClock.advance(DAYS);
    const results = [{ ...RESULT, testedOn: '2026-11-16', instruments: [{ instrument: 'B-over' }] }];
    const sample = { sample: 'S-9', description: 'leaf', receivedAt: '2026-11-15T01:00:00Z' };
    const draft = await draftReport(node, { reportNumber: 'R-OVER', results, sample });
    const work = testWork('R1', { from: '2026-11-16T01:00:00Z', to: '2026-11-16T02:00:00Z' });
    await node.act('tester', `/api/report-cases/${draft}/work`, work);
    const codes = async () => {
      const gate = await node.get<{ lines: { marks: { code: string }[] }[] }>(
        'tester',
        `/api/report-cases/${draft}/gate`,
      );
      return gate.lines
        .flatMap(({ marks }) => marks.map(({ code }) => code))
        .filter((code) => code.startsWith('INSTRUMENT'));
    };
    expect(await codes()).toEqual(['INSTRUMENT_OUT_OF_WINDOW']);
    await happen(stream, await calibrated('B-over', '2026-01-10', '2027-01-09'));
    expect(await codes()).toEqual(['INSTRUMENT_ALLOWED_AFTERWARDS']);
  });
});
