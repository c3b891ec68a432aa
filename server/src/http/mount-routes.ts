// SPDX-License-Identifier: Apache-2.0
import type { ReauthenticationProof } from '@touchstone/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator } from '../access/authenticator.ts';
import type { Reauthenticator } from '../access/reauthenticator.ts';
import type { RecordKeeping } from '../record-keeping/record-keeping.ts';
import { type Actor, publicTenant, tenantOf } from '../record-keeping/tenant.ts';
import { readClocks } from './clocks.ts';
import { confirmAct, type RawRequest, requestDigest } from './confirm-act.ts';
import { HttpError } from './http-error.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import { preferredType } from './media-type.ts';
import { type ParsedRequest, type RequestSchemas, parseRequest, requestSchemas } from './parse-request.ts';
import { needsIdempotencyKey } from './problem-answers.ts';
import { readUpload } from './read-upload.ts';
import { send } from './send.ts';
import type { Call, Served, ServedRoute } from './served-route.ts';
import { type Asker, findAsker, type Home, requireAccess } from './who-asks.ts';

/** What serving takes beside the routes. */
export interface Serving {
  readonly recordKeeping: Pick<RecordKeeping, 'answerOnce'>;
  readonly authenticator: Authenticator;
  readonly reauthenticator: Reauthenticator;
  readonly home: Home;
  /** The jurisdiction whose public an unknown reader belongs to. */
  readonly jurisdiction: string;
  readonly clock: () => string;
  /** Adds to an answer about what was put on record; a repeated request gets what the first got. */
  readonly acknowledge?: (body: unknown) => Promise<unknown>;
  /** For tests: an answer that does not fit its own schema becomes an error. */
  readonly checkAnswers: boolean;
}

/** Mounts routes; each request passes host, asker, access, parsing, confirmation and idempotency before its handler. */
export function mountRoutes(app: FastifyInstance, routes: readonly ServedRoute[], serving: Serving): void {
  const askers = new WeakMap<FastifyRequest, Asker>();
  for (const route of routes) {
    const schemas = requestSchemas(route);
    app.route({
      method: route.method,
      url: route.path,
      ...(route.bodyBytesMax === undefined ? {} : { bodyLimit: route.bodyBytesMax }),
      ...(route.perMinuteMax === undefined
        ? {}
        : { config: { rateLimit: { max: route.perMinuteMax, timeWindow: 60_000 } } }),
      // Before the body is read: who may not call has nothing to send.
      onRequest: async (request) => {
        const asker = await findAsker(request, serving.authenticator, serving.home);
        requireAccess(route.access, asker.principal);
        askers.set(request, asker);
      },
      handler: async (request, reply) => {
        const asker = askers.get(request) ?? { principal: undefined, token: undefined };
        return answer({ request, reply }, { route, schemas, asker }, serving);
      },
    });
  }
}

interface Mounted {
  readonly route: ServedRoute;
  readonly schemas: RequestSchemas;
  readonly asker: Asker;
}

async function answer(
  exchange: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  { route, schemas, asker }: Mounted,
  serving: Serving,
): Promise<FastifyReply> {
  const { request } = exchange;
  const mediaType = preferredType(request.headers.accept, route.mediaTypes ?? ['application/json']);
  // Where there is nothing to choose, what there is beats a refusal.
  if (mediaType === undefined && route.mediaTypes !== undefined) {
    throw new HttpError('NOT_ACCEPTABLE', `It can be had as ${route.mediaTypes.join(' or ')}.`);
  }
  const upload = route.upload === undefined ? undefined : await readUpload(request, route.upload);
  const { params, query } = request;
  const key = needsIdempotencyKey(route) ? readIdempotencyKey(request.headers['idempotency-key']) : undefined;
  const raw: RawRequest = { operation: route.operation, params, query, body: upload?.fields ?? request.body };
  refuseNull({ params, query, body: raw.body ?? null });
  const parsed = parseRequest(schemas, { params, query, body: raw.body ?? undefined });
  const { principal } = asker;
  const actor = await confirmedActor({ request, route, parsed, raw }, asker, serving);
  const call = {
    ...split(parsed, route),
    ...{ principal, actor, files: upload?.files ?? [], token: asker.token, address: request.ip },
    ...{ now: serving.clock(), mediaType: mediaType ?? 'application/json' },
    tenant: actor === undefined ? publicTenant(serving.jurisdiction) : tenantOf(actor),
    memory: undefined,
  };
  const served = await serve(route, call, { key, raw, serving });
  if (serving.checkAnswers) checkAnswer(route, served);
  return send(exchange, { route, mediaType: call.mediaType, isPersonal: principal !== undefined }, served);
}

