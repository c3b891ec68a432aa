// SPDX-License-Identifier: Apache-2.0
import { jurisdictionOf, nameKey, parsePlace } from '@touchstone/identifiers';
import {
  type Claim,
  itemKeys,
  lotKey,
  type Party,
  type Statement,
  type StatementKind,
  type StatementReference,
  standardKeys,
  statementEdges,
  statementKey,
  type UntpDocument,
} from '@touchstone/statements';
import { canonicalKey, partiesNamedIn } from '../checks/party/party-ties.ts';
import type { StatementRequest } from '../evidence-source.ts';

const RESTRICTIONS = ['ListEntry', 'Penalty'] as const;
const COMPETENCE = ['Accreditation', 'StatutoryQualification', 'Designation'] as const;

/** What a claim asks for first: the lot's papers, the rules of each place, restrictions on the actors. */
export function requestsOfClaim(
  claim: Claim,
  food: string | undefined,
  places: readonly string[],
): readonly StatementRequest[] {
  const parties = [...claim.actors, ...(claim.presenter === undefined ? [] : [claim.presenter])];
  return [
    ...(food === undefined ? [] : [lotRequest(food, claim.lot.lotNumber)]),
    ...places
      .flatMap(withJurisdiction)
      .map((key) => near('about-place', key, ['PlacePolicy', 'AcceptanceInstrument', 'RecognitionArrangement'])),
    ...parties.flatMap(restrictionsOnParty),
  ];
}

/** What stands against a party by its DID, by its number as written and in one spelling, and against its name. */
function restrictionsOnParty({ did, identifier, name }: Party): readonly StatementRequest[] {
  const numbers = identifier === undefined ? [] : [identifier, canonicalKey(identifier)];
  const keys = [...new Set([...(did === undefined ? [] : [did]), ...numbers])];
  return [
    ...keys.map((key) => near('about-party', key, [...RESTRICTIONS, 'Recall', 'ComplaintOutcome'])),
    restrictionsOnName(name),
  ];
}

function restrictionsOnName(name: string): StatementRequest {
  return near('about-name', nameKey(name), RESTRICTIONS);
}

/**
 * What verifying one document asks for beside its chain: what stands against its issuer and whom it is about, whose
 * grants were suspended, and recalls of its lots.
 */
export function requestsAgainst(statement: Statement): readonly StatementRequest[] {
  const edges = statementEdges(statement);
  const keysOf = (relation: string) => edges.filter((edge) => edge.relation === relation).map(({ key }) => key);
  // Of the signatories of an arrangement none is its subject.
  const parties = statement.kind === 'RecognitionArrangement' ? [] : keysOf('about-party');
  return [
    ...[...new Set([statement.issuer, ...parties])].map((key) =>
      near('about-party', key, [...RESTRICTIONS, ...COMPETENCE, 'Recall']),
    ),
    ...keysOf('about-lot').map((key) => near('about-lot', key, ['Recall'])),
  ];
}

/** What a statement leads to: whoever vouches for it, what changed it, what it rests on. */
export function requestsOfStatement(statement: Statement): readonly StatementRequest[] {
  return [
    near('about-statement', statementKey(statement), ['StatusChange', 'ReportDefect']),
    keysOf(statement.issuer),
    ...partiesNamedIn(statement).flatMap(restrictionsOnParty),
    ...requestsOfSubject(statement),
  ];
}

/** Whoever vouches for the keys of an issuer. */
export function keysOf(issuer: string): StatementRequest {
  return near('about-party', issuer, ['KeyAuthorisation']);
}

/** What a foreign credential leads to: its issuer's keys and restrictions, notices on the methods that it names. */
export function requestsOfForeign(issuer: string, untp: UntpDocument): readonly StatementRequest[] {
  const assessments = untp.kind === 'DigitalConformityCredential' ? untp.reading.assessments : [];
  const methods = assessments.flatMap(({ results }) => results.flatMap(({ method }) => method?.standard ?? []));
  return [keysOf(issuer), near('about-party', issuer, RESTRICTIONS), ...methods.flatMap(noticesOn)];
}

const noticesOn = (standard: string) =>
  standardKeys(standard).map((key) => near('about-standard', key, ['StandardNotice']));

