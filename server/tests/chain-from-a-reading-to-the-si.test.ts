// SPDX-License-Identifier: Apache-2.0
// Standards, calibrations, instruments and what rests on them, over HTTP: refused with the cure, read on a day and as known.
import { digestFromSha256 } from '@touchstone/identifiers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import {
  accreditCalibration,
  attestMetrology,
  calibrationOf,
  changeMetrology,
  designateVerifier,
  issueCertificate,
  KILOGRAM,
  materialOf,
  proposeCertificate,
  specificationOf,
  standardOf,
  takeInInstrument,
  verificationOf,
} from './metrology-in-use.ts';
import { decide, draftReport, REASONS, type Reference, signReport, testWork } from './registers-in-use.ts';
import { openTestNode, PARTIES, type TestNode } from './test-node.ts';

interface Graph {
  readonly state: string;
  readonly reasons: readonly { code: string }[];
  readonly nodes: readonly { id: string; name: string }[];
  readonly links: readonly { from: string; to: string; state: string; reasons: readonly { code: string }[] }[];
}

let node: TestNode;
let kilogram: { stream: string; reference: Reference };
let weights: { stream: string; reference: Reference };
let weightsCalibration: Reference;
let balance: { stream: string; reference: Reference };
beforeAll(async () => {
  node = await openTestNode();
  await accreditCalibration(node);
  kilogram = await attestMetrology(node, KILOGRAM);
  weights = await attestMetrology(node, standardOf('E2 weights'));
  weightsCalibration = (
    await issueCertificate(
      node,
      calibrationOf({
        ...{ certificateNumber: 'C-0', instrument: 'E2 weights', calibratedOn: '2026-02-01', dueOn: '2027-11-30' },
        references: [{ standard: 'kilogram', attestation: kilogram.reference }],
      }),
    )
  ).reference;
  balance = await issueCertificate(node, calibrationOf({ references: [E2()] }));
  await node.recordKeeping.settle();
});
afterAll(() => node.end());

const E2 = () => ({ standard: 'E2 weights', attestation: weights.reference, calibration: weightsCalibration });
const traceOf = ({ issuer, id }: Reference, query = '') =>
  node.get<Graph>(undefined, `/api/traceability/${encodeURIComponent(issuer)}/${id}${query}`);
function linesOf({ nodes, links }: Graph): readonly string[] {
  const name = (id: string) => nodes.find((each) => each.id === id)?.name;
  return links.map(({ from, to, state, reasons }) =>
    `${name(from)} > ${name(to)}: ${state} ${reasons.map(({ code }) => code).join(' ')}`.trimEnd(),
  );
}
describe('the chain of a report', () => {
  it('is shown from the balance to the SI, on a day and as it was known', async () => {
    // The gate lets no report out whose balance nobody keeps; the accreditation of these tests is for calibrating only.
    const kept = await takeInInstrument(node);
    const calibrated = { event: 'calibrated', on: '2026-11-20', dueOn: '2027-11-19', certificate: balance.reference };
    await node.act('tester', `/api/instruments/${kept}/events`, calibrated);
    const results = [
      {
        ...{ outcome: 'quantified', result: 'R1', substance: 'pb', quantity: { value: '0.10', unit: 'mg/kg' } },
        ...{ method: { standard: 'GB 5009.12-2023' }, basis: 'as sold', testedOn: '2026-11-20' },
        underScope: false,
        instruments: [{ instrument: 'balance B1', calibration: balance.reference }],
      },
    ];
    const stream = await draftReport(node, { results, reportNumber: 'R-T' }, 'public');
    // The run of the balance is no run of the weights, which are calibrated with on the same day.
    const rawFiles = [{ name: 'balance.csv', digest: digestFromSha256(new Uint8Array(32).fill(7)) }];
    await node.act('tester', `/api/report-cases/${stream}/work`, testWork('R1', { rawFiles }));
    // Its results are under no scope line, so that the premises of the calibrating say nothing of where this was done.
    const elsewhere = { PLACE_OUTSIDE_PREMISES: 'Tested at the other site, which has no accreditation.' };
    const report = await signReport(node, stream, { ...REASONS, ...elsewhere });
    expect(linesOf(await traceOf(report))).toEqual([
      'R-T > balance B1: shown',
      'R-T > pb: broken MEASURAND_NOT_TRACED',
      'balance B1 > E2 weights: shown',
      'E2 weights > kilogram: shown',
      'kilogram > SI: shown',
    ]);
    expect((await traceOf(report, '?result=R1')).links).toHaveLength(5);
    expect((await node.send(undefined, { url: `/api/traceability/x/${report.id}` })).status).toBe(404);
    const { knownAt } = await node.get<{ knownAt: string }>(undefined, '/api/cuts');
    await changeMetrology(node, kilogram.stream, { act: 'suspend', reason: 'a test' });
    expect(linesOf(await traceOf(kilogram.reference))).toEqual(['kilogram > SI: broken NOT_IN_FORCE']);
    expect((await traceOf(kilogram.reference, `?knownAt=${knownAt}`)).state).toBe('shown');
    expect((await traceOf(kilogram.reference, '?on=2026-11-01')).state).toBe('shown');
    await changeMetrology(node, kilogram.stream, { act: 'restore', reason: 'a test' });
  });

  it('is broken for a country in a list of its own, public part only, page by page', async () => {
    await node.recordKeeping.settle();
    const list = (query: string) =>
      node.get<{ items: { thing: string; above: string }[]; examined: number; next?: string }>(
        undefined,
        `/api/traceability/broken?${query}`,
      );
    const hk = await list('place=HK');
    expect(hk).toMatchObject({ examined: 4, items: [] });
    const cn = await list('place=CN');
    expect(cn.items).toMatchObject([{ thing: 'R-T', above: 'pb', place: 'CN-GD' }]);
    const first = await list('place=HK&limit=3');
    expect(first.examined).toBe(3);
    expect((await list(`place=HK&limit=3&cursor=${encodeURIComponent(String(first.next))}`)).examined).toBe(1);
    expect((await list('place=HK&on=2025-06-01')).examined).toBe(0);
    expect((await node.send(undefined, { url: '/api/traceability/broken?place=Atlantis' })).status).toBe(400);
  });
});

