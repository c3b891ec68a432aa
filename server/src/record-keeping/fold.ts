// SPDX-License-Identifier: Apache-2.0
import type { Fact, Json, Visibility } from './fact.ts';

/** A column of a register's table. `day` is a calendar day, `instant` an RFC 3339 instant in UTC, `texts` a list. */
export interface Column<Value> {
  readonly type: 'text' | 'integer' | 'boolean' | 'day' | 'instant' | 'json' | 'texts';
  readonly nullable: boolean;
  /** Carries the value's type; never set. */
  readonly value?: Value;
}

/** The columns that a table may have; `optional` lets one be null. Decimals are `text`: 0.10 stays 0.10. */
export const column = {
  text: { type: 'text', nullable: false } as Column<string>,
  integer: { type: 'integer', nullable: false } as Column<number>,
  boolean: { type: 'boolean', nullable: false } as Column<boolean>,
  day: { type: 'day', nullable: false } as Column<string>,
  instant: { type: 'instant', nullable: false } as Column<string>,
  json: { type: 'json', nullable: false } as Column<Json>,
  texts: { type: 'texts', nullable: false } as Column<readonly string[]>,
  optional<Value>(of: Column<Value>): Column<Value | null> {
    return { type: of.type, nullable: true };
  },
} as const;

/** The columns of one table, by name in camelCase (snake_case in the database). */
export type Columns = Readonly<Record<string, Column<unknown>>>;

/** One row as a reducer makes it and a reader gets it. */
export type RowOf<C extends Columns> = {
  readonly [Name in keyof C]: C[Name] extends Column<infer Value> ? Value : never;
};

/** A register's table. Tenancy, stream and the known-from and known-until columns are added by record-keeping. */
export interface Table<C extends Columns = Columns> {
  readonly columns: C;
  /** The two day columns between which a row is true, both inclusive, null = open; what `on` is compared with. */
  readonly validity?: { readonly from: string; readonly until: string };
  /** Columns to look rows up by; every list becomes one index. */
  readonly indexes?: readonly (readonly string[])[];
  /** Who may read a row; by default whoever may read the fact that wrote it. */
  readonly visibility?: Visibility | 'as-the-fact';
}

/** The tables of one fold, by name. */
export type Tables = Readonly<Record<string, Table>>;

/** The rows of one stream (or of one key of a follower), table by table. */
export type RowsOf<T extends Tables> = { readonly [Name in keyof T]: readonly RowOf<T[Name]['columns']>[] };

type NamesOwnColumns<C> = {
  readonly validity?: { readonly from: keyof C; readonly until: keyof C };
  readonly indexes?: readonly (readonly (keyof C)[])[];
};

/** Declares one table with its column names checked. */
export function table<const C extends Columns>(spec: Table<C> & NamesOwnColumns<C>): Table<C> {
  return spec;
}

/**
 * A register's own fold: a pure reducer over the facts of one stream.
 *
 * Record-keeping gives it the stream's rows as they stand and the next fact; it returns the rows as they stand after.
 * It keeps what was known when, commits the rows together with the fact, and rebuilds them from the sources of truth
 * with the same reducer. A reducer therefore reads no clock, no position and no other stream, and accepts that a
 * personal disclosure is missing. Any change of tables or meaning raises `version`.
 */
export interface Fold<T extends Tables = Tables> {
  readonly version: number;
  readonly tables: T;
  reduce(rows: RowsOf<T>, fact: Fact): RowsOf<T>;
}

/**
 * A fold that follows by position and may read the facts of every register: counts, search, graphs.
 *
 * Its rows are grouped by keys of its own choice; for each key that `keysOf` names, `reduce` gets that key's rows.
 * It lags behind commits by milliseconds and never sees personal disclosures.
 */
export interface Follower<T extends Tables = Tables> extends Fold<T> {
  readonly name: string;
  /** Left out, it sees public facts only; `per-owner` sees private ones too, and holds every owner's rows apart. */
  readonly sees?: 'public' | 'per-owner';
  /** Registers of whose facts it makes anything; left out, of all. */
  readonly of?: readonly string[];
  /** Kinds of statement of which it makes anything; facts of registers that record none of them are not even loaded. */
  readonly kinds?: readonly string[];
  /** True where it needs nothing of what a statement says: of erased ones it then gets what is left, as before. */
  readonly takesErased?: true;
  keysOf(fact: Fact): readonly string[];
  reduce(rows: RowsOf<T>, fact: Fact, key?: string): RowsOf<T>;
}

/** Rows of a fold before its first fact. */
export function noRows<T extends Tables>(tables: T): RowsOf<T> {
  return Object.fromEntries(Object.keys(tables).map((name) => [name, []])) as unknown as RowsOf<T>;
}
