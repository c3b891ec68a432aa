// SPDX-License-Identifier: Apache-2.0
import { LogError, type NoteKey, parseVkey } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { z } from 'zod';
import { WHO_MAY } from '../access/who-may.ts';
import { HttpError } from '../http/http-error.ts';
import { type ServedRoute, servedRoute } from '../http/served-route.ts';
import { wholeNumberOr } from '../http/whole-number.ts';
import type { Actor } from '../record-keeping/tenant.ts';
import { handedLogReport } from './laboratory-logs.ts';
import type { Publication } from './publication.ts';

/** One of ML-DSA-44 with a name of 255 bytes has some 2,100 characters. */
const VKEY_MAX = 4_000;
/** One of ML-DSA-44 has some 3,600; a challenge has the key in it. */
const NOTE_MAX = 16_000;
const VKEY = z
  .string()
  .min(1)
  .max(VKEY_MAX)
  .describe('Its verifier key: C2SP signed-note, of Ed25519 (0x01) or ML-DSA-44 (0x06)');
const NOTE = z.string().min(1).max(NOTE_MAX).describe('A signed note: decision record 0089');
const logChallenge = z
  .strictObject({ challenge: z.string(), until: z.string() })
  .meta({ id: 'LaboratoryLogChallenge' });

/** The routes about logs that laboratories keep themselves; their trees come in at `/log/laboratories/add-checkpoint`. */
export function laboratoryLogRoutes(
  publication: Pick<Publication, 'challengeLog' | 'registerLog' | 'handedLog'>,
): readonly ServedRoute[] {
  return [
    servedRoute({
      ...{ tag: 'log', method: 'POST', path: '/api/laboratory-log-challenges', records: false, asOf: false },
      operation: 'challenge-laboratory-log',
      summary: "Asks the key of the own organisation's log for a sign of itself, without which it is not registered",
      access: WHO_MAY['challenge-laboratory-log'],
      body: z.strictObject({ vkey: VKEY }),
      problems: ['REFUSED'],
      responses: { 200: { description: 'What the key is to answer, and until when', schema: logChallenge } },
      async serve({ body: { vkey }, actor, now }) {
        const { party } = requireMember(actor);
        return { status: 200, body: await publication.challengeLog({ party, now, key: readKey(vkey) }) };
      },
    }),
    servedRoute({
      ...{ tag: 'log', method: 'POST', path: '/api/laboratory-logs', records: false, asOf: false },
      operation: 'register-laboratory-log',
      summary: "Registers the key of the own organisation's log, whose trees are then taken into this node's log",
      access: WHO_MAY['register-laboratory-log'],
      body: z.strictObject({ vkey: VKEY, challenge: NOTE, answer: NOTE }),
      problems: ['REFUSED'],
      responses: { 200: { description: 'The log as it is registered', schema: handedLogReport } },
      async serve({ body: { vkey, challenge, answer }, actor, now }) {
        const possession = { challenge, answer };
        const request = { actor: requireMember(actor), now, key: readKey(vkey), possession };
        return { status: 200, body: await publication.registerLog(request) };
      },
    }),
    servedRoute({
      ...{ tag: 'log', method: 'GET', path: '/api/laboratory-logs', records: false, asOf: false },
      operation: 'read-laboratory-log',
      summary:
        "How a laboratory's log stands here: its trees in this node's log with the proof, and what it signed against them",
      access: WHO_MAY['read-laboratory-log'],
      query: z.strictObject({
        log: z.string().min(1).max(VKEY_MAX).describe('Origin of the log'),
        size: wholeNumberOr(0).describe('Trees of so many entries or more; all when left out'),
      }),
      problems: ['NOT_FOUND'],
      responses: { 200: { description: 'The log', schema: handedLogReport } },
      async serve({ query: { log, size } }) {
        return { status: 200, body: await publication.handedLog(log, size), headers: { 'cache-control': 'no-store' } };
      },
    }),
  ];
}

function requireMember(actor: Actor | undefined): Actor {
  if (actor === undefined) throw new TypeError('this route is for members only, and its gate lets nobody else in');
  return actor;
}

function readKey(vkey: string): NoteKey {
  try {
    return parseVkey(nodeLogSuite, vkey);
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    const detail = `"vkey" is no verifier key: ${error.message}`;
    throw new HttpError('BAD_INPUT', detail, { errors: [{ pointer: '/vkey', code: error.code, detail }] });
  }
}
