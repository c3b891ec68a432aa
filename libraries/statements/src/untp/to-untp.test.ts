// SPDX-License-Identifier: Apache-2.0
import { digestFromSha256, parseInstant } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import schemas from '../../vectors/untp-0.7.0-schemas.json' with { type: 'json' };
import { composeBody, parseStatement, type Statement } from '../body.ts';
import { KINDS, type StatementKind } from '../kind.ts';
import { StatementError } from '../statement-error.ts';
import { type Schema, schemaFaults } from '../testing/json-schema.ts';
import { recordedBody } from '../testing/recorded-body.ts';
import { ISSUER, OTHER, REFERENCE, SUBJECTS, UUID } from '../testing/subjects.ts';
import { leafPaths } from './loss.ts';
import { readUntp } from './read-untp.ts';
import type { UntpAssessment, UntpAttestation, UntpDocument, UntpIdentity } from './reading.ts';
import { toUntp, UNTP_EXPORTED_KINDS, type UntpExport } from './to-untp.ts';
import { isUri, urnOf } from './write-parts.ts';

type Exported = (typeof UNTP_EXPORTED_KINDS)[number];
type Json = Record<string, unknown>;
const OPTIONS = {
  uuid: '01900000-0000-7000-8000-0000000000ff',
  issuerName: 'Lab',
  digest: digestFromSha256(new Uint8Array(32)),
  validFrom: parseInstant('2026-11-20T00:00:00Z'),
};

function statement(kind: StatementKind, subject: unknown = SUBJECTS[kind], issuer = OTHER): Statement {
  return parseStatement(recordedBody(kind, { uuid: UUID, issuer, validFrom: '2026-11-13T08:00:00Z' }, subject));
}
const exported = (kind: StatementKind, subject?: unknown): UntpExport => toUntp(statement(kind, subject), OPTIONS);
const reasons = ({ losses }: UntpExport) => new Map(losses.map(({ path, reason }) => [path, reason]));

function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((holder, step) => (holder as Json | undefined)?.[step], value);
}

/** The fields of ours that a reading says, at the places where our own subjects have them. */
const AGAIN: Readonly<Record<Exported, (read: UntpDocument) => unknown>> = {
  TestReport: (read) => {
    const { holder, assessments, number, name, description } = read.reading as UntpAttestation;
    return {
      id: number,
      reportNumber: name,
      provenance: description,
      laboratory: { id: read.issuer?.did, name: read.issuer?.name },
      client: holder,
      sample: {
        sample: assessments[0]?.results[0]?.sample ?? conditionOf(assessments[0], 'sample'),
        description: assessments[0]?.objects[0]?.description,
        statedLot: assessments[0]?.objects[0],
      },
      results: assessments.map((assessment) => ({
        ...assessment.results[0],
        result: assessment.name,
        testedOn: assessment.on,
      })),
    };
  },
  InspectionReport: (read) => {
    const { assessments, number, name } = read.reading as UntpAttestation;
    const object = assessments[0]?.objects[0];
    return {
      id: number,
      reportNumber: name,
      body: { id: read.issuer?.did, name: read.issuer?.name },
      lot: { ...object, food: object?.description },
      inspectedOn: assessments[0]?.on,
      findings: assessments.map(({ findings, description }) => ({ ...findings[0], note: description })),
    };
  },
  CalibrationCertificate: (read) => {
    const { assessments, number, name } = read.reading as UntpAttestation;
    return {
      id: number,
      certificateNumber: name,
      laboratory: { id: read.issuer?.did, name: read.issuer?.name },
      instrument: assessments[0]?.objects[0]?.description,
      calibratedOn: assessments[0]?.on,
      method: assessments[0]?.results[0]?.method,
      results: assessments.map(({ results: [result] }) => ({
        quantity: result?.substance,
        at: result?.quantity,
        expandedUncertainty: result?.expandedUncertainty,
        coverageFactor: result?.expandedUncertainty?.coverageFactor,
      })),
    };
  },
  ConformityCertificate: (read) => {
    const { assessments, number, name, holder, scheme } = read.reading as UntpAttestation;
    return {
      id: number,
      certificateNumber: name,
      holder,
      scheme,
      objects: assessments[0]?.objects,
      requirements: assessments[0]?.requirements,
      reports: assessments[0]?.evidence.map(({ url, digestMultibase }) => ({ id: url, digest: digestMultibase })),
    };
  },
  SelfDeclaration: (read) => {
    const { assessments, number, holder } = read.reading as UntpAttestation;
    const object = assessments[0]?.objects[0];
    return {
      id: number,
      declarant: holder,
      lot: object === undefined ? undefined : { ...object, food: object.description },
      declares: assessments.map(({ requirements: [requirement], description }) => ({ requirement, text: description })),
      declaredOn: assessments[0]?.on,
    };
  },
  Accreditation: (read) => {
    const { scheme, ...identity } = read.reading as UntpIdentity;
    return { ...identity, standard: scheme?.name };
  },
};

