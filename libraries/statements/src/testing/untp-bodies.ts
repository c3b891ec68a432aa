// SPDX-License-Identifier: Apache-2.0
import type { UntpKind } from '../untp/untp-kind.ts';

const CONTEXTS = ['https://www.w3.org/ns/credentials/v2', 'https://vocabulary.uncefact.org/untp/0.7.0/context/'];
const LAB = 'did:web:laboratory.test.touchstone.example';
const named = (type: string, id: string, name: string) => ({ type: [type], id: `https://example.org/${id}`, name });
const envelope = (kind: UntpKind, credentialSubject: unknown) => ({
  '@context': CONTEXTS,
  id: 'urn:uuid:01900000-0000-7000-8000-00000000000a',
  type: [kind, 'VerifiableCredential'],
  issuer: { type: ['CredentialIssuer'], id: LAB, name: 'Test laboratory' },
  validFrom: '2026-11-13T08:00:00Z',
  validUntil: '2027-11-13T08:00:00Z',
  name: 'A test',
  credentialSubject,
});
const PARTY = { type: ['Party'], id: 'did:web:grower.test.touchstone.example', name: 'Grower', registeredId: 'G-1' };
const LINK = {
  type: ['Link'],
  linkURL: 'https://example.org/report.pdf',
  linkName: 'Report',
  digestMultibase: 'zQm',
  mediaType: 'application/pdf',
};
// The GTIN of the worked example in the GS1 General Specifications, with lot L-1.
const PRODUCT = {
  type: ['Product'],
  id: 'https://id.gs1.org/01/09520123456788/10/L-1',
  name: 'Leaf, fresh',
  batchNumber: 'L-1',
};
const TOPIC = { ...named('ConformityTopic', 'topic', 'Testing and Certification'), definition: 'd' };
const CLASS = { type: ['Classification'], code: '1', name: 'c', schemeId: 'https://example.org/s', schemeName: 's' };
const COUNTRY = { type: ['Country'], countryCode: 'CN' };
const FACILITY = named('Facility', 'farm', 'Farm');
const METRIC = named('PerformanceMetric', 'lead', 'lead');
const MEASURE = { type: ['Measure'], value: 0.1432, upperTolerance: 0.023, lowerTolerance: 0.023, unit: 'NA' };
const CLAIM = {
  ...named('Claim', 'claim', 'Lead'),
  referenceCriteria: [named('Criterion', 'criterion', 'Lead below the limit')],
  claimDate: '2026-11-12',
  claimedPerformance: [{ type: ['Performance'], metric: METRIC, measure: MEASURE }],
  evidence: [LINK],
  conformityTopic: [TOPIC],
};
const event = (type: string, more: Record<string, unknown>) => ({
  type: [type, 'LifecycleEvent'],
  id: 'urn:uuid:01900000-0000-7000-8000-00000000000b',
  name: 'e',
  eventDate: '2026-11-10T08:00:00Z',
  activityType: CLASS,
  relatedParty: [{ type: ['PartyRole'], role: 'processor', party: PARTY }],
  relatedDocument: [LINK],
  ...more,
});
const EVENT_PRODUCT = { type: ['EventProduct'], product: { ...PRODUCT, idGranularity: 'batch' } };

/** A sound credential of each kind of UNTP 0.7.0; a test holds each against the published schema. */
export const UNTP_BODIES: Readonly<Record<UntpKind, Record<string, unknown>>> = {
  DigitalConformityCredential: envelope('DigitalConformityCredential', {
    type: ['ConformityAttestation'],
    id: 'https://example.org/reports/R-1',
    name: 'Report R-1',
    assessorLevel: '3rdParty',
    assessmentLevel: 'authority-benchmark',
    attestationType: 'testing',
    issuedToParty: PARTY,
    authorisation: [
      {
        type: ['Endorsement'],
        name: 'Accreditation A-1',
        issuingAuthority: { ...PARTY, id: 'https://example.org/body' },
        endorsementEvidence: LINK,
      },
    ],
    referenceScheme: named('ConformityScheme', 'scheme', 'Scheme'),
    referenceProfile: named('ConformityProfile', 'profile', 'Profile'),
    conformityCertificate: LINK,
    conformityAssessment: [
      {
        ...named('ConformityAssessment', 'assessment', 'Lead in leaf'),
        assessmentCriteria: [named('Criterion', 'criterion', 'Lead below the limit')],
        assessmentDate: '2026-11-11',
        assessedPerformance: [{ type: ['Performance'], metric: METRIC, measure: MEASURE }],
        assessedProduct: [{ type: ['ProductVerification'], product: PRODUCT, idVerifiedByCAB: true }],
        assessedFacility: [{ type: ['FacilityVerification'], facility: FACILITY, idVerifiedByCAB: true }],
        assessedOrganisation: PARTY,
        referenceStandard: [named('Standard', 'standard', 'GB 2762-2025')],
        referenceRegulation: [named('Regulation', 'regulation', 'Food Safety Law')],
        specifiedCondition: [
          'Test method: GB 5009.12-2023',
          'basis: edible part',
          'sample: S-1',
          'coverage factor: 2',
          'chilled',
        ],
        evidence: [LINK],
        conformityTopic: [TOPIC],
        conformance: true,
      },
    ],
  }),
  DigitalProductPassport: envelope('DigitalProductPassport', {
    ...PRODUCT,
    idScheme: named('IdentifierScheme', 'gtin', 'GTIN'),
    modelNumber: 'M-1',
    itemNumber: 'I-1',
    idGranularity: 'batch',
    productCategory: [CLASS],
    relatedDocument: [LINK],
    relatedParty: [{ type: ['PartyRole'], role: 'producer', party: PARTY }],
    producedAtFacility: FACILITY,
    productionDate: '2026-11-08',
    countryOfProduction: COUNTRY,
    performanceClaim: [CLAIM],
  }),
  DigitalFacilityRecord: envelope('DigitalFacilityRecord', {
    ...FACILITY,
    countryOfOperation: COUNTRY,
    processCategory: [CLASS],
    relatedParty: [{ type: ['PartyRole'], role: 'operator', party: PARTY }],
    locationInformation: { type: ['Location'] },
    address: {
      type: ['Address'],
      streetAddress: '1',
      postalCode: '1',
      addressLocality: 'l',
      addressRegion: 'r',
      addressCountry: COUNTRY,
    },
  }),
  DigitalTraceabilityEvent: envelope('DigitalTraceabilityEvent', [
    event('MakeEvent', { inputProduct: [EVENT_PRODUCT], outputProduct: [EVENT_PRODUCT], madeAtFacility: FACILITY }),
    event('MoveEvent', { movedProduct: [EVENT_PRODUCT], fromFacility: FACILITY, toFacility: FACILITY }),
    event('ModifyEvent', { modifiedProduct: [EVENT_PRODUCT], modifiedAtFacility: FACILITY }),
  ]),
  DigitalIdentityAnchor: envelope('DigitalIdentityAnchor', {
    type: ['RegisteredIdentity'],
    id: LAB,
    registeredName: 'Test laboratory',
    registeredId: 'A-1',
    registeredDate: '2026-01-01',
    idScheme: named('IdentifierScheme', 'register', 'Register'),
    registrar: PARTY,
    registerType: 'accreditation',
    registrationScope: ['https://example.org/scope/1'],
  }),
};
