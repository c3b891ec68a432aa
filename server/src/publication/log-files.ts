// SPDX-License-Identifier: Apache-2.0
import { type LogReader, parseLogPath } from '@touchstone/transparency-log';
import type { FastifyInstance } from 'fastify';
import { HttpError } from '../http/http-error.ts';

/** Where the files of the log are served. */
export const LOG_PREFIX = '/log';

/** More than for other routes: who mirrors a log asks for a file for each 256 entries. */
const PER_MINUTE_MAX = 12_000;

/**
 * Serves checkpoint, tiles and bundles of entries as they lie in the store, and asks no database. Tiles never change;
 * the checkpoint does every second. C2SP tlog-tiles v0.1.0, Parameters. A web server over the folder does the same.
 */
export function mountLogFiles(app: FastifyInstance, readFile: LogReader): void {
  const config = { rateLimit: { max: PER_MINUTE_MAX, timeWindow: 60_000 } };
  app.get(`${LOG_PREFIX}/checkpoint`, { config }, async (_, reply) => {
    const bytes = await readFile('checkpoint');
    if (bytes === undefined) throw missing('no checkpoint is published yet');
    return reply
      .type('text/plain; charset=utf-8')
      .headers({ 'cache-control': 'no-cache', ...FOR_EVERYBODY })
      .send(Buffer.from(bytes));
  });
  app.get(`${LOG_PREFIX}/tile/*`, { config }, async (request, reply) => {
    const path = `tile/${(request.params as { readonly '*': string })['*']}`;
    const bytes = isTile(path) ? await readFile(path) : undefined;
    if (bytes === undefined) throw missing('the log has no such tile');
    return reply
      .type('application/octet-stream')
      .headers({ 'cache-control': 'public, max-age=31536000, immutable', ...FOR_EVERYBODY })
      .send(Buffer.from(bytes));
  });
}

/** Pages of other sites may read what is public for everybody: a log is verified wherever somebody likes to. */
const FOR_EVERYBODY = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' } as const;

function isTile(path: string): boolean {
  try {
    return parseLogPath(path) !== undefined;
  } catch {
    return false;
  }
}

function missing(what: string): HttpError {
  return new HttpError('NOT_FOUND', `${what[0]?.toUpperCase()}${what.slice(1)}.`);
}
