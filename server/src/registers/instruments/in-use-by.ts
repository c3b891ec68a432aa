// SPDX-License-Identifier: Apache-2.0
import { nameKey } from '@touchstone/identifiers';
import { type InstrumentEvent, stretchesOf } from '@touchstone/metrology/instrument';
import type { StatementReference } from '@touchstone/statements';
import type { InUseBy, ReadInUseBy } from '../../record-keeping/in-use-by.ts';
import { histories, instruments } from './fold.ts';

/** The instruments of these names that the asker may see, whoever keeps them; the queries do not grow with their number. */
export const readInUseBy: ReadInUseBy = async (reads, { names, owner }) => {
  if (names.length === 0) return [];
  let asked = reads.rows(instruments, {}).select('row.stream').distinct().where('nameKey', 'in', names.map(nameKey));
  if (owner !== undefined) asked = asked.where('owner', '=', owner);
  const streams = (await asked.execute()).map(({ stream }) => stream);
  if (streams.length === 0) return [];
  const found = await reads.rows(histories, {}).selectAll().where('stream', 'in', streams).execute();
  return found.map(({ stream: id, owner: keeper, jurisdiction, description, events }) => ({
    ...{ id, keeper, jurisdiction, name: (description as { readonly name: string }).name },
    windows: windowsOf(events as unknown as readonly Kept[]),
  }));
};

type Kept = InstrumentEvent & { readonly certificate?: StatementReference };

function windowsOf(events: readonly Kept[]): InUseBy['windows'] {
  const certificates = events.map(({ certificate }) => certificate);
  // A stretch carries the name of its paper: here the place of the event.
  const numbered = events.map((one, at) => (one.event === 'calibrated' ? { ...one, paper: String(at) } : one));
  return stretchesOf(numbered).flatMap(({ state, from, to, paper }) =>
    state === 'in-use' ? [{ from, to, certificate: certificates[Number(paper)] }] : [],
  );
}
