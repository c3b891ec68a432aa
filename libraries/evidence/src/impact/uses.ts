// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay } from '@touchstone/identifiers';
import { lotKey, type StatementOf, type StatementReference, type SubjectOf } from '@touchstone/statements';
import type { Paper } from '../traceability/papers.ts';

type CalibrationReferences = NonNullable<SubjectOf<'CalibrationCertificate'>['references']>;
/** How far what is made with a thing moves where the thing was off. */
export type Sensitivity = NonNullable<CalibrationReferences[number]['sensitivity']>;

/** That a thing was used on a day, as the paper of who used it says. */
export interface ThingUse {
  readonly thing: string;
  readonly calibration?: StatementReference | undefined;
  readonly attestation?: StatementReference | undefined;
  readonly sensitivity?: Sensitivity | undefined;
  readonly on: CalendarDay;
  /** The result of the report for which it was used. */
  readonly result?: string;
}

/** A certificate by which a thing is used, and from which day. */
export type MakingPaper = Paper<'CalibrationCertificate' | 'ReferenceMaterialCertificate' | 'VerificationCertificate'>;

/** The things with which a paper was made, and when; none for papers that rest on papers only. */
export function usesOf(paper: Paper): readonly ThingUse[] {
  if (paper.statement.kind === 'TestReport') {
    const { subject } = paper.statement as StatementOf<'TestReport'>;
    return subject.results.flatMap(({ instruments = [], testedOn: on, result }) =>
      instruments.map(({ instrument: thing, ...more }) => ({ thing, ...more, on, result })),
    );
  }
  if (!isMaking(paper)) return [];
  const { on } = madeOf(paper);
  const { references = [] } = paper.statement.subject;
  return references.map(({ standard: thing, ...more }) => ({ thing, ...more, on }));
}

/** Whether a thing is used by this paper. */
export function isMaking(paper: Paper): paper is MakingPaper {
  const { kind } = paper.statement;
  return (
    kind === 'CalibrationCertificate' || kind === 'ReferenceMaterialCertificate' || kind === 'VerificationCertificate'
  );
}

/** Of which thing a certificate is, and the day from which it says what that thing is. */
export function madeOf({ statement }: MakingPaper): { readonly thing: string; readonly on: CalendarDay } {
  const { subject } = statement;
  if ('material' in subject) return { thing: `${subject.material} ${subject.batch}`, on: subject.certifiedOn };
  return { thing: subject.instrument, on: 'calibratedOn' in subject ? subject.calibratedOn : subject.verifiedOn };
}

/** Papers on which a paper rests whatever its date says: the reports behind a certificate, a penalty or a recall. */
export function restsOf({ statement: { subject } }: Paper): readonly StatementReference[] {
  return 'reports' in subject && Array.isArray(subject.reports) ? (subject.reports as StatementReference[]) : [];
}

/** A lot: of which food, under which number of its producer. */
export interface LotName {
  /** Two firms may number alike, so that the producer is part of it. */
  readonly key: string;
  readonly name: string;
  readonly producer?: string;
}

/** The lots that a paper speaks of; those of a report follow from its sampling record where that is at hand. */
export function lotsOf(paper: Paper, sampling: Paper | undefined): readonly LotName[] {
  const { kind, subject } = paper.statement;
  switch (kind) {
    case 'TestReport': {
      const { sample } = subject as SubjectOf<'TestReport'>;
      const taken =
        sampling === undefined ? undefined : (sampling.statement.subject as SubjectOf<'SamplingRecord'>).lot;
      return [taken ?? sample.statedLot].flatMap((lot) => (lot === undefined ? [] : [nameOfLot(lot)]));
    }
    case 'ConformityCertificate': {
      const { objects, holder } = subject as SubjectOf<'ConformityCertificate'>;
      return objects.flatMap(({ food, lotNumber }) =>
        food === undefined || lotNumber === undefined ? [] : [nameOfLot({ food, lotNumber, producer: holder })],
      );
    }
    case 'Recall': {
      const { lots } = subject as SubjectOf<'Recall'>;
      return lots.map(nameOfLot);
    }
    default:
      return [];
  }
}

/** The sampling record that a report names. */
export function samplingOf({ statement: { kind, subject } }: Paper): StatementReference | undefined {
  return kind === 'TestReport' ? (subject as SubjectOf<'TestReport'>).sample.samplingRecord : undefined;
}

type Lot = SubjectOf<'SamplingRecord'>['lot'];

function nameOfLot(lot: Pick<Lot, 'food' | 'lotNumber' | 'producer'>): LotName {
  const producer = lot.producer?.did ?? lot.producer?.identifier;
  const key = `lot ${lotKey(lot)} ${producer ?? ''}`;
  return { key, name: `${lot.food} ${lot.lotNumber}`, ...(producer === undefined ? {} : { producer }) };
}
