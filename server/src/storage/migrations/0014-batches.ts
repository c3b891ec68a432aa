// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { KEEPER_ROLE } from '../roles.ts';

/** What statements cost that come by the hundred. Decision record 0046. */
export const batches: Migration = {
  async up(database) {
    // As recorded_identity, with one change of role for all: first every lock, in one order for everybody, then what
    // those who held them left. `n` counts from 1.
    await sql`create function touchstone.recorded_identities(of_issuers text[], of_ids uuid[])
      returns table (n integer, entry bigint, origin_node text, digest text, bytes_sha256 bytea, jwt_sha256 bytea)
      language plpgsql volatile set role to ${sql.lit(KEEPER_ROLE)} as ${sql.lit(`begin
        perform pg_advisory_xact_lock(hashtextextended(asked.issuer || ' ' || asked.id, 7408)) from (
          select a.issuer, a.id from unnest(of_issuers, of_ids) as a(issuer, id) order by a.issuer, a.id) asked;
        return query select a.n::integer, i.entry, i.origin_node, i.digest, i.bytes_sha256, i.jwt_sha256
          from unnest(of_issuers, of_ids) with ordinality as a(issuer, id, n) cross join lateral (
            select * from touchstone.statement_identity o where o.issuer = a.issuer and o.id = a.id offset 0) i;
      end`)}`.execute(database);
    // A stream's row is changed in the transaction that makes it: with room beside it no index has to follow.
    await sql`alter table touchstone.stream set (fillfactor = 50)`.execute(database);
    // Nothing looks leaves up by digest: a statement is found by it, and its leaf by the statement's entry.
    await sql`drop index touchstone.leaf_digest_idx`.execute(database);
    // Nor statements by kind and issuer, but by their edges, which hold the kind.
    await sql`drop index touchstone.statement_kind_issuer_entry_idx`.execute(database);
    // Answers are kept for a day or so, and compressing them costs more than their room.
    await sql`alter table touchstone.idempotency alter column response set storage external`.execute(database);
  },
};
