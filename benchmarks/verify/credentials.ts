// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@touchstone/credentials/formats';

/** The body of a small test report: about 1 KB with its proof. Names and values are demonstrations. */
export function smallReport(issuer: string): JsonObject {
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: 'urn:uuid:0195a1b2-c3d4-7abc-8def-0123456789ab',
    type: ['VerifiableCredential'],
    issuer,
    validFrom: '2026-03-01T00:00:00Z',
    validUntil: '2029-03-01T00:00:00Z',
    credentialSubject: {
      id: 'urn:demonstration:sample:2026-0301',
      name: 'Demonstration: wolfberry leaf, lot 2026-02',
      note: 'Nothing was tested: the values of this demonstration are invented.',
      results: [
        { property: 'lead', value: '0.10', unit: 'mg/kg', expandedUncertainty: '0.02', method: 'GB 5009.12-2023' },
        { property: 'cadmium', value: '0.02', unit: 'mg/kg', expandedUncertainty: '0.01', method: 'GB 5009.15-2023' },
      ],
    },
  };
}

/**
 * The body of a conformity credential that uses nearly every member of UNTP 0.7.0: about 8.6 KB with its proof.
 * Written for this benchmark after the published JSON Schema; every name, number and address is a demonstration.
 */
export function fullConformityCredential(issuer: string): JsonObject {
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://vocabulary.uncefact.org/untp/0.7.0/context/'],
    type: ['DigitalConformityCredential', 'VerifiableCredential'],
    id: 'https://certifier.example/credentials/0195a1b2-c3d4-7abc-8def-0123456789ab',
    issuer: {
      type: ['CredentialIssuer'],
      id: issuer,
      name: 'Demonstration Certification Body',
      issuerAlsoKnownAs: [
        {
          type: ['Party'],
          id: 'https://register.example/body/0001',
          name: 'Demonstration Certification Body',
          registeredId: '0001',
        },
      ],
    },
    validFrom: '2026-03-01T00:00:00Z',
    validUntil: '2029-03-01T00:00:00Z',
    name: 'Demonstration certificate of conformity: dried wolfberry leaf',
    credentialSubject: {
      type: ['ConformityAttestation'],
      id: 'https://certifier.example/attestations/2026-0301',
      name: 'Demonstration attestation 2026-0301',
      description:
        'A demonstration: nothing was tested. Contaminants of one product from two facilities, against three sets of limits.',
      assessorLevel: '3rdParty',
      assessmentLevel: 'authority-globalmra',
      attestationType: 'certification',
      issuedToParty: {
        type: ['Party'],
        id: 'https://register.example/producer/0042',
        name: 'Demonstration Producer Company Limited',
        registeredId: '0042',
        description: 'Grows and dries wolfberry leaf for this demonstration.',
      },
      authorisation: [endorsement('Demonstration accreditation of the certification body', 'accreditor', '0007')],
      referenceScheme: {
        type: ['ConformityScheme'],
        id: 'https://scheme.example/contaminants/2026',
        name: 'Demonstration scheme for contaminants in food',
      },
      referenceProfile: {
        type: ['ConformityProfile'],
        id: 'https://scheme.example/contaminants/2026/leaf',
        name: 'Dried leaf and herbal infusions',
      },
      profileScore: { type: ['Score'], code: 'A', rank: 1, definition: 'Every criterion of the profile is met.' },
      conformityCertificate: link('certificates/2026-0301.pdf', 'Printable certificate', 'application/pdf'),
      auditableEvidence: link('evidence/2026-0301.zip', 'Records of the assessment', 'application/zip'),
      conformityAssessment: ASSESSMENTS.map(assessment),
    },
  };
}

const ASSESSMENTS = [
  ['lead', 'GB 5009.12-2023', 0.1, 0.3],
  ['cadmium', 'GB 5009.15-2023', 0.02, 0.2],
  ['mercury', 'GB 5009.17-2021', 0.004, 0.02],
] as const;

function assessment([substance, standard, value, limit]: (typeof ASSESSMENTS)[number]): JsonObject {
  const base = `https://certifier.example/assessments/2026-0301/${substance}`;
  return {
    type: ['ConformityAssessment'],
    id: base,
    name: `Content of ${substance}`,
    description: `Mass fraction of ${substance} in the dried leaf, mean of two test portions.`,
    assessmentCriteria: [
      {
        type: ['Criterion'],
        id: `https://scheme.example/contaminants/2026/${substance}`,
        name: `At most ${limit} mg/kg of ${substance}`,
      },
    ],
    assessmentDate: '2026-02-20',
    assessedPerformance: [
      {
        type: ['Performance'],
        metric: {
          type: ['PerformanceMetric'],
          id: `https://scheme.example/metrics/${substance}`,
          name: `Mass fraction of ${substance}`,
        },
        measure: { type: ['Measure'], value, upperTolerance: value / 5, lowerTolerance: value / 5, unit: 'NA' },
        score: { type: ['Score'], code: 'met' },
      },
    ],
    assessedProduct: [
      {
        type: ['ProductVerification'],
        product: {
          type: ['Product'],
          id: 'https://id.example/01/09506000134352/10/2026-02',
          name: 'Dried wolfberry leaf',
          batchNumber: '2026-02',
        },
        idVerifiedByCAB: true,
      },
    ],
    assessedFacility: [
      {
        type: ['FacilityVerification'],
        facility: {
          type: ['Facility'],
          id: 'https://register.example/facility/11',
          name: 'Demonstration drying hall',
          registeredId: '11',
        },
        idVerifiedByCAB: true,
      },
    ],
    referenceStandard: [
      { type: ['Standard'], id: `https://standards.example/${standard.replaceAll(' ', '-')}`, name: standard },
    ],
    referenceRegulation: [{ type: ['Regulation'], id: 'https://standards.example/GB-2762-2022', name: 'GB 2762-2022' }],
    evidence: [link(`reports/2026-0301-${substance}.pdf`, `Test report on ${substance}`, 'application/pdf')],
    conformityTopic: [
      {
        type: ['ConformityTopic'],
        id: 'https://vocabulary.example/topics/product-safety',
        name: 'Product Safety Standards',
      },
    ],
    conformance: true,
  };
}

function endorsement(name: string, party: string, registeredId: string): JsonObject {
  return {
    type: ['Endorsement'],
    name,
    issuingAuthority: {
      type: ['Party'],
      id: `https://register.example/${party}/${registeredId}`,
      name: `Demonstration ${party}`,
      registeredId,
    },
    endorsementEvidence: link(`authorisations/${registeredId}.json`, name, 'application/vc+jwt'),
  };
}

function link(path: string, linkName: string, mediaType: string): JsonObject {
  return {
    type: ['Link'],
    linkURL: `https://certifier.example/${path}`,
    linkName,
    digestMultibase: 'uEiBZlVztapfWHgPyslVW_rtTCKsWhCRvWGtff1x63skQNA',
    mediaType,
    linkType: 'https://vocabulary.uncefact.org/untp/linkTypes/dcc',
  };
}