describe('what has run out', () => {
  const overdue = async (query: string) => {
    await node.recordKeeping.settle();
    const { items } = await node.get<{ items: { thing: string; runOut?: object; reasons: { code: string }[] }[] }>(
      undefined,
      `/api/traceability/broken?place=HK${query}`,
    );
    return items.map(({ thing, runOut, reasons }) => ({ thing, runOut, codes: reasons.map(({ code }) => code) }));
  };

  it('is a broken link of its country with how long, until it is renewed', async () => {
    const scale = (more: object) =>
      issueCertificate(node, calibrationOf({ instrument: 'market scale', references: [E2()], ...more }));
    await scale({ calibratedOn: '2026-03-02', dueOn: '2026-09-30' });
    const old = { thing: 'market scale', codes: ['NOT_IN_ITS_WINDOW'] };
    expect(await overdue('')).toEqual([{ ...old, runOut: { until: '2026-09-30', days: 53 } }]);
    expect(await overdue('&on=2026-10-01')).toEqual([{ ...old, runOut: { until: '2026-09-30', days: 1 } }]);
    expect(await overdue('&on=2026-09-30')).toEqual([]);
    await scale({ calibratedOn: '2026-11-20', dueOn: '2027-11-19' });
    expect(await overdue('')).toEqual([]);
    expect(await overdue('&on=2026-10-15')).toMatchObject([{ thing: 'market scale', runOut: { days: 15 } }]);
  });

  it('stays there when its certificate is revoked, with the day', async () => {
    const { stream } = await issueCertificate(node, calibrationOf({ instrument: 'kitchen scale', references: [E2()] }));
    expect(await overdue('')).toEqual([]);
    const url = `/api/calibration-cases/${stream}`;
    await node.act('tester', `${url}/proposals`, { reason: 'the wrong weight was on it' });
    await decide(node, { login: 'signatory', url });
    const ended = { status: 'revoked', on: '2026-11-22' };
    expect(await overdue('')).toEqual([
      { thing: 'kitchen scale', runOut: { until: '2026-11-21', days: 1, ended }, codes: ['NOT_IN_FORCE'] },
    ]);
  });
});

