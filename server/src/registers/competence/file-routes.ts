// SPDX-License-Identifier: Apache-2.0
import { pageQuery } from '@touchstone/contract';
import { parseCalendarDay } from '@touchstone/identifiers';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { caseParams, casePartsOf, readOwnCase } from '../../http/case-routes.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { type Action, type RouteContext, route } from '../../record-keeping/define-register.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import { demands, exchanges, files, reminders } from './fold.ts';
import { readStandings } from './reading.ts';
import { answers } from './record.ts';

/** Whoever keeps the files, or erases in them, sees all of the own organisation; everybody else their own. */
const KEEPERS: readonly string[] = ['laboratory-manager', 'erasure-decider'];
const ownOnly = ({ actor }: RouteContext) =>
  actor?.roles.some((role) => KEEPERS.includes(role)) === true ? undefined : (actor?.person ?? '');
const dayOf = ({ reads, now }: Pick<RouteContext, 'reads' | 'now'>) => parseCalendarDay(reads.asOf.on ?? dayAt(now));
const ownerOf = ({ actor }: RouteContext) => actor?.party ?? '';

const readDemands = route({
  method: 'GET',
  path: '/competence-demands',
  operation: 'read-competence-demands',
  summary: 'What the own organisation asks of whoever does what, edition after edition',
  access: WHO_MAY['read-competence-demands'],
  responses: { 200: { description: 'The demands', schema: answers.demands } },
  async handle(context) {
    const { reads } = context;
    const columns = ['function', 'demand', 'kind', 'says', 'renewMonths', 'from', 'until'] as const;
    const { on: _, ...always } = reads.asOf;
    const found = reads.rows(demands, always).select(columns).where('owner', '=', ownerOf(context));
    const functions = await found.orderBy('from').orderBy('function').orderBy('demand').execute();
    return { status: 200, body: { on: dayOf(context), functions } };
  },
});

const listFiles = route({
  method: 'GET',
  path: '/competence-files',
  operation: 'list-competence-files',
  summary: 'How each person of the own organisation stands on the day asked about; who keeps no files sees their own',
  access: WHO_MAY['list-competence-files'],
  query: z.strictObject(pageQuery),
  responses: { 200: { description: 'One page', schema: answers.files } },
  async handle(context, { query: { cursor, limit } }) {
    const { reads } = context;
    const [owner, person] = [ownerOf(context), ownOnly(context)];
    let rows = reads.rows(files).where('owner', '=', owner);
    if (person !== undefined) rows = rows.where('person', '=', person);
    const page = await reads.page<(typeof files)['columns']>(rows, { by: ['person'], limit, ...after(cursor) });
    const items = await readStandings(reads, page.items, { owner, on: dayOf(context) });
    const next = page.next === undefined ? {} : { next: page.next };
    return { status: 200, body: { items: items.map(({ records: _, ...item }) => item), ...next } };
  },
});

const readCase = (actions: readonly Action[]) =>
  route({
    method: 'GET',
    path: '/competence-cases/:stream',
    operation: 'read-competence-case',
    summary: 'A file or an exchange as a case of the own organisation: every event, and what waits for a decision',
    access: WHO_MAY['read-competence-case'],
    params: caseParams,
    responses: { 200: { description: 'The case', schema: answers.case } },
    async handle(context, { params: { stream } }) {
      const facts = await readOwnCase(context, stream);
      if (facts[0]?.owner !== ownerOf(context)) throw new RecordError('UNKNOWN_STREAM', 'no such case', { stream });
      return { status: 200, body: casePartsOf(stream, facts, actions) };
    },
  });

const readFile = route({
  method: 'GET',
  path: '/competence-files/:stream',
  operation: 'read-competence-file',
  summary: 'One file: what was shown, when, by whose word. A person reads their own',
  access: WHO_MAY['read-competence-file'],
  params: caseParams,
  responses: { 200: { description: 'The file', schema: answers.file } },
  async handle(context, { params: { stream } }) {
    const { reads } = context;
    const person = ownOnly(context);
    const kept = await reads.rows(files).selectAll().where('stream', '=', stream).execute();
    const [found] = await readStandings(reads, kept, { owner: ownerOf(context), on: dayOf(context) });
    if (found === undefined || (person !== undefined && found.person !== person))
      throw new RecordError('UNKNOWN_STREAM', 'no such file', { stream });
    const records = found.records.map(
      ({ stream: _, owner, jurisdiction, visibility, person: __, recordedOn, withdrawnOn, ...record }) => record,
    );
    return { status: 200, body: { ...found, records } };
  },
});

const listReminders = route({
  method: 'GET',
  path: '/competence-reminders',
  operation: 'list-competence-reminders',
  summary: 'What lapses within 30 days or has lapsed, as the clock noticed; who keeps no files sees their own',
  access: WHO_MAY['list-competence-reminders'],
  query: z.strictObject(pageQuery),
  responses: { 200: { description: 'One page', schema: answers.reminders } },
  async handle(context, { query: { cursor, limit } }) {
    const person = ownOnly(context);
    let rows = context.reads.rows(reminders).where('owner', '=', ownerOf(context)).where('open', '=', true);
    if (person !== undefined) rows = rows.where('person', '=', person);
    const page = await context.reads.page(rows, { by: ['dueOn', 'demand'], limit, ...after(cursor) });
    return pageAnswer(page, ['person', 'function', 'demand', 'dueOn', 'level', 'since']);
  },
});

const listExchanges = route({
  method: 'GET',
  path: '/competence-exchanges',
  operation: 'list-competence-exchanges',
  summary:
    'Exchanges of own persons with institutes in another place, and those of which the own institute is the host',
  access: WHO_MAY['list-competence-exchanges'],
  query: z.strictObject(pageQuery),
  responses: { 200: { description: 'One page', schema: answers.exchanges } },
  async handle(context, { query: { cursor, limit } }) {
    const person = ownOnly(context);
    let rows = context.reads.rows(exchanges);
    if (person !== undefined) rows = rows.where('person', '=', person).where('owner', '=', ownerOf(context));
    const page = await context.reads.page(rows, { by: ['from'], direction: 'descending', limit, ...after(cursor) });
    const columns = ['stream', 'person', 'name', 'home', 'host', 'place', 'from', 'to', 'purpose', 'state'] as const;
    return pageAnswer(page, [...columns, 'confirmedOn', 'remark']);
  },
});

/** What is read of competence by whoever belongs to the organisation. */
export const ownReads = (actions: readonly Action[]) => [
  ...[readDemands, listFiles, readFile, readCase(actions), listReminders, listExchanges],
];
