// SPDX-License-Identifier: Apache-2.0
// Once per test run, before the first test of the server: one PostgreSQL for all of them.
// TEST_DATABASE_URL=postgres://user@host/database runs the same tests on a given server, version 15 or later; its user
// must be allowed to make databases and roles, and what the tests made is removed at the end.
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../src/storage/embedded-postgres.ts';
import { dropDatabase } from './drop-database.ts';

/** How the tests reach the server, and the first word of the name of each database that they make. */
export interface PostgresForTests {
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password?: string;
    readonly database: string;
  };
  readonly prefix: string;
  /** What a new database is copied from when nothing else is asked for. */
  readonly emptyDatabase: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: PostgresForTests;
  }
}

/** Starts or finds the server; vitest calls what it returns when all tests are done. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { connection, stop } = await findServer(process.env.TEST_DATABASE_URL);
  const prefix = `test_${randomBytes(4).toString('hex')}`;
  const emptyDatabase = `${prefix}_empty`;
  // The given server's own template may be of any encoding.
  await withClient(connection, (client) =>
    client
      .query(`create database ${emptyDatabase} template template0 encoding 'UTF8' locale 'C.UTF-8'`)
      .catch(() => client.query(`create database ${emptyDatabase}`)),
  );
  project.provide('postgres', { connection, prefix, emptyDatabase });
  return () => stop(prefix);
}

interface Server {
  readonly connection: PostgresForTests['connection'];
  /** Leaves nothing of what has this prefix. */
  readonly stop: (prefix: string) => Promise<void>;
}

async function findServer(url: string | undefined): Promise<Server> {
  if (url !== undefined && url !== '') {
    const { host, port, user = '', password, database = '' } = new pg.Client({ connectionString: url });
    const given = { host, port, user, database, ...(password != null && { password }) };
    return { connection: given, stop: (prefix) => dropAll(given, prefix) };
  }
  // A folder that others may enter, so that root's tests take the ordinary way and not a fall-back.
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-tests-'));
  chmodSync(folder, 0o755);
  // What a power cut would lose is lost with the test run anyway.
  const server = await startEmbeddedPostgres({
    dataDirectory: join(folder, 'postgres'),
    // No database lives as long as it would need a vacuum, and one that is being vacuumed cannot be dropped.
    settings: ['fsync=off', 'full_page_writes=off', 'max_connections=200', 'autovacuum=off'],
  });
  // What is in the folder goes with it, so that no database that cannot be dropped keeps the server from ending.
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  return { connection: server.connection, stop };
}

async function dropAll(connection: Server['connection'], prefix: string): Promise<void> {
  await withClient(connection, async (client) => {
    const found = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [prefix],
    );
    for (const { datname } of found.rows) await dropDatabase(client, datname);
  });
}

async function withClient(
  connection: Server['connection'],
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ ...connection, ssl: false });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
