// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { type DatabaseTransaction, withKeeper } from '../storage/with-tenant.ts';
import type { BoundFold } from './bound-fold.ts';
import { foldFacts } from './fold-commit.ts';
import type { Keeping } from './keeping.ts';
import { type EntryPlace, loadFactsAt } from './load-facts.ts';

const BATCH_MAX = 500;

/** What to do about a fold that another server is following with at the moment: leave it to that one, or wait. */
export type WhenBusy = 'leave' | 'wait';

/** Lets every fold of this program catch up with the last position. One that fails does not hold up the others. */
export async function followAll(keeping: Keeping, whenBusy: WhenBusy): Promise<void> {
  const failures: unknown[] = [];
  for (const fold of await passIdle(keeping)) {
    try {
      while (await followBatch(keeping, fold, whenBusy)) {}
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw failures.length === 1 ? failures[0] : new AggregateError(failures, 'several folds failed');
}

/**
 * Moves all folds for which there is nothing among the new positions to the last one, in one step, and returns the
 * others. Of some fifty folds two or three make anything of a statement; asking for each by itself cost six round trips.
 */
async function passIdle(keeping: Keeping): Promise<readonly BoundFold[]> {
  const folds = [...keeping.folds.values()].flat();
  const asked = folds.map(({ name, version, of, register, tag }, n) => ({
    ...{ n, fold: name, version },
    ...{ registers: of ?? null, written: register === undefined ? null : tag },
  }));
  await keeping.trace('following');
  const done = await withKeeper(keeping.database, async (transaction) => {
    // One that is busy is left out here, and asked for by itself. What is locked stays as it is now: the statement after
    // this one sees it, and every position up to the last, which are numbered one batch after the other.
    const { rows: held } = await sql<{ n: number }>`
      select g.n from touchstone.fold_progress p
      join jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as g(n integer, fold text, version integer)
        on p.fold = g.fold and p.version = g.version
      order by g.n for update of p skip locked`.execute(transaction);
    const free = held.map(({ n }) => asked[n]);
    const { rows } = await sql<{ n: number }>`
      with last as materialized (select coalesce(max(position), 0) as last from touchstone.position),
      given as materialized (
        select * from jsonb_to_recordset(${JSON.stringify(free)}::jsonb)
          as g(n integer, fold text, version integer, registers text[], written text)
      ), idle as materialized (
        select g.n, p.fold, p.version, p.position from given g
        join touchstone.fold_progress p on p.fold = g.fold and p.version = g.version cross join last
        where not exists (select from touchstone.position q
          where q.position > p.position and q.position <= last.last
            and (g.registers is null or q.register = any(g.registers))
            and (g.written is null or p.state <> 'serving' or q.applied is distinct from g.written))
      ), moved as (
        update touchstone.fold_progress p set position = last.last from idle, last
        where p.fold = idle.fold and p.version = idle.version and p.position < last.last
      ) select n from idle`.execute(transaction);
    return new Set(rows.map(({ n }) => n));
  });
  await keeping.trace('followed');
  return folds.filter((_, n) => !done.has(n));
}

/** One batch, durable as a whole; false when the fold is up to date, or was left to another server. */
export async function followBatch(keeping: Keeping, fold: BoundFold, whenBusy: WhenBusy): Promise<boolean> {
  await keeping.trace('following');
  const more = await withKeeper(keeping.database, async (transaction) => {
    const { rows } = await sql<{ position: number; schemaName: string; state: string }>`
      select position, schema_name, state from touchstone.fold_progress
      where fold = ${fold.name} and version = ${fold.version} for update ${sql.raw(whenBusy === 'leave' ? 'skip locked' : '')}`.execute(
      transaction,
    );
    const [progress] = rows;
    if (progress === undefined) return false;
    const { position, more } = await foldPositions(transaction, {
      fold,
      schema: progress.schemaName,
      after: progress.position,
      trusting: progress.state === 'serving',
    });
    if (position > progress.position) {
      await sql`update touchstone.fold_progress set position = ${position}
        where fold = ${fold.name} and version = ${fold.version}`.execute(transaction);
    }
    return more;
  });
  await keeping.trace('followed');
  return more;
}

/** From where to where, and into which tables. */
export interface FoldSpan {
  readonly fold: BoundFold;
  readonly schema: string;
  readonly after: number;
  /** Whether rows that a commit says it wrote are there; not so in tables that are built from nothing. */
  readonly trusting: boolean;
}

/** Folds the next positions into a schema's tables; says how far it came and whether more may be waiting. */
export async function foldPositions(
  transaction: DatabaseTransaction,
  { fold, schema, after, trusting }: FoldSpan,
): Promise<{ position: number; more: boolean }> {
  const ofRegister = fold.of === undefined ? sql`` : sql`and register = any(${fold.of}::text[])`;
  const notWritten = trusting && fold.register !== undefined ? sql`and applied is distinct from ${fold.tag}` : sql``;
  const { rows } = await sql<EntryPlace & { position: number; last: number }>`
    with last as (select coalesce(max(position), 0) as last from touchstone.position)
    select wanted.*, last.last from last left join lateral (
      select position, entry, recorded_at from touchstone.position
      where position > ${after} and position <= last.last ${ofRegister} ${notWritten}
      order by position limit ${BATCH_MAX}) wanted on true
    order by wanted.position`.execute(transaction);
  const wanted = rows.filter((row) => row.position !== null);
  await foldFacts(transaction, { fold, schema }, await loadFactsAt(transaction, wanted));
  const more = wanted.length === BATCH_MAX;
  const end = more ? wanted.at(-1)?.position : rows[0]?.last;
  return { position: Math.max(after, end ?? after), more };
}
