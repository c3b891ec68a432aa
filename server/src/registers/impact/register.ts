// SPDX-License-Identifier: Apache-2.0
import { impactNotice, PAGE_LIMIT_MAX, pageQuery } from '@touchstone/contract';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { actInCase, caseParams, casePartsOf, decideInCase, openCase, readOwnCase } from '../../http/case-routes.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { actAnswer, RECORDED } from '../../http/proposals.ts';
import type { CompetentRoot } from '../../record-keeping/competent-root.ts';
import { type Action, defineRegister, route } from '../../record-keeping/define-register.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import { close, fall, raiseAction, renewAction, reply, takeBack } from './actions.ts';
import { cases, impactFold, notices, waiting } from './fold.ts';
import { answers, closing, raising, renewing, replying } from './record.ts';
import { noticeStream, type SearchMeans, whatIsDue } from './search.ts';

type Raise = ReturnType<typeof raiseAction>;
type Renew = ReturnType<typeof renewAction>;
const CASE = ['stream', 'standard', 'from', 'until', 'replyBy', 'state', 'levels', 'cutOff', 'tally'] as const;
const GROUND = ['ground', 'ended'] as const;

const proposeCase = (raise: Raise) =>
  openCase({
    path: '/impact-cases',
    operation: 'propose-impact-case',
    summary:
      'Submits that a reference was found off, with the certificate that shows it, for decision by another person',
    access: WHO_MAY['propose-impact-case'],
    body: raising,
    act: (context, body) => context.propose(raise, { stream: context.newId(), ...body }),
  });

const proposeClosing = actInCase({
  path: '/impact-cases/:stream/proposals',
  operation: 'propose-impact-closing',
  summary: 'Asks that a case be closed: its effects are dealt with, or the finding behind it was taken back',
  access: WHO_MAY['propose-impact-closing'],
  body: closing,
  act: (context, stream, { end, reason }) =>
    end === 'dealt-with'
      ? context.propose(close, { stream, reason, end })
      : context.propose(takeBack, { stream, reason, end }),
});

const proposeGround = (renew: Renew) =>
  actInCase({
    path: '/impact-cases/:stream/grounds',
    operation: 'propose-impact-ground',
    summary: 'Asks that a case whose finding was taken back go on by another finding about the same reference',
    access: WHO_MAY['propose-impact-ground'],
    body: renewing,
    act: (context, stream, body) => context.propose(renew, { stream, ...body }),
  });

const decide = (actions: readonly Action[]) =>
  decideInCase({
    path: '/impact-cases/:stream/decisions',
    operation: 'decide-impact-act',
    summary: 'Another person approves or rejects what was submitted; once raised, everybody hit is searched and told',
    access: WHO_MAY['decide-impact-act'],
    actions,
  });

interface ShownRow {
  readonly levels: number;
  readonly tally: unknown;
  readonly ground: unknown;
  readonly ended: string | null;
}

/** How deep the tree is tells whether anybody was hit, as numbers of organisations do: it is shown with them. */
function asShown<Row extends ShownRow>({ ground, ended, ...row }: Row) {
  return {
    ...row,
    ...((row.tally as { readonly shown: boolean }).shown ? {} : { levels: 0 }),
    ...(ground === null ? {} : { groundLost: ground }),
    ...(ended === null ? {} : { ended }),
  };
}

const listCases = route({
  method: 'GET',
  path: '/impact-cases',
  operation: 'list-impact-cases',
  summary:
    'The own cases and what waits to become one: how far the search is, and how many organisations stand where, if they are not too few',
  access: WHO_MAY['list-impact-cases'],
  query: z.strictObject(pageQuery),
  responses: { 200: { description: 'One page', schema: answers.cases } },
  async handle({ reads }, { query: { cursor, limit } }) {
    const { items, ...page } = await reads.page(reads.rows(cases), { by: ['standard'], limit, ...after(cursor) });
    const answer = pageAnswer({ ...page, items: items.map(asShown) }, [...CASE, 'groundLost', 'ended']);
    const open = reads.rows(waiting).select(['stream', 'standard', 'replyBy']).orderBy('standard').orderBy('stream');
    return { ...answer, body: { ...(answer.body as object), waiting: await open.limit(PAGE_LIMIT_MAX).execute() } };
  },
});

