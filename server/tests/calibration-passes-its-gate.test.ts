// SPDX-License-Identifier: Apache-2.0
import { digestFromSha256 } from '@touchstone/identifiers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  accreditCalibration,
  attestMetrology,
  calibratedElsewhere,
  calibrationOf,
  designateVerifier,
  issueCertificate,
  LEAD_SOLUTION,
  materialOf,
  specificationOf,
  standardOf,
  takeInInstrument,
  verificationOf,
  workOn,
} from './metrology-in-use.ts';
import { authorise, decide, type Reference } from './registers-in-use.ts';
import { openTestNode, PARTIES, type TestNode } from './test-node.ts';

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
  await accreditCalibration(node);
  await accreditCalibration(node, { line: 'C2', method: { standard: 'JJF 1847-2020' } });
  const degrees = (value: string, unit = '°C') => ({ value, unit });
  await accreditCalibration(node, {
    ...{ line: 'C3', property: { quantity: 'temperature' }, range: { from: degrees('-40'), to: degrees('200') } },
    smallestExpandedUncertainty: degrees('0.02', 'K'),
    uncertaintyOver: {
      ...{ form: 'table', between: 'straight' },
      points: [degrees('233.15', 'K'), degrees('200')].map((at) => ({ at, expandedUncertainty: degrees('0.1', 'K') })),
    },
  });
  const resistance = { property: { quantity: 'electric resistance' }, measuredIn: 'Ω', uncertaintyOver: undefined };
  await accreditCalibration(node, {
    ...{ line: 'C4', ...resistance, range: { from: degrees('0'), to: degrees('100') } },
    smallestExpandedUncertainty: { value: '10', unit: 'mΩ' },
  });
  const substances = ['mass', 'temperature', 'electric resistance', 'pb'];
  await authorise(node, { substances });
  await authorise(node, { person: 'person-signatory', may: 'sign', substances });
});
afterAll(() => node.end());

const certificate = calibrationOf();
const propose = (of: object, more: object = {}) =>
  node.send('tester', {
    ...{ method: 'POST', url: '/api/calibration-cases' },
    body: { certificate: of, visibility: 'private', ...workOn(of), ...more },
  });
const codesOf = async (...asked: Parameters<typeof propose>) => {
  const { body } = await propose(...asked);
  return (body.errors as { code: string }[] | undefined)?.map(({ code }) => code);
};
const { work: [measured] = [] } = workOn(certificate) as { work?: object[] };
const withWork = (more: object) => ({ work: [{ ...measured, ...more }] });
const OF_ALL_DAYS = digestFromSha256(new Uint8Array(32).fill(255));
const point = { quantity: 'mass', at: { value: '100', unit: 'g' }, coverageFactor: '2' };

