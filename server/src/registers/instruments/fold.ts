// SPDX-License-Identifier: Apache-2.0
import { nameKey } from '@touchstone/identifiers';
import { type InstrumentEvent, stretchesOf } from '@touchstone/metrology/instrument';
import type { Json, JsonObject } from '../../record-keeping/fact.ts';
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
    /** Its `nameKey`: two ways of writing it are one instrument. */
    nameKey: column.text,
    category: column.text,
    madeIn: column.text,
    state: column.text,
    from: column.day,
    until: column.optional(column.day),
    /** In use by its keeper's word: no certificate is named by which. */
    byKeeperAlone: column.boolean,
    /** What was said of the paper of the calibration by which it is in use, as the event says it. */
    by: column.optional(column.json),
  },
  validity: { from: 'from', until: 'until' },
  indexes: [['state', 'until']],
  visibility: 'private',
});

type Kept = InstrumentEvent & Readonly<Partial<Record<(typeof OF_PAPER)[number], Json>>>;
/** What an event of calibration may say of its paper. */
const OF_PAPER = ['certificate', 'number', 'laboratory'] as const;

const tables = { histories, instruments };

/** The events of an instrument are kept as they come; its stretches are worked out of them anew each time. */
export const instrumentsFold: Fold<typeof tables> = {
  version: 6,
  tables,
  reduce(rows, fact) {
    if (fact.source !== 'case-event') return rows;
    const [before = { description: {}, events: [] }] = rows.histories;
    const { description = before.description, event } = fact.content as {
      readonly description?: Json;
      readonly event?: Json;
    };
    if (event === undefined) return rows;
    // What is written down later takes the place of nothing: both are kept, with who wrote what when.
    const { recordedAt, actor } = fact;
    const written = { ...(event as JsonObject), recordedAt, recordedBy: actor.person };
    const events = [...(before.events as readonly Json[]), written];
    const {
      name,
      category = '',
      madeIn = '',
    } = description as { readonly name: string; readonly category?: string; readonly madeIn?: string };
    const kept = events as unknown as readonly Kept[];
    // A stretch carries the name of its paper: here the place of the event.
    const numbered = kept.map((one, at) => (one.event === 'calibrated' ? { ...one, paper: String(at) } : one));
    const stretches = stretchesOf(numbered);
    return {
      histories: [{ description, events }],
      instruments: stretches.map(({ state, from, to: until = null, paper }) => {
        const by = paper === undefined ? null : saidOfPaper(kept[Number(paper)]);
        const byKeeperAlone = state === 'in-use' && by?.certificate === undefined;
        return { name, nameKey: nameKey(name), category, madeIn, state, from, until, byKeeperAlone, by };
      }),
    };
  },
};

function saidOfPaper(event: Kept | undefined): Readonly<Partial<Record<(typeof OF_PAPER)[number], Json>>> {
  return Object.fromEntries(OF_PAPER.flatMap((name) => (event?.[name] === undefined ? [] : [[name, event[name]]])));
}
