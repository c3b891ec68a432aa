// SPDX-License-Identifier: Apache-2.0
import { pageQuery, traceabilityGraph } from '@touchstone/contract';
import { askRecord, KEEPER_ALONE, walkTrace } from '@touchstone/evidence/traceability';
import { jurisdictionOf, parseCalendarDay, parsePlace } from '@touchstone/identifiers';
import { stretchOn } from '@touchstone/metrology/instrument';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { actInCase, caseParams, openCase } from '../../http/case-routes.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { action, defineRegister, route } from '../../record-keeping/define-register.ts';
import type { ReadDoubts } from '../../record-keeping/issue-gate.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import { changesThatCount, readChanges } from '../../record-keeping/statement-status.ts';
import { histories, instruments, instrumentsFold } from './fold.ts';
import { doubtsAbout } from './in-doubt.ts';
import { namedIn, readNamed, stretchesByPapers } from './papers.ts';
import { readPapersOf } from './listed-papers.ts';
import { answers, description, happening, inputs, ORIGINS, STATES, takingIn } from './record.ts';
import { calibrationOn, certificateOn, certificatesOf, instrumentOf, mayRecord, mayTakeIn } from './rules.ts';
import { type FindTypes, type Roots, readStates } from './states.ts';
import { readListed } from './windows.ts';

const takeIn = action({
  name: 'take-in',
  input: inputs.takeIn,
  stream: ({ stream }) => stream,
  async facts(reads, { stream }) {
    return { before: instrumentOf(await reads.facts(stream)), listed: await readListed(reads) };
  },
  rules: (input, facts, actor, now) => mayTakeIn(input, facts, { actor, now }),
});

const record = action({
  name: 'record',
  input: inputs.record,
  stream: ({ stream }) => stream,
  async facts(reads, { stream, happening: given }) {
    const named = given.event === 'calibrated' ? given.certificate : undefined;
    const [found = []] =
      named === undefined ? [] : await reads.findStatements([{ by: 'identity', issuer: named.issuer, id: named.id }]);
    const known = await readChanges(reads, found);
    const [certificate] = found;
    const changes = certificate === undefined ? [] : changesThatCount(certificate, known);
    return { instrument: instrumentOf(await reads.facts(stream)), certificate, changes };
  },
  rules: (input, facts, actor, now) => mayRecord(input, facts, { actor, now }),
});

const take = openCase({
  path: '/instruments',
  operation: 'take-in-instrument',
  summary: 'Takes an instrument in; only the own organisation sees it',
  access: WHO_MAY['take-in-instrument'],
  body: takingIn,
  act: (context, body) => context.act(takeIn, { stream: context.newId(), ...body }),
});

const happen = actInCase({
  path: '/instruments/:stream/events',
  operation: 'record-instrument-event',
  summary: 'Records that the instrument was calibrated, sent away, returned or withdrawn',
  access: WHO_MAY['record-instrument-event'],
  body: happening,
  act: (context, stream, body) => context.act(record, { stream, happening: body }),
});

type Origin = (typeof ORIGINS)[number];

/** ISO 3166-1 of where the own organisation is: what was made elsewhere came over a customs border. */
function homeOf(actor: { readonly jurisdiction: string } | undefined): string {
  return jurisdictionOf(parsePlace(actor?.jurisdiction ?? ''));
}

const LISTED = [
  ...(['stream', 'name', 'category', 'madeIn', 'state', 'from', 'until', 'byKeeperAlone', 'paper'] as const),
] as const;

const list = (roots: Roots) =>
  route({
    method: 'GET',
    path: '/instruments',
    operation: 'list-instruments',
    summary:
      'The own instruments in their state on the day asked about; with `dueBy`, those whose window ends by that day',
    access: WHO_MAY['list-instruments'],
    query: z.strictObject({
      ...{ ...pageQuery, state: z.enum(STATES).optional(), dueBy: z.iso.date().optional() },
      madeIn: description.shape.madeIn.describe('Where it was made, ISO 3166-1'),
      origin: z
        .enum(ORIGINS)
        .optional()
        .describe('Made where the own organisation is, elsewhere, or nobody said where'),
    }),
    responses: { 200: { description: 'One page', schema: answers.page } },
    async handle({ reads, now, actor }, { query: { cursor, limit, state, dueBy, madeIn, origin } }) {
      let rows = reads.rows(instruments, { ...reads.asOf, on: reads.asOf.on ?? dayAt(now) });
      if (state !== undefined) rows = rows.where('state', '=', state);
      if (dueBy !== undefined) rows = rows.where('until', '<=', dueBy);
      if (madeIn !== undefined) rows = rows.where('madeIn', '=', madeIn);
      if (origin === 'unknown') rows = rows.where('madeIn', '=', '');
      if (origin === 'own') rows = rows.where('madeIn', '=', homeOf(actor));
      if (origin === 'imported') rows = rows.where('madeIn', 'not in', [homeOf(actor), '']);
      const page = await reads.page(rows, { by: ['name'], limit, ...after(cursor) });
      const papers = await readPapersOf(reads, {
        rows: page.items,
        on: parseCalendarDay(reads.asOf.on ?? dayAt(now)),
        roots,
      });
      const items = page.items.map((item, at) => ({ ...item, paper: papers[at] ?? null }));
      return pageAnswer({ ...page, items }, LISTED);
    },
  });

