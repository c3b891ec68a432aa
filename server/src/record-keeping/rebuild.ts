// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { ensureMonth, nextMonth } from '../storage/partitions.ts';
import { becomeKeeper, type DatabaseTransaction, withKeeper } from '../storage/with-tenant.ts';
import type { BoundFold } from './bound-fold.ts';
import { createFoldTables, snakeCase } from './fold-tables.ts';
import { foldPositions, followBatch } from './follow.ts';
import { type Keeping, LOCK_FOLD_SWAP, LOCK_SPACE } from './keeping.ts';
import { RecordError } from './record-error.ts';
import { sequence, sequenceBatch } from './sequencer.ts';

/**
 * Makes every fold of this program serve: a version that has no tables yet is built from the sources of truth while
 * programs with the version before go on serving and recording into theirs. Interrupted, it goes on where it stopped.
 */
export async function readyFolds(keeping: Keeping): Promise<void> {
  const month = keeping.clock().slice(0, 7);
  for (const each of [month, nextMonth(month)]) await ensureMonth(keeping.database, each);
  await sequence(keeping);
  for (const folds of keeping.folds.values()) {
    for (const fold of folds) {
      await ensureFoldTables(keeping, fold);
      while (await followBatch(keeping, fold, 'wait')) {}
      await startServing(keeping, fold);
    }
  }
}

async function ensureFoldTables({ database }: Keeping, fold: BoundFold): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    // One maker at a time; the second finds the tables there. DDL belongs to the tables' owner, not to the keeper.
    await sql`select pg_advisory_xact_lock(${LOCK_SPACE}, hashtext(${fold.tag}))`.execute(transaction);
    const { rows } = await sql<{ present: boolean; shape: string | null }>`
      select to_regnamespace(${fold.schema}) is not null as present, (select shape from touchstone.fold_progress
        where fold = ${fold.name} and version = ${fold.version}) as shape`.execute(transaction);
    const [found] = rows;
    if (found?.present === true && found.shape === fold.shape) return;
    if (found?.present === true) {
      throw new RecordError(
        'BAD_REGISTER',
        `the tables of fold ${fold.tag} were declared otherwise when they were made: raise its version`,
        { fold: fold.tag },
      );
    }
    await createFoldTables(transaction, fold, fold.schema);
    await becomeKeeper(transaction);
    await sql`insert into touchstone.fold_progress (fold, version, schema_name, shape, state, position)
      values (${fold.name}, ${fold.version}, ${fold.schema}, ${fold.shape}, 'building', 0)
      on conflict (fold, version) do update set shape = excluded.shape, state = 'building', position = 0`.execute(
      transaction,
    );
  });
}

async function startServing(keeping: Keeping, fold: BoundFold): Promise<void> {
  await withKeeper(keeping.database, async (transaction) => {
    const { rows } = await sql<{ state: string; position: number }>`
      select state, position from touchstone.fold_progress
      where fold = ${fold.name} and version = ${fold.version} for update`.execute(transaction);
    const [progress] = rows;
    if (progress === undefined || progress.state === 'serving') return;
    const position = await foldToTheEnd(keeping, transaction, { fold, schema: fold.schema, after: progress.position });
    await sql`update touchstone.fold_progress set state = 'serving', position = ${position}
      where fold = ${fold.name} and version = ${fold.version}`.execute(transaction);
  });
}

/** Stops commits until this transaction ends, numbers what is queued, and folds the rest: the tables are then complete. */
async function foldToTheEnd(
  keeping: Keeping,
  transaction: DatabaseTransaction,
  { fold, schema, after }: { readonly fold: BoundFold; readonly schema: string; readonly after: number },
): Promise<number> {
  await sql`select pg_advisory_xact_lock(${LOCK_SPACE}, ${LOCK_FOLD_SWAP})`.execute(transaction);
  while ((await sequenceBatch(transaction, keeping.clock())) > 0) {}
  let position = after;
  for (;;) {
    const step = await foldPositions(transaction, { fold, schema, after: position, trusting: false });
    position = step.position;
    if (!step.more) return position;
  }
}

/** Builds the fold's tables anew beside the serving ones and swaps them in, in one step for every reader. */
export async function rebuildFold(keeping: Keeping, fold: BoundFold): Promise<void> {
  const shadow = `${fold.schema}_shadow`;
  const old = `${fold.schema}_old`;
  await dropSchema(keeping, old);
  const reached = await buildShadow(keeping, fold, shadow);
  await keeping.database.transaction().execute(async (transaction) => {
    await becomeKeeper(transaction);
    await sql`select position from touchstone.fold_progress
      where fold = ${fold.name} and version = ${fold.version} for update`.execute(transaction);
    const position = await foldToTheEnd(keeping, transaction, { fold, schema: shadow, after: reached });
    await sql`update touchstone.fold_progress set position = ${position}
      where fold = ${fold.name} and version = ${fold.version}`.execute(transaction);
    await sql`reset role`.execute(transaction);
    await sql`alter schema ${sql.id(fold.schema)} rename to ${sql.id(old)}`.execute(transaction);
    await sql`alter schema ${sql.id(shadow)} rename to ${sql.id(fold.schema)}`.execute(transaction);
  });
  await dropSchema(keeping, old);
}

