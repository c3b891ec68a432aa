// SPDX-License-Identifier: Apache-2.0
import { compareInstants, parseInstant } from '@touchstone/identifiers';
import type { StatementFact } from './fact.ts';
import { beginOfDay, dayAt } from './local-day.ts';

/** A change of status that was decided and signed; it may lie ahead. */
export interface DecidedChange {
  /** Identity and digest of the change itself. */
  readonly reference: { readonly id: string; readonly issuer: string; readonly digest: string };
  /** Id of the edition whose status it changes. */
  readonly edition: string;
  readonly status: string;
  readonly from: string;
  readonly recordedAt: string;
  readonly reason: string;
  /** True once it was cancelled or overtaken before its day: it changes nothing. */
  readonly isVoid: boolean;
}

/** A change as far as its effect goes: which status, from when, and when it was recorded. */
export type Effect = Pick<DecidedChange, 'status' | 'from' | 'recordedAt'>;

/** What a change makes of something that somebody attested. */
export type ChangedStatus = 'in-force' | 'suspended' | 'withdrawn';

/** What each change makes of an attestation, and in which states it is lawful. ISO/IEC 17011:2017, 7.11. */
const EFFECTS: Readonly<Record<string, { readonly to: ChangedStatus; readonly takes: readonly ChangedStatus[] }>> = {
  suspended: { to: 'suspended', takes: ['in-force'] },
  active: { to: 'in-force', takes: ['suspended'] },
  withdrawn: { to: 'withdrawn', takes: ['in-force', 'suspended'] },
  // Said of the newest edition, for which none took over: an end like the one before.
  revoked: { to: 'withdrawn', takes: ['in-force', 'suspended'] },
  replaced: { to: 'withdrawn', takes: ['in-force', 'suspended'] },
};

/** In which states a change to this status is lawful. */
export function statesFor(status: string): readonly ChangedStatus[] {
  return EFFECTS[status]?.takes ?? [];
}

/** The changes once another was recorded: a change of a change takes it back before its day; there is no other. */
export function withDecided(
  before: readonly DecidedChange[],
  { statement, recordedAt }: StatementFact,
): readonly DecidedChange[] {
  const { id, issuer, digest, body } = statement;
  const { changes, status, from, reason } = body.credentialSubject as unknown as {
    readonly changes: DecidedChange['reference'];
    readonly status: string;
    readonly from: string;
    readonly reason: string;
  };
  if (before.some((change) => change.reference.id === changes.id)) {
    return before.map((change) => (change.reference.id === changes.id ? { ...change, isVoid: true } : change));
  }
  const reference = { id, issuer, digest };
  return [...before, { reference, edition: changes.id, status, from, recordedAt, reason, isVoid: false }];
}

/** What these changes have made of an edition at an instant. */
export function statusAfter(changes: readonly Effect[], at: string): ChangedStatus {
  return replay(changes.filter((change) => !isLater(change.from, at))).status;
}

/**
 * Those of the changes that, each judged by the status on its own day, are not lawful. Changes apply in the order in
 * which they take effect, of two from one instant the later recorded last.
 */
export function unlawful<Change extends Effect>(changes: readonly Change[]): readonly Change[] {
  return replay(changes).unlawful;
}

function replay<Change extends Effect>(
  changes: readonly Change[],
): { readonly status: ChangedStatus; readonly unlawful: readonly Change[] } {
  let status: ChangedStatus = 'in-force';
  const against: Change[] = [];
  for (const change of [...changes].sort(byEffect)) {
    const effect = EFFECTS[change.status];
    if (effect?.takes.includes(status)) status = effect.to;
    else against.push(change);
  }
  return { status, unlawful: against };
}

function byEffect(a: Effect, b: Effect): number {
  return (
    compareInstants(parseInstant(a.from), parseInstant(b.from)) ||
    compareInstants(parseInstant(a.recordedAt), parseInstant(b.recordedAt))
  );
}

/** True when one instant comes after another. */
export function isLater(instant: string, than: string): boolean {
  return compareInstants(parseInstant(instant), parseInstant(than)) > 0;
}

/** The instant of a day's beginning, or now where it is today or none is named; undefined for a day that is past. */
export function effectiveFrom(day: string | undefined, now: string): string | undefined {
  const today = dayAt(now);
  if (day === undefined || day === today) return now;
  return day < today ? undefined : beginOfDay(day);
}

/** Another change that was recorded in this very instant, and from the same instant on: which of them holds would stay open. */
export function rivalOf(
  changes: readonly DecidedChange[],
  { effective, now }: { readonly effective: string; readonly now: string },
): DecidedChange | undefined {
  return changes.find(
    (change) =>
      !isLater(change.from, effective) && !isLater(effective, change.from) && !isLater(now, change.recordedAt),
  );
}
