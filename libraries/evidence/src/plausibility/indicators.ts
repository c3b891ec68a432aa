// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, isDayWithin, localDaysOf, type Place } from '@touchstone/identifiers';
import { type SubjectOf, standardKeys } from '@touchstone/statements';
import type { Reason } from '../check.ts';
import { signatoryAfterReport } from '../checks/time/impossible-times.ts';
import { INACCURATE, noSignatory, signedBeforeIssued } from '../checks/time/signing-order.ts';
import { byKeeperAlone } from '../traceability/keeper-alone.ts';
import { isKeepersWord } from '../traceability/keepers-word.ts';
import { FOR_EVER, type Paper } from '../traceability/papers.ts';
import { examineUse } from '../traceability/references.ts';
import { type Grant, grantsTo, isInForce, isOfWork, type Surroundings as Trace } from '../traceability/vouching.ts';
import { examineReport } from './gate.ts';
import { CURES, type Cure } from './cures.ts';
import { historyMarks } from './history.ts';
import { instrumentUses, onDaysOf } from './instrument-uses.ts';
import { isMarkCode, type Mark, mark, type Rule } from './marks.ts';
import { nameMarks } from './names.ts';
import { saysSomething } from './nothing-known.ts';
import { isProvided } from './provided.ts';
import { providedOnRecord } from './provided-on-record.ts';
import type { AskWorkplaces, ExaminedReport, NamedPaper, Surroundings } from './report.ts';
import { noticesThatCount } from './who-speaks.ts';
import { samplingBefore, samplingOf } from './sampling-on-record.ts';
import { scopeMarks } from './scope.ts';
import { placesAnswering, workplacesIn } from './workplace.ts';

/** Something to look at about a paper that somebody signed; never a finding. `rule` says what it is about. */
export interface Indicator extends Reason {
  readonly rule: Rule;
}

/** What is known around a signed paper beside the record's statements; what is left out says nothing. */
export type KnownAround = Pick<
  Surroundings,
  | 'instruments'
  | 'histories'
  | 'keptThings'
  | 'signedAt'
  | 'capacity'
  | 'work'
  | 'otherWork'
  | 'authorisations'
  | 'otherReports'
  | 'signatory'
  | 'isUnder'
  | 'recordedIn'
>;

/** An indicator with what to do about it; it may also say only that nothing is known. */
export interface Noticed extends Indicator {
  readonly cure: Mark['cure'];
}

/** Marks as indicators: levels and cures are for whoever has not signed yet. */
export function toIndicators(marks: readonly Noticed[]): readonly Indicator[] {
  return marks.filter(saysSomething).map(({ cure: _, ...noticed }) => {
    const { level: __, ...indicator } = noticed as Partial<Mark> & Indicator;
    return indicator;
  });
}

/**
 * What the rules notice about a signed report, over the statements of a record and what else is known: the same rules
 * as at the laboratory's own gate, and what only a signed paper can show.
 */
export function indicatorsOfReport(
  report: Paper<'TestReport'>,
  around: Trace,
  known: KnownAround = {},
): readonly Indicator[] {
  return toIndicators(noticedInReport(report, around, known));
}

/** The same with its cures, and with what only says that nothing is known: why a rule could not be looked at. */
export function noticedInReport(
  report: Paper<'TestReport'>,
  around: Trace,
  known: KnownAround = {},
): readonly Noticed[] {
  const { subject, validFrom } = report.statement;
  const { papers, roots } = around;
  const { first: signedOn } = localDaysOf(validFrom, subject.laboratory.place);
  const methods = [...new Set(subject.results.flatMap(({ method }) => standardKeys(method.standard)))];
  const said = methods.flatMap((key) => papers.near('about-standard', key, ['StandardNotice']));
  const workplaces = workplacesOf({ activity: 'testing', body: subject.laboratory.id }, papers);
  const places = placesOfReport(report, around, known);
  const notices = noticesThatCount(
    said.map(({ statement }) => statement),
    { roots, places },
  );
  const marks = examineReport(subject, {
    ...{ notices, workplaces },
    ...samplingOf(subject, { around, on: signedOn }),
    ...{ today: signedOn, named: namedPapers(subject, around, known).filter(({ state }) => state !== 'undisclosed') },
    materials: materialsNamed(subject, papers),
    provided: providedOnRecord(subject, around, signedOn),
    ...known,
  });
  const asSigned = [...signingIndicators(report), ...nameMarks(report.statement)];
  return [...marks, ...competenceMarks(subject, around, known), ...asSigned];
}

