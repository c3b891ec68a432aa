// SPDX-License-Identifier: Apache-2.0
import type { KeptHistories, KeptHistory, KeptStretch, KeptThings } from '@touchstone/evidence/plausibility';
import type { Surroundings } from '@touchstone/evidence/traceability';
import { addDays, type CalendarDay, nameKey, parseInstant } from '@touchstone/identifiers';
import type { InstrumentEvent } from '@touchstone/metrology/instrument';
import type { Reads } from '../../record-keeping/reads.ts';
import { histories, instruments } from './fold.ts';
import type { ItemIdentity, StatementReference } from '@touchstone/statements';
import { namedIn, readNamed, stretchesByPapers } from './papers.ts';

type Windows = ReadonlyMap<string, readonly KeptStretch[]>;

/** Whom this node takes as the authority of which places. */
interface Trusting {
  readonly roots: Surroundings['roots'];
}

/** What the list of somebody says of some of its instruments. */
interface Listing {
  readonly windows: Windows;
  readonly histories: KeptHistories;
  readonly things: KeptThings;
}

interface Asked {
  readonly owner: string;
  readonly names: readonly string[];
}

/** The own instruments of these names: the stretches of each, how many tests it takes at once where that is known, which it is, and what was written down of it when. */
export async function readWindows(
  reads: Pick<Reads, 'rows' | 'findStatements'>,
  { owner, names, roots }: Asked & Trusting,
): Promise<{
  readonly windows: Windows;
  readonly capacity: ReadonlyMap<string, number>;
  readonly things: KeptThings;
  readonly histories: KeptHistories;
}> {
  const kept = await readKept(reads, { asked: [{ owner, names }], roots });
  const capacity = new Map(
    kept.flatMap(({ name, testsAtOnce }) => (testsAtOnce === undefined ? [] : [[name, testsAtOnce] as const])),
  );
  const things = thingsOf(names, kept);
  return { windows: windowsOf(names, kept), capacity, things, histories: historiesOf(names, kept) };
}

function historiesOf(names: readonly string[], kept: readonly Kept[]): KeptHistories {
  const byKey = Map.groupBy(kept, ({ name }) => nameKey(name));
  return new Map(names.map((name) => [name, (byKey.get(nameKey(name)) ?? []).map(({ history }) => history)]));
}

/** Which things those of these names are; of two that had a name one after the other the plate of neither says it. */
function thingsOf(names: readonly string[], kept: readonly Kept[]): KeptThings {
  const byKey = Map.groupBy(kept, ({ name }) => nameKey(name));
  return new Map(
    names.flatMap((name) => {
      const same = byKey.get(nameKey(name));
      if (same === undefined) return [];
      const [only] = same;
      const item = same.length === 1 && only !== undefined ? itemOf(only) : {};
      return [[name, { item, papers: same.flatMap(({ papers }) => papers) }] as const];
    }),
  );
}

function itemOf({ manufacturer, model, serialNumber }: Kept): ItemIdentity {
  return JSON.parse(JSON.stringify({ manufacturer, model, serialNumber })) as ItemIdentity;
}

/** Names of the instruments that the asker may see and that were not withdrawn, with whose they are. */
export async function readListed(reads: Pick<Reads, 'rows'>): Promise<readonly Listed[]> {
  const withdrawn = await reads.rows(instruments, {}).select('row.stream').where('state', '=', 'withdrawn').execute();
  const gone = new Set(withdrawn.map(({ stream }) => stream));
  const rows = await reads.rows(instruments, {}).select(['name', 'owner', 'row.stream']).distinct().execute();
  return rows.filter(({ stream }) => !gone.has(stream)).map(({ name, owner }) => ({ name, owner }));
}

/** An instrument in somebody's list. */
export interface Listed {
  readonly name: string;
  readonly owner: string;
}

/** The instrument of a stream that the asker may see: its name, whose it is, and whether it was withdrawn. */
export async function findInstrument(reads: Pick<Reads, 'rows'>, stream: string) {
  const rows = await reads.rows(instruments, {}).selectAll().where('stream', '=', stream).execute();
  const [first] = rows;
  if (first === undefined) return undefined;
  return { name: first.name, owner: first.owner, isWithdrawn: rows.some(({ state }) => state === 'withdrawn') };
}

/** By owner and name, the stretches of instruments in the lists that are kept here, whoever keeps them. */
export async function readStretches(
  reads: Pick<Reads, 'rows' | 'findStatements'>,
  { asked, roots }: { readonly asked: readonly Asked[] } & Trusting,
): Promise<ReadonlyMap<string, Listing>> {
  const byOwner = Map.groupBy(await readKept(reads, { asked, roots }), ({ owner }) => owner);
  // A certificate that whoever looks may not read is no certificate that is not there.
  const shown = ({ paper, ...stretch }: Omit<KeptStretch, 'earlier'>): KeptStretch =>
    paper === undefined || paper === 'not-on-record' ? stretch : { ...stretch, paper };
  const seen = ({ earlier, ...stretch }: KeptStretch): KeptStretch => ({
    ...shown(stretch),
    ...(earlier === undefined ? {} : { earlier: shown(earlier) }),
  });
  return new Map(
    asked.map(({ owner, names }) => {
      const kept = byOwner.get(owner) ?? [];
      const listed = kept.map((one) => ({ ...one, stretches: one.stretches.map(seen) }));
      const listing = {
        windows: windowsOf(names, listed),
        histories: historiesOf(names, kept),
        things: thingsOf(names, kept),
      };
      return [owner, listing];
    }),
  );
}

