// SPDX-License-Identifier: Apache-2.0
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../storage/database.ts';
import type { AsOf, Cut } from './as-of.ts';
import { type CursorValue, decodeCursor, encodeCursor } from './cursor.ts';
import { findErasure, findStatements } from './find-statements.ts';
import type { Columns, RowOf, Table } from './fold.ts';
import { snakeCase } from './fold-tables.ts';
import type { Keeping } from './keeping.ts';
import { loadStreamFacts } from './load-facts.ts';
import { isErased } from './mechanism-kinds.ts';
import type { Page, PageOrder, Reads, RowOrigin, RowQuery } from './reads.ts';
import { RecordError } from './record-error.ts';

/** Where reads happen: a register's, in a transaction that already speaks for a tenant (or for the keeper). */
export interface ReadScope {
  readonly keeping: Keeping;
  readonly register: string;
  /** A transaction, or a builder that makes one for each query. */
  readonly transaction: Database;
  readonly asOf: AsOf;
  /** A stream known to be new, which a rule need not ask the database about. */
  readonly emptyStream?: string;
}

/** Reads within one transaction; row security is the transaction's. */
export function readsIn(scope: ReadScope): Reads {
  const { register, transaction, asOf } = scope;
  return {
    asOf,
    rows: (table, at) => rowsOf(scope, table, at ?? asOf),
    page: (query, order) => readPage(scope, query, order),
    facts: async (stream) =>
      stream === scope.emptyStream ? [] : loadStreamFacts(transaction, { register, stream, knownAt: asOf.knownAt }),
    async findStatements(requests, cut) {
      const found = await findStatements(transaction, requests, cut ?? asOf.knownAt);
      // Row security hides from others what was erased; its owner has no more of it than they.
      return found.map((each) => each.filter((statement) => !isErased(statement)));
    },
    erasedAt: (name) => findErasure(transaction, { node: scope.keeping.node, ...name }),
    currentCut: () => readCurrentCut(transaction),
  };
}

/** Everything sequenced so far. */
export async function readCurrentCut(transaction: Database): Promise<Cut> {
  const { rows } = await sql<{ position: number }>`
    select coalesce(max(position), 0) as position from touchstone.position`.execute(transaction);
  return { position: rows[0]?.position ?? 0 };
}

/** Refuses a cut that this node has not reached: an answer "as known then" must not change later. */
export async function refuseUnknownCut(transaction: Database, asOf: AsOf): Promise<void> {
  if (asOf.knownAt === undefined) return;
  const { position } = await readCurrentCut(transaction);
  if (asOf.knownAt.position > position) {
    throw new RecordError(
      'UNKNOWN_CUT',
      `knownAt: position ${asOf.knownAt.position} is not reached; this node stands at ${position}`,
      { asked: asOf.knownAt.position, reached: position },
    );
  }
}

const ORIGIN: readonly string[] = ['stream', 'owner', 'jurisdiction', 'visibility'];

function rowsOf<C extends Columns>(scope: ReadScope, table: Table<C>, asOf: AsOf): RowQuery<C> {
  const place = scope.keeping.tables.get(table);
  if (place === undefined) throw new TypeError('rows() takes a table of a register that this program runs');
  const columns = [...Object.keys(table.columns).map(snakeCase), ...ORIGIN].map((name) => sql.id('t', name));
  const source = sql<RowOf<C> & RowOrigin>`(select ${sql.join(columns)}
    from ${sql.id(place.fold.schema, snakeCase(place.name))} t
    where ${knownAt(asOf.knownAt)} and ${trueOn(table, asOf.on)})`;
  return scope.transaction.selectFrom(source.as('row')) as unknown as RowQuery<C>;
}

function knownAt(cut: Cut | undefined): RawBuilder<unknown> {
  if (cut === undefined) return sql`t.known_until is null`;
  return sql`exists (select from touchstone.position p where p.entry = t.known_from and p.position <= ${cut.position})
    and not exists (select from touchstone.position p where p.entry = t.known_until and p.position <= ${cut.position})`;
}

function trueOn(table: Table, on: string | undefined): RawBuilder<unknown> {
  if (on === undefined || table.validity === undefined) return sql`true`;
  const from = sql.id('t', snakeCase(table.validity.from));
  const until = sql.id('t', snakeCase(table.validity.until));
  return sql`(${from} is null or ${from} <= ${on}::date) and (${until} is null or ${until} >= ${on}::date)`;
}

async function readPage<C extends Columns>(
  scope: ReadScope,
  query: RowQuery<C>,
  order: PageOrder<keyof RowOf<C> & string>,
): Promise<Page<RowOf<C> & RowOrigin>> {
  if (!Number.isInteger(order.limit) || order.limit < 1) throw new RangeError('a page holds at least one row');
  const names: readonly string[] = [...order.by, 'stream'];
  const compiled = query.selectAll().compile();
  const list = JSON.stringify([compiled.sql, compiled.parameters, names, order.direction]);
  const columns = names.map((name) => sql.ref(`row.${name}`));
  const descending = order.direction === 'descending';
  let page = query.selectAll().limit(order.limit + 1);
  for (const column of columns) page = page.orderBy(column, descending ? 'desc' : 'asc');
  if (order.after !== undefined) {
    const values = decodeCursor(scope.keeping.cursorKey, list, order.after);
    const beyond = sql<boolean>`(${sql.join(columns)}) ${sql.raw(descending ? '<' : '>')} (${sql.join(values)})`;
    page = page.where(beyond);
  }
  const rows = (await page.execute()) as (RowOf<C> & RowOrigin)[];
  const last = rows[order.limit - 1];
  if (rows.length <= order.limit || last === undefined) return { items: rows };
  const values = names.map((name) => (last as Readonly<Record<string, CursorValue>>)[name] ?? '');
  return { items: rows.slice(0, order.limit), next: encodeCursor(scope.keeping.cursorKey, list, values) };
}
