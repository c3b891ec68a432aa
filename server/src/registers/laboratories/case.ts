// SPDX-License-Identifier: Apache-2.0
import { aboutOf, type Work } from '@touchstone/evidence/plausibility';
import type { Fact, JsonObject, Visibility } from '../../record-keeping/fact.ts';
import { document, type LaboratoryDocument } from './record.ts';

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
}

/** A case: one document through all its editions. */
export interface LaboratoryCase {
  readonly draft?: Draft;
  readonly signed?: Signed;
  /** How each result was obtained, the last record of each. */
  readonly work?: readonly Work[];
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
    const given = fact.content.work as unknown as Omit<Work, 'person'>;
    const done = { ...given, person: fact.actor.person, about: aboutIn(state, given.result) };
    return { ...state, work: [...(state.work ?? []).filter(({ result }) => result !== done.result), done] };
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
    ...(state.work === undefined ? {} : { work: state.work }),
    signed: { kind: fact.kind, reference: { id, issuer, digest }, visibility: fact.visibility, status: 'in-force' },
  };
}

/** What a result of the draft was when its work was recorded: what is drafted later may be of something else. */
function aboutIn({ draft }: LaboratoryCase, result: string): Work['about'] {
  const document = draft?.document;
  if (document?.kind !== 'TestReport') return undefined;
  const named = document.subject.results.find((one) => one.result === result);
  return named === undefined ? undefined : aboutOf(document.subject.sample, named);
}
