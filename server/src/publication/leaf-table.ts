// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { bigintArray, bytesArray, textArray } from '../storage/binary-array.ts';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';

/** The leaf of a statement as the database keeps it beside the log. */
export interface LeafRow {
  readonly entry: number;
  readonly owner: string;
  readonly stream: string;
  readonly register: string;
  readonly visibility: 'public' | 'private';
  readonly digest: string;
  /** Null once erased: nobody can show any more what the leaf commits to. */
  readonly salt: Uint8Array | null;
  /** 64 bytes each, one after the other. */
  readonly subjectKeys: Uint8Array;
  readonly commitment: Uint8Array;
  readonly promisedAt: string;
  readonly mergeBy: string;
  /** Number of its first leaf among the leaves of all shards; null until the log has sequenced it. */
  readonly leafIndex: number | null;
  readonly erasedAt: string | null;
  /** Why, in the word of the erasures' list; null where nobody said. */
  readonly erasedGround: string | null;
}

const COLUMNS =
  sql.raw(`l.entry, l.owner, l.stream, l.register, l.visibility, l.digest, l.salt, l.subject_keys, l.commitment,
  l.promised_at, l.merge_by, p.leaf_index, l.erased_at, l.erased_ground`);

/** The leaves of these entries, as far as there are any that the transaction's tenant may see. */
export async function findLeaves(
  transaction: DatabaseTransaction,
  entries: readonly number[],
): Promise<ReadonlyMap<number, LeafRow>> {
  if (entries.length === 0) return new Map();
  const { rows } = await sql<LeafRow>`select ${COLUMNS} from touchstone.leaf l
    left join touchstone.leaf_place p on p.entry = l.entry where l.entry = any(${bigintArray(entries)}::bigint[])`.execute(
    transaction,
  );
  return new Map(rows.map((row) => [row.entry, row]));
}

/** The leaves with an index in a span of the log, in its order. */
export async function findLeavesAt(
  transaction: DatabaseTransaction,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<readonly LeafRow[]> {
  const { rows } = await sql<LeafRow>`select ${COLUMNS} from touchstone.leaf l
    join touchstone.leaf_place p on p.entry = l.entry
    where p.leaf_index >= ${from} and p.leaf_index < ${to} order by p.leaf_index`.execute(transaction);
  return rows;
}

/** A leaf about to be kept. What it says of its statement is taken over from the statement's own row. */
export type NewLeaf = LeafRow & { readonly recordedAt: string; readonly salt: Uint8Array };

/**
 * Keeps leaves of statements that have none yet, and returns the entries of those that it kept; where another was faster,
 * that one's stays.
 * In one order for everybody: two who keep the same wait for each other, and never in a circle.
 */
export async function keepLeaves(
  transaction: DatabaseTransaction,
  leaves: readonly NewLeaf[],
): Promise<ReadonlySet<number>> {
  const column = <T>(pick: (leaf: NewLeaf) => T): T[] => leaves.map(pick);
  const { rows } = await sql<{ entry: number }>`with kept as (
      insert into touchstone.leaf (entry, recorded_at, register, stream, owner, jurisdiction, origin_node,
        visibility, digest, salt, subject_keys, commitment, promised_at, merge_by)
      select s.entry, s.recorded_at, s.register, s.stream, s.owner, s.jurisdiction, s.origin_node, s.visibility, s.digest,
        g.salt, g.subject_keys, g.commitment, g.promised_at::timestamptz, g.merge_by::timestamptz
      from unnest(${textArray(column(({ recordedAt }) => recordedAt))}::text[],
        ${bigintArray(column(({ entry }) => entry))}::bigint[], ${bytesArray(column(({ salt }) => salt))}::bytea[],
        ${bytesArray(column(({ subjectKeys }) => subjectKeys))}::bytea[],
        ${bytesArray(column(({ commitment }) => commitment))}::bytea[],
        ${textArray(column(({ promisedAt }) => promisedAt))}::text[],
        ${textArray(column(({ mergeBy }) => mergeBy))}::text[])
        as g(recorded_at, entry, salt, subject_keys, commitment, promised_at, merge_by)
      join touchstone.statement s on s.recorded_at = g.recorded_at::timestamptz and s.entry = g.entry
      order by s.entry
      on conflict (entry) do nothing returning entry, subject_keys
    ), keys as (
      insert into touchstone.leaf_key (subject_key, entry, part)
      select substring(subject_keys from n * 64 + 1 for 64), entry, n / 255
      from kept cross join lateral generate_series(0, length(subject_keys) / 64 - 1) n
    ) select entry from kept`.execute(transaction);
  return new Set(rows.map(({ entry }) => entry));
}

/** Notes where in the log the leaves of these entries are; once noted, that never changes. */
export async function noteIndexes(
  transaction: DatabaseTransaction,
  found: readonly { readonly entry: number; readonly index: number }[],
): Promise<void> {
  if (found.length === 0) return;
  await sql`insert into touchstone.leaf_place
      (leaf_index, entry, register, stream, owner, jurisdiction, origin_node, visibility)
    select given.leaf_index, l.entry, l.register, l.stream, l.owner, l.jurisdiction, l.origin_node, l.visibility
    from unnest(${bigintArray(found.map(({ entry }) => entry))}::bigint[],
      ${bigintArray(found.map(({ index }) => index))}::bigint[]) as given(entry, leaf_index)
    join touchstone.leaf l on l.entry = given.entry
    on conflict (entry) do nothing`.execute(transaction);
}

/** The entries behind commitments that were found in the log without an index here. */
export async function entriesOfCommitments(
  transaction: DatabaseTransaction,
  commitments: readonly Uint8Array[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ entry: number; commitment: Buffer }>`select entry, commitment from touchstone.leaf
    where commitment = any(${commitments.map((each) => Buffer.from(each))}::bytea[])`.execute(transaction);
  return new Map(rows.map(({ entry, commitment }) => [commitment.toString('hex'), entry]));
}

/** From which index on leaves of the log may be without a note of it here. */
export async function firstUnnotedIndex(transaction: DatabaseTransaction): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(leaf_index) + 1, 0) as next from touchstone.leaf_place`.execute(transaction);
  return rows[0]?.next ?? 0;
}

/** Whether a leaf was promised that no log has yet. */
export async function hasUnplacedLeaf(transaction: DatabaseTransaction): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select from touchstone.leaf l
    where not exists (select from touchstone.leaf_place p where p.entry = l.entry)) as found`.execute(transaction);
  return rows[0]?.found === true;
}

/** The numbers of the leaves that stand under a subject key, ascending, in a span of them. */
export async function indexesUnder(
  transaction: DatabaseTransaction,
  { key, from, below }: { readonly key: Uint8Array; readonly from: number; readonly below: number },
): Promise<readonly number[]> {
  const { rows } = await sql<{ index: number }>`select l.leaf_index + k.part as index from touchstone.leaf_key k
    join touchstone.leaf_place l on l.entry = k.entry
    where k.subject_key = ${Buffer.from(key)} and l.leaf_index >= ${from} and l.leaf_index + k.part < ${below}
    order by 1`.execute(transaction);
  return rows.map(({ index }) => index);
}
