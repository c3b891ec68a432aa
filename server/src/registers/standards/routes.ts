// SPDX-License-Identifier: Apache-2.0
import { pageOf, pageQuery } from '@touchstone/contract';
import { parseStandardNumber } from '@touchstone/identifiers';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { openCase } from '../../http/case-routes.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { caseActions } from '../../record-keeping/case-actions.ts';
import { route } from '../../record-keeping/define-register.ts';
import type { StatementInput } from '../../record-keeping/fact.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { submitSigned } from '../../record-keeping/submit-signed.ts';
import { notices } from './fold.ts';
import { NOTICE_FIELDS, type Notice, notice, noticeAnswer, publishInput } from './record.ts';
import { faultsOfNotice, mayPublish, subjectOf } from './rules.ts';

/** A publisher's editor signs a notice; one person may, since it decides about nobody. */
export const publish = caseActions((facts) => facts).alone({
  name: 'publish',
  input: publishInput,
  rules: mayPublish,
});

/** Each publisher speaks for itself: what two say about one standard are two streams. */
const streamOf = (issuer: string | undefined, { standard }: Pick<Notice, 'standard'>) => `${issuer} ${standard}`;

/** What its issuer signed elsewhere, under the same rules: an editor hands it in, alone. */
export const submission = {
  action: submitSigned((statement, facts) => faultsOfNotice(subjectOf(statement), facts), {
    aloneRoles: ['standards-editor'],
  }),
  kinds: ['StandardNotice'],
  stream: (statement: StatementInput) => streamOf(statement.issuer, subjectOf(statement)),
};

const publishNotice = openCase({
  path: '/standard-notices',
  operation: 'publish-standard-notice',
  summary: 'Publishes that an edition of a standard is published, in force, replaced or withdrawn from a day on',
  access: WHO_MAY['publish-standard-notice'],
  body: z.strictObject({ notice }),
  act: (context, { notice }) =>
    context.act(publish, { stream: streamOf(context.actor?.party, notice), id: context.newId(), notice }),
});

const listNotices = route({
  method: 'GET',
  path: '/standard-notices',
  operation: 'list-standard-notices',
  summary: 'The state of every edition on the day asked about',
  access: WHO_MAY['list-standard-notices'],
  query: z.strictObject({
    ...pageQuery,
    status: z.enum(['published', 'in-force', 'replaced', 'withdrawn']).optional(),
    issuer: z.string().max(500).optional(),
  }),
  responses: { 200: { description: 'One page', schema: pageOf(noticeAnswer) } },
  async handle({ reads, now }, { query: { cursor, limit, status, issuer } }) {
    let rows = reads.rows(notices, { ...reads.asOf, on: reads.asOf.on ?? dayAt(now) });
    if (status !== undefined) rows = rows.where('status', '=', status);
    if (issuer !== undefined) rows = rows.where('issuer', '=', issuer);
    return pageAnswer(await reads.page(rows, { by: ['standard'], limit, ...after(cursor) }), NOTICE_FIELDS);
  },
});

const readStandard = route({
  method: 'GET',
  path: '/standards/:standard/notices',
  operation: 'read-standard',
  summary: 'Everything that was ever published about one edition, or its state on a day where one is named',
  access: WHO_MAY['read-standard'],
  params: z.strictObject({
    standard: z.string().max(200).describe('Number with its edition, such as GB 5009.12-2023'),
  }),
  query: z.strictObject({ ...pageQuery }),
  responses: { 200: { description: 'One page', schema: pageOf(noticeAnswer) } },
  async handle({ reads }, { params, query: { cursor, limit } }) {
    const rows = reads.rows(notices).where('standard', '=', parseStandardNumber(params.standard).text);
    return pageAnswer(await reads.page(rows, { by: ['from', 'issuer'], limit, ...after(cursor) }), NOTICE_FIELDS);
  },
});

/** The routes of the register. */
export const standardsRoutes = [publishNotice, listNotices, readStandard];
