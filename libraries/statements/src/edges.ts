// SPDX-License-Identifier: Apache-2.0
import { editionCovers, nameKey, parseStandardNumber, type StandardNumber } from '@touchstone/identifiers';
import type { Statement } from './body.ts';
import type { StatementReference } from './fields.ts';
import { itemKeys } from './item-identity.ts';

/** How a statement hangs on others: the name of the relation says what stands at the far end. */
export const RELATIONS = [
  'issued-by',
  'about-party',
  'about-name',
  'about-statement',
  'about-lot',
  'about-sample',
  'about-key',
  'about-place',
  'about-standard',
  'about-instrument',
  'rests-on',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** One edge out of a statement. `key` is a DID, a `statementKey`, a `lotKey`, or the plain name of the far end. */
export interface Edge {
  readonly relation: Relation;
  readonly key: string;
}

/** Key of a statement at the end of an edge: issuer DID and id, which together are its identity. */
export function statementKey(reference: { readonly issuer: string; readonly id: string }): string {
  return `${reference.issuer} ${reference.id}`;
}

/** Key of a lot: the food and the number the producer gave it; GTIN is not part, since sellers relabel. */
export function lotKey(lot: { readonly food: string; readonly lotNumber: string }): string {
  return `${lot.food} ${lot.lotNumber}`;
}

/** Key of a standard: its number in one spelling where it is one, so that a notice is found however a report spells it. */
export function standardKey(text: string): string {
  return numberOf(text)?.text ?? text;
}

/**
 * The keys under which notices are kept that bear on what a text names: its edition as amended, and the edition. What they
 * say is of it only where `coversEdition` says so: a notice may be of an amendment alone.
 */
export function standardKeys(text: string): readonly string[] {
  const number = numberOf(text);
  if (number?.amendment === undefined) return [number?.text ?? text];
  return [number.text, number.text.slice(0, -number.amendment.length).replace(/\/$/, '')];
}

/** Whether what one text names takes in what another names: the edition each of its methods, and itself as amended. */
export function coversEdition(outer: string, inner: string): boolean {
  const [one, other] = [numberOf(outer), numberOf(inner)];
  return one === undefined || other === undefined ? outer === inner : editionCovers(one, other);
}

function numberOf(text: string): StandardNumber | undefined {
  try {
    return parseStandardNumber(text);
  } catch {
    return undefined;
  }
}

/** Every edge out of a statement, each once, in a fixed order. Walked backwards it gathers, forwards it shows impact. */
export function statementEdges(statement: Statement): readonly Edge[] {
  const edges: Edge[] = [{ relation: 'issued-by', key: statement.issuer }, ...subjectEdges(statement)];
  const seen = new Set<string>();
  return edges.filter(({ relation, key }) => {
    const name = `${relation} ${key}`;
    return !seen.has(name) && seen.add(name) !== undefined;
  });
}

function subjectEdges(statement: Statement): readonly Edge[] {
  const { kind, subject } = statement;
  switch (kind) {
    case 'Accreditation':
      return [party(subject.id)];
    case 'StatutoryQualification':
    case 'Designation':
      return [party(subject.id), placeEdge(subject.place)];
    case 'RecognitionArrangement':
      return [
        ...subject.signatories.map(({ id }) => party(id)),
        ...subject.places.map(placeEdge),
        ...restsOn(subject.successor),
      ];
    case 'AcceptanceInstrument':
    case 'PlacePolicy':
      return [placeEdge(subject.place)];
    case 'KeyAuthorisation':
      return [party(subject.id), { relation: 'about-key', key: subject.key }];
    case 'StatusChange':
      return [about(subject.changes), ...restsOn(subject.replacedBy)];
    case 'ListEntry':
      return [...named(subject.party), byName(subject.party), ...subject.places.map(placeEdge)];
    case 'ReportDefect':
      return [about(subject.report), placeEdge(subject.place)];
    case 'DataSetManifest':
      return [];
    case 'RequirementSet':
      return subject.places.map(placeEdge);
    case 'CoverageManifest':
      return [placeEdge(subject.place)];
    case 'SamplingRecord':
      return [lot(subject.lot), ...named(subject.sampler), ...subject.samples.map(({ sample }) => sampleEdge(sample))];
    case 'TestReport':
      return [
        party(subject.laboratory.id),
        sampleEdge(subject.sample.sample),
        ...restsOn(subject.sample.samplingRecord),
        ...(subject.sample.statedLot === undefined ? [] : [lot(subject.sample.statedLot)]),
        ...subject.results.flatMap((result) => [
          standard(result.method.standard),
          ...(result.instruments ?? []).flatMap(({ instrument, calibration }) => [
            instrumentEdge(instrument),
            ...restsOn(calibration),
          ]),
          ...restsOn(result.obtainedBy?.report),
        ]),
      ];
    case 'InspectionReport':
      return [party(subject.body.id), lot(subject.lot)];
    case 'CalibrationCertificate':
      return [
        party(subject.laboratory.id),
        instrumentEdge(subject.instrument),
        // Names are given anew by everybody; by these the papers of other laboratories are found.
        ...itemKeys(subject.item).map(instrumentEdge),
        ...references(subject.references),
      ];
    case 'ReferenceMaterialCertificate':
      return [
        party(subject.producer.id),
        instrumentEdge(`${subject.material} ${subject.batch}`),
        ...references(subject.references),
      ];
    case 'ConformityCertificate':
      return [
        ...named(subject.holder),
        ...subject.objects.flatMap(({ food, lotNumber }) =>
          food !== undefined && lotNumber !== undefined ? [lot({ food, lotNumber })] : [],
        ),
        ...(subject.reports ?? []).flatMap(restsOn),
      ];
    case 'SelfDeclaration':
      return [...named(subject.declarant), ...(subject.lot === undefined ? [] : [lot(subject.lot)])];
    case 'StandardNotice':
      return [standard(subject.standard)];
    case 'MeasurementStandard':
    case 'TechnicalSpecification':
    case 'TypeApproval':
    case 'VerificationCertificate':
      return metrologyEdges(statement);
    default:
      return supervisionEdges(statement);
  }
}

type Metrology = Extract<
  Statement,
  {
    readonly kind: 'MeasurementStandard' | 'TechnicalSpecification' | 'TypeApproval' | 'VerificationCertificate';
  }
>;

function metrologyEdges({ kind, subject }: Metrology): readonly Edge[] {
  switch (kind) {
    case 'MeasurementStandard':
      return [party(subject.keeper.id), instrumentEdge(subject.standard), placeEdge(subject.place)];
    case 'TechnicalSpecification':
      return [
        standard(subject.specification),
        placeEdge(subject.place),
        ...(subject.equivalents ?? []).map(({ specification }) => standard(specification)),
      ];
    case 'TypeApproval':
      return [...named(subject.applicant), placeEdge(subject.place), standard(subject.specification)];
    case 'VerificationCertificate':
      return [
        party(subject.institute.id),
        instrumentEdge(subject.instrument),
        placeEdge(subject.place),
        standard(subject.specification),
        ...references(subject.references),
      ];
  }
}

type Supervision = Extract<
  Statement,
  {
    readonly kind:
      | 'ProficiencyRound'
      | 'ProficiencyScore'
      | 'Penalty'
      | 'ListRemoval'
      | 'Repair'
      | 'Recall'
      | 'RecallProgress'
      | 'ComplaintOutcome'
      | 'StatisticsRelease'
      | 'ExpiryTombstone';
  }
>;

function supervisionEdges({ kind, subject }: Supervision): readonly Edge[] {
  switch (kind) {
    case 'ProficiencyRound':
      return [party(subject.provider.id)];
    case 'ProficiencyScore':
      return [about(subject.round), party(subject.participant.id)];
    case 'Penalty':
      return [
        ...named(subject.party),
        byName(subject.party),
        placeEdge(subject.place),
        ...(subject.reports ?? []).flatMap(restsOn),
      ];
    case 'ListRemoval':
      return [
        about(subject.entry),
        ...named(subject.party),
        ...subject.places.map(placeEdge),
        ...restsOn(subject.repair),
      ];
    case 'Repair':
      return [about(subject.repairs), ...named(subject.party)];
    case 'Recall':
      return [
        ...named(subject.producer),
        ...subject.lots.map(lot),
        ...subject.places.map(placeEdge),
        ...(subject.reports ?? []).flatMap(restsOn),
      ];
    case 'RecallProgress':
      return [about(subject.recall)];
    case 'ComplaintOutcome':
      return [
        ...named(subject.about),
        placeEdge(subject.place),
        ...[...(subject.penalties ?? []), ...(subject.reports ?? [])].flatMap(restsOn),
      ];
    case 'StatisticsRelease':
      return [
        ...subject.places.map(placeEdge),
        ...(subject.revises === undefined ? [] : [about(subject.revises.release)]),
      ];
    case 'ExpiryTombstone':
      return [placeEdge(subject.place)];
  }
}

function party(key: string): Edge {
  return { relation: 'about-party', key };
}
function named(of: { readonly did?: string | undefined; readonly identifier?: string | undefined }): readonly Edge[] {
  return [of.did, of.identifier].filter((key) => key !== undefined).map(party);
}
/** Only of what restricts: whoever is on a list by a name that is written in many ways has to be found by it. */
function byName({ name }: { readonly name: string }): Edge {
  return { relation: 'about-name', key: nameKey(name) };
}
function placeEdge(key: string): Edge {
  return { relation: 'about-place', key };
}
function sampleEdge(key: string): Edge {
  return { relation: 'about-sample', key };
}
/** Things are named in many ways of writing: a paper is found by each of them. */
function instrumentEdge(key: string): Edge {
  return { relation: 'about-instrument', key: nameKey(key) };
}
function standard(key: string): Edge {
  return { relation: 'about-standard', key: standardKey(key) };
}
type References = Extract<Statement, { readonly kind: 'CalibrationCertificate' }>['subject']['references'];
function references(of: References): readonly Edge[] {
  return (of ?? []).flatMap(({ standard: name, calibration, attestation }) => [
    instrumentEdge(name),
    ...restsOn(calibration),
    ...restsOn(attestation),
  ]);
}
function lot(of: { readonly food: string; readonly lotNumber: string }): Edge {
  return { relation: 'about-lot', key: lotKey(of) };
}
function about(reference: StatementReference): Edge {
  return { relation: 'about-statement', key: statementKey(reference) };
}
function restsOn(reference: StatementReference | undefined): readonly Edge[] {
  return reference === undefined ? [] : [{ relation: 'rests-on', key: statementKey(reference) }];
}
