// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { NodeServices } from './compose-node.ts';

/** Content that a new node begins with. It runs once for each database, by its name, whatever starts how often. */
export interface Seed {
  readonly name: string;
  plant(services: NodeServices): Promise<void>;
}

const LOCK_SPACE = 7408;
const LOCK_SEEDS = 9;

/**
 * Plants what was not planted before; several servers may start on one database at once.
 * A seed that was cut off is planted again, so what it does must bear repetition.
 */
export async function plantSeeds(services: NodeServices, seeds: readonly Seed[]): Promise<void> {
  const { tables } = services.accounts;
  for (const { name, plant } of seeds) {
    await tables.connection().execute(async (connection) => {
      await sql`select pg_advisory_lock(${LOCK_SPACE}, ${LOCK_SEEDS})`.execute(connection);
      try {
        const done = await connection
          .selectFrom('touchstone.seed')
          .select('name')
          .where('name', '=', name)
          .executeTakeFirst();
        if (done !== undefined) return;
        await plant(services);
        await connection.insertInto('touchstone.seed').values({ name, seededAt: services.clock() }).execute();
      } finally {
        await sql`select pg_advisory_unlock(${LOCK_SPACE}, ${LOCK_SEEDS})`.execute(connection);
      }
    });
  }
}
