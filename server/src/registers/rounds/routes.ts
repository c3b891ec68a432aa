// SPDX-License-Identifier: Apache-2.0
import { pageOf, pageQuery, publicRound, roundParticipation, roundState } from '@touchstone/contract';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import {
  actInCase,
  CASE_PARTS,
  caseParams,
  casePartsOf,
  decideInCase,
  openCase,
  readOwnCase,
} from '../../http/case-routes.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { type RouteContext, route } from '../../record-keeping/define-register.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import { check, correct, dispatch, judge, open, publish, readParts, readView, review, score } from './actions.ts';
import { roundOf } from './case.ts';
import { parts, rounds } from './fold.ts';
import { checking, correcting, dispatching, judging, opening, reviewing, scoring } from './record.ts';

const listRounds = route({
  method: 'GET',
  path: '/proficiency-rounds',
  operation: 'list-proficiency-rounds',
  summary: 'Rounds of proficiency testing, those with the latest deadline first',
  access: WHO_MAY['list-proficiency-rounds'],
  query: z.strictObject({
    ...pageQuery,
    state: roundState.optional(),
    provider: z.string().max(500).optional().describe('DID of the provider'),
  }),
  responses: {
    200: {
      description: 'One page',
      schema: pageOf(
        z.strictObject({
          ...{ stream: z.string(), provider: z.string(), scheme: z.string(), round: z.string() },
          ...{ state: roundState, openedOn: z.string(), deadline: z.string(), substances: z.array(z.string()) },
        }),
      ),
    },
  },
  async handle({ reads }, { query: { cursor, limit, state, provider } }) {
    let rows = reads.rows(rounds);
    if (state !== undefined) rows = rows.where('state', '=', state);
    if (provider !== undefined) rows = rows.where('provider', '=', provider);
    const order = { by: ['deadline'] as const, direction: 'descending' as const, limit, ...after(cursor) };
    const names = ['stream', 'provider', 'scheme', 'round', 'state', 'openedOn', 'deadline', 'substances'] as const;
    return pageAnswer(await reads.page(rows, order), names);
  },
});

const readRound = route({
  method: 'GET',
  path: '/proficiency-rounds/:stream',
  operation: 'read-proficiency-round',
  summary: 'A round as everybody may see it; once published, with figures and scores by code',
  access: WHO_MAY['read-proficiency-round'],
  params: caseParams,
  query: z.strictObject({
    report: z.string().max(60).optional().describe('An earlier report of the round, by its `urn:uuid:…`'),
  }),
  responses: { 200: { description: 'The round', schema: publicRound } },
  async handle({ reads }, { params: { stream }, query: { report } }) {
    const view = await readView(reads, stream, report);
    if (view === undefined) throw new RecordError('UNKNOWN_STREAM', 'no such round', { stream });
    return { status: 200, body: view };
  },
});

const openRound = openCase({
  path: '/proficiency-rounds',
  operation: 'open-proficiency-round',
  summary: 'Opens a round: items, measurands, how they are scored, deadline; what is known of values stays hidden',
  access: WHO_MAY['open-proficiency-round'],
  body: opening,
  act: (context, body) => context.act(open, { stream: context.newId(), party: context.actor?.party ?? '', ...body }),
});

const recordCheck = actInCase({
  path: '/proficiency-rounds/:stream/checks',
  operation: 'record-proficiency-check',
  summary: "Records the provider's check that items are alike, or stay as they are",
  access: WHO_MAY['record-proficiency-check'],
  body: checking,
  act: (context, stream, body) => context.act(check, { stream, check: body }),
});

const sendItems = actInCase({
  path: '/proficiency-rounds/:stream/dispatches',
  operation: 'send-proficiency-items',
  summary: 'Records that the items were sent; nobody enrols any more',
  access: WHO_MAY['send-proficiency-items'],
  body: dispatching,
  act: (context, stream, body) => context.act(dispatch, { stream, ...body }),
});

/** The stream of the participant with this code, as far as the asker may read it. */
async function streamOf({ reads }: RouteContext, round: string, code: string): Promise<string> {
  const [row] = await reads
    .rows(parts)
    .select(['stream'])
    .where('round', '=', round)
    .where('code', '=', code)
    .execute();
  if (row === undefined) throw new RecordError('UNKNOWN_STREAM', 'no such participant', { code });
  return row.stream;
}

const reviewResult = actInCase({
  path: '/proficiency-rounds/:stream/reviews',
  operation: 'review-proficiency-result',
  summary: 'Says what is done with a late, bounded or mistaken result, and why; the laboratory reads it',
  access: WHO_MAY['review-proficiency-result'],
  body: reviewing,
  act: async (context, round, { code, ...body }) =>
    context.act(review, { round, stream: await streamOf(context, round, code), ...body }),
});

