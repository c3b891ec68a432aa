// SPDX-License-Identifier: Apache-2.0
import {
  impactAnswer,
  impactCase,
  impactEnd,
  impactGroundLost,
  impactHit,
  impactNoticeState,
  pageOf,
} from '@touchstone/contract';
import { parseCalendarDay } from '@touchstone/identifiers';
import { statementReference } from '@touchstone/statements';
import { z } from 'zod';
import { CASE_PARTS } from '../../http/case-routes.ts';

const text = z.string().trim().min(1).max(2_000);
const day = z.iso.date().transform((value) => parseCalendarDay(value));

/** A doubt as it is raised: which certificate shows the reference as found, and which was the last good one. */
export const raising = z.strictObject({
  standard: text,
  asFound: statementReference,
  lastGood: statementReference,
  /** Further certificates by which others rely on it: other calibrations of the period, what attests it. */
  relied: z.array(statementReference).max(50).default([]),
  reason: text,
  replyBy: day,
});
/** The end of a case: its effects are dealt with, or the finding behind it was taken back. */
export const closing = z.strictObject({ reason: text, end: impactEnd.default('dealt-with') });
/** Another finding about the same reference, by which a case goes on whose first one was taken back. */
export const renewing = raising.omit({ standard: true });
/** Answers about own hits; a recall names the statement that corrects or takes back. */
export const replying = z.strictObject({
  replies: z
    .array(
      z.discriminatedUnion('answer', [
        z.strictObject({
          hit: z.string().max(1_000),
          answer: impactAnswer.extract(['reviewed', 'not-affected']),
          because: text,
        }),
        z.strictObject({
          hit: z.string().max(1_000),
          answer: z.literal('recalled'),
          because: text,
          correction: statementReference,
        }),
      ]),
    )
    .min(1)
    .max(500),
});

/** One's own hits as the search found them. */
const noticing = z.strictObject({
  stream: z.string().max(200),
  case: z.string(),
  raisedBy: z.string(),
  ...{ standard: z.string(), from: z.string(), until: z.string(), replyBy: z.string(), reason: z.string() },
  hits: z.array(impactHit),
  more: z.int(),
  cutOff: z.boolean(),
  /** How often the case went on by another finding before these hits were found. */
  renewed: z.int().optional(),
});

/** What falls due by the clock: the search's ends, a day for replies that is over, the end of a case. */
export const falling = z.discriminatedUnion('due', [
  z.strictObject({ due: z.literal('notice'), stream: z.string(), notice: noticing }),
  /** All hits by another finding than that of the notice so far. */
  z.strictObject({ due: z.literal('notice-anew'), stream: z.string(), notice: noticing }),
  /** A certificate that the doubt rests on was taken back, or is in force again. */
  z.strictObject({ due: z.literal('ground'), stream: z.string(), lost: impactGroundLost.nullable() }),
  /** Hits that came after the notice, of which it knows nothing yet. */
  z.strictObject({
    ...{ due: z.literal('notice-again'), stream: z.string(), replyBy: z.string() },
    ...{ hits: z.array(impactHit), more: z.int() },
  }),
  /** `at`: when the search began. */
  z.strictObject({
    ...{ due: z.literal('searched'), stream: z.string(), levels: z.int(), cutOff: z.boolean() },
    at: z.string(),
  }),
  z.strictObject({ due: z.literal('tally'), stream: z.string(), tally: impactCase.shape.tally }),
  z.strictObject({ due: z.literal('overdue'), stream: z.string() }),
  z.strictObject({ due: z.literal('close-notice'), stream: z.string(), end: impactEnd }),
]);
export type Falling = z.infer<typeof falling>;

const stream = z.uuid();
/** Inputs of the register's actions. */
export const inputs = {
  raise: raising.extend({ stream }),
  close: closing.extend({ stream, end: z.literal('dealt-with').default('dealt-with') }),
  takeBack: closing.extend({ stream, end: z.literal('ground-lost') }),
  renew: renewing.extend({ stream }),
  reply: replying.extend({ stream: z.string().max(200) }),
} as const;

/** What the reads of this register answer. */
export const answers = {
  cases: pageOf(impactCase).extend({
    /** What was submitted and waits for a second person; the same on every page. */
    waiting: z.array(impactCase.pick({ stream: true, standard: true, replyBy: true })),
  }),
  case: impactCase.extend({ proposals: CASE_PARTS.proposals, events: CASE_PARTS.events }),
  notices: pageOf(
    z.strictObject({
      ...{ case: z.string(), raisedBy: z.string(), standard: z.string(), replyBy: z.string(), hits: z.int() },
      state: impactNoticeState,
    }),
  ),
} as const;
