// SPDX-License-Identifier: Apache-2.0
import { digestFromSha256 } from '@touchstone/identifiers';
import { composeBody } from '@touchstone/statements';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { action, type Produced } from '../src/record-keeping/define-register.ts';
import type { JsonObject } from '../src/record-keeping/fact.ts';
import { rulingOf } from '../src/record-keeping/ruling.ts';
import { tenantOf } from '../src/record-keeping/tenant.ts';
import { accreditCalibration, calibratedElsewhere, calibrationOf } from './metrology-in-use.ts';
import {
  attest,
  authorise,
  changeStatus,
  decide,
  publishNotice,
  type Reference,
  reportDocument,
  scopeLine,
  testWork,
} from './registers-in-use.ts';
import { openTestNode, PARTIES, type TestNode } from './test-node.ts';

let node: TestNode;
let accreditation: string;

/** What no route would record: reports that were signed before there was a gate, or at a laboratory without one. */
const plant = action({
  name: 'plant',
  input: z.strictObject({ stream: z.string(), produces: z.custom<readonly Produced[]>() }),
  stream: ({ stream }) => stream,
  facts: async () => undefined,
  rules: ({ produces }) => rulingOf([], produces),
});

const RESULT = (reportDocument() as { subject: { results: object[] } }).subject.results[0] as object;
const SIGNATORY = { function: 'authorised signatory', meaning: 'I authorise this report.' };
interface Planted {
  readonly number: string;
  readonly subject?: object;
  readonly result?: object;
  readonly work?: object;
  readonly signedBy?: string;
  readonly visibility?: 'public' | 'private';
}

/** Signs a report without asking anybody. */
async function plantReport({ number, subject, result, work, signedBy, visibility = 'private' }: Planted) {
  node.testClock.advance(1);
  const uuid = node.recordKeeping.newId();
  const drafted = reportDocument({ reportNumber: number, results: [{ ...RESULT, ...result }], ...subject }) as {
    subject: object;
  };
  const event = (kind: string, content: unknown): Produced => ({
    ...{ source: 'case-event', kind, content: JSON.parse(JSON.stringify(content)) },
  });
  const whole = { id: `urn:uuid:${uuid}`, issuedOn: '2026-11-21', signatory: SIGNATORY };
  const body = composeBody('TestReport', {
    ...{ uuid, issuer: PARTIES.laboratory, validFrom: node.testClock.now() },
    subject: JSON.parse(JSON.stringify({ ...whole, ...drafted.subject })) as never,
  }) as JsonObject;
  await act([event('drafted', { document: { ...drafted, kind: 'TestReport' }, visibility })], uuid, 'person-tester');
  if (work !== undefined) await act([event('worked', { work: testWork('R1', work) })], uuid, 'person-tester');
  await act(
    [event('gate-passed', {}), { source: 'statement', kind: 'TestReport', body, visibility }],
    uuid,
    signedBy ?? 'person-signatory',
  );
  return { issuer: PARTIES.laboratory, id: `urn:uuid:${uuid}`, stream: uuid };
}

async function act(produces: readonly Produced[], stream: string, person: string): Promise<void> {
  const actor = { party: PARTIES.laboratory, person, jurisdiction: 'CN', roles: ['seed'] };
  const tenant = tenantOf(actor);
  const now = node.testClock.now();
  const outcome = await node.recordKeeping.read({ register: 'laboratories', tenant, asOf: {} }, (reads) =>
    node.recordKeeping.actIn('laboratories', { actor, tenant, now, asOf: {}, reads }).act(plant, { stream, produces }),
  );
  if (outcome.outcome === 'refused') throw new Error(JSON.stringify(outcome.reasons));
}

interface Paper {
  readonly number: string;
  readonly indicators: readonly { code: string; article?: string; values?: Record<string, string> }[];
  readonly decisions: readonly { kind: string }[];
}
interface Page {
  readonly examined: number;
  readonly items: readonly Paper[];
  readonly next?: string;
}
const list = (query = '', login: 'inspector' | 'rivalInspector' = 'inspector') =>
  node.get<Page>(login, `/api/supervision/indicators?limit=100${query}`);
const urlOf = ({ issuer, id }: { issuer: string; id: string }) =>
  `/api/supervision/indicators/${encodeURIComponent(issuer)}/${id}`;
const read = (paper: { issuer: string; id: string }) => node.get<Paper>('inspector', urlOf(paper));
const codesOf = async (paper: { issuer: string; id: string }) => (await read(paper)).indicators.map(({ code }) => code);

