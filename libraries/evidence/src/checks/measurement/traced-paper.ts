// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay } from '@touchstone/identifiers';
import type { QuantityValue, StatementReference, SubjectOf } from '@touchstone/statements';
import type { CheckOutcome, Link, Reason } from '../../check.ts';
import type { Held, HeldOf } from '../../evidence-set.ts';

export type Certificate = HeldOf<'CalibrationCertificate'>;
export type MaterialCertificate = HeldOf<'ReferenceMaterialCertificate'>;
/** Papers by which something is used that was measured before: an instrument, a standard, a material. */
export type TracedPaper = Certificate | MaterialCertificate;

/** A paper as named: of which instrument, standard or material, and on which day that was relied upon. */
export interface NamedPaper {
  readonly instrument: string;
  readonly reference: StatementReference;
  readonly on: CalendarDay;
}

/** What became of one paper that somebody names; who made it where it holds. */
export interface Examined {
  readonly outcome: CheckOutcome;
  readonly reasons: readonly Reason[];
  readonly rests: readonly Link[];
  /** Given where the paper holds: a national institute ends a chain, an accreditation vouches for what lies above. */
  readonly by?: 'national-institute' | 'accredited-body';
  readonly certificate?: TracedPaper;
}

/** What a chain asks of a paper, whatever its kind. */
export interface PaperView {
  readonly of: string;
  readonly maker: { readonly id: string; readonly name: string };
  readonly madeOn: CalendarDay;
  /** The last day on which it may be relied upon; absent where it names none. */
  readonly to: CalendarDay | undefined;
  readonly values: readonly { readonly quantity: string; readonly at: QuantityValue }[];
  readonly references: NonNullable<SubjectOf<'CalibrationCertificate'>['references']>;
}

/** How results name a material: as its certificate does, with the batch. ISO 33401:2024 (recalled). */
export function materialName({ material, batch }: SubjectOf<'ReferenceMaterialCertificate'>): string {
  return `${material} ${batch}`;
}

/** Whether a document is a paper by which something may be used. */
export function isTracedPaper(held: Held): held is TracedPaper {
  const kind = held.statement?.kind;
  return kind === 'CalibrationCertificate' || kind === 'ReferenceMaterialCertificate';
}

/** The same of each kind. */
export function viewOf(paper: TracedPaper): PaperView {
  const { subject } = paper.statement;
  const { references = [] } = subject;
  if ('calibratedOn' in subject) {
    const { instrument, laboratory, calibratedOn, dueOn, results } = subject;
    return { of: instrument, maker: laboratory, madeOn: calibratedOn, to: dueOn, values: results, references };
  }
  const { producer, certifiedOn, validUntil } = subject;
  const values = subject.values.map(({ substance, quantity }) => ({ quantity: substance, at: quantity }));
  return { of: materialName(subject), maker: producer, madeOn: certifiedOn, to: validUntil, values, references };
}

/** What was found about a paper. */
export function found(outcome: CheckOutcome, reasons: readonly Reason[], rests: readonly Link[] = []): Examined {
  return { outcome, reasons, rests };
}
