// SPDX-License-Identifier: Apache-2.0
// What the demonstration of metrology states, in the order in which each rests on the one before. Nobody measured anything:
// every organisation, certificate and number here is made up, and each text that a person reads says so.
import { demonstrationDid } from './parties.ts';

/** A statement to be planted; `ref:label` in its subject stands for the reference to an earlier one. */
export interface PlannedStatement {
  readonly label: string;
  readonly register: 'metrology' | 'calibrations' | 'laboratories';
  readonly kind:
    | 'MeasurementStandard'
    | 'TechnicalSpecification'
    | 'CalibrationCertificate'
    | 'ReferenceMaterialCertificate'
    | 'TestReport';
  /** Label of the organisation that signs. */
  readonly issuer: string;
  readonly at: string;
  readonly subject: Readonly<Record<string, unknown>>;
}

const LAW = {
  instrument: "Measurement standards (demonstration; nobody's law)",
  certainty: 'read',
  demonstration: true,
};
const body = (label: string, name: string) => ({ id: demonstrationDid(label), name });
export const INSTITUTE = body('metrology-institute', 'Demonstration Metrology Institute');
export const CALIBRATOR = body('calibrator', 'Demonstration Calibration Laboratory');
export const LABORATORY = body('laboratory', 'Demonstration Food Laboratory');
const PERIOD = { from: '2025-01-01', to: '2028-12-31' };
const range = (from: string, to: string, unit: string) => ({ from: { value: from, unit }, to: { value: to, unit } });
/** The procedure that every calibration of the demonstration names. */
export const METHOD = { standard: 'DEMONSTRATION-CAL 1-2026' };

function attestation(label: string, subject: Readonly<Record<string, unknown>>): PlannedStatement {
  const names = { id: `urn:touchstone:demonstration:standard:${label}`, certificateNumber: `DEMO-MS-${label}` };
  return {
    ...{
      label,
      register: 'metrology',
      kind: 'MeasurementStandard',
      issuer: 'cn-authority',
      at: '2025-01-01T00:00:00Z',
    },
    subject: { ...names, place: 'CN-GD', legalBasis: LAW, ...PERIOD, ...subject },
  };
}

/** A certificate of the demonstration's institute, or of its calibrator. */
export function calibration(
  label: string,
  issuer: typeof INSTITUTE,
  subject: Readonly<Record<string, unknown>>,
): PlannedStatement {
  const names = { id: `urn:touchstone:demonstration:calibration:${label}`, certificateNumber: `DEMO-C-${label}` };
  return {
    ...{ label, register: 'calibrations', kind: 'CalibrationCertificate', at: '2026-06-01T08:00:00Z' },
    issuer: issuer === INSTITUTE ? 'metrology-institute' : 'calibrator',
    subject: { ...names, laboratory: { ...issuer, place: 'CN-GD' }, method: METHOD, ...subject },
  };
}

export const massPoint = (uncertainty: string) => [
  {
    quantity: 'mass',
    at: { value: '100', unit: 'g' },
    expandedUncertainty: { value: uncertainty, unit: 'g' },
    coverageFactor: '2',
  },
];

