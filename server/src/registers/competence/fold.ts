// SPDX-License-Identifier: Apache-2.0
import { addDays } from '@touchstone/identifiers';
import type { CaseEventFact, Fact } from '../../record-keeping/fact.ts';
import { column, type Fold, noRows, type RowsOf, table } from '../../record-keeping/fold.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import type { Demands, Reminder } from './record.ts';

/** What a laboratory asks of whom, edition after edition. */
export const demands = table({
  columns: {
    ...{ function: column.text, demand: column.text, kind: column.text, says: column.optional(column.text) },
    ...{ renewMonths: column.optional(column.integer), from: column.day, until: column.optional(column.day) },
  },
  visibility: 'private',
});

/** Persons of whom a file is kept; the name is gone once it is erased. */
export const files = table({
  columns: { person: column.text, name: column.optional(column.text), functions: column.texts },
  indexes: [['person']],
  visibility: 'private',
});

/** What was shown by whom: the words of it can be erased. */
export const records = table({
  columns: {
    ...{ record: column.text, person: column.text, function: column.text, demand: column.text, on: column.day },
    ...{ outcome: column.text, until: column.optional(column.day), by: column.text, withdrawn: column.boolean },
    ...{ evidence: column.optional(column.text), exchange: column.optional(column.text) },
    details: column.optional(column.text),
    /** The days on which it was written down, and taken back. */
    ...{ recordedOn: column.day, withdrawnOn: column.optional(column.day) },
  },
  indexes: [['person', 'function']],
  visibility: 'private',
});

/** The inbox: what was reminded of; open until a record that still counts has answered it. */
export const reminders = table({
  columns: {
    ...{ person: column.text, function: column.text, demand: column.text, dueOn: column.day },
    ...{ level: column.text, since: column.day, answeredBy: column.texts, open: column.boolean },
  },
  indexes: [['dueOn', 'demand']],
  visibility: 'private',
});

/** Exchanges: the home's, read by the host to whom it granted its stream. */
export const exchanges = table({
  columns: {
    ...{ person: column.text, name: column.optional(column.text), home: column.text, host: column.text },
    ...{ place: column.text, from: column.day, to: column.day, purpose: column.text, state: column.text },
    ...{ confirmedOn: column.optional(column.day), remark: column.optional(column.text) },
  },
  indexes: [['from'], ['person']],
  visibility: 'private',
});

const tables = { demands, files, records, reminders, exchanges };
type Rows = RowsOf<typeof tables>;
type Row<Name extends keyof Rows> = Rows[Name][number];

/** A stream is what is asked, the file of one person, or one exchange. */
export const competenceFold: Fold<typeof tables> = {
  version: 3,
  tables,
  reduce(rows, fact) {
    if (fact.source !== 'case-event') return rows;
    return REDUCE[fact.kind]?.(rows, fact) ?? rows;
  },
};

const REDUCE: Readonly<Record<string, (rows: Rows, fact: CaseEventFact) => Rows>> = {
  'demands-set': (rows, { content }) => withDemands(rows, content as unknown as Demands),
  'file-opened': (rows, { content, personal }) => ({
    ...rows,
    files: [{ ...(content as unknown as Omit<Row<'files'>, 'name'>), name: personal?.name ?? null }],
  }),
  recorded: (rows, { content, personal, actor, recordedAt }) => {
    const { until = null, evidence = null, exchange = null, ...given } = content as unknown as Row<'records'>;
    const person = rows.files[0]?.person ?? '';
    const written = { by: actor.person, withdrawn: false, recordedOn: dayAt(recordedAt), withdrawnOn: null };
    const row = { ...given, until, evidence, exchange, person, ...written };
    return {
      ...rows,
      records: [...rows.records, { ...row, details: personal?.details ?? null }],
      reminders: row.outcome === 'met' ? rows.reminders.map((one) => answered(one, row)) : rows.reminders,
    };
  },
  withdrawn: (rows, { content, recordedAt }) => ({
    ...rows,
    records: rows.records.map((row) =>
      row.record === content.record ? { ...row, withdrawn: true, withdrawnOn: dayAt(recordedAt) } : row,
    ),
    reminders: rows.reminders.map((one) =>
      withAnswers(
        one,
        one.answeredBy.filter((record) => record !== content.record),
      ),
    ),
  }),
  reminded: (rows, { content }) => withReminders(rows, content as unknown as Given),
  'exchange-planned': (rows, { content, personal, owner }) => {
    const given = content as unknown as Omit<Row<'exchanges'>, 'name' | 'state' | 'confirmedOn' | 'remark' | 'home'>;
    const none = { confirmedOn: null, remark: null };
    return {
      ...rows,
      exchanges: [{ ...given, ...none, name: personal?.name ?? null, home: owner, state: 'planned' }],
    };
  },
  'exchange-confirmed': (rows, { content, personal }) => {
    const { from, to, outcome, on } = content as Readonly<Record<'from' | 'to' | 'outcome' | 'on', string>>;
    const confirmed = { from, to, state: outcome, confirmedOn: on, remark: personal?.remark ?? null };
    return { ...rows, exchanges: rows.exchanges.map((row) => ({ ...row, ...confirmed })) };
  },
};

function withDemands(rows: Rows, { from, functions }: Demands): Rows {
  const before = rows.demands.flatMap((row) => {
    if (row.from >= from) return [];
    return [row.until === null || row.until >= from ? { ...row, until: addDays(from, -1) } : row];
  });
  const now = functions.flatMap(({ function: work, demands: each }) =>
    each.map(({ demand, kind, says = null, renewMonths = null }) => ({
      ...{ function: work, demand, kind, says, renewMonths, from: from as string, until: null },
    })),
  );
  return { ...rows, demands: [...before, ...now] };
}

/** A reminder that this record answers, where it is of the same demand. */
function answered(one: Row<'reminders'>, { function: work, demand, record }: Row<'records'>): Row<'reminders'> {
  return one.function === work && one.demand === demand ? withAnswers(one, [...one.answeredBy, record]) : one;
}

function withAnswers(one: Row<'reminders'>, answeredBy: readonly string[]): Row<'reminders'> {
  return { ...one, answeredBy, open: answeredBy.length === 0 };
}

/** What was reminded of in these facts of one file, and is still open. */
export function openReminders(facts: readonly Fact[]): readonly Row<'reminders'>[] {
  return facts.reduce(competenceFold.reduce, noRows(tables)).reminders.filter(({ open }) => open);
}

interface Given {
  readonly on: string;
  readonly reminders: readonly Reminder[];
}

const OPEN = { answeredBy: [], open: true };

function withReminders(rows: Rows, { on: since, reminders: given }: Given): Rows {
  const person = rows.files[0]?.person ?? '';
  const isNew = new Set(given.map((one) => `${one.function} ${one.demand}`));
  const kept = rows.reminders.filter((one) => !isNew.has(`${one.function} ${one.demand}`));
  return { ...rows, reminders: [...kept, ...given.map((one) => ({ ...one, ...OPEN, person, since }))] };
}