/** U+0000 is no character of any text here, and the database takes none: it is refused before anything is asked of it. */
function refuseNull(parts: Readonly<Record<string, unknown>>): void {
  for (const [where, value] of Object.entries(parts)) {
    if (holdsNull(value)) {
      throw new HttpError('BAD_INPUT', `There is the character U+0000 in the ${where}; no text may hold it.`);
    }
  }
}

function holdsNull(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\u0000');
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value)
    ? value.some(holdsNull)
    : Object.entries(value).some(([name, member]) => name.includes('\u0000') || holdsNull(member));
}

/** The two clocks and the proof of who signs were added to the route's own fields; they go their own ways again. */
function split(parsed: ParsedRequest, route: ServedRoute): Pick<Call, 'params' | 'query' | 'body' | 'asOf'> {
  const { params } = parsed;
  const { on, knownAt, ...own } = parsed.query as { on?: string; knownAt?: string };
  const query = route.asOf ? own : parsed.query;
  const asOf = route.asOf ? readClocks({ on, knownAt }) : {};
  if (route.access.reauthentication !== 'required') return { params, query, body: parsed.body, asOf };
  const { reauthentication: _, ...body } = parsed.body as Readonly<Record<string, unknown>>;
  return { params, query, body, asOf };
}

interface Confirming {
  readonly request: FastifyRequest;
  readonly route: ServedRoute;
  readonly parsed: ParsedRequest;
  readonly raw: RawRequest;
}

async function confirmedActor(
  { request, route, parsed, raw }: Confirming,
  { principal }: Asker,
  serving: Serving,
): Promise<Actor | undefined> {
  if (principal === undefined || route.access.reauthentication !== 'required') return principal?.actor;
  const { reauthentication: proof } = parsed.body as { readonly reauthentication: ReauthenticationProof };
  const evidence = await confirmAct(serving.reauthenticator, { principal, proof, request: raw, address: request.ip });
  return { ...principal.actor, reauthentication: evidence };
}

async function serve(
  route: ServedRoute,
  call: Call,
  { key, raw, serving }: { readonly key: string | undefined; readonly raw: RawRequest; readonly serving: Serving },
): Promise<Served> {
  const { principal, actor, now } = call;
  if (key === undefined || principal === undefined || actor === undefined) return route.serve(call);
  const acknowledge = serving.acknowledge ?? (async (body: unknown) => body);
  const digest = requestDigest(raw, principal);
  const { repeated, status, body } = await serving.recordKeeping.answerOnce(
    { actor, key, digest, now },
    async (memory) => {
      const served = await route.serve({ ...call, memory });
      return { status: served.status, body: await acknowledge(served.body) };
    },
  );
  return { status, body, ...(repeated ? { headers: { 'touchstone-repeated': 'true' } } : {}) };
}

function checkAnswer(route: ServedRoute, { status, body, bytes }: Served): void {
  const isRefusal = typeof body === 'object' && body !== null && 'outcome' in body && body.outcome === 'refused';
  if (isRefusal) return;
  const response = route.responses[status];
  if (response === undefined) throw new TypeError(`${route.operation} answered ${status}, which it does not declare`);
  const value = bytes === undefined || body !== undefined ? body : undefined;
  if (value !== undefined) response.schema.parse(JSON.parse(JSON.stringify(value)));
}
