// SPDX-License-Identifier: Apache-2.0
import type { FollowedTree, SplitView } from '@touchstone/log-keeping/follow';
import type { SplitViewFile } from '@touchstone/log-keeping/mirror';
import type { LogEntry } from '@touchstone/log-keeping/reader';
import { readLeaf } from '@touchstone/statements';
import { decodeCompactRange, encodeCompactRange } from '@touchstone/transparency-log';
import { sql } from 'kysely';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';

/** What may become of a foreign leaf. */
export const FOREIGN_STATES = ['waiting', 'stored', 'withheld', 'erased', 'closed', 'unverified', 'refused'] as const;
export type ForeignState = (typeof FOREIGN_STATES)[number];

/** A leaf of another log whose statement is wanted. */
export interface ForeignLeaf {
  readonly leafIndex: number;
  readonly leaf: Uint8Array;
  readonly state: ForeignState;
}

/** A tree of another log, and when it was seen to have grown to it. */
export interface RememberedTree extends FollowedTree {
  readonly acceptedAt: string;
}

/** The tree of another log that was accepted last. */
export async function readFollowed(
  transaction: DatabaseTransaction,
  origin: string,
): Promise<RememberedTree | undefined> {
  const { rows } = await sql<{ note: string; range: Buffer; acceptedAt: string }>`select note, range,
    accepted_at from touchstone.followed_log where origin = ${origin}`.execute(transaction);
  const [found] = rows;
  return found === undefined ? undefined : { ...found, range: decodeCompactRange(new Uint8Array(found.range)) };
}

/** Remembers a tree, after its leaves. */
export async function rememberFollowed(
  transaction: DatabaseTransaction,
  { origin, tree, now }: { readonly origin: string; readonly tree: FollowedTree; readonly now: string },
): Promise<void> {
  const range = Buffer.from(encodeCompactRange(tree.range));
  await sql`insert into touchstone.followed_log (origin, note, range, accepted_at)
    values (${origin}, ${tree.note}, ${range}, ${now}::timestamptz)
    on conflict (origin) do update set note = excluded.note, range = excluded.range, accepted_at = excluded.accepted_at`.execute(
    transaction,
  );
}

/** Keeps the leaves of statements among new entries of another log; the same again changes nothing. */
export async function keepForeignLeaves(
  transaction: DatabaseTransaction,
  origin: string,
  entries: readonly LogEntry[],
): Promise<void> {
  const leaves = entries.filter(({ entry }) => readLeaf(entry)?.type === 'statement');
  await sql`insert into touchstone.foreign_leaf (origin, leaf_index, leaf, state)
    select ${origin}, leaf_index, leaf, 'waiting' from unnest(${leaves.map(({ index }) => index)}::bigint[],
      ${leaves.map(({ entry }) => Buffer.from(entry))}::bytea[]) as given(leaf_index, leaf)
    on conflict do nothing`.execute(transaction);
}

/** The next leaves from an index on whose statements are not here and may still come. */
export async function waitingLeaves(
  transaction: DatabaseTransaction,
  { origin, from, limit, states }: { origin: string; from: number; limit: number; states: readonly ForeignState[] },
): Promise<readonly ForeignLeaf[]> {
  const { rows } = await sql<ForeignLeaf>`select leaf_index, leaf, state from touchstone.foreign_leaf
    where origin = ${origin} and state = any(${states}::text[]) and leaf_index >= ${from}
    order by leaf_index limit ${limit}`.execute(transaction);
  return rows.map((row) => ({ ...row, leaf: new Uint8Array(row.leaf) }));
}

/**
 * Entries of statements here that stand under the same thing as a leaf of this log which its node does not open: that
 * leaf may be a change of what became of them. In whichever log they stand, under a plain key or a person's blinded one.
 */
export async function entriesInDoubt(
  transaction: DatabaseTransaction,
  origin: string,
): Promise<readonly EntryInDoubt[]> {
  const thing = sql`substring(l.leaf from 3 + 64 * k.at + 32 for 32)`;
  const keys = sql`generate_series(0, get_byte(l.leaf, 1) - 1) as k(at)`;
  const { rows } = await sql<EntryInDoubt>`with unopened as (
      select ${thing} as thing, min(l.leaf_index) as leaf_index from touchstone.foreign_leaf l cross join ${keys}
      where l.origin = ${origin} and l.state = any(${UNOPENED}::text[]) group by 1)
    select l.entry, i.issuer, 'urn:uuid:' || i.id as id, min(u.leaf_index) as leaf_index
    from touchstone.foreign_leaf l cross join ${keys} join unopened u on u.thing = ${thing}
      join touchstone.statement_identity i on i.entry = l.entry
    where l.entry is not null and l.state = 'stored' group by 1, 2, 3`.execute(transaction);
  return rows;
}

