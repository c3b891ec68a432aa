// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { APPLICATION_ROLE, KEEPER_ROLE } from '../roles.ts';
import { enforceRowSecurity } from '../row-security.ts';

/** Whom a transaction speaks for, what was granted to whom, and how rows are kept from ever changing. */
export const tenancy: Migration = {
  async up(database) {
    await sql`create schema if not exists touchstone`.execute(database);
    await sql`grant usage on schema touchstone to ${sql.id(APPLICATION_ROLE)}, ${sql.id(KEEPER_ROLE)}`.execute(
      database,
    );
    for (const [name, setting] of [
      ['current_party', 'touchstone.party'],
      ['current_jurisdiction', 'touchstone.jurisdiction'],
      ['current_node', 'touchstone.node'],
    ] as const) {
      // After a transaction the setting falls back to '', which must not match an owner.
      await sql`create function touchstone.${sql.id(name)}() returns text language sql stable
        return nullif(current_setting(${sql.lit(setting)}, true), '')`.execute(database);
    }
    await sql`create function touchstone.refuse_change() returns trigger language plpgsql as ${sql.lit(`begin
      raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
    end`)}`.execute(database);

    // Derived from the case events 'access-granted' and 'access-revoked' of the stream.
    await sql`create table touchstone.access_grant (
      register text collate "C" not null, stream text collate "C" not null, grantee text collate "C" not null,
      owner text collate "C" not null, jurisdiction text not null, origin_node text not null,
      right_granted text not null check (right_granted in ('read', 'contribute')), entry bigint not null,
      primary key (register, stream, grantee))`.execute(database);
    const grants = { schema: 'touchstone', table: 'access_grant' };
    await enforceRowSecurity(database, grants);
    await sql`create policy tenant_reads on touchstone.access_grant for select to ${sql.id(APPLICATION_ROLE)}
      using (owner = touchstone.current_party() or grantee = touchstone.current_party())`.execute(database);
    await sql`grant select on touchstone.access_grant to ${sql.id(APPLICATION_ROLE)}`.execute(database);
    await sql`grant select, insert, update, delete on touchstone.access_grant to ${sql.id(KEEPER_ROLE)}`.execute(
      database,
    );
    // Who may contribute may also read.
    await sql`create function touchstone.is_granted(of_register text, of_stream text, of_owner text, wanted text)
      returns boolean language plpgsql stable as ${sql.lit(`begin
        return exists (select from touchstone.access_grant g
          where g.register = of_register and g.stream = of_stream and g.owner = of_owner
            and g.grantee = touchstone.current_party() and g.right_granted in (wanted, 'contribute'));
      end`)}`.execute(database);
  },
};