describe('a calibration', () => {
  const refusal = async (more: object, kind?: object) => {
    const answer = await proposeCertificate(node, kind ?? calibrationOf(more));
    expect(answer.status, answer.text).toBe(409);
    return answer;
  };

  it('is refused below the CMC at its value, with the figure and the cure', async () => {
    const results = [
      {
        ...{ quantity: 'mass', at: { value: '100', unit: 'g' }, coverageFactor: '2' },
        expandedUncertainty: { value: '0.15', unit: 'mg' },
      },
    ];
    const { text } = await refusal({ results, references: [E2()] });
    expect(text).toContain('UNCERTAINTY_BELOW_CMC');
    expect(text).toContain('0.2 mg');
    expect(text).toContain('State 0.2 mg or more');
  });

  it('is refused with a standard that was out of its window, not calibrated, or not attested', async () => {
    const early = { calibratedOn: '2026-01-15', dueOn: '2026-12-31' };
    expect((await refusal({ ...early, references: [E2()] })).text).toContain('NOT_IN_ITS_WINDOW');
    const wrong = { ...E2(), attestation: { ...weights.reference, digest: kilogram.reference.digest } };
    expect((await refusal({ references: [wrong] })).text).toContain('OTHER_DOCUMENT');
    const expired = await attestMetrology(node, standardOf('old weights', { to: '2026-10-31' }));
    const { text } = await refusal({ references: [{ standard: 'old weights', attestation: expired.reference }] });
    expect(text).toContain('NOT_IN_ITS_WINDOW');
    expect(text).toContain('attested anew');
  });

  it('is refused for another maker, of days that cannot be, and outside the scope', async () => {
    expect((await refusal({ laboratory: { id: PARTIES.otherLaboratory, name: 'B' } })).text).toContain('OTHER_MAKER');
    expect((await refusal({ calibratedOn: '2027-01-01', dueOn: '2027-02-01' })).text).toContain('IN_THE_FUTURE');
    expect((await refusal({ dueOn: '2026-11-01' })).text).toContain('ENDS_BEFORE_IT_BEGINS');
    expect((await refusal({ method: { standard: 'CAL 2-2026' } })).text).toContain('CALIBRATOR_NOT_VOUCHED');
  });

  it('is blocked by the suspension of a standard, from that day until it is restored', async () => {
    const other = await attestMetrology(node, standardOf('other weights'));
    const references = [{ standard: 'other weights', attestation: other.reference }];
    await changeMetrology(node, other.stream, { act: 'suspend', reason: 'damaged' });
    const today = { calibratedOn: '2026-11-22', dueOn: '2027-11-21', references };
    const { text } = await refusal(today);
    expect(text).toContain('NOT_IN_FORCE');
    await changeMetrology(node, other.stream, { act: 'restore', reason: 'examined again' });
    expect((await proposeCertificate(node, calibrationOf(today))).status).toBe(201);
  });

  it('is listed until it is due or revoked, and one revoked breaks what rests on it', async () => {
    const { stream, reference } = await issueCertificate(
      node,
      calibrationOf({ certificateNumber: 'C-9', instrument: 'B9', references: [E2()] }),
    );
    const listed = (query: string) =>
      node.get<{ items: { number: string }[] }>(undefined, `/api/certificates-of-measurement?thing=B9${query}`);
    expect((await listed('')).items).toMatchObject([{ number: 'C-9' }]);
    expect((await listed('&on=2027-11-20')).items).toEqual([]);
    await node.act('tester', `/api/calibration-cases/${stream}/proposals`, { reason: 'wrong weights' });
    await decide(node, { login: 'signatory', url: `/api/calibration-cases/${stream}` });
    expect((await listed('')).items).toEqual([]);
    expect(await traceOf(reference)).toMatchObject({ state: 'broken', reasons: [{ code: 'NOT_IN_FORCE' }] });
    const again = await node.send('tester', {
      method: 'POST',
      url: `/api/calibration-cases/${stream}/proposals`,
      body: { reason: 'r' },
    });
    expect(again.status).toBe(409);
    expect(await node.get('tester', `/api/calibration-cases/${stream}`)).toMatchObject({ status: 'revoked' });
  });

  it('takes a material and a verification by the same two persons', async () => {
    const { reference } = await issueCertificate(node, materialOf());
    expect(linesOf(await traceOf(reference))).toEqual(['lead 7 > references of lead 7: broken NO_REFERENCE_NAMED']);
    await designateVerifier(node, { to: '2026-11-30' });
    expect((await issueCertificate(node, verificationOf())).reference).toBeDefined();
  });
});