const countOrigins = route({
  method: 'GET',
  path: '/instrument-origins',
  operation: 'count-instruments-by-origin',
  summary:
    'The own instruments that are not withdrawn on the day, counted by where they were made, imported or not, and by category',
  access: WHO_MAY['count-instruments-by-origin'],
  responses: { 200: { description: 'The counts', schema: answers.origins } },
  async handle({ reads, now, actor }) {
    const on = reads.asOf.on ?? dayAt(now);
    const home = homeOf(actor);
    const found = await reads
      .rows(instruments, { ...reads.asOf, on })
      .select(['madeIn', 'category'])
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('state', '!=', 'withdrawn')
      .groupBy(['madeIn', 'category'])
      .orderBy('madeIn')
      .orderBy('category')
      .execute();
    const counts = found.map(({ madeIn, category, count }) => {
      const origin: Origin = madeIn === '' ? 'unknown' : madeIn === home ? 'own' : 'imported';
      return { madeIn, category, origin, count: Number(count) };
    });
    const sum = (of: Origin) => counts.reduce((all, { origin, count }) => all + (origin === of ? count : 0), 0);
    return {
      status: 200,
      body: { on, home, own: sum('own'), imported: sum('imported'), unknown: sum('unknown'), counts },
    };
  },
});

const readOne = route({
  method: 'GET',
  path: '/instruments/:stream',
  operation: 'read-instrument',
  summary: 'One of the own instruments: what it is, its stretches of days, everything that happened to it',
  access: WHO_MAY['read-instrument'],
  params: caseParams,
  responses: { 200: { description: 'The instrument', schema: answers.one } },
  async handle({ reads }, { params: { stream } }) {
    const { on: _, ...always } = reads.asOf;
    const [history] = await reads
      .rows(histories)
      .select(['description', 'events'])
      .where('stream', '=', stream)
      .execute();
    if (history === undefined) throw new RecordError('UNKNOWN_STREAM', 'no such instrument', { stream });
    const stretches = await reads
      .rows(instruments, always)
      .select(['state', 'from', 'until', 'byKeeperAlone'])
      .where('stream', '=', stream)
      .orderBy('from')
      .execute();
    return { status: 200, body: { stream, ...history, stretches } };
  },
});

/** Whom this node takes as the authority of which places. */
const readTrace = (roots: Roots) =>
  route({
    method: 'GET',
    path: '/instruments/:stream/traceability',
    operation: 'read-instrument-traceability',
    summary: 'What one of the own instruments rests on, up to the SI, by the certificate that was last named for it',
    access: WHO_MAY['read-instrument-traceability'],
    params: caseParams,
    responses: { 200: { description: 'The graph', schema: traceabilityGraph } },
    async handle({ reads, now }, { params: { stream } }) {
      const on = parseCalendarDay(reads.asOf.on ?? dayAt(now));
      const facts = await reads.facts(stream);
      const instrument = instrumentOf(facts);
      if (instrument === undefined) throw new RecordError('UNKNOWN_STREAM', 'no such instrument', { stream });
      const last = calibrationOn(facts, on);
      const isCalibratedByWord = last !== undefined && last.certificate === undefined;
      const root = { by: 'thing' as const, name: instrument.name, isCalibratedByWord, ...certificateOn(facts, on) };
      const find = (asked: Parameters<typeof reads.findStatements>[0]) => reads.findStatements(asked);
      const graph = await askRecord({ find, roots }, (around) => walkTrace(root, { on }, around));
      return { status: 200, body: { ...graph, on } };
    },
  });

const readRoutes = (findTypes: FindTypes, around: { readonly roots: Roots; readonly readDoubts: ReadDoubts }) =>
  route({
    method: 'GET',
    path: '/instruments/:stream/states',
    operation: 'read-instrument-states',
    summary:
      'Type approval, verification, calibration and certification of one of the own instruments, each with its state on the day and its papers',
    access: WHO_MAY['read-instrument-states'],
    params: caseParams,
    responses: { 200: { description: 'The four routes', schema: answers.states } },
    async handle({ reads, now }, { params: { stream } }) {
      const on = parseCalendarDay(reads.asOf.on ?? dayAt(now));
      const facts = await reads.facts(stream);
      const found = instrumentOf(facts);
      if (found === undefined) throw new RecordError('UNKNOWN_STREAM', 'no such instrument', { stream });
      const instrument = { ...found.description, name: found.name, named: certificatesOf(facts) };
      const keeper = facts[0]?.owner ?? '';
      const named = namedIn(found.events).map((certificate) => ({ keeper, certificate }));
      const papers = await readNamed(reads, { named, roots: around.roots });
      const stretch = stretchOn(stretchesByPapers(found.events, papers), on);
      const [use, byKeeperAlone] = [stretch?.state ?? null, stretch?.paper === KEEPER_ALONE];
      const routes = await readStates(reads, { instrument, on, findTypes, roots: around.roots });
      const all = await around.readDoubts(reads, keeper);
      const inDoubt = doubtsAbout(all, { name: found.name, on, ...certificateOn(facts, on) });
      return { status: 200, body: { stream, name: found.name, on, use, byKeeperAlone, inDoubt, routes } };
    },
  });

/** Instruments, private to whoever has them: their windows of use follow from what happened to them. */
export function instrumentsRegister(roots: Roots, findTypes: FindTypes, readDoubts: ReadDoubts) {
  return defineRegister({
    name: 'instruments',
    kinds: [],
    fold: instrumentsFold,
    actions: [takeIn, record],
    routes: [
      list(roots),
      countOrigins,
      readOne,
      readTrace(roots),
      readRoutes(findTypes, { roots, readDoubts }),
      take,
      happen,
    ],
  });
}
