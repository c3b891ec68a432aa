// SPDX-License-Identifier: Apache-2.0
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { columnParsers } from './column-parsers.ts';
import type { TouchstoneTables } from './database-tables.ts';
import { checkFitness, type DurabilityDemand } from './fitness.ts';
import { migrate } from './migrate.ts';
import { checkRoles, ensureRoles } from './roles.ts';

/** The query builder over the tables that every register shares; names are camelCase here, snake_case there. */
export type Database = Kysely<TouchstoneTables>;

/** How to reach a database, and what is demanded of it. */
export interface DatabaseOptions {
  /** `postgres://…`, or the parts of it (a socket directory as `host`). */
  readonly connection: string | { host: string; port?: number; user: string; password?: string; database: string };
  readonly connectionsMax?: number;
  /** `required` refuses a server that may forget what it acknowledged; `as-configured` is for tests only. */
  readonly durability?: DurabilityDemand;
  /** Hears of connections lost while idle; without a listener the driver would end the process. */
  readonly onConnectionLost?: (error: Error) => void;
}

/**
 * Connects, checks that records can live there, and migrates.
 * When it returns, every migration of this program is in place; when it throws, nothing half done is left.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const database = connectDatabase(options);
  try {
    await checkFitness(database, options.durability ?? 'required');
    await ensureRoles(database);
    await migrate(database);
    await checkRoles(database);
    return database;
  } catch (error) {
    await database.destroy();
    throw error;
  }
}

/** Connects without looking: for tools and tests that know the database to be migrated. */
export function connectDatabase(options: DatabaseOptions): Database {
  const { connection } = options;
  const pool = new pg.Pool({
    ...(typeof connection === 'string' ? { connectionString: connection } : connection),
    max: options.connectionsMax ?? 10,
    types: columnParsers,
    application_name: 'touchstone',
  });
  pool.on('error', (error) => options.onConnectionLost?.(error));
  // The pool listens to idle connections only. One that is lost while it is taken fails its query, which is answered for;
  // that it also says so as an event must not end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return new Kysely<TouchstoneTables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}