function conditionOf(assessment: UntpAssessment | undefined, label: string): string | undefined {
  return assessment?.conditions.find((text) => text.startsWith(`${label}: `))?.slice(label.length + 2);
}

const text = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 12 })
  .map((one) => one.trim())
  .filter((one) => one !== '');
const decimal = fc.oneof(
  fc.constantFrom('0', '0.10', '1e0'.slice(0, 1), '-0.5', '123456789012345678901', '0.00000001', '2.50'),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((one) => one.toFixed(6)),
);
const unit = fc.constantFrom('mg/kg', 'ug/kg', 'Bq/L', 'Bq/kg', 'kg', 'furlong', '%');
const quantity = fc.record({ value: decimal, unit });
const day = fc.integer({ min: 0, max: 20_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const some = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const list = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });
const party = fc.record(
  { name: text, did: fc.constant(OTHER), identifier: text, demonstration: fc.boolean() },
  { requiredKeys: ['name'] },
);
const gtin = fc.oneof(text, fc.constantFrom('09520123456788', '9520123456788'));
const lot = fc.record(
  { food: text, lotNumber: text, gtin, description: text, producer: party },
  { requiredKeys: ['food', 'lotNumber'] },
);
const id = fc.oneof(text, fc.constant('urn:x:1'));
const body = fc.record({ id: fc.constantFrom(OTHER, ISSUER), name: fc.constantFrom('Lab', 'Other') });
const factor = fc.constantFrom('2', '2.0', '0', '1.96');
const uncertainty = fc.record({ value: decimal, unit, coverageFactor: factor });
const measured = { result: text, substance: text, method: fc.record({ standard: text }), basis: text, testedOn: day };
const SUBJECT: Readonly<Record<Exported, fc.Arbitrary<unknown>>> = {
  TestReport: fc.record({
    id,
    reportNumber: text,
    laboratory: fc.record(
      {
        id: fc.constantFrom(OTHER, ISSUER),
        name: fc.constantFrom('Lab', 'x'),
        demonstration: fc.boolean(),
        place: fc.constant('MO'),
      },
      { requiredKeys: ['id', 'name', 'place'] },
    ),
    client: some(party),
    language: fc.constant('en'),
    sample: fc.record({
      sample: text,
      description: text,
      receivedAt: fc.constant('2026-11-09T08:00:00Z'),
      samplingRecord: some(fc.constant(REFERENCE)),
      statedLot: some(lot),
    }),
    results: list(
      fc.oneof(
        fc.record({
          outcome: fc.constant('quantified'),
          ...measured,
          quantity,
          expandedUncertainty: some(uncertainty),
        }),
        fc.record({ outcome: fc.constant('not-detected'), ...measured, limitOfDetection: quantity }),
      ),
    ),
    issuedOn: day,
    provenance: some(text),
  }),
  InspectionReport: fc.record({
    id,
    reportNumber: text,
    body,
    lot,
    inspectedOn: day,
    findings: list(fc.record({ requirement: text, fulfilled: fc.boolean(), note: some(text) })),
    issuedOn: day,
  }),
  CalibrationCertificate: fc.record({
    id,
    certificateNumber: text,
    laboratory: body,
    instrument: text,
    calibratedOn: day,
    method: fc.record({ standard: text }),
    results: list(fc.record({ quantity: text, at: quantity, expandedUncertainty: quantity, coverageFactor: factor })),
  }),
  ConformityCertificate: fc.record({
    id,
    certificateNumber: text,
    holder: party,
    scheme: fc.record({ name: text, type: fc.constant('5') }),
    objects: list(
      fc.record({ description: text, food: text, gtin, lotNumber: text }, { requiredKeys: ['description'] }),
    ),
    requirements: list(text),
    reports: some(fc.constant([REFERENCE])),
    from: day,
    to: some(day),
  }),
  SelfDeclaration: fc.record({
    id,
    declarant: party,
    lot: some(lot),
    declares: list(fc.record({ requirement: text, text })),
    declaredOn: day,
  }),
  Accreditation: fc.record({
    id: fc.constant(OTHER),
    name: text,
    certificateNumber: text,
    standard: text,
    from: day,
    to: some(day),
    scope: fc.constant(SUBJECTS.Accreditation.scope),
  }),
};

