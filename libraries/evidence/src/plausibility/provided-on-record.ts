// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay } from '@touchstone/identifiers';
import type { StatementOf, TestResult } from '@touchstone/statements';
import { type Decision, decisionAbout } from '../traceability/decided.ts';
import { FOR_EVER, type Paper } from '../traceability/papers.ts';
import { grantsTo, isInForce, isOfWork, type Surroundings as Trace } from '../traceability/vouching.ts';
import { isProvided, type ProvidedResult, saySame } from './provided.ts';
import type { ExaminedReport, Obtained, ProviderReport } from './report.ts';

/** What the record says of the reports that are named for results of other laboratories, as it stands on a day. */
export function providedOnRecord(
  { laboratory, results }: Pick<ExaminedReport, 'laboratory' | 'results'>,
  around: Trace,
  on: CalendarDay,
): readonly ProviderReport[] {
  return results.filter(isProvided).map((result) => {
    const found = namedReport(result.obtainedBy, around, on);
    const theirs = found.theirs;
    const obtained =
      theirs !== undefined && isProvided(theirs)
        ? { obtained: follow(theirs, { own: laboratory?.id, around, on }) }
        : {};
    return {
      ...{ result: result.result, ...found, ...obtained },
      scope: scopeOfProvider(result.obtainedBy.provider.id, around),
    };
  });
}

type Named = ProvidedResult['obtainedBy'];
type Found = Pick<ProviderReport, 'state' | 'status' | 'decision' | 'theirs'>;

function namedReport({ provider, report, reportNumber, result }: Named, around: Trace, on: CalendarDay): Found {
  const { papers } = around;
  const held = papers.resolve(report);
  if (held === 'missing') return { state: 'missing' };
  if (held === 'other-content' || held.statement.kind !== 'TestReport') return { state: 'other' };
  const { issuer, subject } = held.statement as StatementOf<'TestReport'>;
  const isTheirs = issuer === provider.id && subject.laboratory.id === provider.id;
  if (!isTheirs || subject.reportNumber !== reportNumber) return { state: 'other' };
  const status = papers.statusOn(held, on);
  const decision: Decision | undefined = decisionAbout(held, around);
  const theirs = subject.results.find((one) => one.result === result);
  return {
    ...{ state: 'here', ...(status === 'active' ? {} : { status }) },
    ...(decision === undefined ? {} : { decision }),
    ...(theirs === undefined ? {} : { theirs }),
  };
}

/** Longest way from hand to hand that is followed: a result is seldom given on more than once. */
const HANDS_MAX = 8;

interface Following {
  /** Who reports the result now. */
  readonly own: string | undefined;
  readonly around: Trace;
  readonly on: CalendarDay;
}

/** Who obtained a result that its provider had from another, by the reports that are named one after the other. */
function follow(first: ProvidedResult, { own, around, on }: Following): Obtained {
  let from: TestResult & { readonly obtainedBy?: Named | undefined } = first;
  let last: Named = first.obtainedBy;
  for (let hands = 0; hands < HANDS_MAX && from.obtainedBy !== undefined; hands += 1) {
    last = from.obtainedBy;
    const { state, status, decision, theirs } = namedReport(last, around, on);
    if (last.provider.id === own) return by('own', last);
    const isSound = state === 'here' && status === undefined && decision === undefined;
    if (!isSound || theirs === undefined || !saySame(theirs, from)) return by('lost', last);
    from = theirs;
  }
  return by(from.obtainedBy === undefined ? 'another' : 'lost', last);
}

function by(who: Obtained['by'], { provider, reportNumber }: Named): Obtained {
  return { by: who, name: provider.name, reportNumber };
}

function scopeOfProvider(body: string, { papers }: Trace): ProviderReport['scope'] {
  const work = { activity: 'testing', body } as const;
  const grants = grantsTo(work, papers).filter((grant) => isOfWork(grant, work));
  for (const grant of grants) papers.statusOn(grant as Paper, FOR_EVER);
  if (grants.length === 0) return 'none-known';
  return (on) =>
    grants
      .filter((grant) => isInForce(grant, { ...work, on }, papers))
      .flatMap(({ statement }) => statement.subject.scope);
}
