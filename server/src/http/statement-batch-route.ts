// SPDX-License-Identifier: Apache-2.0
import { createHash, hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { recorded } from '@touchstone/contract';
import { digestFromSha256 } from '@touchstone/identifiers';
import { z } from 'zod';
import type { Access, Outcome, Reason, Register, SignedSubmission } from '../record-keeping/define-register.ts';
import type { StatementInput } from '../record-keeping/fact.ts';
import type { RecordKeeping } from '../record-keeping/record-keeping.ts';
import { batchMeaning } from '../record-keeping/submit-signed.ts';
import { type ServedRoute, servedRoute } from './served-route.ts';

/** A statement as it was handed in among others. */
export interface HandedIn {
  readonly text: string;
  readonly jwt?: string | undefined;
}

/** What handing in many takes beside the record. */
export interface StatementBatchServices {
  readonly recordKeeping: Pick<RecordKeeping, 'submitMany' | 'registers'>;
  /** Reads statements of one issuer, each verified; why not, where its proof does not hold. */
  readonly readerOf: (
    issuer: string,
    now: string,
  ) => Promise<(signed: HandedIn) => Promise<StatementInput | { readonly fault: string }>>;
  readonly access: Access;
}

/** Statements in one request at most. */
const BATCH_MAX = 1_000;
const TEXT_MAX = 256 << 10;
/** Statements read before others on this thread have their turn. */
const READ_AT_ONCE = 16;

const refused = z.strictObject({
  outcome: z.literal('refused'),
  reasons: z.array(z.strictObject({ code: z.string(), detail: z.string() })).min(1),
});
const promise = z.strictObject({
  note: z
    .string()
    .describe(
      'Note signed by the log: the root over the commitments, their number, the origin, since when and by when',
    ),
  mergeBy: z.string().describe('The instant by which the log shows all of them'),
  commitments: z.array(z.string()).max(BATCH_MAX).describe('In the order of the numbers beside the statements, base64'),
});
const answers = z.strictObject({
  answers: z.array(z.discriminatedUnion('outcome', [recorded, refused])).describe('One for each statement, in order'),
  promise: promise
    .optional()
    .describe('At a node with a public log: one signed promise that each statement with a number in it will be there'),
});
type Answer = z.infer<typeof answers>['answers'][number];

/** `POST /api/statement-batches`: many statements that one person may hand in alone, each recorded or refused by itself. */
export function submitStatements({ recordKeeping, readerOf, access }: StatementBatchServices): ServedRoute {
  return servedRoute({
    tag: 'node',
    method: 'POST',
    path: '/api/statement-batches',
    operation: 'submit-statements',
    summary:
      'Hands in up to 1,000 statements that the own organisation signed elsewhere and that need no second person: each is on record byte for byte, or refused by itself',
    access,
    records: true,
    asOf: false,
    body: z.strictObject({
      statements: z
        .array(
          z.strictObject({
            statement: z
              .string()
              .min(2)
              .max(TEXT_MAX)
              .describe('The signed JSON exactly as it was issued, as one text'),
            jwt: z.string().min(2).max(TEXT_MAX).optional().describe('The same body as a vc+jwt, where there is one'),
          }),
        )
        .min(1)
        .max(BATCH_MAX),
    }),
    responses: { 200: { description: 'What became of each', schema: answers } },
    async serve({ body: { statements }, actor, now }) {
      if (actor === undefined) throw new TypeError('this route is for members only, and its gate lets nobody else in');
      const given = statements.map(({ statement, jwt }) => ({ text: statement, jwt }));
      const read = await readerOf(actor.party, now);
      const sorted = await sortOut(given, { read, registers: recordKeeping.registers, batch: meaningOf(given) });
      for (const [register, placed] of sorted.byRegister) {
        const { action } = placed.submission;
        const submissions = placed.waiting.map(({ submission }) => submission);
        const outcomes = await recordKeeping.submitMany({ register, actor, now, action, submissions });
        for (const [index, { at }] of placed.waiting.entries()) {
          sorted.answers[at] = answerOf(outcomes[index] as Outcome);
        }
      }
      return { status: 200, body: { answers: sorted.answers } };
    },
  });
}

/** What is confirmed about these texts: how many, and the SHA-256 over the SHA-256 of each. */
export function meaningOf(given: readonly HandedIn[]): string {
  const whole = createHash('sha256');
  for (const { text } of given) whole.update(hash('sha256', text, 'buffer'));
  return batchMeaning(given.length, digestFromSha256(whole.digest()));
}

interface Placed {
  readonly submission: NonNullable<Register['submission']>;
  readonly waiting: { readonly at: number; readonly submission: SignedSubmission & { statement: StatementInput } }[];
}

interface Sorting {
  readonly read: Awaited<ReturnType<StatementBatchServices['readerOf']>>;
  readonly registers: readonly Register[];
  readonly batch: string;
}

/** Verifies each and finds its register; what cannot go on record has its answer at once. */
async function sortOut(given: readonly HandedIn[], { read, registers, batch }: Sorting) {
  const answers: Answer[] = [];
  const byRegister = new Map<string, Placed>();
  const reading: ReturnType<typeof read>[] = [];
  for (const [at, signed] of given.entries()) {
    if (at % READ_AT_ONCE === READ_AT_ONCE - 1) await nextTurn();
    reading.push(read(signed));
  }
  for (const [at, statement] of (await Promise.all(reading)).entries()) {
    if ('fault' in statement) {
      answers[at] = refusal('NOT_VERIFIED', statement.fault);
      continue;
    }
    const register = registers.find(({ submission }) => submission?.kinds.includes(statement.kind));
    if (register?.submission === undefined) {
      answers[at] = refusal('KIND_NOT_TAKEN', `No register of this node takes a ${statement.kind} signed elsewhere.`);
    } else if (register.submission.action.twoPerson !== undefined) {
      answers[at] = refusal('TWO_PERSONS', `A ${statement.kind} waits for a second person; hand it in by itself.`);
    } else {
      const { submission } = register;
      const placed = byRegister.get(register.name) ?? { submission, waiting: [] };
      byRegister.set(register.name, placed);
      const stream = submission.stream(statement);
      placed.waiting.push({ at, submission: { stream, statement, visibility: 'public', batch } });
    }
  }
  return { answers, byRegister };
}

function refusal(code: string, detail: string): Answer {
  return { outcome: 'refused', reasons: [{ code, detail }] };
}

function answerOf(outcome: Outcome): Answer {
  if (outcome.outcome === 'refused')
    return { outcome: 'refused', reasons: outcome.reasons.map((each: Reason) => ({ ...each })) };
  const entries = outcome.entries.map((entry) => ({ ...entry }));
  return { outcome: 'recorded', stream: outcome.stream, entries } as Answer;
}
