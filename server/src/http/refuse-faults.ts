// SPDX-License-Identifier: Apache-2.0
import type { DossierFault } from '@touchstone/dossier';
import { HttpError } from './http-error.ts';

/** What was handed in as workbooks has errors: every fault goes back with its file, sheet, row and column. */
export function refuseFaults(faults: readonly DossierFault[], detail: string): never {
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