let counted = 0;
/** A span of work of its own, so that nobody is in two places by chance. */
const span = (more: object = {}) => {
  counted += 1;
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 20) + minute * 60_000).toISOString();
  return { from: at(counted * 4), to: at(counted * 4 + 3), leastMinutes: 1, ...more };
};
const planted = (number: string, more: Partial<Planted> = {}) => plantReport({ number, work: span(), ...more });

beforeAll(async () => {
  node = await openTestNode();
  accreditation = await attest(node, { scope: [scopeLine('T1'), scopeLine('T2', { property: { substance: 'cd' } })] });
  await publishNotice(node, {});
  await authorise(node);
  await authorise(node, { person: 'person-signatory', may: 'sign' });
});
afterAll(() => node.end());

const LAW = { instrument: "a demonstration's; nobody's law", certainty: 'read', demonstration: true };
const defectOf = (report: object, more: object = {}) => ({
  defect: { report, kind: 'inaccurate', place: 'CN-GD', legalBasis: LAW, reason: 'the tester was away', ...more },
});
const propose = (body: object) => ({ method: 'POST', url: '/api/report-defect-cases', body }) as const;
const codesFor = async (body: object) =>
  (await node.problem('inspector', propose(body))).errors?.map(({ code }) => code);

describe('a decision about a report', () => {
  it('is signed by two persons of the authority of the place, shown with the report, and withdrawn by two', async () => {
    const { stream: _, ...report } = await planted('DECIDED');
    await node.recordKeeping.settle();
    const { digest } = (await read(report)) as unknown as Reference;
    const named = { ...report, digest };
    expect(await codesFor(defectOf({ ...named, digest: ELSE }))).toEqual(['REPORT_NOT_ON_RECORD']);
    expect(await codesFor(defectOf(named, { place: 'MO' }))).toContain('NOT_COMPETENT');
    expect(await codesFor(defectOf(named, { place: 'CN-SH' }))).toEqual(['OTHER_PLACE']);
    const { legalBasis: __, ...lawless } = defectOf(named).defect;
    expect((await node.send('inspector', propose({ defect: lawless }))).status).toBe(400);
    const { stream } = await node.act('inspector', '/api/report-defect-cases', defectOf(named));
    const url = `/api/report-defect-cases/${stream}`;
    expect((await read(report)).decisions).toEqual([]);
    const [signed] = await decide(node, { login: 'inspectorsHead', url });
    expect(await codesFor(defectOf(signed as Reference))).toEqual(['OTHER_KIND']);
    expect(await read(report)).toMatchObject({ indicators: [], decisions: [{ kind: 'inaccurate', id: signed?.id }] });
    expect((await list('&from=2026-11-01')).items.map(({ number }) => number)).toContain('DECIDED');
    await node.act('inspector', `${url}/proposals`, { reason: 'the tester was there' });
    await decide(node, { login: 'inspectorsHead', url });
    expect((await read(report)).decisions).toEqual([]);
    expect(await node.get('inspector', url)).toMatchObject({ status: 'withdrawn' });
    await node.recordKeeping.settle();
    expect(await node.recordKeeping.compareRebuild('supervision')).toEqual([]);
  });

  it('is of reports of the own place, and of nobody elsewhere', async () => {
    const certificate = { ...(await planted('OWN')), digest: ELSE };
    expect((await list('&place=HK')).examined).toBe(0);
    expect((await list('', 'rivalInspector')).examined).toBe(0);
    const answer = await node.send('rivalInspector', { url: urlOf(certificate) });
    expect(answer.status).toBe(404);
  });

  it('is of who supervises where a laboratory is attested to work as well, when its report says that it is elsewhere', async () => {
    const elsewhere = { laboratory: { id: PARTIES.laboratory, name: 'Demonstration', place: 'MO' } };
    const standard = { standard: 'GB 5009.12-2010' };
    await publishNotice(node, { ...standard, status: 'in-force', from: '2010-01-01' });
    await publishNotice(node, { ...standard, status: 'withdrawn', from: '2017-01-01' });
    const result = { method: standard, underScope: false };
    const { stream: _, ...report } = await planted('ELSEWHERE', { subject: elsewhere, result, visibility: 'public' });
    const hidden = await planted('ELSEWHERE-HIDDEN', { subject: elsewhere });
    await node.recordKeeping.settle();
    expect(await codesOf(report)).toEqual(['METHOD_NOT_IN_FORCE', 'PLACE_NOT_ATTESTED']);
    expect(await codesOf(hidden)).toEqual(['PLACE_NOT_ATTESTED']);
    expect((await list('&code=PLACE_NOT_ATTESTED')).items.map(({ number }) => number).sort()).toEqual([
      ...['ELSEWHERE', 'ELSEWHERE-HIDDEN'],
    ]);
    // Whom it named sees what is public, and as much about it.
    expect((await list('', 'rivalInspector')).items.map(({ number }) => number)).toEqual(['ELSEWHERE']);
    const seen = await node.get<Paper>('rivalInspector', urlOf(report));
    expect(seen.indicators.map(({ code }) => code)).toEqual(['METHOD_NOT_IN_FORCE', 'PLACE_NOT_ATTESTED']);
    const { digest } = (await read(report)) as unknown as Reference;
    expect(await codesFor(defectOf({ ...report, digest }, { place: 'CN-SH' }))).toEqual(['OTHER_PLACE']);
    const decision = defectOf({ ...report, digest }, { place: 'CN' });
    const { stream } = await node.act('inspector', '/api/report-defect-cases', decision);
    await decide(node, { login: 'inspectorsHead', url: `/api/report-defect-cases/${stream}` });
    expect((await read(report)).decisions).toMatchObject([{ kind: 'inaccurate' }]);
  });
});

