// SPDX-License-Identifier: Apache-2.0
import { KINDS } from '@touchstone/statements';
import { pageOf, pageQuery } from '@touchstone/contract';
import { z } from 'zod';
import { WHO_MAY } from '../access/who-may.ts';
import { after, pageAnswer } from '../http/page-answer.ts';
import { defineRegister, route } from '../record-keeping/define-register.ts';
import { column, table } from '../record-keeping/fold.ts';

/** Which statements came from which log. */
const foreignStatements = table({
  columns: { origin: column.text, issuer: column.text, id: column.text, kind: column.text },
});

const foreignStatement = z
  .strictObject({
    origin: z.string().describe('The log that it was read from; of a chain of logs the first'),
    ...{ issuer: z.string(), id: z.string(), kind: z.string() },
    erasedAt: z.string().optional().describe('Since when it is shown no more: its log has signed the erasure'),
  })
  .meta({ id: 'ForeignStatement' });

const listForeign = route({
  method: 'GET',
  path: '/foreign-statements',
  operation: 'list-foreign-statements',
  summary: 'Statements that were read from followed logs, held against their leaves and verified, with the log of each',
  access: WHO_MAY['list-foreign-statements'],
  query: z.strictObject({
    ...pageQuery,
    origin: z.string().min(1).max(300).optional().describe('Only those of this log'),
    kind: z.string().min(1).max(100).optional(),
  }),
  responses: { 200: { description: 'One page', schema: pageOf(foreignStatement) } },
  async handle({ reads }, { query: { cursor, limit, origin, kind } }) {
    let rows = reads.rows(foreignStatements);
    if (origin !== undefined) rows = rows.where('origin', '=', origin);
    if (kind !== undefined) rows = rows.where('kind', '=', kind);
    const page = await reads.page(rows, { by: ['origin', 'kind', 'issuer', 'id'], limit, ...after(cursor) });
    const items: ((typeof page.items)[number] & { readonly erasedAt?: string })[] = [];
    for (const row of page.items) {
      const erasedAt = await reads.erasedAt(row);
      items.push(erasedAt === undefined ? row : { ...row, erasedAt });
    }
    return pageAnswer({ ...page, items }, ['origin', 'issuer', 'id', 'kind', 'erasedAt']);
  },
});

/**
 * Statements that other nodes logged, each in a stream of its own that belongs to the origin it came from. Nothing is
 * done in it by anybody's request; the follower puts in what it has verified.
 */
export const foreignRegister = defineRegister({
  name: 'foreign',
  kinds: Object.keys(KINDS),
  actions: [],
  routes: [listForeign],
  fold: {
    version: 1,
    tables: { foreignStatements },
    reduce: (rows, fact) => {
      if (fact.source !== 'statement') return rows;
      const { issuer, id } = fact.statement;
      return { foreignStatements: [{ origin: fact.owner, issuer, id, kind: fact.kind }] };
    },
  },
});
