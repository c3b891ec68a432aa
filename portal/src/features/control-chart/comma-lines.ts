// SPDX-License-Identifier: Apache-2.0

/** A line of which the commas can be read in two ways, counted among the lines that hold something. */
export interface CommaLine {
  readonly row: number;
  readonly column: string;
  readonly given: string;
}

const WHOLE = /^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)$/;
const PART = /^\d+(?:[eE][+-]?\d{1,3})?$/;

/**
 * line = [ label "," ] 1*( whole "," part ), no space behind the inner comma: 0,12 may be one number or two. A first column
 * that counts the lines is a label; a line wider than the headings is cut at more than its columns.
 * Tells the first such line of a table that commas separate, unless headings of the same width, or a line of the same
 * width that can be read in one way only, show what the commas are.
 */
export function findDoubtfulComma(text: string, isHeaded: boolean): CommaLine | undefined {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/"(?:[^"]|"")*"/g, 'quoted')
    .split('\n')
    .map((line) => line.trimEnd().replace(/[,\s]+$/, ''))
    .filter((line) => line !== '');
  const body = isHeaded ? lines.slice(1) : lines;
  const widths = new Set((isHeaded ? lines : body).map((line) => line.split(',').length));
  const headings = isHeaded ? (lines[0] ?? '').split(',').length : 0;
  const wide = headings > 1 ? body.findIndex((line) => line.split(',').length > headings) : -1;
  if (wide >= 0) {
    const given = (body[wide] as string).split(',').slice(-2).join(',').trim().slice(0, 60);
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
function doubtfulPart(line: string, isNumbered: boolean): Omit<CommaLine, 'row'> | undefined {
  const cells = line.split(',');
  const isLabelled = (isNumbered && cells.length > 2) || !/^\s*[+-]?[\d.]+\s*$/.test(cells[0] ?? '');
  const numbers = isLabelled ? cells.slice(1) : cells;
  const isDoubtful =
    numbers.length > 0 &&
    numbers.length % 2 === 0 &&
    numbers.every((cell, index) => (index % 2 === 0 ? WHOLE.test(cell.trim()) : PART.test(cell)));
  if (!isDoubtful) return undefined;
  return { column: isLabelled ? 'B' : 'A', given: numbers.slice(0, 2).join(',').trim().slice(0, 60) };
}

function countsLines(body: readonly string[]): boolean {
  const first = body.map((line) => (line.split(',')[0] ?? '').trim());
  return first.every((cell, at) => /^\d{1,6}$/.test(cell) && Number(cell) === Number(first[0]) + at);
}
