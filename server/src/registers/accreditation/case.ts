// SPDX-License-Identifier: Apache-2.0
import type { CaseEventFact, Fact, StatementFact } from '../../record-keeping/fact.ts';
import { type Attestation, attestation } from './record.ts';

/** Identity and digest of a statement. */
export interface Reference {
  readonly id: string;
  readonly issuer: string;
  readonly digest: string;
}

/** A change of status that was decided and signed; it may lie ahead. */
export interface DecidedChange {
  readonly reference: Reference;
  /** Id of the edition whose status it changes. */
  readonly edition: string;
  readonly status: string;
  readonly from: string;
  readonly recordedAt: string;
  readonly reason: string;
  /** True once it was cancelled or overtaken before its day: it changes nothing. */
  readonly isVoid: boolean;
}

/** An attestation that was signed, and what became of it. */
export interface IssuedAttestation {
  /** The newest edition. */
  readonly attestation: Attestation;
  readonly reference: Reference;
  /** Of every edition, in the order of their record. */
  readonly changes: readonly DecidedChange[];
  /** True once the clock has noted the end of the period. */
  readonly isExpiryNoted: boolean;
}

/** Where a case stands. A draft can be evaluated; what was issued changes its status, and is never drafted again. */
export type AccreditationCase =
  | { readonly state: 'none' }
  | {
      readonly state: 'draft';
      readonly draft: Attestation;
      /** The last finding about this very draft. */
      readonly evaluation?: 'recommended' | 'not-recommended';
    }
  | { readonly state: 'issued'; readonly issued: IssuedAttestation };

/** The case that the facts of a stream make. */
export function caseOf(facts: readonly Fact[]): AccreditationCase {
  let state: AccreditationCase = { state: 'none' };
  for (const fact of facts) {
    if (fact.source === 'case-event') state = afterEvent(state, fact);
    else if (fact.source === 'statement') state = afterStatement(state, fact);
  }
  return state;
}

function afterEvent(state: AccreditationCase, { kind, content }: CaseEventFact): AccreditationCase {
  // A new draft was not seen by whoever evaluated the one before.
  if (kind === 'drafted') return { state: 'draft', draft: attestation.parse(content.attestation) };
  if (kind === 'evaluated' && state.state === 'draft') {
    return { ...state, evaluation: content.conclusion === 'recommended' ? 'recommended' : 'not-recommended' };
  }
  if (kind === 'expired' && state.state === 'issued') {
    return { state: 'issued', issued: { ...state.issued, isExpiryNoted: true } };
  }
  return state;
}

function afterStatement(state: AccreditationCase, fact: StatementFact): AccreditationCase {
  const { kind, statement } = fact;
  const { id, issuer, digest } = statement;
  const reference = { id, issuer, digest };
  if (kind === 'StatusChange') {
    if (state.state !== 'issued') return state;
    return { state: 'issued', issued: { ...state.issued, changes: withChange(state.issued.changes, fact, reference) } };
  }
  return {
    state: 'issued',
    issued: {
      attestation: attestation.parse({ kind, subject: statement.body.credentialSubject }),
      reference,
      changes: state.state === 'issued' ? state.issued.changes : [],
      isExpiryNoted: false,
    },
  };
}

function withChange(
  before: readonly DecidedChange[],
  { statement, recordedAt }: StatementFact,
  reference: Reference,
): readonly DecidedChange[] {
  const { changes, status, from, reason } = statement.body.credentialSubject as unknown as {
    readonly changes: Reference;
    readonly status: string;
    readonly from: string;
    readonly reason: string;
  };
  // A change of a change takes it back before its day; there is no other.
  if (before.some((change) => change.reference.id === changes.id)) {
    return before.map((change) => (change.reference.id === changes.id ? { ...change, isVoid: true } : change));
  }
  return [...before, { reference, edition: changes.id, status, from, recordedAt, reason, isVoid: false }];
}
