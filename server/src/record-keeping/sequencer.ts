// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { type DatabaseTransaction, withKeeper } from '../storage/with-tenant.ts';
import type { Cut } from './as-of.ts';
import { followAll, type WhenBusy } from './follow.ts';
import { type Keeping, LOCK_SEQUENCER, LOCK_SPACE } from './keeping.ts';
import { readCurrentCut } from './tenant-reads.ts';

const BATCH_MAX = 10_000;

/**
 * Gives the queue's entries their positions, without gap, and returns how many it numbered.
 *
 * Order: batch after batch, within one by entry. Whoever committed to a stream held its lock until then, so an earlier
 * entry of the stream is always in the same batch or an earlier one. Several servers may call this: one at a time does it.
 */
export async function sequence(keeping: Keeping): Promise<number> {
  let total = 0;
  for (;;) {
    await keeping.trace('sequencing');
    const numbered = await withKeeper(keeping.database, (transaction) => sequenceBatch(transaction, keeping.clock()));
    await keeping.trace('sequenced');
    total += numbered;
    if (numbered < BATCH_MAX) return total;
  }
}

/** Sequences what is queued and lets every fold of this program catch up; waiting, they stand there when it returns. */
export async function advance(keeping: Keeping, whenBusy: WhenBusy): Promise<void> {
  await sequence(keeping);
  await followAll(keeping, whenBusy);
}

/**
 * A cut that holds every act acknowledged before it was asked for. What waits for a number gets it now, from whichever
 * server asks; followers catch up as far as they can, and one that fails is for the background to report.
 */
export async function readAcknowledgedCut(keeping: Keeping): Promise<Cut> {
  const isWaiting = await withKeeper(keeping.database, async (transaction) => {
    const { rows } = await sql<{ waiting: boolean }>`
      select exists (select from touchstone.queue) as waiting`.execute(transaction);
    return rows[0]?.waiting === true;
  });
  if (isWaiting) await sequence(keeping);
  // Also where another server numbered it just now, and its followers are still on their way.
  await followAll(keeping, 'wait').catch(() => undefined);
  return withKeeper(keeping.database, readCurrentCut);
}

/** One batch in a transaction of the keeper's. The lock is taken first: only then are others' positions visible. */
export async function sequenceBatch(transaction: DatabaseTransaction, now: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(${LOCK_SPACE}, ${LOCK_SEQUENCER})`.execute(transaction);
  const { rows } = await sql<{ numbered: number }>`
    with last as (
      select coalesce(max(position), 0) as position, max(sequenced_at) as sequenced_at from touchstone.position
      where position = (select max(position) from touchstone.position)
    ), taken as (
      delete from touchstone.queue where entry in (select entry from touchstone.queue order by entry limit ${BATCH_MAX})
      returning *
    ), numbered as (
      insert into touchstone.position (position, sequenced_at, entry, recorded_at, register, stream, source, applied,
        owner, jurisdiction, origin_node)
      select last.position + row_number() over (order by t.entry), greatest(${now}::timestamptz, last.sequenced_at),
        t.entry, t.recorded_at, t.register, t.stream, t.source, t.applied, t.owner, t.jurisdiction, t.origin_node
      from taken t cross join last
      returning 1
    ) select count(*) as numbered from numbered`.execute(transaction);
  return rows[0]?.numbered ?? 0;
}
