// SPDX-License-Identifier: Apache-2.0
import type { Fact } from './fact.ts';

/** Case events that record-keeping writes itself; a register's own actions may not produce them. */
export const MECHANISM_KINDS = {
  /** A first person proposes an action: `{ action, input }`. */
  proposed: 'proposed',
  /** Another person decides it: `{ proposal, verdict, meaning, remark? }`. */
  decided: 'decided',
  /** The owner lets a party read or contribute: `{ grantee, right }`. */
  granted: 'access-granted',
  /** The owner takes that back: `{ grantee }`. */
  revoked: 'access-revoked',
  /** A personal field was erased: `{ statement, path }`. The tombstone. */
  erased: 'disclosure-erased',
} as const;

const OWN: readonly string[] = Object.values(MECHANISM_KINDS);

/** True for kinds that only record-keeping writes. */
export function isMechanismKind(kind: string): boolean {
  return OWN.includes(kind);
}

/** True for the tombstone of a disclosure, after which a stream's rows are folded again from its facts. */
export function isTombstone(fact: Fact): boolean {
  return fact.source === 'case-event' && fact.kind === MECHANISM_KINDS.erased;
}

/** True for facts that reducers get: all but who may read, and what was erased. */
export function isFolded(fact: Fact): boolean {
  return (
    fact.source !== 'case-event' ||
    (fact.kind !== MECHANISM_KINDS.granted &&
      fact.kind !== MECHANISM_KINDS.revoked &&
      fact.kind !== MECHANISM_KINDS.erased)
  );
}