/** A statement here that an unopened leaf may change, and the first such leaf. */
export interface EntryInDoubt {
  readonly entry: number;
  readonly issuer: string;
  readonly id: string;
  readonly leafIndex: number;
}

/**
 * What nobody opens may be a withdrawal: silence, a word that nobody signed, and a tombstone that the log has signed. By
 * the last the copy here is closed, and what it may have changed is in doubt all the same.
 */
const UNOPENED: readonly ForeignState[] = ['withheld', 'erased', 'closed'];

/** What came of asking for the statement behind a leaf. */
export interface ForeignResult {
  readonly leafIndex: number;
  readonly state: ForeignState;
  readonly entry?: number;
  readonly reason?: string;
  /** Bytes that were refused although they are those of the leaf: evidence. */
  readonly evidence?: Uint8Array;
  /** With `closed`: the note by which the log has signed the erasure. */
  readonly tombstone?: string;
}

/** Notes it. */
export async function settleForeignLeaf(
  transaction: DatabaseTransaction,
  { origin, now, result }: { readonly origin: string; readonly now: string; readonly result: ForeignResult },
): Promise<void> {
  const { leafIndex, state, entry, reason, evidence, tombstone } = result;
  await sql`update touchstone.foreign_leaf set state = ${state}, entry = ${entry ?? null}, reason = ${reason ?? null},
      evidence = ${evidence === undefined ? null : Buffer.from(evidence)}::bytea,
      tombstone = ${tombstone ?? null}, tried_at = ${now}::timestamptz
    where origin = ${origin} and leaf_index = ${leafIndex}`.execute(transaction);
}

/** Second stories that are kept of one log: the first few say all that there is to say against it. */
const SPLITS_MAX = 16;

/**
 * Keeps a second story for ever; of one tree, one, however often and with whatever signatures it is shown, and of one log
 * a few: a log that has told two could fill the record with more.
 */
export async function keepSplitView(
  transaction: DatabaseTransaction,
  of: { readonly origin: string; readonly now: string; readonly view: SplitView; readonly proof?: SplitViewFile },
): Promise<void> {
  const { origin, now, view, proof } = of;
  const tree = treeOf(view.shown);
  const { rows } = await sql<{ shown: string; isProved: boolean }>`select shown, proof is not null as is_proved
    from touchstone.split_view where origin = ${origin}`.execute(transaction);
  const isNew = !rows.some(({ shown, isProved }) => treeOf(shown) === tree && (isProved || proof === undefined));
  const isWanted = rows.length < SPLITS_MAX || (proof !== undefined && !rows.some(({ isProved }) => isProved));
  if (!isNew || !isWanted) return;
  await sql`insert into touchstone.split_view (origin, seen_at, remembered, shown, detail, proof)
    values (${origin}, ${now}::timestamptz, ${view.remembered}, ${view.shown}, ${view.detail},
      ${proof === undefined ? null : JSON.stringify(proof)})
    on conflict do nothing`.execute(transaction);
}

/** Name, size and root of a checkpoint: its first three lines. Anything may follow them. C2SP tlog-checkpoint v1.0.0. */
function treeOf(note: string): string {
  return note.split('\n', 3).join('\n');
}

/** How a followed log stands, as the database has it. */
export interface FollowedCounts {
  readonly size: number;
  readonly acceptedAt?: string;
  readonly states: Readonly<Partial<Record<ForeignState, number>>>;
  readonly splits: readonly (SplitView & { readonly seenAt: string })[];
}

/** Counts what came of a followed log, which may be kept under another name than that of its second stories. */
export async function countFollowed(
  transaction: DatabaseTransaction,
  origin: string,
  called: string = origin,
): Promise<FollowedCounts> {
  // Before its leaves are counted: they are kept before it is, and what waits among them is then seen.
  const { rows: trees } = await sql<{ range: Buffer; acceptedAt: string }>`select range, accepted_at
    from touchstone.followed_log where origin = ${origin}`.execute(transaction);
  const { rows } = await sql<{ state: ForeignState; count: number }>`select state, count(*) as count
    from touchstone.foreign_leaf where origin = ${origin} group by state order by state`.execute(transaction);
  const { rows: splits } = await sql<SplitView & { seenAt: string }>`select seen_at, remembered, shown, detail
    from touchstone.split_view where origin = ${called} order by seen_at limit 10`.execute(transaction);
  const [tree] = trees;
  return {
    size: tree === undefined ? 0 : decodeCompactRange(new Uint8Array(tree.range)).size,
    ...(tree === undefined ? {} : { acceptedAt: tree.acceptedAt }),
    states: Object.fromEntries(rows.map(({ state, count }) => [state, count])),
    splits,
  };
}
