// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { KEEPER_ROLE } from '../roles.ts';
import { enforceRowSecurity, letTenantsRead } from '../row-security.ts';

/** What of the public log is kept in secret or is to be erased: salts of leaves, secrets of persons. */
export const publication: Migration = {
  async up(database) {
    const keeper = sql.id(KEEPER_ROLE);
    // The salt is the opening of the leaf: who may read the statement may read it. Erased, nobody can open the leaf again.
    await sql`create table touchstone.leaf (
      entry bigint primary key, recorded_at timestamptz not null,
      register text collate "C" not null, stream text collate "C" not null,
      owner text collate "C" not null, jurisdiction text not null, origin_node text not null,
      visibility text not null check (visibility in ('public', 'private')),
      digest text collate "C" not null, salt bytea, subject_keys bytea not null, commitment bytea not null unique,
      promised_at timestamptz not null, merge_by timestamptz not null, leaf_index bigint unique, erased_at timestamptz,
      check ((salt is null) = (erased_at is not null)))`.execute(database);
    await sql`create index on touchstone.leaf (digest)`.execute(database);
    const leaf = { schema: 'touchstone', table: 'leaf' };
    await enforceRowSecurity(database, leaf);
    await letTenantsRead(database, leaf);
    await sql`grant select, insert, update on touchstone.leaf to ${keeper}`.execute(database);

    // Natural persons and sole traders: their keys in the log are blinded with the secret.
    await sql`create table touchstone.party_secret (
      party text collate "C" not null, made_at timestamptz not null, secret bytea, erased_at timestamptz,
      primary key (party, made_at), check ((secret is null) = (erased_at is not null)))`.execute(database);
    await sql`create unique index on touchstone.party_secret (party) where erased_at is null`.execute(database);
    await enforceRowSecurity(database, { schema: 'touchstone', table: 'party_secret' });
    await sql`grant select, insert, update on touchstone.party_secret to ${keeper}`.execute(database);
  },
};
