// SPDX-License-Identifier: Apache-2.0
import type { Location } from '@touchstone/dossier';
import { HttpError } from './http-error.ts';

/** What is wrong with a cell: of its form, which the reader of the file found, or of what it says. */
export interface CellFault extends Location {
  readonly code: string;
  readonly message: string;
}

/** What was handed in as workbooks has errors: every fault goes back with its file, sheet, row and column. */
export function refuseFaults(faults: readonly CellFault[], detail: string): never {
  const errors = faults.map(({ code, message, file, sheet, row, column }) => ({
    code,
    detail: message,
    file,
    ...(sheet === undefined ? {} : { sheet }),
    ...(row === undefined ? {} : { row }),
    ...(column === undefined ? {} : { column }),
  }));
  throw new HttpError('BAD_DOSSIER', detail, { errors });
}
