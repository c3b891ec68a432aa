// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readCheckpoint } from '@touchstone/log-keeping/follow';
import {
  formatTlogProof,
  hashLeaf,
  type LogReader,
  proveInclusion,
  rootOfRange,
  sameBytes,
  type TlogPolicy,
  verifyCheckpoint,
  verifyInclusion,
} from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { sql } from 'kysely';
import type { Database } from '../storage/database.ts';
import { type DatabaseTransaction, withKeeper } from '../storage/with-tenant.ts';
import { readFollowed } from './foreign-leaves.ts';
import type { FollowSetting } from './log-settings.ts';

/** Receipts that are made in one look; the next goes on. */
const RECEIPTS_PER_LOOK = 500;

/** Keeps what opens the leaf of a statement that was taken from another log: its receipt is made of it. */
export async function keepForeignOpening(
  transaction: DatabaseTransaction,
  { origin, leafIndex, opening }: { origin: string; leafIndex: number; opening: Uint8Array },
): Promise<void> {
  await sql`insert into touchstone.foreign_receipt (origin, leaf_index, opening)
    values (${origin}, ${leafIndex}, ${Buffer.from(opening)}) on conflict do nothing`.execute(transaction);
}

/**
 * The receipts of these entries, as far as they came from other logs and are not erased there. What was set aside, which
 * has a plus in its name, is signed with a key that is not followed.
 */
export async function findForeignReceipts(
  transaction: DatabaseTransaction,
  entries: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (entries.length === 0) return new Map();
  const { rows } = await sql<{ entry: number; proof: string }>`select l.entry, r.proof
    from touchstone.foreign_receipt r join touchstone.foreign_leaf l using (origin, leaf_index)
    where l.entry = any(${entries}::bigint[]) and l.state = 'stored' and r.proof is not null
      and strpos(l.origin, '+') = 0
    order by r.counts`.execute(transaction);
  return new Map(rows.map(({ entry, proof }) => [entry, proof]));
}

/** What making receipts over a followed log takes. */
export interface ForeignProving {
  readonly database: Database;
  readonly followed: FollowSetting;
  readonly read: LogReader;
  /** When a checkpoint counts here; a receipt is made anew until its own counts by each that knows the log. */
  readonly policies: readonly TlogPolicy[];
}

/**
 * Makes the receipts that lack a checkpoint which counts, over the tree that was accepted last, and forgets those that
 * were erased at their origin. The checkpoint is read again: witnesses sign it after it was published.
 */
export async function proveForeign(proving: ForeignProving): Promise<void> {
  const { database, followed } = proving;
  const origin = followed.key.name;
  const waiting = await withKeeper(database, async (transaction) => {
    await sql`delete from touchstone.foreign_receipt r using touchstone.foreign_leaf l
      where r.origin = ${origin} and l.origin = r.origin and l.leaf_index = r.leaf_index and l.state = 'closed'`.execute(
      transaction,
    );
    const { rows } = await sql<{ found: boolean }>`select exists (select from touchstone.foreign_receipt
      where origin = ${origin} and not counts) as found`.execute(transaction);
    return rows[0]?.found === true;
  });
  if (waiting) await proveWaiting(proving);
}

async function proveWaiting({ database, followed, read, policies }: ForeignProving): Promise<void> {
  const origin = followed.key.name;
  const tree = await withKeeper(database, (transaction) => readFollowed(transaction, origin));
  const { checkpoint, note } = await readCheckpoint(nodeLogSuite, { origin, keys: [followed.key], read });
  // Only over a tree that was held against every entry; a newer one is looked at the next time.
  if (tree === undefined || checkpoint.size !== tree.range.size) return;
  if (!sameBytes(checkpoint.root, rootOfRange(nodeLogSuite, tree.range))) return;
  const mark = createHash('sha256').update(note).digest();
  const counts = policies
    .filter(({ logs }) => logs.some(({ key }) => key.name === origin))
    .every((policy) => verifyCheckpoint(nodeLogSuite, note, policy).outcome === 'accepted');
  const rows = await withKeeper(database, (transaction) => waitingRows(transaction, origin, mark));
  const cached = remembering(read);
  for (const { leafIndex: index, leaf, opening } of rows) {
    const hashes = await proveInclusion(nodeLogSuite, { index, size: checkpoint.size }, cached);
    const leafHash = hashLeaf(nodeLogSuite, new Uint8Array(leaf));
    if (!verifyInclusion(nodeLogSuite, { index, leafHash, proof: hashes }, checkpoint)) {
      throw new RangeError(`the tiles of ${origin} do not prove its own entry ${index}`);
    }
    const proof = formatTlogProof({ index, hashes, checkpoint: note, extra: new Uint8Array(opening) });
    await withKeeper(database, (transaction) =>
      sql`update touchstone.foreign_receipt set proof = ${proof}, counts = ${counts}, checkpoint_sha256 = ${mark}
        where origin = ${origin} and leaf_index = ${index}`.execute(transaction),
    );
  }
}

async function waitingRows(transaction: DatabaseTransaction, origin: string, mark: Uint8Array) {
  const { rows } = await sql<{ leafIndex: number; leaf: Buffer; opening: Buffer }>`
    select r.leaf_index, l.leaf, r.opening
    from touchstone.foreign_receipt r join touchstone.foreign_leaf l using (origin, leaf_index)
    where r.origin = ${origin} and not r.counts and r.checkpoint_sha256 is distinct from ${Buffer.from(mark)}
    order by (r.proof is not null), r.leaf_index limit ${RECEIPTS_PER_LOOK}`.execute(transaction);
  return rows;
}

/** Many proofs are made of the same few tiles. */
function remembering(read: LogReader): LogReader {
  const known = new Map<string, Promise<Uint8Array | undefined>>();
  return (path) => {
    const asked = known.get(path) ?? Promise.resolve(read(path));
    known.set(path, asked);
    return asked;
  };
}
