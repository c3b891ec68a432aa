// SPDX-License-Identifier: Apache-2.0
import type { CaseEventFact, Fact, JsonObject, StatementRecord } from './fact.ts';

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
  /**
   * A personal field was erased, or with an empty path a whole statement: `{ issuer, id, path, entry }`; the personal
   * fields of events of the case, all or by their entries: `{ personal: 'all' }`, `{ personal: [12] }`. The tombstone.
   */
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
  if (fact.source === 'statement') return !isErased(fact.statement);
  return (
    fact.source !== 'case-event' ||
    (!isWordless(fact) &&
      fact.kind !== MECHANISM_KINDS.granted &&
      fact.kind !== MECHANISM_KINDS.revoked &&
      fact.kind !== MECHANISM_KINDS.erased)
  );
}

/** Whether the words of an event were erased with those of the statement that it led to: who acted and when is left. */
export function isWordless({ content }: Pick<CaseEventFact, 'content'>): boolean {
  return content.erased === true;
}

/** Whether a statement was erased as a whole: identity and digest are left of it, and no bytes. */
export function isErased({ bytes }: Pick<StatementRecord, 'bytes'>): boolean {
  return bytes.length === 0;
}

/** The facts without statements that were erased as a whole, and without what changed those. */
export function withoutErased(facts: readonly Fact[]): readonly Fact[] {
  const erased = facts.flatMap((fact) =>
    isTombstone(fact) && fact.source === 'case-event' && fact.content.path === '' ? [fact.content] : [],
  );
  if (erased.length === 0) return facts;
  const entries = new Set(erased.map(({ entry }) => entry));
  const names = new Set(erased.map(({ issuer, id }) => `${issuer} ${id}`));
  return facts.filter((fact) => {
    if (fact.source !== 'statement') return true;
    const { changes } = (fact.statement.body.credentialSubject ?? {}) as { readonly changes?: JsonObject };
    return !entries.has(fact.entry) && !(changes !== undefined && names.has(`${changes.issuer} ${changes.id}`));
  });
}
