// SPDX-License-Identifier: Apache-2.0
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { arrayLiteral, bigintArray, jsonbArray, textArray } from '../storage/binary-array.ts';
import { APPLICATION_ROLE, KEEPER_ROLE } from '../storage/roles.ts';
import { enforceRowSecurity, letTenantsRead } from '../storage/row-security.ts';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';
import type { HeldRow, NewRow, RowChanges } from './apply-facts.ts';
import type { BoundFold } from './bound-fold.ts';
import type { Column, Table } from './fold.ts';
import type { AnyRow } from './fold-rows.ts';

// Text sorts by its bytes, so that neither an index nor a page cursor depends on the server's locale version.
const SQL_TYPES: Readonly<Record<Column<unknown>['type'], string>> = {
  text: 'text collate "C"',
  integer: 'bigint',
  boolean: 'boolean',
  day: 'date',
  instant: 'timestamptz',
  json: 'jsonb',
  texts: 'text[] collate "C"',
};

/** The database's name of a column or table that was declared in camelCase. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

/** Makes the fold's tables in a schema of their own, empty, with tenancy, both clocks and the declared indexes. */
export async function createFoldTables<T>(database: Kysely<T>, fold: BoundFold, schema: string): Promise<void> {
  await sql`create schema ${sql.id(schema)}`.execute(database);
  await sql`grant usage on schema ${sql.id(schema)} to ${sql.id(APPLICATION_ROLE)}, ${sql.id(KEEPER_ROLE)}`.execute(
    database,
  );
  for (const [declaredName, spec] of Object.entries(fold.tables)) {
    const table = snakeCase(declaredName);
    const name = sql.id(schema, table);
    const columns = Object.entries(spec.columns).map(
      ([column, { type, nullable }]) =>
        sql`${sql.id(snakeCase(column))} ${sql.raw(SQL_TYPES[type])} ${sql.raw(nullable ? '' : 'not null')}`,
    );
    await sql`create table ${name} (row_id bigint generated always as identity primary key,
      register text collate "C" not null, stream text collate "C" not null, owner text collate "C" not null,
      jurisdiction text not null, origin_node text not null, visibility text not null,
      known_from bigint not null, known_until bigint, ${sql.join(columns)})`.execute(database);
    await sql`create index on ${name} (stream) where known_until is null`.execute(database);
    for (const indexed of spec.indexes ?? []) await createIndex(database, schema, { table, spec, indexed });
    await enforceRowSecurity(database, { schema, table });
    await letTenantsRead(database, { schema, table });
    await sql`grant select, insert, update, delete on ${name} to ${sql.id(KEEPER_ROLE)}`.execute(database);
  }
}

/** Every open row under these keys. */
export async function loadHeldRows(
  transaction: DatabaseTransaction,
  place: { readonly fold: BoundFold; readonly schema: string },
  keys: readonly string[],
): Promise<Map<string, HeldRow[]>> {
  const held = new Map<string, HeldRow[]>();
  for (const [table, spec] of Object.entries(place.fold.tables)) {
    const names = Object.keys(spec.columns);
    const { rows } = await sql<AnyRow & { rowId: number; stream: string }>`
      select row_id, stream, ${sql.join(names.map((name) => sql.id(snakeCase(name))))}
      from ${sql.id(place.schema, snakeCase(table))}
      where stream = any(${keys}) and known_until is null`.execute(transaction);
    for (const row of rows) {
      const values = Object.fromEntries(names.map((name) => [name, row[name]]));
      const rowsOfKey = held.get(row.stream) ?? [];
      rowsOfKey.push({ table, values, rowId: row.rowId });
      held.set(row.stream, rowsOfKey);
    }
  }
  return held;
}

/** Writes what a batch of facts did: two statements per table that changed, however large the batch. */
export async function saveRowChanges(
  transaction: DatabaseTransaction,
  place: { readonly fold: BoundFold; readonly schema: string },
  changes: RowChanges,
): Promise<void> {
  for (const [table, spec] of Object.entries(place.fold.tables)) {
    const name = sql.id(place.schema, snakeCase(table));
    const closes = changes.closes.filter((each) => each.table === table);
    if (closes.length > 0) {
      await sql`update ${name} t set known_until = u.known_until
        from unnest(${closes.map((each) => each.rowId)}::bigint[], ${closes.map((each) => each.knownUntil)}::bigint[])
          as u(row_id, known_until) where t.row_id = u.row_id`.execute(transaction);
    }
    const inserts = changes.inserts.filter((each) => each.table === table);
    if (inserts.length > 0) await insertRows(transaction, name, { spec, inserts });
  }
}

