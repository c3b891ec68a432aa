// SPDX-License-Identifier: Apache-2.0
// What the demonstration of practice states: readings of a terminal, standards of a firm, a procedure in a new edition.
// Nobody weighed, declared or replaced anything.
import { demonstrationDid } from './parties.ts';
import { LABORATORY, METHOD, type PlannedStatement } from './metrology-chain.ts';

const DAY = 86_400_000;
const FIRST = Date.parse('2026-10-05T01:00:00Z');

/** A reading as a device signs it. */
export interface PlannedReading {
  readonly sequence: number;
  readonly takenAt: string;
  readonly value: string;
  readonly unit: string;
  readonly specimen: string;
}

/** Deviations of a check weight from 100 g in units of 0.1 mg: in control, then drifting. */
const DEVIATIONS = [
  ...[1, -2, 2, 0, -1, 3, -1, 1, -3, 2, 0, 1, -2, 1, 2, -1, 0, -2, 3, 1, -1, 0, 2, -2, 1],
  ...[3, 4, 3, 5, 4, 6, 5, 7],
];
/** Two numbers that never came in, and one reading whose clock stood an hour and a day back. */
const LOST = 12;
const BACKWARDS = 18;

/** One reading of the check weight a day. */
export const BALANCE_READINGS: readonly PlannedReading[] = DEVIATIONS.map((deviation, index) => ({
  sequence: index < LOST ? index : index + 2,
  takenAt: instantAfter(index === BACKWARDS ? index - 1.04 : index),
  value: (100 + deviation / 10_000).toFixed(4),
  ...{ unit: 'g', specimen: 'DEMO check weight 100 g' },
}));

/** What the terminal before it signed, whose key turned out to be known to others. */
export const OLD_READINGS: readonly PlannedReading[] = [2, -1, 1, 0, 9, -8, 11].map((deviation, index) => ({
  ...{ sequence: index, takenAt: instantAfter(index - 14) },
  value: (100 + deviation / 10_000).toFixed(4),
  ...{ unit: 'g', specimen: 'DEMO check weight 100 g' },
}));

/** From which day on the old key is not relied upon, and why. */
export const REVOCATION = {
  distrustedFrom: '2026-09-25',
  reason: 'Demonstration: the key of the old terminal was found on another device.',
};

function instantAfter(days: number): string {
  return new Date(FIRST + Math.round(days * DAY)).toISOString().replace('.000Z', 'Z');
}

const maximum = (substance: string, value: string) => ({
  ...{ substance, limit: { kind: 'maximum', value, unit: 'mg/kg' }, basis: 'edible part' },
});
const declarant = { name: 'Demonstration Leaf Company', demonstration: true };

/** Two standards of a firm: one stricter than the law in lead and weaker in mercury, one that repeats the law. */
export const OWN_STANDARDS = [
  {
    declarant,
    ownStandard: {
      ...{ standard: 'Q/DEMO 1-2026', title: 'Wolfberry leaf (demonstration)', food: 'wolfberry-leaf' },
      limits: [maximum('pb', '0.20'), maximum('cd', '0.20'), maximum('hg', '0.02')],
      from: '2026-01-01',
    },
  },
  {
    declarant,
    ownStandard: {
      ...{ standard: 'Q/DEMO 2-2026', title: 'Dried wolfberry leaf (demonstration)', food: 'wolfberry-leaf' },
      ...{ limits: [maximum('pb', '0.30')], from: '2026-06-01' },
    },
  },
];

function report(label: string, value: string, testedOn: string): PlannedStatement {
  const at = `${testedOn}T08:00:00Z`;
  return {
    ...{ label, register: 'laboratories', kind: 'TestReport', issuer: 'laboratory', at },
    subject: {
      ...{ id: `urn:touchstone:demonstration:report:${label}`, reportNumber: `DEMO-OWN-${label}`, language: 'en' },
      laboratory: { ...LABORATORY, demonstration: true, place: 'CN-GD' },
      client: { name: declarant.name, did: demonstrationDid('firm') },
      sample: {
        sample: `sample-${label}`,
        ...{ description: 'Wolfberry leaf', food: 'wolfberry-leaf', receivedAt: at },
      },
      results: [
        {
          ...{ outcome: 'quantified', result: 'pb-1', substance: 'pb', basis: 'edible part', testedOn },
          ...{ quantity: { value, unit: 'mg/kg' }, method: { standard: 'GB 5009.12-2023' } },
        },
      ],
      issuedOn: testedOn,
      provenance: 'A demonstration of own standards; this laboratory does not exist and tested nothing.',
    },
  };
}

/** A procedure whose new edition calibrators must use, and two reports of the firm's product. */
export const PRACTICE: readonly PlannedStatement[] = [
  {
    ...{ label: 'new-procedure', register: 'metrology', kind: 'TechnicalSpecification', issuer: 'cn-authority' },
    at: '2026-07-01T00:00:00Z',
    subject: {
      ...{ id: 'urn:touchstone:demonstration:specification:procedure', specification: 'DEMONSTRATION-CAL 11-2026' },
      ...{ place: 'CN-GD', title: 'Calibration of weights and balances (demonstration)', type: 'calibration' },
      ...{ quantities: ['mass'], status: 'in-force', from: '2026-07-01', replaces: [METHOD.standard] },
      switchBy: [
        { who: 'metrology institutes of the demonstration', by: '2026-12-31' },
        { who: 'calibration laboratories of the demonstration', by: '2027-06-30' },
      ],
      source: 'demonstration notice; no authority published it',
    },
  },
  report('within', '0.15', '2026-11-10'),
  report('above', '0.25', '2026-11-17'),
];
