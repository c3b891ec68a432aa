// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { action } from './define-register.ts';
import type { StatementInput, Visibility } from './fact.ts';
import { refused, rulingOf } from './ruling.ts';

const input = z.strictObject({
  stream: z.string(),
  statement: z.custom<StatementInput>((value) => typeof value === 'object' && value !== null && 'bytes' in value),
  visibility: z.custom<Visibility>((value) => value === 'public' || value === 'private'),
});

/**
 * An action that records a statement which its issuer signed elsewhere: an import, a key kept in a token.
 * Whoever calls it has verified the proof; here only the issuer's own party may put it into its own stream.
 */
export function submitSigned() {
  return action({
    name: 'submit',
    input,
    stream: ({ stream }) => stream,
    submits: ({ statement }) => statement,
    facts: async () => undefined,
    rules: ({ statement, visibility }, _, actor) =>
      statement.issuer === actor.party
        ? rulingOf([], [{ source: 'signed-statement', statement, visibility }])
        : refused('NOT_THE_ISSUER', `${actor.party} cannot submit what ${statement.issuer} signed.`),
  });
}
