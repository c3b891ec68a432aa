// SPDX-License-Identifier: Apache-2.0

/** Largest table that is read, in characters. */
const TABLE_CHARACTERS_MAX = 2_000_000;

/** What stands between the cells of a table. */
type Separator = '\t' | ';' | ',';

/** A cell, and how it stood there. */
export interface DelimitedCell {
  readonly text: string;
  /** What stood in quotes separates nothing and keeps its spaces. */
  readonly isQuoted: boolean;
  /** Whether a space stood in front of it, as behind a comma in prose. */
  readonly isSpaced: boolean;
}

/** A table as it was written. */
export interface DelimitedTable {
  /** Undefined where the first line has one cell. */
  readonly separator: Separator | undefined;
  readonly rows: readonly (readonly DelimitedCell[])[];
}

/**
 * row = cell *( separator cell ); cell = plain / DQUOTE *( any / 2DQUOTE ) DQUOTE.
 * RFC 4180 with what Excel pastes: tabs where there is one in the first line, else semicolons, else commas. Empty rows are
 * left out.
 */
export function readDelimited(text: string): DelimitedTable {
  const whole = text.slice(0, TABLE_CHARACTERS_MAX).replace(/^\uFEFF/, '');
  const separator = separatorOf(whole);
  const sign = separator ?? '\t';
  const rows: DelimitedCell[][] = [];
  let row: DelimitedCell[] = [];
  let written = '';
  let quotes: 'none' | 'open' | 'closed' = 'none';
  const end = () => {
    const isQuoted = quotes !== 'none';
    // Around other cells spaces are a habit of typing.
    row.push({ text: isQuoted ? written : written.trim(), isQuoted, isSpaced: !isQuoted && /^\s/.test(written) });
    [written, quotes] = ['', 'none'];
  };
  for (let at = 0; at < whole.length; at += 1) {
    const each = whole[at] as string;
    if (quotes === 'open') {
      if (each !== '"') written += each;
      else if (whole[at + 1] === '"') written += whole[++at];
      else quotes = 'closed';
    } else if (each === '"' && written.trim() === '') {
      [written, quotes] = ['', 'open'];
    } else if (each === sign || each === '\n') {
      end();
      if (each === '\n') {
        rows.push(row);
        row = [];
      }
    } else if (quotes === 'none' || each.trim() !== '') written += each;
  }
  end();
  rows.push(row);
  return { separator, rows: rows.filter((one) => one.some((cell) => cell.text !== '')) };
}

/** A table as CSV, RFC 4180, with a byte order mark, without which Excel reads Chinese wrongly. */
export function formatCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;
}

/** What stands between the cells of the first line; undefined where it has one cell. */
function separatorOf(text: string): Separator | undefined {
  // What stands in quotes separates nothing, a line's end included.
  const [first = ''] = text.replace(/"(?:[^"]|"")*"/g, '').split('\n', 1);
  return (['\t', ';', ','] as const).find((each) => first.includes(each));
}

// A cell that a spreadsheet would take for a formula is made text; a number is left as it is.
function cellOf(text: string): string {
  const isFormula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\n\r;\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
