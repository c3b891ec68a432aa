// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { KEEPER_ROLE } from '../roles.ts';

/**
 * A statement that was seen first in the log of another node may still be put on record here: it is one statement by
 * its digest, with one entry for each node that recorded it.
 */
export const ownCopies: Migration = {
  async up(database) {
    await sql`alter table touchstone.statement_identity drop constraint statement_identity_pkey,
      add primary key (issuer, id, origin_node)`.execute(database);
    await sql`drop function touchstone.recorded_identity(text, uuid)`.execute(database);
    // Two transactions that look for one identity look one after the other, and the second sees what the first left:
    // no constraint can say that several rows of an identity have one digest. Locks of one number are apart from those
    // of two, which everything else here takes; two identities with one hash only wait for each other.
    await sql`create function touchstone.recorded_identity(of_issuer text, of_id uuid)
      returns table (entry bigint, origin_node text, digest text, bytes_sha256 bytea, jwt_sha256 bytea)
      language plpgsql volatile set role to ${sql.lit(KEEPER_ROLE)} as ${sql.lit(`begin
        perform pg_advisory_xact_lock(hashtextextended(of_issuer || ' ' || of_id, 7408));
        return query select i.entry, i.origin_node, i.digest, i.bytes_sha256, i.jwt_sha256
          from touchstone.statement_identity i where i.issuer = of_issuer and i.id = of_id;
      end`)}`.execute(database);
    // Which of the statements that came from a log it was that a later one of that log changes.
    await sql`create index on touchstone.foreign_leaf (entry) where entry is not null`.execute(database);
  },
};