describe('toUntp()', () => {
  it.each(UNTP_EXPORTED_KINDS)('makes of a %s a credential that fits the published schema', (kind) => {
    const { body } = exported(kind);
    const { kind: read } = readUntp(body);
    expect(schemaFaults(schemas.schemas[read] as Schema, body)).toEqual([]);
    expect(body).toMatchObject({
      id: `urn:uuid:${OPTIONS.uuid}`,
      issuer: { id: OTHER, name: 'Lab' },
      validFrom: '2026-11-20T00:00:00Z',
      relatedResource: [{ id: `urn:uuid:${UUID}`, digestMultibase: OPTIONS.digest }],
    });
    expect(body).not.toHaveProperty('credentialStatus');
  });

  it.each(UNTP_EXPORTED_KINDS)('reads again from a %s every field that is not among the losses', (kind) => {
    fc.assert(
      fc.property(SUBJECT[kind], (subject) => {
        const original = statement(kind, JSON.parse(JSON.stringify(subject)));
        const made = toUntp(original, OPTIONS);
        const read = readUntp(JSON.parse(JSON.stringify(made.body)));
        expect(schemaFaults(schemas.schemas[read.kind] as Schema, made.body)).toEqual([]);
        expect(read.gaps.filter(({ grade, code }) => grade === 'unreadable' && code !== 'UNIT_UNKNOWN')).toEqual([]);
        const lost = reasons(made);
        const again = AGAIN[kind](read);
        for (const path of leafPaths(original.subject)) {
          if (!lost.has(path)) expect([path, valueAt(again, path)]).toEqual([path, valueAt(original.subject, path)]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('carries more than it loses of a plain report, and names what it loses', () => {
    const lost = reasons(exported('TestReport'));
    for (const path of ['reportNumber', 'results.0.substance', 'results.0.method.standard', 'results.0.basis']) {
      expect(lost.has(path)).toBe(false);
    }
    expect([...lost.keys()]).toEqual(
      expect.arrayContaining([
        'language',
        'sample.food',
        'sample.receivedAt',
        'sample.samplingRecord.digest',
        'results.0.quantity.value',
        'results.0.instruments.0.instrument',
        'results.1.limitOfQuantification.value',
        'results.2.outcome',
        'results.2.substance',
        'results.2.method.deviation',
        'signatory.meaning',
        'laboratory.place',
      ]),
    );
    expect(lost.get('results.0.quantity.value')).toContain('trailing zeros');
  });

  const result = (SUBJECTS.TestReport.results as Json[])[0] as Json;
  const withResult = (more: Json) =>
    exported('TestReport', { ...SUBJECTS.TestReport, results: [{ ...result, ...more }] });
  const measureOf = ({ body }: UntpExport) =>
    valueAt(body, 'credentialSubject.conformityAssessment.0.assessedPerformance.0.measure');

  it('writes no number that is not the number of the report, and none in a unit without a code', () => {
    expect(measureOf(withResult({}))).toEqual({
      type: ['Measure'],
      value: 0.1,
      upperTolerance: 0.1,
      lowerTolerance: 0.1,
      unit: 'NA',
    });
    expect(measureOf(withResult({ quantity: { value: '0.12345678901234567890', unit: 'mg/kg' } }))).toBeUndefined();
    expect(measureOf(withResult({ quantity: { value: '9'.repeat(400), unit: 'mg/kg' } }))).toBeUndefined();
    expect(measureOf(withResult({ quantity: { value: '1', unit: 'Bq/L' } }))).toBeUndefined();
  });

  it.each([
    ['another unit', { value: '0.1', unit: 'g/kg', coverageFactor: '2' }],
    ['no uncertainty at all', { value: '0', unit: 'mg/kg', coverageFactor: '2' }],
    ['a coverage factor of nothing', { value: '0.1', unit: 'mg/kg', coverageFactor: '0' }],
  ])('writes no tolerance for %s', (_, expandedUncertainty) => {
    const made = withResult({ expandedUncertainty });
    expect(measureOf(made)).not.toHaveProperty('upperTolerance');
    expect(reasons(made).has('results.0.expandedUncertainty.value')).toBe(true);
  });

  it('writes a result without a number as a word for people, which reads as no result', () => {
    const { body } = exported('TestReport');
    expect(valueAt(body, 'credentialSubject.conformityAssessment.2.assessedPerformance.0')).toMatchObject({
      score: { code: 'not-detected' },
    });
    expect((readUntp(body).reading as UntpAttestation).assessments[2]?.results).toEqual([]);
  });

  it('claims no level, client or scheme that the statement does not name', () => {
    const made = exported('TestReport', { ...SUBJECTS.TestReport, client: undefined });
    expect(made.standIns.map(({ at }) => at)).toEqual([
      '/credentialSubject/assessmentLevel',
      '/credentialSubject/issuedToParty',
      '/credentialSubject/referenceScheme',
    ]);
    const read = readUntp(made.body).reading as UntpAttestation;
    expect([read.holder, read.scheme, read.claimedLevel]).toEqual([undefined, undefined, 'no-endorsement']);
  });

  it.each([
    [{ client: { name: 'Client', demonstration: true }, provenance: undefined }],
    [{ laboratory: { id: OTHER, name: 'Lab', place: 'MO', demonstration: true }, provenance: undefined }],
  ])('says of a demonstration that it is one: %j', (more) => {
    const made = exported('TestReport', JSON.parse(JSON.stringify({ ...SUBJECTS.TestReport, ...more })));
    expect((readUntp(made.body).reading as UntpAttestation).description).toContain('demonstration');
  });

  it('ends no later than what it exports', () => {
    expect(exported('Accreditation').body.validUntil).toBe('2026-12-31T16:00:00Z');
    const parts = { uuid: UUID, issuer: OTHER, validFrom: '2026-01-01T00:00:00Z' };
    const subject = SUBJECTS.Accreditation as never;
    const sooner = composeBody('Accreditation', { ...parts, validUntil: '2026-06-30T00:00:00Z', subject });
    expect(toUntp(parseStatement(sooner), OPTIONS).body.validUntil).toBe('2026-06-30T00:00:00Z');
    const open = { ...SUBJECTS.Accreditation, to: '9999-12-31' };
    expect(exported('Accreditation', open).body).not.toHaveProperty('validUntil');
    expect(exported('TestReport').body).not.toHaveProperty('validUntil');
  });

  it('gives an accreditation no scope beyond addresses in the original', () => {
    expect((exported('Accreditation').body.credentialSubject as Json).registrationScope).toEqual([
      `urn:uuid:${UUID}#scope.0`,
      `urn:uuid:${UUID}#scope.1`,
      `urn:uuid:${UUID}#scope.2`,
    ]);
  });

  const others = (Object.keys(KINDS) as StatementKind[]).filter(
    (kind) => !UNTP_EXPORTED_KINDS.some((one) => one === kind),
  );
  it.each(others)('refuses a %s, which UNTP has no counterpart for', (kind) => {
    expect(() => exported(kind)).toThrow(expect.objectContaining({ code: 'UNKNOWN_KIND' }));
    expect(() => exported(kind)).toThrow(StatementError);
  });

  it('refuses an id of its own that is no UUID of version 7', () => {
    expect(() => toUntp(statement('TestReport'), { ...OPTIONS, uuid: 'x' })).toThrow(
      expect.objectContaining({ code: 'BAD_FORMAT' }),
    );
  });
});

describe('isUri() and urnOf()', () => {
  it.each(['urn:x:1', 'https://example.org/a?b#c', 'urn:touchstone:x:%20'])('take %s', (uri) => {
    expect(isUri(uri)).toBe(true);
  });
  it.each(['x', 'urn:', 'urn:a b', 'urn:é', 'urn:%2', ':x', 'urn:"'])('refuse %s', (uri) => {
    expect(isUri(uri)).toBe(false);
  });
  it('make an address of any name, and of a long one no long address', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => isUri(urnOf('x', name))));
    expect(urnOf('x', '\ud800'.repeat(4_000)).length).toBeLessThan(4_000);
    expect(urnOf('x', `a${'b'.repeat(400)}`)).not.toBe(urnOf('x', `a${'b'.repeat(401)}`));
  });
});