/** SI -> primary -> public standard -> working standard -> balance -> report, and SI -> primary -> lead solution -> report. */
export const METROLOGY_CHAIN: readonly PlannedStatement[] = [
  attestation('kilogram', {
    ...{ standard: 'DEMO primary kilogram', level: 'primary', keeper: { ...INSTITUTE, demonstration: true } },
    realisation: { by: 'intrinsic', description: 'Kibble balance (demonstration)', constants: ['h', 'c', 'ΔνCs'] },
    measures: [
      {
        ...{ quantity: 'mass', range: range('0.001', '1000', 'g'), coverageFactor: '2' },
        smallestExpandedUncertainty: { value: '0.00001', unit: 'g' },
      },
    ],
  }),
  attestation('lead', {
    ...{ standard: 'DEMO primary lead', level: 'primary', keeper: { ...INSTITUTE, demonstration: true } },
    realisation: { by: 'artefact', description: 'Lead of known purity, weighed (demonstration)' },
    measures: [
      {
        ...{ quantity: 'pb', range: range('900', '1100', 'mg/L'), coverageFactor: '2' },
        smallestExpandedUncertainty: { value: '2', unit: 'mg/L' },
      },
    ],
  }),
  attestation('weights', {
    ...{ standard: 'DEMO public weights', level: 'public', keeper: { ...INSTITUTE, demonstration: true } },
    realisation: { by: 'artefact', description: 'A set of weights (demonstration)' },
    measures: [
      {
        ...{ quantity: 'mass', range: range('0.001', '500', 'g'), coverageFactor: '2' },
        smallestExpandedUncertainty: { value: '0.00002', unit: 'g' },
        uncertaintyOver: { form: 'linear', constant: { value: '0.00002', unit: 'g' }, proportional: '0.0000002' },
      },
    ],
  }),
  {
    ...{ label: 'specification', register: 'metrology', kind: 'TechnicalSpecification', issuer: 'cn-authority' },
    at: '2025-01-01T00:00:00Z',
    subject: {
      ...{ id: 'urn:touchstone:demonstration:specification:balances', specification: 'JJG 1036-2022', place: 'CN-GD' },
      ...{ title: 'Electronic balances (demonstration notice)', type: 'verification', quantities: ['mass'] },
      ...{ status: 'in-force', from: '2025-01-01', replaces: ['JJG 1036-2008'] },
      switchBy: [{ who: 'verification institutes of the demonstration', by: '2025-06-30' }],
      source: 'demonstration notice; numbers and dates recalled, not read',
    },
  },
  calibration('public-weights', INSTITUTE, {
    ...{
      instrument: 'DEMO public weights',
      calibratedOn: '2025-12-01',
      dueOn: '2027-11-30',
      results: massPoint('0.00004'),
    },
    references: [{ standard: 'DEMO primary kilogram', attestation: 'ref:kilogram' }],
  }),
  calibration('working-weights', INSTITUTE, {
    ...{
      instrument: 'DEMO working weights',
      calibratedOn: '2026-03-02',
      dueOn: '2027-03-01',
      results: massPoint('0.00008'),
    },
    references: [{ standard: 'DEMO public weights', attestation: 'ref:weights', calibration: 'ref:public-weights' }],
  }),
  calibration('balance-B2', CALIBRATOR, {
    ...{ instrument: 'balance DEMO-B2', calibratedOn: '2026-06-01', dueOn: '2027-05-31', results: massPoint('0.0002') },
    references: [{ standard: 'DEMO working weights', calibration: 'ref:working-weights' }],
  }),
  {
    ...{ label: 'lead-solution', register: 'calibrations', kind: 'ReferenceMaterialCertificate' },
    ...{ issuer: 'metrology-institute', at: '2026-01-05T08:00:00Z' },
    subject: {
      ...{ id: 'urn:touchstone:demonstration:material:lead', certificateNumber: 'DEMO-RM-lead', batch: '2026-1' },
      ...{ producer: { ...INSTITUTE, place: 'CN-GD' }, material: 'DEMO lead solution' },
      values: [
        {
          ...{ substance: 'pb', quantity: { value: '1000', unit: 'mg/L' }, coverageFactor: '2' },
          expandedUncertainty: { value: '4', unit: 'mg/L' },
        },
      ],
      ...{ certifiedOn: '2026-01-05', validUntil: '2027-12-31' },
      references: [{ standard: 'DEMO primary lead', attestation: 'ref:lead' }],
    },
  },
  {
    ...{
      label: 'report',
      register: 'laboratories',
      kind: 'TestReport',
      issuer: 'laboratory',
      at: '2026-11-13T08:00:00Z',
    },
    subject: {
      ...{ id: 'urn:touchstone:demonstration:report:traced', reportNumber: 'DEMO-WL-2026-TRACED', language: 'en' },
      laboratory: { ...LABORATORY, demonstration: true, place: 'CN-GD' },
      sample: {
        sample: 'sample-WL-2026-TRACED',
        description: 'Chinese wolfberry leaf',
        receivedAt: '2026-11-09T08:00:00Z',
      },
      results: [
        {
          ...{ outcome: 'quantified', result: 'pb-1', substance: 'pb', basis: 'edible part', testedOn: '2026-11-11' },
          ...{ quantity: { value: '0.1432', unit: 'mg/kg' }, method: { standard: 'GB 5009.12-2023' } },
          instruments: [
            { instrument: 'balance DEMO-B2', calibration: 'ref:balance-B2' },
            { instrument: 'DEMO lead solution 2026-1', calibration: 'ref:lead-solution' },
            { instrument: 'flask DEMO-F1' },
          ],
        },
      ],
      issuedOn: '2026-11-13',
      provenance: 'A demonstration of traceability; this laboratory does not exist and tested nothing.',
    },
  },
];

/** What happened to the balance of the laboratory: away for repair in spring, calibrated since. */
export const BALANCE_HISTORY = [
  {
    description: { name: 'balance DEMO-B2', category: 'balance', madeIn: 'CN', place: 'CN-GD' },
    event: { event: 'taken-in', on: '2026-01-12' },
  },
  { event: { event: 'sent-away', on: '2026-04-20', for: 'repair' } },
  { event: { event: 'returned', on: '2026-05-18', asBefore: false } },
  { event: { event: 'calibrated', on: '2026-06-01', dueOn: '2027-05-31', certificate: 'ref:balance-B2' } },
] as const;
