// SPDX-License-Identifier: Apache-2.0
import type { Json } from '../../record-keeping/fact.ts';
import { column, type Fold, table } from '../../record-keeping/fold.ts';
import type { DueInstrument, Reminder } from './record.ts';

/** The list of an organisation as it was handed in last. */
export const lists = table({
  columns: { keptOn: column.day, ratio: column.text, instruments: column.json },
  visibility: 'private',
});

/** When its instruments are due, and how far each was reminded of: what the clock looks through. */
export const dues = table({
  columns: { instrument: column.text, action: column.text, dueOn: column.day, reminded: column.optional(column.text) },
  indexes: [['dueOn']],
  visibility: 'private',
});

/** The inbox: what was reminded of and is still so. */
export const reminders = table({
  columns: {
    ...{ instrument: column.text, action: column.text, dueOn: column.day, level: column.text, since: column.day },
  },
  indexes: [['dueOn', 'instrument']],
  visibility: 'private',
});

const tables = { lists, dues, reminders };

interface Kept {
  readonly on: string;
  readonly ratio: string;
  readonly instruments: Json;
  readonly dues: readonly DueInstrument[];
}

/** A new list takes the place of the one before; a reminder lasts as long as its instrument is due on the same day. */
export const upkeepFold: Fold<typeof tables> = {
  version: 1,
  tables,
  reduce(rows, fact) {
    if (fact.source !== 'case-event') return rows;
    const content = fact.content as unknown;
    if (fact.kind === 'list-kept') {
      const { on: keptOn, ratio, instruments, dues: now } = content as Kept;
      const before = new Map(rows.dues.map((due) => [keyOf(due), due.reminded]));
      const isDue = new Set(now.map(keyOf));
      return {
        lists: [{ keptOn, ratio, instruments }],
        dues: now.map((due) => ({ ...due, reminded: before.get(keyOf(due)) ?? null })),
        reminders: rows.reminders.filter((one) => isDue.has(keyOf(one))),
      };
    }
    const { on: since, reminders: given } = content as { readonly on: string; readonly reminders: readonly Reminder[] };
    const levels = new Map(given.map((one) => [keyOf(one), one.level]));
    return {
      ...rows,
      dues: rows.dues.map((due) => ({ ...due, reminded: levels.get(keyOf(due)) ?? due.reminded })),
      reminders: [
        ...rows.reminders.filter((one) => !levels.has(keyOf(one))),
        ...given.map((one) => ({ ...one, since })),
      ],
    };
  },
};

/** An instrument and its day. */
export function keyOf({ instrument, dueOn }: { readonly instrument: string; readonly dueOn: string }): string {
  return `${dueOn} ${instrument}`;
}
