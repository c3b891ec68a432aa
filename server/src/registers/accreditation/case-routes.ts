// SPDX-License-Identifier: Apache-2.0
import { pageQuery } from '@touchstone/contract';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { actInCase, caseParams, casePartsOf, decideInCase, openCase, readOwnCase } from '../../http/case-routes.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { route } from '../../record-keeping/define-register.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import { cancel, draft, evaluate, issue, restore, suspend, withdraw } from './actions.ts';
import { answers } from './answers.ts';
import { caseOf } from './case.ts';
import { cases } from './fold.ts';
import { attestation, evaluation, proposedAct } from './record.ts';
import { countingChanges, statusAt } from './standing.ts';

const TWO_PERSON_ACTIONS = [issue, suspend, restore, withdraw, cancel];

const draftCase = openCase({
  path: '/accreditation-cases',
  operation: 'draft-accreditation',
  summary: 'Opens a case with a draft, which only the own party sees',
  access: WHO_MAY['draft-accreditation'],
  body: z.strictObject({ attestation }),
  act: (context, body) => context.act(draft, { stream: context.newId(), ...body }),
});

const amendDraft = actInCase({
  path: '/accreditation-cases/:stream/drafts',
  operation: 'amend-accreditation-draft',
  summary: 'Puts another draft in the place of the last; an earlier evaluation then no longer counts',
  access: WHO_MAY['amend-accreditation-draft'],
  body: z.strictObject({ attestation }),
  act: (context, stream, body) => context.act(draft, { stream, ...body }),
});

const evaluateCase = actInCase({
  path: '/accreditation-cases/:stream/evaluations',
  operation: 'evaluate-accreditation',
  summary: "Records an assessor's signed finding about the draft",
  access: WHO_MAY['evaluate-accreditation'],
  body: z.strictObject(evaluation),
  act: (context, stream, body) => context.act(evaluate, { stream, ...body }),
});

const proposeAct = actInCase({
  path: '/accreditation-cases/:stream/proposals',
  operation: 'propose-accreditation-act',
  summary:
    'Proposes issue, suspension (whole or by line), restoration or withdrawal, or that a planned one be cancelled, for another person to decide',
  access: WHO_MAY['propose-accreditation-act'],
  body: proposedAct,
  act(context, stream, body) {
    const id = context.newId();
    if (body.act === 'issue') return context.propose(issue, { stream, id });
    if (body.act === 'cancel') {
      const { change, reason } = body;
      return context.propose(cancel, { stream, id, change, reason });
    }
    const { act, ...change } = body;
    return context.propose({ suspend, restore, withdraw }[act], { stream, id, revisedId: context.newId(), ...change });
  },
});

const decideAct = decideInCase({
  path: '/accreditation-cases/:stream/decisions',
  operation: 'decide-accreditation-act',
  summary: 'Approves or rejects a proposal; an approval signs what was proposed',
  access: WHO_MAY['decide-accreditation-act'],
  actions: TWO_PERSON_ACTIONS,
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
  params: caseParams,
  responses: { 200: { description: 'The case', schema: answers.case } },
  async handle(context, { params: { stream } }) {
    const facts = await readOwnCase(context, stream);
    const state = caseOf(facts);
    if (state.state === 'none') throw new RecordError('UNKNOWN_STREAM', 'no such case', { stream });
    const { kind, subject } = state.state === 'draft' ? state.draft : state.issued.attestation;
    return {
      status: 200,
      body: {
        ...casePartsOf(stream, facts, TWO_PERSON_ACTIONS),
        ...{ state: state.state, kind, subject },
        ...(state.state === 'draft' && state.evaluation !== undefined ? { evaluation: state.evaluation } : {}),
        ...(state.state === 'issued'
          ? { status: statusAt(state.issued, countingChanges(state.issued), context.now) }
          : {}),
      },
    };
  },
});

/** What a body's own staff does, and sees. */
export const caseRoutes = [draftCase, amendDraft, evaluateCase, proposeAct, decideAct, listCases, readOneCase];
