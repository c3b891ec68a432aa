// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';
import { LOCK_FOLD_SWAP, LOCK_SPACE } from './keeping.ts';
import { RecordError } from './record-error.ts';
import { FoldBehind, type LockedStream, type StreamToLock } from './stream-lock.ts';

interface LockedRow extends LockedStream {
  readonly stream: string;
  readonly state: string | null;
  readonly followed: boolean | null;
}

/**
 * As `lockStream`, for many streams of one register at once and in one order for everybody. A stream that the tenant may
 * not write into is not among those returned.
 */
export async function lockStreams(
  transaction: DatabaseTransaction,
  { register, streams, node, actor, fold }: Omit<StreamToLock, 'stream'> & { readonly streams: readonly string[] },
): Promise<ReadonlyMap<string, LockedStream>> {
  await sql`with swap as materialized (select pg_advisory_xact_lock_shared(${LOCK_SPACE}, ${LOCK_FOLD_SWAP}))
    insert into touchstone.stream (register, stream, owner, jurisdiction, origin_node, visibility)
    select ${register}, w.stream, ${actor.party}, ${actor.jurisdiction}, ${node}, 'private'
      from swap cross join unnest(${streams}::text[]) as w(stream) order by w.stream
    on conflict do nothing`.execute(transaction);
  // How far the fold is matters where another fold wrote last; whether it serves at all matters once.
  const { rows } = await sql<LockedRow>`
    with fold as materialized (select state from touchstone.fold_state(${fold.name}, ${fold.version}, null))
    select s.stream, s.owner, s.jurisdiction, s.last_entry, s.last_applied, (select state from fold) as state,
      case when s.last_entry is not null and s.last_applied is distinct from ${fold.tag} then
        (select f.followed from touchstone.fold_state(${fold.name}, ${fold.version}, s.last_entry) f) end as followed
    from touchstone.stream s
    where s.register = ${register} and s.stream = any(${streams}::text[]) order by s.stream for update of s`.execute(
    transaction,
  );
  const locked = new Map<string, LockedStream>();
  for (const { stream, state, followed, ...row } of rows) {
    if (state !== 'serving') {
      throw new RecordError('FOLD_NOT_READY', `fold ${fold.tag} is still being built; try again`, { fold: fold.tag });
    }
    if (row.lastEntry !== null && row.lastApplied !== fold.tag && followed !== true) throw new FoldBehind(fold.tag);
    locked.set(stream, row);
  }
  return locked;
}
