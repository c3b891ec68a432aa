// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { KEEPER_ROLE } from '../roles.ts';
import { enforceRowSecurity } from '../row-security.ts';

/** Logs of laboratories: whose key is registered, which tree was taken last, and which trees this node's log has. */
export const handedLogs: Migration = {
  async up(database) {
    await sql`create table touchstone.handed_log (
      origin text collate "C" primary key, party text collate "C" not null, vkey text not null,
      registered_at timestamptz not null, registered_by text not null,
      size bigint, root bytea, note text, seen_at timestamptz)`.execute(database);
    await sql`create table touchstone.batch_root (
      origin text collate "C" not null references touchstone.handed_log, size bigint not null, root bytea not null,
      note text not null, since bigint not null, until bigint not null, entry bytea not null unique,
      looked_from bigint not null, leaf_index bigint unique, primary key (origin, size))`.execute(database);
    // Never changed: both notes are signed by the log, and say what they say whatever happens here.
    await sql`create table touchstone.handed_refusal (
      origin text collate "C" not null references touchstone.handed_log, seen_at timestamptz not null,
      kind text not null check (kind in ('forked', 'rolled-back', 'inconsistent')),
      remembered text not null, shown text not null, primary key (origin, shown))`.execute(database);
    for (const table of ['handed_log', 'batch_root', 'handed_refusal']) {
      await enforceRowSecurity(database, { schema: 'touchstone', table });
    }
    const keeper = sql.id(KEEPER_ROLE);
    await sql`grant select, insert, update on touchstone.handed_log, touchstone.batch_root to ${keeper}`.execute(
      database,
    );
    await sql`grant select, insert on touchstone.handed_refusal to ${keeper}`.execute(database);
  },
};
