// SPDX-License-Identifier: Apache-2.0
// A record in memory for the tests of traceability: from a reading up to the kilogram, nothing signed.
import { nodeSuite } from '@touchstone/credentials/node';
import { type CalendarDay, digestFromSha256, makeUuidV7, parseCalendarDay, parsePlace } from '@touchstone/identifiers';
import {
  CREDENTIALS_CONTEXT,
  parseStatement,
  QUALITY_CONTEXT,
  type StatementKind,
  type StatementReference,
  statementEdges,
} from '@touchstone/statements';
import type { FindPapers, RecordedPaper } from '../traceability/papers.ts';

const hashOf = (text: string) => nodeSuite.sha256(text);
export const day = (text: string): CalendarDay => parseCalendarDay(text);
export const did = (name: string) => `did:web:${name}.test.touchstone.example`;
export const ROOTS = [{ did: did('authority'), places: [parsePlace('CN')] }] as never;
const LAW = { instrument: 'Test rule', certainty: 'read' };
const PERIOD = { from: '2025-01-01', to: '2028-12-31' };
export const grams = (value: string) => ({ value, unit: 'g' });
const mg = (value: string) => ({ value, unit: 'mg' });

export interface Entry {
  readonly kind: StatementKind;
  readonly issuer: string;
  readonly subject: Record<string, unknown>;
  /** When it was signed, where that is not the same for all. */
  readonly at?: string;
}
/** The entries of the record by label; a reference to another is written `ref:label`. */
export type Entries = Readonly<Record<string, Entry>>;

const measures = (least: string) => [
  {
    quantity: 'mass',
    range: { from: grams('0.001'), to: grams('1000') },
    smallestExpandedUncertainty: mg(least),
    coverageFactor: '2',
  },
];
const standard = (name: string, more: Record<string, unknown>): Entry => ({
  kind: 'MeasurementStandard',
  issuer: 'authority',
  subject: {
    ...{ id: `urn:test:${name}`, certificateNumber: `MS ${name}`, standard: name, place: 'CN-GD', legalBasis: LAW },
    realisation: { by: 'artefact', description: 'weights' },
    ...PERIOD,
    ...more,
  },
});
const calibration = (instrument: string, by: string, more: Record<string, unknown>): Entry => ({
  kind: 'CalibrationCertificate',
  issuer: by,
  subject: {
    ...{ id: `urn:test:${instrument}`, certificateNumber: `C ${instrument}`, laboratory: { id: did(by), name: by } },
    ...{ instrument, calibratedOn: '2026-06-01', dueOn: '2027-05-31', method: { standard: 'CAL 1-2026' } },
    ...more,
  },
});
const points = (uncertainty: string) => [
  { quantity: 'mass', at: grams('100'), expandedUncertainty: mg(uncertainty), coverageFactor: '2' },
];
const grant = (holder: string, norm: string, line: Record<string, unknown>): Entry => ({
  kind: 'Accreditation',
  issuer: 'body',
  subject: {
    ...{ id: did(holder), name: holder, certificateNumber: `A ${holder}`, standard: norm, ...PERIOD },
    scope: [{ line: '1', object: { description: 'things' }, ...PERIOD, ...line }],
  },
});

/** The sound record; each test changes one entry. */
export function soundEntries() {
  return {
    kilogram: standard('kilogram', {
      ...{
        level: 'primary',
        keeper: { id: did('institute'), name: 'institute' },
        measures: measures('0.01'),
        place: 'CN',
      },
      realisation: { by: 'intrinsic', description: 'Kibble balance', constants: ['h', 'c', 'ΔνCs'] },
    }),
    e2: standard('E2', {
      level: 'public',
      keeper: { id: did('province'), name: 'province' },
      measures: measures('0.05'),
    }),
    e2Calibration: calibration('E2', 'institute', {
      ...{ results: points('0.02'), references: [{ standard: 'kilogram', attestation: 'ref:kilogram' }] },
    }),
    f1Calibration: calibration('F1', 'province', {
      ...{ results: points('0.10') },
      references: [{ standard: 'E2', attestation: 'ref:e2', calibration: 'ref:e2Calibration' }],
    }),
    calibrator: grant('calibrator', 'ISO/IEC 17025:2017', {
      ...{ activity: 'calibration', property: { quantity: 'mass' }, method: { standard: 'CAL 1-2026' } },
      ...{ range: { from: grams('1'), to: grams('200') }, smallestExpandedUncertainty: mg('0.1') },
      uncertaintyOver: { form: 'linear', constant: mg('0.1'), proportional: '0.000001' },
    }),
    balance: calibration('balance B1', 'calibrator', {
      ...{ results: points('0.3'), references: [{ standard: 'F1', calibration: 'ref:f1Calibration' }] },
    }),
    producer: grant('producer', 'ISO 17034:2016', {
      activity: 'reference-materials',
      property: { substance: 'pb' },
      method: { standard: 'ISO 33405:2024' },
      range: { from: { value: '1', unit: 'mg/L' }, to: { value: '10000', unit: 'mg/L' } },
    }),
    lead: {
      kind: 'ReferenceMaterialCertificate',
      issuer: 'producer',
      subject: {
        ...{ id: 'urn:test:lead', certificateNumber: 'RM 1', producer: { id: did('producer'), name: 'producer' } },
        ...{ material: 'lead solution', batch: '7', certifiedOn: '2026-01-01', validUntil: '2027-12-31' },
        values: [
          {
            substance: 'pb',
            quantity: { value: '1000', unit: 'mg/L' },
            expandedUncertainty: { value: '4', unit: 'mg/L' },
            coverageFactor: '2',
          },
        ],
      },
    },
    laboratory: grant('laboratory', 'ISO/IEC 17025:2017', {
      ...{ activity: 'testing', property: { substance: 'pb' }, method: { standard: 'GB 5009.12-2023' } },
    }),
    report: {
      kind: 'TestReport',
      issuer: 'laboratory',
      subject: {
        ...{ id: 'urn:test:report', reportNumber: 'R-1', language: 'en', issuedOn: '2026-11-13' },
        laboratory: { id: did('laboratory'), name: 'laboratory', place: 'CN-GD' },
        sample: { sample: 'S-1', description: 'leaf', receivedAt: '2026-11-09T08:00:00Z' },
        results: [reading('r-1', [{ instrument: 'balance B1', calibration: 'ref:balance' }, LEAD])],
      },
    },
  } satisfies Entries;
}

