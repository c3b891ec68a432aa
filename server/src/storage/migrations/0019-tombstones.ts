// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Decision record 0061: erasures that are signed, second stories with their proof, and earlier trees that charge nobody. */
export const tombstones: Migration = {
  async up(database) {
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
  },
};
