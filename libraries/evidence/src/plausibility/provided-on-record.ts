// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay } from '@touchstone/identifiers';
import type { StatementOf } from '@touchstone/statements';
import type { Paper } from '../traceability/papers.ts';
import { grantsTo, isInForce, isOfWork, type Surroundings as Trace } from '../traceability/vouching.ts';
import { isProvided, type ProvidedResult } from './provided.ts';
import type { ExaminedReport, ProviderReport } from './report.ts';
import { FOR_EVER } from './sampling-on-record.ts';

/** What the record says of the reports that are named for results of other laboratories, as it stands on a day. */
export function providedOnRecord(
  { results }: Pick<ExaminedReport, 'results'>,
  around: Trace,
  on: CalendarDay,
): readonly ProviderReport[] {
  return results.filter(isProvided).map((result) => ({
    result: result.result,
    ...namedReport(result, around, on),
    scope: scopeOfProvider(result.obtainedBy.provider.id, around),
  }));
}

function namedReport(
  { obtainedBy: { provider, report, reportNumber, result } }: ProvidedResult,
  { papers }: Trace,
  on: CalendarDay,
): Pick<ProviderReport, 'state' | 'status' | 'theirs'> {
  const held = papers.resolve(report);
  if (held === 'missing') return { state: 'missing' };
  if (held === 'other-content' || held.statement.kind !== 'TestReport') return { state: 'other' };
  const { issuer, subject } = held.statement as StatementOf<'TestReport'>;
  const isTheirs = issuer === provider.id && subject.laboratory.id === provider.id;
  if (!isTheirs || subject.reportNumber !== reportNumber) return { state: 'other' };
  const status = papers.statusOn(held, on);
  const theirs = subject.results.find((one) => one.result === result);
  return { state: 'here', ...(status === 'active' ? {} : { status }), ...(theirs === undefined ? {} : { theirs }) };
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
