// SPDX-License-Identifier: Apache-2.0
import { GATE_VERSION } from '@touchstone/evidence/plausibility';
import { digestFromSha256 } from '@touchstone/identifiers';
import { PROJECT_FOLDERS, readRequirements } from '@touchstone/local-files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calibratedElsewhere } from './metrology-in-use.ts';
import {
  attest,
  authorise,
  changeStatus,
  decide,
  openProposal,
  publishNotice,
  type Reference,
  reportDocument,
  samplingDocument,
  scopeLine,
  signSampling,
  testWork,
} from './registers-in-use.ts';
import { MEANINGS as LABORATORY } from '../src/registers/laboratories/rules.ts';
import { openTestNode, PARTIES, reauthentication, type TestNode } from './test-node.ts';

let node: TestNode;
const SAMPLES = { samples: [{ sample: 'S-1', seal: 'seal 17' }, { sample: 'S-2' }] };
let sampling: Reference;
let signing: string;
beforeAll(async () => {
  const { requirements } = await readRequirements(PROJECT_FOLDERS.referenceData);
  node = await openTestNode({ requirements });
  ({ reference: sampling } = await signSampling(node, SAMPLES));
  await attest(node, { scope: [scopeLine('T1', { object: { description: 'leaves', foods: ['wolfberry-leaf'] } })] });
  await publishNotice(node, {});
  await authorise(node, { substances: ['pb', 'cd'] });
  signing = await authorise(node, { person: 'person-signatory', may: 'sign', substances: ['pb'] });
  await keep('ICP-MS 2', await calibrated('ICP-MS 2', '2026-01-10', '2027-01-09'));
  await keep('Promised by its keeper', { event: 'calibrated', on: '2026-01-10', dueOn: '2027-01-09', number: 'x' });
  const own = { instrument: 'Signed by its keeper', on: '2026-01-10', dueOn: '2027-01-09', by: PARTIES.laboratory };
  await keep(own.instrument, await calibratedElsewhere(node, own));
  await keep('Never due', await calibrated('Never due', '2026-01-10', '2032-01-09'));
  await keep('Old furnace', { event: 'calibrated', on: '2025-01-10', dueOn: '2026-01-09' });
  await keep('Promised balance', { event: 'calibrated', on: '2026-01-10', dueOn: '2099-12-31', certificate: NOWHERE });
  const away = await keep('Away balance', { event: 'calibrated', on: '2026-01-10', dueOn: '2027-01-09' });
  await node.act('tester', `/api/instruments/${away}/events`, { event: 'sent-away', on: '2026-11-18', for: 'repair' });
});
afterAll(() => node.end());

const calibrated = (instrument: string, on: string, dueOn: string) =>
  calibratedElsewhere(node, { instrument, on, dueOn });

async function keep(name: string, event: object): Promise<string> {
  const description = { name, testsAtOnce: 1 };
  const { stream } = await node.act('tester', '/api/instruments', { description, on: '2025-01-01' });
  await node.act('tester', `/api/instruments/${stream}/events`, event);
  return stream;
}

const READINGS = { unit: 'mg/kg', values: ['0.098', '0.104'], by: 'mean' };
const RESULT = (reportDocument() as { subject: { results: object[] } }).subject.results[0] as object;
const SAMPLE = {
  ...{ sample: 'S-1', description: 'leaf', food: 'wolfberry-leaf', seal: 'seal 17' },
  receivedAt: '2026-11-19T01:00:00Z',
};

const NOWHERE = {
  ...{ id: 'urn:uuid:01930000-0000-7000-8000-00000000dead', issuer: PARTIES.laboratory },
  digest: digestFromSha256(new Uint8Array(32)),
};

/** A raw file of its own for each work: one of other instruments is noticed. */
const fileOf = (run: number) => ({ name: 'run.csv', digest: digestFromSha256(new Uint8Array(32).fill(run, 1)) });

