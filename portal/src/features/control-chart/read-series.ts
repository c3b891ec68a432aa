// SPDX-License-Identifier: Apache-2.0
import { doubtfulAmong, isGrouped, withDecimalPoint } from '../../components/decimal-comma.ts';
import { readDelimited } from '../../components/delimited.ts';
import { findDoubtfulComma } from './comma-lines.ts';
import { beginsWithNumber, isSpacedNumber, partAtSpaces } from './spaced-numbers.ts';

/** One row of the data: what it is called and its numbers. */
export interface SeriesRow {
  readonly label: string;
  readonly values: readonly number[];
}

/** A cell that is no number or several, or of which the comma can be read in two ways, by row and column as a spreadsheet counts. */
interface SeriesFault {
  readonly code: 'NOT_A_NUMBER' | 'DECIMAL_COMMA' | 'GROUPED_DIGITS' | 'SPACES';
  readonly row: number;
  readonly column: string;
  readonly given: string;
}

/** Data that can be charted, or where they cannot. */
export type Series =
  | {
      readonly rows: readonly SeriesRow[];
      readonly headings: readonly string[];
      /** The first row where it was read as headings, to be told: what is in it is charted by nobody. */
      readonly headingRow?: string;
      /** Whether decimal commas were read. */
      readonly hasCommas: boolean;
      readonly fault?: undefined;
    }
  | { readonly fault: SeriesFault };

const ROWS_MAX = 5_000;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
// Digits with a comma among them, whatever that stands for.
const WITH_COMMA = /^[+-]?(?=[\d.]*,)[\d.,]*\d[\d.,]*(?:[eE][+-]?\d{1,3})?$/;

/**
 * table = [ headings ] 1*( [ label ] 1*number ): a first row without numbers names the columns, a first column without numbers
 * names the rows. Everything else must be a number; the first cell that is none is told, and nothing is guessed. Decimal
 * commas are read between tabs or semicolons; where nothing but commas is there, 0,12 is asked about. Spaces part numbers
 * where nothing else is on any line.
 */
export function readSeries(text: string): Series {
  const { separator, rows: read } = readDelimited(text);
  const cellsOf = read.slice(0, ROWS_MAX + 1);
  const written = cellsOf.map((row) => row.map((cell) => cell.text));
  const grouped = findGrouped(written);
  if (grouped !== undefined) return { fault: grouped };
  const table = separator === undefined ? partAtSpaces(written, isNumeric) : written;
  const [head = []] = table;
  const isHeaded =
    head.length > 0 &&
    !head.some(isNumeric) &&
    (separator !== undefined || !head.some((cell) => beginsWithNumber(cell, isNumeric)));
  const body = isHeaded ? table.slice(1) : table;
  const isLabelled = body.length > 0 && body.every(([first = '']) => first !== '' && !isNumeric(first));
  const from = isLabelled ? 1 : 0;
  const comma = separator === ',' ? findDoubtfulComma(cellsOf, isHeaded) : undefined;
  if (comma !== undefined) return { fault: { code: 'DECIMAL_COMMA', ...comma } };
  const cells = body.flatMap((row) => row.slice(from));
  const hasCommas = cells.some(hasComma);
  const isSplit = separator === '\t' || separator === ';';
  const doubtful = !hasCommas ? undefined : isSplit ? doubtfulAmong(cells.filter(isNumeric)) : cells.find(hasComma);
  const rows: SeriesRow[] = [];
  for (const [index, row] of body.entries()) {
    const last = row.findLastIndex((cell) => cell !== '');
    const given = row.slice(from, Math.max(from + 1, last + 1));
    const numbers = given.map(withDecimalPoint);
    const odd = given.findIndex((cell, at) => cell === doubtful || !NUMBER.test(numbers[at] as string));
    if (odd >= 0 || numbers.length === 0) {
      return { fault: { ...faultIn(row, { from, odd }), row: index + (isHeaded ? 2 : 1) } };
    }
    rows.push({ label: isLabelled ? (row[0] as string) : String(index + 1), values: numbers.map(Number) });
  }
  const headingRow = head.filter((cell) => cell !== '').join('; ');
  return { rows, headings: isHeaded ? head.slice(from) : [], hasCommas, ...(isHeaded ? { headingRow } : {}) };
}

/** What is wrong with the odd cell of a row, or with the row where it has a label and nothing else. */
function faultIn(row: readonly string[], { from, odd }: { readonly from: number; readonly odd: number }) {
  const [label = ''] = row;
  // A name and a number with a space between them are one cell, which was taken for the name.
  const isLabelSpaced = from === 1 && row.length === 1 && isSpacedNumber(label, isNumeric);
  const at = isLabelSpaced ? 0 : from + Math.max(0, odd);
  const cell = isLabelSpaced ? label : odd < 0 ? '' : (row[at] ?? '');
  const isSpaced = isLabelSpaced || isSpacedNumber(cell, isNumeric);
  const code: SeriesFault['code'] = hasComma(cell) ? 'DECIMAL_COMMA' : isSpaced ? 'SPACES' : 'NOT_A_NUMBER';
  return { code, column: String.fromCharCode(65 + Math.min(25, at)), given: cell.slice(0, 60) };
}

/** The first cell of which the digits are grouped by spaces: cut at its comma it would be charted as a label and the rest. */
function findGrouped(table: readonly (readonly string[])[]): SeriesFault | undefined {
  for (const [index, row] of table.entries()) {
    const at = row.findIndex((cell) => isGrouped(cell.trim()));
    if (at < 0) continue;
    const column = String.fromCharCode(65 + Math.min(25, at));
    return { code: 'GROUPED_DIGITS', row: index + 1, column, given: (row[at] as string).slice(0, 60) };
  }
  return undefined;
}

function isNumeric(cell: string): boolean {
  return NUMBER.test(cell) || hasComma(cell);
}

function hasComma(cell: string): boolean {
  return WITH_COMMA.test(cell);
}
