// SPDX-License-Identifier: Apache-2.0
import type { ScopeLine } from '@touchstone/statements';
import { demonstrationBasis, IN_HOUSE_METHOD, PARTIES, SAMPLING_PLAN } from './authorities.ts';
import { type DemonstrationParty, type MadeStatement, make } from './parties.ts';

const FROM = '2025-01-01';
const UNTIL = '2028-12-31';
const AT = '2025-01-01T00:00:00Z';

interface Method {
  readonly substance: string;
  readonly foods: readonly string[];
  readonly standard: string;
  readonly unit: string;
  readonly range: readonly [string, string];
  readonly loq: string;
}

/** Methods of the demonstration laboratory. Ranges and limits are made up for the demonstration. */
const METHODS: readonly Method[] = [
  {
    substance: 'pb',
    foods: ['vegetables', 'fruits'],
    standard: 'GB 5009.12-2023',
    unit: 'mg/kg',
    range: ['0.02', '10'],
    loq: '0.02',
  },
  {
    substance: 'pb',
    foods: ['vegetables'],
    standard: IN_HOUSE_METHOD,
    unit: 'mg/kg',
    range: ['0.05', '10'],
    loq: '0.05',
  },
  {
    substance: 'mehg',
    foods: ['fish', 'aquatic-animals'],
    standard: 'GB 5009.17-2021',
    unit: 'mg/kg',
    range: ['0.02', '10'],
    loq: '0.02',
  },
  {
    substance: 'i-131',
    foods: ['dairy'],
    standard: 'GB 14883.9-2016',
    unit: 'Bq/kg',
    range: ['0.4', '10000'],
    loq: '0.4',
  },
];

type TestingInput = Extract<ScopeLine, { activity: 'testing' }>;

function testingScope(methods: readonly Method[], to = UNTIL): TestingInput[] {
  return methods.map(({ substance, foods, standard, unit, range, loq }, index) => ({
    activity: 'testing',
    line: `T${index + 1}`,
    object: { description: foods.join(', '), foods: [...foods] },
    property: { substance },
    method: { standard },
    range: { from: { value: range[0], unit }, to: { value: range[1], unit } },
    limitOfQuantification: { value: loq, unit },
    from: FROM,
    to,
  })) as unknown as TestingInput[];
}

/** Accreditations and statutory qualifications of every laboratory of the examples. */
export async function makeCompetence(): Promise<readonly MadeStatement[]> {
  const old = METHODS.map((method) => ({
    ...method,
    standard: method.standard.replace('GB 5009.12-2023', 'GB 5009.12-2017'),
  }));
  const laboratories: readonly [DemonstrationParty, readonly Method[], DemonstrationParty, string][] = [
    [PARTIES.laboratory, METHODS, PARTIES.bodyOne, UNTIL],
    [PARTIES.second, METHODS, PARTIES.bodyOne, UNTIL],
    [PARTIES.lapsed, METHODS, PARTIES.bodyOne, '2026-10-31'],
    [PARTIES.oldScope, old, PARTIES.bodyOne, UNTIL],
    [PARTIES.otherBody, METHODS, PARTIES.bodyTwo, UNTIL],
    [PARTIES.lateKey, METHODS, PARTIES.bodyOne, UNTIL],
    [PARTIES.listing, METHODS, PARTIES.bodyOne, UNTIL],
  ];
  const grants = laboratories.flatMap(([laboratory, methods, body, to]) => [
    makeAccreditation(laboratory, testingScope(methods, to), body, to),
    makeQualification(laboratory, testingScope(methods)),
  ]);
  return Promise.all([
    ...grants,
    makeAccreditation(PARTIES.sampler, [samplingLine()], PARTIES.bodyOne, UNTIL),
    makeAccreditation(PARTIES.calibrator, [calibrationLine()], PARTIES.bodyOne, UNTIL),
  ]);
}

function samplingLine(): ScopeLine {
  return {
    activity: 'sampling',
    line: 'S1',
    object: { description: 'food' },
    method: { standard: SAMPLING_PLAN },
    from: FROM,
    to: UNTIL,
  } as unknown as ScopeLine;
}

