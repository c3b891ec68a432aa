// SPDX-License-Identifier: Apache-2.0
import {
  followUpState,
  pageOf,
  pageQuery,
  roundFollowUp,
  roundParticipation,
  roundVerdict,
} from '@touchstone/contract';
import { type ScopeLine, standardKey } from '@touchstone/statements';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { caseParams } from '../../http/case-routes.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { actAnswer, RECORDED } from '../../http/proposals.ts';
import { readAttestations } from '../../record-keeping/competence.ts';
import { type RouteContext, route } from '../../record-keeping/define-register.ts';
import type { Fact } from '../../record-keeping/fact.ts';
import { MECHANISM_KINDS } from '../../record-keeping/mechanism-kinds.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import { answer, enrol, partStream, readView, send } from './actions.ts';
import { partOf } from './case.ts';
import { blindCode } from './code.ts';
import { followUps, scores } from './fold.ts';
import { answering, enrolling, sending, sharing } from './record.ts';
import { shownScore } from './routes.ts';

const enrolIn = route({
  method: 'POST',
  path: '/proficiency-rounds/:stream/enrolments',
  operation: 'enrol-in-proficiency-round',
  summary: 'Enrols the own laboratory; it gets a code that only it and the provider know',
  access: WHO_MAY['enrol-in-proficiency-round'],
  params: caseParams,
  body: enrolling,
  responses: RECORDED,
  async handle(context, { params: { stream: round }, body }) {
    const view = await readView(context.reads, round);
    if (view === undefined) throw new RecordError('UNKNOWN_STREAM', 'no such round', { stream: round });
    const party = context.actor?.party ?? '';
    const stream = partStream(round, party);
    const outcome = await context.act(enrol, { round, stream, code: blindCode(context.newId()), ...body });
    // Whoever enrolled and was cut off before the provider could read it, enrols again.
    const isHalf = outcome.outcome === 'refused' && !hasGranted(await context.reads.facts(stream));
    if (outcome.outcome === 'refused' && !(isHalf && outcome.reasons.every(({ code }) => code === 'ENROLLED'))) {
      return actAnswer(outcome);
    }
    if (view.provider.id === party) return actAnswer(outcome);
    const granted = await context.grant(stream, view.provider.id, 'contribute');
    return actAnswer(outcome.outcome === 'recorded' ? outcome : granted);
  },
});

function hasGranted(facts: readonly Fact[]): boolean {
  return facts.length === 0 || facts.some(({ kind }) => kind === MECHANISM_KINDS.granted);
}

/** The stream of the own part in a round; as if there were no round where the own laboratory is not in it. */
async function ownPart({ actor, reads }: RouteContext, round: string) {
  const stream = partStream(round, actor?.party ?? '');
  const part = partOf(await reads.facts(stream));
  if (part.round === undefined) throw new RecordError('UNKNOWN_STREAM', 'no part in such a round', { stream: round });
  return { stream, part: { ...part, round: part.round } };
}

/** The own part in a round, for whoever makes files of it. */
export const readPart = route({
  method: 'GET',
  path: '/proficiency-rounds/:stream/participation',
  operation: 'read-proficiency-participation',
  summary: "The own laboratory's part in a round: code, results, what the provider decided, scores, follow-ups",
  access: WHO_MAY['read-proficiency-participation'],
  params: caseParams,
  responses: { 200: { description: 'The part', schema: roundParticipation } },
  async handle(context, { params: { stream } }) {
    const { party: _, scores: issued, ...part } = (await ownPart(context, stream)).part;
    return { status: 200, body: { ...part, scores: issued.map(shownScore) } };
  },
});

/** Results as they came, from JSON or a workbook. */
export const sendResults = route({
  method: 'POST',
  path: '/proficiency-rounds/:stream/results',
  operation: 'send-proficiency-results',
  summary: "Sends the own laboratory's results, again until the deadline; all are taken or none",
  access: WHO_MAY['send-proficiency-results'],
  params: caseParams,
  body: sending,
  responses: RECORDED,
  async handle(context, { params: { stream: round }, body }) {
    const { stream } = await ownPart(context, round);
    return actAnswer(await context.act(send, { round, stream, ...body }));
  },
});

const answerScore = route({
  method: 'POST',
  path: '/proficiency-rounds/:stream/follow-ups',
  operation: 'answer-proficiency-score',
  summary: 'Answers an unsatisfactory score: cause, corrective action, and the round that shows that it worked',
  access: WHO_MAY['answer-proficiency-score'],
  params: caseParams,
  body: answering,
  responses: RECORDED,
  async handle(context, { params: { stream: round }, body }) {
    const { stream } = await ownPart(context, round);
    return actAnswer(await context.act(answer, { round, stream, ...body }));
  },
});