/** Marks that are kept with a gate that was passed; of codes that no rule makes any more nothing is said. */
export function indicatorsOfKept(
  kept: readonly { readonly code: string; readonly values: Readonly<Record<string, string>> }[],
): readonly Indicator[] {
  return toIndicators(kept.flatMap(({ code, values }) => (isMarkCode(code) ? [mark(code, values)] : [])));
}

/** What the own list says otherwise since a paper was signed; the gate that it passed stands as it is kept. */
export function changedSinceSigned(
  report: ExaminedReport,
  around: Pick<Surroundings, 'work' | 'offsetMinutes' | 'histories' | 'signedAt'>,
): readonly Indicator[] {
  const marks = historyMarks(report, around).filter(({ code }) => code === 'INSTRUMENT_HISTORY_CHANGED');
  return toIndicators(marks);
}

/** The places whose authorities answer for a signed report. */
export function placesOfReport(
  { statement: { subject } }: Paper<'TestReport'>,
  { papers }: Trace,
  { recordedIn }: Pick<Surroundings, 'recordedIn'> = {},
): readonly Place[] {
  const workplaces = workplacesOf({ activity: 'testing', body: subject.laboratory.id }, papers);
  return placesAnswering(subject, { workplaces, recordedIn });
}

type Report = SubjectOf<'TestReport'>;
type Drafted = Pick<Report, 'sample' | 'results' | 'laboratory'>;

type OnRecord =
  | 'provided'
  | 'sampling'
  | 'samplingEnded'
  | 'samplingBefore'
  | 'scope'
  | 'named'
  | 'materials'
  | 'workplaces';

/**
 * What the record says around a report before it is signed, by the day of signing: its sampling, who attests what when,
 * the papers it names. Everything is asked of the record at once, so that the day may be told when the answer is there.
 */
export function aroundOnRecord(
  report: Drafted,
  around: Trace,
  recorded: Pick<Surroundings, 'work' | 'offsetMinutes'> = {},
): (today: CalendarDay) => Pick<Surroundings, OnRecord> {
  const { papers } = around;
  const work = { activity: 'testing', body: report.laboratory.id } as const;
  // What a laboratory attests of itself, or what is of other work, says nothing about tests.
  const grants = grantsTo(work, papers).filter((grant) => isOfWork(grant, work));
  for (const grant of grants) papers.statusOn(grant as Paper, FOR_EVER);
  samplingOf(report, { around, on: FOR_EVER });
  providedOnRecord(report, around, FOR_EVER);
  const before = samplingBefore(report, around);
  const named = namedPapers(report, around, recorded);
  const materials = materialsNamed(report, papers);
  return (today) => {
    const { samplingEnded, ...sampled } = samplingOf(report, { around, on: today });
    return {
      ...sampled,
      provided: providedOnRecord(report, around, today),
      samplingBefore: before,
      // What is only planned has not ended anything yet.
      ...(samplingEnded === undefined || samplingEnded.isLater ? {} : { samplingEnded }),
      scope: grants.length === 0 ? 'none-known' : (on) => linesInForce(grants, { ...work, on }, papers),
      ...{ named, materials, workplaces: workplacesOf(work, papers) },
    };
  };
}

/** The premises in what is in force on a day for a body's work. */
export function workplacesOf(
  work: Omit<Parameters<typeof isInForce>[1], 'on'>,
  papers: Trace['papers'],
): AskWorkplaces {
  return (on) => workplacesIn(grantsTo(work, papers).filter((grant) => isInForce(grant, { ...work, on }, papers)));
}

function linesInForce(grants: readonly Grant[], work: Parameters<typeof isInForce>[1], papers: Trace['papers']) {
  return grants.filter((grant) => isInForce(grant, work, papers)).flatMap(({ statement }) => statement.subject.scope);
}

