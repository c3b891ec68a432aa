// SPDX-License-Identifier: Apache-2.0
import { type DecidedChange, withDecided } from '../../record-keeping/dated-changes.ts';
import type { CaseEventFact, Fact, StatementFact } from '../../record-keeping/fact.ts';
import { type Attestation, attestation } from './record.ts';

/** Identity and digest of a statement. */
export interface Reference {
  readonly id: string;
  readonly issuer: string;
  readonly digest: string;
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
    return { state: 'issued', issued: { ...state.issued, changes: withDecided(state.issued.changes, fact) } };
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
