// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

const identity = z.strictObject({ issuer: z.string(), id: z.string(), digest: z.string() });

/** Answer to an act that was put on record: the stream it concerns and one entry for each fact. */
export const recorded = z
  .strictObject({
    outcome: z.literal('recorded'),
    stream: z.string(),
    entries: z.array(
      z.strictObject({
        entry: z.int(),
        source: z.enum(['statement', 'case-event', 'data-set']),
        kind: z.string(),
        /** Of a statement: its issuer, its id and the digest by which references name it. */
        statement: identity.optional(),
        /** True where the very same bytes were on record before. */
        alreadyRecorded: z.boolean(),
        /** Of a statement at a node with a public log: the log's signed promise that its leaf will be there, and by when. */
        promise: z.string().optional(),
        /** Of a statement in a batch: its number in the promise of the whole batch, and what opens its leaf, base64. */
        promised: z.strictObject({ index: z.int().nonnegative(), opening: z.string() }).optional(),
      }),
    ),
  })
  .meta({ id: 'Recorded' });
export type Recorded = z.infer<typeof recorded>;

/** A second person's decision about a proposal. */
export const decision = z.strictObject({
  /** Entry of the proposal within its case. */
  proposal: z.int().positive(),
  /** Digest of the proposal as the case shows it, so that nobody signs something else than what they read. */
  digest: z.string().max(100),
  verdict: z.enum(['approve', 'reject']),
  remark: z.string().trim().min(1).max(4_000).optional(),
});
export type DecisionBody = z.infer<typeof decision>;

/** An open proposal as a case shows it to whoever may decide. */
export const proposal = z
  .strictObject({
    proposal: z.int(),
    action: z.string(),
    proposedBy: z.string(),
    proposedAt: z.string(),
    input: z.record(z.string(), z.unknown()),
    digest: z.string(),
    /** What the decider's signature means; must come back word for word in `reauthentication`. */
    meaning: z.string(),
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.infer<typeof proposal>;

/**
 * Proof, within the very request that acts, that the person is there now; asked wherever an act is signed.
 * It is not stored: what is kept is that it was given, how, when, for which act and with which meaning.
 */
export const reauthentication = z
  .strictObject({
    method: z.literal('password'),
    password: z.string().min(1).max(1_024),
    /** What the person was told that their signature means, word for word. */
    meaning: z.string().min(1).max(1_000),
  })
  .meta({ id: 'Reauthentication' });
export type ReauthenticationProof = z.infer<typeof reauthentication>;
