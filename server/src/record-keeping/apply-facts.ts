// SPDX-License-Identifier: Apache-2.0
import type { BoundFold } from './bound-fold.ts';
import type { Fact, Visibility } from './fact.ts';
import type { RowsOf, Table, Tables } from './fold.ts';
import { type AnyRow, normaliseRow, rowText } from './fold-rows.ts';
import { RecordError } from './record-error.ts';

/** A row that is open (known until further notice) under one key of a fold. */
export interface HeldRow {
  readonly table: string;
  readonly values: AnyRow;
  /** Its number in the database; absent while it is only in memory. */
  readonly rowId?: number;
}

/** A row to be written; `knownUntil` where a later fact of the same batch already ended it. */
export interface NewRow {
  readonly table: string;
  readonly key: string;
  readonly values: AnyRow;
  readonly register: string;
  readonly owner: string;
  readonly jurisdiction: string;
  readonly originNode: string;
  readonly visibility: Visibility;
  readonly knownFrom: number;
  knownUntil: number | null;
}

/** What a batch of facts does to a fold's tables. */
export interface RowChanges {
  readonly inserts: readonly NewRow[];
  readonly closes: readonly { readonly table: string; readonly rowId: number; readonly knownUntil: number }[];
}

/** A row as it stands between two facts. */
class OpenRow implements HeldRow {
  readonly table: string;
  readonly values: AnyRow;
  readonly rowId?: number;
  readonly inserted?: NewRow;
  #text: string | undefined;

  constructor({ table, values, rowId }: HeldRow, inserted?: NewRow) {
    this.table = table;
    this.values = values;
    if (rowId !== undefined) this.rowId = rowId;
    if (inserted !== undefined) this.inserted = inserted;
  }

  /** Written when it is first asked for: most rows are the first of their key, and are compared with none. */
  get text(): string {
    this.#text ??= textOf(this.table, this.values);
    return this.#text;
  }
}

/**
 * Folds facts, in their order, over the rows held under their keys. Pure: what is stored follows from what is returned.
 *
 * A row that a fact leaves as it was stays known since before; one that it changes is closed at the fact's entry and
 * written anew. One batch of a thousand gives the same rows as a thousand batches of one.
 */
export function applyFacts(
  fold: BoundFold,
  held: ReadonlyMap<string, readonly HeldRow[]>,
  facts: readonly Fact[],
): RowChanges {
  const open = new Map<string, OpenRow[]>();
  const inserts: NewRow[] = [];
  const closes: { table: string; rowId: number; knownUntil: number }[] = [];
  for (const fact of facts) {
    for (const key of new Set(fold.keysOf(fact))) {
      const before = open.get(key) ?? (held.get(key) ?? []).map((row) => new OpenRow(row));
      const wanted = reduce(fold, before, fact, key);
      const after: OpenRow[] = [];
      // Where there is nothing to compare with, nothing is written out for the comparison.
      const left = before.length === 0 ? wanted : withoutKept(wanted, { before, after, fact, closes });
      for (const row of left) {
        const inserted = newRow({ fold, fact, key, ...row });
        inserts.push(inserted);
        after.push(new OpenRow(row, inserted));
      }
      open.set(key, after);
    }
  }
  return { inserts, closes };
}

interface Comparing {
  readonly before: readonly OpenRow[];
  /** Gets the rows that stay as they are. */
  readonly after: OpenRow[];
  readonly fact: Fact;
  readonly closes: { table: string; rowId: number; knownUntil: number }[];
}

/** Lets rows before stand where an equal one is wanted, and closes the others; returns the wanted ones that are new. */
function withoutKept(rows: readonly HeldRow[], { before, after, fact, closes }: Comparing): readonly HeldRow[] {
  const wanted = Map.groupBy(rows, ({ table, values }) => textOf(table, values));
  for (const row of before) {
    const kept = wanted.get(row.text)?.pop();
    if (kept !== undefined) after.push(row);
    else if (row.inserted !== undefined) row.inserted.knownUntil = fact.entry;
    else if (row.rowId !== undefined) closes.push({ table: row.table, rowId: row.rowId, knownUntil: fact.entry });
  }
  return [...wanted.values()].flat();
}

/** The rows after the fact. */
function reduce(fold: BoundFold, before: readonly OpenRow[], fact: Fact, key: string): readonly HeldRow[] {
  let after: RowsOf<Tables>;
  try {
    after = fold.reduce(rowsByTable(fold, before), fact, key);
  } catch (cause) {
    throw new RecordError('FOLD_FAILED', `fold ${fold.tag} threw at entry ${fact.entry}`, { entry: fact.entry }, cause);
  }
  return Object.entries(fold.tables).flatMap(([name, table]) =>
    (after[name] ?? []).map((row) => ({ table: name, values: normaliseRow(`${fold.name}.${name}`, table, row) })),
  );
}

/** Sorted by content, so that a reducer gets them in the same order from memory and from the database. */
function rowsByTable(fold: BoundFold, rows: readonly OpenRow[]): RowsOf<Tables> {
  const sorted = [...rows].sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  return Object.fromEntries(
    Object.keys(fold.tables).map((name) => [name, sorted.filter((row) => row.table === name).map((row) => row.values)]),
  ) as RowsOf<Tables>;
}

function textOf(table: string, values: AnyRow): string {
  return `${table} ${rowText(values)}`;
}

interface RowOrigin {
  readonly fold: BoundFold;
  readonly fact: Fact;
  readonly key: string;
  readonly table: string;
  readonly values: AnyRow;
}

function newRow({ fold, fact, key, table, values }: RowOrigin): NewRow {
  const declared: Table | undefined = fold.tables[table];
  const visibility = declared?.visibility ?? 'as-the-fact';
  return {
    table,
    key,
    values,
    register: fact.register,
    owner: fact.owner,
    jurisdiction: fact.jurisdiction,
    originNode: fact.originNode,
    visibility: visibility === 'as-the-fact' ? fact.visibility : visibility,
    knownFrom: fact.entry,
    knownUntil: null,
  };
}
