// SPDX-License-Identifier: Apache-2.0
import { nameFaults } from '@touchstone/identifiers';
import type { FaultList, Location } from '../fault.ts';
import type { DossierLimits } from '../limits.ts';
import { hasBadCharacter } from '../values/characters.ts';
import { hasDecimalComma } from '../values/decimal-text.ts';
import { nearest } from '../values/nearest.ts';
import type { Column, ColumnType, TemplateLanguage } from './column.ts';
import type { TableName } from './columns.ts';
import { TABLES } from './columns.ts';
import { type CellContent, cellLocation, type Grid, type GridRow } from './grid.ts';
import { columnsOf, findColumn, HEADER_SEARCH_ROWS, headersOf, languageOf } from './header-names.ts';

/** A filled cell and where it stands. */
export interface TableCell {
  readonly location: Location;
  readonly content: CellContent;
  /** The unit that the header of its column states. */
  readonly headerUnit?: string;
}

/** One data row: its cells by column key, empty ones left out. */
export interface TableRow {
  /** Where the row is; a missing cell is told by its row and, if there is one, its column. */
  readonly location: Location;
  readonly dateSystem: Grid['dateSystem'];
  /** Whether a number of its sheet can only have a decimal comma. */
  readonly decimalComma: boolean;
  /** In which its headers are written: what would be right is said in it, where there are words for it. */
  readonly language: TemplateLanguage;
  readonly cells: ReadonlyMap<string, TableCell>;
  locationOf(key: string): Location;
}

/** One table of a dossier with its headers recognised. */
export interface Table {
  readonly name: TableName;
  readonly location: Location;
  readonly rows: readonly TableRow[];
}

interface HeaderCell {
  readonly key: string;
  readonly unit?: string;
}

/** Recognises the headers of a grid and hands out its rows by column key; tells every fault of headers and size. */
export function readTable(name: TableName, grid: Grid, { limits, faults }: ReadingContext): Table {
  const location: Location = { file: grid.file, ...(grid.sheet === undefined ? {} : { sheet: grid.sheet }) };
  const headerRow = findHeaderRow(name, grid);
  if (headerRow === undefined) {
    if (TABLES[name].required)
      faults.add('EMPTY_TABLE', location, { expected: `write headers such as ${headersOf(name)[0]}` });
    return { name, location, rows: [] };
  }
  // Not by spreading: a hostile row has more cells than a call takes arguments.
  const widest = grid.rows.reduce((most, { cells }) => [...cells.keys()].reduce((a, b) => Math.max(a, b), most), 0);
  if (widest > limits.columns) {
    const column = cellLocation(grid, headerRow.row, limits.columns + 1);
    faults.add('TOO_MANY_COLUMNS', column, {
      found: `${widest} columns`,
      expected: `at most ${limits.columns} columns`,
    });
    return { name, location, rows: [] };
  }
  const headers = readHeaders(name, { grid, headerRow, faults });
  const columnOf = new Map([...headers].map(([column, { key }]) => [key, column]));
  const dataRows = grid.rows.filter(({ row }) => row > headerRow.row);
  const decimalComma = hasCommaNumbers(name, dataRows, headers);
  const language = languageOf(name, [...headerRow.cells.values()].map(contentText));
  const rows = dataRows.flatMap((row) =>
    toTableRow(row, { grid, headerRow, headers, columnOf, decimalComma, language }, { limits, faults }),
  );
  const { required, oneRow } = TABLES[name];
  // The other sheets of a template may stay empty.
  if (rows.length === 0 && required) {
    faults.add('EMPTY_TABLE', { ...location, row: headerRow.row + 1 }, { expected: 'write at least one row' });
  }
  for (const row of oneRow ? rows.slice(1) : []) {
    faults.add('ONE_ROW_ONLY', row.location, { expected: 'make one dossier for each product and lot' });
  }
  return { name, location, rows };
}

/** What every reader of the dossier is given: how much is allowed, and where faults go. */
export interface ReadingContext {
  readonly limits: DossierLimits;
  readonly faults: FaultList;
}

// The row with most known headers among the first ones; the first filled row when none has any.
function findHeaderRow(name: TableName, grid: Grid): GridRow | undefined {
  let best = { row: grid.rows[0], known: 0 };
  for (const row of grid.rows.slice(0, HEADER_SEARCH_ROWS)) {
    const known = [...row.cells.values()]
      .slice(0, 200)
      .filter((content) => content.kind === 'text' && findColumn(name, content.text) !== undefined).length;
    if (known > best.known) best = { row, known };
  }
  return best.row;
}

