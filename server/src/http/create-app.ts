// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import { parseStrictJson } from '@touchstone/credentials/formats';
import fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { HttpError } from './http-error.ts';
import { mountRoutes, type Serving } from './mount-routes.ts';
import { describeRoutes } from './openapi.ts';
import { refuseOtherMethods } from './other-methods.ts';
import { mountPortal } from './portal-files.ts';
import { problemOf } from './problem-of.ts';
import { notFound, refuseUnreadable, sendProblem } from './problem-reply.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { type ServedRoute, servedRoute } from './served-route.ts';
import { refuseForeignHost } from './who-asks.ts';

/** Most that a request may hold, and most requests that one address may send. */
export interface HttpLimits {
  readonly bodyBytesMax: number;
  readonly jsonDepthMax: number;
  readonly jsonValuesMax: number;
  readonly perMinuteMax: number;
}

/** Room for a test report of 2,000 results, and for a person who clicks fast. */
const HTTP_LIMITS: HttpLimits = {
  bodyBytesMax: 4 << 20,
  jsonDepthMax: 32,
  jsonValuesMax: 100_000,
  perMinuteMax: 1_200,
};

/** What the app is made of. */
export interface AppOptions {
  readonly routes: readonly ServedRoute[];
  readonly serving: Serving;
  readonly limits?: HttpLimits;
  /** The portal's built files, where there are any. */
  readonly portalDirectory?: string;
  /** Proxies whose X-Forwarded-For is believed. */
  readonly trustProxy?: string | false;
  /** Hears of every error that is a fault of the server, with the id under which the asker was told. */
  readonly onUnexpected: (error: unknown, requestId: string) => void;
}

/** The HTTP server, not yet listening. Every error leaves as problem details; nothing else is ever sent as one. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const limits = options.limits ?? HTTP_LIMITS;
  const app = fastify({
    bodyLimit: limits.bodyBytesMax,
    trustProxy: options.trustProxy ?? false,
    routerOptions: { maxParamLength: 600, ignoreTrailingSlash: false, caseSensitive: true },
    requestIdHeader: false,
    genReqId: () => randomBytes(12).toString('base64url'),
    forceCloseConnections: 'idle',
    requestTimeout: 60_000,
    clientErrorHandler: (error, socket) => refuseUnreadable(socket, error),
    frameworkErrors: (error, request, reply) => sendProblem(reply, error, request.id),
    // Faults of the server are told to onUnexpected; the rest concerns its asker alone.
    logger: false,
  });
  app.setErrorHandler((error, request, reply) => {
    if (problemOf(error, request.id).unexpected) options.onUnexpected(error, request.id);
    return sendProblem(reply, error, request.id);
  });
  app.addHook('onRequest', async (_, reply) => {
    reply.headers(SECURITY_HEADERS);
  });
  app.addHook('onRequest', async ({ headers }) => refuseForeignHost(headers.host, options.serving.home));
  app.addHook('onSend', async (request, reply) => {
    reply.header('request-id', request.id);
  });
  readStrictJson(app, limits);
  await app.register(rateLimit, {
    max: limits.perMinuteMax,
    timeWindow: 60_000,
    errorResponseBuilder: (_, { ttl }) =>
      new HttpError('TOO_MANY_REQUESTS', `One address may send ${limits.perMinuteMax} requests a minute here.`, {
        headers: { 'retry-after': String(Math.ceil(ttl / 1_000)) },
      }),
  });
  await app.register(multipart);
  const routes = withDescription(options.routes);
  mountRoutes(app, routes, options.serving);
  refuseOtherMethods(app, routes);
  if (options.portalDirectory !== undefined) await mountPortal(app, options.portalDirectory);
  else
    app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) =>
      sendProblem(reply, notFound(request.method, request.url), request.id),
    );
  return app;
}

/** The routes and the one that describes them all, itself included. */
export function withDescription(routes: readonly ServedRoute[]): readonly ServedRoute[] {
  const all: ServedRoute[] = [...routes];
  all.push(
    servedRoute({
      tag: 'node',
      method: 'GET',
      path: '/api/openapi.json',
      operation: 'read-openapi',
      summary: 'This description',
      access: { roles: 'everyone' },
      records: false,
      asOf: false,
      responses: { 200: { description: 'OpenAPI 3.1', schema: z.record(z.string(), z.unknown()) } },
      serve: async () => ({ status: 200, body: describeRoutes(all) }),
    }),
  );
  return all;
}

/** JSON alone, read strictly: no name twice, no half characters, nothing too deep or too many. RFC 8259; RFC 7493. */
function readStrictJson(app: FastifyInstance, limits: HttpLimits): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) =>
    parseStrictJson(body, { bytes: limits.bodyBytesMax, depth: limits.jsonDepthMax, values: limits.jsonValuesMax }),
  );
}
