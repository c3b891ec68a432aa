// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';

/** insufficient_privilege: the server's own autovacuum is in the database, and only a superuser may end that. */
const VACUUM_AT_WORK = '42501';
const ATTEMPTS = 600;

/** Removes a database, whoever is still connected, once the server itself has left it. */
export async function dropDatabase(client: pg.Client, database: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const error = await client.query(`drop database if exists ${database} with (force)`).then(
      () => undefined,
      (thrown: Error & { readonly code?: string }) => thrown,
    );
    if (error === undefined) return;
    if (error.code !== VACUUM_AT_WORK || attempt === ATTEMPTS) throw error;
    await setTimeout(100);
  }
}
