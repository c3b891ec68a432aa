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
 * line = [ label "," ] 1*( whole "," part ), no space behind the inner comma: 0,12 may be one number or two.
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
  const pairs = body.map(doubtfulPart);
  const at = pairs.findIndex((pair) => pair !== undefined);
  const pair = pairs[at];
  if (pair === undefined) return undefined;
  if (widths.size === 1 && (isHeaded || pairs.includes(undefined))) return undefined;
  return { row: at + (isHeaded ? 2 : 1), ...pair };
}

/** The first pair that may be one number, where the whole line can be read so. */
function doubtfulPart(line: string): Omit<CommaLine, 'row'> | undefined {
  const cells = line.split(',');
  const isLabelled = !/^\s*[+-]?[\d.]+\s*$/.test(cells[0] ?? '');
  const numbers = isLabelled ? cells.slice(1) : cells;
  const isDoubtful =
    numbers.length > 0 &&
    numbers.length % 2 === 0 &&
    numbers.every((cell, index) => (index % 2 === 0 ? WHOLE.test(cell.trim()) : PART.test(cell)));
  if (!isDoubtful) return undefined;
  return { column: isLabelled ? 'B' : 'A', given: numbers.slice(0, 2).join(',').trim().slice(0, 60) };
}
