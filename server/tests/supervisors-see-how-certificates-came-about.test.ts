// SPDX-License-Identifier: Apache-2.0
// Whoever supervises a laboratory sees of its certificates what it sees of its reports: who worked where and when, and what was
// written down only long after it was done.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import {
  accreditCalibration,
  calibrationOf,
  designateVerifier,
  materialOf,
  verificationOf,
  workOn,
} from './metrology-in-use.ts';
import {
  authorise,
  authoriseBoth,
  decide,
  draftReport,
  REASONS,
  type Reference,
  reportDocument,
  testWork,
} from './registers-in-use.ts';
import { openTestNode, PARTIES, type TestNode } from './test-node.ts';

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
  await accreditCalibration(node, {}, 'CN-GD');
  await authoriseBoth(node);
  for (const may of ['test', 'sign'] as const) {
    const person = may === 'test' ? 'person-tester' : 'person-signatory';
    await authorise(node, { person, may, substances: ['mass', 'pb', 'verification'] });
  }
});
afterAll(() => node.end());

const laboratory = { id: PARTIES.laboratory, name: 'Demonstration Food Laboratory', place: 'CN-GD' };
const calibration = (more: object) => calibrationOf({ laboratory, ...more });
interface Proposing {
  readonly work?: object;
  readonly reasons?: Readonly<Record<string, string>>;
}
/** Submits a certificate with nothing but the reasons that are given. */
function propose(certificate: object, { work = {}, reasons = {} }: Proposing = {}) {
  const whole = workOn(certificate) as { work: readonly object[]; reasons: object };
  const { WORK_RECORDED_LATE: _, ...usual } = whole.reasons as Record<string, string>;
  const body = {
    ...{ certificate, visibility: 'private', reasons: { ...usual, ...reasons } },
    work: whole.work.map((one) => ({ ...one, ...work })),
  };
  return node.send('tester', { method: 'POST', url: '/api/calibration-cases', body });
}
async function codesOf(...asked: Parameters<typeof propose>): Promise<readonly string[] | undefined> {
  const errors = (await propose(...asked)).body.errors as { code: string }[] | undefined;
  return errors?.map(({ code }) => code);
}
async function signed(...asked: Parameters<typeof propose>): Promise<Reference> {
  const { status, text, body } = await propose(...asked);
  expect(status, text).toBe(201);
  const [reference] = await decide(node, { login: 'signatory', url: `/api/calibration-cases/${String(body.stream)}` });
  return reference as Reference;
}

interface Paper {
  readonly number: string;
  readonly indicators: readonly { code: string; article?: string; values?: Record<string, string> }[];
}
const read = async ({ issuer, id }: Reference) => {
  await node.recordKeeping.settle();
  const url = `/api/supervision/indicators/${encodeURIComponent(issuer)}/${encodeURIComponent(id)}`;
  return (await node.get<Paper>('inspector', url)).indicators;
};
const listed = async (code: string) => {
  const { items } = await node.get<{ items: readonly Paper[] }>(
    'inspector',
    `/api/supervision/indicators?code=${code}&limit=100`,
  );
  return items.map(({ number }) => number).sort();
};
const LATE = { WORK_RECORDED_LATE: 'the room has no network; kept in its workbook until then' };

