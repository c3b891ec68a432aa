// SPDX-License-Identifier: Apache-2.0
import { CHECK_GROUPS } from '@touchstone/statements';
import { type Draft, type Made, party } from './parties.ts';

/** Everybody who acts in the tests of this package. */
export const WHO = {
  registrar: party('registrar'),
  authority: party('authority'),
  owner: party('owner'),
  body: party('body'),
  laboratory: party('laboratory'),
  second: party('second'),
  sampler: party('sampler'),
  calibrator: party('calibrator'),
  institute: party('institute'),
  inspector: party('inspector'),
  producer: party('producer'),
  maker: party('maker'),
  stranger: party('stranger'),
} as const;

export const LAW = { instrument: 'Test rule', certainty: 'read' };
export const AT = '2025-01-01T00:00:00Z';
const FROM = '2025-01-01';
export const PLAN = 'TEST-PLAN 1-2026';
export const METHOD = 'GB 5009.12-2023';
export const ON = '2026-11-22';

const scopeOfTesting = {
  activity: 'testing',
  line: 'T1',
  object: { description: 'leaf', foods: ['leaf'] },
  property: { substance: 'pb' },
  method: { standard: METHOD },
  range: { from: { value: '0.02', unit: 'mg/kg' }, to: { value: '10', unit: 'mg/kg' } },
  limitOfQuantification: { value: '0.02', unit: 'mg/kg' },
  from: FROM,
};

/** What a register holds about the sound world; each test changes one of these. */
export function registerDrafts(): Record<RegisterName, Draft> {
  return {
    policy: policyDraft(),
    acceptance: draft('authority', 'AcceptanceInstrument', 'acceptance', {
      id: 'urn:test:acceptance',
      place: 'MO',
      legalBasis: LAW,
      accepts: ['TestReport'],
      purposes: ['limit'],
      competence: ['accreditation'],
      from: FROM,
    }),
    arrangement: draft('owner', 'RecognitionArrangement', 'arrangement', {
      id: 'urn:test:arrangement',
      name: 'Test arrangement',
      level: 'multilateral',
      signatories: [
        {
          id: WHO.body.did,
          name: WHO.body.name,
          activities: ['testing', 'calibration', 'sampling', 'inspection', 'certification', 'reference-materials'],
          from: FROM,
        },
      ],
      places: ['MO'],
      from: FROM,
    }),
    laboratory: accreditation('laboratory', scopeOfTesting),
    second: accreditation('second', scopeOfTesting),
    sampler: accreditation('sampler', {
      activity: 'sampling',
      line: 'S1',
      object: { description: 'food' },
      method: { standard: PLAN },
      from: FROM,
    }),
    calibrator: accreditation('calibrator', {
      activity: 'calibration',
      line: 'C1',
      object: { description: 'balances' },
      property: { quantity: 'mass' },
      method: { standard: 'TEST-CAL 1-2026' },
      range: { from: { value: '1', unit: 'g' }, to: { value: '200', unit: 'g' } },
      smallestExpandedUncertainty: { value: '0.0001', unit: 'g' },
      from: FROM,
    }),
    notice: draft('authority', 'StandardNotice', 'notice', {
      id: 'urn:test:notice',
      standard: METHOD,
      title: 'Lead',
      status: 'in-force',
      from: '2024-01-01',
    }),
    calibration: draft(
      'calibrator',
      'CalibrationCertificate',
      'calibration',
      {
        id: 'urn:test:calibration',
        certificateNumber: 'C-1',
        laboratory: { id: WHO.calibrator.did, name: WHO.calibrator.name },
        instrument: 'balance B1',
        calibratedOn: '2026-06-01',
        dueOn: '2027-05-31',
        method: { standard: 'TEST-CAL 1-2026' },
        results: [
          {
            quantity: 'mass',
            at: { value: '100', unit: 'g' },
            expandedUncertainty: { value: '0.0002', unit: 'g' },
            coverageFactor: '2',
          },
        ],
      },
      '2026-06-01T08:00:00Z',
    ),
  };
}

export type RegisterName =
  | 'policy'
  | 'acceptance'
  | 'arrangement'
  | 'laboratory'
  | 'second'
  | 'sampler'
  | 'calibrator'
  | 'notice'
  | 'calibration';

/** The sampling record of the lot of the claim. */
export function samplingDraft(): Draft {
  return draft(
    'sampler',
    'SamplingRecord',
    'sampling',
    {
      id: 'urn:test:sampling',
      sampler: { name: WHO.sampler.name, did: WHO.sampler.did },
      lot: { food: 'leaf', lotNumber: 'L-1', producer: { name: WHO.producer.name, did: WHO.producer.did } },
      represents: 'lot',
      plan: { standard: PLAN, increments: 5 },
      takenAt: '2026-11-09T02:00:00Z',
      place: 'MO',
      samples: [
        { sample: 'S-1', seal: 'seal-1' },
        { sample: 'S-2', seal: 'seal-2' },
      ],
      custody: [{ at: '2026-11-09T07:00:00Z', from: WHO.sampler.name, to: 'courier', sealIntact: true }],
    },
    '2026-11-09T09:00:00Z',
  );
}

