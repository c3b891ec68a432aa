// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql } from 'kysely';
import { refuseTruncate } from './row-security.ts';

/** Tables that hold one partition per calendar month (UTC) of `recorded_at`. */
const PARTITIONED_TABLES = ['statement', 'edge', 'case_event'] as const;

const SCHEMA = 'touchstone';
// Rows that fit on a page stay on it as they are: to compress a statement, and to take it apart again at each look, costs
// more than the page. A parent has no storage of its own, so it is said of each partition.
const STORAGE = 'toast_tuple_target = 8160';
const MONTH = /^\d{4}-\d{2}$/;

/**
 * Makes sure that rows recorded in this month (`2026-11`) have somewhere to go. Safe to call at any time, from several servers.
 *
 * A partition is made apart and then attached, which blocks no reader or writer, where `partition of` would block all.
 */
export async function ensureMonth<T>(database: Kysely<T>, month: string): Promise<void> {
  if (!MONTH.test(month)) throw new RangeError(`A month is written like 2026-11, not ${month}`);
  const suffix = month.replace('-', '_');
  const { rows } = await sql<{ missing: boolean }>`
    select to_regclass(${`${SCHEMA}.${PARTITIONED_TABLES.at(-1)}_${suffix}`}) is null as missing`.execute(database);
  if (rows[0]?.missing === false) return;
  await database.transaction().execute(async (transaction) => {
    // One maker at a time; the second finds the work done.
    await sql`select pg_advisory_xact_lock(7408, 3)`.execute(transaction);
    for (const parent of PARTITIONED_TABLES) await addMonth(transaction, parent, month);
  });
}

/** The month after: `2026-12` gives `2027-01`. */
export function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = number === 12 ? [year + 1, 1] : [year, number + 1];
  return `${String(next[0]).padStart(4, '0')}-${String(next[1]).padStart(2, '0')}`;
}

async function addMonth<T>(transaction: Kysely<T>, parent: string, month: string): Promise<void> {
  const name = `${parent}_${month.replace('-', '_')}`;
  const { rows } = await sql<{ missing: boolean }>`
    select to_regclass(${`${SCHEMA}.${name}`}) is null as missing`.execute(transaction);
  if (rows[0]?.missing !== true) return;
  const child = sql.id(SCHEMA, name);
  // No grants on it: rows are reached through the parent only, whose row security then applies.
  await sql`create table ${child} (like ${sql.id(SCHEMA, parent)} including defaults including constraints)
    with (${sql.raw(STORAGE)})`.execute(transaction);
  await sql`alter table ${child} enable row level security`.execute(transaction);
  await sql`alter table ${child} force row level security`.execute(transaction);
  await refuseTruncate(transaction, { schema: SCHEMA, table: name });
  const from = sql.lit(`${month}-01T00:00:00Z`);
  const until = sql.lit(`${nextMonth(month)}-01T00:00:00Z`);
  await sql`alter table ${sql.id(SCHEMA, parent)} attach partition ${child} for values from (${from}) to (${until})`.execute(
    transaction,
  );
}
