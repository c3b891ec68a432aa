// SPDX-License-Identifier: Apache-2.0
import { digestFromSha256 } from '@touchstone/identifiers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccount } from '../src/access/accounts.ts';
import { staff } from './impact-in-use.ts';
import { accreditCalibration, calibrationOf, issueCertificate, proposeCertificate } from './metrology-in-use.ts';
import {
  authoriseBoth,
  decide,
  draftReport,
  type Reference,
  reportDocument,
  signReport,
  testWork,
} from './registers-in-use.ts';
import { type Login, openTestNode, PARTIES, PASSWORD, type TestNode } from './test-node.ts';

let node: TestNode;
/** Two persons of the laboratory that relies on what another made. */
let two: { readonly tester: Login; readonly signatory: Login };
beforeAll(async () => {
  node = await openTestNode();
  two = await staff(node, PARTIES.otherLaboratory, 'HK');
  const account = { login: 'inspector-hk', person: 'person-inspector-hk', displayName: 'i', password: PASSWORD };
  const inspector = { ...account, party: PARTIES.authority, jurisdiction: 'HK', roles: ['market-inspector'] };
  await createAccount(node.accounts, inspector);
  await authoriseBoth(node);
  await accreditCalibration(node, {}, 'CN-GD');
});
afterAll(() => node.end());

const RESULT = (reportDocument() as { subject: { results: object[] } }).subject.results[0] ?? {};
const RELYING = { id: PARTIES.otherLaboratory, name: 'Other Laboratory', place: 'HK' };
const MAKER = { id: PARTIES.laboratory, name: 'Demonstration Food Laboratory' };

/** Two persons of the inspectorate decide about a paper; gives the case. */
async function defect(report: Reference, kind = 'false'): Promise<string> {
  const legalBasis = { instrument: "a demonstration's; nobody's law", certainty: 'read', demonstration: true };
  const body = { defect: { report, kind, place: 'CN', legalBasis, reason: 'nobody worked' } };
  const { stream } = await node.act('inspector', '/api/report-defect-cases', body);
  await decide(node, { login: 'inspectorsHead', url: `/api/report-defect-cases/${stream}` });
  await node.recordKeeping.settle();
  return stream;
}
async function takeBack(stream: string): Promise<void> {
  await node.act('inspector', `/api/report-defect-cases/${stream}/proposals`, { reason: 'appealed with success' });
  await decide(node, { login: 'inspectorsHead', url: `/api/report-defect-cases/${stream}` });
  await node.recordKeeping.settle();
}

let drafts = 0;
/** A draft of the relying laboratory. */
async function draft(result: object): Promise<string> {
  drafts += 1;
  const { subject } = reportDocument({ reportNumber: `Q-${drafts}`, laboratory: RELYING }) as { subject: object };
  const results = [{ ...RESULT, underScope: false, ...result }];
  const document = { kind: 'TestReport', subject: { ...subject, results } };
  return (await node.act(two.tester, '/api/report-cases', { document, visibility: 'public' })).stream;
}
interface Marked {
  readonly code: string;
  readonly level: string;
  readonly cure: { readonly code: string };
}
async function marksOf(stream: string): Promise<readonly Marked[]> {
  const gate = await node.get<{ lines: { marks: Marked[] }[] }>(two.tester, `/api/report-cases/${stream}/gate`);
  return gate.lines.flatMap(({ marks }) => marks);
}
const redOf = async (stream: string) =>
  (await marksOf(stream)).filter(({ level }) => level === 'red').map(({ code, cure }) => `${code} ${cure.code}`);
async function signed(stream: string): Promise<Reference> {
  const reasons = Object.fromEntries((await marksOf(stream)).map(({ code }) => [code, 'looked at']));
  await node.act(two.tester, `/api/laboratory-cases/${stream}/proposals`, { act: 'issue', reasons });
  const [report] = await decide(node, { login: two.signatory, url: `/api/laboratory-cases/${stream}` });
  return report as Reference;
}
const pathOf = ({ issuer, id }: Reference) => `${encodeURIComponent(issuer)}/${encodeURIComponent(id)}`;
async function noticed(report: Reference): Promise<readonly string[]> {
  await node.recordKeeping.settle();
  const found = await node.get<{ indicators: { code: string }[] }>(
    'inspector-hk' as Login,
    `/api/supervision/indicators/${pathOf(report)}`,
  );
  return found.indicators.map(({ code }) => code);
}

