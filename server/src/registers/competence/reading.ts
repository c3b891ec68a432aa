// SPDX-License-Identifier: Apache-2.0
import type { AskCompetence } from '@touchstone/evidence/plausibility';
import { addDays, type CalendarDay, parseCalendarDay } from '@touchstone/identifiers';
import type { DueItem } from '../../record-keeping/define-register.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import type { RowOf } from '../../record-keeping/fold.ts';
import type { Reads, RowOrigin } from '../../record-keeping/reads.ts';
import { demands, files, records, reminders } from './fold.ts';
import type { Reminder } from './record.ts';
import { reminderKey } from './rules.ts';
import { gapsIn, standingsOf } from './standing.ts';

/** Days before something lapses on which it is reminded of. */
const DUE_SOON_DAYS = 30;

/** Asks the files of a laboratory, for its gate; undefined where it has not written down what it asks. */
export async function readCompetence(reads: Pick<Reads, 'rows'>, owner: string): Promise<AskCompetence | undefined> {
  const asked = await reads.rows(demands, {}).selectAll().where('owner', '=', owner).execute();
  if (asked.length === 0) return undefined;
  const all = await reads
    .rows(records, {})
    .selectAll()
    .where('owner', '=', owner)
    .where('function', 'in', ['test', 'sign'])
    .execute();
  const byPerson = Map.groupBy(all, ({ person }) => person);
  return ({ person, may, on }) => gapsIn({ demands: asked, records: byPerson.get(person) ?? [] }, { work: may, on });
}

type FileRow = RowOf<(typeof files)['columns']> & RowOrigin;

/** How the persons of these files, all of one organisation, stand on a day, with what was recorded of them. */
export async function readStandings(
  reads: Pick<Reads, 'rows' | 'asOf'>,
  kept: readonly FileRow[],
  { owner, on }: { readonly owner: string; readonly on: CalendarDay },
) {
  if (kept.length === 0) return [];
  const { on: _, ...always } = reads.asOf;
  const streams = kept.map(({ stream }) => stream);
  const asked = await reads.rows(demands, always).selectAll().where('owner', '=', owner).execute();
  const all = await reads.rows(records, always).selectAll().where('stream', 'in', streams).execute();
  const byFile = Map.groupBy(all, ({ stream }) => stream);
  return kept.map(({ stream, person, name, functions }) => {
    const own = byFile.get(stream) ?? [];
    // A person stands only to what they do: what the file says, and whatever was ever recorded of them.
    const works = new Set([...functions, ...own.map((one) => one.function)]);
    const wanted = asked.filter((one) => works.has(one.function));
    return { stream, person, name, standings: standingsOf(wanted, own, on), records: own };
  });
}

/** Everything to be reminded of on the day: 30 days before it lapses, and once more when it has. */
export async function whatIsDue(reads: Reads, now: string): Promise<readonly DueItem[]> {
  const on = parseCalendarDay(dayAt(now));
  const owners = await reads.rows(demands, {}).select('owner').distinct().execute();
  const open = await reads.rows(reminders, {}).selectAll().where('open', '=', true).execute();
  const given = new Set(open.map(keyOf));
  const due: DueItem[] = [];
  for (const { owner } of owners) {
    const kept = await reads.rows(files, {}).selectAll().where('owner', '=', owner).execute();
    const jurisdictions = new Map(kept.map(({ stream, jurisdiction }) => [stream, jurisdiction]));
    for (const { stream, standings } of await readStandings(reads, kept, { owner, on })) {
      const left = standings.flatMap((one) => dueOf(one, on)).filter((one) => !given.has(keyOf({ stream, ...one })));
      const jurisdiction = jurisdictions.get(stream) ?? '';
      if (left.length > 0) due.push({ owner, jurisdiction, input: { stream, on, reminders: left } });
    }
  }
  return due;
}

const keyOf = (one: { readonly stream: string } & Parameters<typeof reminderKey>[0]) =>
  `${one.stream} ${reminderKey(one)}`;

function dueOf(standing: ReturnType<typeof standingsOf>[number], on: CalendarDay): readonly Reminder[] {
  const work = standing.function as Reminder['function'];
  return standing.demands.flatMap(({ demand, until: dueOn }): Reminder[] => {
    if (dueOn === undefined || dueOn > addDays(on, DUE_SOON_DAYS)) return [];
    return [{ function: work, demand, dueOn, level: dueOn < on ? 'overdue' : 'due-soon' }];
  });
}