const readCase = (actions: readonly Action[]) =>
  route({
    method: 'GET',
    path: '/impact-cases/:stream',
    operation: 'read-impact-case',
    summary: 'One of the own cases: the doubt, how far the search is, what waits for a decision, and every event',
    access: WHO_MAY['read-impact-case'],
    params: caseParams,
    responses: { 200: { description: 'The case', schema: answers.case } },
    async handle(context, { params: { stream } }) {
      const facts = await readOwnCase(context, stream);
      const { proposals, events } = casePartsOf(stream, facts, actions);
      const [row] = await context.reads
        .rows(cases)
        .select([...CASE, ...GROUND])
        .where('stream', '=', stream)
        .execute();
      const nothing = { standard: '', from: '', until: '', replyBy: '', state: 'proposed', levels: 0, cutOff: false };
      const shown = row === undefined ? { stream, ...nothing, tally: { shown: false } } : asShown(row);
      // The record's own numbers would say how many notices were written between two events of the case.
      const numbered = events.map((event, at) => ({ ...event, entry: at + 1 }));
      return { status: 200, body: { ...shown, proposals, events: numbered } };
    },
  });

const listNotices = route({
  method: 'GET',
  path: '/impact-notices',
  operation: 'list-impact-notices',
  summary: 'The notices that the own organisation got: references that were found off and on which own papers rest',
  access: WHO_MAY['list-impact-notices'],
  query: z.strictObject(pageQuery),
  responses: { 200: { description: 'One page', schema: answers.notices } },
  async handle({ reads }, { query: { cursor, limit } }) {
    const { items, ...page } = await reads.page(reads.rows(notices), {
      by: ['replyBy', 'case'],
      limit,
      ...after(cursor),
    });
    const shown = items.map(({ case: of, raisedBy, standard, replyBy, state, count: hits }) => ({
      case: of,
      raisedBy,
      standard,
      replyBy,
      state,
      hits,
    }));
    return pageAnswer({ ...page, items: shown }, ['case', 'raisedBy', 'standard', 'replyBy', 'state', 'hits']);
  },
});

const readNotice = route({
  method: 'GET',
  path: '/impact-notices/:stream',
  operation: 'read-impact-notice',
  summary: 'The own notice of a case: own hits, the way to each, which decisions flip, stand or cannot be told',
  access: WHO_MAY['read-impact-notice'],
  params: caseParams,
  responses: { 200: { description: 'The notice', schema: impactNotice } },
  async handle({ reads, actor }, { params: { stream } }) {
    const own = noticeStream(stream, actor?.party ?? '');
    const [row] = await reads.rows(notices).select(['notice', 'state']).where('stream', '=', own).execute();
    if (row === undefined) throw new RecordError('UNKNOWN_STREAM', 'no such notice', { stream });
    const { stream: _, ...notice } = row.notice as { readonly stream: string };
    return { status: 200, body: { ...notice, state: row.state } };
  },
});

const replyToNotice = route({
  method: 'POST',
  path: '/impact-notices/:stream/replies',
  operation: 'reply-to-impact-notice',
  summary: 'Answers about own hits: reviewed, not affected because, or recalled by a statement on record',
  access: WHO_MAY['reply-to-impact-notice'],
  params: caseParams,
  body: replying,
  responses: RECORDED,
  async handle(context, { params: { stream }, body }) {
    const own = noticeStream(stream, context.actor?.party ?? '');
    if ((await context.reads.facts(own)).length === 0)
      throw new RecordError('UNKNOWN_STREAM', 'no such notice', { stream });
    return actAnswer(await context.act(reply, { stream: own, ...body }));
  },
});

/** Doubt about a reference, and everybody whom it hits: the originator's cases, and each organisation's own notices. */
export function impactRegister(
  roots: readonly CompetentRoot[],
  { readInUseBy, ...looking }: Omit<SearchMeans, 'reads'>,
) {
  const around = { roots, readInUseBy };
  const [raise, renew] = [raiseAction(around), renewAction(around)];
  const byTwo: readonly Action[] = [raise, close, takeBack, renew];
  const own = [listCases, readCase(byTwo), proposeCase(raise), proposeClosing, proposeGround(renew), decide(byTwo)];
  return defineRegister({
    name: 'impact',
    kinds: [],
    fold: impactFold,
    actions: [...byTwo, reply, fall],
    routes: [...own, listNotices, readNotice, replyToNotice],
    expiry: { due: (reads, now) => whatIsDue({ reads, readInUseBy, ...looking }, now), action: fall },
  });
}
