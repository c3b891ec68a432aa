// SPDX-License-Identifier: Apache-2.0
import { decision, pageQuery } from '@touchstone/contract';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { actAnswer, decideProposal, openProposals, RECORDED, readCase } from '../../http/proposals.ts';
import { route } from '../../record-keeping/define-register.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import { cancel, draft, evaluate, issue, restore, suspend, withdraw } from './actions.ts';
import { answers } from './answers.ts';
import { caseOf } from './case.ts';
import { cases } from './fold.ts';
import { attestation, evaluation, proposedAct } from './record.ts';
import { countingChanges, statusAt } from './standing.ts';

const params = z.strictObject({ stream: z.uuid() });
const TWO_PERSON_ACTIONS = [issue, suspend, restore, withdraw, cancel];

const draftCase = route({
  method: 'POST',
  path: '/accreditation-cases',
  operation: 'draft-accreditation',
  summary: 'Opens a case with a draft, which only the own party sees',
  access: WHO_MAY['draft-accreditation'],
  body: z.strictObject({ attestation }),
  responses: RECORDED,
  handle: async (context, { body }) => actAnswer(await context.act(draft, { stream: context.newId(), ...body })),
});

const amendDraft = route({
  method: 'POST',
  path: '/accreditation-cases/:stream/drafts',
  operation: 'amend-accreditation-draft',
  summary: 'Puts another draft in the place of the last; an earlier evaluation then no longer counts',
  access: WHO_MAY['amend-accreditation-draft'],
  params,
  body: z.strictObject({ attestation }),
  responses: RECORDED,
  async handle(context, { params: { stream }, body }) {
    await readCase(context, stream);
    return actAnswer(await context.act(draft, { stream, ...body }));
  },
});

const evaluateCase = route({
  method: 'POST',
  path: '/accreditation-cases/:stream/evaluations',
  operation: 'evaluate-accreditation',
  summary: "Records an assessor's signed finding about the draft",
  access: WHO_MAY['evaluate-accreditation'],
  params,
  body: z.strictObject(evaluation),
  responses: RECORDED,
  async handle(context, { params: { stream }, body }) {
    await readCase(context, stream);
    return actAnswer(await context.act(evaluate, { stream, ...body }));
  },
});

const proposeAct = route({
  method: 'POST',
  path: '/accreditation-cases/:stream/proposals',
  operation: 'propose-accreditation-act',
  summary:
    'Proposes issue, suspension (whole or by line), restoration or withdrawal, or that a planned one be cancelled, for another person to decide',
  access: WHO_MAY['propose-accreditation-act'],
  params,
  body: proposedAct,
  responses: RECORDED,
  async handle(context, { params: { stream }, body }) {
    await readCase(context, stream);
    const id = context.newId();
    if (body.act === 'issue') return actAnswer(await context.propose(issue, { stream, id }));
    if (body.act === 'cancel') {
      const { change, reason } = body;
      return actAnswer(await context.propose(cancel, { stream, id, change, reason }));
    }
    const { act, ...change } = body;
    const input = { stream, id, revisedId: context.newId(), ...change };
    return actAnswer(await context.propose({ suspend, restore, withdraw }[act], input));
  },
});

const decideAct = route({
  method: 'POST',
  path: '/accreditation-cases/:stream/decisions',
  operation: 'decide-accreditation-act',
  summary: 'Approves or rejects a proposal; an approval signs what was proposed',
  access: WHO_MAY['decide-accreditation-act'],
  params,
  body: decision,
  responses: RECORDED,
  handle: (context, { params: { stream }, body }) =>
    decideProposal(context, { stream, body, actions: TWO_PERSON_ACTIONS }),
});

const listCases = route({
  method: 'GET',
  path: '/accreditation-cases',
  operation: 'list-accreditation-cases',
  summary: 'The cases of the own party, those that changed last first',
  access: WHO_MAY['list-accreditation-cases'],
  query: z.strictObject({ ...pageQuery, state: z.string().max(40).optional() }),
  responses: { 200: { description: 'One page', schema: answers.cases } },
  async handle({ reads }, { query: { cursor, limit, state } }) {
    let rows = reads.rows(cases);
    if (state !== undefined) rows = rows.where('state', '=', state);
    const page = await reads.page(rows, { by: ['updatedAt'], direction: 'descending', limit, ...after(cursor) });
    const names = ['stream', 'kind', 'body', 'name', 'certificateNumber', 'state', 'updatedAt'] as const;
    return pageAnswer(page, names);
  },
});

const readOneCase = route({
  method: 'GET',
  path: '/accreditation-cases/:stream',
  operation: 'read-accreditation-case',
  summary: 'One case: the draft or what was issued, what waits for a decision, and every event',
  access: WHO_MAY['read-accreditation-case'],
  params,
  responses: { 200: { description: 'The case', schema: answers.case } },
  async handle(context, { params: { stream } }) {
    const facts = await readCase(context, stream);
    const state = caseOf(facts);
    // The public parts of somebody else's case are no case: its register entry shows them.
    if (state.state === 'none' || facts[0]?.source !== 'case-event') {
      throw new RecordError('UNKNOWN_STREAM', 'no such case', { stream });
    }
    const { kind, subject } = state.state === 'draft' ? state.draft : state.issued.attestation;
    const events = facts.flatMap((fact) =>
      fact.source === 'case-event'
        ? [{ entry: fact.entry, kind: fact.kind, by: fact.actor.person, at: fact.recordedAt }]
        : [],
    );
    return {
      status: 200,
      body: {
        ...{ stream, state: state.state, kind, subject },
        ...(state.state === 'draft' && state.evaluation !== undefined ? { evaluation: state.evaluation } : {}),
        ...(state.state === 'issued'
          ? { status: statusAt(state.issued, countingChanges(state.issued), context.now) }
          : {}),
        proposals: openProposals(facts, TWO_PERSON_ACTIONS),
        events,
      },
    };
  },
});

/** What a body's own staff does, and sees. */
export const caseRoutes = [draftCase, amendDraft, evaluateCase, proposeAct, decideAct, listCases, readOneCase];