let counted = 0;
/** A draft with everything that a gate asks for, or with one defect; each worked at a time of its own. */
async function drafted(
  parts: { result?: object; sample?: object; work?: object; number?: string; place?: string } = {},
): Promise<string> {
  counted += 1;
  const document = reportDocument({
    laboratory: { id: PARTIES.laboratory, name: 'Demonstration Food Laboratory', place: parts.place ?? 'CN-GD' },
    reportNumber: parts.number ?? `G-${counted}`,
    sample: { ...SAMPLE, samplingRecord: sampling, ...parts.sample },
    results: [{ ...RESULT, instruments: [{ instrument: 'ICP-MS 2' }], ...parts.result }],
  });
  const { stream } = await node.act('tester', '/api/report-cases', { document });
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 20) + minute * 60_000).toISOString();
  const span = { from: at(counted * 10), to: at(counted * 10 + 9) };
  const work = testWork('R1', { ...span, readings: READINGS, rawFiles: [fileOf(counted)], ...parts.work });
  await node.act('tester', `/api/report-cases/${stream}/work`, work);
  return stream;
}

interface GateAnswer {
  readonly level: string;
  readonly version: number;
  readonly lines: readonly {
    rule: string;
    level: string;
    marks: readonly { code: string; cure: { code: string } }[];
  }[];
}
const gateOf = (stream: string) => node.get<GateAnswer>('tester', `/api/report-cases/${stream}/gate`);
const propose = (stream: string, body: object = { act: 'issue' }) =>
  ({ method: 'POST', url: `/api/laboratory-cases/${stream}/proposals`, body }) as const;
const codesOf = async (stream: string) =>
  (await node.problem('tester', propose(stream))).errors?.map(({ code }) => code);