const scoreRound = actInCase({
  path: '/proficiency-rounds/:stream/scorings',
  operation: 'score-proficiency-round',
  summary: 'Scores the round after its deadline; items that are not alike or not stable keep it, or are accounted for',
  access: WHO_MAY['score-proficiency-round'],
  body: scoring,
  act: (context, stream, body) => context.act(score, { stream, ...body }),
});

const correctRound = actInCase({
  path: '/proficiency-rounds/:stream/corrections',
  operation: 'correct-proficiency-round',
  summary: 'Opens a published round for correction, with the reason; its report counts until another is authorised',
  access: WHO_MAY['correct-proficiency-round'],
  body: correcting,
  act: (context, stream, body) => context.act(correct, { stream, ...body }),
});

const proposeReport = actInCase({
  path: '/proficiency-rounds/:stream/proposals',
  operation: 'propose-proficiency-report',
  summary: 'Submits the report of a scored round for authorisation',
  access: WHO_MAY['propose-proficiency-report'],
  body: z.strictObject({}),
  act: (context, stream) => context.propose(publish, { stream, id: context.newId(), change: context.newId() }),
});

const decideReport = decideInCase({
  path: '/proficiency-rounds/:stream/decisions',
  operation: 'decide-proficiency-report',
  summary: 'Another person authorises the report, or rejects it; then each participant gets its signed scores',
  access: WHO_MAY['decide-proficiency-report'],
  actions: [publish],
});

const judgeAnswer = actInCase({
  path: '/proficiency-rounds/:stream/follow-up-decisions',
  operation: 'judge-proficiency-answer',
  summary: 'Closes the follow-up of an unsatisfactory score, or says why the answer does not do',
  access: WHO_MAY['judge-proficiency-answer'],
  body: judging,
  act: async (context, round, { code, ...body }) =>
    context.act(judge, { round, stream: await streamOf(context, round, code), ...body }),
});

const readCase = route({
  method: 'GET',
  path: '/proficiency-rounds/:stream/case',
  operation: 'read-proficiency-case',
  summary: "The provider's own round: plan, checks, figures before they are published, what waits, every event",
  access: WHO_MAY['read-proficiency-case'],
  params: caseParams,
  responses: {
    200: {
      description: 'The case',
      schema: z.strictObject({
        ...CASE_PARTS,
        opening: z.looseObject({}),
        checks: z.array(z.looseObject({})),
        sentOn: z.string().optional(),
        scored: z.looseObject({}).optional(),
        correcting: z.looseObject({}).optional(),
      }),
    },
  },
  async handle(context, { params: { stream } }) {
    const facts = await readOwnCase(context, stream);
    const { opening: opened = {}, checks, sentOn, scored, correcting: correction } = roundOf(facts);
    const body = {
      ...{ ...casePartsOf(stream, facts, [publish]), opening: opened, checks },
      ...(sentOn === undefined ? {} : { sentOn }),
      ...(scored === undefined ? {} : { scored }),
      ...(correction === undefined ? {} : { correcting: correction }),
    };
    return { status: 200, body };
  },
});

const listParticipants = route({
  method: 'GET',
  path: '/proficiency-rounds/:stream/participants',
  operation: 'list-proficiency-participants',
  summary: "The participants of the provider's own round with their codes, results, scores and follow-ups",
  access: WHO_MAY['list-proficiency-participants'],
  params: caseParams,
  responses: {
    200: {
      description: 'All participants',
      schema: z.strictObject({ items: z.array(z.strictObject({ ...roundParticipation.shape, party: z.string() })) }),
    },
  },
  async handle(context, { params: { stream } }) {
    await readOwnCase(context, stream);
    const items = (await readParts(context.reads, stream)).map(({ scores, ...part }) => ({
      ...part,
      scores: scores.map(shownScore),
    }));
    return { status: 200, body: { items } };
  },
});

/** A score as a participant and the provider see it beside its result. */
export function shownScore({ measurand, verdict, score: value, statement }: Shown) {
  return { measurand, verdict, ...(value === undefined ? {} : { score: value }), statement };
}
type Shown = Awaited<ReturnType<typeof readParts>>[number]['scores'][number];

/** What everybody reads, and what the provider does. */
export const providerRoutes = [
  ...[listRounds, openRound, readRound, readCase, recordCheck, sendItems, reviewResult, scoreRound],
  ...[proposeReport, decideReport, correctRound, listParticipants, judgeAnswer],
];

/** For whoever makes files of a round. */
export { readRound };
