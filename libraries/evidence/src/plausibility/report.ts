// SPDX-License-Identifier: Apache-2.0

import type { StatementStatus } from '@touchstone/credentials/formats';
import type { CalendarDay, Instant, Place } from '@touchstone/identifiers';
import type { Stretch } from '@touchstone/metrology/instrument';
import type { QuantityText } from '@touchstone/metrology/quantity';
import type { ScopeLine, SubjectOf } from '@touchstone/statements';
import type { TraceReason, TraceState } from '../traceability/graph.ts';
import type { Decided, Decision } from '../traceability/decided.ts';
import type { KEEPER_ALONE } from '../traceability/keeper-alone.ts';
import type { KeptHistories } from './kept-history.ts';
import type { CalibratedThing, KeptThings } from './things.ts';
import type { EditionNotice } from './who-speaks.ts';
import type { OtherFile, OtherWork, StrayWork, Work } from './work.ts';

/** A report as drafted, or as somebody else signed it; of a certificate what it has of that (see `certificateAsReport`). */
export type ExaminedReport = Pick<SubjectOf<'TestReport'>, 'reportNumber' | 'results'> & {
  /** A thing that is calibrated is no sample. */
  readonly sample?: SubjectOf<'TestReport'>['sample'] | undefined;
  readonly laboratory?:
    | (Pick<SubjectOf<'TestReport'>['laboratory'], 'id' | 'name'> & { readonly place?: Place | undefined })
    | undefined;
  readonly client?: SubjectOf<'TestReport'>['client'] | undefined;
  readonly issuedOn?: CalendarDay | undefined;
  /** True where the day of the results is that on which work of earlier days was concluded: a material is certified. */
  readonly concludes?: boolean;
  /** The thing that is calibrated or verified. */
  readonly thing?: CalibratedThing | undefined;
  /** What a calibration says of its points. */
  readonly points?: readonly CalibratedPoint[];
};

/** One point of a calibration; several of one quantity at one value differ by the condition under which each was found. */
export interface CalibratedPoint {
  readonly result: string;
  readonly quantity: string;
  readonly condition?: string | undefined;
  readonly at: QuantityText;
  readonly found?: QuantityText | undefined;
  readonly uncertainty: QuantityText;
}

/** An edition of a sampling record that another took the place of. */
export interface SamplingEdition {
  readonly id: string;
  readonly lot: string;
  readonly samples: readonly string[];
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
  readonly state: 'missing' | 'lapsed' | 'not-met' | 'recorded-afterwards';
  /** The last day on which it held, where it did. */
  readonly until?: CalendarDay | undefined;
  /** Where it is shown only by what was written down after the day: when it was. */
  readonly recorded?: CalendarDay | undefined;
}

/** Asks the competence records of the laboratory: what was not shown. ISO/IEC 17025:2017, 6.2.2 and 6.2.5 f (recalled). */
export type AskCompetence = (
  asked: Pick<Authorisation, 'person' | 'may'> & { readonly on: CalendarDay },
) => readonly CompetenceGap[];

/** Says whether a food is one of a group; undefined where nothing tells. */
export type AskFood = (food: string, group: string) => boolean | undefined;

/** Another report, as far as it can repeat this one. */
export interface OtherReport {
  readonly reportNumber: string;
  readonly sample: string;
  /** `resultsKey` of its results. */
  readonly results: string;
  /** The edition that this one takes the place of, which has its number by right. */
  readonly corrected?: boolean;
  /** True of a certificate beside a report, or beside a certificate of another kind: each may be numbered in a series of its own. */
  readonly isOtherKind?: boolean;
}

/** A certificate that a report names for an instrument, as the record has it. */
export interface NamedPaper {
  readonly result: string;
  readonly instrument: string;
  readonly on: CalendarDay;
  readonly state: TraceState;
  readonly reasons: readonly TraceReason[];
}

/** Days of an instrument in one state, with what became of the paper by which it is, or would be, in use. */
export interface KeptStretch extends Stretch {
  readonly paper?: Exclude<StatementStatus, 'active'> | `decided-${Decided}` | 'not-on-record' | typeof KEEPER_ALONE;
  readonly earlier?: Omit<KeptStretch, 'earlier'>;
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
  /** True where only what names that certificate is in doubt: what is used by its name alone was in use by it on other days. */
  readonly onlyWhereNamed?: boolean | undefined;
}

