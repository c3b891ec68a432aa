// SPDX-License-Identifier: Apache-2.0
import type { NumberFormat } from '../workbook/number-format.ts';
import { columnLetters, type Location } from '../fault.ts';

/** What one cell holds. A CSV file has only text; a spreadsheet number keeps the digits held and the format shown. */
export type CellContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly held: string; readonly format: NumberFormat }
  | { readonly kind: 'boolean'; readonly value: boolean };

/** One row that is not empty; columns count from 1. */
export interface GridRow {
  readonly row: number;
  readonly cells: ReadonlyMap<number, CellContent>;
}

/** The filled cells of one CSV file or one sheet, in the order of its rows. */
export interface Grid {
  readonly file: string;
  readonly sheet?: string;
  /** The day zero of the spreadsheet's dates. */
  readonly dateSystem: 1900 | 1904;
  readonly rows: readonly GridRow[];
}

/** Where a cell stands. */
export function cellLocation({ file, sheet }: Pick<Grid, 'file' | 'sheet'>, row: number, column?: number): Location {
  return {
    file,
    ...(sheet === undefined ? {} : { sheet }),
    row,
    ...(column === undefined ? {} : { column: columnLetters(column) }),
  };
}
