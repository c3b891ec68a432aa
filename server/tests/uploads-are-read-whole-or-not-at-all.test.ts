// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { servedRoute, type UploadedFile } from '../src/http/served-route.ts';
import { openTestNode, type TestNode } from './test-node.ts';

const received: UploadedFile[] = [];
const upload = servedRoute({
  ...{ tag: 'test', method: 'POST', path: '/test/uploads', operation: 'test-upload', summary: 'Counts what came' },
  ...{ access: { roles: 'everyone' }, records: false, asOf: false },
  body: z.strictObject({ example: z.string().max(100).optional() }),
  upload: { filesMax: 2, fileBytesMax: 20 },
  responses: { 200: { description: 'Read', schema: z.object({ example: z.string() }) } },
  async serve({ body, files }) {
    received.push(...files);
    return { status: 200, body: { example: body.example ?? '' } };
  },
});

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode({ extraRoutes: async () => [upload] });
});
afterAll(() => node.end());

const part = (name: string, content: string, file = `; filename="${name}.txt"`) =>
  `--B\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n${content}\r\n`;
const field = (content: string) => part('example', content, '');

async function send(payload: string, contentType = 'multipart/form-data; boundary=B') {
  received.length = 0;
  const headers = { host: 'touchstone.test', 'content-type': contentType };
  const answer = await node.app.inject({ method: 'POST', url: '/test/uploads', headers, payload });
  return { status: answer.statusCode, body: answer.json() };
}

describe('a multipart body', () => {
  it('is read with its fields and files', async () => {
    const answer = await send(`${field('an example')}${part('files', 'hello')}--B--\r\n`);
    expect(answer).toMatchObject({ status: 200, body: { example: 'an example' } });
    expect(received.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
      ['files.txt', 'hello'],
    ]);
  });

  it.each([
    [
      'ends within a file',
      `${part('files', 'hello')}--B\r\ncontent-disposition: form-data; name="files"; filename="f"\r\n`,
    ],
    ['has no end', part('files', 'hello')],
    ['never begins', 'hello'],
  ])('that %s is a bad request, and nothing of it is used', async (_, payload) => {
    expect(await send(payload)).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } });
    expect(received).toEqual([]);
  });

  it('without a boundary is a bad request', async () => {
    expect(await send(`${field('x')}--B--\r\n`, 'multipart/form-data')).toMatchObject({
      ...{ status: 400, body: { code: 'BAD_REQUEST' } },
    });
  });

  it.each([
    ['a file too large', `${part('files', 'x'.repeat(21))}--B--\r\n`],
    ['a file too many', `${['a', 'b', 'c'].map((content) => part('files', content)).join('')}--B--\r\n`],
    ['too many fields', `${Array.from({ length: 21 }, (_, n) => part(`f${n}`, 'x', '')).join('')}--B--\r\n`],
  ])('with %s is too large', async (_, payload) => {
    expect(await send(payload)).toMatchObject({ status: 413, body: { code: 'TOO_LARGE' } });
    expect(received).toEqual([]);
  });

  it.each([
    ['a file in another field', part('file', 'x'), '/file', 'is no field for a file here; the nearest is files'],
    ['a field twice', `${field('a')}${field('b')}`, '/example', 'is given twice'],
    ['a field with a slip', part('exmaple', 'x', ''), '/exmaple', 'is not a field here; the nearest is example'],
    ['a field like no other', part('knownAt', 'x', ''), '/knownAt', 'is not a field here'],
  ])('with %s is bad input that names it', async (_, payload, pointer, detail) => {
    expect(await send(`${payload}--B--\r\n`)).toMatchObject({
      ...{ status: 400, body: { code: 'BAD_INPUT', errors: [{ pointer, detail }] } },
    });
    expect(received).toEqual([]);
  });

  it('with a query that the route does not take is bad input that names it', async () => {
    const headers = { host: 'touchstone.test', 'content-type': 'multipart/form-data; boundary=B' };
    const payload = `${field('x')}--B--\r\n`;
    const answer = await node.app.inject({ method: 'POST', url: '/test/uploads?onn=1', headers, payload });
    expect([answer.statusCode, answer.json().errors]).toMatchObject([400, [{ parameter: 'onn' }]]);
  });

  it('with U+0000 in a field is bad input', async () => {
    expect(await send(`${field('a\u0000b')}--B--\r\n`)).toMatchObject({ status: 400, body: { code: 'BAD_INPUT' } });
  });

  it('is the only body that an upload takes', async () => {
    expect(await send('{}', 'application/json')).toMatchObject({ status: 415, body: { code: 'BAD_MEDIA_TYPE' } });
  });
});