describe('the register of metrology', () => {
  const list = (query: string) =>
    node.get<{ items: { name: string; status: string; until: string | null }[] }>(
      undefined,
      `/api/metrology-attestations?${query}`,
    );

  it('shows each attestation in its status on the day, and counts them from the rows', async () => {
    const stamped = await attestMetrology(node, standardOf('counted', { level: 'working' }));
    const names = async (query: string) => (await list(query)).items.map(({ name, status }) => `${name} ${status}`);
    expect(await names('kind=MeasurementStandard&type=working')).toEqual(['counted in-force']);
    expect(await names('kind=MeasurementStandard&type=working&on=2025-12-31')).toEqual([]);
    expect(await names('kind=MeasurementStandard&type=working&on=2029-01-01')).toEqual([]);
    await node.recordKeeping.settle();
    const { knownAt } = await node.get<{ knownAt: string }>(undefined, '/api/cuts');
    await changeMetrology(node, stamped.stream, { act: 'withdraw', reason: 'destroyed' });
    expect(await names('kind=MeasurementStandard&type=working')).toEqual(['counted withdrawn']);
    expect(await names(`type=working&knownAt=${knownAt}`)).toEqual(['counted in-force']);
    const counted = await node.get<{ total: number; counts: { type: string; status: string; count: number }[] }>(
      undefined,
      '/api/metrology-counts',
    );
    expect(counted.counts).toContainEqual(expect.objectContaining({ type: 'working', status: 'withdrawn', count: 1 }));
    expect(counted.total).toBe(counted.counts.reduce((sum, { count }) => sum + count, 0));
    const history = await node.get<{ periods: unknown[] }>(undefined, `/api/metrology-attestations/${stamped.stream}`);
    expect(history.periods).toMatchObject([{ status: 'in-force' }, { status: 'withdrawn', reason: 'destroyed' }]);
    const dead = await node.send('policyClerk', {
      ...{ method: 'POST', url: `/api/metrology-cases/${stamped.stream}/proposals` },
      body: { act: 'restore', reason: 'r' },
    });
    expect(dead.status).toBe(409);
    expect(await node.get('policyClerk', `/api/metrology-cases/${stamped.stream}`)).toMatchObject({
      status: 'withdrawn',
    });
  });

  it('follows a specification from its draft to its successor, and says who must switch by when', async () => {
    const { stream } = await attestMetrology(node, specificationOf({ status: 'draft', from: '2026-01-01' }));
    const next = (more: object) => ({ act: 'replace', reason: 'next', attested: specificationOf(more) });
    const switching = { switchBy: [{ who: 'verification institutes', by: '2026-09-01' }] };
    await changeMetrology(node, stream, next({ from: '2026-06-01', ...switching }));
    await changeMetrology(node, stream, next({ status: 'replaced', from: '2027-06-01', replacedBy: 'JJG 1036-2027' }));
    const on = async (day: string) => (await list(`kind=TechnicalSpecification&on=${day}`)).items;
    expect(await on('2026-03-01')).toMatchObject([{ status: 'draft', until: '2026-05-31' }]);
    expect(await on('2026-07-01')).toMatchObject([{ status: 'in-force', content: switching }]);
    expect(await on('2027-07-01')).toMatchObject([{ status: 'replaced' }]);
  });

  it.each<[string, object, string]>([
    ['of another place', standardOf('x', { place: 'MO' }), 'NOT_COMPETENT'],
    ['that ends before it begins', standardOf('x', { to: '2025-01-01' }), 'ENDS_BEFORE_IT_BEGINS'],
    ['under no number', specificationOf({ specification: 'the rule' }), 'BAD_STANDARD_NUMBER'],
    ['in another spelling', specificationOf({ specification: 'jjg1036-2022' }), 'NOT_CANONICAL'],
    ['replaced by nothing', specificationOf({ status: 'replaced' }), 'NO_SUCCESSOR'],
    ['that begins at its end', specificationOf({ status: 'withdrawn' }), 'WRONG_STATUS'],
  ])('refuses an attestation %s', async (_, attested, code) => {
    const request = { method: 'POST', url: '/api/metrology-cases', body: { attested } } as const;
    const answer = await node.send('policyClerk', request);
    expect([answer.status, answer.text.includes(code)]).toEqual([409, true]);
  });

  it('holds a case to its kind, its edition and the order of days', async () => {
    const { stream } = await attestMetrology(
      node,
      specificationOf({ specification: 'JJG 99-2020', from: '2026-02-01' }),
    );
    const replaced = async (attested: object) =>
      (
        await node.send('policyClerk', {
          ...{ method: 'POST', url: `/api/metrology-cases/${stream}/proposals` },
          body: { act: 'replace', reason: 'r', attested },
        })
      ).text;
    expect(await replaced(specificationOf({ from: '2026-03-01' }))).toContain('OTHER_EDITION');
    expect(await replaced(specificationOf({ specification: 'JJG 99-2020', from: '2026-02-01' }))).toContain(
      'OUT_OF_ORDER',
    );
    expect(await replaced(standardOf('x', { from: '2026-03-01' }))).toContain('OTHER_KIND');
  });

  it('keeps type approvals and designations apart from them', async () => {
    const LAW = { instrument: "a demonstration's; nobody's law", certainty: 'read', demonstration: true };
    const range = { from: { value: '0', unit: 'g' }, to: { value: '200', unit: 'g' } };
    await attestMetrology(node, {
      kind: 'TypeApproval',
      subject: {
        ...{
          certificateNumber: 'TA-1',
          place: 'HK',
          legalBasis: LAW,
          applicant: { name: 'Maker' },
          category: 'balance',
        },
        ...{ manufacturer: 'Maker', model: 'B-200', specification: 'JJF 1847-2020', from: '2026-01-01' },
        characteristics: [{ quantity: 'mass', range }],
      },
    });
    await attestMetrology(node, {
      kind: 'Designation',
      subject: {
        ...{ id: PARTIES.laboratory, name: 'L', place: 'HK', tasks: ['legal-verification'], legalBasis: LAW },
        from: '2026-01-01',
      },
    });
    expect((await list('kind=TypeApproval')).items).toMatchObject([{ name: 'Maker B-200', type: 'balance' }]);
    expect((await list('kind=Designation')).items).toContainEqual(
      expect.objectContaining({ number: 'legal-verification', until: null }),
    );
  });
});

