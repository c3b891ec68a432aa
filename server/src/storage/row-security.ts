// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql } from 'kysely';
import { APPLICATION_ROLE, KEEPER_ROLE } from './roles.ts';

// Migrations call these: what they emit is history. A new kind of protection is a new function.

/** `schema.table` that rows of several parties share. */
export interface ProtectedTable {
  readonly schema: string;
  readonly table: string;
}

// Plain calls, which the planner inlines: a sub-select of each would be planned for every statement that is sent.
const PARTY = 'touchstone.current_party()';
const PLACE = 'touchstone.current_jurisdiction()';
const NODE = 'touchstone.current_node()';

/** SQL condition: the row's owner granted its stream to the tenant. A function with a kept plan, asked last. */
function granted(table: string, right: 'read' | 'contribute'): string {
  return `touchstone.is_granted(${table}.register, ${table}.stream, ${table}.owner, '${right}')`;
}

/** SQL condition: what a tenant writes is its own, or goes into a stream to which its owner lets it contribute. */
function mayWrite(table: string): string {
  return `${table}.origin_node = ${NODE} and (
    (${table}.owner = ${PARTY} and ${table}.jurisdiction = ${PLACE}) or ${granted(table, 'contribute')})`;
}

/** Row security for the owner of the table too; the keeper sees all. Without a further policy a tenant sees nothing. */
export async function enforceRowSecurity<T>(database: Kysely<T>, { schema, table }: ProtectedTable): Promise<void> {
  const name = sql.id(schema, table);
  await sql`alter table ${name} enable row level security`.execute(database);
  await sql`alter table ${name} force row level security`.execute(database);
  await sql`create policy keeper on ${name} to ${sql.id(KEEPER_ROLE)} using (true) with check (true)`.execute(database);
}

/** Tenants read public rows, their own, and those of streams granted to them. The table has register and stream. */
export async function letTenantsRead<T>(database: Kysely<T>, { schema, table }: ProtectedTable): Promise<void> {
  const condition = `${table}.visibility = 'public' or ${table}.owner = ${PARTY} or ${granted(table, 'read')}`;
  await sql`create policy tenant_reads on ${sql.id(schema, table)} for select to ${sql.id(APPLICATION_ROLE)}
    using (${sql.raw(condition)})`.execute(database);
  await sql`grant select on ${sql.id(schema, table)} to ${sql.id(APPLICATION_ROLE)}`.execute(database);
}

/** Tenants add rows of their own, or to streams to which they may contribute. The table has register and stream. */
export async function letTenantsAdd<T>(database: Kysely<T>, { schema, table }: ProtectedTable): Promise<void> {
  await sql`create policy tenant_adds on ${sql.id(schema, table)} for insert to ${sql.id(APPLICATION_ROLE)}
    with check (${sql.raw(mayWrite(table))})`.execute(database);
  await sql`grant insert on ${sql.id(schema, table)} to ${sql.id(APPLICATION_ROLE)}`.execute(database);
}

/** Tenants also change rows that they might have added. Never for a source of truth. */
export async function letTenantsChange<T>(database: Kysely<T>, { schema, table }: ProtectedTable): Promise<void> {
  await sql`create policy tenant_changes on ${sql.id(schema, table)} for update to ${sql.id(APPLICATION_ROLE)}
    using (${sql.raw(mayWrite(table))}) with check (${sql.raw(mayWrite(table))})`.execute(database);
  await sql`grant update on ${sql.id(schema, table)} to ${sql.id(APPLICATION_ROLE)}`.execute(database);
}

/** Tenants do what they like with their own rows and see no others: answers kept for repeated requests. */
export async function letTenantsKeepOwn<T>(database: Kysely<T>, { schema, table }: ProtectedTable): Promise<void> {
  const condition = `${table}.owner = ${PARTY} and ${table}.jurisdiction = ${PLACE} and ${table}.origin_node = ${NODE}`;
  await sql`create policy tenant_keeps on ${sql.id(schema, table)} to ${sql.id(APPLICATION_ROLE)}
    using (${sql.raw(condition)}) with check (${sql.raw(condition)})`.execute(database);
  await sql`grant select, insert, update, delete on ${sql.id(schema, table)} to ${sql.id(APPLICATION_ROLE)}`.execute(
    database,
  );
}

/** Rows are added and never updated, deleted or truncated again, by nobody, the table's owner included. */
export async function makeAppendOnly<T>(database: Kysely<T>, { schema, table }: ProtectedTable): Promise<void> {
  const name = sql.id(schema, table);
  await sql`create trigger append_only before update or delete on ${name}
    for each row execute function touchstone.refuse_change()`.execute(database);
  await refuseTruncate(database, { schema, table });
}

/** A truncate fires no row trigger, and a partition's own truncate no trigger of its parent. */
export async function refuseTruncate<T>(database: Kysely<T>, { schema, table }: ProtectedTable): Promise<void> {
  await sql`create trigger never_truncate before truncate on ${sql.id(schema, table)}
    for each statement execute function touchstone.refuse_change()`.execute(database);
}
