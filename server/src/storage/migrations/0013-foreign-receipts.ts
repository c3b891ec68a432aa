// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { KEEPER_ROLE } from '../roles.ts';
import { enforceRowSecurity } from '../row-security.ts';

/**
 * Receipts of statements that came from the logs of other nodes, each with what opens its leaf: kept until the origin
 * says that it was erased, and gone with that, so that the leaf cannot be opened from here any more either.
 */
export const foreignReceipts: Migration = {
  async up(database) {
    const keeper = sql.id(KEEPER_ROLE);
    await sql`create table touchstone.foreign_receipt (
      origin text collate "C" not null, leaf_index bigint not null, opening bytea not null,
      proof text, counts boolean not null default false, checkpoint_sha256 bytea,
      primary key (origin, leaf_index))`.execute(database);
    await sql`create index on touchstone.foreign_receipt (origin, leaf_index) where not counts`.execute(database);
    await enforceRowSecurity(database, { schema: 'touchstone', table: 'foreign_receipt' });
    await sql`grant select, insert, update, delete on touchstone.foreign_receipt to ${keeper}`.execute(database);
  },
};
