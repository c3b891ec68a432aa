// SPDX-License-Identifier: Apache-2.0
import { pageQuery } from '@touchstone/contract';
import { parseDid } from '@touchstone/identifiers';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { route } from '../../record-keeping/define-register.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import { answers } from './answers.ts';
import { bodies } from './bodies.ts';
import { accreditations, changes, scopeLines } from './fold.ts';
import { STATUSES } from './record.ts';

const PERIOD_COLUMNS = [
  ...(['stream', 'kind', 'body', 'name', 'certificateNumber', 'standard', 'place', 'status', 'reason'] as const),
  ...(['from', 'until', 'issuer', 'statementId', 'digest'] as const),
] as const;

/** Without a day named, a list is about today. */
function onDay({ asOf }: Reads, now: string) {
  return { ...asOf, on: asOf.on ?? dayAt(now) };
}

/** Attestations in the state that they have on the day asked about. */
export const listAccreditations = route({
  method: 'GET',
  path: '/accreditations',
  operation: 'list-accreditations',
  summary: 'Accreditations and statutory qualifications, each in its status on the day asked about',
  access: WHO_MAY['list-accreditations'],
  query: z.strictObject({
    ...pageQuery,
    body: z.string().max(500).optional().describe('DID of the body'),
    issuer: z.string().max(500).optional().describe('DID of the accreditation body or authority'),
    kind: z.enum(['Accreditation', 'StatutoryQualification']).optional(),
    status: z.enum(STATUSES).optional(),
    place: z.string().max(10).optional(),
  }),
  responses: { 200: { description: 'One page', schema: answers.accreditations } },
  async handle({ reads, now }, { query }) {
    const { cursor, limit, ...wanted } = query;
    let rows = reads.rows(accreditations, onDay(reads, now));
    for (const name of ['body', 'issuer', 'kind', 'status', 'place'] as const) {
      const value = wanted[name];
      if (value !== undefined) rows = rows.where(name, '=', value);
    }
    const page = await reads.page(rows, { by: ['certificateNumber'], limit, ...after(cursor) });
    return pageAnswer(page, PERIOD_COLUMNS);
  },
});

/** One attestation with its whole history. */
export const readAccreditation = route({
  method: 'GET',
  path: '/accreditations/:stream',
  operation: 'read-accreditation',
  summary: 'One attestation: its status through time and what changed it, as known at the cut',
  access: WHO_MAY['read-accreditation'],
  params: z.strictObject({ stream: z.uuid() }),
  responses: { 200: { description: 'The attestation', schema: answers.accreditation } },
  async handle({ reads, now }, { params: { stream } }) {
    const { on, ...always } = reads.asOf;
    const day = on ?? dayAt(now);
    const history = await reads
      .rows(changes, always)
      .select(['status', 'from', 'fromDay', 'reason', 'recordedAt', 'changeId', 'statementId', 'replacedById'])
      .select(['voidedById', 'voidedAt', 'voidReason'])
      .where('stream', '=', stream)
      .orderBy('recordedAt')
      .orderBy('from')
      .execute();
    const periods = await reads
      .rows(accreditations)
      .select([...PERIOD_COLUMNS])
      .where('stream', '=', stream)
      .orderBy('from')
      .execute();
    if (periods.length === 0) throw new RecordError('UNKNOWN_STREAM', 'no such attestation', { stream });
    const changed = history.map(({ fromDay, ...change }) => {
      const state = change.voidedById !== null ? 'void' : fromDay > day ? 'planned' : 'in-effect';
      return { ...change, state };
    });
    return { status: 200, body: { stream, periods, changes: changed } };
  },
});

/** The lines of one body's scopes on a day. */
export const readScope = route({
  method: 'GET',
  path: '/accredited-bodies/:body/scope',
  operation: 'read-scope',
  summary: "One body's scope lines on the day asked about, as known at the cut; suspended lines say so",
  access: WHO_MAY['read-scope'],
  params: z.strictObject({ body: z.string().max(500).describe('DID of the body') }),
  query: z.strictObject({
    ...pageQuery,
    property: z.string().max(200).optional().describe('Substance or quantity'),
    standard: z.string().max(200).optional().describe('Method with its edition, as the scope writes it'),
    activity: z
      .enum([
        'testing',
        'calibration',
        'sampling',
        'inspection',
        'certification',
        'reference-materials',
        'proficiency-testing',
      ])
      .optional(),
  }),
  responses: { 200: { description: 'One page', schema: answers.scope } },
  async handle({ reads, now }, { params, query }) {
    const { cursor, limit, ...wanted } = query;
    let rows = reads.rows(scopeLines, onDay(reads, now)).where('body', '=', parseDid(params.body));
    for (const name of ['property', 'standard', 'activity'] as const) {
      const value = wanted[name];
      if (value !== undefined) rows = rows.where(name, '=', value);
    }
    const page = await reads.page(rows, { by: ['certificateNumber', 'line'], limit, ...after(cursor) });
    return pageAnswer(page, [
      ...(['stream', 'kind', 'certificateNumber', 'issuer', 'statementId', 'line', 'activity'] as const),
      ...(['property', 'standard', 'status', 'from', 'until', 'content'] as const),
    ]);
  },
});

/** The directory that the follower keeps. */
export const listBodies = route({
  method: 'GET',
  path: '/accredited-bodies',
  operation: 'list-accredited-bodies',
  summary: 'Bodies with an attestation or a published report, by the issuer that names them, whatever became of it',
  access: WHO_MAY['list-accredited-bodies'],
  query: z.strictObject({
    ...pageQuery,
    named: z.string().trim().min(1).max(200).optional().describe('Part of the name, in capitals or not'),
  }),
  responses: { 200: { description: 'One page', schema: answers.bodies } },
  async handle({ reads }, { query: { cursor, limit, named } }) {
    let rows = reads.rows(bodies);
    // What stands for any text in a pattern stands for itself in a name.
    if (named !== undefined) rows = rows.where('name', 'ilike', `%${named.replaceAll(/[\\%_]/g, '\\$&')}%`);
    const page = await reads.page(rows, { by: ['name', 'body', 'issuer'], limit, ...after(cursor) });
    return pageAnswer(page, ['body', 'name', 'issuer', 'attestations', 'publishedReports', 'lastIssuedAt']);
  },
});

/** The reads that are open to everybody. */
export const publicRoutes = [listAccreditations, readAccreditation, readScope, listBodies];
