// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { migrations } from './migrations/index.ts';
import { StorageError } from './storage-error.ts';

/** Schema of everything that registers share; each fold has a schema of its own beside it. */
const SCHEMA = 'touchstone';
const DONE_TABLE = 'migration';
const LOCK_TABLE = 'migration_lock';

/**
 * Brings the database up to this program: all missing migrations in one transaction, or none.
 * Throws `DATABASE_TOO_NEW` where a later program was here, before touching anything.
 */
export async function migrate<T>(
  database: Kysely<T>,
  known: Readonly<Record<string, Migration>> = migrations,
): Promise<void> {
  const done = await refuseNewer(database, Object.keys(known));
  // A migration is written down in the transaction that made it, so what is written down needs no second look.
  if (Object.keys(known).every((name) => done.includes(name))) return;
  const plain = database.withoutPlugins();
  const migrator = new Migrator({
    db: plain,
    provider: { getMigrations: async () => ({ ...known }) },
    migrationTableName: DONE_TABLE,
    migrationLockTableName: LOCK_TABLE,
    migrationTableSchema: SCHEMA,
  });
  // Several servers may start on one new database. The library's own lock lies in a table that it makes first, so one
  // of ours, held by a transaction beside it (which poolers allow), comes before.
  const { error, results } = await plain.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(7408, 4)`.execute(transaction);
    return migrator.migrateToLatest();
  });
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName;
  throw new StorageError(
    'MIGRATION_FAILED',
    `Migration ${failed ?? ''} failed and was undone as a whole: ${error instanceof Error ? error.message : String(error)}`,
    { migration: failed },
    error,
  );
}

/** The names of the migrations that are in place. */
async function refuseNewer<T>(database: Kysely<T>, known: readonly string[]): Promise<readonly string[]> {
  const { rows: found } = await sql<{ present: boolean }>`
    select to_regclass(${`${SCHEMA}.${DONE_TABLE}`}) is not null as present`.execute(database);
  if (found[0]?.present !== true) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.id(SCHEMA, DONE_TABLE)} order by name`.execute(
    database,
  );
  const done = rows.map((row) => row.name);
  const unknown = done.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new StorageError(
      'DATABASE_TOO_NEW',
      `This database was migrated by a later program (${unknown.join(', ')}); start that program or a later one.`,
      { unknown },
    );
  }
  return done;
}
