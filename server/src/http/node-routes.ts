// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import { compareInstants, parseInstant } from '@touchstone/identifiers';
import { z } from 'zod';
import { formatCut } from '../record-keeping/as-of.ts';
import type { StatementRecord } from '../record-keeping/fact.ts';
import type { RecordKeeping } from '../record-keeping/record-keeping.ts';
import { readContext } from './context-routes.ts';
import { HttpError } from './http-error.ts';
import { type ServedRoute, servedRoute } from './served-route.ts';

const EVERYONE = { roles: 'everyone' } as const;

/** What the node itself answers: its health, its cuts, any statement in its exact bytes, and its keys. */
export interface NodeServices {
  readonly recordKeeping: Pick<RecordKeeping, 'read' | 'acknowledgedCut' | 'cutAt'>;
  /** DID documents of the parties whose keys are kept at this node. */
  readonly didDocuments: () => Promise<readonly Readonly<Record<string, unknown>>[]>;
  readonly isHealthy: () => Promise<boolean>;
}

/** The routes of the node that belong to no register. */
export function nodeRoutes({ recordKeeping, didDocuments, isHealthy }: NodeServices): readonly ServedRoute[] {
  return [
    servedRoute({
      tag: 'node',
      method: 'GET',
      path: '/health',
      operation: 'read-health',
      summary: 'Whether the node can answer: 200, or 503 while its database does not',
      access: EVERYONE,
      records: false,
      asOf: false,
      responses: { 200: { description: 'It can', schema: z.strictObject({ status: z.literal('ok') }) } },
      async serve() {
        if (await isHealthy()) return { status: 200, body: { status: 'ok' } };
        throw new HttpError('UNAVAILABLE', 'The database does not answer.', { headers: { 'retry-after': '5' } });
      },
    }),
    readContext(),
    readCut(recordKeeping),
    readStatement(recordKeeping),
    servedRoute({
      tag: 'node',
      method: 'GET',
      path: '/api/did-documents',
      operation: 'list-did-documents',
      summary: 'DID documents of the parties that sign at this node: a bundle to verify their statements offline',
      access: EVERYONE,
      records: false,
      asOf: false,
      responses: {
        200: {
          description: 'The bundle',
          schema: z.strictObject({ items: z.array(z.record(z.string(), z.unknown())) }),
        },
      },
      serve: async () => ({ status: 200, body: { items: await didDocuments() } }),
    }),
  ];
}

function readCut(recordKeeping: NodeServices['recordKeeping']): ServedRoute {
  return servedRoute({
    tag: 'node',
    method: 'GET',
    path: '/api/cuts',
    operation: 'read-cut',
    summary: 'What is known now, every acknowledged act included, or what was known at an instant, as text for knownAt',
    access: EVERYONE,
    records: false,
    asOf: false,
    problems: ['UNKNOWN_CUT'],
    query: z.strictObject({ at: z.string().max(40).optional().describe('An instant, RFC 3339; left out, now.') }),
    responses: { 200: { description: 'The cut', schema: z.strictObject({ knownAt: z.string() }) } },
    async serve({ query, now }) {
      const at = query.at === undefined ? undefined : parseInstant(query.at);
      if (at !== undefined && compareInstants(at, parseInstant(now)) > 0) {
        const detail = `at: ${at} has not come yet; what will be known then nobody knows at ${now}.`;
        throw new HttpError('UNKNOWN_CUT', detail, { errors: [{ code: 'IN_THE_FUTURE', detail, parameter: 'at' }] });
      }
      // First of all: what was acknowledged by now must not get a place in an instant that was answered for.
      const reached = await within(recordKeeping.acknowledgedCut());
      return { status: 200, body: { knownAt: formatCut(at === undefined ? reached : await recordKeeping.cutAt(at)) } };
    },
  });
}

const NUMBERED_WITHIN = 5_000;

/** Waits for the numbering, up to a bound: a cut that lacks an acknowledged act is not given. */
async function within<Result>(work: Promise<Result>): Promise<Result> {
  const wait = new AbortController();
  const late = setTimeout(NUMBERED_WITHIN, undefined, { signal: wait.signal }).then(() => {
    throw new HttpError('UNAVAILABLE', 'Acts that were acknowledged are still being numbered; ask again shortly.', {
      headers: { 'retry-after': '1' },
    });
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    wait.abort();
  }
}

/** The identity of a statement in an address. */
export const statementParams = z.strictObject({
  issuer: z.string().max(500).describe('DID of the issuer'),
  id: z
    .string()
    .regex(/^urn:uuid:[0-9a-f-]{36}$/)
    .describe('urn:uuid: and a UUIDv7'),
});

const VC_JWT = 'application/vc+jwt';

function readStatement(recordKeeping: NodeServices['recordKeeping']): ServedRoute {
  return servedRoute({
    tag: 'node',
    method: 'GET',
    path: '/api/statements/:issuer/:id',
    operation: 'read-statement',
    summary: 'One statement in the very bytes that its issuer signed: with its embedded proof, or as a vc+jwt',
    access: EVERYONE,
    records: false,
    asOf: true,
    params: statementParams,
    problems: ['ERASED'],
    mediaTypes: ['application/json', VC_JWT],
    responses: { 200: { description: 'The statement', schema: z.record(z.string(), z.unknown()) } },
    async serve({ params, tenant, asOf, mediaType }) {
      const found = await recordKeeping.read({ tenant, asOf }, async (reads) => {
        // Without the instant: it would tell who asks which leaf of the log this was.
        if ((await reads.erasedAt(params)) !== undefined)
          throw new HttpError('ERASED', 'What this statement says was erased.');
        const [statements] = await reads.findStatements([{ by: 'identity', ...params }], asOf.knownAt);
        return statements?.[0];
      });
      if (found === undefined)
        throw new HttpError('NOT_FOUND', 'No such statement is known here, or none that you may see.');
      return { status: 200, bytes: bytesOf(found, mediaType), headers: { 'touchstone-digest': found.digest } };
    },
  });
}

function bytesOf(statement: StatementRecord, mediaType: string): Uint8Array {
  if (mediaType !== VC_JWT) return statement.bytes;
  if (statement.jwt === undefined)
    throw new HttpError('NOT_ACCEPTABLE', 'Its issuer made no vc+jwt of it; ask for application/json.');
  return Buffer.from(statement.jwt, 'utf8');
}
