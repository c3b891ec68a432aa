// SPDX-License-Identifier: Apache-2.0
import { batchRootEntry } from '@touchstone/log-keeping/appender';
import { readEntries } from '@touchstone/log-keeping/reader';
import { sameBytes } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { sql } from 'kysely';
import type { Database } from '../storage/database.ts';
import { type DatabaseTransaction, withKeeper } from '../storage/with-tenant.ts';
import { firstUnnotedIndex } from './leaf-table.ts';
import type { OpenShard } from './open-shard.ts';

/** A tree of a laboratory's log as this node's log has it. */
export interface BatchRoot {
  readonly origin: string;
  readonly size: number;
  /** The laboratory's signed checkpoint. */
  readonly note: string;
  /** POSIX seconds: what the log took in from `since` on, and before `until`. */
  readonly since: number;
  readonly until: number;
  readonly entry: Uint8Array;
  readonly lookedFrom: number;
  /** Number among the leaves of all shards; null until it is in the log. */
  readonly leafIndex: number | null;
}

/** What bringing batch roots into the log takes. */
export interface BatchRootTaking {
  readonly database: Database;
  /** The shards that are open, the last of them written. */
  readonly shards: () => readonly OpenShard[];
  readonly clock: () => string;
  /** Milliseconds between two batch roots of one log. */
  readonly every: number;
}

const COLUMNS = sql.raw('origin, size, note, since, until, entry, looked_from, leaf_index');

/**
 * Brings the newest tree of each laboratory's log into this one, once an interval: first the entry is durable in the
 * database, then it is appended, then its place is noted. What a stop cut off is looked for in the log before it is
 * appended again, so that it is there once.
 */
export class BatchRootFeeder {
  readonly #taking: BatchRootTaking;
  #mayBeInLog = true;

  constructor(taking: BatchRootTaking) {
    this.#taking = taking;
  }

  /** Brings in what is due. After a failure the next call looks in the log first. */
  async round(): Promise<void> {
    const { database, clock, every, shards } = this.#taking;
    const seconds = Math.floor(Date.parse(clock()) / 1_000);
    if (this.#mayBeInLog) for (const row of await withKeeper(database, waiting)) await this.#find(row);
    this.#mayBeInLog = true;
    await withKeeper(database, (transaction) => keepDue(transaction, { seconds, every }));
    for (const { entry, origin, size } of await withKeeper(database, waiting)) {
      const open = shards().at(-1);
      if (open === undefined) return;
      const { index } = await open.log.append(new Uint8Array(entry)).sequenced;
      await withKeeper(database, (transaction) =>
        noteIndex(transaction, { origin, size, index: open.shard.base + index }),
      );
    }
    this.#mayBeInLog = false;
  }

  async #find({ origin, size, entry, lookedFrom }: BatchRoot): Promise<void> {
    const wanted = new Uint8Array(entry);
    for (const { shard, log } of this.#taking.shards()) {
      const tree = await log.flush();
      const from = Math.max(0, lookedFrom - shard.base);
      if (tree === undefined || from >= tree.size) continue;
      for await (const entries of readEntries(nodeLogSuite, { from, size: tree.size, read: log.read })) {
        const found = entries.find((each) => sameBytes(each.entry, wanted));
        if (found === undefined) continue;
        const index = shard.base + found.index;
        await withKeeper(this.#taking.database, (transaction) => noteIndex(transaction, { origin, size, index }));
        return;
      }
    }
  }
}

async function waiting(transaction: DatabaseTransaction): Promise<readonly BatchRoot[]> {
  const { rows } = await sql<BatchRoot>`select ${COLUMNS} from touchstone.batch_root
    where leaf_index is null order by until, origin limit 1000`.execute(transaction);
  return rows;
}

interface Due {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
  readonly since: number;
}

/** Makes the entries of logs that have grown since their last one, and whose interval is over. */
async function keepDue(
  transaction: DatabaseTransaction,
  { seconds, every }: { readonly seconds: number; readonly every: number },
): Promise<void> {
  const { rows } = await sql<Due>`
    select l.origin, l.size, l.root, l.note,
      coalesce(max(b.until), floor(extract(epoch from l.registered_at))::bigint) as since
    from touchstone.handed_log l left join touchstone.batch_root b on b.origin = l.origin
    where l.size > 0
    group by l.origin having l.size > coalesce(max(b.size), 0)
      and coalesce(max(b.until), 0) + ${Math.ceil(every / 1_000)}::bigint <= ${seconds}`.execute(transaction);
  const lookedFrom = await firstUnnotedIndex(transaction);
  for (const { origin, size, root, note, since } of rows) {
    const until = Math.max(seconds, since + 1);
    const tree = { origin, size, root: new Uint8Array(root) };
    const entry = batchRootEntry(nodeLogSuite, tree, { from: since, to: until });
    await sql`insert into touchstone.batch_root (origin, size, root, note, since, until, entry, looked_from)
      values (${origin}, ${size}, ${root}, ${note}, ${since}, ${until}, ${Buffer.from(entry)}, ${lookedFrom})
      on conflict do nothing`.execute(transaction);
  }
}

async function noteIndex(
  transaction: DatabaseTransaction,
  { origin, size, index }: { readonly origin: string; readonly size: number; readonly index: number },
): Promise<void> {
  await sql`update touchstone.batch_root set leaf_index = ${index}
    where origin = ${origin} and size = ${size} and leaf_index is null`.execute(transaction);
}

/** The trees of a log that this node's log has or will have, the smallest first. */
export async function batchRootsOf(
  transaction: DatabaseTransaction,
  { origin, atLeast }: { readonly origin: string; readonly atLeast: number },
): Promise<readonly BatchRoot[]> {
  const { rows } = await sql<BatchRoot>`select ${COLUMNS} from touchstone.batch_root
    where origin = ${origin} and size >= ${atLeast} order by size limit 100`.execute(transaction);
  return rows;
}
