// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { APPLICATION_ROLE, KEEPER_ROLE } from '../roles.ts';
import { enforceRowSecurity, makeAppendOnly } from '../row-security.ts';

const ENTRY = sql.raw(`entry bigint not null, recorded_at timestamptz not null,
  register text collate "C" not null, stream text collate "C" not null, source text not null, applied text,
  owner text collate "C" not null, jurisdiction text not null, origin_node text not null`);

/** The queue of committed entries, their gapless positions, and how far each fold has come. */
export const positionsAndFolds: Migration = {
  async up(database) {
    const keeper = sql.id(KEEPER_ROLE);
    await sql`create table touchstone.queue (${ENTRY}, primary key (entry))`.execute(database);
    await enforceRowSecurity(database, { schema: 'touchstone', table: 'queue' });
    await sql`grant select, insert, delete on touchstone.queue to ${keeper}`.execute(database);

    await sql`create table touchstone.position (position bigint primary key check (position > 0),
      sequenced_at timestamptz not null, ${ENTRY}, unique (entry))`.execute(database);
    await sql`create index on touchstone.position (sequenced_at)`.execute(database);
    await sql`create index on touchstone.position (register, position)`.execute(database);
    const position = { schema: 'touchstone', table: 'position' };
    await makeAppendOnly(database, position);
    await enforceRowSecurity(database, position);
    await sql`grant select, insert on touchstone.position to ${keeper}`.execute(database);
    // Tenants read bare numbers, which is what a cut compares; whose entry it is stays with the keeper.
    await sql`create policy tenant_reads on touchstone.position for select to ${sql.id(APPLICATION_ROLE)}
      using (true)`.execute(database);
    await sql`grant select (position, entry, sequenced_at) on touchstone.position to ${sql.id(APPLICATION_ROLE)}`.execute(
      database,
    );

    await sql`create table touchstone.fold_progress (
      fold text collate "C" not null, version integer not null, schema_name text not null, shape text not null,
      state text not null check (state in ('building', 'serving')), position bigint not null,
      primary key (fold, version))`.execute(database);
    await sql`grant select, insert, update, delete on touchstone.fold_progress to ${keeper}`.execute(database);

    // What a commit must know although its tenant may not see it, in one step; each runs as the keeper.
    // Identities are unique for all tenants together: by digest only, and only for who names issuer and id.
    await sql`create function touchstone.recorded_identity(of_issuer text, of_id uuid)
      returns table (entry bigint, bytes_sha256 bytea, jwt_sha256 bytea) language plpgsql volatile
      set role to ${sql.lit(KEEPER_ROLE)} as ${sql.lit(`begin
        return query select i.entry, i.bytes_sha256, i.jwt_sha256 from touchstone.statement_identity i
          where i.issuer = of_issuer and i.id = of_id;
      end`)}`.execute(database);
    await sql`create function touchstone.fold_state(of_fold text, of_version integer, of_entry bigint)
      returns table (state text, followed boolean) language plpgsql volatile
      set role to ${sql.lit(KEEPER_ROLE)} as ${sql.lit(`begin
        return query select f.state,
          coalesce(f.position >= (select p.position from touchstone.position p where p.entry = of_entry), false)
          from touchstone.fold_progress f where f.fold = of_fold and f.version = of_version;
      end`)}`.execute(database);
  },
};
