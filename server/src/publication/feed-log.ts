// SPDX-License-Identifier: Apache-2.0
import type { Feed, Log } from '@touchstone/log-keeping/appender';
import { readEntries } from '@touchstone/log-keeping/reader';
import { readLeaf } from '@touchstone/statements';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { sql } from 'kysely';
import type { EntryPlace } from '../record-keeping/load-facts.ts';
import type { RecentStatements } from '../record-keeping/recent-statements.ts';
import type { Database } from '../storage/database.ts';
import { type DatabaseTransaction, withKeeper } from '../storage/with-tenant.ts';
import { formatMark, type Mark, parseMark } from './feed-mark.ts';
import { entriesOfCommitments, firstUnnotedIndex, type LeafRow, noteIndexes } from './leaf-table.ts';
import { ensureLeaves, entriesOf, type LeafMaking, type RecordedStatement } from './make-leaves.ts';
import type { KeptLeaf, PromisedLeaves } from './promised-leaves.ts';
import { PublicationError } from './publication-error.ts';

/** What feeding a log takes. */
export interface Feeding {
  readonly database: Database;
  readonly log: Log;
  /** The number of the log's leaf 0 among those of all shards, and how far the shards before it cover the record. */
  readonly shard?: { readonly base: number; readonly covered?: string | undefined };
  /** Gives numbers to what was acknowledged and has none. */
  readonly number: () => Promise<unknown>;
  readonly making: () => LeafMaking;
  /** What was put on record just now, and need not be read again. */
  readonly recent: Pick<RecentStatements, 'take'>;
  /** Leaves that were made just now, or are being made, for whoever handed in their statements. */
  readonly promised?: PromisedLeaves;
}

const BATCH_MAX = 1_000;

/**
 * Brings the record's statements into the log, in the order of their positions. How far it has come is kept by the log
 * itself, in the same instant as the entry, so that a crash anywhere neither doubles nor leaves out one.
 */
export class LogFeeder {
  readonly #feeding: Feeding;
  #feed: Feed | undefined;
  #mark: Mark = { position: 0, parts: 0 };
  #isNoted = false;

  constructor(feeding: Feeding) {
    this.#feeding = feeding;
  }

  /** Position up to which everything is in the log for good. */
  get covered(): number {
    const { log, shard } = this.#feeding;
    // Before it is fed, and while it may not be, it covers what it did when it was left.
    const { position, parts } = this.#isNoted ? this.#mark : markLeft(log.status().covered ?? shard?.covered);
    return parts === 0 ? position : position - 1;
  }