describe('the gate of a test report', () => {
  it('lets a complete draft through, and keeps what it looked at', async () => {
    const stream = await drafted();
    const gate = await gateOf(stream);
    expect(gate).toMatchObject({ level: 'green', version: GATE_VERSION });
    expect(gate.lines).toHaveLength(10);
    await node.act('tester', `/api/laboratory-cases/${stream}/proposals`, { act: 'issue' });
    const [report] = await decide(node, { login: 'signatory', url: `/api/laboratory-cases/${stream}` });
    expect(report).toBeDefined();
    const { events } = await node.get<{ events: { kind: string }[] }>('tester', `/api/laboratory-cases/${stream}`);
    expect(events.map(({ kind }) => kind)).toContain('gate-passed');
    await node.recordKeeping.settle();
    expect(await node.recordKeeping.compareRebuild('laboratories')).toEqual([]);
  });

  it.each<[string, Parameters<typeof drafted>[0]]>([
    ['SAMPLING_RECORD_NOT_HERE', { sample: { samplingRecord: NOWHERE } }],
    ['SAMPLE_NOT_TAKEN', { sample: { sample: 'S-9' }, result: { quantity: { value: '0.101', unit: 'mg/kg' } } }],
    ['SEAL_NOT_OF_SAMPLING', { sample: { sample: 'S-2' }, result: { quantity: { value: '0.101', unit: 'mg/kg' } } }],
    ['SEAL_CHANGED', { sample: { seal: 'seal 18' } }],
    ['SEAL_NOT_RECORDED', { sample: { seal: undefined } }],
    ['SAMPLE_OF_OTHER_FOOD', { sample: { food: 'tuna' }, result: { underScope: false } }],
    ['SAMPLE_OF_OTHER_LOT', { sample: { statedLot: { food: 'wolfberry-leaf', lotNumber: 'L-8' } } }],
    ['INSTRUMENT_AWAY', { result: { instruments: [{ instrument: 'Away balance' }] } }],
    ['INSTRUMENT_OUT_OF_WINDOW', { result: { instruments: [{ instrument: 'Old furnace' }] } }],
    ['INSTRUMENT_PAPER_NOT_SHOWN', { result: { instruments: [{ instrument: 'Promised balance' }] } }],
    ['INSTRUMENT_BY_KEEPER_ALONE', { result: { instruments: [{ instrument: 'Promised by its keeper' }] } }],
    ['INSTRUMENT_BY_KEEPER_ALONE', { result: { instruments: [{ instrument: 'Signed by its keeper' }] } }],
    ['INSTRUMENT_NOT_DUE', { result: { instruments: [{ instrument: 'Never due' }] } }],
    ['INSTRUMENT_NOT_KEPT', { result: { instruments: [{ instrument: 'borrowed' }] } }],
    ['CONDITION_OUT_OF_LIMITS', { work: { conditions: [{ quantity: 't', unit: 'Cel', value: '31', to: '25' }] } }],
    ['CONDITION_NOT_RECORDED', { work: { conditions: [{ quantity: 't', unit: 'Cel', to: '25' }] } }],
    ['CONDITION_NOT_LIMITED', { work: { conditions: [{ quantity: 't', unit: 'Cel', value: '9999' }] } }],
    ['NO_CONDITION_RECORDED', { work: { conditions: [] } }],
    ['WORK_TOO_SHORT', { work: { leastMinutes: 90 } }],
    ['WORK_TOOK_NO_TIME', { work: { from: '2026-11-20T13:10:00Z', to: '2026-11-20T13:10:00Z', leastMinutes: 0 } }],
    ['TESTED_BEFORE_RECEIVED', { sample: { receivedAt: '2026-11-20T13:20:00Z' } }],
    ['WORK_ON_OTHER_DAY', { work: { from: '2026-11-19T12:30:00Z', to: '2026-11-19T13:00:00Z' } }],
    ['OUTSIDE_HOURS', { work: { from: '2026-11-20T14:30:00Z', to: '2026-11-20T15:00:00Z' } }],
    ['RAW_DATA_MISSING', { work: { rawFiles: [] } }],
    ['READINGS_NOT_GIVEN', { work: { readings: undefined } }],
    ['RESULT_NOT_FROM_READINGS', { work: { readings: { ...READINGS, values: ['0.2'] } } }],
    ['REPORT_NUMBER_TWICE', { number: 'g\u20111 ' }],
  ])('refuses for %s alone, and says how to cure it', async (code, parts) => {
    const stream = await drafted(parts);
    expect(await codesOf(stream)).toEqual([code]);
    const marks = (await gateOf(stream)).lines.flatMap((line) => line.marks);
    expect(marks).toMatchObject([{ code, cure: { code: expect.stringMatching(/^CURE_/) } }]);
  });

  it('wonders at results that no two samples have by chance, whatever their unit and zeros, and at no common ones', async () => {
    const of = (value: string, unit = 'mg/kg') => ({
      result: { quantity: { value, unit } },
      work: { readings: { unit, values: [value], by: 'mean' } },
    });
    const second = { sample: { sample: 'S-2', seal: undefined } };
    const first = await drafted(of('0.123457'));
    await node.act('tester', `/api/laboratory-cases/${first}/proposals`, { act: 'issue' });
    await decide(node, { login: 'signatory', url: `/api/laboratory-cases/${first}` });
    for (const one of [of('0.123457'), of('0.1234570'), of('123.457', 'ug/kg')]) {
      expect(await codesOf(await drafted({ ...one, ...second }))).toEqual(['SAME_RESULTS_TWICE']);
    }
    for (const one of [of('0.123458'), of('0.10')]) {
      expect((await gateOf(await drafted({ ...one, ...second }))).level).toBe('green');
    }
  });

  it('refuses a method out of its edition, which is out of scope too, and a substance that nobody may test', async () => {
    await publishNotice(node, { standard: 'GB 5009.12-2017', from: '2017-10-06' });
    await publishNotice(node, {
      ...{ standard: 'GB 5009.12-2017', status: 'replaced', from: '2024-03-06', replacedBy: 'GB 5009.12-2023' },
    });
    // As methods are cited: the notice is of the edition.
    const old = await drafted({ result: { method: { standard: 'GB 5009.12-2017 (XG1) 第一法' } } });
    expect(await codesOf(old)).toEqual(['METHOD_NOT_IN_FORCE', 'OUTSIDE_SCOPE_LINES']);
    const other = await drafted({ result: { substance: 'cd', underScope: false } });
    await node.act('tester', `/api/laboratory-cases/${other}/proposals`, { act: 'issue' });
    const { proposal, digest, meaning } = await openProposal(node, 'signatory', `/api/laboratory-cases/${other}`);
    const body = { proposal, digest, verdict: 'approve', ...reauthentication(meaning) };
    const url = `/api/laboratory-cases/${other}/decisions`;
    expect(await node.problem('signatory', { method: 'POST', url, body })).toMatchObject({
      errors: [{ code: 'SIGNATORY_NOT_AUTHORISED' }],
    });
  });

  it('hears no neighbour about an edition: what another authority withdraws stays in force here', async () => {
    const own = { standard: 'GB 5009.15-2023', title: 'Determination of cadmium' };
    const used = { result: { method: { standard: own.standard }, underScope: false } };
    await publishNotice(node, { ...own, from: '2024-01-01' });
    await publishNotice(node, { ...own, from: '2024-01-02' }, 'rivalPublisher');
    await publishNotice(node, { ...own, status: 'withdrawn', from: '2024-06-01' }, 'rivalPublisher');
    expect((await gateOf(await drafted(used))).lines.find(({ rule }) => rule === 'method')?.marks).toEqual([]);
    await publishNotice(node, { ...own, status: 'withdrawn', from: '2025-01-01' });
    await publishNotice(
      node,
      { ...own, title: 'again', from: '2026-01-02', standard: 'GB 5009.15-2014' },
      'rivalPublisher',
    );
    expect(await codesOf(await drafted(used))).toEqual(['METHOD_NOT_IN_FORCE']);
    // Nor by calling itself a neighbour's.
    expect(await codesOf(await drafted({ ...used, place: 'HK' }))).toContain('PLACE_NOT_ATTESTED');
    const known = { result: { method: { standard: 'GB 5009.15-2014' }, underScope: false } };
    expect(await codesOf(await drafted(known))).toEqual(['METHOD_NOT_KNOWN']);
  });

  it('wonders at a raw file that is kept for the work of another day, and lets it through with a reason', async () => {
    const kept = { rawFiles: [{ name: 'run.csv', digest: digestFromSha256(new Uint8Array(32).fill(99)) }] };
    const before = { from: '2026-11-19T03:00:00Z', to: '2026-11-19T04:00:00Z' };
    await drafted({ work: { ...kept, ...before }, result: { testedOn: '2026-11-19' }, number: 'RAW-19' });
    const copied = await drafted({ work: kept });
    const { level, lines } = await gateOf(copied);
    expect(level).toBe('amber');
    expect(lines.find(({ rule }) => rule === 'raw-data')?.marks).toMatchObject([
      { code: 'RAW_FILE_OF_OTHER_WORK', values: { report: 'RAW-19', on: '2026-11-19', day: '2026-11-20' } },
    ]);
    await node.act('tester', `/api/report-cases/${copied}/work`, testWork('R1', { ...kept, readings: READINGS }));
    expect(await codesOf(copied)).toContain('RAW_FILE_OF_OTHER_WORK');
  });

  it('goes by the instrument that has the name now: one that was withdrawn makes way, and two at once are refused', async () => {
    const name = 'Twin balance';
    const takeIn = (given: string, on: string) => ({
      ...({ method: 'POST', url: '/api/instruments' } as const),
      body: { description: { name: given }, on },
    });
    const first = await keep(name, await calibrated(name, '2025-02-01', '2026-12-31'));
    expect(await node.problem('tester', takeIn(' twin \u3000BALANCE', '2026-06-02'))).toMatchObject({
      errors: [{ code: 'ALREADY_THERE' }],
    });
    const withdrawn = { event: 'withdrawn', on: '2026-06-01', reason: 'worn' };
    await node.act('tester', `/api/instruments/${first}/events`, withdrawn);
    const used = { result: { instruments: [{ instrument: name }] } };
    expect(await codesOf(await drafted(used))).toEqual(['INSTRUMENT_OUT_OF_WINDOW']);
    // Taken in by mistake, never in use, and withdrawn: no trace of it.
    const mistaken = takeIn(name, '2026-06-02').body;
    const { stream } = await node.act('tester', '/api/instruments', mistaken);
    await node.act('tester', `/api/instruments/${stream}/events`, { ...withdrawn, on: '2026-11-21' });
    const { stream: anew } = await node.act('tester', '/api/instruments', mistaken);
    await node.act('tester', `/api/instruments/${anew}/events`, await calibrated(name, '2026-06-03', '2027-06-01'));
    expect((await gateOf(await drafted(used))).lines.find(({ rule }) => rule === 'instruments')?.marks).toEqual([]);
  });

  it('refuses a person and an instrument in two places, over the reports of the laboratory', async () => {
    const span = { from: '2026-11-20T12:30:00Z', to: '2026-11-20T13:00:00Z' };
    await drafted({ work: span });
    expect(await codesOf(await drafted({ work: { ...span, site: 'field' } }))).toEqual([
      ...['PERSON_IN_TWO_PLACES', 'INSTRUMENT_IN_TWO_PLACES', 'INSTRUMENT_OVER_CAPACITY'],
    ]);
  });

  it('takes an amber line with its reason, which stays in the case', async () => {
    const stream = await drafted({ sample: { samplingRecord: undefined } });
    expect(await codesOf(stream)).toEqual(['SAMPLE_NOT_TRACED']);
    const body = { act: 'issue', reasons: { SAMPLE_NOT_TRACED: 'brought by the client' } };
    expect(await node.act('tester', propose(stream).url, body)).toMatchObject({ outcome: 'recorded' });
  });

  it('does not let a red line through with any reason', async () => {
    const stream = await drafted({ work: { rawFiles: [] } });
    const body = { act: 'issue', reasons: { RAW_DATA_MISSING: 'lost' } };
    expect(await node.problem('tester', propose(stream, body))).toMatchObject({
      errors: [{ code: 'RAW_DATA_MISSING' }],
    });
  });

  it('is nobody else’s business', async () => {
    const stream = await drafted();
    const url = `/api/report-cases/${stream}/gate`;
    expect(await node.problem('rivalLaboratory', { url })).toMatchObject({ status: 404 });
    expect(await node.problem('sampler', { url })).toMatchObject({ status: 403 });
    expect(await node.problem(undefined, { url })).toMatchObject({ status: 401 });
  });
});

