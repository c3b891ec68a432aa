// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply } from 'fastify';
import { HttpError } from './http-error.ts';
import { problemOf } from './problem-of.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** Answers with problem details. RFC 9457, 3. */
export function sendProblem(reply: FastifyReply, error: unknown, requestId: string): FastifyReply {
  const { problem, headers } = problemOf(error, requestId);
  return (
    reply
      .code(problem.status)
      // A path that does not decode is refused before any hook has run.
      .headers({ ...SECURITY_HEADERS, ...headers, 'cache-control': 'no-store', 'request-id': requestId })
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem))
  );
}

/** Nothing is mounted there. */
export function notFound(method: string, url: string): HttpError {
  return new HttpError(
    'NOT_FOUND',
    `There is no ${method.slice(0, 10)} ${url.split('?')[0]?.slice(0, 200) ?? ''} here.`,
  );
}
