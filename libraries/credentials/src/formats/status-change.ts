// SPDX-License-Identifier: Apache-2.0
import { compareInstants, type Instant } from '@touchstone/identifiers';

/** The states of a statement; the last three are final. ISO/IEC 17000:2020, 8.2 to 8.5. */
export type StatementStatus = 'active' | 'suspended' | 'withdrawn' | 'revoked' | 'replaced';

/** Which statement: issuer and id together are its identity. */
export interface StatementIdentity {
  readonly issuer: string;
  readonly id: string;
}

/** What a status-change statement says; `from` is when it takes effect, `recordedAt` when it became known. */
export interface StatusChange {
  readonly statement: StatementIdentity;
  readonly status: StatementStatus;
  readonly from: Instant;
  readonly reason: string;
  readonly recordedAt: Instant;
}

/** The state at a moment, with the change that brought it about; none when the statement was never changed. */
export interface StatusState {
  readonly status: StatementStatus;
  readonly change?: StatusChange;
}

const SEVERITY: Readonly<Record<StatementStatus, number>> = {
  active: 0,
  suspended: 1,
  replaced: 2,
  withdrawn: 3,
  revoked: 4,
};

/** Whether nothing follows this state: what was withdrawn, revoked or replaced is issued anew, never restored. */
export function isFinalStatus(status: StatementStatus): boolean {
  return SEVERITY[status] >= SEVERITY.replaced;
}

/**
 * The state that the changes of one statement give at `instant`, as known at `knownAt` (absent: all that is given).
 * Changes apply in the order in which they take effect, whatever the order of the list; a final state stays.
 */
export function statusAt(changes: readonly StatusChange[], instant: Instant, knownAt?: Instant): StatusState {
  let state: StatusState = { status: 'active' };
  const inEffect = changes.filter(
    (change) =>
      compareInstants(change.from, instant) <= 0 &&
      (knownAt === undefined || compareInstants(change.recordedAt, knownAt) <= 0),
  );
  for (const change of inEffect.sort(byEffect)) {
    if (!isFinalStatus(state.status)) {
      state = { status: change.status, change };
    }
  }
  return state;
}

// Of two changes with the same effect the later record corrects the earlier; of two records at once the graver stands.
function byEffect(a: StatusChange, b: StatusChange): number {
  return (
    compareInstants(a.from, b.from) ||
    compareInstants(a.recordedAt, b.recordedAt) ||
    SEVERITY[a.status] - SEVERITY[b.status]
  );
}
