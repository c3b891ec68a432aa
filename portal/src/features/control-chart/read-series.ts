// SPDX-License-Identifier: Apache-2.0
import { parseDelimited } from '../../components/delimited.ts';

/** One row of the data: what it is called and its numbers. */
export interface SeriesRow {
  readonly label: string;
  readonly values: readonly number[];
}

/** A cell that is no number, by row and column as a spreadsheet counts them. */
export interface SeriesFault {
  readonly row: number;
  readonly column: string;
  readonly given: string;
}

/** Data that can be charted, or where they cannot. */
export type Series =
  | { readonly rows: readonly SeriesRow[]; readonly headings: readonly string[]; readonly fault?: undefined }
  | { readonly fault: SeriesFault };

const ROWS_MAX = 5_000;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/**
 * table = [ headings ] 1*( [ label ] 1*number ): a first row without numbers names the columns, a first column without numbers
 * names the rows. Everything else must be a number; the first cell that is none is told, and nothing is guessed.
 */
export function readSeries(text: string): Series {
  const table = parseDelimited(text).slice(0, ROWS_MAX + 1);
  const isHeaded = (table[0] ?? []).length > 0 && !(table[0] ?? []).some((cell) => NUMBER.test(cell));
  const body = isHeaded ? table.slice(1) : table;
  const isLabelled = body.length > 0 && body.every(([first = '']) => first !== '' && !NUMBER.test(first));
  const from = isLabelled ? 1 : 0;
  const rows: SeriesRow[] = [];
  for (const [index, cells] of body.entries()) {
    const last = cells.findLastIndex((cell) => cell !== '');
    const numbers = cells.slice(from, Math.max(from + 1, last + 1));
    const odd = numbers.findIndex((cell) => !NUMBER.test(cell));
    if (odd >= 0 || numbers.length === 0) {
      const column = String.fromCharCode(65 + Math.min(25, from + Math.max(0, odd)));
      return { fault: { row: index + (isHeaded ? 2 : 1), column, given: (numbers[odd] ?? '').slice(0, 60) } };
    }
    rows.push({ label: isLabelled ? (cells[0] as string) : String(index + 1), values: numbers.map(Number) });
  }
  return { rows, headings: isHeaded ? (table[0] ?? []).slice(from) : [] };
}
