// SPDX-License-Identifier: Apache-2.0
import type { DocumentChain, Verdict } from '@touchstone/evidence';

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

/** The exit code for one document: 0 only when its whole chain holds in every place asked about. */
export function exitCodeOfChain({ document, places }: DocumentChain): number {
  if (document.standing === 'contradicted') return CONTRADICTED;
  if (document.standing === 'unread') return COULD_NOT_RUN;
  return document.standing === 'sound' && placesWithBrokenChain(places).length === 0 ? MET : OPEN;
}

/** The places in which a required link of the chain does not hold, or nobody can say. */
export function placesWithBrokenChain(places: DocumentChain['places']): readonly string[] {
  const broken = places.filter(
    ({ policy, checks }) =>
      policy === null || checks.some(({ force, outcome }) => force === 'required' && outcome !== 'passed'),
  );
  return broken.map(({ place }) => place);
}
