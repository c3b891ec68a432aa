// SPDX-License-Identifier: Apache-2.0
import { connect } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attestation } from './registers-in-use.ts';
import { openTestNode, type Request, type TestNode } from './test-node.ts';

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
});
afterAll(() => node.end());

const URL = '/api/accreditation-cases';
const json = (payload: string | Buffer, headers: Record<string, string> = {}): Request => ({
  ...{ method: 'POST', url: URL, payload, headers: { 'content-type': 'application/json', ...headers } },
});
const drafted = (more: object = {}) => JSON.stringify({ attestation: attestation(more) });
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

async function countFacts(): Promise<number> {
  const { rows } = await sql<{ facts: number }>`select count(*)::int as facts from touchstone.position`.execute(
    node.accounts.tables,
  );
  return rows[0]?.facts ?? -1;
}

describe('a request', () => {
  it.each<[string, Request, number, string]>([
    ['that is larger than the limit', json(`"${'x'.repeat(1 << 20)}"`), 413, 'TOO_LARGE'],
    ['that says it is larger than it is', json('{}', { 'content-length': '99999999' }), 413, 'TOO_LARGE'],
    ['that is nested too deep', json(`{"attestation":${deep(40)}}`), 400, 'BAD_JSON'],
    ['that is nested a hundred thousand deep', json(deep(100_000)), 400, 'BAD_JSON'],
    ['of too many values', json(`[${'0,'.repeat(60_000)}0]`), 400, 'BAD_JSON'],
    [
      'for the scope of what is no DID',
      { method: 'GET', url: '/api/accredited-bodies/notadid/scope' },
      400,
      'BAD_IDENTIFIER',
    ],
    ['with a cursor that is none', { method: 'GET', url: '/api/accredited-bodies?cursor=zzz' }, 400, 'BAD_CURSOR'],
    ['that ends in the middle', json('{"attestation":{"kind":"Accr'), 400, 'BAD_JSON'],
    ['that goes on after its end', json('{} {}'), 400, 'BAD_JSON'],
    ['with one name twice', json('{"attestation":1,"attestation":2}'), 400, 'BAD_JSON'],
    ['that is not UTF-8', json(Buffer.from([0x22, 0xff, 0xfe, 0x22])), 400, 'BAD_JSON'],
    ['with half a character', json('{"attestation":"\\ud800"}'), 400, 'BAD_JSON'],
    ['with a byte order mark', json('\ufeff{}'), 400, 'BAD_JSON'],
    ['that is empty', json(''), 400, 'BAD_JSON'],
    ['that is null', json('null'), 400, 'BAD_INPUT'],
    ['that reaches for the prototype', json('{"__proto__":{"attestation":1}}'), 400, 'BAD_INPUT'],
    [
      'with a field too many',
      json(`{"attestation":${JSON.stringify(attestation())},"approved":true}`),
      400,
      'BAD_INPUT',
    ],
    ['with a day that does not exist', json(drafted({ from: '2026-02-30' })), 400, 'BAD_INPUT'],
    ['with a DID that is none', json(drafted({ id: 'javascript:alert(1)' })), 400, 'BAD_INPUT'],
    ['with U+0000 in a text', json(drafted({ name: 'a\u0000b' })), 400, 'BAD_INPUT'],
    ['with U+0000 after a backslash', json(drafted({ name: 'a\\\u0000b' })), 400, 'BAD_INPUT'],
    ['with U+0000 in the name of a field', json('{"a\\u0000b":1}'), 400, 'BAD_INPUT'],
    ['with U+0000 in the query', { url: '/api/accreditations?body=a%00b' }, 400, 'BAD_INPUT'],
    ['with U+0000 in the path', { url: '/api/accredited-bodies/a%00b/scope' }, 400, 'BAD_INPUT'],
    [
      'in another media type',
      { ...json('{}'), headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'BAD_MEDIA_TYPE',
    ],
    ['in XML', { ...json('<a/>'), headers: { 'content-type': 'application/xml' } }, 415, 'BAD_MEDIA_TYPE'],
    [
      'without an Idempotency-Key',
      { ...json(drafted()), headers: { 'content-type': 'application/json', 'idempotency-key': '' } },
      400,
      'BAD_INPUT',
    ],
    ['to a path that does not decode', { url: '/api/accreditations/%E0%A4%A' }, 400, 'BAD_REQUEST'],
    ['to a stream that is none', { url: `${URL}/not-a-uuid` }, 400, 'BAD_INPUT'],
    ['to a file outside', { url: '/api/../../etc/passwd' }, 404, 'NOT_FOUND'],
    ['for a page without end', { url: '/api/accreditations?limit=100000' }, 400, 'BAD_INPUT'],
    ['for a parameter that is none', { url: '/api/accreditations?owner=did:web:a.example' }, 400, 'BAD_INPUT'],
    ['with a cursor of its own making', { url: '/api/accreditations?cursor=WyJhIl0' }, 400, 'BAD_CURSOR'],
    ['about a day that is none', { url: '/api/accreditations?on=2026-11-31' }, 400, 'BAD_IDENTIFIER'],
    ['about a cut that is none', { url: '/api/accreditations?knownAt=yesterday' }, 400, 'BAD_CUT'],
    ['about a cut to come', { url: '/api/accreditations?knownAt=999999' }, 400, 'UNKNOWN_CUT'],
    ['with one parameter twice', { url: '/api/accreditations?on=2026-11-01&on=2026-11-02' }, 400, 'BAD_INPUT'],
    ['with SQL in it', { url: "/api/accreditations?body='%20or%201=1--" }, 200, ''],
  ])('%s is answered as it must be, and changes nothing', async (_, request, status, code) => {
    const before = await countFacts();
    const answer = await node.send('clerk', request as Request);
    expect(answer.status, answer.text).toBe(status);
    if (status >= 400) {
      expect(answer.body).toMatchObject({ code, status, requestId: answer.headers['request-id'] });
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    } else {
      expect(answer.body).toEqual({ items: [] });
    }
    expect(await countFacts()).toBe(before);
  });

  it('may hold a backslash and the letters u0000, which are no U+0000', async () => {
    const name = String.raw`as in \u0000, and \\u0000`;
    const { stream } = await node.act('clerk', URL, { attestation: attestation({ name }) });
    expect(await node.get('clerk', `${URL}/${stream}`)).toMatchObject({ subject: { name } });
  });

  it('of a stranger is turned away before its body is read', async () => {
    const request = json(`"${'x'.repeat(1 << 20)}"`);
    expect((await node.send(undefined, request)).status).toBe(401);
  });

  it('is answered with headers that keep a browser from doing more with it than showing it', async () => {
    const { headers } = await node.send(undefined, { url: '/api/accreditations' });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';script-src 'self';style-src 'self';/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(headers['content-security-policy']).not.toContain('unsafe');
  });

  it.each<[string, Request]>([
    ['a path that does not decode', { url: '/%E0%A4%A' }],
    ['another host name', { url: '/health', headers: { host: 'rebound.evil.example' } }],
    ['nowhere', { url: '/nowhere' }],
    ['a method that is not served there', { method: 'PUT', url: '/health' }],
    ['a stranger', { url: URL }],
  ])('is kept from being shown as a page when it is a problem: %s', async (_, request) => {
    const { status, headers } = await node.send(undefined, request);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' });
  });

  it('that is no HTTP at all is answered with a problem, too', async () => {
    const { port } = new globalThis.URL(await node.app.listen({ port: 0, host: '127.0.0.1' }));
    const answered = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('MAKE ME / COFFEE\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString('utf8');
      });
      socket.on('end', () => resolve(text)).on('error', reject);
    });
    const [head = '', body = ''] = answered.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 400 /);
    expect(head).toContain("content-security-policy: default-src 'none'");
    expect(JSON.parse(body)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  it.each<[string, NonNullable<Request['method']>, string]>([
    ['/health', 'POST', 'GET, HEAD'],
    ['/api/accreditation-cases', 'DELETE', 'GET, HEAD, POST'],
    ['/api/accreditation-cases/not-a-uuid/drafts', 'GET', 'POST'],
    ['/api/accreditation-cases/not-a-uuid/drafts', 'HEAD', 'POST'],
    ['/api/sessions/current', 'PUT', 'DELETE, GET, HEAD'],
  ])('to %s by a method that is not served there (%s) names those that are', async (url, method, allow) => {
    const answer = await node.send(undefined, { method, url, payload: '{', headers: { 'content-type': 'text/odd' } });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe(allow);
    if (method !== 'HEAD') expect(answer.body).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
  });
});

describe('one address', () => {
  it('is told to wait after too many requests, wherever they went', async () => {
    const limited = await openTestNode({
      limits: { bodyBytesMax: 1_000, jsonDepthMax: 9, jsonValuesMax: 99, perMinuteMax: 5 },
    });
    try {
      const statuses: number[] = [];
      for (const url of ['/health', '/health', '/api/cuts', '/nowhere', '/health', '/health', '/nowhere']) {
        statuses.push((await limited.send(undefined, { url })).status);
      }
      expect(statuses.slice(0, 2)).toEqual([200, 200]);
      expect(statuses.slice(-2)).toEqual([429, 429]);
    } finally {
      await limited.end();
    }
  });
});