function calibrationLine(): ScopeLine {
  return {
    activity: 'calibration',
    line: 'C1',
    object: { description: 'analytical balances' },
    property: { quantity: 'mass' },
    method: { standard: 'DEMONSTRATION-CAL 1-2026' },
    range: { from: { value: '0.001', unit: 'g' }, to: { value: '200', unit: 'g' } },
    smallestExpandedUncertainty: { value: '0.00010', unit: 'g' },
    from: FROM,
    to: UNTIL,
  } as unknown as ScopeLine;
}

function makeAccreditation(
  holder: DemonstrationParty,
  scope: ScopeLine[],
  body: DemonstrationParty,
  to: string,
): Promise<MadeStatement> {
  return make(body, 'Accreditation', `accreditation of ${holder.did}`, {
    validFrom: AT,
    subject: {
      id: holder.did,
      name: holder.name,
      certificateNumber: `DEMO-${labelOf(holder)}`,
      standard: 'ISO/IEC 17025:2017',
      from: FROM,
      to,
      scope,
    },
  });
}

/** A new accreditation by body one, from before the day on which the lots were tested: for nodes that run. */
export function makeGrant(holder: DemonstrationParty, label: string): Promise<MadeStatement> {
  return make(PARTIES.bodyOne, 'Accreditation', `${label}, accreditation of ${holder.did}`, {
    validFrom: '2026-11-01T00:00:00Z',
    subject: {
      id: holder.did,
      name: holder.name,
      certificateNumber: `DEMO-${label.replaceAll(' ', '-')}-${labelOf(holder)}`,
      standard: 'ISO/IEC 17025:2017',
      from: '2026-11-01',
      to: UNTIL,
      scope: testingScope(METHODS).map((line) => ({ ...line, from: '2026-11-01' })),
    },
  });
}

function makeQualification(holder: DemonstrationParty, scope: ScopeLine[]): Promise<MadeStatement> {
  return make(PARTIES.cn, 'StatutoryQualification', `qualification of ${holder.did}`, {
    validFrom: AT,
    subject: {
      id: holder.did,
      name: holder.name,
      certificateNumber: `DEMO-CMA-${labelOf(holder)}`,
      place: 'CN',
      legalBasis: demonstrationBasis('Qualification of testing bodies'),
      from: FROM,
      to: UNTIL,
      scope,
    },
  });
}

function labelOf({ did }: DemonstrationParty): string {
  return did.split(':')[2]?.split('.')[0] ?? did;
}

/** A registrar's word for the key of everybody who is no trust anchor by itself. */
export async function makeKeyAuthorisations(): Promise<readonly MadeStatement[]> {
  return Promise.all(
    Object.values(PARTIES)
      .filter((party) => party !== PARTIES.registrar)
      .map((party) =>
        make(PARTIES.registrar, 'KeyAuthorisation', `key of ${party.did}`, {
          validFrom: AT,
          subject: {
            id: party.did,
            key: party.keyId,
            publicKeyMultibase: party.publicKeyMultibase,
            purposes: ['assertionMethod'],
            from: party === PARTIES.lateKey ? '2026-11-20T00:00:00Z' : AT,
          },
        }),
      ),
  );
}

/** Notices about the editions of the test methods; their dates are from memory, and the notices say so. */
export async function makeNotices(): Promise<readonly MadeStatement[]> {
  const notices: readonly [string, string, 'in-force' | 'replaced', string, string?][] = [
    ['GB 5009.12-2023', 'Determination of lead in food', 'in-force', '2024-03-06'],
    ['GB 5009.17-2021', 'Determination of total mercury and organic mercury in food', 'in-force', '2022-03-07'],
    ['GB 14883.9-2016', 'Determination of iodine-131 in food', 'in-force', '2017-03-01'],
  ];
  const authorities = [PARTIES.cn, PARTIES.hk, PARTIES.mo];
  return Promise.all(
    authorities.flatMap((authority) =>
      notices.map(([standard, title, status, from]) =>
        make(authority, 'StandardNotice', `notice ${standard} ${status}`, {
          validFrom: AT,
          subject: {
            id: `urn:touchstone:demonstration:notice:${standard}`,
            standard,
            title,
            status,
            from,
            source: 'demonstration notice; dates recalled, not read',
          },
        }),
      ),
    ),
  );
}
