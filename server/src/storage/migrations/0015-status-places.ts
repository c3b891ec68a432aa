// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { KEEPER_ROLE } from '../roles.ts';
import { enforceRowSecurity, makeAppendOnly } from '../row-security.ts';

/** Which place of which status list a statement that was issued here names: as its own body says, for looking up. */
export const statusPlaces: Migration = {
  async up(database) {
    await sql`create table touchstone.status_place (
      issuer text collate "C" not null, list integer not null check (list > 0),
      place integer not null check (place >= 0), id uuid not null, origin_node text not null,
      primary key (issuer, list, place), unique (issuer, id))`.execute(database);
    const name = { schema: 'touchstone', table: 'status_place' };
    await makeAppendOnly(database, name);
    await enforceRowSecurity(database, name);
    // No tenant reaches it: how full the lists of another are is nobody's business.
    await sql`grant select, insert on touchstone.status_place to ${sql.id(KEEPER_ROLE)}`.execute(database);
  },
};
