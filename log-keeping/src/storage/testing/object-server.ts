// SPDX-License-Identifier: Apache-2.0
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { openServer } from '../../testing/open-server.ts';

/** How a server can be out of order. */
export interface Disorder {
  /** Conditions that the server reads over. */
  ignores?: 'if-match' | 'if-none-match';
  /**
   * Asked before each request: a status to answer instead, with the code of an error where one matters, 'drop' to act and
   * never answer, 'refuse' to do neither.
   */
  before?: (method: string, name: string) => number | readonly [number, string] | 'drop' | 'refuse' | undefined;
}

const KEY = { accessKeyId: 'TESTKEY', secretAccessKey: 'a secret of the tests' };

/**
 * The part of Amazon S3 that a log uses, in memory: GET, PUT, DELETE of objects, ETag, If-Match, If-None-Match: *
 * (S3 User Guide, "Conditional writes"), and Signature Version 4 checked over every signed header.
 */
export async function startObjectServer(disorder: Disorder = {}) {
  const objects = new Map<string, { readonly bytes: Buffer; readonly tag: string }>();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const bytes = Buffer.concat(parts);
    const { method = '', url = '' } = request;
    const name = decodeURIComponent(url).replace(/^\/bucket\/log\//, '');
    const turn = disorder.before?.(method, name);
    if (turn === 'refuse') return void request.socket.destroy();
    if (typeof turn === 'number') return void response.writeHead(turn).end('out of order');
    if (typeof turn === 'object') return void response.writeHead(turn[0]).end(`<Error><Code>${turn[1]}</Code></Error>`);
    if (!isSigned(request, bytes)) return void response.writeHead(403).end('SignatureDoesNotMatch');
    const there = objects.get(name);
    let status = 200;
    if (method === 'GET') status = there === undefined ? 404 : 200;
    else if (method === 'PUT' && !holds(request, there?.tag, disorder)) status = 412;
    else if (method === 'PUT') objects.set(name, { bytes, tag: `"${randomBytes(8).toString('hex')}"` });
    else if (method === 'DELETE') status = objects.delete(name) ? 204 : 404;
    if (turn === 'drop') return void request.socket.destroy();
    const tag = objects.get(name)?.tag;
    response.writeHead(status, tag === undefined || status === 412 ? {} : { etag: tag });
    response.end(method === 'GET' ? there?.bytes : '');
  });
  const { url, close } = await openServer(server);
  return {
    objects,
    disorder,
    options: { url: `${url}/bucket/log`, timeout: 5_000, ...KEY },
    stop: close,
  };
}

function holds(request: IncomingMessage, tag: string | undefined, { ignores }: Disorder): boolean {
  const match = ignores === 'if-match' ? undefined : request.headers['if-match'];
  const noneMatch = ignores === 'if-none-match' ? undefined : request.headers['if-none-match'];
  return (match === undefined || match === tag) && (noneMatch !== '*' || tag === undefined);
}

/** Signature Version 4, "Authenticating Requests: Using the Authorization Header". */
function isSigned(request: IncomingMessage, bytes: Buffer): boolean {
  const pattern =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;
  const [, key, day = '', region = '', names = '', signature] = pattern.exec(request.headers.authorization ?? '') ?? [];
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (key !== KEY.accessKeyId || request.headers['x-amz-content-sha256'] !== digest) return false;
  const required = ['if-match', 'if-none-match', 'x-amz-content-sha256'].filter((each) => each in request.headers);
  if (!required.every((each) => names.split(';').includes(each))) return false;
  const headers = names.split(';').map((each) => `${each}:${String(request.headers[each]).trim()}\n`);
  const canonical = [request.method, request.url, '', headers.join(''), names, digest].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const hashed = createHash('sha256').update(canonical).digest('hex');
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, hashed].join('\n');
  const mac = (secret: string | Buffer, message: string) => createHmac('sha256', secret).update(message).digest();
  const secret = [region, 's3', 'aws4_request'].reduce(mac, mac(`AWS4${KEY.secretAccessKey}`, day));
  return mac(secret, text).toString('hex') === signature;
}
