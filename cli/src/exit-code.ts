// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from '@touchstone/evidence';

export const COULD_NOT_RUN = 1;
const MET = 0;
const OPEN = 2;
const CONTRADICTED = 3;
const NOT_MET = 4;

/** The exit code of a verdict; a contradicted document takes precedence, since nothing else it says can be trusted. */
export function exitCodeOf({ summary, columns }: Verdict): number {
  if (summary.contradictedDocuments > 0) return CONTRADICTED;
  if (summary.refuted > 0) return NOT_MET;
  const cells = columns.flatMap((column) => column.cells);
  return cells.length > 0 && summary.unknown === 0 ? MET : OPEN;
}

/** The exit code for one document. */
export function exitCodeOfDocument(standing: 'sound' | 'unsound' | 'contradicted' | 'unread'): number {
  return { sound: MET, unsound: OPEN, unread: OPEN, contradicted: CONTRADICTED }[standing];
}
