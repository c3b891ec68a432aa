// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { KEEPER_ROLE } from '../roles.ts';

/**
 * Notes that speak against a log are told apart by their digest: with one ML-DSA-44 signature a note is longer than an index
 * of PostgreSQL takes, and what was to be kept for ever was refused.
 */
export const notesByDigest: Migration = {
  async up(database) {
    // Declared immutable: texts of a database have one encoding, and this names it.
    await sql`create function touchstone.note_digest(note text) returns bytea language sql immutable strict parallel safe
      as ${sql.lit(`select sha256(convert_to(note, 'UTF8'))`)}`.execute(database);
    await sql`grant execute on function touchstone.note_digest(text) to ${sql.id(KEEPER_ROLE)}`.execute(database);
    await sql`alter table touchstone.split_view drop constraint split_view_pkey`.execute(database);
    await sql`create unique index on touchstone.split_view (origin, touchstone.note_digest(shown))`.execute(database);
    await sql`alter table touchstone.handed_refusal drop constraint handed_refusal_pkey`.execute(database);
    await sql`create unique index on touchstone.handed_refusal (origin, kind, touchstone.note_digest(shown))`.execute(
      database,
    );
  },
};
