// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { HttpError } from '../http/http-error.ts';
import { type ServedRoute, servedRoute } from '../http/served-route.ts';
import type { Publication } from './publication.ts';

const COMMON = { tag: 'log', method: 'GET', access: { roles: 'everyone' }, records: false, asOf: false } as const;

const id = z.string().regex(/^[0-9a-f]{32}$/);

const splitViews = z
  .strictObject({
    items: z.array(
      z.strictObject({
        id,
        origin: z.string().describe('The log that signed both notes'),
        seenAt: z.string(),
        detail: z.string(),
        proved: z.boolean().describe('Whether the file proves it to whoever has the key of the log and nothing else'),
      }),
    ),
  })
  .meta({ id: 'SplitViews' });

/** Second stories of followed logs: what speaks against a log is for everybody, who verifies it without this node. */
export function splitViewRoutes(publication: Pick<Publication, 'splitViews' | 'splitView'>): readonly ServedRoute[] {
  return [
    servedRoute({
      ...{ ...COMMON, path: '/api/log/split-views', operation: 'list-split-views' },
      summary: 'Followed logs that told two stories: what was seen, when, and where the two notes are',
      responses: { 200: { description: 'What is kept, the oldest first', schema: splitViews } },
      async serve() {
        const items = (await publication.splitViews()).map(({ isProved: proved, file: _, ...view }) => ({
          ...{ ...view, proved },
        }));
        return { status: 200, body: { items }, headers: { 'cache-control': 'no-store' } };
      },
    }),
    servedRoute({
      ...{ ...COMMON, path: '/api/log/split-views/:id', operation: 'read-split-view' },
      summary:
        'The two notes that a log has signed and cannot both be true: a file that touchstone verify judges offline',
      params: z.strictObject({ id }),
      problems: ['NOT_FOUND'],
      responses: { 200: { description: 'The file', schema: z.record(z.string(), z.unknown()) } },
      async serve({ params }) {
        const found = await publication.splitView(params.id);
        if (found === undefined) throw new HttpError('NOT_FOUND', 'No second story is kept under this name.');
        const headers = { 'content-disposition': `attachment; filename="split-view-${params.id}.json"` };
        return { status: 200, bytes: new TextEncoder().encode(`${JSON.stringify(found.file, null, 2)}\n`), headers };
      },
    }),
  ];
}
