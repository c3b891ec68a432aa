// SPDX-License-Identifier: Apache-2.0
import { requireFigures, requireNames, StatementError } from '@touchstone/statements';
import { z } from 'zod';
import { type Action, action, type Reason, type SignedSubmission, type TwoPerson } from './define-register.ts';
import type { Fact, StatementInput, Visibility } from './fact.ts';
import { keptOf, keptStatement, statementIn } from './kept-statement.ts';
import { isMechanismKind } from './mechanism-kinds.ts';
import { statementOf } from './parsed-bodies.ts';
import { rulingOf } from './ruling.ts';
import type { Acting } from './tenant.ts';
import { refuseSignature } from './two-person.ts';

const input = z.strictObject({
  stream: z.string(),
  statement: z.union([
    z
      .custom<StatementInput>((value) => typeof value === 'object' && value !== null && 'bytes' in value)
      .transform(keptOf),
    keptStatement,
  ]),
  visibility: z.custom<Visibility>((value) => value === 'public' || value === 'private'),
  batch: z.string().optional(),
});

/** What a register has against a statement that its issuer signed elsewhere, given the facts of its stream. */
export type SubmissionFaults = (statement: StatementInput, facts: readonly Fact[], acting: Acting) => readonly Reason[];

/** Who hands in: one person of these roles alone, or one who proposes and another who decides, as in a case. */
export type Submitters = { readonly aloneRoles: readonly string[] } | Pick<TwoPerson, 'proposerRoles' | 'deciderRoles'>;

/** What whoever hands a statement in confirms, word for word; the digest is that by which references name it. */
export function submissionMeaning(digest: string): string {
  return `I hand in, for my organisation, what it signed elsewhere under the digest ${digest}.`;
}

/** What whoever hands many in at once confirms; the digest is SHA-256 over the SHA-256 of each text, in their order. */
export function batchMeaning(count: number, digest: string): string {
  return `I hand in, for my organisation, ${count} statements that it signed elsewhere, whose bytes make the digest ${digest}.`;
}

/** What the second person confirms, before the digest of the proposal, which covers the bytes handed in. */
const SUBMISSION_MEANING =
  'I decide, for the organisation that signed it elsewhere, that this statement is put on record as it was handed in.';

/** True where nothing was done in a stream but to propose, decide and let others read. */
export function isUntouched(facts: readonly Fact[]): boolean {
  return facts.every(({ source, kind }) => source === 'case-event' && isMechanismKind(kind));
}

/**
 * An action that records a statement which its issuer signed elsewhere: an import, a key kept in a token.
 * Whoever calls it has verified the proof; here only the issuer's own party may put it into its own stream, and the
 * register may have more against it. Who signs for an organisation elsewhere needs as many persons as who signs here.
 */
export function submitSigned(
  faultsOf: SubmissionFaults,
  submitters: Submitters,
): Action<SignedSubmission, readonly Fact[]> {
  return action<SignedSubmission, readonly Fact[]>({
    name: 'submit',
    input,
    stream: ({ stream }) => stream,
    submits: ({ statement }) => statementIn(statement),
    facts: (reads, { stream }) => reads.facts(stream),
    rules({ statement: given, visibility, batch }, facts, actor, now) {
      const statement = statementIn(given);
      const reasons: Reason[] =
        'aloneRoles' in submitters ? [...refuseAlone(statement, { ...submitters, batch }, { actor, now })] : [];
      if (statement.issuer !== actor.party) {
        const detail = `${actor.party} cannot submit what ${statement.issuer} signed.`;
        reasons.push({ code: 'NOT_THE_ISSUER', detail });
      }
      reasons.push(...refuseContent(statement), ...faultsOf(statement, facts, { actor, now }));
      return rulingOf(reasons, [{ source: 'signed-statement', statement, visibility }]);
    },
    ...('aloneRoles' in submitters ? {} : { twoPerson: byTwo(submitters) }),
  });
}

/** Figures that cannot be, and names that are not what they look like, are not put on record, whoever signed them. */
function refuseContent({ body }: StatementInput): readonly Reason[] {
  const statement = statementOf(body);
  return [requireFigures, requireNames].flatMap((requireSound) => {
    try {
      requireSound(statement);
      return [];
    } catch (error) {
      if (!(error instanceof StatementError)) throw error;
      return error.faults.map((detail) => ({ code: error.code, detail }));
    }
  });
}

function byTwo(roles: Pick<TwoPerson, 'proposerRoles' | 'deciderRoles'>): TwoPerson {
  const proposerMeaning = (given: unknown) => submissionMeaning(input.parse(given).statement.digest);
  return { meaning: SUBMISSION_MEANING, proposerMeaning, ...roles };
}

function refuseAlone(
  { digest, kind }: StatementInput,
  { aloneRoles, batch }: { readonly aloneRoles: readonly string[]; readonly batch: string | undefined },
  { actor, now }: Acting,
): readonly Reason[] {
  const reasons = [...refuseSignature(batch ?? submissionMeaning(digest), actor, now)];
  if (!actor.roles.some((role) => aloneRoles.includes(role))) {
    reasons.push({ code: 'NOT_A_SUBMITTER', detail: `Only ${aloneRoles.join(' or ')} may hand in a ${kind}.` });
  }
  return reasons;
}
