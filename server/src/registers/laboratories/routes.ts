// SPDX-License-Identifier: Apache-2.0
import { pageQuery } from '@touchstone/contract';
import { parseDigest } from '@touchstone/identifiers';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { route } from '../../record-keeping/define-register.ts';
import { answers } from './answers.ts';
import { documents, standings } from './fold.ts';
import { months } from './workload.ts';

const listDocuments = route({
  method: 'GET',
  path: '/laboratory-documents',
  operation: 'list-laboratory-documents',
  summary: 'Signed sampling records and test reports that you may read, the newest first',
  access: WHO_MAY['list-laboratory-documents'],
  query: z.strictObject({
    ...pageQuery,
    kind: z.enum(['SamplingRecord', 'TestReport']).optional(),
    issuer: z.string().max(500).optional().describe('DID of the laboratory or sampler'),
    number: z.string().max(200).optional().describe('Report number, or lot number of a sampling record'),
  }),
  responses: { 200: { description: 'One page', schema: answers.documents } },
  async handle({ reads }, { query }) {
    const { cursor, limit, ...wanted } = query;
    let rows = reads.rows(documents);
    for (const name of ['kind', 'issuer', 'number'] as const) {
      const value = wanted[name];
      if (value !== undefined) rows = rows.where(name, '=', value);
    }
    const order = {
      by: ['issuedAt', 'statementId'] as const,
      direction: 'descending' as const,
      limit,
      ...after(cursor),
    };
    return pageAnswer(await reads.page(rows, order), [
      'stream',
      'number',
      'kind',
      'issuer',
      'statementId',
      'digest',
      'issuedAt',
    ]);
  },
});

const verifyDocument = route({
  method: 'GET',
  path: '/laboratory-documents/:issuer/:id/standing',
  operation: 'verify-laboratory-document',
  summary: 'Whether a document that you hold, named by id and digest, was issued here, and what became of it',
  access: WHO_MAY['verify-laboratory-document'],
  params: z.strictObject({
    issuer: z.string().max(500).describe('DID of the laboratory or sampler'),
    id: z.string().regex(/^urn:uuid:[0-9a-f-]{36}$/),
  }),
  query: z.strictObject({ digest: z.string().max(100).describe('Digest of the body without its proof') }),
  responses: { 200: { description: 'What this node knows', schema: answers.verification } },
  async handle({ reads }, { params, query }) {
    // What is no digest at all is a slip of the asker, and says nothing about the document.
    const digest = parseDigest(query.digest);
    const standing = await reads
      .rows(standings)
      .select(['kind', 'issuer', 'statementId', 'digest', 'issuedAt', 'status', 'since', 'reason', 'replacedById'])
      .where('statementId', '=', params.id)
      .where('issuer', '=', params.issuer)
      .executeTakeFirst();
    if (standing === undefined) return { status: 200, body: { outcome: 'not-found-here' } };
    if (standing.digest !== digest) return { status: 200, body: { outcome: 'other-content' } };
    return { status: 200, body: { outcome: 'issued-here', ...standing } };
  },
});

const readWorkload = route({
  method: 'GET',
  path: '/laboratory-workload',
  operation: 'read-laboratory-workload',
  summary: "The own laboratory's drafts, signed documents and revocations by month",
  access: WHO_MAY['read-laboratory-workload'],
  responses: { 200: { description: 'The figures', schema: answers.workload } },
  async handle({ reads }) {
    const rows = await reads.rows(months).select(['month', 'drafted', 'signed', 'revoked']).orderBy('month').execute();
    return { status: 200, body: { months: rows } };
  },
});

/** What others, and the laboratory itself, read. */
export const readRoutes = [listDocuments, verifyDocument, readWorkload];
