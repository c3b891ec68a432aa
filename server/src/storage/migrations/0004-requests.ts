// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { KEEPER_ROLE } from '../roles.ts';
import { enforceRowSecurity, letTenantsKeepOwn } from '../row-security.ts';

/** Answers kept under the caller's idempotency key, so that a repeated request is answered and not repeated. */
export const requests: Migration = {
  async up(database) {
    await sql`create table touchstone.idempotency (
      owner text collate "C" not null, jurisdiction text not null, origin_node text not null,
      key text collate "C" not null, request_digest text collate "C" not null,
      begun_at timestamptz not null, tried_at timestamptz not null, outcomes jsonb not null default '[]',
      status integer, response jsonb,
      primary key (owner, key))`.execute(database);
    await sql`create index on touchstone.idempotency (begun_at)`.execute(database);
    const idempotency = { schema: 'touchstone', table: 'idempotency' };
    await enforceRowSecurity(database, idempotency);
    await letTenantsKeepOwn(database, idempotency);
    await sql`grant select, delete on touchstone.idempotency to ${sql.id(KEEPER_ROLE)}`.execute(database);
  },
};
