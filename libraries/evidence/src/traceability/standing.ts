// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, isDayWithin, placeCovers } from '@touchstone/identifiers';
import { because, nameOf, type TraceReason } from './graph.ts';
import type { Paper } from './papers.ts';
import type { Surroundings } from './vouching.ts';

/** Whether a measurement standard may be used on a day: attested by the authority of its place, in force, not suspended. */
export function faultsOfStandard(
  paper: Paper<'MeasurementStandard'>,
  on: CalendarDay,
  { papers, roots }: Surroundings,
): readonly TraceReason[] {
  const { issuer, subject } = paper.statement;
  const { standard: name, certificateNumber: number, from, to, place } = subject;
  const isCompetent = roots.some(({ did, places }) => did === issuer && places.some((one) => placeCovers(one, place)));
  return [
    ...(isCompetent
      ? []
      : [
          because(
            'ATTESTED_BY_NO_AUTHORITY',
            { issuer, place, name },
            {
              detail: `${issuer} is not taken here as the authority of ${place}.`,
              cure: `Have ${name} attested by the authority of ${place}.`,
            },
          ),
        ]),
    ...windowFaults({ name, number, window: { from, to }, on }),
    ...statusFaults(paper as Paper, { name, on }, papers),
  ];
}

/** What stands against a paper outside its days. */
export function windowFaults({
  name,
  number,
  window: { from, to },
  on,
}: {
  readonly name: string;
  readonly number: string;
  readonly window: { readonly from: CalendarDay; readonly to?: CalendarDay | undefined };
  readonly on: CalendarDay;
}): readonly TraceReason[] {
  if (isDayWithin(on, { from, ...(to === undefined ? {} : { to }) })) return [];
  const detail = `${name}: ${number} holds from ${from} to ${to ?? 'no stated day'}; the day is ${on}.`;
  const cure = `Have ${name} calibrated or attested anew before it is used, or name another that was in its window on ${on}.`;
  return [because('NOT_IN_ITS_WINDOW', { name, number, from, to: to ?? '…', on }, { detail, cure })];
}

/** What stands against a paper that was suspended or taken back by the day. */
export function statusFaults(
  paper: Paper,
  { name, on }: { readonly name: string; readonly on: CalendarDay },
  papers: Surroundings['papers'],
): readonly TraceReason[] {
  const status = papers.statusOn(paper, on);
  if (status === 'active') return [];
  const { number } = nameOf(paper);
  const cure =
    status === 'suspended'
      ? `Have the suspension of ${number} ended, or name another standard.`
      : 'Name what took its place, or another standard.';
  return [
    because('NOT_IN_FORCE', { number, status, on }, { detail: `${name}: ${number} was ${status} on ${on}.`, cure }),
  ];
}
