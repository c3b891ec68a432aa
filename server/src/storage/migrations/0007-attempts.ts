// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Counts the attempts at a repeated request, so that one which was taken for dead can record nothing more. */
export const attempts: Migration = {
  async up(database) {
    await sql`alter table touchstone.idempotency add column attempt integer not null default 1`.execute(database);
  },
};
