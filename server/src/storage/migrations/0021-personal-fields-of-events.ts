// SPDX-License-Identifier: Apache-2.0
import type { Migration } from 'kysely/migration';
import { createFactLookups } from './0006-lookups.ts';

/** Decision record 0074: case events have personal fields too, kept beside them until they are erased. */
export const personalFieldsOfEvents: Migration = {
  up: (database) =>
    createFactLookups(
      database,
      'create or replace',
      `(select jsonb_object_agg(d.path, d.value) from touchstone.disclosure d
        where d.entry = t.entry and d.erased_at is null)`,
    ),
};
