// SPDX-License-Identifier: Apache-2.0
import { compareInstants, type Instant } from '@touchstone/identifiers';
import { isKind, type Statement, statementEdges, statementKey } from '@touchstone/statements';
import { type Reason, reason } from '../check.ts';
import type { OpenedLeaf } from './open-leaves.ts';
import { takesBack } from './tombstones.ts';
import type { CompletenessVerdict } from './verify-completeness.ts';

/** Whether the logs consulted have any statement of a sort about the subject. */
export type NoneKnown =
  | { readonly outcome: 'none-known'; readonly asOf: Instant; readonly logs: readonly string[] }
  | { readonly outcome: 'known'; readonly found: readonly OpenedLeaf[]; readonly logs: readonly string[] }
  /**
   * Something may be there that the file does not show, or nobody has witnessed when; `because` has codes of faults,
   * UNDATED, and those of `reasons`: SUBJECT_NOT_NAMED, THING_ONLY, LOGS_NOT_CONSULTED, ISSUERS_NOT_COVERED,
   * TOMBSTONE_TAKEN_BACK.
   */
  | {
      readonly outcome: 'unknown';
      readonly because: readonly string[];
      readonly reasons: readonly Reason[];
      readonly logs: readonly string[];
    };

/** What is asked of a file, and what there is beside it. */
export interface NoneKnownQuestion {
  readonly isOfSort: (statement: Statement) => boolean;
  /** Whom it is asked about, by names that must be those of the file; without them, whomever the file names. */
  readonly about?: readonly string[];
  /** The key of the one statement asked about; without it, the whole party is. */
  readonly thing?: string;
  /** Logs that count, and that the file does not show. */
  readonly notConsulted?: readonly string[];
  /** Other files at hand: a change may be filed under the issuer of what it changes. */
  readonly others?: readonly CompletenessVerdict[];
}

/**
 * "None known as of T": every leaf listed in every log that counts is opened or covered, none of the opened ones is of
 * this sort, the quorum has dated the trees, and the lists of those are shown too who issued what is opened: a log
 * files the change of a statement that it did not hold under that one's issuer (decision record 0032). So are those of
 * whoever issued a tombstone that covers a leaf: there it stands when it is taken back. Otherwise unknown. What is found
 * is found, however much is missing.
 */
export function noneKnown(verdict: CompletenessVerdict, question: NoneKnownQuestion): NoneKnown {
  const { isOfSort, about = [], thing, notConsulted = [], others = [] } = question;
  const logs = verdict.logs.map(({ origin }) => origin);
  const asked = verdict.opened.filter(({ statement }) => thing === undefined || statementKey(statement) === thing);
  const keys = new Set(asked.map(({ statement }) => statementKey(statement)));
  const elsewhere = others.flatMap(({ opened }) => opened.filter(({ statement }) => changesOneOf(statement, keys)));
  const found = distinct([...verdict.opened, ...elsewhere]).filter(({ statement }) => isOfSort(statement));
  if (found.length > 0) return { outcome: 'known', found, logs };
  const covers = others.filter((other) => coversLogs(other, verdict));
  const issuers = [...new Set(asked.map(({ statement }) => statement.issuer))];
  const tombstones = verdict.covered.map(({ tombstone }) => tombstone);
  const shown = [verdict, ...covers];
  // A tombstone is another thing than the one that a file is about: its change is not in such a file.
  const whole = shown.filter(({ subject }) => subject.thing === undefined);
  const uncovered = distinctNames([
    ...issuers.filter((issuer) => !shown.some((file) => isNamed(file, issuer))),
    ...tombstones.flatMap(({ issuer }) => (whole.some((file) => isNamed(file, issuer)) ? [] : [issuer])),
  ]);
  const unnamed = about.filter((name) => !shown.some((file) => isNamed(file, name)));
  const takenBack = tombstones.filter((each) =>
    [verdict, ...others].some(({ opened }) => opened.some(({ statement }) => takesBack(statement, each))),
  );
  const reasons = reasonsOf({ unnamed, only: verdict.subject.thing, thing, notConsulted, uncovered, takenBack });
  const faults = verdict.faults.filter(({ code }) => code !== 'TOMBSTONE_NOT_ACCEPTED').map(({ code }) => code);
  const { asOf } = verdict;
  const because = [
    ...(verdict.outcome === 'complete' ? (asOf === undefined ? ['UNDATED'] : []) : faults),
    ...reasons.map(({ code }) => code),
  ];
  if (asOf === undefined || because.length > 0) {
    return { outcome: 'unknown', because: [...new Set(because)], reasons, logs };
  }
  const used = covers.filter(
    (file) =>
      issuers.some((issuer) => !isNamed(verdict, issuer) && isNamed(file, issuer)) ||
      tombstones.some(({ issuer }) => !(whole.includes(verdict) && isNamed(verdict, issuer)) && isNamed(file, issuer)),
  );
  const times = [asOf, ...used.map((file) => file.asOf as Instant)].sort(compareInstants);
  return { outcome: 'none-known', asOf: times[0] as Instant, logs };
}

