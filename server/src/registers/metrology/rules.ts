// SPDX-License-Identifier: Apache-2.0
import { IdentifierError, parseStandardNumber } from '@touchstone/identifiers';
import type { SubjectOf } from '@touchstone/statements';
import type { z } from 'zod';
import { type CompetentRoot, faultsOfAuthority } from '../../record-keeping/competent-root.ts';
import type { Reason, Ruling } from '../../record-keeping/define-register.ts';
import type { Fact } from '../../record-keeping/fact.ts';
import { restated } from '../../record-keeping/restated.ts';
import { refused, rulingOf } from '../../record-keeping/ruling.ts';
import { statusStatement } from '../../record-keeping/status-statement.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import type { Attested, inputs } from './record.ts';

/** What signatures in this register mean, word for word. */
export const MEANINGS = {
  attest: 'I decide, for the metrology authority, that this is attested as it stands here.',
  change: 'I decide, for the metrology authority, that the status of this attestation changes.',
} as const;

/** Something that was attested, as far as what follows depends on it. */
export interface State {
  readonly kind: Attested['kind'];
  readonly subject: Attested['subject'];
  readonly reference: { readonly id: string; readonly issuer: string; readonly digest: string };
  readonly status: 'active' | 'suspended' | 'withdrawn';
}

/** What the facts of a stream make; undefined while it is only proposed. */
export function stateOf(facts: readonly Fact[]): State | undefined {
  let state: State | undefined;
  for (const fact of facts) {
    if (fact.source !== 'statement') continue;
    const { kind, id, issuer, digest, body } = fact.statement;
    const subject = body.credentialSubject as unknown;
    if (kind !== 'StatusChange') {
      const attested = { kind, subject } as Attested;
      state = { ...attested, reference: { id, issuer, digest }, status: 'active' };
      continue;
    }
    const { status } = subject as SubjectOf<'StatusChange'>;
    // `replaced` is about the one before that which now stands.
    if (state !== undefined && (status === 'active' || status === 'suspended' || status === 'withdrawn')) {
      state = { ...state, status };
    }
  }
  return state;
}

/** What stands against an attestation: who is no authority there, days and numbers that cannot be. */
export function faultsOfAttested(
  { kind, subject }: Attested,
  { roots, before }: { readonly roots: readonly CompetentRoot[]; readonly before: State | undefined },
  { actor }: Pick<Acting, 'actor'>,
): readonly Reason[] {
  const reasons = [...faultsOfAuthority(roots, actor.party, subject.place)];
  if (subject.to !== undefined && subject.to < subject.from) {
    reasons.push({ code: 'ENDS_BEFORE_IT_BEGINS', detail: `It would run from ${subject.from} to ${subject.to}.` });
  }
  if (kind === 'TechnicalSpecification') reasons.push(...faultsOfSpecification(subject, before));
  return reasons;
}

type Specification = Omit<SubjectOf<'TechnicalSpecification'>, 'id'>;

/** What may follow on what: an edition that was replaced or withdrawn stays so. */
const AFTER: Readonly<Record<string, readonly Specification['status'][]>> = {
  nothing: ['draft', 'in-force'],
  draft: ['draft', 'in-force', 'withdrawn'],
  'in-force': ['in-force', 'replaced', 'withdrawn'],
};

function faultsOfSpecification(subject: Specification, before: State | undefined): readonly Reason[] {
  const reasons = [...faultsOfNumber(subject.specification)];
  const earlier = before?.kind === 'TechnicalSpecification' ? (before.subject as Specification) : undefined;
  const next = AFTER[earlier?.status ?? 'nothing'] ?? [];
  if (!next.includes(subject.status)) {
    const detail = `After ${earlier?.status ?? 'nothing'} may follow ${next.join(' or ') || 'nothing more'}, not ${subject.status}.`;
    reasons.push({ code: 'WRONG_STATUS', detail });
  }
  if (earlier !== undefined && earlier.specification !== subject.specification) {
    reasons.push({ code: 'OTHER_EDITION', detail: `This case is about ${earlier.specification}; open another.` });
  }
  if ((subject.status === 'replaced') !== (subject.replacedBy !== undefined)) {
    reasons.push({ code: 'NO_SUCCESSOR', detail: 'What is replaced names what replaces it, and nothing else does.' });
  }
  return reasons;
}

function faultsOfNumber(number: string): readonly Reason[] {
  try {
    const { text } = parseStandardNumber(number);
    return text === number ? [] : [{ code: 'NOT_CANONICAL', detail: `Write the number as ${text}.` }];
  } catch (error) {
    if (error instanceof IdentifierError) return [{ code: 'BAD_STANDARD_NUMBER', detail: error.message }];
    throw error;
  }
}

/** Attesting something, at first or in the place of what stands. */
export function mayAttest(
  { id, changeId, attested, reason = 'replaced' }: z.infer<typeof inputs.attest>,
  { before, roots }: { readonly before: State | undefined; readonly roots: readonly CompetentRoot[] },
  acting: Acting,
): Ruling {
  const reasons = [...faultsOfAttested(attested, { roots, before }, acting)];
  if (before?.status === 'withdrawn') reasons.push({ code: 'WITHDRAWN', detail: 'It was withdrawn; open a new case.' });
  if (before !== undefined && before.kind !== attested.kind) {
    reasons.push({ code: 'OTHER_KIND', detail: `This case is about a ${before.kind}.` });
  }
  if (before !== undefined && before.subject.from >= attested.subject.from) {
    reasons.push({ code: 'OUT_OF_ORDER', detail: `It must hold from a day after ${before.subject.from}.` });
  }
  if (reasons.length > 0) return { allowed: false, reasons };
  const { kind } = attested;
  const subject = kind === 'Designation' ? attested.subject : { ...attested.subject, id: `urn:uuid:${id}` };
  return restated({ id, changeId, kind, subject, before: before?.reference, reason }, acting);
}

/** What may become of what: nothing comes back that was withdrawn. */
const FROM: Readonly<Record<z.infer<typeof inputs.change>['status'], readonly State['status'][]>> = {
  suspended: ['active'],
  active: ['suspended'],
  withdrawn: ['active', 'suspended'],
};

/** Suspending, restoring and withdrawing, at once. */
export function mayChange(
  { id, status, reason }: z.infer<typeof inputs.change>,
  state: State | undefined,
  acting: Acting,
): Ruling {
  if (state === undefined) return refused('NOT_ATTESTED', 'Nothing was attested whose status could change.');
  if (!FROM[status].includes(state.status)) return refused('WRONG_STATUS', `It is ${state.status}.`);
  return rulingOf([], [statusStatement({ id, of: state.reference, status, from: acting.now, reason }, acting)]);
}
