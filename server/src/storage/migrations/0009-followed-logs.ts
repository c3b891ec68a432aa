// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { KEEPER_ROLE } from '../roles.ts';
import { enforceRowSecurity } from '../row-security.ts';

/** What this node remembers of the logs of other nodes: the tree last accepted, its leaves, and second stories. */
export const followedLogs: Migration = {
  async up(database) {
    const keeper = sql.id(KEEPER_ROLE);
    await sql`create table touchstone.followed_log (
      origin text collate "C" primary key, note text not null, range bytea not null, accepted_at timestamptz not null)`.execute(
      database,
    );
    // Never changed: both notes are signed by the log, and prove against it whatever happens here.
    await sql`create table touchstone.split_view (
      origin text collate "C" not null, seen_at timestamptz not null, remembered text not null, shown text not null,
      detail text not null, primary key (origin, shown))`.execute(database);
    await sql`create table touchstone.foreign_leaf (
      origin text collate "C" not null, leaf_index bigint not null, leaf bytea not null,
      state text not null check (state in ('waiting', 'stored', 'withheld', 'erased', 'unverified', 'refused')),
      entry bigint, reason text, evidence bytea, tried_at timestamptz,
      primary key (origin, leaf_index))`.execute(database);
    await sql`create index on touchstone.foreign_leaf (origin, state, leaf_index)`.execute(database);
    for (const table of ['followed_log', 'split_view', 'foreign_leaf']) {
      await enforceRowSecurity(database, { schema: 'touchstone', table });
    }
    await sql`grant select, insert, update on touchstone.followed_log, touchstone.foreign_leaf to ${keeper}`.execute(
      database,
    );
    await sql`grant select, insert on touchstone.split_view to ${keeper}`.execute(database);
  },
};
