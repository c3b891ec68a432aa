// SPDX-License-Identifier: Apache-2.0
import type { Finding, FindingCode } from './requirement-error.ts';

/** The most characters that one data file may have; ours have 300,000. */
export const FILE_CHARACTERS_MAX = 20_000_000;
/** The most rows that one data file may have. */
export const FILE_ROWS_MAX = 100_000;
const CELL_CHARACTERS_MAX = 10_000;

/** One data row by column name, with its number in the file (the header is row 1). */
export interface CsvRow {
  readonly file: string;
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** What was read and what was refused; with a refused header there are no rows. */
export interface CsvTable {
  readonly rows: readonly CsvRow[];
  readonly findings: readonly Finding[];
}

/**
 * file = header CRLF *(record CRLF); field = escaped / non-escaped; escaped = DQUOTE *(TEXTDATA / 2DQUOTE) DQUOTE.
 * RFC 4180, section 2; LF is taken for CRLF, and a byte order mark is skipped.
 */
export function parseCsv(file: string, text: string, columns: readonly string[]): CsvTable {
  if (text.length > FILE_CHARACTERS_MAX) {
    return refused(file, 1, 'TOO_LARGE', `The file has ${text.length} characters; at most ${FILE_CHARACTERS_MAX}`);
  }
  const reader = new CsvReader(text);
  const header = reader.next() ?? [];
  const wrong = checkHeader(file, header, columns);
  if (wrong.length > 0) {
    return { rows: [], findings: wrong };
  }
  const rows: CsvRow[] = [];
  const findings: Finding[] = [];
  for (let row = 2, cells = reader.next(); cells !== undefined; cells = reader.next(), row += 1) {
    if (row > FILE_ROWS_MAX) {
      return refused(file, row, 'TOO_LARGE', `The file has more than ${FILE_ROWS_MAX} rows`);
    }
    const fault = checkCells(cells, header.length);
    if (fault !== undefined) {
      findings.push({ file, row, column: header[0] as string, code: 'BAD_CSV', message: fault });
    } else {
      rows.push({ file, row, cells: named(header, cells) });
    }
  }
  if (reader.unclosed) {
    return refused(file, rows.length + 2, 'BAD_CSV', 'A quote is opened and never closed; the file may be cut off');
  }
  return { rows, findings };
}

/** The rows as CSV text with LF ends; a field is quoted only where it must be. RFC 4180, section 2. */
export function formatCsv(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, string | undefined>>[],
): string {
  const line = (fields: readonly string[]): string => `${fields.map(formatField).join(',')}\n`;
  return line(columns) + rows.map((row) => line(columns.map((column) => row[column] ?? ''))).join('');
}

// A plain loop: this runs for each of the rows that a cold process must read before its first answer.
function named(header: readonly string[], cells: readonly string[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (let index = 0; index < header.length; index += 1) {
    record[header[index] as string] = cells[index] as string;
  }
  return record;
}

function formatField(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function refused(file: string, row: number, code: FindingCode, message: string): CsvTable {
  return { rows: [], findings: [{ file, row, column: '', code, message }] };
}

function checkHeader(file: string, header: readonly string[], columns: readonly string[]): Finding[] {
  const missing = columns.filter((column) => !header.includes(column));
  const unknown = header.filter((column, index) => !columns.includes(column) || header.indexOf(column) !== index);
  return [
    ...missing.map((column) => finding(file, column, 'MISSING_COLUMN', `The header must have the column ${column}`)),
    ...unknown.map((column) =>
      finding(file, column, 'UNKNOWN_COLUMN', `The columns are ${columns.join(', ')}, each once`),
    ),
  ];
}

function finding(file: string, column: string, code: FindingCode, message: string): Finding {
  return { file, row: 1, column, code, message };
}

function checkCells(cells: readonly string[], width: number): string | undefined {
  if (cells.length !== width) {
    return `The row has ${cells.length} fields, the header ${width}`;
  }
  return cells.some((cell) => cell.length > CELL_CHARACTERS_MAX)
    ? `A field has more than ${CELL_CHARACTERS_MAX} characters`
    : undefined;
}

const PLAIN = /[^,\r\n]*/y;

class CsvReader {
  readonly #text: string;
  #at: number;
  #nextQuote = -1;
  unclosed = false;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith('\uFEFF') ? 1 : 0;
  }

  next(): string[] | undefined {
    const text = this.#text;
    if (this.#at >= text.length) {
      return undefined;
    }
    const end = this.#endOfPlainLine();
    if (end !== undefined) {
      const cells = text.slice(this.#at, end).split(',');
      this.#at = end;
      this.#skipLineEnd();
      return cells;
    }
    const cells: string[] = [];
    do {
      cells.push(text[this.#at] === '"' ? this.#quoted() : this.#plain());
    } while (this.#skipComma());
    this.#skipLineEnd();
    return cells;
  }

  // Most lines hold no quote; those are cut with built-in functions, which is several times faster.
  #endOfPlainLine(): number | undefined {
    const newline = this.#text.indexOf('\n', this.#at);
    const end = newline < 0 ? this.#text.length : newline;
    if (this.#nextQuote < this.#at) {
      const quote = this.#text.indexOf('"', this.#at);
      this.#nextQuote = quote < 0 ? this.#text.length : quote;
    }
    if (this.#nextQuote < end) {
      return undefined;
    }
    return end > this.#at && this.#text[end - 1] === '\r' ? end - 1 : end;
  }

  #plain(): string {
    const start = this.#at;
    PLAIN.lastIndex = start;
    PLAIN.exec(this.#text);
    this.#at = PLAIN.lastIndex;
    return this.#text.slice(start, this.#at);
  }

  #quoted(): string {
    let cell = '';
    this.#at += 1;
    for (;;) {
      const quote = this.#text.indexOf('"', this.#at);
      if (quote < 0) {
        this.unclosed = true;
        this.#at = this.#text.length;
        return cell;
      }
      cell += this.#text.slice(this.#at, quote);
      this.#at = quote + 1;
      if (this.#text[this.#at] !== '"') {
        return cell + this.#plain();
      }
      cell += '"';
      this.#at += 1;
    }
  }

  #skipComma(): boolean {
    const comma = this.#text[this.#at] === ',';
    this.#at += comma ? 1 : 0;
    return comma;
  }

  #skipLineEnd(): void {
    this.#at += this.#text[this.#at] === '\r' ? 1 : 0;
    this.#at += this.#text[this.#at] === '\n' ? 1 : 0;
  }
}
