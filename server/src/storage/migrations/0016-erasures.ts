// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { APPLICATION_ROLE, KEEPER_ROLE } from '../roles.ts';
import { enforceRowSecurity } from '../row-security.ts';

/** What erasing takes: whom a case of it is about, kept apart from the case, and statements that are shown no more. */
export const erasures: Migration = {
  async up(database) {
    // A case event cannot forget: it has the handle, and the name is here as long as it is not erased.
    await sql`create table touchstone.named_person (
      handle uuid primary key, given_by text collate "C" not null, party text collate "C", named_at timestamptz not null)`.execute(
      database,
    );
    await sql`create index on touchstone.named_person (party)`.execute(database);
    await enforceRowSecurity(database, { schema: 'touchstone', table: 'named_person' });
    await sql`grant select, insert, update on touchstone.named_person to ${sql.id(KEEPER_ROLE)}`.execute(database);

    // The disclosure whose path is empty stands for the statement as a whole. Its owner keeps the case that it is in.
    await sql`create policy not_erased on touchstone.statement as restrictive for select to ${sql.id(APPLICATION_ROLE)}
      using (statement.owner = touchstone.current_party() or not exists (select from touchstone.disclosure erased
        where erased.entry = statement.entry and erased.path = ''))`.execute(database);
    await sql`create index on touchstone.disclosure (erased_at) where path = ''`.execute(database);
  },
};
