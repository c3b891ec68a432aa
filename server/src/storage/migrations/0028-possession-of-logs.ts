// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { KEEPER_ROLE } from '../roles.ts';
import { enforceRowSecurity } from '../row-security.ts';

/**
 * What the key of a laboratory's log signed when it was registered, and who had registered it without. Rows from before
 * have no such sign: they stay as they are until somebody shows one.
 */
export const possessionOfLogs: Migration = {
  async up(database) {
    await sql`alter table touchstone.handed_log add column challenge text, add column answer text,
      add column proven_at timestamptz,
      add constraint handed_log_possession_whole check (num_nulls(challenge, answer, proven_at) in (0, 3))`.execute(
      database,
    );
    // One row a log at most: what a key has answered for is replaced by nobody.
    await sql`create table touchstone.handed_log_claim (
      origin text collate "C" primary key references touchstone.handed_log, party text collate "C" not null,
      registered_at timestamptz not null, registered_by text not null, replaced_at timestamptz not null)`.execute(
      database,
    );
    await enforceRowSecurity(database, { schema: 'touchstone', table: 'handed_log_claim' });
    await sql`grant select, insert on touchstone.handed_log_claim to ${sql.id(KEEPER_ROLE)}`.execute(database);
  },
};
