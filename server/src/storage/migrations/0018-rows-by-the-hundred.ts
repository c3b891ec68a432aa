// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What keeping statements by the hundred costs, once more. Decision record 0059. */
export const rowsByTheHundred: Migration = {
  async up(database) {
    // As of partitions that are made from here on: statements that fit on a page are not compressed.
    const { rows } = await sql<{ name: string }>`select c.relname as name from pg_inherits i
      join pg_class c on c.oid = i.inhrelid
      where i.inhparent in ('touchstone.statement'::regclass, 'touchstone.edge'::regclass, 'touchstone.case_event'::regclass)`.execute(
      database,
    );
    for (const { name } of rows) {
      await sql`alter table ${sql.id('touchstone', name)} set (toast_tuple_target = 8160)`.execute(database);
    }
  },
};
