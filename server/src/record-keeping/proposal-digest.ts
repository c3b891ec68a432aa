// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { canonicalize, type JsonValue } from '@touchstone/credentials/formats';
import { type Digest, digestFromSha256 } from '@touchstone/identifiers';
import type { TwoPerson } from './define-register.ts';
import type { CaseEventFact, Fact } from './fact.ts';
import { isMechanismKind } from './mechanism-kinds.ts';

/**
 * digest(JCS({ stream, action, input, salt, meaning, case })), case being every fact of the stream before the proposal
 * RFC 8785. Covers what is signed: the draft and its evaluation word for word, what was issued before, and the act itself.
 * The salt is private to the case: the digest goes into public statements, and nobody shall guess an evaluation by it.
 */
export function proposalDigest(facts: readonly Fact[], proposal: CaseEventFact, { meaning }: TwoPerson): Digest {
  const { stream, content } = proposal;
  const { action, input, salt = '' } = content;
  const before = facts.filter((fact) => fact.entry < proposal.entry).flatMap(named);
  const text = canonicalize({ stream, action, input, salt, meaning, case: before } as JsonValue);
  return digestFromSha256(createHash('sha256').update(text, 'utf8').digest());
}

/** What the person who decides is told, and confirms word for word: what the signature means, and what it is under. */
export function signedMeaning({ meaning }: TwoPerson, digest: Digest): string {
  return `${meaning} What I sign was proposed to me under the digest ${digest}.`;
}

/** Case events whole, anything else by its digest; who proposed, decided or was let in does not change what is signed. */
function named(fact: Fact): readonly JsonValue[] {
  switch (fact.source) {
    case 'case-event':
      return isMechanismKind(fact.kind) ? [] : [{ kind: fact.kind, content: fact.content as JsonValue }];
    case 'statement':
      return [{ kind: fact.kind, digest: fact.statement.digest }];
    case 'data-set':
      return [{ kind: fact.kind, digest: fact.digest }];
  }
}
