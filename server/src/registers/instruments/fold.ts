// SPDX-License-Identifier: Apache-2.0
import { type InstrumentEvent, stretchesOf } from '@touchstone/metrology/instrument';
import type { Json } from '../../record-keeping/fact.ts';
import { column, type Fold, table } from '../../record-keeping/fold.ts';

/** What an instrument is, and everything that happened to it. */
export const histories = table({
  columns: { description: column.json, events: column.json },
  visibility: 'private',
});

/** One row for each stretch of days in one state. */
export const instruments = table({
  columns: {
    name: column.text,
    category: column.text,
    madeIn: column.text,
    state: column.text,
    from: column.day,
    until: column.optional(column.day),
    /** In use by its keeper's word: no certificate is named by which. */
    byKeeperAlone: column.boolean,
  },
  validity: { from: 'from', until: 'until' },
  indexes: [['state', 'until']],
  visibility: 'private',
});

type Kept = InstrumentEvent & { readonly certificate?: unknown };

const tables = { histories, instruments };

/** The events of an instrument are kept as they come; its stretches are worked out of them anew each time. */
export const instrumentsFold: Fold<typeof tables> = {
  version: 3,
  tables,
  reduce(rows, fact) {
    if (fact.source !== 'case-event') return rows;
    const [before = { description: {}, events: [] }] = rows.histories;
    const { description = before.description, event } = fact.content as {
      readonly description?: Json;
      readonly event?: Json;
    };
    if (event === undefined) return rows;
    const events = [...(before.events as readonly Json[]), event];
    const {
      name,
      category = '',
      madeIn = '',
    } = description as { readonly name: string; readonly category?: string; readonly madeIn?: string };
    const named = (events as unknown as readonly Kept[]).map((one) =>
      one.certificate === undefined ? one : { ...one, paper: 'named' },
    );
    const stretches = stretchesOf(named);
    return {
      histories: [{ description, events }],
      instruments: stretches.map(({ state, from, to: until = null, paper }) => ({
        ...{ name, category, madeIn, state, from, until },
        byKeeperAlone: state === 'in-use' && paper === undefined,
      })),
    };
  },
};
