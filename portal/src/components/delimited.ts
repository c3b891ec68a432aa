// SPDX-License-Identifier: Apache-2.0

/** Largest table that is read, in characters. */
export const TABLE_CHARACTERS_MAX = 2_000_000;

/**
 * row = cell *( separator cell ); cell = plain / DQUOTE *( any / 2DQUOTE ) DQUOTE.
 * RFC 4180 with what Excel pastes: tabs where there is one in the first line, else semicolons, else commas. Empty rows are
 * left out.
 */
export function parseDelimited(text: string): readonly (readonly string[])[] {
  const whole = text.slice(0, TABLE_CHARACTERS_MAX).replace(/^\uFEFF/, '');
  const separator = separatorOf(whole) ?? '\t';
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  // What stood in quotes keeps its spaces; around other cells they are a habit of typing.
  let wasQuoted = false;
  const end = () => {
    row.push(wasQuoted ? cell : cell.trim());
    cell = '';
    wasQuoted = false;
  };
  for (let at = 0; at < whole.length; at += 1) {
    const sign = whole[at] as string;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (whole[at + 1] === '"') cell += whole[++at];
      else quoted = false;
    } else if (sign === '"' && cell.trim() === '') {
      [cell, quoted, wasQuoted] = ['', true, true];
    } else if (sign === separator || sign === '\n') {
      end();
      if (sign === '\n') {
        rows.push(row);
        row = [];
      }
    } else if (!wasQuoted || sign.trim() !== '') cell += sign;
  }
  end();
  rows.push(row);
  return rows.filter((each) => each.some((part) => part !== ''));
}

/** A table as CSV, RFC 4180, with a byte order mark, without which Excel reads Chinese wrongly. */
export function formatCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;
}

/** What stands between the cells of the first line; undefined where it has one cell. */
export function separatorOf(text: string): '\t' | ';' | ',' | undefined {
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
