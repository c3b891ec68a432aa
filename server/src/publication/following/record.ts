// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { CASE_PARTS } from '../../http/case-routes.ts';

const ADDRESS_MAX = 300;
const VKEY_MAX = 4_000;
const POLICY_MAX = 16_000;

const reason = z.string().trim().min(1).max(2_000).describe('Why, in words');
const url = z
  .string()
  .min(1)
  .max(ADDRESS_MAX)
  .describe('https, or http on this machine itself; without user, query and fragment');
const vkey = z.string().min(1).max(VKEY_MAX).describe('Verifier key, as its keeper gave it. C2SP signed-note v1.0.0');
const log = {
  origin: z.string().min(1).max(ADDRESS_MAX).describe('Name of the log: that in its key'),
  ...{ url, vkey },
  policy: z
    .string()
    .min(1)
    .max(POLICY_MAX)
    .optional()
    .describe('C2SP tlog-policy that names the log: when a checkpoint of it counts here'),
  reason,
};
const witness = { url, vkey, reason };

/** Whom the node is to follow, or which witness it is to ask. */
export const choice = z
  .discriminatedUnion('act', [
    z.strictObject({ act: z.literal('follow-log'), ...log }),
    z.strictObject({ act: z.literal('ask-witness'), ...witness }),
  ])
  .meta({ id: 'FollowingAct' });

/** What ends it. */
export const ending = z.strictObject({ reason });

const stream = z.uuid();

/** Inputs of the register's actions. */
export const inputs = {
  log: z.strictObject({ stream, ...log }),
  witness: z.strictObject({ stream, ...witness }),
  end: z.strictObject({ stream, reason }),
} as const;

const state = z.enum(['proposed', 'rejected', 'in-force', 'ended']);

/** What was known of a log when it ceased to be followed. */
export const knownThen = z.strictObject({
  logs: z.array(z.string()).describe('The logs of its chain that were followed'),
  until: z.string().optional().describe('Up to when everything that it opens was here'),
});

/** What the reads of this register answer. */
export const answers = {
  case: z.strictObject({ ...CASE_PARTS, state }),
  list: z.strictObject({
    /** False where this node keeps no log: then it follows none either, and asks no witness. */
    inUse: z.boolean(),
    items: z.array(
      z
        .strictObject({
          kind: z.enum(['log', 'witness']),
          by: z.enum(['configuration', 'administrators']).describe('What the configuration names is ended there alone'),
          ...{ name: z.string(), url: z.string(), vkey: z.string(), policy: z.string().optional(), state },
          case: z.string().optional().describe('Of the own organisation'),
          reason: z.string().optional().describe('Of the own organisation'),
          since: z.string().optional(),
          ended: z
            .strictObject({ at: z.string(), reason: z.string().optional(), known: knownThen.optional() })
            .optional(),
        })
        .meta({ id: 'FollowingEntry' }),
    ),
  }),
} as const;
