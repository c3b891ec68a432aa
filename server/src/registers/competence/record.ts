// SPDX-License-Identifier: Apache-2.0
import { pageOf } from '@touchstone/contract';
import { parseDid, parseDigest, parsePlace } from '@touchstone/identifiers';
import { z } from 'zod';
import { CASE_PARTS } from '../../http/case-routes.ts';
import { day, name } from '../../record-keeping/issue-gate.ts';

/** What persons of a laboratory do that wants competence. ISO/IEC 17025:2017, 6.2.2 and 6.2.6 (recalled). */
const FUNCTIONS = ['sample', 'test', 'sign', 'develop-methods', 'evaluate-results', 'calibrate'] as const;
/** What is asked: 6.2.2 names the first six, 6.2.5 b, d and f the others. ISO/IEC 17025:2017 (recalled). */
const DEMAND_KINDS = [
  ...(['education', 'qualification', 'training', 'knowledge', 'skills', 'experience'] as const),
  ...(['selection', 'supervision', 'monitoring'] as const),
] as const;

const text = z.string().trim().min(1).max(4_000);
const work = z.enum(FUNCTIONS);
const demand = z.strictObject({
  demand: name,
  kind: z.enum(DEMAND_KINDS),
  says: text.optional(),
  /** After so many months it must be shown again; absent: once is enough. */
  renewMonths: z.int().min(1).max(240).optional(),
});

const isTwice = (names: readonly string[]) => new Set(names).size < names.length;
/** What a laboratory asks of whoever does what, from a day on, in place of what it asked before. 6.2.2. */
export const demands = z
  .strictObject({
    from: day,
    functions: z
      .array(z.strictObject({ function: work, demands: z.array(demand).min(1).max(50) }))
      .min(1)
      .max(FUNCTIONS.length)
      .refine((given) => !isTwice(given.map((one) => one.function)), 'each function once')
      .refine(
        (given) => !given.some((one) => isTwice(one.demands.map((each) => each.demand))),
        'each demand of a function once',
      ),
  })
  .meta({ id: 'CompetenceDemands' });
export type Demands = z.infer<typeof demands>;

/** A file of one person; the account is a handle, the name can be erased. */
export const opening = z.strictObject({
  person: name,
  name: name.optional(),
  functions: z.array(work).min(1).max(FUNCTIONS.length).describe('What the person is to do, or does'),
});

/** One record: what was shown, when, with what outcome. What is in words is about a person, and can be erased. */
export const recording = z
  .strictObject({
    function: work,
    demand: name,
    on: day,
    outcome: z.enum(['met', 'not-met']),
    until: day.optional().describe('The last day for which it holds, where a certificate says so'),
    evidence: z
      .string()
      .max(100)
      .transform((given) => parseDigest(given))
      .optional(),
    /** The exchange that it comes from, once its host has confirmed it. */
    exchange: z.uuid().optional(),
    details: text.optional(),
  })
  .meta({ id: 'CompetenceRecord' });

const did = z
  .string()
  .max(500)
  .transform((given) => parseDid(given) as string);
const place = z
  .string()
  .max(10)
  .transform((given) => parsePlace(given));
/** A person works for a while at an institute in another of the places. */
export const planning = z
  .strictObject({
    ...{ person: name, name: name.optional(), host: did, place, from: day, to: day },
    purpose: text.describe('What for; without names'),
  })
  .meta({ id: 'CompetenceExchange' });
/** What the host says of it afterwards. */
export const confirming = z.strictObject({
  from: day,
  to: day,
  outcome: z.enum(['took-place', 'did-not-take-place']),
  remark: text.optional(),
});

/** Why what is about a person is erased. */
export const erasing = z.strictObject({
  ground: z.enum(['person-request', 'authority-order', 'retention-over', 'mistake']),
});
export const withdrawal = z.strictObject({ record: z.uuid(), reason: text });

const stream = z.uuid();
const reminder = z.strictObject({
  ...{ function: work, demand: name, dueOn: day, level: z.enum(['due-soon', 'overdue']) },
});
export type Reminder = z.infer<typeof reminder>;
/** Inputs of the register's actions. */
export const inputs = {
  ask: z.strictObject({ stream: z.string().max(1_000), demands }),
  open: z.strictObject({ stream, ...opening.shape }),
  record: z.strictObject({ stream, record: z.uuid(), ...recording.shape }),
  withdraw: z.strictObject({ stream, ...withdrawal.shape }),
  plan: z.strictObject({ stream, ...planning.shape }),
  confirm: z.strictObject({ stream, ...confirming.shape }),
  erase: z.strictObject({ stream, ...erasing.shape }),
  remind: z.strictObject({ stream, on: day, reminders: z.array(reminder).min(1) }),
} as const;

const words = z.string();
const standing = z.strictObject({
  function: words,
  state: z.enum(['shown', 'missing', 'lapsed', 'not-met']),
  /** The first day on which something must be shown again. */
  dueOn: words.optional(),
  demands: z.array(
    z.strictObject({
      ...{ demand: words, kind: words, state: z.enum(['shown', 'missing', 'lapsed', 'not-met']) },
      ...{ on: words.optional(), until: words.optional() },
    }),
  ),
});
const record = z.strictObject({
  ...{ record: words, function: words, demand: words, on: words, outcome: words, by: words },
  ...{ until: words.nullable(), evidence: words.nullable(), exchange: words.nullable() },
  ...{ details: words.nullable(), withdrawn: z.boolean() },
});
const file = { stream: words, person: words, name: words.nullable(), standings: z.array(standing) };

/** What the reads of this register answer. */
export const answers = {
  demands: z.strictObject({
    on: words,
    functions: z.array(
      z.strictObject({
        ...{ function: words, demand: words, kind: words, says: words.nullable() },
        ...{ renewMonths: z.int().nullable(), from: words, until: words.nullable() },
      }),
    ),
  }),
  files: pageOf(z.strictObject(file)),
  file: z.strictObject({ ...file, records: z.array(record) }),
  case: z.strictObject(CASE_PARTS),
  reminders: pageOf(
    z.strictObject({ person: words, function: words, demand: words, dueOn: words, level: words, since: words }),
  ),
  exchanges: pageOf(
    z.strictObject({
      ...{ stream: words, person: words, name: words.nullable(), home: words, host: words, place: words },
      ...{ from: words, to: words, purpose: words, state: words, confirmedOn: words.nullable() },
      remark: words.nullable(),
    }),
  ),
  shown: z.strictObject({
    ...{ laboratory: words, on: words },
    /** Persons by the handle of their file: an assessor asks the laboratory who it is. */
    persons: z.array(z.strictObject({ file: words, standings: z.array(standing) })),
  }),
} as const;
