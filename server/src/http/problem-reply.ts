// SPDX-License-Identifier: Apache-2.0
import type { Socket } from 'node:net';
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

/** Answers what is no HTTP request at all, for which there is neither request nor reply, and ends the connection. */
export function refuseUnreadable(socket: Socket, error: Error & { readonly code?: string }): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy(error);
  const refusal = new HttpError('BAD_REQUEST', 'This is not a request that HTTP/1.1 knows.');
  const body = JSON.stringify(problemOf(refusal, 'none').problem);
  const headers = {
    ...SECURITY_HEADERS,
    ...{ 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store', connection: 'close' },
    'content-length': String(Buffer.byteLength(body)),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 400 Bad Request\r\n${lines.join('')}\r\n${body}`);
}

/** Nothing is mounted there. */
export function notFound(method: string, url: string): HttpError {
  return new HttpError(
    'NOT_FOUND',
    `There is no ${method.slice(0, 10)} ${url.split('?')[0]?.slice(0, 200) ?? ''} here.`,
  );
}
