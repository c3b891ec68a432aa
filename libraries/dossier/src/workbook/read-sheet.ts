// SPDX-License-Identifier: Apache-2.0
import { DossierError } from '../dossier-error.ts';
import type { FaultList } from '../fault.ts';
import type { DossierLimits } from '../limits.ts';
import { type CellContent, cellLocation, type Grid, type GridRow } from '../tables/grid.ts';
import type { NumberFormat } from './number-format.ts';
import { unescapeString } from './strings-and-styles.ts';
import { walkXml } from './walk-xml.ts';

/** What a sheet needs of its workbook. */
export interface SheetContext {
  readonly file: string;
  readonly sheet: string;
  readonly dateSystem: 1900 | 1904;
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly limits: DossierLimits;
  readonly faults: FaultList;
}

/** The last row and column of a sheet. ECMA-376-1:2016, 18.3.1.4 and 18.3.1.73, as spreadsheets implement them. */
const ROW_MAX = 1_048_576;
const COLUMN_MAX = 16_384;

interface CellState {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  value: string;
  inline: string;
  formula: boolean;
}

interface Range {
  readonly text: string;
  readonly from: { readonly row: number; readonly column: number };
  readonly to: { readonly row: number; readonly column: number };
}

const GENERAL: NumberFormat = { kind: 'general' };

/** The filled cells of one sheet, and every formula, error value, merge and hidden part as a fault. */
export function readSheet(xml: string, context: SheetContext): Grid {
  const rows: GridRow[] = [];
  const merges: Range[] = [];
  const path: string[] = [];
  let rowNumber = 0;
  let cells = new Map<number, CellContent>();
  let column = 0;
  let cell: CellState | undefined;
  walkXml(xml, {
    open(name, attributes) {
      path.push(name);
      const parent = path.at(-2);
      if (name === 'row' && parent === 'sheetData') {
        rowNumber = nextNumber(attributes.get('r'), { previous: rowNumber, max: ROW_MAX });
        cells = new Map();
        column = 0;
        if (isOn(attributes.get('hidden'))) hiddenFault(context, { row: rowNumber });
      } else if (name === 'c' && parent === 'row') {
        column = nextColumn(attributes.get('r'), { rowNumber, previous: column });
        cell = {
          column,
          type: attributes.get('t') ?? 'n',
          style: Number(attributes.get('s') ?? 0),
          value: '',
          inline: '',
          formula: false,
        };
      } else if (name === 'f' && parent === 'c' && cell !== undefined) {
        cell.formula = true;
      } else if (name === 'mergeCell') {
        merges.push(parseRange(attributes.get('ref') ?? ''));
      } else if (name === 'col' && parent === 'cols' && isOn(attributes.get('hidden'))) {
        hiddenFault(context, {});
      }
    },
    text(text) {
      if (cell === undefined) return;
      const parent = path.at(-1);
      if (parent === 'v') cell.value += text;
      else if (parent === 't' && path.includes('is') && !path.includes('rPh')) cell.inline += text;
    },
    close(name) {
      path.pop();
      if (name === 'c' && cell !== undefined) {
        const content = contentOf(cell, { context, row: rowNumber });
        if (content !== undefined) cells.set(cell.column, content);
        cell = undefined;
      } else if (name === 'row' && cells.size > 0) {
        rows.push({ row: rowNumber, cells });
        if (rows.length > context.limits.rows)
          throw new DossierError('TOO_MANY_ROWS', `at most ${context.limits.rows} rows`);
        cells = new Map();
      }
    },
  });
  const grid: Grid = { file: context.file, sheet: context.sheet, dateSystem: context.dateSystem, rows };
  checkMerges(merges, grid, context.faults);
  return grid;
}

