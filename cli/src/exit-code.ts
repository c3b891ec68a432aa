// SPDX-License-Identifier: Apache-2.0
import type { CompletenessChain, DocumentChain, ReceiptVerdict, Verdict } from '@touchstone/evidence';

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

/** The exit code for one document: 0 only when its whole chain holds in every place asked about, and nothing is open beside it. */
export function exitCodeOfChain({ document, places }: DocumentChain): number {
  if (document.standing === 'contradicted') return CONTRADICTED;
  if (document.standing === 'unread') return COULD_NOT_RUN;
  const open = [...placesWithBrokenChain(places), ...placesWithOpenAgainst(places)];
  return document.standing === 'sound' && open.length === 0 ? MET : OPEN;
}

/** The places in which a restriction, penalty, suspension or recall against its issuer or subject is in force. */
export function placesWithOpenAgainst(places: DocumentChain['places']): readonly string[] {
  const held = places.filter(({ against }) => against?.parties.some(({ standing }) => standing === 'open'));
  return held.map(({ place }) => place);
}

/** The places in which a required link of the chain does not hold, or nobody can say. */
export function placesWithBrokenChain(places: DocumentChain['places']): readonly string[] {
  const broken = places.filter(
    ({ policy, checks }) =>
      policy === null || checks.some(({ force, outcome }) => force === 'required' && outcome !== 'passed'),
  );
  return broken.map(({ place }) => place);
}

/** The exit code for a completeness file: 0 only when nothing is known against the subject in every place, and that in time. */
export function exitCodeOfCompleteness({ fault, places }: CompletenessChain): number {
  if (fault !== undefined) return COULD_NOT_RUN;
  if (places.some(({ verdict }) => verdict?.outcome === 'contradicted')) return CONTRADICTED;
  const met = places.every(
    ({ known, ageDays = 0, maximumAgeDays = Number.POSITIVE_INFINITY }) =>
      known?.outcome === 'none-known' && ageDays <= maximumAgeDays,
  );
  return met ? MET : OPEN;
}

/**
 * The exit code for a receipt that was asked about: never 0 without its document, since nothing is known to be included
 * then. With it, the receipt has to hold in every place, though for the document alone it may be informative there.
 */
export function exitCodeOfReceipt(verdicts: readonly (ReceiptVerdict | undefined)[], chain?: DocumentChain): number {
  const codes = verdicts.flatMap((verdict) => verdict?.reasons.map(({ code }) => code) ?? []);
  if (codes.includes('LOG_RECEIPT_UNREADABLE')) return COULD_NOT_RUN;
  if (chain === undefined) return OPEN;
  if (hasReason(chain.places, 'LOG_SPLIT_VIEW')) return CONTRADICTED;
  const code = exitCodeOfChain(chain);
  return code === MET && placesWithoutReceipt(chain.places).length > 0 ? OPEN : code;
}

/** The places in which a receipt does not show that its log has the document. */
export function placesWithoutReceipt(places: DocumentChain['places']): readonly string[] {
  const holds = (each: DocumentChain['places'][number]) =>
    INCLUDED.some((code) => hasReason([each], code)) && !hasReason([each], 'LOG_SPLIT_VIEW');
  return places.filter((each) => !holds(each)).map(({ place }) => place);
}

const INCLUDED = ['LOG_INCLUDED', 'LOG_INCLUDED_UNDATED'];

function hasReason(places: DocumentChain['places'], code: string): boolean {
  return places.some(({ checks }) => checks.some(({ reasons }) => reasons.some((each) => each.code === code)));
}