describe('the gate of a calibration', () => {
  it('lets a complete one through, and keeps what it looked at', async () => {
    const { status, body } = await propose(calibrationOf());
    expect(status).toBe(201);
    const url = `/api/calibration-cases/${String(body.stream)}`;
    await decide(node, { login: 'signatory', url });
    const { events } = await node.get<{ events: { kind: string }[] }>('tester', url);
    expect(events.map(({ kind }) => kind)).toContain('gate-passed');
    await node.recordKeeping.settle();
    expect(await node.recordKeeping.compareRebuild('calibrations')).toEqual([]);
  });

  it.each<[string, object]>([
    ['METHOD_NOT_KNOWN', { reasons: {} }],
    ['WORK_NOT_RECORDED', { work: [] }],
    ['RAW_DATA_MISSING', withWork({ rawFiles: [] })],
    ['WORK_TOO_SHORT', withWork({ leastMinutes: 150 })],
    ['OUTSIDE_HOURS', withWork({ to: '2026-11-20T14:30:00Z' })],
    ['CONDITION_NOT_RECORDED', withWork({ conditions: [{ quantity: 'temperature', unit: 'Cel', to: '25' }] })],
  ])('refuses for %s alone', async (code, more) => {
    expect(await codesOf(certificate, more)).toEqual([code]);
  });

  it('refuses a claim below the CMC, and says what may be stated', async () => {
    const below = [{ ...point, expandedUncertainty: { value: '0.05', unit: 'mg' } }];
    const of = calibrationOf({ results: below });
    expect(await codesOf(of)).toEqual(['UNCERTAINTY_BELOW_CMC']);
    expect((await propose(of)).text).toMatch(/claims 0\.05 mg; the CMC of line C1 is .* To cure it: State /);
  });

  it('refuses a place in which nobody attests that it works', async () => {
    const of = (place: string) => calibrationOf({ laboratory: { id: PARTIES.laboratory, name: 'L', place } });
    expect(await codesOf(of('HK'))).toBeUndefined();
    // Where clocks go as they do at the place that is attested: the place alone is refused.
    expect(await codesOf(of('SG'))).toEqual(['PLACE_NOT_ATTESTED']);
  });

  it('reads temperatures on whatever scale, and says what its CMC does not compare with', async () => {
    const at = (quantity: string, [value, unit]: [string, string], [least, of]: [string, string], more: object = {}) =>
      codesOf(
        calibrationOf({
          results: [
            {
              ...{
                quantity,
                at: { value, unit },
                expandedUncertainty: { value: least, unit: of },
                coverageFactor: '2',
              },
              ...more,
            },
          ],
        }),
      );
    expect(await at('temperature', ['273.15', 'K'], ['0.1', 'K'])).toBeUndefined();
    expect(await at('temperature', ['212', '°F'], ['0.18', '°F'])).toBeUndefined();
    expect(await at('temperature', ['273.15', 'K'], ['0.0999', 'K'])).toEqual(['UNCERTAINTY_BELOW_CMC']);
    expect(await at('temperature', ['201', '°C'], ['0.1', 'K'])).toEqual(['CALIBRATOR_NOT_VOUCHED']);
    const found = { measuredValue: { value: '107.8', unit: 'Ω' } };
    expect(await at('electric resistance', ['20', '°C'], ['10', 'mΩ'], found)).toBeUndefined();
    expect(await at('electric resistance', ['50', 'Ω'], ['10', 'mΩ'])).toEqual(['CMC_NOT_COMPARABLE']);
  });

  it('asks whether the tester and the signatory may do this quantity', async () => {
    const length = [{ quantity: 'length', at: { value: '1', unit: 'm' }, coverageFactor: '2' }].map((one) => ({
      ...one,
      expandedUncertainty: { value: '1', unit: 'mm' },
    }));
    // Nobody vouches for it either: it is in no scope.
    expect(await codesOf(calibrationOf({ results: length }))).toEqual([
      'CALIBRATOR_NOT_VOUCHED',
      'TESTER_NOT_AUTHORISED',
    ]);
    expect(await codesOf(verificationOf())).toEqual(['NOT_DESIGNATED', 'TESTER_NOT_AUTHORISED']);
  });

  it('lets no attestation vouch that nobody has handed in', async () => {
    const length = { ...point, quantity: 'length', at: { value: '1', unit: 'm' } };
    const attestation = { id: 'urn:uuid:019a0000-0000-7000-8000-000000000000', issuer: 'did:web:nobody.example' };
    const of = calibrationOf({
      results: [{ ...length, expandedUncertainty: { value: '1', unit: 'nm' } }],
      references: [{ standard: 'anything', attestation: { ...attestation, digest: `uEiA${'A'.repeat(43)}` } }],
    });
    expect(await codesOf(of)).toContain('CALIBRATOR_NOT_VOUCHED');
  });

  it('refuses a standard by its name alone that the own record knows to be out of its window', async () => {
    const old = { instrument: 'F1 weight', certificateNumber: 'C-F1', calibratedOn: '2026-03-01', dueOn: '2026-09-30' };
    const of = calibrationOf({ references: [{ standard: 'F1 weight' }] });
    expect((await propose(of)).status).toBe(201);
    await issueCertificate(node, calibrationOf(old), 'private');
    expect(await codesOf(of)).toEqual(['NOT_IN_ITS_WINDOW']);
    // Another thing's, another list's and another's are not this one's.
    expect((await propose(calibrationOf({ references: [{ standard: 'F2 weight' }] }))).status).toBe(201);
    const kept = await takeInInstrument(node, 'F1 weight');
    const happen = (event: object) => node.act('tester', `/api/instruments/${kept}/events`, event);
    // Said by nobody but its keeper, it wants a reason; by a certificate, none.
    await happen({ event: 'calibrated', on: '2026-10-05', dueOn: '2027-10-04' });
    expect(await codesOf(of)).toEqual(['KEEPER_ALONE']);
    await happen(await calibratedElsewhere(node, { instrument: 'F1 weight', on: '2026-10-06', dueOn: '2027-10-04' }));
    expect((await propose(of)).status).toBe(201);
    await happen({ event: 'sent-away', on: '2026-11-19', for: 'repair' });
    expect(await codesOf(of)).toEqual(['NOT_IN_ITS_WINDOW']);
  });

  it('takes the specification of the place for what says which edition holds', async () => {
    const of = calibrationOf({ method: { standard: 'JJF 1847-2020' } });
    expect(await codesOf(of, { reasons: {} })).toEqual(['METHOD_NOT_KNOWN']);
    const specification = { specification: 'JJF 1847-2020', type: 'calibration' };
    const { stream } = await attestMetrology(node, specificationOf(specification));
    expect((await propose(of, { reasons: {} })).status).toBe(201);
    const attested = specificationOf({ ...specification, status: 'withdrawn', from: '2026-11-01' });
    const replace = { act: 'replace', attested, reason: 'another took its place' };
    await node.act('policyClerk', `/api/metrology-cases/${stream}/proposals`, replace);
    await decide(node, { login: 'policyHead', url: `/api/metrology-cases/${stream}` });
    expect(await codesOf(of)).toEqual(['METHOD_NOT_IN_FORCE']);
  });
});

