// SPDX-License-Identifier: Apache-2.0
import { CsvError, type Options, parse } from 'csv-parse/sync';
import { expected } from '../dossier-error.ts';
import type { FaultList } from '../fault.ts';
import type { DossierLimits } from '../limits.ts';
import { type CellContent, cellLocation, type Grid, type GridRow } from '../tables/grid.ts';
import { countKnownHeaders, HEADER_SEARCH_ROWS } from '../tables/header-names.ts';
import { decodeText } from './decode-text.ts';
import { looksLikeFormula, unescapeFormula } from './formula-text.ts';

const DELIMITERS = [',', ';', '\t'] as const;
const HEAD_CHARACTERS = 65_536;

/** The filled cells of a CSV file; `undefined`, with a fault, when it is no CSV text at all. */
export function readCsv(
  file: { readonly path: string; readonly bytes: Uint8Array },
  limits: DossierLimits,
  faults: FaultList,
): Grid | undefined {
  const location = { file: file.path };
  if (file.bytes.length > limits.csvBytes) {
    faults.add('FILE_TOO_LARGE', location, {
      found: `${file.bytes.length} bytes`,
      expected: `a CSV file may have at most ${limits.csvBytes} bytes`,
    });
    return undefined;
  }
  const decoded = decodeText(file.bytes, (text) => bestDelimiter(text).known);
  if (decoded === undefined) {
    faults.add('NOT_TEXT', location, { expected: 'save it as CSV UTF-8' });
    return undefined;
  }
  if (decoded.guessed) {
    faults.add('ENCODING_GUESSED', location, {
      found: decoded.encoding,
      expected: `it was read as ${decoded.encoding}; save it as CSV UTF-8 to be sure`,
    });
  }
  const longLine = findLongLine(decoded.text, limits.columns * limits.cellCharacters);
  if (longLine !== undefined) {
    const expected = `at most ${limits.columns * limits.cellCharacters} characters in a row`;
    faults.add('ROW_TOO_LONG', { ...location, row: longLine }, { expected });
    return undefined;
  }
  const { delimiter } = bestDelimiter(decoded.text);
  const { records, fault } = parseRecords(decoded.text, {
    delimiter,
    to: limits.rows + 1,
    max_record_size: limits.columns * limits.cellCharacters,
  });
  if (fault !== undefined) {
    faults.add('BAD_CSV', { ...location, row: records.length + 1 }, { expected: fault });
  }
  if (records.length > limits.rows) {
    faults.add('TOO_MANY_ROWS', { ...location, row: limits.rows + 1 }, { expected: `at most ${limits.rows} rows` });
    return undefined;
  }
  const grid = { file: file.path, dateSystem: 1900 as const };
  return { ...grid, rows: records.flatMap((cells, index) => toRow(grid, index + 1, { cells, faults })) };
}

// The parser counts the characters of cells only, so a row of ten million commas would pass it.
function findLongLine(text: string, limit: number): number | undefined {
  let number = 1;
  for (let start = 0; start < text.length; number += 1) {
    const end = /\r\n|[\r\n]/.exec(text.slice(start, start + limit + 2));
    if (end === null) return text.length - start > limit ? number : undefined;
    start += end.index + end[0].length;
  }
  return undefined;
}

function toRow(
  grid: Pick<Grid, 'file'>,
  row: number,
  { cells, faults }: { readonly cells: readonly string[]; readonly faults: FaultList },
): readonly GridRow[] {
  const filled = new Map<number, CellContent>();
  cells.forEach((cell, index) => {
    const text = unescapeFormula(cell);
    if (text.trim() === '') return;
    filled.set(index + 1, { kind: 'text', text });
    if (text === cell && looksLikeFormula(text)) {
      faults.add('FORMULA_LIKE_TEXT', cellLocation(grid, row, index + 1), {
        found: text,
        expected: 'it is never computed; an apostrophe goes in front when it is written to CSV again',
      });
    }
  });
  return filled.size === 0 ? [] : [{ row, cells: filled }];
}

/** The separator under which most headers are known: a comma in English, often a semicolon in Portuguese. */
function bestDelimiter(text: string): { readonly delimiter: string; readonly known: number } {
  const head = text.slice(0, HEAD_CHARACTERS);
  let best = { delimiter: ',', known: 0 };
  for (const delimiter of DELIMITERS) {
    const { records } = parseRecords(head, { delimiter, to: HEADER_SEARCH_ROWS });
    const known = Math.max(0, ...records.map((cells) => countKnownHeaders(cells)));
    if (known > best.known) best = { delimiter, known };
  }
  return best;
}

/** Records up to the first fault, so that everything before it is still looked at. */
function parseRecords(text: string, options: Options): { records: readonly string[][]; fault?: string } {
  const records: string[][] = [];
  try {
    parse(text, {
      ...options,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      on_record: (record: string[]) => {
        records.push(record);
        return null;
      },
    });
    return { records };
  } catch (cause) {
    return { records, fault: csvRemedy(expected(cause, CsvError).code) };
  }
}

function csvRemedy(code: CsvError['code']): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'close the quotation mark that begins in this row or below';
    case 'CSV_MAX_RECORD_SIZE':
      return 'shorten this row, or close a quotation mark that begins in it';
    default:
      return 'put a cell that holds a quotation mark into quotation marks, and write the mark twice';
  }
}
