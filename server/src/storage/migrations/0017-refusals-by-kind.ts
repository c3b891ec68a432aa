// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * A tree that was kept for another reason can still turn out to be one of two of its size: what is kept is never
 * changed, so that the proof stands beside it.
 */
export const refusalsByKind: Migration = {
  async up(database) {
    await sql`alter table touchstone.handed_refusal drop constraint handed_refusal_pkey,
      add primary key (origin, kind, shown)`.execute(database);
  },
};