describe('capabilities', () => {
  const find = (query: string) =>
    node.get<{ items: { name: string; kilometres?: number; smallestUncertainty: string }[]; considered: number }>(
      undefined,
      `/api/capabilities?quantity=mass&${query}`,
    );
  it('are found by quantity, value and need, the same place first, with the way', async () => {
    const found = await find('value=100%20g&uncertainty=0.2%20mg&place=HK&near=23.13,113.26');
    expect(found.items).toMatchObject([
      { name: 'Demonstration Food Laboratory', samePlace: true, smallestUncertainty: '0.2 mg' },
    ]);
    expect(found.items[0]?.kilometres).toBeGreaterThan(100);
    expect((await find('value=100%20g&uncertainty=0.19%20mg')).items).toEqual([]);
    expect((await find('value=300%20g')).items).toEqual([]);
    expect((await find('value=100%20g&on=2029-01-01')).considered).toBe(0);
    for (const bad of ['value=100', 'value=100%20g&near=99,0', 'value=100%20g&near=north']) {
      expect((await node.send(undefined, { url: `/api/capabilities?quantity=mass&${bad}` })).status).toBe(400);
    }
  });

  it('are listed and counted line by line', async () => {
    expect(await node.get(undefined, '/api/cmcs?property=mass')).toMatchObject({
      items: [{ line: 'C1', property: 'mass' }],
    });
    expect(await node.get(undefined, `/api/cmcs?body=${encodeURIComponent(PARTIES.otherLaboratory)}`)).toEqual({
      items: [],
    });
    expect(await node.get(undefined, '/api/cmcs/count')).toMatchObject({
      total: 1,
      counts: [{ quantity: 'mass', count: 1 }],
    });
  });
});

