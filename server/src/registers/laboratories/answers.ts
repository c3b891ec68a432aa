// SPDX-License-Identifier: Apache-2.0
import { pageOf } from '@touchstone/contract';
import { z } from 'zod';
import { CASE_PARTS } from '../../http/case-routes.ts';
import { sinceSigned } from '../../record-keeping/since-signed.ts';

const named = {
  kind: z.string(),
  issuer: z.string(),
  statementId: z.string(),
  digest: z.string(),
  issuedAt: z.string(),
};

/** What the reads of this register answer. */
export const answers = {
  documents: pageOf(z.strictObject({ stream: z.string(), number: z.string(), ...named })),
  verification: z.discriminatedUnion('outcome', [
    z.strictObject({
      outcome: z.literal('issued-here'),
      ...named,
      status: z.enum(['in-force', 'revoked', 'replaced']),
      since: z.string(),
      reason: z.string().nullable(),
      replacedById: z.string().nullable(),
    }),
    /** Under this id another content was issued: what was shown is not what was signed. */
    z.strictObject({ outcome: z.literal('other-content') }),
    /** This node knows nothing of it, which says nothing about it. */
    z.strictObject({ outcome: z.literal('not-found-here') }),
  ]),
  cases: pageOf(
    z.strictObject({
      stream: z.string(),
      kind: z.string(),
      number: z.string(),
      state: z.string(),
      updatedAt: z.string(),
    }),
  ),
  case: z.strictObject({
    ...CASE_PARTS,
    kind: z.string(),
    draft: z.record(z.string(), z.unknown()).optional(),
    draftVisibility: z.enum(['public', 'private']).optional().describe('Who may read it once it is signed'),
    replacing: z.string().optional().describe('Why the draft is to take the place of what was signed'),
    signed: z
      .strictObject({ id: z.string(), issuer: z.string(), digest: z.string(), status: z.enum(['in-force', 'revoked']) })
      .optional(),
    /** Names of who signed, as far as they were not erased. */
    signers: z.array(z.string()),
    sinceSigned,
  }),
  workload: z.strictObject({
    months: z.array(z.strictObject({ month: z.string(), drafted: z.int(), signed: z.int(), revoked: z.int() })),
  }),
} as const;