describe('the gate of a verification', () => {
  const verification = verificationOf({ verifiedOn: '2026-11-20' });

  it('wants a designation by the authority of its place, in force on its day', async () => {
    expect(await codesOf(verification)).toEqual(['NOT_DESIGNATED']);
    await designateVerifier(node, { from: '2026-11-10' });
    expect(await codesOf(verification)).toBeUndefined();
    expect(await codesOf(verificationOf({ verifiedOn: '2026-11-09' }))).toEqual(['NOT_DESIGNATED']);
    expect(await codesOf(verificationOf({ verifiedOn: '2026-11-20', place: 'US' }))).toEqual(['NOT_DESIGNATED']);
  });

  it.each<[string, object]>([
    ['METHOD_NOT_KNOWN', { reasons: {} }],
    ['WORK_NOT_RECORDED', { work: [] }],
    [
      'RAW_DATA_MISSING',
      (() => {
        const { work: [done] = [] } = workOn(verification) as { work?: object[] };
        return { work: [{ ...done, rawFiles: [] }] };
      })(),
    ],
  ])('refuses for %s alone', async (code, more) => {
    expect(await codesOf(verification, more)).toEqual([code]);
  });

  it('keeps what it looked at', async () => {
    const { body } = await propose(verificationOf({ verifiedOn: '2026-11-20' }));
    const url = `/api/calibration-cases/${String(body.stream)}`;
    await decide(node, { login: 'signatory', url });
    const { events } = await node.get<{ events: { kind: string }[] }>('tester', url);
    expect(events.map(({ kind }) => kind)).toContain('gate-passed');
  });

  it('refuses a standard that was not in its window', async () => {
    const attested = await attestMetrology(node, standardOf('old weights', { to: '2026-10-31' }));
    const references = [{ standard: 'old weights', attestation: attested.reference as Reference }];
    expect(await codesOf(verificationOf({ verifiedOn: '2026-11-20', references }))).toEqual(['NOT_IN_ITS_WINDOW']);
    const byName = [{ standard: 'old weights' }];
    expect(await codesOf(verificationOf({ verifiedOn: '2026-11-20', references: byName }))).toEqual([
      'NOT_IN_ITS_WINDOW',
    ]);
  });
});

describe('the gate of a reference material', () => {
  const material = materialOf({ certifiedOn: '2026-11-20' });
  const values = (...more: object[]) => codesOf(materialOf({ certifiedOn: '2026-11-20', values: more }));

  it('asks why its producer is to be relied on, where no accreditation covers it', async () => {
    expect(await codesOf(material, { reasons: {} })).toEqual(['PRODUCER_NOT_VOUCHED']);
    expect(await codesOf(material)).toBeUndefined();
  });

  it('wants the record of the work, which ended by the day on which it is certified', async () => {
    expect(await codesOf(material, { work: [] })).toEqual(['WORK_NOT_RECORDED']);
    const { work: [done] = [] } = workOn(material) as { work?: object[] };
    const from = { from: '2026-10-05T01:00:00Z', rawFiles: [{ name: 'all.csv', digest: OF_ALL_DAYS }] };
    expect(await codesOf(material, { work: [{ ...done, ...from, to: '2026-11-06T03:00:00Z' }] })).toBeUndefined();
    expect(await codesOf(material, { work: [{ ...done, ...from, to: '2026-11-21T03:00:00Z' }] })).toEqual([
      'WORK_ON_OTHER_DAY',
    ]);
  });

  it('certifies one value of a substance, and none without an uncertainty', async () => {
    const other = { ...LEAD_SOLUTION, quantity: { value: '5', unit: 'mg/L' } };
    expect(await values(LEAD_SOLUTION, other)).toEqual(['VALUE_TWICE']);
    const sure = { ...LEAD_SOLUTION, expandedUncertainty: { value: '0.0', unit: 'mg/L' } };
    expect(await values(sure)).toEqual(['NO_UNCERTAINTY']);
  });
});