describe('an authorisation that is written down after the test', () => {
  it('wants a reason, with the day on which it was', async () => {
    const given = { person: 'person-tester', may: 'test', ground: 'trained', from: '2020-01-01', substances: ['hg'] };
    const early = { from: '2026-11-19T22:10:00Z', to: '2026-11-19T22:30:00Z' };
    const late = await drafted({ result: { substance: 'hg', underScope: false }, work: early });
    expect(await codesOf(late)).toEqual(['TESTER_NOT_AUTHORISED']);
    await node.act('manager', '/api/laboratory-authorisations', given);
    expect(await codesOf(late)).toEqual(['TESTER_AUTHORISED_AFTERWARDS']);
    const { errors } = await node.problem('tester', propose(late));
    expect(errors?.[0]).toMatchObject({ detail: expect.stringContaining('2026-11-22') });
    const reasons = { TESTER_AUTHORISED_AFTERWARDS: 'the paper of 2020 is in the binder' };
    await node.act('tester', `/api/laboratory-cases/${late}/proposals`, { act: 'issue', reasons });
  });
});

describe('what was found on record for another', () => {
  const amend = (stream: string, document: object, more: object = {}) =>
    node.act('tester', `/api/report-cases/${stream}/drafts`, { document, ...more });
  const documentOf = (number: string, sample: object = {}, result: object = {}) =>
    reportDocument({
      reportNumber: number,
      sample: { ...SAMPLE, samplingRecord: sampling, ...sample },
      results: [{ ...RESULT, instruments: [{ instrument: 'ICP-MS 2' }], ...result }],
    });
  const marksOf = async (stream: string) =>
    (await gateOf(stream)).lines.flatMap(({ marks }) => marks.map(({ code }) => code));
  const MORE_DIGITS = { quantity: { value: '0.101', unit: 'mg/kg' } };
  const OTHER = { sample: 'S-2', seal: undefined };

  it('does not carry over: work that was recorded of one sample signs no report about another', async () => {
    const stream = await drafted({ number: 'W-1' });
    await amend(stream, documentOf('W-1', OTHER, MORE_DIGITS));
    expect(await marksOf(stream)).toEqual(['WORK_ABOUT_OTHER']);
    await amend(stream, documentOf('W-1', {}, { substance: 'cd', underScope: false }));
    expect(await marksOf(stream)).toEqual(['WORK_ABOUT_OTHER']);
    await amend(stream, documentOf('W-1', { description: 'dried leaf' }, MORE_DIGITS));
    expect(await marksOf(stream)).toEqual([]);
  });

  it('nor to the correction of a signed report, where its results are told to be of another sample too', async () => {
    const stream = await drafted({ number: 'W-2', result: MORE_DIGITS });
    await node.act('tester', `/api/laboratory-cases/${stream}/proposals`, { act: 'issue' });
    await decide(node, { login: 'signatory', url: `/api/laboratory-cases/${stream}` });
    await amend(stream, documentOf('W-2', OTHER, MORE_DIGITS), { replacing: 'the other sample' });
    expect(await marksOf(stream)).toEqual(['WORK_ABOUT_OTHER', 'SAME_RESULTS_TWICE']);
    await amend(stream, documentOf('W-2', { description: 'dried leaf' }, MORE_DIGITS), { replacing: 'a word' });
    expect(await marksOf(stream)).toEqual([]);
  });

  it('nor a sampling record that its sampler replaced', async () => {
    const { stream: taken, reference: old } = await signSampling(node, SAMPLES);
    const stream = await drafted({ sample: { samplingRecord: old } });
    expect((await gateOf(stream)).level).toBe('green');
    const document = samplingDocument({ ...SAMPLES, represents: 'sample' });
    await node.act('sampler', `/api/sampling-cases/${taken}/drafts`, { document, replacing: 'the seal was open' });
    await node.sign('sampler', `/api/sampling-cases/${taken}/signatures`, { name: 'Wong Siu Ming' }, LABORATORY.sign);
    expect(await marksOf(stream)).toEqual(['SAMPLING_RECORD_ENDED']);
  });

  it('nor lines of an attestation that was withdrawn, while another is in force', async () => {
    const line = scopeLine('B1', { property: { substance: 'cd' }, object: { description: 'leaves' } });
    const second = await attest(node, { certificateNumber: 'DEMO-B', scope: [line] });
    const cadmium = () => drafted({ result: { substance: 'cd' } });
    expect(await marksOf(await cadmium())).toEqual([]);
    await changeStatus(node, second, { act: 'withdraw', reason: 'asked for by the laboratory' });
    expect(await marksOf(await cadmium())).toEqual(['OUTSIDE_SCOPE_LINES']);
    expect((await gateOf(await drafted())).level).toBe('green');
  });

  it('nor a food that only the sampling record names, nor a value below what a line quantifies', async () => {
    expect((await gateOf(await drafted({ sample: { food: undefined } }))).level).toBe('green');
    const untraced = await drafted({ sample: { food: undefined, samplingRecord: undefined } });
    expect(await marksOf(untraced)).toEqual(['SAMPLE_NOT_TRACED', 'SCOPE_NOT_READ']);
  });

  it('nor a certificate of another thing that the report names for its instrument', async () => {
    const used = (calibration: object) =>
      drafted({ result: { instruments: [{ instrument: 'ICP-MS 2', calibration }] } });
    expect(await marksOf(await used(sampling))).toEqual(['OTHER_DOCUMENT']);
    expect(await marksOf(await used(NOWHERE))).toEqual(['INSTRUMENT_PAPER_NOT_SHOWN']);
  });

  it('carries over only to a sampling record that took its place, while sample and lot stay what they were', async () => {
    const { stream: taken, reference: old } = await signSampling(node, SAMPLES);
    const work = { from: '2026-11-19T22:40:00Z', to: '2026-11-19T22:50:00Z' };
    const stream = await drafted({ number: 'W-3', sample: { samplingRecord: old }, result: MORE_DIGITS, work });
    const correct = async (more: object): Promise<Reference> => {
      const document = samplingDocument({ ...SAMPLES, ...more });
      await node.act('sampler', `/api/sampling-cases/${taken}/drafts`, { document, replacing: 'a word' });
      const url = `/api/sampling-cases/${taken}/signatures`;
      const { entries } = await node.sign('sampler', url, { name: 'Wong Siu Ming' }, LABORATORY.sign);
      return entries.flatMap(({ statement }) => statement ?? [])[0] as Reference;
    };
    const named = (samplingRecord: Reference) => amend(stream, documentOf('W-3', { samplingRecord }, MORE_DIGITS));
    await correct({ condition: 'cooled' });
    await named(await correct({ condition: 'cooled at 4 °C' }));
    expect(await marksOf(stream)).toEqual([]);
    await named(await correct({ lot: { food: 'wolfberry-leaf', lotNumber: 'LOT-8' } }));
    const marks = (await gateOf(stream)).lines.flatMap((line) => line.marks);
    expect(marks).toMatchObject([{ code: 'WORK_ABOUT_OTHER', values: { was: 'LOT-7: S-1, S-2', now: 'LOT-8: S-1' } }]);
  });
});

