// SPDX-License-Identifier: Apache-2.0
// What the tests of metrology state: standards of Hong Kong, a laboratory that calibrates balances, its instruments.
import { certificateAsReport } from '@touchstone/evidence/plausibility';
import { makeUuidV7 } from '@touchstone/identifiers';
import { composeBody } from '@touchstone/statements';
import { z } from 'zod';
import { action, type Produced } from '../src/record-keeping/define-register.ts';
import type { JsonObject } from '../src/record-keeping/fact.ts';
import { rulingOf } from '../src/record-keeping/ruling.ts';
import { tenantOf } from '../src/record-keeping/tenant.ts';
import { attest, authoriseBoth, decide, type Reference, testWork } from './registers-in-use.ts';
import { type Answer, PARTIES, type TestNode } from './test-node.ts';

const LAW = { instrument: "a demonstration's; nobody's law", certainty: 'read', demonstration: true };
const grams = (value: string) => ({ value, unit: 'g' });
const mg = (value: string) => ({ value, unit: 'mg' });

/** A measurement standard as it is proposed. */
export function standardOf(name: string, more: object = {}): object {
  return {
    kind: 'MeasurementStandard',
    subject: {
      ...{ certificateNumber: `MS ${name}`, standard: name, level: 'public', place: 'HK', legalBasis: LAW },
      keeper: { id: PARTIES.laboratory, name: 'Demonstration Food Laboratory', demonstration: true },
      realisation: { by: 'artefact', description: 'weights' },
      measures: [
        {
          ...{ quantity: 'mass', range: { from: grams('0.001'), to: grams('1000') }, coverageFactor: '2' },
          smallestExpandedUncertainty: mg('0.05'),
        },
      ],
      ...{ from: '2026-01-01', to: '2028-12-31' },
      ...more,
    },
  };
}

/** A standard that realises its unit. */
export const KILOGRAM = standardOf('kilogram', {
  ...{ level: 'primary', realisation: { by: 'intrinsic', description: 'Kibble balance', constants: ['h'] } },
});

/** A technical specification as it is proposed. */
export function specificationOf(more: object = {}): object {
  return {
    kind: 'TechnicalSpecification',
    subject: {
      ...{ specification: 'JJG 1036-2022', title: 'Electronic balances', type: 'verification', place: 'HK' },
      ...{ status: 'in-force', from: '2026-01-01', ...more },
    },
  };
}

/** Two persons of the authority of Hong Kong attest something; its case and the statement. */
export async function attestMetrology(
  node: TestNode,
  attested: object,
): Promise<{ stream: string; reference: Reference }> {
  const { stream } = await node.act('policyClerk', '/api/metrology-cases', { attested });
  const [reference] = await decide(node, { login: 'policyHead', url: `/api/metrology-cases/${stream}` });
  return { stream, reference: reference as Reference };
}

/** Two persons of the authority change the status of what it attested. */
export async function changeMetrology(node: TestNode, stream: string, act: object): Promise<void> {
  await node.act('policyClerk', `/api/metrology-cases/${stream}/proposals`, act);
  await decide(node, { login: 'policyHead', url: `/api/metrology-cases/${stream}` });
}

let numbered = 0;
/** A number that no other certificate has. */
function numberOf(series: string): string {
  numbered += 1;
  return `${series}-${1_000 + numbered}`;
}

/** A calibration as it is proposed: of a balance, by the laboratory, with a standard. */
export function calibrationOf(more: object = {}): object {
  return {
    kind: 'CalibrationCertificate',
    subject: {
      laboratory: { id: PARTIES.laboratory, name: 'Demonstration Food Laboratory', place: 'HK' },
      ...{
        certificateNumber: numberOf('C'),
        instrument: 'balance B1',
        calibratedOn: '2026-11-20',
        dueOn: '2027-11-19',
      },
      ...{ method: { standard: 'CAL 1-2026' } },
      results: [{ quantity: 'mass', at: grams('100'), expandedUncertainty: mg('0.3'), coverageFactor: '2' }],
      ...more,
    },
  };
}

/** A laboratory submits a certificate; the answer may be a refusal. */
export async function proposeCertificate(node: TestNode, certificate: object, visibility = 'public'): Promise<Answer> {
  await authoriseBoth(node);
  node.testClock.advance(1);
  const body = { certificate, visibility, ...workOn(certificate) };
  return node.send('tester', { method: 'POST', url: '/api/calibration-cases', body });
}

/** How each point was measured on the day of a certificate, and why what nobody vouches for is right all the same. */
export function workOn(certificate: object): object {
  const report = certificateAsReport(certificate as Parameters<typeof certificateAsReport>[0]);
  const work = report.results.map(({ result, testedOn: on }) =>
    testWork(result, { from: `${on}T01:00:00Z`, to: `${on}T03:00:00Z` }),
  );
  const own = 'of the laboratory itself';
  const late = 'kept in the workbook of the room until then';
  return { work, reasons: { METHOD_NOT_KNOWN: own, PRODUCER_NOT_VOUCHED: own, WORK_RECORDED_LATE: late } };
}

