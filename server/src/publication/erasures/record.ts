// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { CASE_PARTS } from '../../http/case-routes.ts';

/** Why something about a person is erased: a closed list, and words beside it. */
const GROUNDS = ['person-request', 'authority-order', 'retention-over', 'mistake'] as const;

const ground = z.strictObject({
  kind: z.enum(GROUNDS),
  text: z.string().trim().min(1).max(2_000).describe('In words, without naming the person: it is never erased itself'),
});
const name = {
  issuer: z.string().min(1).max(500).describe('DID of the issuer'),
  id: z
    .string()
    .regex(/^urn:uuid:[0-9a-f-]{36}$/)
    .describe('urn:uuid: and a UUIDv7'),
};
const party = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .describe('DID or identifier of the person; the case keeps a handle of it');

/** What may be proposed: one statement about a person, everything about one, or that a name is that of a person. */
export const erasureAct = z
  .discriminatedUnion('act', [
    z.strictObject({ act: z.literal('erase-statement'), ...name, ground }),
    z.strictObject({ act: z.literal('erase-person'), party, ground }),
    z.strictObject({ act: z.literal('note-person'), party, ground }),
  ])
  .meta({ id: 'ErasureAct' });

const id = z.uuid();

/** Inputs of the register's actions, as the case keeps them: persons by their handles. */
export const inputs = {
  statement: z.strictObject({ stream: id, ...name, ground }),
  person: z.strictObject({ stream: id, handle: id, ground }),
} as const;

/** The acts of the register; each is an action of its own. */
const ACTS = ['erase-statement', 'erase-person', 'note-person'] as const;

/** What the reads of this register answer. */
export const answers = {
  case: z.strictObject({ ...CASE_PARTS, status: z.enum(['proposed', 'rejected', 'done']) }),
  event: z
    .strictObject({
      entry: z.int(),
      case: z.string(),
      organisation: z.string(),
      at: z.string(),
      by: z.string().describe('Pseudonym of the person who acted'),
      event: z.enum(['proposed', 'approved', 'rejected']),
      act: z.enum(ACTS).optional(),
      ground: ground.optional(),
      statement: z.strictObject({ issuer: z.string(), id: z.string() }).optional(),
    })
    .meta({ id: 'ErasureEvent' }),
} as const;
