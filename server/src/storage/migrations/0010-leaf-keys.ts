// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { KEEPER_ROLE } from '../roles.ts';
import { enforceRowSecurity } from '../row-security.ts';

/** Under which subject keys the log has which leaves, so that a proof of completeness need not read the whole log. */
export const leafKeys: Migration = {
  async up(database) {
    await sql`create table touchstone.leaf_key (
      subject_key bytea not null, entry bigint not null, part integer not null, primary key (subject_key, entry))`.execute(
      database,
    );
    await enforceRowSecurity(database, { schema: 'touchstone', table: 'leaf_key' });
    await sql`grant select, insert on touchstone.leaf_key to ${sql.id(KEEPER_ROLE)}`.execute(database);
    // 64 bytes a key, 255 keys a leaf.
    await sql`insert into touchstone.leaf_key (subject_key, entry, part)
      select substring(l.subject_keys from n * 64 + 1 for 64), l.entry, n / 255
      from touchstone.leaf l cross join lateral generate_series(0, length(l.subject_keys) / 64 - 1) n`.execute(
      database,
    );
  },
};