/** The report of a provider that is named for a result, as the record has it, and what attests its competence. */
export interface ProviderReport {
  readonly result: string;
  /** `other`: what is named is another document, of somebody else, or does not have that number. */
  readonly state: 'here' | 'missing' | 'other';
  readonly status?: Exclude<StatementStatus, 'active'> | undefined;
  /** What an authority decided the report to be. */
  readonly decision?: Decision | undefined;
  /** Where that result was itself obtained from another: who obtained it in the end, as far as that can be followed. */
  readonly obtained?: Obtained | undefined;
  /** The result that is named in it; left out where it has none of that name. */
  readonly theirs?: ExaminedReport['results'][number] | undefined;
  readonly scope: ((on: CalendarDay) => readonly ScopeLine[]) | 'none-known';
}

/** Who obtained a result that its provider had from another. `own`: whoever reports it; `lost`: nobody who can be followed to. */
export interface Obtained {
  readonly by: 'own' | 'lost' | 'another';
  /** Who is named there, and by which report. */
  readonly name: string;
  readonly reportNumber: string;
}

/** Where those who vouch for a laboratory on a day say that it works. */
export interface Workplaces {
  readonly places: readonly Place[];
  /** False where one of them does not say it, or nobody vouches. */
  readonly isWhole: boolean;
}

/** Gives the places of a laboratory for any day, asked of its attestations. */
export type AskWorkplaces = (on: CalendarDay) => Workplaces;

/**
 * What is known around a report. What is left out is not known, and the rules that need it say nothing: elsewhere most
 * of it is nobody else's business, at the laboratory's own gate all of it is there.
 */
export interface Surroundings {
  /** Minutes by which the laboratory's day is ahead of UTC, where the report does not say in which place it is. */
  readonly offsetMinutes?: number | undefined;
  /** Gives the sampling record that the report names; `not-here` also where the bytes are others. */
  readonly sampling?: SubjectOf<'SamplingRecord'> | 'not-here' | undefined;
  /** What its sampler made of that record: by the day of signing, or only later. */
  readonly samplingEnded?:
    | { readonly status: Exclude<StatementStatus, 'active'>; readonly isLater: boolean }
    | undefined;
  /** Editions that the named sampling record took the place of. */
  readonly samplingBefore?: readonly SamplingEdition[] | undefined;
  /** Of those who have a say about editions where the work was done (see `noticesThatCount`). */
  readonly notices?: readonly EditionNotice[] | undefined;
  /** Lines of the attestations in force on a day; `none-known` where the node knows of no attestation of such work. */
  readonly scope?: ((on: CalendarDay) => readonly ScopeLine[]) | 'none-known' | undefined;
  /** Where the laboratory is attested to work on a day. */
  readonly workplaces?: AskWorkplaces | undefined;
  /** Where the laboratory is at home, as this node knows it. */
  readonly jurisdiction?: string | undefined;
  /** The same of a signed paper: where its maker was at home when it put it on record. */
  readonly recordedIn?: string | undefined;
  /** Whether a food is one of a group, by a taxonomy; undefined where that lacks one of them. */
  readonly isUnder?: AskFood | undefined;
  readonly instruments?: ReadonlyMap<string, readonly KeptStretch[]> | undefined;
  /** Which things those of the own list are. */
  readonly keptThings?: KeptThings | undefined;
  /** What was written down of them, and when. */
  readonly histories?: KeptHistories | undefined;
  /** When this node recorded the signed paper; left out before its signature. */
  readonly signedAt?: Instant | undefined;
  readonly named?: readonly NamedPaper[] | undefined;
  /** Reference materials among the things that are named, by their certificates: nobody keeps them in a list of instruments. */
  readonly materials?: readonly Pick<NamedPaper, 'result' | 'instrument'>[] | undefined;
  /** Of results that other laboratories obtained: the reports that are named for them. */
  readonly provided?: readonly ProviderReport[] | undefined;
  readonly inDoubt?: readonly ReferenceInDoubt[] | undefined;
  readonly work?: readonly Work[] | undefined;
  /** Work that was recorded for what the report no longer says (see `sortWork`). */
  readonly strayWork?: readonly StrayWork[] | undefined;
  readonly otherWork?: readonly OtherWork[] | undefined;
  /** Raw files of the same bytes that other reports of the laboratory have. */
  readonly otherFiles?: readonly OtherFile[] | undefined;
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