/** A verification as it is proposed: of a balance, by the laboratory, in Hong Kong. */
export function verificationOf(more: object = {}): object {
  return {
    kind: 'VerificationCertificate',
    subject: {
      ...{
        certificateNumber: numberOf('V'),
        institute: { id: PARTIES.laboratory, name: 'L' },
        place: 'HK',
        legalBasis: LAW,
      },
      ...{ instrument: 'B7', specification: 'JJG 1036-2022', conforms: true },
      ...{ verifiedOn: '2026-11-01', validUntil: '2027-11-01', ...more },
    },
  };
}

/** The authority of Hong Kong designates the laboratory for the verification of instruments. */
export function designateVerifier(node: TestNode, more: object = {}): ReturnType<typeof attestMetrology> {
  return attestMetrology(node, {
    kind: 'Designation',
    subject: {
      ...{ id: PARTIES.laboratory, name: 'Demonstration Food Laboratory', place: 'HK', legalBasis: LAW },
      ...{ tasks: ['legal-verification'], from: '2026-01-01', ...more },
    },
  });
}

/** A material as it is proposed: a solution of lead. */
export function materialOf(more: object = {}): object {
  return {
    kind: 'ReferenceMaterialCertificate',
    subject: {
      ...{
        certificateNumber: numberOf('RM'),
        producer: { id: PARTIES.laboratory, name: 'L' },
        material: 'lead',
        batch: '7',
      },
      ...{ certifiedOn: '2026-11-01', validUntil: '2027-11-01' },
      values: [LEAD_SOLUTION],
      ...more,
    },
  };
}

/** Its value. */
export const LEAD_SOLUTION = {
  ...{ substance: 'pb', quantity: { value: '1000', unit: 'mg/L' }, coverageFactor: '2' },
  expandedUncertainty: { value: '4', unit: 'mg/L' },
};

/** A laboratory submits and signs a certificate. */
export async function issueCertificate(
  node: TestNode,
  certificate: object,
  visibility = 'public',
): Promise<{ stream: string; reference: Reference }> {
  const { status, text, body } = await proposeCertificate(node, certificate, visibility);
  if (status !== 201) throw new Error(text);
  const stream = String(body.stream);
  const [reference] = await decide(node, { login: 'signatory', url: `/api/calibration-cases/${stream}` });
  return { stream, reference: reference as Reference };
}

/** The accreditor grants the laboratory a scope for calibrating balances. */
export function accreditCalibration(node: TestNode, more: object = {}, place = 'HK'): Promise<string> {
  return attest(node, {
    certificateNumber: 'L-CAL',
    premises: [{ place, coordinates: { latitude: '22.30', longitude: '114.17' } }],
    scope: [
      {
        ...{ activity: 'calibration', line: 'C1', object: { description: 'balances' }, property: { quantity: 'mass' } },
        ...{ method: { standard: 'CAL 1-2026' }, range: { from: grams('1'), to: grams('200') } },
        ...{ smallestExpandedUncertainty: mg('0.1'), from: '2026-01-01', to: '2028-12-31' },
        uncertaintyOver: { form: 'linear', constant: mg('0.1'), proportional: '0.000001' },
        ...more,
      },
    ],
  });
}

/** Takes an instrument in; gives its stream. */
export async function takeInInstrument(node: TestNode, name = 'balance B1', more: object = {}): Promise<string> {
  const body = { description: { name, category: 'balance', madeIn: 'DE', ...more }, on: '2026-01-10' };
  return (await node.act('tester', '/api/instruments', body)).stream;
}

const plant = action({
  name: 'plant',
  input: z.strictObject({ stream: z.string(), produces: z.custom<readonly Produced[]>() }),
  stream: ({ stream }) => stream,
  facts: async () => undefined,
  rules: ({ produces }) => rulingOf([], produces),
});

let certified = 0;
/** An event of calibration by a certificate that is on record: of a calibrator who is nobody else here, unless named. */
export async function calibratedElsewhere(
  node: TestNode,
  more: { readonly instrument: string; readonly on: string; readonly dueOn: string; readonly by?: string },
): Promise<object> {
  const { instrument, on, dueOn, by: issuer = PARTIES.otherLaboratory } = more;
  certified += 1;
  const uuid = makeUuidV7(Date.parse('2026-11-22T00:00:00Z') + certified, new Uint8Array(10));
  const { subject } = calibrationOf({ certificateNumber: `E-${certified}`, instrument, calibratedOn: on, dueOn }) as {
    readonly subject: Readonly<Record<string, unknown>>;
  };
  const named = { id: `urn:touchstone:test:${uuid}`, ...subject, laboratory: { id: issuer, name: 'C', place: 'HK' } };
  const now = node.testClock.now();
  const body = composeBody('CalibrationCertificate', {
    uuid,
    issuer,
    validFrom: now,
    subject: named as never,
  }) as JsonObject;
  const actor = { party: issuer, person: 'calibrator', jurisdiction: 'HK', roles: ['seed'] };
  const tenant = tenantOf(actor);
  const produces: readonly Produced[] = [
    { source: 'statement', kind: 'CalibrationCertificate', body, visibility: 'public' },
  ];
  const outcome = await node.recordKeeping.read({ register: 'calibrations', tenant, asOf: {} }, (reads) =>
    node.recordKeeping
      .actIn('calibrations', { actor, tenant, now, asOf: {}, reads })
      .act(plant, { stream: uuid, produces }),
  );
  if (outcome.outcome === 'refused') throw new Error(JSON.stringify(outcome.reasons));
  return { event: 'calibrated', on, dueOn, certificate: outcome.entries[0]?.statement };
}