function contentOf(
  cell: CellState,
  { context, row }: { readonly context: SheetContext; readonly row: number },
): CellContent | undefined {
  const location = cellLocation(context, row, cell.column);
  if (cell.formula) {
    context.faults.add('FORMULA_NOT_ALLOWED', location, { expected: 'copy the cells and paste them as values' });
  }
  switch (cell.type) {
    case 's':
      return textOf(sharedString(cell.value, context.strings));
    case 'inlineStr':
      return textOf(unescapeString(cell.inline));
    case 'str':
    case 'd':
      return textOf(unescapeString(cell.value));
    case 'b':
      return { kind: 'boolean', value: cell.value.trim() === '1' || cell.value.trim() === 'true' };
    case 'e':
      context.faults.add('ERROR_VALUE', location, { found: cell.value, expected: 'type the value, or clear the cell' });
      return undefined;
    case 'n': {
      const held = cell.value.trim();
      return held === '' ? undefined : { kind: 'number', held, format: context.formats[cell.style] ?? GENERAL };
    }
    default:
      throw new DossierError('BAD_WORKBOOK', `a cell has the type "${cell.type.slice(0, 20)}"`);
  }
}

function textOf(text: string): CellContent | undefined {
  return text.trim() === '' ? undefined : { kind: 'text', text };
}

function sharedString(index: string, strings: readonly string[]): string {
  const text = strings[Number(index.trim() === '' ? Number.NaN : index)];
  if (text === undefined) throw new DossierError('BAD_WORKBOOK', 'a cell refers to a text that is not there');
  return text;
}

// Rows and cells without a number follow the one before; one that goes back would be read twice.
function nextNumber(
  given: string | undefined,
  { previous, max }: { readonly previous: number; readonly max: number },
): number {
  const number = given === undefined ? previous + 1 : /^[1-9][0-9]{0,6}$/.test(given) ? Number(given) : Number.NaN;
  if (!(number > previous && number <= max)) {
    throw new DossierError('BAD_WORKBOOK', 'its rows or cells are not in order');
  }
  return number;
}

function nextColumn(
  reference: string | undefined,
  { rowNumber, previous }: { readonly rowNumber: number; readonly previous: number },
): number {
  if (reference === undefined) return nextNumber(undefined, { previous, max: COLUMN_MAX });
  const { row, column } = parseReference(reference);
  if (row !== rowNumber) throw new DossierError('BAD_WORKBOOK', `cell ${reference} stands in row ${rowNumber}`);
  return nextNumber(String(column), { previous, max: COLUMN_MAX });
}

/** reference = 1*3ALPHA 1*7DIGIT. ECMA-376-1:2016, 18.18.7. */
function parseReference(reference: string): { readonly row: number; readonly column: number } {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})$/.exec(reference) ?? [];
  if (letters === undefined) throw new DossierError('BAD_WORKBOOK', `"${reference.slice(0, 20)}" is no cell`);
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(digits), column };
}

function parseRange(text: string): Range {
  const [first = '', last = first] = text.split(':');
  return { text, from: parseReference(first), to: parseReference(last) };
}

// A merge over the table means one value for several rows or columns, and a reader would have to guess which.
function checkMerges(merges: readonly Range[], grid: Grid, faults: FaultList): void {
  const [first, second] = grid.rows;
  if (first === undefined) return;
  const last = grid.rows.at(-1) as GridRow;
  for (const { text, from, to } of merges) {
    // A title in the first filled row, merged across, stands above the table and does no harm.
    const isTitle = from.row <= first.row && second !== undefined && to.row < second.row && first.cells.size === 1;
    if (from.row > last.row || to.row < first.row || isTitle) continue;
    faults.add('MERGED_CELLS', cellLocation(grid, from.row, from.column), {
      found: text,
      expected: 'split the cells and write the value in each',
    });
  }
}

function hiddenFault({ file, sheet, faults }: SheetContext, { row }: { readonly row?: number }): void {
  faults.add(
    'HIDDEN_CELLS',
    { file, sheet, ...(row === undefined ? {} : { row }) },
    { expected: 'show them, or delete them' },
  );
}

function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
