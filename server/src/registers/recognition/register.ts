// SPDX-License-Identifier: Apache-2.0
import { pageOf, pageQuery } from '@touchstone/contract';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { actInCase, decideInCase, openCase, readCaseWith } from '../../http/case-routes.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import type { CompetentRoot } from '../../record-keeping/competent-root.ts';
import { caseActions } from '../../record-keeping/case-actions.ts';
import { defineRegister, route } from '../../record-keeping/define-register.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { isUntouched, submitSigned } from '../../record-keeping/submit-signed.ts';
import { instruments, recognitionFold } from './fold.ts';
import { answers, FIELDS, INSTRUMENT_KINDS, inputs, instrument, proposedAct } from './record.ts';
import { faultsOfCompetence, MEANINGS, mayState, mayWithdraw, statedOf } from './rules.ts';

const ROLES = { proposerRoles: ['recognition-proposer'], deciderRoles: ['recognition-decider'] };
const { byTwo } = caseActions(statedOf, ROLES);

/** What competent authorities state: arrangements, acceptance, policies, keys. `roots` is who is competent where. */
export function recognitionRegister(roots: readonly CompetentRoot[]) {
  const state = byTwo({
    name: 'state',
    input: inputs.state,
    meaning: MEANINGS.state,
    rules: (input, stated, acting) => mayState(input, { stated, roots }, acting),
  });
  const withdraw = byTwo({ name: 'withdraw', input: inputs.withdraw, meaning: MEANINGS.withdraw, rules: mayWithdraw });
  const submit = submitSigned(
    ({ kind, body }, facts, acting) => [
      ...faultsOfCompetence(instrument.parse({ kind, subject: body.credentialSubject }), roots, acting),
      ...(isUntouched(facts) ? [] : [{ code: 'ALREADY_STATED', detail: 'Another statement is on record there.' }]),
    ],
    ROLES,
  );
  const actions = [state, withdraw];

  const propose = openCase({
    path: '/recognition-cases',
    operation: 'propose-recognition-instrument',
    summary: 'Proposes an arrangement, an acceptance instrument, a place policy or a key, for another person to decide',
    access: WHO_MAY['propose-recognition-instrument'],
    body: z.strictObject({ instrument }),
    act: (context, body) =>
      context.propose(state, { stream: context.newId(), id: context.newId(), changeId: context.newId(), ...body }),
  });
  const proposeAct = actInCase({
    path: '/recognition-cases/:stream/proposals',
    operation: 'propose-recognition-act',
    summary: 'Proposes that another instrument take the place of the one that stands, or that it be withdrawn',
    access: WHO_MAY['propose-recognition-act'],
    body: proposedAct,
    act(context, stream, body) {
      const ids = { stream, id: context.newId(), reason: body.reason };
      if (body.act === 'withdraw') return context.propose(withdraw, ids);
      return context.propose(state, { ...ids, changeId: context.newId(), instrument: body.instrument });
    },
  });
  const decide = decideInCase({
    path: '/recognition-cases/:stream/decisions',
    operation: 'decide-recognition-act',
    summary: 'Approves or rejects a proposal; an approval signs what was proposed',
    access: WHO_MAY['decide-recognition-act'],
    actions,
  });
  const readOneCase = readCaseWith({
    path: '/recognition-cases/:stream',
    operation: 'read-recognition-case',
    summary: 'One case: where it stands, what waits for a decision, and every event',
    access: WHO_MAY['read-recognition-case'],
    ...{ answer: answers.case, actions },
    of(facts) {
      const stated = statedOf(facts);
      const status = stated === undefined ? 'proposed' : stated.isWithdrawn ? 'withdrawn' : 'in-force';
      return { status };
    },
  });
  const list = route({
    method: 'GET',
    path: '/recognition-instruments',
    operation: 'list-recognition-instruments',
    summary: 'What holds on the day asked about: arrangements, acceptance instruments, place policies, keys',
    access: WHO_MAY['list-recognition-instruments'],
    query: z.strictObject({
      ...pageQuery,
      kind: z.enum(INSTRUMENT_KINDS).optional(),
      place: z.string().max(10).optional(),
    }),
    responses: { 200: { description: 'One page', schema: pageOf(answers.instrument) } },
    async handle({ reads, now }, { query: { cursor, limit, ...wanted } }) {
      let rows = reads.rows(instruments, { ...reads.asOf, on: reads.asOf.on ?? dayAt(now) });
      for (const name of ['kind', 'place'] as const) {
        const value = wanted[name];
        if (value !== undefined) rows = rows.where(name, '=', value);
      }
      const page = await reads.page(rows, { by: ['kind', 'place', 'statementId'], limit, ...after(cursor) });
      return pageAnswer(page, FIELDS);
    },
  });
  return defineRegister({
    name: 'recognition',
    kinds: [...INSTRUMENT_KINDS, 'StatusChange'],
    fold: recognitionFold,
    actions: [...actions, submit],
    routes: [propose, proposeAct, decide, readOneCase, list],
    submission: { action: submit, kinds: INSTRUMENT_KINDS, stream: ({ id }) => id.slice('urn:uuid:'.length) },
  });
}
