// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay, parseInstant } from '@touchstone/identifiers';
import type { Column, RowOf, Table } from './fold.ts';
import { RecordError } from './record-error.ts';

/** A row of any table. */
export type AnyRow = Readonly<Record<string, unknown>>;

/**
 * The row as the database would give it back: instants in their one written form, absent as null.
 * A reducer must see the same row whether it was kept in memory or read again, or a rebuild would differ.
 */
export function normaliseRow(place: string, table: Table, row: RowOf<Table['columns']>): AnyRow {
  const given: AnyRow = row;
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(table.columns, name));
  if (unknown !== undefined) throw misfit(place, unknown, 'is no column of this table');
  return Object.fromEntries(
    Object.entries(table.columns).map(([name, column]) => [name, normalise(`${place}.${name}`, column, given[name])]),
  );
}

/** Equal rows have equal text, in whatever order their JSON was written. */
export function rowText(row: AnyRow): string {
  // Most rows hold texts, numbers and lists of them: a function asked about every value of every row is what cost most.
  if (Object.values(row).every(isFlat)) return JSON.stringify(inOrder(row));
  return JSON.stringify(row, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? inOrder(value) : value,
  );
}

function isFlat(value: unknown): boolean {
  return typeof value !== 'object' || value === null || (Array.isArray(value) && value.every(isNoObject));
}

function isNoObject(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function inOrder(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function normalise(place: string, column: Column<unknown>, value: unknown): unknown {
  if (value === null || value === undefined) {
    if (!column.nullable) throw misfit(place, '', 'must not be null');
    return null;
  }
  switch (column.type) {
    case 'text':
      if (typeof value !== 'string') throw misfit(place, value, 'must be a text');
      return value;
    case 'integer':
      if (typeof value !== 'number' || !Number.isSafeInteger(value))
        throw misfit(place, value, 'must be a safe integer');
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') throw misfit(place, value, 'must be true or false');
      return value;
    case 'day':
      return parsed(place, value, parseCalendarDay);
    case 'instant':
      return parsed(place, value, parseInstant);
    case 'texts':
      if (!Array.isArray(value) || !value.every((each) => typeof each === 'string')) {
        throw misfit(place, value, 'must be a list of texts');
      }
      return value;
    case 'json':
      // What JSON does not carry (undefined, dates) must not live on in memory only.
      return JSON.parse(JSON.stringify(value));
  }
}

function parsed(place: string, value: unknown, parse: (value: unknown) => string): string {
  try {
    return parse(value);
  } catch (cause) {
    throw misfit(place, value, cause instanceof Error ? cause.message : String(cause));
  }
}

function misfit(place: string, value: unknown, why: string): RecordError {
  return new RecordError('FOLD_FAILED', `${place}: ${String(value).slice(0, 80)} ${why}`.trim(), { place });
}
