// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import schemas from '../../vectors/untp-0.7.0-schemas.json' with { type: 'json' };
import { LIST_LIMIT } from '../fields.ts';
import { StatementError, type StatementErrorCode } from '../statement-error.ts';
import { type Schema, schemaFaults } from '../testing/json-schema.ts';
import { UNTP_BODIES } from '../testing/untp-bodies.ts';
import { GAPS_MAX, type GapCode } from './gap.ts';
import { readUntp } from './read-untp.ts';
import type { UntpAttestation, UntpClaims, UntpIdentity } from './reading.ts';
import { UNTP_KINDS, type UntpKind } from './untp-kind.ts';
import {
  type Json,
  ASSESSMENT,
  MEASURE,
  CONFORMITY,
  changed,
  attested,
  firstResult,
  codes,
} from '../testing/untp-changed.ts';

function refused(body: unknown): StatementErrorCode {
  try {
    readUntp(body);
  } catch (error) {
    if (error instanceof StatementError) return error.code;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('readUntp()', () => {
  it.each(UNTP_KINDS)('reads a sound %s, which fits the published schema', (kind) => {
    expect(schemaFaults(schemas.schemas[kind] as Schema, UNTP_BODIES[kind])).toEqual([]);
    const read = readUntp(UNTP_BODIES[kind]);
    expect(read).toMatchObject({
      kind,
      id: 'urn:uuid:01900000-0000-7000-8000-00000000000a',
      name: 'A test',
      issuer: { name: 'Test laboratory', did: 'did:web:laboratory.test.touchstone.example' },
      validFrom: '2026-11-13T08:00:00Z',
      validUntil: '2027-11-13T08:00:00Z',
    });
    expect(read.gaps.filter(({ grade }) => grade === 'unreadable')).toEqual([]);
    expect(read.gaps.filter(({ code }) => code === 'MISSING_MEMBER')).toEqual([]);
  });

  it('carries what a conformity credential attests, and what it found', () => {
    const { assessments, ...attestation } = attested(UNTP_BODIES[CONFORMITY]);
    expect(attestation).toMatchObject({
      attestation: 'testing',
      assessor: '3rdParty',
      claimedLevel: 'authority-benchmark',
      number: 'https://example.org/reports/R-1',
      holder: { name: 'Grower', did: 'did:web:grower.test.touchstone.example', identifier: 'G-1' },
      scheme: { name: 'Scheme' },
      profile: { name: 'Profile' },
      authorisations: [{ name: 'Accreditation A-1', authority: { name: 'Grower', identifier: 'G-1' }, evidence: {} }],
      evidence: [{ url: 'https://example.org/report.pdf', digestMultibase: 'zQm', mediaType: 'application/pdf' }],
    });
    expect(attestation.authorisations[0]?.authority).not.toHaveProperty('did');
    expect(assessments).toMatchObject([
      {
        name: 'Lead in leaf',
        on: '2026-11-11',
        objects: [{ description: 'Leaf, fresh', gtin: '09520123456788', lotNumber: 'L-1', verifiedByIssuer: true }],
        facilities: [{ name: 'Farm' }],
        organisation: { name: 'Grower' },
        requirements: ['Lead below the limit'],
        standards: ['GB 2762-2025'],
        regulations: ['Food Safety Law'],
        conformance: true,
        findings: [{ requirement: 'Lead below the limit', fulfilled: true }],
        results: [
          {
            substance: 'lead',
            metric: 'https://example.org/lead',
            quantity: { value: '0.1432', unit: 'mg/kg' },
            written: { value: '0.1432', unit: 'NA' },
            tolerance: { upper: '0.023', lower: '0.023' },
            expandedUncertainty: { value: '0.023', unit: 'mg/kg', coverageFactor: '2' },
            method: { standard: 'GB 5009.12-2023' },
            basis: 'edible part',
            sample: 'S-1',
            testedOn: '2026-11-11',
          },
        ],
      },
    ]);
  });

  it('names everything that the sound conformity credential leaves open', () => {
    expect(new Set(readUntp(UNTP_BODIES[CONFORMITY]).gaps.map(({ code }) => code))).toEqual(
      new Set<GapCode>([
        'NO_DETECTION_LIMITS',
        'NO_INSTRUMENTS',
        'NO_SAMPLING_RECORD',
        'ASSESSED_TAKEN_AS_TESTED',
        'SUBSTANCE_BY_NAME',
        'DIGITS_UNKNOWN',
        'AUTHORISATION_UNCONFIRMED',
        'NO_SCHEME_TYPE',
        'NO_SIGNATORY',
        'ISSUER_PLACE_UNSTATED',
      ]),
    );
  });

  it('reads a passport and a facility record as the word of their issuer about itself', () => {
    const passport = readUntp(UNTP_BODIES.DigitalProductPassport);
    expect(passport.reading as UntpClaims).toMatchObject({
      object: { lotNumber: 'L-1', itemNumber: 'I-1', modelNumber: 'M-1', verifiedByIssuer: false },
      facility: { name: 'Farm' },
      country: 'CN',
      producedOn: '2026-11-08',
      parties: [{ role: 'producer', party: { name: 'Grower' } }],
      claims: [{ name: 'Lead', findings: [], results: [{ quantity: { value: '0.1432', unit: 'mg/kg' } }] }],
      evidence: [{ name: 'Report' }],
    });
    expect(codes(passport)).toContain('SELF_ASSESSED /credentialSubject');
    const facility = readUntp(UNTP_BODIES.DigitalFacilityRecord);
    expect(facility.reading as UntpClaims).toMatchObject({ facility: { name: 'Farm' }, country: 'CN', claims: [] });
    expect(codes(facility)).not.toContain('SELF_ASSESSED /credentialSubject');
  });

  it('reads what happened to which lot', () => {
    const { reading } = readUntp(UNTP_BODIES.DigitalTraceabilityEvent);
    expect(reading).toMatchObject({
      events: [
        { event: 'MakeEvent', at: '2026-11-10T08:00:00Z', from: [{ lotNumber: 'L-1' }], to: [{ lotNumber: 'L-1' }] },
        { event: 'MoveEvent', facilities: [{ name: 'Farm' }, { name: 'Farm' }], to: [{ lotNumber: 'L-1' }] },
        { event: 'ModifyEvent', parties: [{ role: 'processor' }], evidence: [{ name: 'Report' }] },
      ],
    });
  });

  it('reads that a register knows a party, and that this is no scope', () => {
    const read = readUntp(UNTP_BODIES.DigitalIdentityAnchor);
    expect(read.reading as UntpIdentity).toMatchObject({
      id: 'did:web:laboratory.test.touchstone.example',
      name: 'Test laboratory',
      certificateNumber: 'A-1',
      from: '2026-01-01',
      register: 'accreditation',
      scheme: { name: 'Register' },
      registrar: { name: 'Grower' },
      scope: ['https://example.org/scope/1'],
    });
    expect(codes(read)).toEqual(['NO_SCOPE_LINES /credentialSubject']);
  });

  it.each<[StatementErrorCode, string, unknown]>([
    ['NOT_AN_OBJECT', 'a text', 'x'],
    ['NOT_AN_OBJECT', 'a list', [UNTP_BODIES[CONFORMITY]]],
    ['UNKNOWN_KIND', 'nothing in it', {}],
    [
      'UNKNOWN_KIND',
      'the context of an older UNTP',
      changed(CONFORMITY, '@context.1', 'https://test.uncefact.org/vocabulary/untp/dcc/0.6.1/'),
    ],
    [
      'UNKNOWN_KIND',
      'another first context',
      changed(CONFORMITY, '@context.0', 'https://www.w3.org/2018/credentials/v1'),
    ],
    [
      'UNKNOWN_KIND',
      'the type of another kind of credential',
      changed(CONFORMITY, 'type', ['VerifiableCredential', 'Diploma']),
    ],
    [
      'UNKNOWN_KIND',
      'two kinds at once',
      changed(CONFORMITY, 'type', ['DigitalConformityCredential', 'DigitalProductPassport']),
    ],
    ['BAD_SHAPE', 'no subject', changed(CONFORMITY, 'credentialSubject', undefined)],
    ['BAD_SHAPE', 'a list for a subject', changed(CONFORMITY, 'credentialSubject', [])],
    ['BAD_SHAPE', 'one event without a list', changed('DigitalTraceabilityEvent', 'credentialSubject', {})],
  ])('refuses with %s a body with %s', (code, _, body) => {
    expect(refused(body)).toBe(code);
  });

  const performance = `${ASSESSMENT}.assessedPerformance.0`;
  const product = `${ASSESSMENT}.assessedProduct.0.product`;
  const at = (path: string) => `/${path.replaceAll('.', '/')}`;
  it.each<[GapCode, string, string, unknown, UntpKind?]>([
    ['MISSING_MEMBER', at('id'), 'id', undefined],
    ['BAD_MEMBER', at('id'), 'id', 5],
    ['BAD_MEMBER', at('name'), 'name', ''],
    ['BAD_MEMBER', at('name'), 'name', 'x'.repeat(4_201)],
    ['BAD_MEMBER', at('validFrom'), 'validFrom', '2026-11-13'],
    ['BAD_MEMBER', at('validUntil'), 'validUntil', 'soon'],
    ['ISSUER_WITHOUT_DID', '', 'issuer.id', 'https://example.org/lab'],
    ['ISSUER_WITHOUT_DID', '', 'issuer', undefined],
    ['MISSING_MEMBER', at('issuer.name'), 'issuer.name', undefined],
    ['SELF_ASSESSED', at('credentialSubject'), 'credentialSubject.assessorLevel', 'self'],
    ['BAD_MEMBER', at('credentialSubject.assessorLevel'), 'credentialSubject.assessorLevel', '1stParty'],
    ['MISSING_MEMBER', at('credentialSubject.assessorLevel'), 'credentialSubject.assessorLevel', undefined],
    ['MISSING_MEMBER', at('credentialSubject.attestationType'), 'credentialSubject.attestationType', undefined],
    ['MISSING_MEMBER', at('credentialSubject.issuedToParty'), 'credentialSubject.issuedToParty', undefined],
    ['MISSING_MEMBER', at('credentialSubject.referenceScheme'), 'credentialSubject.referenceScheme', undefined],
    [
      'MISSING_MEMBER',
      at('credentialSubject.authorisation.0.name'),
      'credentialSubject.authorisation.0.name',
      undefined,
    ],
    [
      'MISSING_MEMBER',
      at('credentialSubject.authorisation.0.issuingAuthority'),
      'credentialSubject.authorisation.0.issuingAuthority',
      undefined,
    ],
    [
      'MISSING_MEMBER',
      at('credentialSubject.conformityCertificate.linkURL'),
      'credentialSubject.conformityCertificate.linkURL',
      undefined,
    ],
    ['BAD_MEMBER', at('credentialSubject.authorisation'), 'credentialSubject.authorisation', {}],
    ['BAD_MEMBER', at('credentialSubject.authorisation.0'), 'credentialSubject.authorisation.0', 'CNAS'],
    ['NO_RESULT', at('credentialSubject'), 'credentialSubject.conformityAssessment', undefined],
    ['NO_OBJECT', at('credentialSubject'), `${ASSESSMENT}.assessedProduct`, undefined],
    [
      'TOO_MANY',
      at(`${ASSESSMENT}.evidence`),
      `${ASSESSMENT}.evidence`,
      Array.from({ length: LIST_LIMIT + 1 }, () => ({ linkURL: 'x:y' })),
    ],
    ['MISSING_MEMBER', at(`${ASSESSMENT}.assessmentDate`), `${ASSESSMENT}.assessmentDate`, undefined],
    ['BAD_MEMBER', at(`${ASSESSMENT}.assessmentDate`), `${ASSESSMENT}.assessmentDate`, '2026-02-30'],
    ['OUTCOME_UNSTATED', at(ASSESSMENT), `${ASSESSMENT}.conformance`, undefined],
    ['BAD_MEMBER', at(`${ASSESSMENT}.conformance`), `${ASSESSMENT}.conformance`, 'yes'],
    [
      'OBJECT_UNVERIFIED',
      at(`${ASSESSMENT}.assessedProduct.0`),
      `${ASSESSMENT}.assessedProduct.0.idVerifiedByCAB`,
      undefined,
    ],
    [
      'OBJECT_UNVERIFIED',
      at(`${ASSESSMENT}.assessedProduct.0`),
      `${ASSESSMENT}.assessedProduct.0.idVerifiedByCAB`,
      false,
    ],
    ['NO_OBJECT', at('credentialSubject'), `${product}`, undefined],
    ['NO_LOT', at(product), product, { id: 'https://example.org/x', name: 'x' }],
    ['CONTRADICTION', at(`${product}.batchNumber`), `${product}.batchNumber`, 'L-2'],
    [
      'CONTRADICTION',
      at(`${ASSESSMENT}.specifiedCondition`),
      `${ASSESSMENT}.specifiedCondition`,
      ['test method: a', 'test method: b'],
    ],
    ['BAD_MEMBER', at(`${ASSESSMENT}.specifiedCondition.0`), `${ASSESSMENT}.specifiedCondition.0`, 5],
    ['NO_METHOD', at(ASSESSMENT), `${ASSESSMENT}.specifiedCondition`, ['GB 5009.12-2023']],
    ['METHOD_WITHOUT_EDITION', at(ASSESSMENT), `${ASSESSMENT}.specifiedCondition`, ['test method: GB 5009.12']],
    ['METHOD_WITHOUT_EDITION', at(ASSESSMENT), `${ASSESSMENT}.specifiedCondition`, ['test method: our own']],
    ['NO_BASIS', at(ASSESSMENT), `${ASSESSMENT}.specifiedCondition`, ['test method: GB 5009.12-2023']],
    ['NO_RESULT', at(performance), `${performance}.metric`, undefined],
    ['NO_RESULT', at(performance), `${performance}.metric`, {}],
    ['MISSING_MEMBER', at(`${performance}.metric.name`), `${performance}.metric.name`, undefined],
    ['BAD_MEMBER', at(`${MEASURE}.value`), `${MEASURE}.value`, '0.10'],
    ['BAD_MEMBER', at(`${MEASURE}.value`), `${MEASURE}.value`, Number.NaN],
    ['BAD_MEMBER', at(`${MEASURE}.value`), `${MEASURE}.value`, Number.POSITIVE_INFINITY],
    ['NO_RESULT', at(performance), `${MEASURE}.value`, undefined],
    ['UNIT_UNKNOWN', at(`${MEASURE}.unit`), `${MEASURE}.unit`, '59'],
    ['UNIT_UNKNOWN', at(`${MEASURE}.unit`), `${MEASURE}.unit`, undefined],
    ['NO_UNCERTAINTY', at(MEASURE), MEASURE, { value: 1, unit: 'NA' }],
    ['TOLERANCE_IS_NO_UNCERTAINTY', at(MEASURE), `${MEASURE}.lowerTolerance`, 0.02],
    ['TOLERANCE_IS_NO_UNCERTAINTY', at(MEASURE), `${MEASURE}.lowerTolerance`, undefined],
    ['TOLERANCE_IS_NO_UNCERTAINTY', at(MEASURE), `${MEASURE}.upperTolerance`, undefined],
    [
      'TOLERANCE_IS_NO_UNCERTAINTY',
      at(MEASURE),
      MEASURE,
      { value: 1, unit: 'NA', upperTolerance: 0, lowerTolerance: 0 },
    ],
    ['TOLERANCE_IS_NO_UNCERTAINTY', at(MEASURE), `${ASSESSMENT}.specifiedCondition`, []],
    ['TOLERANCE_IS_NO_UNCERTAINTY', at(MEASURE), `${ASSESSMENT}.specifiedCondition`, ['coverage factor: 0']],
    ['TOLERANCE_IS_NO_UNCERTAINTY', at(MEASURE), `${ASSESSMENT}.specifiedCondition`, ['coverage factor: two']],
    [
      'MISSING_MEMBER',
      '/credentialSubject/performanceClaim/0/claimDate',
      'credentialSubject.performanceClaim.0.claimDate',
      undefined,
      'DigitalProductPassport',
    ],
    [
      'BAD_MEMBER',
      '/credentialSubject/productionDate',
      'credentialSubject.productionDate',
      20261108,
      'DigitalProductPassport',
    ],
    [
      'MISSING_MEMBER',
      '/credentialSubject/countryOfProduction/countryCode',
      'credentialSubject.countryOfProduction',
      {},
      'DigitalProductPassport',
    ],
    ['MISSING_MEMBER', '/credentialSubject/id', 'credentialSubject.id', undefined, 'DigitalFacilityRecord'],
    [
      'MISSING_MEMBER',
      '/credentialSubject/relatedParty/0/role',
      'credentialSubject.relatedParty.0.role',
      undefined,
      'DigitalFacilityRecord',
    ],
    [
      'BAD_MEMBER',
      '/credentialSubject/0/type',
      'credentialSubject.0.type',
      ['LifecycleEvent'],
      'DigitalTraceabilityEvent',
    ],
    [
      'BAD_MEMBER',
      '/credentialSubject/0/type',
      'credentialSubject.0.type',
      ['MakeEvent', 'MoveEvent'],
      'DigitalTraceabilityEvent',
    ],
    [
      'MISSING_MEMBER',
      '/credentialSubject/0/eventDate',
      'credentialSubject.0.eventDate',
      undefined,
      'DigitalTraceabilityEvent',
    ],
    ['BAD_MEMBER', '/credentialSubject/id', 'credentialSubject.id', 'https://example.org', 'DigitalIdentityAnchor'],
    [
      'MISSING_MEMBER',
      '/credentialSubject/registeredDate',
      'credentialSubject.registeredDate',
      undefined,
      'DigitalIdentityAnchor',
    ],
    ['MISSING_MEMBER', '/credentialSubject/idScheme', 'credentialSubject.idScheme', undefined, 'DigitalIdentityAnchor'],
    [
      'BAD_MEMBER',
      '/credentialSubject/registerType',
      'credentialSubject.registerType',
      'ship',
      'DigitalIdentityAnchor',
    ],
  ])('names %s at %s when %s is %j', (code, where, path, value, kind = CONFORMITY) => {
    expect(codes(readUntp(changed(kind, path, value)))).toContain(`${code} ${where}`);
    expect(codes(readUntp(UNTP_BODIES[kind]))).not.toContain(`${code} ${where}`);
  });

  it('takes an issuer that is written as its DID alone', () => {
    expect(readUntp(changed(CONFORMITY, 'issuer', 'did:web:a.example')).issuer).toMatchObject({
      did: 'did:web:a.example',
    });
  });

  it('computes with no value whose unit it does not know, and keeps what is written', () => {
    const result = firstResult(changed(CONFORMITY, `${MEASURE}.unit`, '59'));
    expect(result).not.toHaveProperty('quantity');
    expect(result).not.toHaveProperty('expandedUncertainty');
    expect(result.written).toEqual({ value: '0.1432', unit: '59' });
  });

  it.each([
    [1e-7, '0.0000001'],
    [1e21, '1000000000000000000000'],
    [0.1, '0.1'],
    [-5, '-5'],
  ])('writes the number %d as plain decimal text', (value, text) => {
    expect(firstResult(changed(CONFORMITY, `${MEASURE}.value`, value)).quantity?.value).toBe(text);
  });

  it('takes a "no" to one criterion as a finding, and a "no" to several as nobody’s', () => {
    const refusedOne = attested(changed(CONFORMITY, `${ASSESSMENT}.conformance`, false)).assessments[0];
    expect(refusedOne).toMatchObject({ conformance: false, findings: [{ fulfilled: false }] });
    const two = changed(CONFORMITY, `${ASSESSMENT}.conformance`, false);
    const assessment = ((two.credentialSubject as Json).conformityAssessment as Json[])[0] as Json;
    assessment.assessmentCriteria = [
      { id: 'x:1', name: 'a' },
      { id: 'x:2', name: 'b' },
    ];
    expect(attested(two).assessments[0]).toMatchObject({ conformance: false, findings: [] });
  });

  it('passes over a word that stands beside a measure', () => {
    const both = [
      { metric: { id: 'x:1', name: 'a' }, score: { code: 'A' } },
      { metric: { id: 'x:2', name: 'b' }, measure: { value: 1, unit: 'NA' } },
    ];
    const read = readUntp(changed(CONFORMITY, `${ASSESSMENT}.assessedPerformance`, both));
    expect((read.reading as UntpAttestation).assessments[0]?.results.map(({ substance }) => substance)).toEqual(['b']);
    expect(codes(read)).toContain(`NO_RESULT /${ASSESSMENT.replaceAll('.', '/')}/assessedPerformance/0`);
  });

  it('takes a word for a result as no result, and asks for no method then', () => {
    const read = readUntp(changed(CONFORMITY, `${performance}`, { score: { code: 'A' } }));
    expect((read.reading as UntpAttestation).assessments[0]?.results).toEqual([]);
    expect(codes(read).some((code) => code.startsWith('NO_SAMPLING_RECORD'))).toBe(false);
  });

  it.each<[string, string | undefined, string | undefined]>([
    ['https://id.gs1.org/01/09520123456788', '09520123456788', undefined],
    ['https://brand.example/01/9520123456788/22/v/10/A%2F1/21/9?x=1', '09520123456788', 'A/1'],
    ['https://id.gs1.org/01/09520123456789/10/L-9', undefined, undefined],
    ['https://id.gs1.org/01/09520123456788/10/%', undefined, undefined],
    ['https://id.gs1.org/01/0952012345678/extra', undefined, undefined],
    ['urn:epc:/01/09520123456788', undefined, undefined],
  ])('reads the item number and the batch of %s', (id, gtin, lotNumber) => {
    const read = attested(changed(CONFORMITY, product, { id, name: 'x' })).assessments[0]?.objects[0];
    expect([read?.gtin, read?.lotNumber]).toEqual([gtin, lotNumber]);
  });

  it.each(UNTP_KINDS)(
    'reads the rest of a %s when any one member, or any one name with its address, is not there',
    (kind) => {
      for (const path of pathsOf(UNTP_BODIES[kind]).filter((one) => one.includes('credentialSubject.'))) {
        const body = changed(kind, path, undefined);
        expect(readUntp(body).kind).toBe(kind);
        if (!path.endsWith('.name')) continue;
        const nameless = path
          .split('.')
          .slice(0, -1)
          .reduce<Json>((object, step) => object[step] as Json, body);
        delete nameless.id;
        expect(readUntp(body).kind).toBe(kind);
      }
    },
  );

  it('names no more gaps than a reader can use', () => {
    const many = changed(
      CONFORMITY,
      `${ASSESSMENT}.evidence`,
      Array.from({ length: LIST_LIMIT }, () => 1),
    );
    expect(readUntp(many).gaps).toHaveLength(GAPS_MAX);
  });

  it('throws nothing but StatementError, whatever stands in the body', () => {
    const places = fc
      .constantFrom(...UNTP_KINDS)
      .chain((kind) => fc.constantFrom(...pathsOf(UNTP_BODIES[kind])).map((path) => [kind, path] as const));
    fc.assert(
      fc.property(places, fc.jsonValue(), ([kind, path], value) => {
        try {
          expect(readUntp(changed(kind, path, value)).gaps.length).toBeLessThanOrEqual(GAPS_MAX);
        } catch (error) {
          expect(error).toBeInstanceOf(StatementError);
        }
      }),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.jsonValue(), (value) => refused(value) !== 'BAD_SHAPE'));
  });
});

function pathsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([member, child]) => {
    const here = path === '' ? member : `${path}.${member}`;
    return [here, ...pathsOf(child, here)];
  });
}