describe('the list of indicators', () => {
  it('has nothing of a sound report, private or public, and says how much it looked at', async () => {
    const sound = await planted('SOUND');
    await node.recordKeeping.settle();
    const { items, examined } = await list();
    expect(items.map(({ number }) => number)).not.toContain('SOUND');
    expect(examined).toBeGreaterThan(0);
    expect(await read(sound)).toMatchObject({ number: 'SOUND', indicators: [], decisions: [] });
  });

  it.each<[string, Partial<Planted>]>([
    ['OUTSIDE_SCOPE_LINES', { result: { substance: 'hg' } }],
    ['METHOD_NOT_IN_FORCE', { result: { method: { standard: 'GB 5009.12-2017' }, underScope: false } }],
    ['TESTED_BEFORE_RECEIVED', { result: { testedOn: '2026-11-18', underScope: false } }],
    ['ISSUED_BEFORE_TESTED', { subject: { issuedOn: '2026-11-19' } }],
    ['SIGNED_BEFORE_ISSUED', { subject: { issuedOn: '2026-12-31' } }],
    ['NO_SIGNATORY', { subject: { signatory: undefined } }],
    ['SIGNATORY_NOT_AUTHORISED', { signedBy: 'person-who-left' }],
    ['WORK_TOO_SHORT', { work: span({ leastMinutes: 90 }) }],
    ['ATTESTATION_NOT_IN_FORCE', { result: { testedOn: '2025-12-31' }, subject: { sample: EARLIER } }],
  ])('notices %s, with the article to compare', async (code, more) => {
    if (code === 'METHOD_NOT_IN_FORCE') {
      const standard = { standard: 'GB 5009.12-2017' };
      await publishNotice(node, { ...standard, status: 'in-force', from: '2017-01-01' });
      await publishNotice(node, { ...standard, status: 'withdrawn', from: '2024-01-01' });
    }
    const report = await planted(
      `P-${code}`,
      code === 'ATTESTATION_NOT_IN_FORCE' ? { ...more, work: undefined } : more,
    );
    await node.recordKeeping.settle();
    const found = (await read(report)).indicators.filter((each) => !MEANWHILE.has(each.code));
    expect(found.map((each) => each.code)).toEqual([code]);
    expect(found[0]?.article).toBeTruthy();
    const { items } = await list(`&code=${code}`);
    expect(items.map(({ number }) => number)).toContain(`P-${code}`);
  });

  it('sees one person in two places, over reports of one laboratory, and no draft', async () => {
    const here = span({ site: 'room 2' });
    const [one, other] = [
      await planted('HERE', { work: here }),
      await planted('THERE', { work: { ...here, site: 'field' } }),
    ];
    await node.recordKeeping.settle();
    for (const report of [one, other]) expect(await codesOf(report)).toContain('PERSON_IN_TWO_PLACES');
    const alone = span({ site: 'room 2' });
    const third = await planted('ALONE', { work: alone });
    const draft = await node.act('tester', '/api/report-cases', {
      document: reportDocument({ reportNumber: 'DRAFT' }),
    });
    await node.act('tester', `/api/report-cases/${draft.stream}/work`, testWork('R1', { ...alone, site: 'field' }));
    await node.recordKeeping.settle();
    expect(await codesOf(third)).toEqual([]);
  });

  it('takes how long a method takes from the mildest word of any laboratory, where the own record has none', async () => {
    const slow = { substance: 'as', underScope: false };
    await planted('SAYS-SO', { result: slow, work: span({ leastMinutes: 2 }) });
    const silent = (from: string, to: string) => span({ leastMinutes: undefined, from, to });
    const quick = await planted('QUICK', {
      ...{ result: slow, work: silent('2026-11-20T12:00:00Z', '2026-11-20T12:01:00Z') },
    });
    await node.recordKeeping.settle();
    expect((await read(quick)).indicators).toMatchObject([{ code: 'WORK_TOO_SHORT', values: { least: '2' } }]);
  });

  it('sees results of many digits that come twice, and a number that does', async () => {
    const results = [
      { ...RESULT, quantity: { value: '0.10347', unit: 'mg/kg' } },
      { ...RESULT, result: 'R2', substance: 'cd', quantity: { value: '0.02451', unit: 'mg/kg' } },
    ];
    const sample = (name: string) => ({ sample: name, description: 'leaf', receivedAt: '2026-11-19T01:00:00Z' });
    const first = await planted('TWICE', { subject: { results, sample: sample('S-1') }, work: undefined });
    // Written in another unit, and with a zero more.
    const copied = [
      { ...RESULT, quantity: { value: '103.47', unit: 'ug/kg' } },
      { ...RESULT, result: 'R2', substance: 'cd', quantity: { value: '0.024510', unit: 'mg/kg' } },
    ];
    await planted('COPY', { subject: { results: copied, sample: sample('S-2') }, work: undefined });
    await planted('TWICE', { work: undefined });
    await node.recordKeeping.settle();
    expect((await codesOf(first)).sort()).toEqual(['REPORT_NUMBER_TWICE', 'SAME_RESULTS_TWICE']);
    const { items } = await list('&rule=repeats');
    expect(items.map(({ number }) => number).sort()).toEqual(['COPY', 'TWICE', 'TWICE']);
  });

  it('sees an instrument that was away or not calibrated on the test day, also where that was recorded later', async () => {
    const description = { name: 'ICP-MS 9' };
    const { stream } = await node.act('tester', '/api/instruments', { description, on: '2025-01-01' });
    const happen = (event: object) => node.act('tester', `/api/instruments/${stream}/events`, event);
    await happen(await calibratedElsewhere(node, { instrument: 'ICP-MS 9', on: '2026-01-10', dueOn: '2027-01-09' }));
    const report = await planted('USED', { result: { instruments: [{ instrument: 'ICP-MS 9' }] } });
    await node.recordKeeping.settle();
    expect(await codesOf(report)).toEqual([]);
    await happen({ event: 'sent-away', on: '2026-11-18', for: 'repair' });
    expect(await codesOf(report)).toEqual(['INSTRUMENT_AWAY', 'INSTRUMENT_HISTORY_CHANGED']);
  });

  it('holds a calibration to its CMC, as an indicator wherever it was signed', async () => {
    await accreditCalibration(node);
    const claim = [{ ...POINT, expandedUncertainty: { value: '0.05', unit: 'mg' } }];
    const uuid = node.recordKeeping.newId();
    const { subject } = calibrationOf({ results: claim, certificateNumber: 'C-BELOW' }) as { subject: object };
    const laboratory = { id: PARTIES.laboratory, name: 'Demonstration', place: 'CN-GD' };
    const body = composeBody('CalibrationCertificate', {
      ...{ uuid, issuer: PARTIES.laboratory, validFrom: node.testClock.now() },
      subject: { ...subject, laboratory, id: `urn:uuid:${uuid}` } as never,
    }) as JsonObject;
    const actor = { party: PARTIES.laboratory, person: 'elsewhere', jurisdiction: 'CN', roles: ['seed'] };
    const tenant = tenantOf(actor);
    const produces: readonly Produced[] = [
      { source: 'statement', kind: 'CalibrationCertificate', body, visibility: 'public' },
    ];
    await node.recordKeeping.read({ register: 'calibrations', tenant, asOf: {} }, (reads) =>
      node.recordKeeping
        .actIn('calibrations', { actor, tenant, now: node.testClock.now(), asOf: {}, reads })
        .act(plant, { stream: uuid, produces }),
    );
    await node.recordKeeping.settle();
    const paper = { issuer: PARTIES.laboratory, id: `urn:uuid:${uuid}` };
    expect(await codesOf(paper)).toEqual(['UNCERTAINTY_BELOW_CMC']);
    const { items } = await list('&kind=CalibrationCertificate&rule=scope');
    expect(items.map(({ number }) => number)).toEqual(['C-BELOW']);
    const { digest } = (await read(paper)) as unknown as Reference;
    expect(await codesFor(defectOf({ ...paper, digest }, { place: 'CN-SH' }))).toEqual(['OTHER_PLACE']);
    const decision = defectOf({ ...paper, digest }, { kind: 'false' });
    const { stream } = await node.act('inspector', '/api/report-defect-cases', decision);
    await decide(node, { login: 'inspectorsHead', url: `/api/report-defect-cases/${stream}` });
    expect((await read(paper)).decisions).toMatchObject([{ kind: 'false' }]);
  });

  it('goes over to what the record says today, and says what it said at a cut', async () => {
    const report = await planted('LATER', { result: { substance: 'cd' } });
    const before = await node.recordKeeping.settle();
    expect(await codesOf(report)).toEqual([]);
    await changeStatus(node, accreditation, { act: 'suspend', reason: 'r' });
    await node.recordKeeping.settle();
    const late = await planted('TOO-LATE', { result: { testedOn: '2026-11-22' } });
    await node.recordKeeping.settle();
    // What is left in force is the scope for calibrating.
    expect(await codesOf(late)).toContain('OUTSIDE_SCOPE_LINES');
    const then = await node.get<Page>('inspector', `/api/supervision/indicators?limit=100&knownAt=${before.position}`);
    expect(then.items.map(({ number }) => number)).not.toContain('TOO-LATE');
  });

  it('is for who supervises where an attestation of the day of the test names premises, and of no other day', async () => {
    const attested = { premises: [{ place: 'MO' }], certificateNumber: 'L-MAY', from: '2025-05-01', to: '2027-05-31' };
    await attest(node, { ...attested, scope: [scopeLine('T1', { from: '2025-05-01', to: '2027-05-31' })] });
    const on = (testedOn: string): Partial<Planted> => ({
      ...{ result: { testedOn }, work: undefined, visibility: 'public' },
      subject: { issuedOn: testedOn, sample: { ...EARLIER, receivedAt: `${testedOn}T01:00:00Z` } },
    });
    const then = await planted('THERE-THEN', on('2025-05-04'));
    const later = await planted('NOT-THERE', on('2025-04-04'));
    await node.recordKeeping.settle();
    expect((await list('', 'rivalInspector')).items.map(({ number }) => number)).toEqual(['THERE-THEN', 'ELSEWHERE']);
    expect((await list('&place=MO', 'rivalInspector')).items.map(({ number }) => number)).toContain('THERE-THEN');
    const seen = await node.get<Paper>('rivalInspector', urlOf(then));
    expect(seen.indicators.map(({ code }) => code)).toEqual(['PLACE_NOT_ATTESTED']);
    expect((await node.send('rivalInspector', { url: urlOf(later) })).status).toBe(404);
    expect(await codesOf(then)).toEqual(['PLACE_NOT_ATTESTED']);
  });

  it('asks the database as often for fifty papers as for one', async () => {
    await node.recordKeeping.settle();
    await node.recordKeeping.stop();
    const queriesFor = async (limit: number) => {
      const sent = vi.spyOn(pg.Client.prototype, 'query');
      const { examined } = await node.get<Page>('inspector', `/api/supervision/indicators?limit=${limit}`);
      const count = sent.mock.calls.length;
      sent.mockRestore();
      return { examined, count };
    };
    const few = await queriesFor(2);
    const many = await queriesFor(50);
    expect(few.examined).toBe(2);
    expect(many.examined).toBeGreaterThan(15);
    // What only some papers name (a sampling record, a certificate, a status that changed) is one more level, never one more for
    // each; the certificate by which an instrument of a list is in use is three, with what changed its status,
    // and what an authority decided about it another.
    expect(many.count).toBeLessThanOrEqual(few.count + 10);
    expect(many.count).toBeLessThan(30);
  });
});

const ELSE = digestFromSha256(new Uint8Array(32));
const POINT = { quantity: 'mass', at: { value: '100', unit: 'g' }, coverageFactor: '2' };
const EARLIER = { sample: 'S-1', description: 'leaf', receivedAt: '2025-12-30T01:00:00Z' };
/** What a case of this test also has, because it moves one day only. */
const MEANWHILE = new Set(['WORK_ON_OTHER_DAY', 'TESTER_NOT_AUTHORISED']);
