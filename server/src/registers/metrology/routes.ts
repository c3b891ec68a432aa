// SPDX-License-Identifier: Apache-2.0
import { pageQuery } from '@touchstone/contract';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { actInCase, caseParams, decideInCase, openCase, readCaseWith } from '../../http/case-routes.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { type Action, route } from '../../record-keeping/define-register.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import { attestations, changes as changesTable, waiting } from './fold.ts';
import {
  answers,
  attested,
  CHANGE_FIELDS,
  FIELDS,
  type inputs,
  METROLOGY_KINDS,
  proposedAct,
  STATUSES,
  WAITING_FIELDS,
} from './record.ts';
import { stateOf, statusOf } from './rules.ts';

const wanted = {
  kind: z.enum(METROLOGY_KINDS).optional(),
  place: z.string().max(10).optional(),
  type: z.string().max(200).optional().describe('Level of a standard, type of a specification'),
  status: z.enum(STATUSES).optional(),
  party: z.string().max(500).optional().describe('DID of the keeper, applicant or institute'),
};
const NAMES = ['kind', 'place', 'type', 'status', 'party'] as const;

const list = route({
  method: 'GET',
  path: '/metrology-attestations',
  operation: 'list-metrology-attestations',
  summary: 'Measurement standards, specifications, approved types and designated institutes, as they stand on the day',
  access: WHO_MAY['list-metrology-attestations'],
  query: z.strictObject({ ...pageQuery, ...wanted }),
  responses: { 200: { description: 'One page', schema: answers.page } },
  async handle({ reads, now }, { query: { cursor, limit, ...given } }) {
    let rows = reads.rows(attestations, { ...reads.asOf, on: reads.asOf.on ?? dayAt(now) });
    for (const name of NAMES) {
      const value = given[name];
      if (value !== undefined) rows = rows.where(name, '=', value);
    }
    return pageAnswer(await reads.page(rows, { by: ['kind', 'name', 'statementId'], limit, ...after(cursor) }), FIELDS);
  },
});

const count = route({
  method: 'GET',
  path: '/metrology-counts',
  operation: 'count-metrology-attestations',
  summary: 'How many of each kind, type, place and status there are on the day, counted from the rows of the register',
  access: WHO_MAY['count-metrology-attestations'],
  responses: { 200: { description: 'The counts', schema: answers.counts } },
  async handle({ reads, now }) {
    const on = reads.asOf.on ?? dayAt(now);
    const by = ['kind', 'type', 'place', 'status'] as const;
    const found = await reads
      .rows(attestations, { ...reads.asOf, on })
      .select([...by])
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .groupBy([...by])
      .orderBy('kind')
      .orderBy('type')
      .orderBy('place')
      .orderBy('status')
      .execute();
    const counts = found.map((each) => ({ ...each, count: Number(each.count) }));
    return { status: 200, body: { on, total: counts.reduce((sum, each) => sum + each.count, 0), counts } };
  },
});

const readOne = route({
  method: 'GET',
  path: '/metrology-attestations/:stream',
  operation: 'read-metrology-attestation',
  summary: 'One attestation: its status through time, planned days included, and what changed it, as known at the cut',
  access: WHO_MAY['read-metrology-attestation'],
  params: caseParams,
  responses: { 200: { description: 'The attestation', schema: answers.history } },
  async handle({ reads }, { params: { stream } }) {
    const periods = await reads
      .rows(attestations)
      .select(FIELDS)
      .where('stream', '=', stream)
      .orderBy('from')
      .execute();
    if (periods.length === 0) throw new RecordError('UNKNOWN_STREAM', 'no such attestation', { stream });
    const { on: _, ...always } = reads.asOf;
    const changes = await reads
      .rows(changesTable, always)
      .select(CHANGE_FIELDS)
      .where('stream', '=', stream)
      .orderBy('from')
      .orderBy('changeId')
      .execute();
    return { status: 200, body: { stream, periods, changes } };
  },
});

/** The reads that are open to everybody. */
export const publicRoutes = [list, count, readOne];

const listWaiting = route({
  method: 'GET',
  path: '/metrology-cases',
  operation: 'list-metrology-cases',
  summary: 'What was proposed at the own authority and waits for a second person',
  access: WHO_MAY['list-metrology-cases'],
  query: z.strictObject({ ...pageQuery, kind: wanted.kind }),
  responses: { 200: { description: 'One page', schema: answers.waiting } },
  async handle({ reads, actor }, { query: { cursor, limit, kind } }) {
    let rows = reads.rows(waiting).where('owner', '=', actor?.party ?? '');
    if (kind !== undefined) rows = rows.where('kind', '=', kind);
    return pageAnswer(await reads.page(rows, { by: ['proposal'], limit, ...after(cursor) }), WAITING_FIELDS);
  },
});

type Attest = Action<z.infer<typeof inputs.attest>>;
type Change = Action<z.infer<typeof inputs.change>>;
type Cancel = Action<z.infer<typeof inputs.cancel>>;
const STATUS_OF = { suspend: 'suspended', restore: 'active', withdraw: 'withdrawn' } as const;

/** What the authority's own staff does, and sees. */
export function caseRoutes({
  attest,
  change,
  cancel,
}: {
  readonly attest: Attest;
  readonly change: Change;
  readonly cancel: Cancel;
}) {
  const actions: readonly Action[] = [attest as Action, change as Action, cancel as Action];
  const propose = openCase({
    path: '/metrology-cases',
    operation: 'propose-metrology-attestation',
    summary:
      'Proposes a measurement standard, a specification, a type approval or a designation, for another to decide',
    access: WHO_MAY['propose-metrology-attestation'],
    body: z.strictObject({ attested }),
    act: (context, body) =>
      context.propose(attest, { stream: context.newId(), id: context.newId(), changeId: context.newId(), ...body }),
  });
  const proposeAct = actInCase({
    path: '/metrology-cases/:stream/proposals',
    operation: 'propose-metrology-act',
    summary:
      'Proposes another attestation in the place of the one that stands, or its suspension, restoration or end from a day on',
    access: WHO_MAY['propose-metrology-act'],
    body: proposedAct,
    act(context, stream, body) {
      const ids = { stream, id: context.newId(), reason: body.reason };
      if (body.act === 'cancel') return context.propose(cancel, { ...ids, change: body.change });
      if (body.act !== 'replace') {
        const { act, from } = body;
        return context.propose(change, { ...ids, status: STATUS_OF[act], ...(from === undefined ? {} : { from }) });
      }
      return context.propose(attest, { ...ids, changeId: context.newId(), attested: body.attested });
    },
  });
  const decide = decideInCase({
    path: '/metrology-cases/:stream/decisions',
    operation: 'decide-metrology-act',
    summary: 'Approves or rejects a proposal; an approval signs what was proposed',
    access: WHO_MAY['decide-metrology-act'],
    actions,
  });
  const readCase = readCaseWith({
    path: '/metrology-cases/:stream',
    operation: 'read-metrology-case',
    summary: 'One case: where it stands, what waits for a decision, and every event',
    access: WHO_MAY['read-metrology-case'],
    ...{ answer: answers.case, actions },
    of(facts, context) {
      const state = stateOf(facts);
      return { status: state === undefined ? 'proposed' : statusOf(state, context.now) };
    },
  });
  return [propose, proposeAct, decide, listWaiting, readCase];
}