describe('work that was written down late', () => {
  it.each<[string, () => object]>([
    ['a calibration', () => calibration({ calibratedOn: '2026-11-18' })],
    ['a material', () => materialOf({ producer: laboratory, certifiedOn: '2026-11-18' })],
    ['a verification', () => verificationOf({ verifiedOn: '2026-11-18' })],
  ])('wants a reason before %s is signed', async (name, certificate) => {
    if (name === 'a verification') await designateVerifier(node);
    expect(await codesOf(certificate())).toEqual(['WORK_RECORDED_LATE']);
    expect(await codesOf(certificate(), { reasons: LATE })).toBeUndefined();
  });

  it('is counted until it was proposed, and not until it is signed', async () => {
    const certificate = calibration({ calibratedOn: '2026-11-17', certificateNumber: 'C-SOON' });
    const { body, text, status } = await daysAgo(5, () => propose(certificate));
    expect(status, text).toBe(201);
    const [reference] = await decide(node, {
      login: 'signatory',
      url: `/api/calibration-cases/${String(body.stream)}`,
    });
    expect((await read(reference as Reference)).map(({ code }) => code)).toEqual([]);
  });

  it('is on the list of whoever supervises, of certificates and of reports', async () => {
    const late = { calibratedOn: '2026-11-18', certificateNumber: 'C-LATE' };
    const certificate = await signed(calibration(late), { reasons: LATE });
    const [RESULT] = (reportDocument() as { subject: { results: object[] } }).subject.results;
    const results = [{ ...RESULT, testedOn: '2026-11-17', underScope: false }];
    const sample = { sample: 'S-1', description: 'leaf', receivedAt: '2026-11-16T01:00:00Z' };
    const stream = await draftReport(node, { reportNumber: 'R-LATE', results, sample });
    const done = { from: '2026-11-17T01:00:00Z', to: '2026-11-17T02:00:00Z' };
    await node.act('tester', `/api/report-cases/${stream}/work`, testWork('R1', done));
    const url = `/api/laboratory-cases/${stream}`;
    await node.act('tester', `${url}/proposals`, { act: 'issue', reasons: { ...REASONS, ...LATE } });
    const [report] = await decide(node, { login: 'signatory', url });
    for (const [paper, ended] of [
      [certificate, '2026-11-18T03:00:00Z'],
      [report as Reference, '2026-11-17T02:00:00Z'],
    ] as const) {
      const found = (await read(paper)).filter(({ code }) => code === 'WORK_RECORDED_LATE');
      expect(found).toMatchObject([{ article: 'ISO/IEC 17025:2017, 7.5.1', values: { ended } }]);
    }
    expect(await listed('WORK_RECORDED_LATE')).toEqual(['C-LATE', 'R-LATE']);
  });
});

it('shows where a thing was calibrated meanwhile, and that nobody was there', async () => {
  const alone = (site: string) => ({
    ...{ site: undefined, from: undefined, to: undefined, conditions: undefined, rawFiles: undefined },
    steps: [
      {
        ...{ what: 'settling', site, from: '2026-11-20T05:00:00Z', to: '2026-11-20T06:00:00Z', unattended: true },
        rawFiles: (testWork('R1') as { rawFiles: object[] }).rawFiles,
      },
    ],
  });
  const why = 'two scales of two customers';
  const reasons = { NO_STEP_ATTENDED: 'a camera was there', NAMESAKE_IN_TWO_PLACES: why };
  const of = (certificateNumber: string) => calibration({ instrument: 'scale 2', certificateNumber });
  const first = await signed(of('C-A'), { work: alone('customer A'), reasons });
  expect((await read(first)).map(({ code }) => code)).toEqual(['NO_STEP_ATTENDED']);
  const second = await signed(of('C-B'), { work: alone('customer B'), reasons });
  for (const [paper, other, report] of [
    [first, 'customer B', 'C-B'],
    [second, 'customer A', 'C-A'],
  ] as const) {
    const [unattended, namesake, ...more] = await read(paper);
    expect(unattended?.code).toBe('NO_STEP_ATTENDED');
    expect(namesake).toMatchObject({ code: 'NAMESAKE_IN_TWO_PLACES', values: { other, report } });
    expect(more).toEqual([]);
  }
});

it('comes out equal when it is built anew', () =>
  expectRebuildEquals(node.recordKeeping, 'calibrations', 'laboratories'));

/** Some days ago, and from there on again on this: tokens of a test live no days ahead. */
async function daysAgo<Made>(days: number, make: () => Promise<Made>): Promise<Made> {
  node.testClock.advance(-days * 86_400);
  try {
    return await make();
  } finally {
    node.testClock.advance(days * 86_400);
  }
}
