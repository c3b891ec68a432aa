// SPDX-License-Identifier: Apache-2.0
import type { DossierEntry } from '../archive/read-zip.ts';
import type { FaultList } from '../fault.ts';
import type { DossierLimits } from '../limits.ts';
import { readCsv } from '../text/csv-reader.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';
import type { TableName } from './columns.ts';
import type { Grid } from './grid.ts';

interface ListFile {
  readonly limits: DossierLimits;
  readonly faults: FaultList;
  /** The one table that the list is. */
  readonly tables: readonly TableName[];
  /** What would be right where the sheet is there twice, and where it is not there. */
  readonly again: string;
  readonly absent: string;
}

/** The cells of a list of one table: the one sheet of a workbook, or a CSV file; undefined where there is none, which is told. */
export async function readListGrid(
  file: DossierEntry,
  { limits, faults, tables, again, absent }: ListFile,
): Promise<Grid | undefined> {
  const at = { file: file.path };
  if (file.bytes.length > limits.fileBytes) {
    const found = `${file.bytes.length} bytes`;
    faults.add('FILE_TOO_LARGE', at, { found, expected: `at most ${limits.fileBytes} bytes` });
    return undefined;
  }
  if (/\.(csv|tsv)$/i.test(file.path)) return readCsv(file, limits, faults);
  const sheets = await readWorkbook(file, { limits, faults, tables });
  const [sheet, second] = sheets ?? [];
  if (second !== undefined) faults.add('DUPLICATE_TABLE', second.location, { expected: again });
  if (sheets !== undefined && sheet === undefined) faults.add('MISSING_TABLE', at, { expected: absent });
  return sheet?.grid;
}
