// SPDX-License-Identifier: Apache-2.0
import { impactNotice, pageQuery } from '@touchstone/contract';
import type { StatementReference } from '@touchstone/statements';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { actInCase, caseParams, casePartsOf, decideInCase, openCase, readOwnCase } from '../../http/case-routes.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { actAnswer, RECORDED } from '../../http/proposals.ts';
import { caseActions } from '../../record-keeping/case-actions.ts';
import { action, defineRegister, route } from '../../record-keeping/define-register.ts';
import type { CompetentRoot } from '../../record-keeping/competent-root.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { readChanges } from '../../record-keeping/statement-status.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import type { ReadInUseBy } from './doubts.ts';
import { cases, impactFold, notices } from './fold.ts';
import { readKeepers } from './keepers.ts';
import { answers, closing, falling, inputs, raising, replying } from './record.ts';
import { eventsOf, hitsTold, MEANINGS, mayClose, mayFall, mayRaise, mayReply } from './rules.ts';
import { noticeStream, whatIsDue } from './search.ts';

const ROLES = {
  proposerRoles: WHO_MAY['propose-impact-case'].roles,
  deciderRoles: WHO_MAY['decide-impact-act'].roles,
};

/** The statements that are named, in their order; of those not named or not on record nothing. */
async function named(reads: Reads, references: readonly (StatementReference | undefined)[]) {
  const asked = references.map((one) => ({ by: 'identity' as const, issuer: one?.issuer ?? '', id: one?.id ?? NO_ID }));
  return (await reads.findStatements(asked)).map(([found]) => found);
}
const NO_ID = 'urn:uuid:00000000-0000-7000-8000-000000000000';

/** `roots` is who attests standards where. */
const raiseAction = (roots: readonly CompetentRoot[], readInUseBy: ReadInUseBy) =>
  action({
    name: 'raise',
    input: inputs.raise,
    stream: ({ stream }) => stream,
    async facts(reads, { stream, ...given }) {
      const [asFound, lastGood] = await named(reads, [given.asFound, given.lastGood]);
      const known = await readChanges(
        reads,
        [asFound, lastGood].filter((one) => one !== undefined),
      );
      return {
        events: eventsOf(await reads.facts(stream)),
        ...{ asFound, lastGood, known },
        keepers: await readKeepers(reads, { standard: given.standard, roots }),
        listed: await readInUseBy(reads, { names: [given.standard] }),
        open: await reads.rows(cases, {}).selectAll().where('state', '!=', 'closed').execute(),
      };
    },
    rules: (input, papers, actor, now) => mayRaise(input, papers, { actor, now }),
    twoPerson: { meaning: MEANINGS.raise, ...ROLES },
  });

const close = caseActions(eventsOf, ROLES).byTwo({
  name: 'close',
  input: inputs.close,
  meaning: MEANINGS.close,
  rules: mayClose,
});

const reply = action({
  name: 'reply',
  input: inputs.reply,
  stream: ({ stream }) => stream,
  async facts(reads, { stream, replies }) {
    const corrections = await named(
      reads,
      replies.map((one) => (one.answer === 'recalled' ? one.correction : undefined)),
    );
    const facts = await reads.facts(stream);
    const recalled = new Set(replies.flatMap(({ answer, hit }) => (answer === 'recalled' ? [hit] : [])));
    const papers = hitsTold(facts).flatMap(({ id, paper }) => (recalled.has(id) && paper !== undefined ? [paper] : []));
    const changed = await readChanges(
      reads,
      (await named(reads, papers)).filter((one) => one !== undefined),
    );
    return { facts, corrections, changes: changed.changes };
  },
  rules: (input, facts, actor, now) => mayReply(input, facts, { actor, now }),
});

const fall = action({
  name: 'fall',
  input: falling,
  stream: ({ stream }) => stream,
  facts: (reads, { stream }) => reads.facts(stream),
  rules: mayFall,
});

type Raise = ReturnType<typeof raiseAction>;
const CASE = ['stream', 'standard', 'from', 'until', 'replyBy', 'state', 'levels', 'cutOff', 'tally'] as const;

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
  summary: 'Asks that a case be closed',
  access: WHO_MAY['propose-impact-closing'],
  body: closing,
  act: (context, stream, body) => context.propose(close, { stream, ...body }),
});

const decide = (raise: Raise) =>
  decideInCase({
    path: '/impact-cases/:stream/decisions',
    operation: 'decide-impact-act',
    summary: 'Another person approves or rejects what was submitted; once raised, everybody hit is searched and told',
    access: WHO_MAY['decide-impact-act'],
    actions: [raise, close],
  });

/** How deep the tree is tells whether anybody was hit, as numbers of organisations do: it is shown with them. */
function asShown<Row extends { readonly levels: number; readonly tally: unknown }>(row: Row): Row {
  return (row.tally as { readonly shown: boolean }).shown ? row : { ...row, levels: 0 };
}

const listCases = route({
  method: 'GET',
  path: '/impact-cases',
  operation: 'list-impact-cases',
  summary: 'The own cases: how far the search is, and how many organisations stand where, if they are not too few',
  access: WHO_MAY['list-impact-cases'],
  query: z.strictObject(pageQuery),
  responses: { 200: { description: 'One page', schema: answers.cases } },
  async handle({ reads }, { query: { cursor, limit } }) {
    const { items, ...page } = await reads.page(reads.rows(cases), { by: ['standard'], limit, ...after(cursor) });
    return pageAnswer({ ...page, items: items.map(asShown) }, CASE);
  },
});

const readCase = (raise: Raise) =>
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
      const { proposals, events } = casePartsOf(stream, facts, [raise, close]);
      const [row] = await context.reads.rows(cases).select(CASE).where('stream', '=', stream).execute();
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
export function impactRegister(roots: readonly CompetentRoot[], readInUseBy: ReadInUseBy) {
  const raise = raiseAction(roots, readInUseBy);
  const own = [listCases, readCase(raise), proposeCase(raise), proposeClosing, decide(raise)];
  return defineRegister({
    name: 'impact',
    kinds: [],
    fold: impactFold,
    actions: [raise, close, reply, fall],
    routes: [...own, listNotices, readNotice, replyToNotice],
    expiry: { due: (reads, now) => whatIsDue({ reads, readInUseBy }, now), action: fall },
  });
}