/** A sound result for lead, below the limit. */
export function leadResult(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    outcome: 'quantified',
    result: 'r-1',
    substance: 'pb',
    quantity: { value: '0.1', unit: 'mg/kg' },
    expandedUncertainty: { value: '0.02', unit: 'mg/kg', coverageFactor: '2' },
    method: { standard: METHOD },
    basis: 'edible part',
    testedOn: '2026-11-11',
    limitOfQuantification: { value: '0.02', unit: 'mg/kg' },
    ...more,
  };
}

/** The report on the sample of the record, with its instrument calibrated. */
export function reportDraft(sampling: Made, calibration: Made): Draft {
  return draft(
    'laboratory',
    'TestReport',
    'report',
    {
      id: 'urn:test:report',
      reportNumber: 'R-1',
      laboratory: { id: WHO.laboratory.did, name: WHO.laboratory.name, place: 'MO' },
      language: 'en',
      sample: {
        sample: 'S-1',
        description: 'leaf',
        food: 'leaf',
        receivedAt: '2026-11-09T08:00:00Z',
        seal: 'seal-1',
        samplingRecord: sampling.reference,
        statedLot: { food: 'leaf', lotNumber: 'L-1' },
      },
      results: [leadResult({ instruments: [{ instrument: 'balance B1', calibration: calibration.reference }] })],
      issuedOn: '2026-11-13',
      signatory: { function: 'signatory', meaning: 'I release this report' },
    },
    '2026-11-13T08:00:00Z',
  );
}

/** A draft of one of the parties. */
export function draft(
  who: keyof typeof WHO,
  kind: Draft['kind'],
  label: string,
  subject: Record<string, unknown>,
  validFrom = AT,
): Draft {
  return { issuer: WHO[who], kind, label, validFrom, subject };
}

const STANDARD_OF: Readonly<Record<string, string>> = {
  inspection: 'ISO/IEC 17020:2012',
  certification: 'ISO/IEC 17065:2012',
  'reference-materials': 'ISO 17034:2016',
};

/** An accreditation of one of the parties by the body, with one scope line. */
export function accreditation(who: keyof typeof WHO, line: Record<string, unknown>): Draft {
  return draft('body', 'Accreditation', `accreditation of ${who}`, {
    id: WHO[who].did,
    name: WHO[who].name,
    certificateNumber: `A-${who}`,
    standard: STANDARD_OF[String(line.activity)] ?? 'ISO/IEC 17025:2017',
    from: FROM,
    scope: [line],
  });
}

/** A registrar's word for the key of a party. */
export function keyDraft(who: keyof typeof WHO, more: Record<string, unknown> = {}, label = `key of ${who}`): Draft {
  const { did, keyId, publicKeyMultibase } = WHO[who];
  return draft('registrar', 'KeyAuthorisation', label, {
    id: did,
    key: keyId,
    publicKeyMultibase,
    purposes: ['assertionMethod'],
    from: AT,
    ...more,
  });
}

function policyDraft(): Draft {
  const informative = ['plausibility'];
  return draft('authority', 'PlacePolicy', 'policy', {
    id: 'urn:test:policy',
    place: 'MO',
    title: 'Test policy',
    demonstration: false,
    checks: Object.fromEntries(
      CHECK_GROUPS.map((group) => [group, informative.includes(group) ? 'informative' : 'required']),
    ),
    admissible: [{ purpose: 'limit', kind: 'TestReport', maximumAgeDays: 180, languages: ['en'] }],
    trustAnchors: [
      { id: WHO.registrar.did, name: 'registrar', role: 'registrar' },
      { id: WHO.authority.did, name: 'authority', role: 'authority' },
      { id: WHO.owner.did, name: 'owner', role: 'arrangement-owner' },
    ],
    secondary: 'decides-visibly',
    unstatedBasis: { when: 'blocks', takes: [], because: 'a test' },
    sampling: { plans: [PLAN], increments: 5 },
    decisionRule: { rule: { kind: 'simple-acceptance' }, origin: 'law', legalBasis: LAW },
    rounding: 'full-value',
    traceability: 'assured-by-accreditation',
    retest: { procedure: 'a third laboratory', legalBasis: LAW },
    logs: { required: false, because: 'none exists' },
    from: FROM,
  });
}