function requestsOfSubject(statement: Statement): readonly StatementRequest[] {
  const { kind, subject } = statement;
  switch (kind) {
    case 'TestReport':
      return [
        near('about-party', subject.laboratory.id, [...COMPETENCE, ...RESTRICTIONS, 'ProficiencyScore']),
        restrictionsOnName(subject.laboratory.name),
        near('about-sample', subject.sample.sample, ['TestReport', 'SamplingRecord']),
        ...identity(subject.sample.samplingRecord),
        ...subject.results.flatMap((result) => [
          ...noticesOn(result.method.standard),
          ...(result.instruments ?? []).flatMap(({ calibration }) => identity(calibration)),
        ]),
      ];
    case 'SamplingRecord':
      return [
        near('about-party', statement.issuer, [...COMPETENCE, ...RESTRICTIONS]),
        lotRequest(subject.lot.food, subject.lot.lotNumber),
        // A second report on another sample of the lot need not name the lot.
        ...subject.samples.map(({ sample }) => near('about-sample', sample, ['TestReport'])),
      ];
    case 'CalibrationCertificate':
      return [
        // A national institute signs an arrangement itself.
        near('about-party', subject.laboratory.id, [...COMPETENCE, 'RecognitionArrangement']),
        // What others found of the same thing, later: by what identifies it, never by its name.
        ...itemKeys(subject.item).map((key) => near('about-instrument', nameKey(key), ['CalibrationCertificate'])),
        ...(subject.references ?? []).flatMap(({ calibration }) => identity(calibration)),
      ];
    case 'ReferenceMaterialCertificate':
      return [
        near('about-party', subject.producer.id, [...COMPETENCE, 'RecognitionArrangement']),
        ...(subject.references ?? []).flatMap(({ calibration }) => identity(calibration)),
      ];
    case 'ConformityCertificate':
      return [
        near('about-party', statement.issuer, [...COMPETENCE, ...RESTRICTIONS]),
        ...(subject.reports ?? []).flatMap(identity),
      ];
    case 'InspectionReport':
      return [near('about-party', statement.issuer, [...COMPETENCE, ...RESTRICTIONS])];
    case 'SelfDeclaration':
      return [near('about-party', statement.issuer, RESTRICTIONS)];
    case 'Accreditation':
      return [near('about-party', statement.issuer, ['RecognitionArrangement', ...RESTRICTIONS])];
    case 'RecognitionArrangement':
      return identity(subject.successor);
    case 'ProficiencyScore':
      return identity(subject.round);
    case 'StatusChange':
      return identity(subject.replacedBy);
    case 'ListEntry':
    case 'Penalty':
      return [near('about-statement', statementKey(statement), ['ListRemoval', 'Repair'])];
    case 'Recall':
      return [
        near('about-statement', statementKey(statement), ['RecallProgress']),
        ...(subject.reports ?? []).flatMap(identity),
      ];
    case 'ComplaintOutcome':
      // A complaint itself says nothing against anybody: what it points to does.
      return [...(subject.penalties ?? []), ...(subject.reports ?? [])].flatMap(identity);
    case 'StatutoryQualification':
    case 'Designation':
    case 'AcceptanceInstrument':
    case 'KeyAuthorisation':
    case 'ReportDefect':
    case 'DataSetManifest':
    case 'RequirementSet':
    case 'CoverageManifest':
    case 'PlacePolicy':
    case 'StandardNotice':
    case 'ProficiencyRound':
    case 'ListRemoval':
    case 'Repair':
    case 'RecallProgress':
    case 'StatisticsRelease':
    case 'ExpiryTombstone':
    case 'MeasurementStandard':
    case 'TechnicalSpecification':
    case 'TypeApproval':
    case 'VerificationCertificate':
      return [];
  }
}

/** A place and the jurisdiction above it: what CN rules applies in CN-GD. */
export function withJurisdiction(place: string): readonly string[] {
  const whole: string = jurisdictionOf(parsePlace(place));
  return whole === place ? [place] : [place, whole];
}

function lotRequest(food: string, lotNumber: string): StatementRequest {
  return near('about-lot', lotKey({ food, lotNumber }), [
    'TestReport',
    'InspectionReport',
    'ConformityCertificate',
    'SelfDeclaration',
    'SamplingRecord',
    'Recall',
  ]);
}

function near(
  relation: Extract<StatementRequest, { by: 'edge' }>['relation'],
  key: string,
  kinds: readonly StatementKind[],
): StatementRequest {
  return { by: 'edge', relation, key, kinds };
}

function identity(reference: StatementReference | undefined): readonly StatementRequest[] {
  return reference === undefined ? [] : [{ by: 'identity', key: statementKey(reference) }];
}