  /** Where a shard after this one goes on. */
  get mark(): string {
    return formatMark(this.#mark);
  }

  /** False where of a statement with several leaves only the first are in the log. */
  get isBetween(): boolean {
    return this.#mark.parts === 0;
  }

  /** Feeds all that there is. After a failure the next call goes on where the log says. */
  async round(): Promise<void> {
    await this.#feeding.number();
    await this.settle();
    try {
      this.#feed ??= await this.#open();
      while (await this.#feedBatch(this.#feed)) {}
    } catch (error) {
      this.#feed = undefined;
      this.#isNoted = false;
      throw error;
    }
  }

  /** Notes where the log holds what a server before this one sequenced, and feeds nothing. */
  async settle(): Promise<void> {
    const { log, shard } = this.#feeding;
    if (this.#isNoted) return;
    await noteMissedIndexes(this.#feeding);
    this.#mark = parseMark(log.status().covered ?? shard?.covered);
    this.#isNoted = true;
  }

  async #open(): Promise<Feed> {
    const { log, shard } = this.#feeding;
    const feed = await log.openFeed();
    this.#mark = parseMark(feed.covered ?? shard?.covered);
    const last = await withKeeper(this.#feeding.database, lastPosition);
    if (this.#mark.position > last) {
      throw new PublicationError(
        'DATABASE_BEHIND',
        `the log covers position ${this.#mark.position} and the database ends at ${last}: an older copy of the database was put back; restore a later one`,
        { covered: this.#mark.position, last },
      );
    }
    return feed;
  }

  async #feedBatch(feed: Feed): Promise<boolean> {
    const { database, promised, shard: { base } = { base: 0 } } = this.#feeding;
    await promised?.settled();
    // Salts are durable before the log hears of a leaf: the transaction ends here.
    const batch = await withKeeper(database, (transaction) => loadBatch(transaction, this.#mark, this.#feeding));
    const appended = batch.map(({ position, leaf }) => {
      const entries = entriesOf(leaf);
      const done = position === this.#mark.position ? this.#mark.parts : 0;
      const sequenced = entries.slice(done).map((entry, at) => {
        const parts = done + at + 1;
        const mark = parts === entries.length ? { position, parts: 0 } : { position, parts };
        return feed.append(entry, formatMark(mark)).sequenced;
      });
      const all = Promise.all(sequenced);
      // They are awaited one after the other: what fails behind the first failure is heard there.
      all.catch(() => {});
      return { entry: leaf.entry, isWhole: done === 0, sequenced: all };
    });
    const found: { entry: number; index: number }[] = [];
    for (const { entry, isWhole, sequenced } of appended) {
      const [first] = await sequenced;
      if (isWhole && first !== undefined) found.push({ entry, index: base + first.index });
    }
    await withKeeper(database, (transaction) => noteIndexes(transaction, found));
    const last = batch.at(-1);
    if (last !== undefined) this.#mark = { position: last.position, parts: 0 };
    return batch.length === BATCH_MAX;
  }
}

/** The mark that a log was left with; what another program has left there says nothing about this record. */
function markLeft(text: string | undefined): Mark {
  try {
    return parseMark(text);
  } catch (error) {
    if (error instanceof PublicationError) return { position: 0, parts: 0 };
    throw error;
  }
}

interface Positioned {
  readonly position: number;
  readonly leaf: KeptLeaf;
}

/** The leaves of the next statements that originate here, made where nobody was promised them before. */
async function loadBatch(
  transaction: DatabaseTransaction,
  mark: Mark,
  { making: makingNow, recent, promised }: Feeding,
): Promise<readonly Positioned[]> {
  const making = makingNow();
  const after = mark.parts === 0 ? mark.position : mark.position - 1;
  const { rows } = await sql<EntryPlace & { position: number }>`
    select position, entry, recorded_at from touchstone.position
    where position > ${after} and source = 'statement' and origin_node = ${making.node}
    order by position limit ${BATCH_MAX}`.execute(transaction);
  const leaves = rows.map(({ entry }) => promised?.take(entry));
  const others = rows.filter((_, at) => leaves[at] === undefined);
  const made = await ensureLeaves(transaction, await readLogged(transaction, others, recent), making);
  const left = made.values();
  return rows.map(({ position }, at) => ({ position, leaf: leaves[at] ?? (left.next().value as LeafRow) }));
}

/** What leaves are made from, in the order of the places: what was recorded just now, and the rest as it is kept. */
async function readLogged(
  transaction: DatabaseTransaction,
  places: readonly EntryPlace[],
  recent: Feeding['recent'],
): Promise<readonly RecordedStatement[]> {
  const held = places.map(({ entry }): RecordedStatement | undefined => {
    const record = recent.take(entry);
    return record === undefined ? undefined : { ...record, statedEdges: record.edges };
  });
  const loaded = await loadLogged(
    transaction,
    places.filter((_, at) => held[at] === undefined),
  );
  return places.map(({ entry }, at) => (held[at] ?? loaded.get(entry)) as RecordedStatement);
}

/** Neither bytes nor edges, which are most of a statement. */
async function loadLogged(
  transaction: DatabaseTransaction,
  places: readonly EntryPlace[],
): Promise<ReadonlyMap<number, RecordedStatement>> {
  if (places.length === 0) return new Map();
  const { rows } = await sql<RecordedStatement>`
    select s.entry, s.recorded_at, s.owner, s.stream, s.register, s.visibility, s.issuer, 'urn:uuid:' || s.id as id, s.digest,
      s.body from touchstone.statement s
    join unnest(${places.map(({ recordedAt }) => recordedAt)}::timestamptz[],
      ${places.map(({ entry }) => entry)}::bigint[]) as p(recorded_at, entry)
      on p.recorded_at = s.recorded_at and p.entry = s.entry`.execute(transaction);
  return new Map(rows.map((row) => [row.entry, row]));
}

/** Where the log holds leaves that a server sequenced and died before it noted where. */
async function noteMissedIndexes({ database, log, shard: { base } = { base: 0 } }: Feeding): Promise<void> {
  const tree = await log.flush();
  const from = Math.max(0, (await withKeeper(database, firstUnnotedIndex)) - base);
  if (tree === undefined || from >= tree.size) return;
  const seen = new Set<string>();
  for await (const entries of readEntries(nodeLogSuite, { from, size: tree.size, read: log.read })) {
    const indexes = new Map<string, number>();
    for (const { index, entry } of entries) {
      const leaf = readLeaf(entry);
      const commitment = leaf?.type === 'statement' ? Buffer.from(leaf.commitment).toString('hex') : undefined;
      // Of several leaves with one commitment the first counts.
      if (commitment === undefined || seen.has(commitment)) continue;
      seen.add(commitment);
      indexes.set(commitment, index);
    }
    const commitments = [...indexes.keys()].map((each) => Buffer.from(each, 'hex'));
    await withKeeper(database, async (transaction) => {
      const owners = await entriesOfCommitments(transaction, commitments);
      requireKnown(indexes, owners, log.status().covered);
      const found = [...owners].map(([commitment, entry]) => ({
        entry,
        index: base + (indexes.get(commitment) as number),
      }));
      await noteIndexes(transaction, found);
    });
  }
}

/**
 * A leaf is on record before the log hears of it. One that is not was recorded after the copy of the database that was put back
 * here: what is recorded since has its position, and would be taken for it.
 */
function requireKnown(
  indexes: ReadonlyMap<string, number>,
  owners: ReadonlyMap<string, number>,
  covered: string | undefined,
): void {
  const unknown = [...indexes].find(([commitment]) => !owners.has(commitment));
  if (unknown === undefined) return;
  throw new PublicationError(
    'DATABASE_BEHIND',
    `entry ${unknown[1]} of the log is of a statement that the database does not have: an older copy of the database was put back; restore a later one`,
    { entry: unknown[1], ...(covered === undefined ? {} : { covered }) },
  );
}

async function lastPosition(transaction: DatabaseTransaction): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(position), 0) as last from touchstone.position`.execute(transaction);
  return rows[0]?.last ?? 0;
}