function reasonsOf(of: {
  readonly unnamed: readonly string[];
  readonly only: string | undefined;
  readonly thing: string | undefined;
  readonly notConsulted: readonly string[];
  readonly uncovered: readonly string[];
  readonly takenBack: readonly Statement[];
}): readonly Reason[] {
  const { unnamed, only, thing, notConsulted, uncovered, takenBack } = of;
  const reasons: Reason[] = [];
  if (unnamed.length > 0) {
    const subjects = unnamed.join(', ');
    const detail = `${subjects}: asked about, and under these very names not among the subjects of the file`;
    reasons.push(reason('SUBJECT_NOT_NAMED', detail, { subjects }));
  }
  if (only !== undefined && only !== thing) {
    const detail = `the file is about ${only} only, and says nothing of all else`;
    reasons.push(reason('THING_ONLY', detail, { thing: only }));
  }
  if (notConsulted.length > 0) {
    const missing = notConsulted.join(', ');
    const detail = `${missing}: logs that count in the place, and that were not consulted`;
    reasons.push(reason('LOGS_NOT_CONSULTED', detail, { missing }));
  }
  if (uncovered.length > 0) {
    const issuers = uncovered.join(', ');
    const detail = `a change may be filed under the issuer of what it changes, and no list of ${issuers} is shown`;
    reasons.push(reason('ISSUERS_NOT_COVERED', detail, { issuers }));
  }
  if (takenBack.length > 0) {
    const issuers = distinctNames(takenBack.map(({ issuer }) => issuer)).join(', ');
    const detail = `${issuers}: has taken back the tombstone that covers a leaf, behind which anything may be`;
    reasons.push(reason('TOMBSTONE_TAKEN_BACK', detail, { issuers }));
  }
  return reasons;
}

/** Whether another file is all there is, dated, in every log of this one. */
function coversLogs({ outcome, asOf, subject, logs }: CompletenessVerdict, own: CompletenessVerdict): boolean {
  const has = own.logs.every(({ origin }) => logs.some((log) => log.origin === origin));
  return outcome === 'complete' && asOf !== undefined && subject.thing === undefined && has;
}

function isNamed({ subject }: CompletenessVerdict, party: string): boolean {
  return subject.names.some(({ name }) => name === party);
}

function changesOneOf(statement: Statement, keys: ReadonlySet<string>): boolean {
  return statementEdges(statement).some(({ relation, key }) => relation === 'about-statement' && keys.has(key));
}

function distinctNames(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

function distinct(leaves: readonly OpenedLeaf[]): readonly OpenedLeaf[] {
  return [...new Map(leaves.map((leaf) => [`${leaf.index} ${leaf.log}`, leaf])).values()];
}

/**
 * True for what "no penalty, withdrawal or recall" is about: a penalty, a restrictive list, a recall, a finding against
 * a report, and a status that is not in force. Whether it has ended or been made good since is another question.
 */
export function isPenaltyWithdrawalOrRecall(statement: Statement): boolean {
  if (isKind(statement, 'StatusChange')) return statement.subject.status !== 'active';
  return ['Penalty', 'ListEntry', 'Recall', 'ReportDefect'].includes(statement.kind);
}
