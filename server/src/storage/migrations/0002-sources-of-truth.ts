// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { APPLICATION_ROLE, KEEPER_ROLE } from '../roles.ts';
import {
  enforceRowSecurity,
  letTenantsAdd,
  letTenantsChange,
  letTenantsRead,
  makeAppendOnly,
} from '../row-security.ts';

const TENANCY = sql.raw(`owner text collate "C" not null, jurisdiction text not null, origin_node text not null,
  visibility text not null check (visibility in ('public', 'private'))`);
const ENTRY = sql.raw(`entry bigint not null, recorded_at timestamptz not null,
  register text collate "C" not null, stream text collate "C" not null`);

// No entry can slip into another party's stream, whoever writes the SQL.
const OF_STREAM = sql.raw(
  'foreign key (register, stream, owner) references touchstone.stream (register, stream, owner)',
);

/** Statements, case events and data sets, which only ever grow, and what hangs on their rows. */
export const sourcesOfTruth: Migration = {
  async up(database) {
    await sql`create sequence touchstone.entry`.execute(database);
    await sql`grant usage on sequence touchstone.entry to ${sql.id(APPLICATION_ROLE)}, ${sql.id(KEEPER_ROLE)}`.execute(
      database,
    );
    await createStream(database);
    await createStatement(database);
    await createCaseEvent(database);
    await createDataSet(database);
    for (const table of ['statement', 'statement_identity', 'edge', 'case_event', 'data_set', 'data_file']) {
      const name = { schema: 'touchstone', table };
      await makeAppendOnly(database, name);
      await enforceRowSecurity(database, name);
      await letTenantsRead(database, name);
      await letTenantsAdd(database, name);
      await sql`grant select, insert on ${sql.id('touchstone', table)} to ${sql.id(KEEPER_ROLE)}`.execute(database);
    }
    const disclosure = { schema: 'touchstone', table: 'disclosure' };
    await enforceRowSecurity(database, disclosure);
    await letTenantsRead(database, disclosure);
    await letTenantsAdd(database, disclosure);
    await sql`grant select, insert, update on touchstone.disclosure to ${sql.id(KEEPER_ROLE)}`.execute(database);
  },
};

/** One row per stream: its lock, its owner, and which fold version wrote its rows last. */
async function createStream<T>(database: Kysely<T>): Promise<void> {
  await sql`create table touchstone.stream (
    register text collate "C" not null, stream text collate "C" not null, ${TENANCY},
    last_entry bigint, last_applied text,
    primary key (register, stream), unique (register, stream, owner))`.execute(database);
  const stream = { schema: 'touchstone', table: 'stream' };
  await enforceRowSecurity(database, stream);
  await letTenantsRead(database, stream);
  await letTenantsAdd(database, stream);
  await letTenantsChange(database, stream);
  await sql`grant select, insert, update on touchstone.stream to ${sql.id(KEEPER_ROLE)}`.execute(database);
}

async function createStatement<T>(database: Kysely<T>): Promise<void> {
  await sql`create table touchstone.statement (${ENTRY}, ${TENANCY},
    kind text collate "C" not null, issuer text collate "C" not null, id uuid not null, issued_at timestamptz not null,
    digest text collate "C" not null, bytes bytea not null, jwt text, body jsonb not null, actor jsonb not null,
    primary key (recorded_at, entry), ${OF_STREAM}) partition by range (recorded_at)`.execute(database);
  await sql`create index on touchstone.statement (register, stream, entry)`.execute(database);
  await sql`create index on touchstone.statement (kind, issuer, entry)`.execute(database);

  // A unique constraint cannot span partitions by month, and an identity must.
  await sql`create table touchstone.statement_identity (${ENTRY}, ${TENANCY},
    issuer text collate "C" not null, id uuid not null, digest text collate "C" not null,
    bytes_sha256 bytea not null, jwt_sha256 bytea,
    primary key (issuer, id))`.execute(database);
  await sql`create index on touchstone.statement_identity (digest)`.execute(database);

  await sql`create table touchstone.edge (${ENTRY}, ${TENANCY},
    kind text collate "C" not null, relation text collate "C" not null, key text collate "C" not null,
    primary key (recorded_at, entry, relation, key)) partition by range (recorded_at)`.execute(database);
  await sql`create index on touchstone.edge (relation, key, entry desc)`.execute(database);

  // Erasable: a body holds only the salted digest of each of these.
  await sql`create table touchstone.disclosure (${ENTRY}, ${TENANCY},
    path text collate "C" not null, salt text, value text, erased_at timestamptz,
    primary key (entry, path), check ((erased_at is null) = (value is not null and salt is not null)))`.execute(
    database,
  );
  await sql`create index on touchstone.disclosure (register, stream)`.execute(database);
}

async function createCaseEvent<T>(database: Kysely<T>): Promise<void> {
  await sql`create table touchstone.case_event (${ENTRY}, ${TENANCY},
    kind text collate "C" not null, actor jsonb not null, content jsonb not null,
    primary key (recorded_at, entry), check (visibility = 'private'), ${OF_STREAM}) partition by range (recorded_at)`.execute(
    database,
  );
  await sql`create index on touchstone.case_event (register, stream, entry)`.execute(database);
}

async function createDataSet<T>(database: Kysely<T>): Promise<void> {
  await sql`create table touchstone.data_set (${ENTRY}, ${TENANCY},
    name text collate "C" not null, edition text collate "C" not null, digest text collate "C" not null,
    manifest bytea not null, mapper_name text collate "C" not null, mapper_version text collate "C" not null,
    files text[] not null, content jsonb not null, actor jsonb not null,
    primary key (entry), unique (owner, name, edition, mapper_name, mapper_version), ${OF_STREAM})`.execute(database);
  await sql`create index on touchstone.data_set (register, stream, entry)`.execute(database);
  await sql`create table touchstone.data_file (${ENTRY}, ${TENANCY},
    digest text collate "C" not null, media_type text not null, bytes bytea not null,
    primary key (entry, digest))`.execute(database);
}
