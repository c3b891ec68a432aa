// SPDX-License-Identifier: Apache-2.0
import { compareInstants, parseInstant } from '@touchstone/identifiers';
import { dayAt } from '../../record-keeping/local-day.ts';
import type { DecidedChange, IssuedAttestation } from './case.ts';
import type { Status } from './record.ts';

/** A change as far as its effect goes: which status, from when, and when it was recorded. */
export type Effect = Pick<DecidedChange, 'status' | 'from' | 'recordedAt'>;

/** What each change makes of an attestation, and in which states it is lawful. ISO/IEC 17011:2017, 7.11. */
const EFFECTS: Readonly<Record<string, { readonly to: Status; readonly takes: readonly Status[] }>> = {
  suspended: { to: 'suspended', takes: ['in-force'] },
  active: { to: 'in-force', takes: ['suspended'] },
  withdrawn: { to: 'withdrawn', takes: ['in-force', 'suspended'] },
  // Said of the newest edition, for which none took over: an end like the one before.
  revoked: { to: 'withdrawn', takes: ['in-force', 'suspended'] },
  replaced: { to: 'withdrawn', takes: ['in-force', 'suspended'] },
};

/** In which states a change to this status is lawful. */
export function statesFor(status: string): readonly Status[] {
  return EFFECTS[status]?.takes ?? [];
}

/** The changes of the newest edition that still count. */
export function countingChanges({ changes, reference }: IssuedAttestation): readonly DecidedChange[] {
  return changes.filter((change) => change.edition === reference.id && !change.isVoid);
}

/** The status of an attestation at an instant, from these changes and its period alone. */
export function statusAt(
  { attestation }: Pick<IssuedAttestation, 'attestation'>,
  changes: readonly Effect[],
  at: string,
): Status {
  const { status } = replay(changes.filter((change) => !isLater(change.from, at)));
  const { to } = attestation.subject;
  return status !== 'withdrawn' && to !== undefined && dayAt(at) > to ? 'expired' : status;
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
): { readonly status: Status; readonly unlawful: readonly Change[] } {
  let status: Status = 'in-force';
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
