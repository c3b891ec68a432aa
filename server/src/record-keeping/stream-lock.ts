// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';
import type { BoundFold } from './bound-fold.ts';
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

/**
 * Locks a stream until the transaction ends, and makes it the actor's party's where it is new.
 *
 * All that is decided about one thing is decided one after the other: a rule's facts still hold at commit, and entries
 * of one stream are numbered in the order of their commits. Throws `NOT_OWNER` where the tenant may not write into it.
 */
export async function lockStream(
  transaction: DatabaseTransaction,
  { register, stream, node, actor }: { register: string; stream: string; node: string; actor: Actor },
): Promise<LockedStream> {
  await sql`insert into touchstone.stream (register, stream, owner, jurisdiction, origin_node, visibility)
    values (${register}, ${stream}, ${actor.party}, ${actor.jurisdiction}, ${node}, 'private')
    on conflict do nothing`.execute(transaction);
  const { rows } = await sql<LockedStream>`
    select owner, jurisdiction, last_entry, last_applied from touchstone.stream
    where register = ${register} and stream = ${stream} for update`.execute(transaction);
  const [locked] = rows;
  if (locked === undefined) {
    throw new RecordError('NOT_OWNER', `${actor.party} may not write into ${register} "${stream.slice(0, 80)}"`, {
      register,
      stream,
    });
  }
  return locked;
}

/** Thrown inside a commit where the fold has to catch up with another program's entries first; the commit is repeated. */
export class FoldBehind extends Error {}

/**
 * Makes sure that the fold's rows of a locked stream are those after its last entry.
 * They are not where a program with another version of the fold wrote last and this one has not followed yet.
 */
export async function requireFoldedStream(
  transaction: DatabaseTransaction,
  fold: BoundFold,
  { lastEntry, lastApplied }: LockedStream,
): Promise<void> {
  const { rows } = await sql<{ state: string; followed: boolean | null }>`
    select state, f.position >= (select position from touchstone.position where entry = ${lastEntry}) as followed
    from touchstone.fold_progress f where fold = ${fold.name} and version = ${fold.version}`.execute(transaction);
  const [progress] = rows;
  if (progress?.state !== 'serving') {
    throw new RecordError('FOLD_NOT_READY', `fold ${fold.tag} is still being built; try again`, { fold: fold.tag });
  }
  if (lastEntry !== null && lastApplied !== fold.tag && progress.followed !== true) throw new FoldBehind(fold.tag);
}