/** Each result that is under scope, by an attestation in force on its day, on a line of that. ISO/IEC 17025:2017, 5.3 (recalled). */
function competenceMarks(report: Report, around: Trace, { isUnder }: KnownAround): readonly Mark[] {
  const { papers } = around;
  const { laboratory, results } = report;
  const grants = grantsTo({ activity: 'testing', body: laboratory.id }, papers);
  const said = new Set<string>();
  return (
    results
      // Whose competence another's result rests on is asked with it.
      .filter((result) => result.underScope !== false && !isProvided(result))
      .flatMap((result) => {
        const work = { activity: 'testing', body: laboratory.id, on: result.testedOn } as const;
        const inForce = grants.filter((grant) => isInForce(grant, work, papers));
        const lines = inForce.flatMap(({ statement }) => statement.subject.scope);
        const about = { ...report, results: [result] };
        const { sampling } = samplingOf(report, { around, on: result.testedOn });
        if (inForce.length > 0) return scopeMarks(about, { scope: () => lines, isUnder, sampling });
        const values = { issuer: laboratory.name, on: result.testedOn };
        // Once for a day, however many results there are.
        if (said.has(result.testedOn)) return [];
        said.add(result.testedOn);
        const status = grants[0] === undefined ? undefined : standingOf(grants[0], result.testedOn, papers);
        return [
          status === undefined
            ? mark('ISSUER_NOT_ATTESTED', values)
            : mark('ATTESTATION_NOT_IN_FORCE', { ...values, status }),
        ];
      })
  );
}

function standingOf(grant: Grant, on: Report['issuedOn'], papers: Trace['papers']): string | undefined {
  const { subject } = grant.statement;
  if (!isDayWithin(on, subject)) return on < subject.from ? 'not yet in force' : 'expired';
  const status = papers.statusOn(grant as Paper, on);
  // In force, and of other work or by itself: as if there were none.
  return status === 'active' ? undefined : status;
}

/** Each instrument by the certificate that the report names, in its window on the days on which it was used. */
function namedPapers(
  report: Drafted,
  around: Trace,
  recorded: Pick<Surroundings, 'work' | 'offsetMinutes'>,
): readonly NamedPaper[] {
  const { id: user } = report.laboratory;
  return instrumentUses(report, recorded).flatMap((use) => {
    const { result, instrument, calibration: reference } = use;
    if (reference === undefined) return [];
    const ask = (on: CalendarDay): readonly NamedPaper[] => {
      const { state, doubts = [], ...used } = examineUse({ name: instrument, reference, on, user }, around);
      const isOwnWord = used.paper !== undefined && isKeepersWord(used.paper, user, around);
      const reasons = [...used.reasons, ...doubts, ...(isOwnWord ? [byKeeperAlone(instrument, on)] : [])];
      return state === 'shown' && reasons.length === 0 ? [] : [{ result, instrument, on, state, reasons }];
    };
    return onDaysOf(use, { ask, keyOf: ({ state, reasons }) => [state, ...reasons.map(({ code }) => code)].join(' ') });
  });
}

/** What is named by the certificate of a reference material, whatever stands against that. */
function materialsNamed(
  { results }: Pick<Report, 'results'>,
  papers: Trace['papers'],
): NonNullable<Surroundings['materials']> {
  return results.flatMap(({ result, instruments = [] }) =>
    instruments.flatMap(({ instrument, calibration }) => {
      const held = calibration === undefined ? 'missing' : papers.resolve(calibration);
      const isMaterial = typeof held !== 'string' && held.statement.kind === 'ReferenceMaterialCertificate';
      return isMaterial ? [{ result, instrument }] : [];
    }),
  );
}

/** What stands against the act of signing. */
function signingIndicators({ statement }: Paper<'TestReport'>): readonly Noticed[] {
  const times = signatoryAfterReport({ statement }).map((each) => ({ ...each, article: `${INACCURATE} (4)` }));
  const order = [...signedBeforeIssued(statement), ...times];
  return [
    ...order.map((each): Noticed => ({ ...each, rule: 'times', cure: cureOf('CURE_CORRECT_DATES') })),
    ...noSignatory(statement).map(
      (each): Noticed => ({ ...each, rule: 'persons', cure: cureOf('CURE_ANOTHER_SIGNATORY') }),
    ),
  ];
}

const cureOf = (code: Cure): Mark['cure'] => ({ code, detail: CURES[code] });
