// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { type Action, action, type Reason, type SignedSubmission } from './define-register.ts';
import type { Fact, StatementInput, Visibility } from './fact.ts';
import { refused, rulingOf } from './ruling.ts';
import type { Acting } from './tenant.ts';

const input = z.strictObject({
  stream: z.string(),
  statement: z.custom<StatementInput>((value) => typeof value === 'object' && value !== null && 'bytes' in value),
  visibility: z.custom<Visibility>((value) => value === 'public' || value === 'private'),
});

/** What a register has against a statement that its issuer signed elsewhere, given the facts of its stream. */
export type SubmissionFaults = (statement: StatementInput, facts: readonly Fact[], acting: Acting) => readonly Reason[];

/**
 * An action that records a statement which its issuer signed elsewhere: an import, a key kept in a token.
 * Whoever calls it has verified the proof; here only the issuer's own party may put it into its own stream, and the
 * register may have more against it.
 */
export function submitSigned(faultsOf: SubmissionFaults = () => []): Action<SignedSubmission, readonly Fact[]> {
  return action({
    name: 'submit',
    input,
    stream: ({ stream }) => stream,
    submits: ({ statement }) => statement,
    facts: (reads, { stream }) => reads.facts(stream),
    rules: ({ statement, visibility }, facts, actor, now) =>
      statement.issuer === actor.party
        ? rulingOf(faultsOf(statement, facts, { actor, now }), [{ source: 'signed-statement', statement, visibility }])
        : refused('NOT_THE_ISSUER', `${actor.party} cannot submit what ${statement.issuer} signed.`),
  });
}