describe('an instrument', () => {
  it('may be used in its windows only, and its owner sees what falls due and where it comes from', async () => {
    // Two of one name would answer for each other: the balance of the report makes way.
    const { items } = await node.get<{ items: { stream: string; name: string }[] }>('tester', '/api/instruments');
    const before = items.find(({ name }) => name === 'balance B1')?.stream;
    const worn = { event: 'withdrawn', on: '2026-11-22', reason: 'worn out' };
    await node.act('tester', `/api/instruments/${before}/events`, worn);
    const stream = await takeInInstrument(node);
    const record = (event: object) => node.act('tester', `/api/instruments/${stream}/events`, event);
    const refused = async (event: object) =>
      (await node.send('tester', { method: 'POST', url: `/api/instruments/${stream}/events`, body: event })).text;
    const calibrated = { event: 'calibrated', on: '2026-11-20', dueOn: '2027-11-19', certificate: balance.reference };
    expect(await refused({ ...calibrated, dueOn: '2028-01-01' })).toContain('LONGER_THAN_CERTIFIED');
    expect(
      await refused({ ...calibrated, certificate: { ...balance.reference, digest: kilogram.reference.digest } }),
    ).toContain('OTHER_DOCUMENT');
    expect(await refused({ ...calibrated, certificate: weightsCalibration })).toContain('OTHER_THING');
    expect(await refused({ ...calibrated, certificate: kilogram.reference })).toContain('OTHER_THING');
    expect(await refused({ event: 'returned', on: '2026-11-20' })).toContain('NOT_AWAY');
    expect(await refused({ event: 'withdrawn', on: '2026-12-20', reason: 'r' })).toContain('IN_THE_FUTURE');
    expect(await refused({ event: 'withdrawn', on: '2026-01-01', reason: 'r' })).toContain('OUT_OF_ORDER');
    expect(await refused({ event: 'calibrated', on: '2026-11-20', dueOn: '2026-11-01' })).toContain(
      'DUE_BEFORE_CALIBRATION',
    );
    await record(calibrated);
    const on = async (day: string, more = '') =>
      (
        await node.get<{ items: { stream: string; state: string }[] }>('tester', `/api/instruments?on=${day}${more}`)
      ).items.flatMap((each) => (each.stream === stream ? [each.state] : []));
    expect(await on('2026-11-19')).toEqual(['not-calibrated']);
    expect(await on('2026-11-22')).toEqual(['in-use']);
    expect(await on('2027-11-20')).toEqual(['overdue']);
    expect(await on('2026-11-22', '&dueBy=2027-12-31')).toEqual(['in-use']);
    expect(await on('2026-11-22', '&dueBy=2027-01-01')).toEqual([]);
    const graph = await node.get<Graph>('tester', `/api/instruments/${stream}/traceability`);
    expect(linesOf(graph)[0]).toBe('balance B1 > E2 weights: shown');
    await record({ event: 'sent-away', on: '2026-11-21', for: 'repair' });
    expect(await refused({ event: 'sent-away', on: '2026-11-21', for: 'loan' })).toContain('AWAY');
    expect(await on('2026-11-21', '&state=away')).toEqual(['away']);
    await record({ event: 'returned', on: '2026-11-22', asBefore: true });
    expect(await on('2026-11-22')).toEqual(['not-calibrated']);
    const one = await node.get<{ stretches: unknown[]; events: unknown[] }>('tester', `/api/instruments/${stream}`);
    expect([one.stretches.length, one.events.length]).toEqual([4, 4]);
    await record(worn);
    expect(await refused({ event: 'withdrawn', on: '2026-11-22', reason: 'r' })).toContain('WITHDRAWN');
  });

  it('without a certificate rests on nothing', async () => {
    const stream = await takeInInstrument(node, 'thermometer T1');
    expect(await node.get('tester', `/api/instruments/${stream}/traceability`)).toMatchObject({
      ...{ state: 'broken', links: [{ reasons: [{ code: 'NO_CALIBRATION' }] }] },
    });
  });
});

describe('the rows of all registers', () => {
  it('equal those built again from all that these tests recorded, refused, revoked and lent out', async () => {
    await node.recordKeeping.settle();
    for (const path of ['/api/metrology-attestations', '/api/certificates-of-measurement', '/api/instruments']) {
      expect((await node.get<{ items: unknown[] }>('tester', path)).items, path).not.toEqual([]);
    }
    await expectRebuildEquals(node.recordKeeping, 'metrology', 'calibrations', 'instruments');
  });
});
