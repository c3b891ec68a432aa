// SPDX-License-Identifier: Apache-2.0
import { aboutOf, type Work } from '@touchstone/evidence/plausibility';
import { type Instant, parseInstant } from '@touchstone/identifiers';
import type { Fact, JsonObject, Visibility } from '../../record-keeping/fact.ts';
import type { Worksheet } from '../../record-keeping/issue-gate.ts';
import { document, type LaboratoryDocument } from './record.ts';
import { workAfter } from './work.ts';

/** A draft that waits to be signed; with a reason where it takes the place of what was signed before. */
export interface Draft {
  readonly document: LaboratoryDocument;
  readonly visibility: Visibility;
  readonly replacing?: string;
}

/** The last document that was signed in a case. */
export interface Signed {
  readonly kind: string;
  readonly reference: { readonly id: string; readonly issuer: string; readonly digest: string };
  readonly visibility: Visibility;
  readonly status: 'in-force' | 'revoked';
  /** When this node recorded it. */
  readonly at: Instant;
}

/** A case: one document through all its editions. */
export interface LaboratoryCase {
  readonly draft?: Draft;
  readonly signed?: Signed;
  /** How each result was obtained: of each person the last record of their own steps. */
  readonly work?: readonly Work[];
  /** Records that stand no more: what is handed in again was written down then. */
  readonly formerWork?: readonly Work[];
}

/** The case that the facts of a stream make. */
export function caseOf(facts: readonly Fact[]): LaboratoryCase {
  return facts.reduce(afterFact, {});
}

function afterFact(state: LaboratoryCase, fact: Fact): LaboratoryCase {
  if (fact.source === 'case-event' && fact.kind === 'drafted') {
    const { replacing, visibility } = fact.content;
    const draft = {
      document: document.parse(fact.content.document),
      visibility: visibility === 'public' ? ('public' as const) : ('private' as const),
      ...(typeof replacing === 'string' ? { replacing } : {}),
    };
    return { ...state, draft };
  }
  if (fact.source === 'case-event' && fact.kind === 'worked') {
    const sheet = fact.content.work as unknown as Worksheet;
    const handed = { sheet, person: fact.actor.person, at: parseInstant(fact.recordedAt) };
    return { ...state, ...workAfter(state, handed, aroundWork(state, sheet.result)) };
  }
  if (fact.source !== 'statement') return state;
  if (fact.kind === 'StatusChange') {
    const { status } = fact.statement.body.credentialSubject as JsonObject;
    // `replaced` is about the edition before the one that is now signed.
    return status === 'revoked' && state.signed !== undefined
      ? { ...state, signed: { ...state.signed, status: 'revoked' } }
      : state;
  }
  const { id, issuer, digest } = fact.statement;
  return {
    ...(state.work === undefined ? {} : { work: state.work, formerWork: state.formerWork ?? [] }),
    signed: {
      ...{ kind: fact.kind, reference: { id, issuer, digest }, visibility: fact.visibility },
      ...{ status: 'in-force', at: parseInstant(fact.recordedAt) },
    },
  };
}

/** What a result of the draft was when its work was recorded, and what had been signed: what is drafted later may be of something else. */
function aroundWork({ draft, signed }: LaboratoryCase, result: string): Pick<Work, 'about' | 'signedBefore'> {
  const before = signed === undefined ? {} : { signedBefore: signed.at };
  const document = draft?.document;
  if (document?.kind !== 'TestReport') return before;
  const named = document.subject.results.find((one) => one.result === result);
  return named === undefined ? before : { ...before, about: aboutOf(document.subject.sample, named) };
}
