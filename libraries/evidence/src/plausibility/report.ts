// SPDX-License-Identifier: Apache-2.0

import type { StatementStatus } from '@touchstone/credentials/formats';
import { type CalendarDay, type DecimalString, type Instant, parseDecimal } from '@touchstone/identifiers';
import type { Stretch } from '@touchstone/metrology/instrument';
import type { QuantityText } from '@touchstone/metrology/quantity';
import type { ScopeLine, SubjectOf } from '@touchstone/statements';
import type { TraceReason } from '../traceability/graph.ts';
import type { EditionNotice } from './who-speaks.ts';

/** A report as drafted, or as somebody else signed it; of a certificate what it has of that (see `certificateAsReport`). */
export type ExaminedReport = Pick<SubjectOf<'TestReport'>, 'reportNumber' | 'results'> & {
  /** A thing that is calibrated is no sample. */
  readonly sample?: SubjectOf<'TestReport'>['sample'] | undefined;
  readonly laboratory?: Pick<SubjectOf<'TestReport'>['laboratory'], 'id' | 'name'> | undefined;
  readonly client?: SubjectOf<'TestReport'>['client'] | undefined;
  readonly issuedOn?: CalendarDay | undefined;
  /** What a calibration found at its points, where it says so. */
  readonly points?: readonly {
    readonly result: string;
    readonly at: QuantityText;
    readonly found: QuantityText;
  }[];
};

/** What a method limits, and what was read of it. Limits and reading in one unit. */
export interface Condition {
  readonly quantity: string;
  readonly unit: string;
  readonly value?: DecimalString | undefined;
  readonly from?: DecimalString | undefined;
  readonly to?: DecimalString | undefined;
}

/** One test as it was done: who, where, from when to when, and what was read. */
export interface Work {
  readonly result: string;
  readonly person: string;
  readonly site: string;
  readonly from: Instant;
  readonly to: Instant;
  /** What the method takes at least, where that is known. */
  readonly leastMinutes?: number | undefined;
  readonly conditions: readonly Condition[];
  readonly rawFiles: readonly { readonly name: string; readonly digest: string }[];
  readonly readings?: {
    readonly unit: string;
    readonly values: readonly DecimalString[];
    readonly by: 'mean' | 'median';
  };
}

/** Work for another report, as far as it can stand in the way of this. */
export interface OtherWork extends Pick<Work, 'person' | 'site' | 'from' | 'to'> {
  readonly report: string;
  readonly instruments: readonly string[];
}

/** What a person may do, for which lines, from when to when. ISO/IEC 17025:2017, 6.2.5 and 6.2.6 (recalled). */
export interface Authorisation {
  readonly person: string;
  readonly may: 'test' | 'sign';
  /** Left out, all. */
  readonly substances?: readonly string[] | undefined;
  readonly methods?: readonly string[] | undefined;
  readonly from: CalendarDay;
  readonly to?: CalendarDay | undefined;
  /** The day on which it was written down, which is not the day from which it holds. */
  readonly recordedOn?: CalendarDay | undefined;
}

/** Something that a laboratory asks of whoever does a work, and that was not shown of a person on a day. */
export interface CompetenceGap {
  readonly demand: string;
  readonly state: 'missing' | 'lapsed' | 'not-met';
  /** The last day on which it held, where it did. */
  readonly until?: CalendarDay | undefined;
}

/** Asks the competence records of the laboratory: what was not shown. ISO/IEC 17025:2017, 6.2.2 and 6.2.5 f (recalled). */
export type AskCompetence = (
  asked: Pick<Authorisation, 'person' | 'may'> & { readonly on: CalendarDay },
) => readonly CompetenceGap[];

/** Another report, as far as it can repeat this one. */
export interface OtherReport {
  readonly reportNumber: string;
  readonly sample: string;
  /** `resultsKey` of its results. */
  readonly results: string;
}

/** Days of an instrument in one state, with what became of the paper by which it is, or would be, in use. */
export interface KeptStretch extends Stretch {
  readonly paper?: Exclude<StatementStatus, 'active'> | 'not-on-record';
}

/** An open doubt of which the laboratory knows: days on which a thing that it uses may have been off. */
export interface ReferenceInDoubt {
  readonly thing: string;
  /** What was found off, and when: the thing itself, or what it was calibrated with. */
  readonly standard: string;
  readonly foundOn: CalendarDay;
  readonly from: CalendarDay;
  readonly to?: CalendarDay | undefined;
  /** The certificate that is in doubt; left out, whatever the thing is used by. */
  readonly certificate?: { readonly issuer: string; readonly id: string } | undefined;
}

/**
 * What is known around a report. What is left out is not known, and the rules that need it say nothing: elsewhere most
 * of it is nobody else's business, at the laboratory's own gate all of it is there.
 */
export interface Surroundings {
  /** Minutes by which the laboratory's day is ahead of UTC. */
  readonly offsetMinutes: number;
  /** Gives the sampling record that the report names; `not-here` also where the bytes are others. */
  readonly sampling?: SubjectOf<'SamplingRecord'> | 'not-here' | undefined;
  /** Of those who have a say about editions where the work was done (see `noticesThatCount`). */
  readonly notices?: readonly EditionNotice[] | undefined;
  /** All lines that are attested; `none-known` where the node knows of no attestation at all. */
  readonly scope?: readonly ScopeLine[] | 'none-known' | undefined;
  /** Whether a food is one of a group, by a taxonomy. */
  readonly isUnder?: ((food: string, group: string) => boolean) | undefined;
  readonly instruments?: ReadonlyMap<string, readonly KeptStretch[]> | undefined;
  readonly inDoubt?: readonly ReferenceInDoubt[] | undefined;
  readonly work?: readonly Work[] | undefined;
  readonly otherWork?: readonly OtherWork[] | undefined;
  readonly authorisations?: readonly Authorisation[] | undefined;
  /** Left out where the laboratory has not written down what it asks of whom. */
  readonly competence?: AskCompetence | undefined;
  /** Who signs; left out while it is only submitted. */
  readonly signatory?: string | undefined;
  readonly today?: CalendarDay | undefined;
  readonly hours?: { readonly from: string; readonly to: string } | undefined;
  /** Tests that an instrument takes at once, by name; left out, any number. */
  readonly capacity?: ReadonlyMap<string, number> | undefined;
  readonly otherReports?: readonly OtherReport[] | undefined;
  /** What the record has against the making of a calibration: what it rests on, what it claims. */
  readonly making?: readonly TraceReason[] | undefined;
}

/** Results as one text, by which two reports are compared: substances, methods, values, whatever their names and order. */
export function resultsKey(results: ExaminedReport['results']): string {
  const each = results.map((result) => {
    const value = result.outcome === 'quantified' ? `${result.quantity.value} ${result.quantity.unit}` : result.outcome;
    return JSON.stringify([result.substance, result.method.standard, value]);
  });
  return each.sort().join(' ');
}

/** Digits of measured values below which equal results are nothing to wonder at. */
const TELLING_DIGITS_MIN = 6;

/** `resultsKey`, where the measured values have so many digits together that two samples do not have them by chance. */
export function tellingResults(results: ExaminedReport['results']): string | undefined {
  const digits = results.map((result) => (result.outcome === 'quantified' ? digitsOf(result.quantity.value) : 0));
  return digits.reduce((sum, each) => sum + each, 0) < TELLING_DIGITS_MIN ? undefined : resultsKey(results);
}

/** Significant digits: 0.10 has two. */
function digitsOf(value: string): number {
  return parseDecimal(value).coefficient.toString().replace('-', '').length;
}
