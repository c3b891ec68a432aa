// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay } from '@touchstone/identifiers';
import type { InstrumentState, Stretch } from '@touchstone/metrology/instrument';
import type { Reads } from '../../record-keeping/reads.ts';
import { histories, instruments } from './fold.ts';

/** The own instruments of these names: the stretches of each, and how many tests it takes at once where that is known. */
export async function readWindows(
  reads: Pick<Reads, 'rows'>,
  { owner, names }: { readonly owner: string; readonly names: readonly string[] },
) {
  const windows = new Map<string, readonly Stretch[]>();
  const capacity = new Map<string, number>();
  if (names.length === 0) return { windows, capacity };
  const rows = await reads
    .rows(instruments, {})
    .selectAll()
    .where('owner', '=', owner)
    .where('name', 'in', [...names])
    .execute();
  for (const row of rows) addStretch(windows, row);
  const streams = [...new Set(rows.map(({ stream }) => stream))];
  if (streams.length === 0) return { windows, capacity };
  const described = await reads.rows(histories, {}).selectAll().where('stream', 'in', streams).execute();
  for (const { description } of described) {
    const { name, testsAtOnce } = description as { readonly name: string; readonly testsAtOnce?: number };
    if (testsAtOnce !== undefined) capacity.set(name, testsAtOnce);
  }
  return { windows, capacity };
}

/** The instrument of a stream that the asker may see: its name, whose it is, and whether it was withdrawn. */
export async function findInstrument(reads: Pick<Reads, 'rows'>, stream: string) {
  const rows = await reads.rows(instruments, {}).selectAll().where('stream', '=', stream).execute();
  const [first] = rows;
  if (first === undefined) return undefined;
  return { name: first.name, owner: first.owner, isWithdrawn: rows.some(({ state }) => state === 'withdrawn') };
}

/** By owner and name, the stretches of instruments in the lists that are kept here: one query for all owners. */
export async function readStretches(
  reads: Pick<Reads, 'rows'>,
  asked: readonly { readonly owner: string; readonly names: readonly string[] }[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, readonly Stretch[]>>> {
  const names = [...new Set(asked.flatMap((one) => one.names))];
  const found = new Map(asked.map(({ owner }) => [owner, new Map<string, readonly Stretch[]>()]));
  if (names.length === 0) return found;
  const rows = await reads
    .rows(instruments, {})
    .selectAll()
    .where('owner', 'in', [...found.keys()])
    .where('name', 'in', names)
    .execute();
  for (const row of rows) addStretch(found.get(row.owner) ?? new Map(), row);
  return found;
}

interface StretchRow extends Readonly<Record<'name' | 'state' | 'from', string>> {
  readonly until: string | null;
}

function addStretch(windows: Map<string, readonly Stretch[]>, { name, state, from, until }: StretchRow): void {
  const stretch: Stretch = {
    state: state as InstrumentState,
    from: parseCalendarDay(from),
    ...(until === null ? {} : { to: parseCalendarDay(until) }),
  };
  const before = windows.get(name) ?? [];
  // Two of one name: the one that stood idle is never hidden by the other.
  windows.set(name, stretch.state === 'in-use' ? [...before, stretch] : [stretch, ...before]);
}
