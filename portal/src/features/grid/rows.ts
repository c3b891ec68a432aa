// SPDX-License-Identifier: Apache-2.0
import type { Cell, CellVerdict, Row, Verdict } from '../../api/verdict.ts';

/** Which rows are shown. */
export type Filter = 'all' | CellVerdict;

/** A row with its cell in each place; no cell means that no rule of the place is loaded for it. */
interface GridRow {
  readonly row: Row;
  readonly cells: readonly { readonly place: string; readonly cell: Cell | undefined }[];
}

/** The rows of one kind of requirement. */
export interface GridGroup {
  readonly kind: string;
  readonly rows: readonly GridRow[];
}

const KINDS = ['limit', 'label', 'registration', 'licence', 'official-certificate', 'record-keeping'];

/** The grid by kind of requirement, with only those rows that have an answer of the kind asked for. */
export function groupRows({ rows, columns }: Pick<Verdict, 'rows' | 'columns'>, filter: Filter): readonly GridGroup[] {
  const byPlace = columns.map(({ place, cells }) => ({
    place,
    cells: new Map(cells.map((cell) => [cell.topic, cell])),
  }));
  const filled = rows
    .map((row) => ({ row, cells: byPlace.map(({ place, cells }) => ({ place, cell: cells.get(row.topic) })) }))
    .filter(({ cells }) => filter === 'all' || cells.some(({ cell }) => cell?.verdict === filter));
  const kinds = [...new Set([...KINDS, ...filled.map(({ row }) => row.kind)])];
  return kinds
    .map((kind) => ({ kind, rows: filled.filter(({ row }) => row.kind === kind) }))
    .filter((group) => group.rows.length > 0);
}