interface Kept {
  readonly owner: string;
  readonly name: string;
  readonly testsAtOnce?: number | undefined;
  readonly manufacturer?: string | undefined;
  readonly model?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly stretches: readonly KeptStretch[];
  /** Every certificate that was named for it. */
  readonly papers: readonly StatementReference[];
  readonly history: KeptHistory;
}

/** An event as it is kept: with who wrote it down, and when. */
type WrittenEvent = InstrumentEvent & { readonly recordedAt: string; readonly recordedBy: string };

function historyOf(events: readonly WrittenEvent[]): KeptHistory {
  return events.map((event) => ({ event, at: parseInstant(event.recordedAt), by: event.recordedBy }));
}

/** Instruments of these names, with what became of the certificates by which they are in use; the queries do not grow with their number. */
async function readKept(
  reads: Pick<Reads, 'rows' | 'findStatements'>,
  { asked, roots }: { readonly asked: readonly Asked[] } & Trusting,
): Promise<readonly Kept[]> {
  const names = [...new Set(asked.flatMap((one) => one.names.map(nameKey)))];
  if (names.length === 0) return [];
  const rows = await reads
    .rows(instruments, {})
    .select('row.stream')
    .distinct()
    .where('owner', 'in', [...new Set(asked.map(({ owner }) => owner))])
    .where('nameKey', 'in', names)
    .execute();
  if (rows.length === 0) return [];
  const streams = rows.map(({ stream }) => stream);
  const found = await reads.rows(histories, {}).selectAll().where('stream', 'in', streams).execute();
  const kept = found.map(({ owner, description, events }) => ({
    ...(description as unknown as Omit<Kept, 'owner' | 'stretches' | 'papers' | 'history'>),
    ...{ owner, events: events as unknown as readonly WrittenEvent[] },
  }));
  const named = kept.flatMap(({ owner: keeper, events }) =>
    namedIn(events).map((certificate) => ({ keeper, certificate })),
  );
  const papers = await readNamed(reads, { named, roots });
  return kept.map(({ events, ...one }) => ({
    ...{ ...one, papers: namedIn(events), stretches: stretchesByPapers(events, papers), history: historyOf(events) },
  }));
}

/**
 * Two of one name: the one that stood idle, or rests on a doubtful paper, is never hidden by the other, while both are in
 * the list. One that is withdrawn makes way for whatever has its name, and leaves no trace where it was never in use.
 * Each name is answered as it was asked, however the list writes it.
 */
function windowsOf(names: readonly string[], kept: readonly Kept[]): Windows {
  const isSound = ({ state, paper }: KeptStretch) => state === 'in-use' && paper === undefined;
  const byKey = Map.groupBy(kept, ({ name }) => nameKey(name));
  return new Map(
    names.flatMap((name) => {
      const each = byKey.get(nameKey(name));
      if (each === undefined) return [];
      const all = each.flatMap((one) => stretchesBeside(one, each));
      return [[name, [...all.filter((one) => !isSound(one)), ...all.filter(isSound)]] as const];
    }),
  );
}

function stretchesBeside({ stretches }: Kept, all: readonly Kept[]): readonly KeptStretch[] {
  const last = stretches.at(-1);
  const others = all.map((one) => one.stretches).filter((each) => each !== stretches && each.some(isThere));
  if (last?.state !== 'withdrawn' || others.length === 0) return stretches;
  const lived = stretches.filter(isThere);
  const gaps = others.reduce<readonly KeptStretch[]>((left, each) => left.flatMap((one) => without(one, each)), [last]);
  return lived.some(({ state }) => state === 'in-use') ? [...lived, ...gaps] : gaps;
}

const isThere = ({ state }: KeptStretch) => state !== 'withdrawn';

/** What is left of a stretch outside the days on which another of the name was in the list. */
function without(stretch: KeptStretch, other: readonly KeptStretch[]): readonly KeptStretch[] {
  const there = other.filter(isThere);
  const [from, to] = [there[0]?.from as CalendarDay, there.at(-1)?.to];
  const before = { ...stretch, to: addDays(from, -1) };
  const isBefore = stretch.from < from;
  const isAfter = to !== undefined && (stretch.to === undefined || to < stretch.to);
  if (stretch.to !== undefined && stretch.to < from) return [stretch];
  const { earlier: _, ...later } = stretch;
  const after = to === undefined || to < stretch.from ? stretch : { ...later, from: addDays(to, 1) };
  return [...(isBefore ? [before] : []), ...(isAfter ? [after] : [])];
}