describe('a certificate that an authority decided to be false', () => {
  let certificate: Reference;
  let kept: string;
  let report: string;
  let decision: string;
  const chain = () =>
    node.get<{ state: string; reasons: { code: string }[] }>('tester', `/api/traceability/${pathOf(certificate)}`);
  const list = () =>
    node.get<{ items: { name: string; paper: { status: string } | null }[] }>('rivalLaboratory', '/api/instruments');
  const broken = async () => {
    const { items } = await node.get<{ items: { thing: string; runOut?: { ended?: object } }[] }>(
      'tester',
      '/api/traceability/broken?place=CN',
    );
    return items.filter(({ thing }) => thing === 'BAL-2').map(({ runOut }) => runOut?.ended);
  };
  const next = async () => {
    const references = [{ standard: 'BAL-2', calibration: certificate }];
    const laboratory = { ...MAKER, place: 'CN-GD' };
    const { status, text } = await proposeCertificate(node, calibrationOf({ laboratory, references }));
    return { status, says: text.includes('PAPER_DECIDED') };
  };

  it('held up an instrument until then', async () => {
    const of = { instrument: 'BAL-2', calibratedOn: '2026-11-10', dueOn: '2027-11-09' };
    const made = calibrationOf({ ...of, laboratory: { ...MAKER, place: 'CN-GD' } });
    certificate = (await issueCertificate(node, made)).reference;
    const description = { name: 'BAL-2', category: 'balance', madeIn: 'DE' };
    kept = (await node.act('rivalLaboratory', '/api/instruments', { description, on: '2026-01-10' })).stream;
    const event = { event: 'calibrated', on: '2026-11-10', dueOn: '2027-11-09', certificate };
    await node.act('rivalLaboratory', `/api/instruments/${kept}/events`, event);
    report = await draft({ instruments: [{ instrument: 'BAL-2', calibration: certificate }] });
    await node.act(two.tester, `/api/report-cases/${report}/work`, testWork('R1'));
    expect(await redOf(report)).toEqual([]);
    expect((await chain()).state).not.toBe('broken');
    expect(await broken()).toEqual([]);
    expect((await next()).says).toBe(false);
  });

  it('holds up none: at the gate, in the list, in the chain, among what is broken, for the next calibration', async () => {
    decision = await defect(certificate);
    expect(await redOf(report)).toEqual([
      'INSTRUMENT_PAPER_DECIDED CURE_ANOTHER_CALIBRATION',
      'PAPER_DECIDED CURE_MEND_MAKING',
    ]);
    const url = `/api/laboratory-cases/${report}/proposals`;
    const refused = await node.problem(two.tester, { method: 'POST', url, body: { act: 'issue', reasons: {} } });
    expect(JSON.stringify(refused)).toContain('INSTRUMENT_PAPER_DECIDED');
    expect((await list()).items.find(({ name }) => name === 'BAL-2')?.paper?.status).toBe('decided-false');
    const states = await node.get<{ use: string; routes: { route: string; state: string }[] }>(
      'rivalLaboratory',
      `/api/instruments/${kept}/states`,
    );
    expect(states.use).toBe('not-calibrated');
    expect(states.routes.find(({ route }) => route === 'calibration')?.state).toBe('decided-false');
    expect(await chain()).toMatchObject({ state: 'broken', reasons: [{ code: 'PAPER_DECIDED' }] });
    expect(await broken()).toEqual([{ status: 'decided-false', on: '2026-11-22' }]);
    expect(await next()).toEqual({ status: 409, says: true });
  });

  it('holds it up again where two persons take the decision back', async () => {
    await takeBack(decision);
    expect(await redOf(report)).toEqual([]);
    expect((await chain()).state).not.toBe('broken');
    expect(await broken()).toEqual([]);
    expect((await list()).items.find(({ name }) => name === 'BAL-2')?.paper?.status).toBe('active');
    // What is signed meanwhile is noticed where it is decided again.
    const given = await signed(report);
    expect(await noticed(given)).not.toContain('PAPER_DECIDED');
    await defect(certificate, 'inaccurate');
    expect(await noticed(given)).toEqual(expect.arrayContaining(['PAPER_DECIDED', 'INSTRUMENT_PAPER_DECIDED']));
  });
});

describe('a result of another laboratory', () => {
  const by = (report: Reference, reportNumber: string) => ({
    obtainedBy: { provider: MAKER, reportNumber, result: 'R1', report, underScope: false },
  });

  it('is not given out by a report that an authority decided to be false, and noticed where it was', async () => {
    const theirs = await signReport(
      node,
      await draftReport(node, { reportNumber: 'P-1', results: [{ ...RESULT, underScope: false }] }, 'public'),
    );
    const [early, late] = [await draft(by(theirs, 'P-1')), await draft(by(theirs, 'P-1'))];
    expect(await redOf(late)).toEqual([]);
    const given = await signed(early);
    expect(await noticed(given)).not.toContain('PROVIDER_REPORT_DECIDED');
    await defect(theirs);
    expect(await redOf(late)).toEqual(['PROVIDER_REPORT_DECIDED CURE_ANOTHER_PROVIDER']);
    expect(await noticed(given)).toContain('PROVIDER_REPORT_DECIDED');
  });

  it('is not given back to whom its provider says that it had it from', async () => {
    const own = {
      provider: { id: RELYING.id, name: RELYING.name },
      reportNumber: 'X-1',
      result: 'R1',
      underScope: false,
    };
    const id = 'urn:uuid:01930000-0000-7000-8000-00000000dead';
    const report = { issuer: RELYING.id, id, digest: digestFromSha256(new Uint8Array(32)) };
    const quantity = { value: '0.0731', unit: 'mg/kg' };
    const results = [{ ...RESULT, quantity, underScope: false, obtainedBy: { ...own, report } }];
    const document = reportDocument({ reportNumber: 'P-2', results });
    const { stream } = await node.act('tester', '/api/report-cases', { document, visibility: 'public' });
    const why = 'compared with the paper that came';
    const theirs = await signReport(node, stream, {
      ...{ PROVIDER_REPORT_NOT_HERE: why, SAMPLE_NOT_TRACED: why, METHOD_NOT_KNOWN: why },
    });
    expect(await redOf(await draft({ quantity, ...by(theirs, 'P-2') }))).toEqual([
      'PROVIDED_IN_A_CIRCLE CURE_NAME_OBTAINER',
    ]);
  });
});