export const LEAD = { instrument: 'lead solution 7', calibration: 'ref:lead' };

/** A result for lead, by these instruments. */
export function reading(result: string, instruments: readonly object[] | undefined, more: object = {}): object {
  return {
    ...{ outcome: 'quantified', result, substance: 'pb', quantity: { value: '0.14', unit: 'mg/kg' } },
    ...{ method: { standard: 'GB 5009.12-2023' }, basis: 'edible part', testedOn: '2026-11-11' },
    ...(instruments === undefined ? {} : { instruments }),
    ...more,
  };
}

/** A change of the status of another entry, by its issuer. */
export function change(of: string, issuer: string, more: Record<string, unknown> = {}): Entry {
  const subject = {
    id: 'urn:test:change',
    changes: `ref:${of}`,
    status: 'suspended',
    reason: 'r',
    from: '2026-07-01T00:00:00Z',
  };
  return { kind: 'StatusChange', issuer, subject: { ...subject, ...more } };
}

/** An entry with members of its subject replaced. */
export function changed(entries: Entries, label: string, more: Record<string, unknown>): Entries {
  const entry = entries[label] as Entry;
  return { ...entries, [label]: { ...entry, subject: { ...entry.subject, ...more } } };
}

/** The record of these entries, and the references to them. */
export function recordOf(entries: Entries): {
  readonly find: FindPapers;
  readonly trips: () => number;
  readonly reference: (label: string) => StatementReference;
} {
  const made = new Map<string, RecordedPaper & { readonly reference: StatementReference }>();
  const makeOne = (label: string): StatementReference => {
    const known = made.get(label);
    if (known !== undefined) return known.reference;
    const { kind, issuer, subject, at = '2026-06-01T00:00:00Z' } = entries[label] as Entry;
    const filled = JSON.parse(JSON.stringify(subject), (_, value) => {
      if (typeof value !== 'string' || !value.startsWith('ref:')) return value;
      return value.slice(4) in entries ? makeOne(value.slice(4)) : strange(value);
    });
    const uuid = makeUuidV7(1_780_000_000_000, hashOf(label).subarray(0, 10));
    // As somebody may have signed it before figures were asked for: of the right shape, with any figures.
    const body = {
      '@context': [CREDENTIALS_CONTEXT, QUALITY_CONTEXT],
      id: `urn:uuid:${uuid}`,
      type: ['VerifiableCredential', kind],
      issuer: did(issuer),
      validFrom: at,
      credentialSubject: filled,
    };
    parseStatement(body);
    const digest = digestFromSha256(hashOf(JSON.stringify(body)));
    const reference = { id: `urn:uuid:${uuid}`, issuer: did(issuer), digest } as StatementReference;
    made.set(label, { body, digest, recordedAt: '2026-11-01T00:00:00Z', reference });
    return reference;
  };
  const strange = (text: string) => ({
    ...{ id: 'urn:uuid:01900000-0000-7000-8000-00000000dead', issuer: did('stranger') },
    digest: digestFromSha256(hashOf(text)),
  });
  for (const label of Object.keys(entries)) makeOne(label);
  const all = [...made.values()].map((paper) => ({ paper, edges: statementEdges(parseStatement(paper.body)) }));
  let trips = 0;
  return {
    trips: () => trips,
    reference: makeOne,
    async find(requests) {
      trips += 1;
      return requests.map((request) =>
        all
          .filter(({ paper, edges }) =>
            request.by === 'identity'
              ? paper.reference.issuer === request.issuer && paper.reference.id === request.id
              : edges.some(({ relation, key }) => relation === request.relation && key === request.key),
          )
          .map(({ paper }) => paper),
      );
    },
  };
}
