// SPDX-License-Identifier: Apache-2.0
// A weight that was found off, what was calibrated and tested with it meanwhile, and a report that waits before its gate.
// Nobody measured anything.
import { CALIBRATOR, calibration, INSTITUTE, LABORATORY, massPoint, type PlannedStatement } from './metrology-chain.ts';

const grams = (value: string) => ({ value, unit: 'g' });
const DIRECT = { effect: 'absolute', coefficient: '1' };
const CHECK_WEIGHT = 'DEMO check weight 100 g';
const PUBLIC_WEIGHTS = [
  { standard: 'DEMO public weights', attestation: 'ref:weights', calibration: 'ref:public-weights' },
];
const CONFORMITY = {
  ...{ specification: 'at most 100.010 g (demonstration)', upper: { ...grams('100.010'), inclusive: true } },
  ...{ outcome: 'conforms', decisionRule: { kind: 'simple-acceptance' } },
};

/** Last good calibration -> balance of the calibrator -> report of the laboratory; then the weight is found 20 mg off. */
export const DOUBT_CHAIN: readonly PlannedStatement[] = [
  {
    ...calibration('check-weight-good', INSTITUTE, {
      ...{ instrument: CHECK_WEIGHT, calibratedOn: '2026-09-01', dueOn: '2027-08-31', results: massPoint('0.00008') },
      references: PUBLIC_WEIGHTS,
    }),
    at: '2026-09-01T08:00:00Z',
  },
  {
    ...calibration('balance-B5', CALIBRATOR, {
      ...{ instrument: 'balance DEMO-B5', calibratedOn: '2026-10-12', dueOn: '2027-10-11' },
      results: massPoint('0.0002'),
      references: [{ standard: CHECK_WEIGHT, calibration: 'ref:check-weight-good', sensitivity: DIRECT }],
    }),
    at: '2026-10-12T08:00:00Z',
  },
  {
    ...{ label: 'report-doubted', register: 'laboratories', kind: 'TestReport', issuer: 'laboratory' },
    at: '2026-11-16T08:00:00Z',
    subject: {
      ...{ id: 'urn:touchstone:demonstration:report:doubted', reportNumber: 'DEMO-WL-2026-PORTION', language: 'en' },
      laboratory: { ...LABORATORY, demonstration: true, place: 'CN-GD' },
      sample: {
        sample: 'sample-WL-2026-PORTION',
        ...{ description: 'Portions of wolfberry leaf, 100 g', receivedAt: '2026-11-12T08:00:00Z' },
      },
      results: [
        {
          ...{ outcome: 'quantified', result: 'mass-1', substance: 'mass', basis: 'as sold', testedOn: '2026-11-13' },
          ...{ quantity: grams('100.000'), method: { standard: 'DEMONSTRATION-CAL 9-2026' } },
          expandedUncertainty: { ...grams('0.004'), coverageFactor: '2' },
          instruments: [{ instrument: 'balance DEMO-B5', calibration: 'ref:balance-B5', sensitivity: DIRECT }],
          conformity: [CONFORMITY],
        },
      ],
      issuedOn: '2026-11-16',
      provenance: 'A demonstration of doubt; this laboratory does not exist and weighed nothing.',
    },
  },
  {
    ...calibration('check-weight-found', INSTITUTE, {
      ...{ instrument: CHECK_WEIGHT, calibratedOn: '2026-11-20', dueOn: '2027-11-19', results: massPoint('0.00008') },
      asFound: [
        {
          ...{ quantity: 'mass', at: grams('100'), shift: { value: '20', unit: 'mg' }, coverageFactor: '2' },
          expandedUncertainty: { value: '2', unit: 'mg' },
        },
      ],
      references: PUBLIC_WEIGHTS,
    }),
    at: '2026-11-20T08:00:00Z',
  },
];

/** The doubt as it is raised, but for its case and its day for replies. */
export const DOUBT = {
  standard: CHECK_WEIGHT,
  ...{ asFound: 'ref:check-weight-found', lastGood: 'ref:check-weight-good' },
  reason: 'Demonstration: the weight was found 20 mg heavier than certified.',
};

/** A draft that cannot be signed yet: an old edition, an instrument that nobody keeps, no work recorded. */
export const WAITING_DRAFT = {
  kind: 'TestReport',
  subject: {
    ...{ reportNumber: 'DEMO-WL-2026-DRAFT', language: 'en' },
    laboratory: { ...LABORATORY, demonstration: true, place: 'CN-GD' },
    sample: {
      sample: 'sample-WL-2026-DRAFT',
      ...{ description: 'Chinese wolfberry leaf', food: 'wolfberry-leaf', receivedAt: '2026-11-18T08:00:00Z' },
    },
    results: [
      {
        ...{ outcome: 'quantified', result: 'pb-1', substance: 'pb', basis: 'edible part', testedOn: '2026-11-19' },
        ...{ quantity: { value: '0.12', unit: 'mg/kg' }, method: { standard: 'GB 5009.12-2017' } },
        instruments: [{ instrument: 'furnace DEMO-G9' }],
      },
    ],
    provenance: 'A demonstration of the gate; this laboratory does not exist and tested nothing.',
  },
};
