// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Accounts, sessions and API keys. No right in them is granted to any tenant's role, nor to the keeper. */
export const access: Migration = {
  async up(database) {
    await sql`create table touchstone.account (
      account_id uuid primary key, login text collate "C" not null unique, person text collate "C" not null,
      display_name text, party text collate "C" not null, jurisdiction text not null, roles text[] not null,
      password_hash text not null, disabled_at timestamptz,
      unique (party, person))`.execute(database);
    await sql`create table touchstone.session (
      token_digest bytea primary key, account_id uuid not null references touchstone.account,
      created_at timestamptz not null, seen_at timestamptz not null, expires_at timestamptz not null)`.execute(
      database,
    );
    await sql`create index on touchstone.session (expires_at)`.execute(database);
    await sql`create table touchstone.api_key (
      key_id uuid primary key, token_digest bytea not null unique,
      account_id uuid not null references touchstone.account, label text not null,
      created_at timestamptz not null, expires_at timestamptz not null, revoked_at timestamptz)`.execute(database);
    await sql`create index on touchstone.api_key (account_id)`.execute(database);
    await sql`create table touchstone.login_failure (
      login text collate "C" not null, address text collate "C" not null, failed_at timestamptz not null)`.execute(
      database,
    );
    await sql`create index on touchstone.login_failure (login, failed_at)`.execute(database);
    await sql`create table touchstone.seed (name text primary key, seeded_at timestamptz not null)`.execute(database);
  },
};