/** One row that the serving tables and a rebuild do not share. */
export interface RebuildDifference {
  readonly fold: string;
  readonly table: string;
  readonly side: 'serving-only' | 'rebuilt-only';
  readonly row: unknown;
}

const DIFFERENCES_MAX = 20;

/** Builds the fold anew beside the serving tables and compares row by row, history included; empty when they agree. */
export async function compareRebuild(keeping: Keeping, fold: BoundFold): Promise<readonly RebuildDifference[]> {
  const shadow = `${fold.schema}_check`;
  const reached = await buildShadow(keeping, fold, shadow);
  try {
    return await withKeeper(keeping.database, async (transaction) => {
      // The serving tables must stand at the same position: nobody follows, nobody commits, both are at the end.
      await sql`select 1 from touchstone.fold_progress
        where fold = ${fold.name} and version = ${fold.version} for update`.execute(transaction);
      await foldToTheEnd(keeping, transaction, { fold, schema: shadow, after: reached });
      await catchUpServing(transaction, fold);
      const differences: RebuildDifference[] = [];
      for (const table of Object.keys(fold.tables)) {
        const serving = rowsOf(fold.schema, table);
        const rebuilt = rowsOf(shadow, table);
        const sides = [
          ['serving-only', sql`${serving} except all ${rebuilt}`],
          ['rebuilt-only', sql`${rebuilt} except all ${serving}`],
        ] as const;
        for (const [side, query] of sides) {
          const { rows } = await sql<{ row: unknown }>`${query} limit ${DIFFERENCES_MAX}`.execute(transaction);
          differences.push(...rows.map(({ row }) => ({ fold: fold.tag, table, side, row })));
        }
      }
      return differences;
    });
  } finally {
    await dropSchema(keeping, shadow);
  }
}

function rowsOf(schema: string, table: string) {
  return sql`select to_jsonb(t) - 'row_id' as row from ${sql.id(schema, snakeCase(table))} t`;
}

async function catchUpServing(transaction: DatabaseTransaction, fold: BoundFold): Promise<void> {
  const { rows } = await sql<{ position: number }>`select position from touchstone.fold_progress
    where fold = ${fold.name} and version = ${fold.version}`.execute(transaction);
  let position = rows[0]?.position ?? 0;
  for (;;) {
    const step = await foldPositions(transaction, { fold, schema: fold.schema, after: position, trusting: true });
    position = step.position;
    if (!step.more) break;
  }
  await sql`update touchstone.fold_progress set position = ${position}
    where fold = ${fold.name} and version = ${fold.version}`.execute(transaction);
}

/** Fills a schema from nothing, batch by batch, while everything else goes on. */
async function buildShadow(keeping: Keeping, fold: BoundFold, shadow: string): Promise<number> {
  await dropSchema(keeping, shadow);
  await keeping.database.transaction().execute((transaction) => createFoldTables(transaction, fold, shadow));
  await sequence(keeping);
  let after = 0;
  for (;;) {
    const step = await withKeeper(keeping.database, (transaction) =>
      foldPositions(transaction, { fold, schema: shadow, after, trusting: false }),
    );
    after = step.position;
    if (!step.more) return after;
  }
}

async function dropSchema({ database }: Keeping, schema: string): Promise<void> {
  await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(database);
}

/** Drops the tables of fold versions that this program does not have. For an operator, once no older program runs. */
export async function retireFolds(keeping: Keeping): Promise<readonly string[]> {
  const own = new Set([...keeping.folds.values()].flat().map((fold) => fold.tag));
  const retired = await withKeeper(keeping.database, async (transaction) => {
    const { rows } = await sql<{ fold: string; version: number; schemaName: string }>`
      select fold, version, schema_name from touchstone.fold_progress`.execute(transaction);
    const gone = rows.filter((row) => !own.has(`${row.fold}@${row.version}`));
    for (const row of gone) {
      await sql`delete from touchstone.fold_progress
        where fold = ${row.fold} and version = ${row.version}`.execute(transaction);
    }
    return gone;
  });
  for (const { schemaName } of retired) await dropSchema(keeping, schemaName);
  return retired.map((row) => `${row.fold}@${row.version}`);
}
