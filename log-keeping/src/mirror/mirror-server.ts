// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server, type ServerResponse } from 'node:http';
import { LogError, originFolder, type LogSuite } from '@touchstone/transparency-log';
import { parsePublicPath, SUCCESSOR_PATH } from '../reader/public-path.ts';
import type { Witness } from '../witness/witness.ts';
import { witnessServer } from '../witness/witness-server.ts';
import type { WitnessMemory } from '../witness/witness-state.ts';
import type { MirroredLog } from './mirrored-log.ts';

/** What a mirror serves. */
export interface ServedMirror {
  readonly suite: LogSuite;
  /** Looked through again for a log that is not known yet: more come with the years. */
  readonly logs: Iterable<MirroredLog>;
  /** Of a mirror that cosigns. */
  readonly cosigning?: { readonly witness: Witness; readonly memory: WitnessMemory };
  readonly onError: (error: unknown) => void;
}

const REQUEST_MILLISECONDS = 15_000;
const CONNECTIONS_MAX = 256;

/**
 * The server of a mirror, not listening yet: below `/<hex SHA-256 of the origin>/` each log as C2SP tlog-tiles v0.1.0
 * has it, the checkpoint with the mirror's cosignature once there is one; and the witness's `POST /add-checkpoint`.
 */
export function mirrorServer({ suite, logs, cosigning, onError }: ServedMirror): Server {
  const byFolder = new Map<string, MirroredLog>();
  const logOf = (folder: string) => {
    if (folder !== '' && !byFolder.has(folder)) {
      for (const log of logs) byFolder.set(originFolder(suite, log.origin), log);
    }
    return byFolder.get(folder);
  };
  const witness = cosigning && witnessServer({ ...cosigning, onError });
  const server = createServer({ requestTimeout: REQUEST_MILLISECONDS, headersTimeout: REQUEST_MILLISECONDS });
  server.maxConnections = CONNECTIONS_MAX;
  server.on('request', (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] as string;
    if (witness !== undefined && path === '/add-checkpoint') {
      witness.emit('request', request, response);
      return;
    }
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const [, folder = '', file = ''] = /^\/([0-9a-f]{64})\/(.+)$/.exec(path) ?? [];
    const log = logOf(folder);
    if (log === undefined) answer(response, 404, `there is /<SHA-256 of an origin>/checkpoint, and tile/ beside it\n`);
    else if (!isRead) answer(response, 405, 'this address takes GET, HEAD\n');
    else {
      readFile(log, { folder, file, memory: cosigning?.memory }).then(
        (bytes) => sendFile(response, file, bytes),
        (error) => {
          onError(error);
          answer(response, 503, 'the mirror cannot read its own files\n');
        },
      );
    }
  });
  return server;
}

async function readFile(
  log: MirroredLog,
  {
    folder,
    file,
    memory,
  }: { readonly folder: string; readonly file: string; readonly memory: WitnessMemory | undefined },
): Promise<Uint8Array | undefined> {
  try {
    parsePublicPath(file);
  } catch (error) {
    if (error instanceof LogError) return undefined;
    throw error;
  }
  const cosigned = file === 'checkpoint' ? await memory?.readNote(folder) : undefined;
  return cosigned === undefined ? log.read(file) : Buffer.from(cosigned);
}

function sendFile(response: ServerResponse, file: string, bytes: Uint8Array | undefined): void {
  if (bytes === undefined) {
    answer(response, 404, 'the mirror has no such file\n');
    return;
  }
  const isNote = file === 'checkpoint' || file === SUCCESSOR_PATH;
  response.writeHead(200, {
    'content-type': isNote ? 'text/plain; charset=utf-8' : 'application/octet-stream',
    'content-length': bytes.length,
    'cache-control': isNote ? 'no-cache' : 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  });
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
