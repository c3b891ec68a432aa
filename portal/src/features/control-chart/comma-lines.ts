// SPDX-License-Identifier: Apache-2.0
import { mayBeOneNumber } from '../../components/decimal-comma.ts';
import type { DelimitedCell } from '../../components/delimited.ts';

/** A line of which the commas can be read in two ways, counted among the lines that hold something. */
export interface CommaLine {
  readonly row: number;
  readonly column: string;
  readonly given: string;
}

type Line = readonly DelimitedCell[];

/**
 * line = [ label "," ] 1*( whole "," part ), no space behind the inner comma: 0,12 may be one number or two. A first column
 * that counts the lines is a label; a line wider than the headings is cut at more than its columns.
 * Tells the first such line of a table that commas separate, unless headings of the same width, or a line of the same
 * width that can be read in one way only, show what the commas are.
 */
export function findDoubtfulComma(table: readonly Line[], isHeaded: boolean): CommaLine | undefined {
  const lines = table.map(withoutEmptyEnd);
  const body = isHeaded ? lines.slice(1) : lines;
  const widths = new Set(lines.map(({ length }) => length));
  const headings = isHeaded ? (lines[0] ?? []).length : 0;
  const wide = headings > 1 ? body.findIndex(({ length }) => length > headings) : -1;
  if (wide >= 0) {
    const given = givenBy((body[wide] as Line).slice(-2));
    return { row: wide + 2, column: String.fromCharCode(65 + Math.min(25, headings - 1)), given };
  }
  const isNumbered = body.length > 1 && countsLines(body);
  const pairs = body.map((line) => doubtfulPart(line, isNumbered));
  const at = pairs.findIndex((pair) => pair !== undefined);
  const pair = pairs[at];
  if (pair === undefined) return undefined;
  if (widths.size === 1 && (isHeaded || pairs.includes(undefined))) return undefined;
  return { row: at + (isHeaded ? 2 : 1), ...pair };
}

/** The first pair that may be one number, where the whole line can be read so. */
function doubtfulPart(line: Line, isNumbered: boolean): Omit<CommaLine, 'row'> | undefined {
  const isLabelled = (isNumbered && line.length > 2) || !isPlainNumber(line[0]);
  const numbers = isLabelled ? line.slice(1) : line;
  const isDoubtful =
    numbers.length > 0 &&
    numbers.length % 2 === 0 &&
    numbers.every((cell, at) => at % 2 === 1 || mayBeOneNumber(cell, numbers[at + 1] as DelimitedCell));
  return isDoubtful ? { column: isLabelled ? 'B' : 'A', given: givenBy(numbers.slice(0, 2)) } : undefined;
}

function countsLines(body: readonly Line[]): boolean {
  const first = body.map(([cell]) => cell?.text ?? '');
  return first.every((text, at) => /^\d{1,6}$/.test(text) && Number(text) === Number(first[0]) + at);
}

function isPlainNumber(cell: DelimitedCell | undefined): boolean {
  return cell !== undefined && !cell.isQuoted && /^[+-]?[\d.]+$/.test(cell.text);
}

function withoutEmptyEnd(line: Line): Line {
  return line.slice(0, line.findLastIndex(({ text }) => text.trim() !== '') + 1);
}

function givenBy(cells: Line): string {
  return cells
    .map(({ text }) => text)
    .join(',')
    .slice(0, 60);
}
