// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';
import type { BoundFold } from './bound-fold.ts';
import { LOCK_FOLD_SWAP, LOCK_SPACE } from './keeping.ts';
import { RecordError } from './record-error.ts';
import type { Actor } from './tenant.ts';

/** A stream whose row this transaction holds until it ends. */
export interface LockedStream {
  readonly owner: string;
  readonly jurisdiction: string;
  /** The last entry put into it; null while it is new. */
  readonly lastEntry: number | null;
  /** Which fold version wrote that entry's rows; null where none did in its own transaction. */
  readonly lastApplied: string | null;
}

/** Which stream, for whom, and the fold whose rows the rules will read. */
export interface StreamToLock {
  readonly register: string;
  readonly stream: string;
  readonly node: string;
  readonly actor: Actor;
  readonly fold: BoundFold;
}

/** Thrown inside a commit where the fold has to catch up with another program's entries first; the commit is repeated. */
export class FoldBehind extends Error {}

/**
 * Locks a stream until the transaction ends, and makes it the actor's party's where it is new.
 *
 * All that is decided about one thing is decided one after the other: a rule's facts still hold at commit, and entries
 * of one stream are numbered in the order of their commits. Throws `NOT_OWNER` where the tenant may not write into it,
 * and makes sure that the fold's rows are those after its last entry: they are not where a program with another version
 * of the fold wrote last and this one has not followed yet.
 */
export async function lockStream(transaction: DatabaseTransaction, wanted: StreamToLock): Promise<LockedStream> {
  const { register, stream, node, actor, fold } = wanted;
  // No fold is swapped while this transaction lasts.
  await sql`with swap as materialized (select pg_advisory_xact_lock_shared(${LOCK_SPACE}, ${LOCK_FOLD_SWAP}))
    insert into touchstone.stream (register, stream, owner, jurisdiction, origin_node, visibility)
    select ${register}, ${stream}, ${actor.party}, ${actor.jurisdiction}, ${node}, 'private' from swap
    on conflict do nothing`.execute(transaction);
  const { rows } = await sql<LockedStream & { state: string | null; followed: boolean | null }>`
    select s.owner, s.jurisdiction, s.last_entry, s.last_applied, f.state, f.followed from touchstone.stream s
    left join lateral touchstone.fold_state(${fold.name}, ${fold.version}, s.last_entry) f on true
    where s.register = ${register} and s.stream = ${stream} for update of s`.execute(transaction);
  const [found] = rows;
  if (found === undefined) {
    throw new RecordError('NOT_OWNER', `${actor.party} may not write into ${register} "${stream.slice(0, 80)}"`, {
      register,
      stream,
    });
  }
  const { state, followed, ...locked } = found;
  if (state !== 'serving') {
    throw new RecordError('FOLD_NOT_READY', `fold ${fold.tag} is still being built; try again`, { fold: fold.tag });
  }
  if (locked.lastEntry !== null && locked.lastApplied !== fold.tag && followed !== true) throw new FoldBehind(fold.tag);
  return locked;
}
