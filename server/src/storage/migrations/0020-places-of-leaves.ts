// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { KEEPER_ROLE } from '../roles.ts';
import { enforceRowSecurity, letTenantsRead } from '../row-security.ts';

/** Where in the log leaves are, apart from what they are made of. Decision record 0059. */
export const placesOfLeaves: Migration = {
  async up(database) {
    const keeper = sql.id(KEEPER_ROLE);
    // A column that is filled in afterwards made every leaf be written twice, with all that it is made of and each of
    // its indexes. Both numbers grow: rows and index entries are added at the end.
    await sql`create table touchstone.leaf_place (
      leaf_index bigint primary key, entry bigint not null unique,
      register text collate "C" not null, stream text collate "C" not null, owner text collate "C" not null,
      jurisdiction text not null, origin_node text not null, visibility text not null)`.execute(database);
    await sql`insert into touchstone.leaf_place
      select leaf_index, entry, register, stream, owner, jurisdiction, origin_node, visibility
      from touchstone.leaf where leaf_index is not null order by leaf_index`.execute(database);
    await sql`alter table touchstone.leaf drop column leaf_index`.execute(database);
    const place = { schema: 'touchstone', table: 'leaf_place' };
    await enforceRowSecurity(database, place);
    await letTenantsRead(database, place);
    await sql`grant select, insert on touchstone.leaf_place to ${keeper}`.execute(database);
  },
};
