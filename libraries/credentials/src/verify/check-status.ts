// SPDX-License-Identifier: Apache-2.0
import { type Instant, instantMilliseconds } from '@touchstone/identifiers';
import { issuerOf } from '../formats/credential-shape.ts';
import type { JsonObject } from '../formats/json-value.ts';
import { type StatementStatus, statusAt } from '../formats/status-change.ts';
import { readStatusEntries, type StatusEntry, type StatusListSnapshot } from '../formats/status-entry.ts';
import { statusValue } from '../formats/status-list.ts';
import { type Check, type CheckCode, failed, gravest, passed, undecided } from './check.ts';
import type { VerificationContext } from './verification-context.ts';

type StatusCheckName = 'status-at-issue' | 'status-on';

const CODES: Readonly<Record<Exclude<StatementStatus, 'active'>, CheckCode>> = {
  suspended: 'SUSPENDED',
  withdrawn: 'WITHDRAWN',
  revoked: 'REVOKED',
  replaced: 'REPLACED',
};

/** The state of the credential at one moment, by every source that is given and every list that it names. */
export function checkStatus(
  document: JsonObject,
  asked: { readonly name: StatusCheckName; readonly at: Instant | undefined },
  context: VerificationContext,
): Check {
  const { name, at } = asked;
  if (at === undefined) {
    return undecided(name, 'NO_SIGNING_TIME', 'neither a log nor the proof says when it was signed');
  }
  const findings = byEntries(document, { name, at }, context);
  const changed = byChanges(document, { name, at }, context);
  if (changed !== undefined) {
    return gravest(changed, findings);
  }
  const [first, ...rest] = findings;
  return first === undefined
    ? undecided(name, 'NO_STATUS_SOURCE', 'no status changes were looked up, and the credential names no status list')
    : gravest(first, rest);
}

function byChanges(
  document: JsonObject,
  { name, at }: { readonly name: StatusCheckName; readonly at: Instant },
  { statusChanges, knownAt }: VerificationContext,
): Check | undefined {
  // Without an identifier nobody can record a change: not to have found one says nothing.
  if (statusChanges === undefined || document.id === undefined) {
    return undefined;
  }
  const issuer = issuerOf(document);
  const own = statusChanges.filter(({ statement }) => statement.id === document.id && statement.issuer === issuer);
  const { status, change } = statusAt(own, at, knownAt);
  return status === 'active'
    ? passed(name)
    : failed(name, CODES[status], `${status} from ${change?.from}: ${change?.reason}`);
}

function byEntries(
  document: JsonObject,
  { name, at }: { readonly name: StatusCheckName; readonly at: Instant },
  context: VerificationContext,
): readonly Check[] {
  if (document.credentialStatus === undefined) {
    return [];
  }
  const { entries, faults } = readStatusEntries(document.credentialStatus);
  return [
    ...faults.map((fault) => undecided(name, 'BAD_STATUS_ENTRY', fault)),
    ...entries.filter(isRestriction).map((entry) => byLists(document, { name, at, entry }, context)),
  ];
}

/** The other purposes, "refresh" and "message", take nothing from a credential. */
function isRestriction({ purpose }: StatusEntry): boolean {
  return purpose === 'revocation' || purpose === 'suspension';
}

interface ListQuestion {
  readonly name: StatusCheckName;
  readonly at: Instant;
  readonly entry: StatusEntry;
}

/** What the snapshots of the named list show: one that shows a restriction outweighs one that shows none. */
function byLists(document: JsonObject, question: ListQuestion, context: VerificationContext): Check {
  const { name, entry } = question;
  const findings = (context.statusLists ?? [])
    .filter(({ url }) => url === entry.list)
    .map((list) =>
      bySnapshot(list, question, { issuer: issuerOf(document), tolerance: context.snapshotToleranceSeconds ?? 0 }),
    );
  return (
    findings.find(({ outcome }) => outcome === 'failed') ??
    findings.find(({ outcome }) => outcome === 'passed') ??
    findings[0] ??
    undecided(name, 'STATUS_LIST_MISSING', `the status list ${entry.list} is not at hand`)
  );
}

function bySnapshot(
  list: StatusListSnapshot,
  { name, at, entry }: ListQuestion,
  { issuer, tolerance }: { readonly issuer: string | undefined; readonly tolerance: number },
): Check {
  if (list.issuer !== issuer) {
    return undecided(name, 'STATUS_LIST_ISSUER_DIFFERS', `the list is by ${list.issuer}, the credential by ${issuer}`);
  }
  if (!list.purposes.includes(entry.purpose)) {
    const detail = `the list tells ${list.purposes.join(', ')}, the credential asks for ${entry.purpose}`;
    return undecided(name, 'STATUS_LIST_PURPOSE_DIFFERS', detail);
  }
  let isSet: boolean;
  try {
    isSet = statusValue(list.bits, entry.index, entry.size) !== 0;
  } catch (cause) {
    return undecided(name, 'STATUS_INDEX_OUT_OF_RANGE', (cause as Error).message);
  }
  if (!speaksFor(list.takenAt, at, { isSet, isFinal: entry.purpose === 'revocation', tolerance })) {
    return undecided(name, 'OUTSIDE_SNAPSHOT', `the list was taken at ${list.takenAt} and does not tell about ${at}`);
  }
  return isSet
    ? failed(
        name,
        entry.purpose === 'revocation' ? 'REVOKED' : 'SUSPENDED',
        `so says the list as taken at ${list.takenAt}`,
      )
    : passed(name, `so says the list as taken at ${list.takenAt}`);
}

/**
 * A snapshot proves its own moment; since a revocation is never undone, "revoked" also holds for every later moment,
 * and "not revoked" for every earlier one. A suspension comes and goes.
 */
function speaksFor(
  takenAt: Instant,
  at: Instant,
  { isSet, isFinal, tolerance }: { readonly isSet: boolean; readonly isFinal: boolean; readonly tolerance: number },
): boolean {
  const secondsAfter = (instantMilliseconds(at) - instantMilliseconds(takenAt)) / 1_000;
  if (isFinal && (isSet ? secondsAfter >= 0 : secondsAfter <= 0)) {
    return true;
  }
  return Math.abs(secondsAfter) <= tolerance;
}
