// SPDX-License-Identifier: Apache-2.0
import { addDays, type CalendarDay, parseCalendarDay } from '@touchstone/identifiers';
import {
  DUE_SOON_DAYS,
  type InstrumentRules,
  type ListedInstrument,
  planUpkeep,
  type UncertaintyRatio,
} from '@touchstone/metrology/upkeep';
import type { z } from 'zod';
import type { DueItem, Ruling } from '../../record-keeping/define-register.ts';
import type { Fact, JsonObject } from '../../record-keeping/fact.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { rulingOf } from '../../record-keeping/ruling.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import { dues, keyOf } from './fold.ts';
import type { DueInstrument, inputs, Reminder } from './record.ts';

/** The stream of an organisation's list: whoever asks can only name their own. */
export const listStream = (party: string) => `instruments of ${party}`;

/** What is due of the list that is kept, and how far each was reminded of. */
export type Due = ReadonlyMap<string, Reminder['level'] | undefined>;

/** What follows from the facts of a list. */
export function dueOf(facts: readonly Fact[]): Due {
  let found: Due = new Map();
  for (const fact of facts) {
    if (fact.source !== 'case-event') continue;
    const before = found;
    const { dues: now, reminders } = fact.content as unknown as {
      readonly dues?: readonly DueInstrument[];
      readonly reminders?: readonly Reminder[];
    };
    if (now !== undefined) found = new Map(now.map((due) => [keyOf(due), before.get(keyOf(due))]));
    if (reminders !== undefined)
      found = new Map([...before, ...reminders.map((one) => [keyOf(one), one.level] as const)]);
  }
  return found;
}

/** When each instrument of a list is due that is due at all. */
export function duesOf(
  instruments: readonly ListedInstrument[],
  by: { readonly rules: InstrumentRules; readonly on: CalendarDay; readonly ratio: UncertaintyRatio },
): DueInstrument[] {
  return planUpkeep(instruments, by).flatMap(({ instrument, what, when }) =>
    when.dueOn === undefined ? [] : [{ instrument: instrument.name, action: what.action, dueOn: when.dueOn }],
  );
}

/** A firm keeps its own list, and hands in a new one as often as it likes. */
export function mayKeep({ stream: _, ...kept }: z.infer<typeof inputs.keep>, _due: Due, { now }: Acting): Ruling {
  const content = { ...kept, on: dayAt(now) } as unknown as JsonObject;
  return rulingOf([], [{ source: 'case-event', kind: 'list-kept', content }]);
}

/** The clock reminds of what is still due and was not reminded of before. */
export function mayRemind({ on, reminders }: z.infer<typeof inputs.remind>, due: Due): Ruling {
  const left = reminders.filter((one) => {
    const reminded = due.get(keyOf(one));
    return due.has(keyOf(one)) && reminded !== one.level && reminded !== 'overdue';
  });
  const done = left.length === 0 ? [{ code: 'DONE', detail: 'All of that was reminded of, or is no longer due.' }] : [];
  const content = { on, reminders: left } as unknown as JsonObject;
  return rulingOf(done, [{ source: 'case-event', kind: 'reminded', content }]);
}

/** Everything to be reminded of on the day: 30 days before, and once more when the day is over. */
export async function whatIsDue(reads: Reads, now: string): Promise<readonly DueItem[]> {
  const on = parseCalendarDay(dayAt(now));
  const rows = await reads.rows(dues).selectAll().where('dueOn', '<=', addDays(on, DUE_SOON_DAYS)).execute();
  const open = rows.flatMap(({ instrument, action, reminded, ...row }) => {
    const dueOn = parseCalendarDay(row.dueOn);
    const level: Reminder['level'] = dueOn < on ? 'overdue' : 'due-soon';
    return reminded === level || reminded === 'overdue'
      ? []
      : [{ row, reminder: { instrument, action, dueOn, level } }];
  });
  return [...Map.groupBy(open, ({ row }) => row.stream)].flatMap(([stream, items]) => {
    const [first] = items;
    if (first === undefined) return [];
    const { owner, jurisdiction } = first.row;
    return [{ owner, jurisdiction, input: { stream, on, reminders: items.map(({ reminder }) => reminder) } }];
  });
}
