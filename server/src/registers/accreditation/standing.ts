// SPDX-License-Identifier: Apache-2.0
import { type DecidedChange, type Effect, statusAfter } from '../../record-keeping/dated-changes.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import type { IssuedAttestation } from './case.ts';
import type { Status } from './record.ts';

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
  const status = statusAfter(changes, at);
  const { to } = attestation.subject;
  return status !== 'withdrawn' && to !== undefined && dayAt(at) > to ? 'expired' : status;
}