function readHeaders(
  name: TableName,
  { grid, headerRow, faults }: { readonly grid: Grid; readonly headerRow: GridRow; readonly faults: FaultList },
): ReadonlyMap<number, HeaderCell> {
  const headers = new Map<number, HeaderCell>();
  const seen = new Map<string, string>();
  for (const [column, content] of headerRow.cells) {
    const location = cellLocation(grid, headerRow.row, column);
    const text = contentText(content);
    const known = findColumn(name, text);
    if (known === undefined) {
      const expected = `the nearest known header is "${nearest(text.trim(), headersOf(name))}"`;
      faults.add('UNKNOWN_COLUMN', location, { found: text, expected });
    } else if (seen.has(known.key)) {
      const expected = `keep one; ${seen.get(known.key)} says the same`;
      faults.add('DUPLICATE_COLUMN', location, { found: text, expected });
    } else {
      seen.set(known.key, `${location.column}${headerRow.row}`);
      headers.set(column, known);
    }
  }
  for (const [key, { required, headers: names }] of Object.entries(columnsOf(name))) {
    if (required === true && !seen.has(key)) {
      const expected = `add a column "${names.en[0]}" (${names['zh-Hans'][0]}, ${names['zh-Hant'][0]}, ${names.pt[0]})`;
      faults.add('MISSING_COLUMN', cellLocation(grid, headerRow.row), { expected });
    }
  }
  return headers;
}

interface Columns {
  readonly grid: Grid;
  readonly headerRow: GridRow;
  readonly headers: ReadonlyMap<number, HeaderCell>;
  readonly columnOf: ReadonlyMap<string, number>;
  readonly decimalComma: boolean;
  readonly language: TemplateLanguage;
}

const NUMBERS: ReadonlySet<ColumnType> = new Set(['number', 'signed', 'measured']);

/** Whether a number typed as text in this sheet can only have a decimal comma, by which the others are to be understood. */
function hasCommaNumbers(name: TableName, rows: readonly GridRow[], headers: ReadonlyMap<number, HeaderCell>): boolean {
  const columns = columnsOf(name);
  const numbers = [...headers].flatMap(([at, { key }]) => (NUMBERS.has((columns[key] as Column).type) ? [at] : []));
  return rows.some(({ cells }) =>
    numbers.some((at) => {
      const content = cells.get(at);
      return content?.kind === 'text' && hasDecimalComma(content.text);
    }),
  );
}

// A row whose only filled cells stand under unknown headers, such as remarks, is no data row.
function toTableRow(
  { row, cells }: GridRow,
  columns: Columns,
  { limits, faults }: ReadingContext,
): readonly TableRow[] {
  const { grid, headerRow, headers, columnOf, decimalComma, language } = columns;
  const byKey = new Map<string, TableCell>();
  for (const [column, content] of cells) {
    const location = cellLocation(grid, row, column);
    const header = headers.get(column);
    if (header !== undefined) {
      checkText(content, location, { limits, faults });
      byKey.set(header.key, { location, content, ...(header.unit === undefined ? {} : { headerUnit: header.unit }) });
    } else if (!headerRow.cells.has(column)) {
      faults.add('CELL_WITHOUT_HEADER', location, {
        found: contentText(content),
        expected: `write a header in ${location.column}${headerRow.row}, or clear the cell`,
      });
    }
  }
  if (byKey.size === 0) return [];
  return [
    {
      location: cellLocation(grid, row),
      dateSystem: grid.dateSystem,
      decimalComma,
      language,
      cells: byKey,
      locationOf: (key) => cellLocation(grid, row, columnOf.get(key)),
    },
  ];
}

function checkText(content: CellContent, location: Location, { limits, faults }: ReadingContext): void {
  if (content.kind !== 'text') return;
  if (content.text.length > limits.cellCharacters) {
    const found = `${content.text.length} characters`;
    faults.add('CELL_TOO_LONG', location, { found, expected: `at most ${limits.cellCharacters} characters` });
  }
  if (hasBadCharacter(content.text)) {
    faults.add('CONTROL_CHARACTER', location, { found: content.text, expected: 'delete the cell and type it again' });
    return;
  }
  for (const { why, says } of nameFaults(content.text)) {
    faults.add(NAME_FAULTS[why], location, { found: content.text, expected: says });
  }
}

/** What may be wrong with the letters of a name, as a fault of its cell. */
const NAME_FAULTS = { hidden: 'CHARACTER_NOT_SEEN', 'other-script': 'LETTERS_OF_TWO_SCRIPTS' } as const;

/** The content of a cell as it is shown in a fault. */
export function contentText(content: CellContent): string {
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'number':
      return content.held;
    case 'boolean':
      return String(content.value);
  }
}
