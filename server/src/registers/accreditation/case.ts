// SPDX-License-Identifier: Apache-2.0
import type { CaseEventFact, Fact, StatementFact } from '../../record-keeping/fact.ts';
import { type Attestation, attestation, type Status } from './record.ts';

/** An attestation that was signed, and what became of it. */
export interface IssuedAttestation {
  readonly attestation: Attestation;
  readonly reference: { readonly id: string; readonly issuer: string; readonly digest: string };
  readonly status: Status;
  /** The instant of the last change, planned ones included; none when it was never changed. */
  readonly changedFrom?: string;
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
    return { state: 'issued', issued: { ...state.issued, status: 'expired' } };
  }
  return state;
}

const STATUS_WORDS: Readonly<Record<string, Status>> = {
  active: 'in-force',
  suspended: 'suspended',
  withdrawn: 'withdrawn',
};

function afterStatement(state: AccreditationCase, { kind, statement }: StatementFact): AccreditationCase {
  const subject = statement.body.credentialSubject;
  if (kind !== 'StatusChange') {
    const { id, issuer, digest } = statement;
    return {
      state: 'issued',
      issued: {
        attestation: attestation.parse({ kind, subject }),
        reference: { id, issuer, digest },
        status: 'in-force',
      },
    };
  }
  const { status, from } = subject as { readonly status: string; readonly from: string };
  const word = STATUS_WORDS[status];
  // `replaced` concerns the edition before; the one that took its place came first.
  if (state.state !== 'issued') return state;
  return { state: 'issued', issued: { ...state.issued, status: word ?? state.issued.status, changedFrom: from } };
}
