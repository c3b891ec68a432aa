// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';
import { textArray } from '../storage/binary-array.ts';
import { LOCK_FOLD_SWAP, LOCK_SPACE } from './keeping.ts';
import { RecordError } from './record-error.ts';
import { FoldBehind, type LockedStream, type StreamToLock } from './stream-lock.ts';

/** A stream whose row this transaction holds, and the number of the entry that is to be put into it. */
export interface StreamForEntry extends LockedStream {
  /** Drawn when the stream was locked, so that its entries are numbered in the order of their commits. */
  readonly entry: number;
  /** Whether the stream's row says already that this is its last entry. */
  readonly isNoted: boolean;
}

type StreamsToLock = Omit<StreamToLock, 'stream'> & { readonly streams: readonly string[] };

/**
 * As `lockStream`, for many streams of one register at once, each of which gets one entry, numbered in the order given;
 * locked in one order for everybody. A stream that the tenant may not write into is not among those returned. Where all
 * are made here, they have their last entry from the beginning: a row that is made and then changed is written twice.
 */
export async function lockStreams(
  transaction: DatabaseTransaction,
  wanted: StreamsToLock,
): Promise<ReadonlyMap<string, StreamForEntry>> {
  const made = await makeStreams(transaction, wanted);
  await requireServing(transaction, wanted.fold);
  const before = wanted.streams.filter((stream) => !made.has(stream));
  if (before.length === 0) return made;
  const locked = new Map([...made, ...(await lockThose(transaction, { ...wanted, streams: before }))]);
  const inOrder = wanted.streams.flatMap((stream) => {
    const row = locked.get(stream);
    return row === undefined ? [] : [{ stream, row }];
  });
  // Not in the statement that locks: what that selects may be worked out before the lock is had.
  const { rows } = await sql<{ entry: number }>`
    select nextval('touchstone.entry') as entry from generate_series(1, ${inOrder.length}::integer)`.execute(
    transaction,
  );
  return new Map(
    inOrder.map(({ stream, row }, at) => [
      stream,
      { ...row, entry: (rows[at] as { entry: number }).entry, isNoted: false },
    ]),
  );
}

async function makeStreams(
  transaction: DatabaseTransaction,
  { register, streams, node, actor, fold }: StreamsToLock,
): Promise<ReadonlyMap<string, StreamForEntry>> {
  const { party: owner, jurisdiction } = actor;
  const { rows } = await sql<{ stream: string; entry: number }>`
    with swap as materialized (select pg_advisory_xact_lock_shared(${LOCK_SPACE}, ${LOCK_FOLD_SWAP})),
    numbered as materialized (
      select u.stream, nextval('touchstone.entry') as entry from unnest(${textArray(streams)}::text[]) as u(stream)
    ) insert into touchstone.stream
      (register, stream, owner, jurisdiction, origin_node, visibility, last_entry, last_applied)
    select ${register}, w.stream, ${owner}, ${jurisdiction}, ${node}, 'private', w.entry, ${fold.tag}
      from swap cross join numbered w order by w.stream
    on conflict do nothing returning stream, last_entry as entry`.execute(transaction);
  // Nobody else sees a row that this transaction made: it needs no lock besides.
  return new Map(
    rows.map(({ stream, entry }) => [
      stream,
      { owner, jurisdiction, lastEntry: null, lastApplied: null, entry, isNoted: true },
    ]),
  );
}

/** Whether the fold serves at all matters once; how far it is, only where another fold wrote last. */
async function requireServing(transaction: DatabaseTransaction, { name, version, tag }: StreamsToLock['fold']) {
  const { rows } = await sql<{ state: string | null }>`
    select state from touchstone.fold_state(${name}, ${version}, null)`.execute(transaction);
  if (rows[0]?.state === 'serving') return;
  throw new RecordError('FOLD_NOT_READY', `fold ${tag} is still being built; try again`, { fold: tag });
}

interface LockedRow extends LockedStream {
  readonly stream: string;
  readonly followed: boolean | null;
}

async function lockThose(
  transaction: DatabaseTransaction,
  { register, streams, fold }: StreamsToLock,
): Promise<ReadonlyMap<string, LockedStream>> {
  const { rows } = await sql<LockedRow>`
    select s.stream, s.owner, s.jurisdiction, s.last_entry, s.last_applied,
      case when s.last_entry is not null and s.last_applied is distinct from ${fold.tag} then
        (select f.followed from touchstone.fold_state(${fold.name}, ${fold.version}, s.last_entry) f) end as followed
    from touchstone.stream s
    where s.register = ${register} and s.stream = any(${streams}::text[]) order by s.stream for update of s`.execute(
    transaction,
  );
  for (const { lastEntry, lastApplied, followed } of rows) {
    if (lastEntry !== null && lastApplied !== fold.tag && followed !== true) throw new FoldBehind(fold.tag);
  }
  return new Map(rows.map(({ stream, followed: _, ...locked }) => [stream, locked]));
}