describe('the food of a report', () => {
  const ask = async (minute: number, food: string, result: object) => {
    const work = { from: `2026-11-19T22:0${minute}:00Z`, to: `2026-11-19T22:0${minute + 2}:00Z` };
    const { lines } = await gateOf(await drafted({ sample: { food }, result, work }));
    return lines.flatMap(({ marks }) => marks.map(({ code }) => code));
  };
  it('is compared with what was sampled, and with the lines, by the taxonomy of the loaded requirements', async () => {
    const digits = { quantity: { value: '0.101', unit: 'mg/kg' } };
    const outside = { underScope: false, ...digits };
    expect(await ask(0, 'vegetables', outside)).toEqual([]);
    expect(await ask(3, 'leaf of mine', outside)).toEqual(['SAMPLE_FOOD_NOT_COMPARED']);
    expect(await ask(6, 'vegetables', digits)).toEqual(['OUTSIDE_SCOPE_LINES']);
  });
});

describe('competence records', () => {
  it('are given by another than the person, and end from today on', async () => {
    const own = { person: 'person-manager', may: 'sign', ground: 'by myself', from: '2026-01-01' };
    const url = '/api/laboratory-authorisations';
    expect(await node.problem('manager', { method: 'POST', url, body: own })).toMatchObject({
      errors: [{ code: 'OWN_AUTHORISATION' }],
    });
    const end = (to: string) =>
      ({ method: 'POST', url: `${url}/${signing}/ends`, body: { to, reason: 'left' } }) as const;
    expect(await node.problem('manager', end('2026-11-01'))).toMatchObject({ errors: [{ code: 'IN_THE_PAST' }] });
    expect(await node.problem('rivalLaboratory', end('2026-11-22'))).toMatchObject({ status: 404 });
    await node.act('manager', `${url}/${signing}/ends`, { to: '2026-11-22', reason: 'left' });
    expect(await node.problem('manager', end('2026-11-22'))).toMatchObject({ errors: [{ code: 'NOT_AUTHORISED' }] });
    const { items } = await node.get<{ items: object[] }>('tester', `${url}?person=person-signatory`);
    expect(items).toMatchObject([
      { may: 'sign', until: '2026-11-22', ended: true, reason: 'left', lines: { substances: ['pb'] } },
    ]);
    expect(await node.get('rivalLaboratory', url)).toMatchObject({ items: [] });
  });
});
