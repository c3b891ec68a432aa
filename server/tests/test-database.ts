// SPDX-License-Identifier: Apache-2.0
// A database of its own for each test file:
//
//   createTestDatabase()                     -> an empty database
//   createTestDatabase({ template })         -> a copy of a database that `template.prepare` filled, once per test run
//
//   const migrated = { name: 'migrated', prepare: async (connection) => { … migrate, then close every connection … } };
//   const { connection, drop } = await createTestDatabase({ template: migrated });
//   const database = await openDatabase({ connection, durability: 'as-configured' });
//   … await database.destroy(); await drop();
//
// `connection` is { host, port, user, password?, database }; its user owns the database, may make databases and roles,
// and on the embedded server is no superuser, so that row-level security can be tested with it.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { dropDatabase } from './drop-database.ts';
import type { PostgresForTests } from './postgres-for-tests.ts';

/** What `openDatabase` and the driver take. */
export type TestConnection = PostgresForTests['connection'];

/** A database that others are copied from. */
export interface TestTemplate {
  /** Lower-case letters and underscores; whoever asks first prepares it for the whole test run. */
  readonly name: string;
  /** Fills it, and closes every connection to it: a database in use cannot be copied. */
  prepare(connection: TestConnection): Promise<void>;
}

/** A database for one test file. */
export interface TestDatabase {
  readonly connection: TestConnection;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
}

/** Makes a database that nobody else uses, on the one server of this test run. */
export async function createTestDatabase(options: { readonly template?: TestTemplate } = {}): Promise<TestDatabase> {
  const { connection, prefix, emptyDatabase } = inject('postgres');
  const client = await connect(connection);
  try {
    const source = options.template === undefined ? emptyDatabase : await ensureTemplate(client, options.template);
    const database = `${prefix}_${randomBytes(6).toString('hex')}`;
    await client.query(`create database ${database} template ${source}`);
    return { connection: { ...connection, database }, drop: () => drop(connection, database) };
  } finally {
    await client.end();
  }
}

// Prepared under another name and renamed: a template that has its name is whole.
async function ensureTemplate(client: pg.Client, { name, prepare }: TestTemplate): Promise<string> {
  const { connection, prefix, emptyDatabase } = inject('postgres');
  const template = `${prefix}_${name}`;
  await client.query('select pg_advisory_lock(hashtext($1))', [template]);
  try {
    const found = await client.query('select from pg_database where datname = $1', [template]);
    if (found.rowCount === 0) {
      const part = `${template}_part`;
      await client.query(`drop database if exists ${part} with (force)`);
      await client.query(`create database ${part} template ${emptyDatabase}`);
      await prepare({ ...connection, database: part });
      await client.query(`alter database ${part} rename to ${template}`);
    }
    return template;
  } finally {
    await client.query('select pg_advisory_unlock(hashtext($1))', [template]);
  }
}

async function drop(connection: TestConnection, database: string): Promise<void> {
  const client = await connect(connection);
  try {
    await dropDatabase(client, database);
  } finally {
    await client.end();
  }
}

async function connect(connection: TestConnection): Promise<pg.Client> {
  const client = new pg.Client({ ...connection, ssl: false });
  await client.connect();
  return client;
}
