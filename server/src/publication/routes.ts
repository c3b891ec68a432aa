// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { type ServedRoute, servedRoute } from '../http/served-route.ts';
import { wholeNumber, wholeNumberOr } from '../http/whole-number.ts';
import { NAMES_MAX } from './completeness.ts';
import { logStatus } from './log-status.ts';
import { OPENED_MAX, openedStatements } from './opened-statements.ts';
import type { Publication } from './publication.ts';
import { splitViewRoutes } from './split-view-routes.ts';

const EVERYONE = { roles: 'everyone' } as const;
const COMMON = { tag: 'log', method: 'GET', access: EVERYONE, records: false, asOf: false } as const;
const PLAIN = 'text/plain';

const statementName = z.strictObject({
  issuer: z.string().max(500).describe('DID of the issuer'),
  id: z
    .string()
    .regex(/^urn:uuid:[0-9a-f-]{36}$/)
    .describe('urn:uuid: and a UUIDv7'),
});

const promise = z
  .strictObject({
    promise: z
      .string()
      .describe('Note signed by the log: the commitment, the origin, when it was promised and by when'),
    opening: z.string().describe('Opens the commitment, base64'),
    mergeBy: z.string().describe('The instant by which the log shows the leaf'),
  })
  .meta({ id: 'LogPromise' });

const RECEIPT =
  "The proof; the header touchstone-counts says true when its checkpoint has the cosignatures that the node's policy asks for, and false while it has them not yet: then ask again";

/** What the log's routes call. */
export type RoutedPublication = Pick<
  Publication,
  'promiseOf' | 'receiptOf' | 'completenessOf' | 'openedStatements' | 'status' | 'splitViews' | 'splitView'
>;

const name = z.string().min(1).max(500);

/** The same file at two addresses: with the other routes, and at that of a party. */
function completenessRoute(publication: RoutedPublication, path: string, operation: string): ServedRoute {
  return servedRoute({
    ...{ ...COMMON, path, operation },
    summary: 'All that the log has about a party and the proof that it has no more: a file to be verified offline',
    params: z.strictObject({ party: name.describe('DID or identifier of the party') }),
    query: z.strictObject({
      name: z
        .union([name, z.array(name).max(NAMES_MAX - 1)])
        .optional()
        .describe('Other names that the file is to cover too, once for each: identifiers of the party, issuers'),
      thing: z
        .string()
        .min(1)
        .max(600)
        .optional()
        .describe('Only this thing: issuer, a space, and the id of the statement'),
    }),
    problems: ['NOT_PERMITTED', 'ERASED', 'TOO_LARGE'],
    responses: { 200: { description: 'The file', schema: z.record(z.string(), z.unknown()) } },
    perMinuteMax: 60,
    async serve({ params: { party }, query: { name: others = [], thing }, tenant }) {
      const text = await publication.completenessOf({ tenant, names: [party, ...[others].flat()], thing });
      return { status: 200, bytes: new TextEncoder().encode(text), headers: { 'cache-control': 'no-store' } };
    },
  });
}

/** The routes of a node's log but for its files, which lie under a prefix of their own. */
export function logRoutes(publication: RoutedPublication): readonly ServedRoute[] {
  return [
    servedRoute({
      ...COMMON,
      path: '/api/log',
      operation: 'read-log',
      summary: 'How the public log stands: its size, what is published, who cosigned when, what fails at present',
      responses: { 200: { description: 'The state of the log', schema: logStatus } },
      serve: async () => ({ status: 200, body: await publication.status() }),
    }),
    ...splitViewRoutes(publication),
    completenessRoute(publication, '/api/parties/:party/completeness', 'read-completeness'),
    completenessRoute(publication, '/parties/:party/completeness', 'read-completeness-of-party'),
    servedRoute({
      ...COMMON,
      path: '/api/log/statements',
      operation: 'list-opened-statements',
      summary:
        'Statements behind leaves of the log, byte for byte, with what opens each: how another node follows this one',
      query: z.strictObject({
        from: wholeNumber({ max: Number.MAX_SAFE_INTEGER - OPENED_MAX }).describe('Index of the first leaf'),
        log: z.string().max(300).optional().describe('Origin of the log; left out, the one that is written now'),
        count: wholeNumberOr(OPENED_MAX, { min: 1, max: OPENED_MAX }).describe(
          `How many leaves; ${OPENED_MAX} when left out`,
        ),
      }),
      responses: { 200: { description: 'Those that the asker may read', schema: openedStatements } },
      async serve({ query: { log, from, count }, tenant }) {
        return { status: 200, body: await publication.openedStatements(tenant, { log, from, to: from + count }) };
      },
    }),
    servedRoute({
      ...COMMON,
      path: '/api/statements/:issuer/:id/promise',
      operation: 'read-promise',
      summary: 'The signed promise that the log will show a statement, and by when',
      params: statementName,
      problems: ['ERASED'],
      responses: { 200: { description: 'The promise', schema: promise } },
      serve: async ({ params, tenant }) => ({
        status: 200,
        body: await publication.promiseOf(tenant, params),
        // What it shows may be erased tomorrow.
        headers: { 'cache-control': 'no-store' },
      }),
    }),
    servedRoute({
      ...COMMON,
      path: '/api/statements/:issuer/:id/receipt',
      operation: 'read-receipt',
      summary: 'Proof that a statement is in the log: a c2sp.org/tlog-proof@v1 whose extra opens the leaf',
      params: statementName,
      mediaTypes: [PLAIN],
      problems: ['NOT_PROMISED', 'NOT_PUBLISHED', 'ERASED'],
      responses: { 200: { description: RECEIPT, schema: z.string() } },
      async serve({ params, tenant }) {
        const { proof, counts } = await publication.receiptOf(tenant, params);
        return {
          status: 200,
          bytes: new TextEncoder().encode(proof),
          // What it shows may be erased tomorrow, and its checkpoint has a successor in a second.
          headers: { 'cache-control': 'no-store', 'touchstone-counts': String(counts) },
        };
      },
    }),
  ];
}
