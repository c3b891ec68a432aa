// SPDX-License-Identifier: Apache-2.0
import { KINDS } from '@touchstone/statements';
import { z } from 'zod';

/** Statements that this register records. */
export const ACCREDITATION_KINDS = ['Accreditation', 'StatutoryQualification', 'StatusChange'] as const;

/** What a body is given: accreditation, or the qualification that a law demands. Never the one for the other. */
export const attestation = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('Accreditation'), subject: KINDS.Accreditation }),
    z.strictObject({ kind: z.literal('StatutoryQualification'), subject: KINDS.StatutoryQualification }),
  ])
  .meta({ id: 'Attestation' });
/** An attestation as drafted. */
export type Attestation = z.infer<typeof attestation>;

const day = z.iso.date();
const text = z.string().trim().min(1).max(4_000);

/** What an assessor found. ISO/IEC 17011:2017, 7.6 and 7.7. */
export const evaluation = {
  conclusion: z.enum(['recommended', 'not-recommended']),
  report: text,
};

/** Why, and from which day on, a status changes; without a day, at once. */
const change = { reason: text, from: day.optional() };
/** Names of scope lines; left out, the whole attestation is meant. */
const lines = z.array(z.string().min(1).max(200)).min(1).max(500).optional();

/** The planned change, as the history of the attestation names it. */
const plannedChange = z
  .string()
  .regex(/^urn:uuid:[0-9a-f-]{36}$/)
  .describe('The `changeId` of a change that lies ahead');

/** What may be proposed about a case, as it comes in; ids of new statements are given by the handler. */
export const proposedAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('issue') }),
  z.strictObject({ act: z.literal('suspend'), ...change, lines }),
  z.strictObject({ act: z.literal('restore'), ...change, lines }),
  z.strictObject({ act: z.literal('withdraw'), ...change }),
  z.strictObject({ act: z.literal('cancel'), change: plannedChange, reason: text }),
]);

const stream = z.uuid();
const id = z.uuid();

/** Inputs of the register's actions. */
export const inputs = {
  draft: z.strictObject({ stream, attestation }),
  evaluate: z.strictObject({ stream, ...evaluation }),
  issue: z.strictObject({ stream, id }),
  changeStatus: z.strictObject({ stream, id, revisedId: id, reason: text, from: day.optional(), lines }),
  cancel: z.strictObject({ stream, id, change: plannedChange, reason: text }),
  expire: z.strictObject({ stream }),
} as const;

/** The states of an attestation in the register. */
export const STATUSES = ['in-force', 'suspended', 'withdrawn', 'expired'] as const;
/** One of them. */
export type Status = (typeof STATUSES)[number];