const share = route({
  method: 'POST',
  path: '/proficiency-rounds/:stream/shares',
  operation: 'share-proficiency-scores',
  summary: "Lets another party, such as an accreditation body, read the own laboratory's part in a round",
  access: WHO_MAY['share-proficiency-scores'],
  params: caseParams,
  body: sharing,
  responses: RECORDED,
  async handle(context, { params: { stream: round }, body }) {
    const { stream } = await ownPart(context, round);
    return actAnswer(await context.grant(stream, body.with, 'read'));
  },
});

const listFollowUps = route({
  method: 'GET',
  path: '/proficiency-follow-ups',
  operation: 'list-proficiency-follow-ups',
  summary: 'Follow-ups of unsatisfactory scores: the own ones, or those of the own rounds, the first due first',
  access: WHO_MAY['list-proficiency-follow-ups'],
  query: z.strictObject({ ...pageQuery, state: followUpState.optional() }),
  responses: {
    200: { description: 'One page', schema: pageOf(z.strictObject({ dueOn: z.string(), followUp: roundFollowUp })) },
  },
  async handle({ reads }, { query: { cursor, limit, state } }) {
    let rows = reads.rows(followUps);
    if (state !== undefined) rows = rows.where('state', '=', state);
    const page = await reads.page(rows, { by: ['dueOn', 'measurand'], limit, ...after(cursor) });
    return pageAnswer(page, ['dueOn', 'followUp']);
  },
});

const SCORE = [
  ...(['round', 'party', 'measurand', 'substance', 'food', 'method', 'kind', 'value', 'verdict', 'issuedOn'] as const),
  ...(['provider', 'statementId', 'digest'] as const),
] as const;

const listScores = route({
  method: 'GET',
  path: '/proficiency-scores',
  operation: 'list-proficiency-scores',
  summary:
    'Scores of a laboratory by substance or by a line of its scope, the newest first: the own ones and those shared',
  access: WHO_MAY['list-proficiency-scores'],
  query: z.strictObject({
    ...pageQuery,
    laboratory: z.string().max(500).optional().describe('DID of the laboratory'),
    substance: z.string().max(200).optional(),
    line: z.string().max(200).optional().describe('A line of the scope of the laboratory; names substance and method'),
  }),
  namesInQuery: true,
  responses: {
    200: {
      description: 'One page',
      schema: pageOf(
        z.strictObject({
          ...{ round: z.string(), party: z.string(), measurand: z.string(), substance: z.string() },
          ...{ food: z.string().nullable(), method: z.string().nullable(), kind: z.string().nullable() },
          ...{ value: z.string().nullable(), verdict: roundVerdict, issuedOn: z.string(), provider: z.string() },
          ...{ statementId: z.string(), digest: z.string().nullable() },
        }),
      ),
    },
  },
  async handle({ actor, reads }, { query: { cursor, limit, laboratory, substance, line } }) {
    let rows = reads.rows(scores);
    if (laboratory !== undefined) rows = rows.where('party', '=', laboratory);
    if (substance !== undefined) rows = rows.where('substance', '=', substance);
    if (line !== undefined) {
      const { substance: of, others } = await lineOf(reads, laboratory ?? actor?.party ?? '', line);
      rows = rows.where('substance', '=', of);
      // A score counts for each line but where its method is that of another: naming none, or one that no line has, hides nothing.
      if (others.length > 0) {
        rows = rows.where((where) => where.or([where('methodKey', 'is', null), where('methodKey', 'not in', others)]));
      }
    }
    const order = {
      by: ['issuedOn', 'statementId'] as const,
      direction: 'descending' as const,
      limit,
      ...after(cursor),
    };
    return pageAnswer(await reads.page(rows, order), SCORE);
  },
});

type TestingLine = Extract<ScopeLine, { readonly activity: 'testing' }>;

/** The substance of a testing line by its name, of whatever attestation, and the methods of other lines for it. */
async function lineOf(reads: Reads, laboratory: string, name: string) {
  const { attestations } = await readAttestations(reads, laboratory);
  const lines = attestations
    .flatMap(({ body }) => (body.credentialSubject as unknown as { readonly scope: readonly ScopeLine[] }).scope)
    .filter((one): one is TestingLine => one.activity === 'testing');
  const found = lines.find(({ line }) => line === name);
  if (found === undefined) throw new RecordError('UNKNOWN_STREAM', 'no such testing line', { line: name });
  const { substance } = found.property;
  const keys = lines.filter(({ property }) => property.substance === substance).map(methodKeyOf);
  return { substance, others: [...new Set(keys)].filter((key) => key !== methodKeyOf(found)) };
}

const methodKeyOf = ({ method }: TestingLine) => standardKey(method.standard);

/** What a laboratory does and reads in rounds. */
export const partRoutes = [enrolIn, readPart, sendResults, answerScore, share, listFollowUps, listScores];
