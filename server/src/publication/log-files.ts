// SPDX-License-Identifier: Apache-2.0
import { ADD_CHECKPOINT_BYTES_MAX, parseLogPath } from '@touchstone/transparency-log';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { HttpError } from '../http/http-error.ts';
import { LOG_PREFIX } from './log-place.ts';
import type { Publication } from './publication.ts';

/** More than for other routes: who mirrors a log asks for a file for each 256 entries. */
const PER_MINUTE_MAX = 12_000;

/** What the files come from. */
export type ServedLog = Pick<Publication, 'readShardFile' | 'successorOf' | 'takeCheckpoint'>;

/**
 * Serves checkpoint, tiles and bundles of entries as they lie in the store, and asks no database. Tiles never change;
 * the checkpoint does every second. C2SP tlog-tiles v0.1.0, Parameters. A web server over the folder does the same.
 * A log that has ended is served for ever, and names the one that goes on from it.
 */
export function mountLogFiles(app: FastifyInstance, log: ServedLog): void {
  const config = { rateLimit: { max: PER_MINUTE_MAX, timeWindow: 60_000 } };
  for (const prefix of [LOG_PREFIX, `${LOG_PREFIX}/:year(^\\d{4}$)`]) {
    app.get(`${prefix}/checkpoint`, { config }, async (request, reply) => {
      const bytes = await log.readShardFile(nameIn(request.params), 'checkpoint');
      if (bytes === undefined) throw missing('no checkpoint is published there');
      return asText(reply).send(Buffer.from(bytes));
    });
    app.get(`${prefix}/successor`, { config }, async (request, reply) => {
      const note = await log.successorOf(nameIn(request.params));
      if (note === undefined) throw missing('no log goes on from this one');
      return asText(reply).send(note);
    });
    app.get(`${prefix}/tile/*`, { config }, async (request, reply) => {
      const path = `tile/${(request.params as { readonly '*': string })['*']}`;
      const bytes = isTile(path) ? await log.readShardFile(nameIn(request.params), path) : undefined;
      if (bytes === undefined) throw missing('the log has no such tile');
      return reply
        .type('application/octet-stream')
        .headers({ 'cache-control': 'public, max-age=31536000, immutable', ...FOR_EVERYBODY })
        .send(Buffer.from(bytes));
    });
  }
}

/**
 * Takes checkpoints of laboratories' logs at `/log/laboratories/add-checkpoint`: any log that asks C2SP witnesses can
 * hand its trees in. Who hands in is known by the signature of the registered key, and by nothing else.
 */
export function mountCheckpointTaking(app: FastifyInstance, log: ServedLog): void {
  app.register(async (scope) => {
    const limits = { parseAs: 'buffer', bodyLimit: ADD_CHECKPOINT_BYTES_MAX } as const;
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', limits, (_, body, done) => done(null, body));
    const config = { rateLimit: { max: PER_MINUTE_MAX, timeWindow: 60_000 } };
    scope.post(`${LOG_PREFIX}/laboratories/add-checkpoint`, { config }, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : new Uint8Array();
      const answer = await log.takeCheckpoint(body);
      return reply
        .code(answer.status)
        .header('content-type', answer.contentType)
        .header('cache-control', 'no-store')
        .send(answer.body);
    });
  });
}

/** Pages of other sites may read what is public for everybody: a log is verified wherever somebody likes to. */
const FOR_EVERYBODY = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' } as const;

function asText(reply: FastifyReply): FastifyReply {
  return reply.type('text/plain; charset=utf-8').headers({ 'cache-control': 'no-cache', ...FOR_EVERYBODY });
}

function nameIn(params: unknown): string {
  return (params as { readonly year?: string }).year ?? '';
}

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
