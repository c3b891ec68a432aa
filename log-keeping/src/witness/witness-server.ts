// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ADD_CHECKPOINT_BYTES_MAX } from '@touchstone/transparency-log';
import type { Witness } from './witness.ts';
import type { WitnessMemory } from './witness-state.ts';

/** What a witness serves. */
export interface ServedWitness {
  readonly witness: Witness;
  readonly memory: Pick<WitnessMemory, 'readNote'>;
  /** Hears of failures that are the witness's own, such as a full disk; askers are told 503 and no more. */
  readonly onError: (error: unknown) => void;
}

interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const REQUEST_MILLISECONDS = 15_000;
const CONNECTIONS_MAX = 256;

/**
 * The server of a witness, not listening yet: `POST /add-checkpoint`, and `GET /<hex SHA-256 of the origin>/checkpoint`
 * for monitors. C2SP tlog-witness v1.0.0, Submission and Monitoring.
 */
export function witnessServer(served: ServedWitness): Server {
  const server = createServer({ requestTimeout: REQUEST_MILLISECONDS, headersTimeout: REQUEST_MILLISECONDS });
  server.maxConnections = CONNECTIONS_MAX;
  server.on('request', (request, response) => {
    answer(served, request)
      .catch((error): Reply => {
        served.onError(error);
        return plain(503, 'the witness cannot keep its state; nothing was cosigned');
      })
      .then((reply) => send(response, reply));
  });
  return server;
}

async function answer({ witness, memory }: ServedWitness, request: IncomingMessage): Promise<Reply> {
  const path = (request.url ?? '/').split('?', 1)[0] as string;
  if (path === '/add-checkpoint') {
    if (request.method !== 'POST') return notAllowed('POST');
    const body = await readBody(request);
    return body === undefined ? plain(400, `a request has ${ADD_CHECKPOINT_BYTES_MAX} bytes at most`) : witness(body);
  }
  const folder = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path)?.[1];
  if (folder === undefined) return plain(404, 'there is /add-checkpoint and /<SHA-256 of an origin>/checkpoint');
  if (request.method !== 'GET' && request.method !== 'HEAD') return notAllowed('GET, HEAD');
  const note = await memory.readNote(folder);
  return note === undefined
    ? plain(404, 'this witness has cosigned nothing of such a log')
    : { status: 200, contentType: 'text/plain; charset=utf-8', body: note };
}

/** The body, or undefined when it is longer than any request. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    // Read on and thrown away, for as long as a request may take: who is cut off in the middle reads no answer.
    if (length <= ADD_CHECKPOINT_BYTES_MAX) parts.push(part);
  }
  return length <= ADD_CHECKPOINT_BYTES_MAX ? Buffer.concat(parts) : undefined;
}

function send(response: ServerResponse, { status, contentType, body, headers }: Reply): void {
  response.writeHead(status, {
    ...headers,
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

function plain(status: number, message: string): Reply {
  return { status, contentType: 'text/plain; charset=utf-8', body: `${message}\n` };
}

function notAllowed(allow: string): Reply {
  return { ...plain(405, `this address takes ${allow}`), headers: { allow } };
}
