// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@touchstone/identifiers';
import { isKind, type Statement } from '@touchstone/statements';
import type { OpenedLeaf } from './open-leaves.ts';
import type { CompletenessVerdict } from './verify-completeness.ts';

/** Whether the logs consulted have any statement of a sort about the subject. */
export type NoneKnown =
  | { readonly outcome: 'none-known'; readonly asOf: Instant; readonly logs: readonly string[] }
  | { readonly outcome: 'known'; readonly found: readonly OpenedLeaf[]; readonly logs: readonly string[] }
  /** Something may be there that the file does not show, or nobody has witnessed when; `because` has codes of faults, or UNDATED. */
  | { readonly outcome: 'unknown'; readonly because: readonly string[]; readonly logs: readonly string[] };

/**
 * "None known as of T": every leaf listed in every log consulted is opened or covered, none of the opened ones is of
 * this sort, and the quorum has dated the trees. Otherwise unknown. What is found is found, however much is missing.
 */
export function noneKnown(verdict: CompletenessVerdict, isOfSort: (statement: Statement) => boolean): NoneKnown {
  const logs = verdict.logs.map(({ origin }) => origin);
  const found = verdict.opened.filter(({ statement }) => isOfSort(statement));
  if (found.length > 0) return { outcome: 'known', found, logs };
  if (verdict.outcome !== 'complete') {
    const codes = verdict.faults.map(({ code }) => code).filter((code) => code !== 'TOMBSTONE_NOT_ACCEPTED');
    return { outcome: 'unknown', because: [...new Set(codes)], logs };
  }
  const { asOf } = verdict;
  return asOf === undefined
    ? { outcome: 'unknown', because: ['UNDATED'], logs }
    : { outcome: 'none-known', asOf, logs };
}

/**
 * True for what "no penalty, withdrawal or recall" is about: a penalty, a restrictive list, a recall, a finding against
 * a report, and a status that is not in force. Whether it has ended or been made good since is another question.
 */
export function isPenaltyWithdrawalOrRecall(statement: Statement): boolean {
  if (isKind(statement, 'StatusChange')) return statement.subject.status !== 'active';
  return ['Penalty', 'ListEntry', 'Recall', 'ReportDefect'].includes(statement.kind);
}
