// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { jsonText } from '../record-keeping/json-text.ts';
import { HttpError } from './http-error.ts';
import type { Served, ServedRoute } from './served-route.ts';

/** Sends what a route answered: exact bytes or JSON, an entity tag on reads, and the link to the next page. */
export function send(
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  {
    route,
    mediaType,
    isPersonal,
  }: { readonly route: ServedRoute; readonly mediaType: string; readonly isPersonal: boolean },
  served: Served,
): FastifyReply {
  refuseRefusal(served.body);
  const payload =
    served.bytes === undefined ? Buffer.from(jsonText(served.body ?? null), 'utf8') : Buffer.from(served.bytes);
  reply.code(served.status);
  reply.headers({
    vary: 'accept, authorization, cookie',
    'cache-control': isPersonal || request.method !== 'GET' ? 'no-store' : 'no-cache',
    ...served.headers,
  });
  const next = nextPage(request.url, served.body);
  if (next !== undefined) reply.header('link', `<${next}>; rel="next"`);
  if (served.status === 204) return reply.send();
  reply.header('content-type', mediaType === 'application/json' ? 'application/json; charset=utf-8' : mediaType);
  if (route.method === 'GET' && served.status === 200) {
    const tag =
      served.headers?.etag ?? `"${createHash('sha256').update(mediaType).update(payload).digest('base64url')}"`;
    reply.header('etag', tag);
    if (isSame(request.headers['if-none-match'], tag)) return reply.code(304).removeHeader('content-type').send();
  }
  return reply.send(payload);
}

/** A refused act is recorded nowhere: it leaves as a problem that names every reason. */
function refuseRefusal(body: unknown): void {
  if (
    typeof body !== 'object' ||
    body === null ||
    !('outcome' in body) ||
    body.outcome !== 'refused' ||
    !('reasons' in body)
  )
    return;
  const reasons = body.reasons as readonly { readonly code: string; readonly detail: string }[];
  throw new HttpError('REFUSED', reasons.map((reason) => reason.detail).join(' '), { errors: reasons });
}

/** The address of the next page: this one with another cursor. RFC 8288, 3. */
function nextPage(url: string, body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('next' in body) || typeof body.next !== 'string') return undefined;
  const next = new URL(url, 'http://localhost');
  next.searchParams.set('cursor', body.next);
  return next.pathname + next.search;
}

/** If-None-Match compares weakly. RFC 9110, 13.1.2. */
function isSame(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || header.split(',').some((each) => each.trim().replace(/^W\//, '') === tag);
}
