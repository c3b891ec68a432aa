// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { KEEPER_ROLE } from '../roles.ts';
import { enforceRowSecurity } from '../row-security.ts';

/** Decision record 0061: erasures that are signed, second stories with their proof, and whom an administrator has followed. */
export const tombstonesAndFollowing: Migration = {
  async up(database) {
    const keeper = sql.id(KEEPER_ROLE);
    await sql`alter table touchstone.leaf add column erased_ground text`.execute(database);
    await sql`alter table touchstone.foreign_leaf add column tombstone text,
      drop constraint foreign_leaf_state_check,
      add constraint foreign_leaf_state_check check
        (state in ('waiting', 'stored', 'withheld', 'erased', 'closed', 'unverified', 'refused'))`.execute(database);
    await sql`alter table touchstone.split_view add column proof text`.execute(database);
    await sql`alter table touchstone.handed_refusal drop constraint handed_refusal_kind_check,
      add constraint handed_refusal_kind_check check (kind in ('forked', 'rolled-back', 'earlier', 'inconsistent'))`.execute(
      database,
    );
    await sql`create table touchstone.following (
      origin text collate "C" primary key, vkey text not null, url text not null, begun_at timestamptz not null,
      begun_by text not null, party text not null, stopped_at timestamptz, stopped_by text)`.execute(database);
    await enforceRowSecurity(database, { schema: 'touchstone', table: 'following' });
    await sql`grant select, insert, update on touchstone.following to ${keeper}`.execute(database);
  },
};