/** Takes away every row of one stream, closed ones too, so that it can be folded again from its facts. */
export async function deleteRowsOfStream(
  transaction: DatabaseTransaction,
  place: { readonly fold: BoundFold; readonly schema: string },
  stream: string,
): Promise<void> {
  for (const table of Object.keys(place.fold.tables)) {
    await sql`delete from ${sql.id(place.schema, snakeCase(table))} where stream = ${stream}`.execute(transaction);
  }
}

// What every row has, before the columns of its table.
const OWN_COLUMNS: readonly ColumnToWrite[] = [
  { name: 'register', type: 'text', pick: (row) => row.register },
  { name: 'stream', type: 'text', pick: (row) => row.key },
  { name: 'owner', type: 'text', pick: (row) => row.owner },
  { name: 'jurisdiction', type: 'text', pick: (row) => row.jurisdiction },
  { name: 'origin_node', type: 'text', pick: (row) => row.originNode },
  { name: 'visibility', type: 'text', pick: (row) => row.visibility },
  { name: 'known_from', type: 'integer', pick: (row) => row.knownFrom },
  { name: 'known_until', type: 'integer', pick: (row) => row.knownUntil },
];

interface ColumnToWrite {
  readonly name: string;
  readonly type: Column<unknown>['type'];
  readonly pick: (row: NewRow) => unknown;
}

async function insertRows(
  transaction: DatabaseTransaction,
  name: ReturnType<typeof sql.id>,
  { spec, inserts }: { readonly spec: Table; readonly inserts: readonly NewRow[] },
): Promise<void> {
  const declared = Object.entries(spec.columns).map(
    ([column, { type }]): ColumnToWrite => ({ name: snakeCase(column), type, pick: ({ values }) => values[column] }),
  );
  const columns = [...OWN_COLUMNS, ...declared];
  const names = sql.join(columns.map((column) => sql.id(column.name)));
  const values = columns.map(({ name: column, type }) => sql`g.${sql.id(column)}${sql.raw(CASTS[type])}`);
  const arrays = columns.map(({ type, pick }) => arrayOf(type, inserts.map(pick)));
  await sql`insert into ${name} (${names}) select ${sql.join(values)}
    from unnest(${sql.join(arrays)}) as g(${names})`.execute(transaction);
}

const CASTS: Readonly<Record<Column<unknown>['type'], string>> = {
  text: '',
  integer: '',
  boolean: '::boolean',
  day: '::date',
  instant: '::timestamptz',
  json: '',
  texts: '::text[]',
};

/** One column as one parameter; values are those of `normaliseRow`. */
function arrayOf(type: Column<unknown>['type'], values: readonly unknown[]): RawBuilder<unknown> {
  switch (type) {
    case 'integer':
      return sql`${bigintArray(values as readonly (number | null)[])}::bigint[]`;
    case 'json':
      return sql`${jsonbArray(values.map((value) => (value === null ? null : JSON.stringify(value))))}::jsonb[]`;
    case 'texts':
      return sql`${textArray(values.map((value) => (value === null ? null : arrayLiteral(value as string[]))))}::text[]`;
    default:
      return sql`${textArray(values.map((value) => (value === null ? null : String(value))))}::text[]`;
  }
}

async function createIndex<T>(
  database: Kysely<T>,
  schema: string,
  { table, spec, indexed }: { readonly table: string; readonly spec: Table; readonly indexed: readonly string[] },
): Promise<void> {
  const name = sql.id(schema, table);
  const [first = ''] = indexed;
  if (indexed.length === 1 && (spec.columns[first]?.type === 'texts' || spec.columns[first]?.type === 'json')) {
    await sql`create index on ${name} using gin (${sql.id(snakeCase(first))})`.execute(database);
    return;
  }
  // The stream last, as in every page order, so that a page is read off the index.
  await sql`create index on ${name} (${sql.join([...indexed, 'stream'].map((each) => sql.id(snakeCase(each))))})`.execute(
    database,
  );
}
