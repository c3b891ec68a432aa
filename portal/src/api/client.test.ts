// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from './client.ts';
import { ProblemError } from './problem.ts';

let answer: { status: number; type: string; body: string } = { status: 200, type: 'application/json', body: '{}' };
let asked: IncomingMessage | undefined;
const server = createServer((request, response) => {
  asked = request;
  response.writeHead(answer.status, { 'content-type': answer.type });
  response.end(answer.body);
});
let base = '';
beforeEach(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const problemOf = (path = base) =>
  ask(path, {}, (body) => body).then(
    () => undefined,
    (error: unknown) => (error instanceof ProblemError ? error.problem : error),
  );

describe('ask()', () => {
  it('gives what was read of a good answer, and asks for JSON', async () => {
    answer = { status: 200, type: 'application/json', body: '{"a":1}' };
    expect(await ask(base, {}, (body) => body)).toEqual({ a: 1 });
    expect(asked?.headers.accept).toBe('application/json');
  });

  it('gives every fault of problem details with its place', async () => {
    const errors = [
      { code: 'NOT_A_DATE', file: 'lot.csv', sheet: 'lot', row: 7, column: 'B', detail: 'no such day' },
      { code: 'X', pointer: '/on', message: 'bad', values: { on: 'noon', at: 7 } },
    ];
    answer = {
      status: 400,
      type: 'application/problem+json',
      body: JSON.stringify({ title: 'T', detail: 'D', code: 'BAD_DOSSIER', errors }),
    };
    expect(await problemOf()).toEqual({
      code: 'BAD_DOSSIER',
      title: 'T',
      detail: 'D',
      status: 400,
      faults: [
        {
          code: 'NOT_A_DATE',
          file: 'lot.csv',
          sheet: 'lot',
          row: '7',
          column: 'B',
          message: 'no such day',
          values: {},
        },
        {
          code: 'X',
          file: '/on',
          sheet: undefined,
          row: undefined,
          column: undefined,
          message: 'bad',
          values: { on: 'noon' },
        },
      ],
    });
  });

  it.each([
    [502, 'text/html', '<h1>Bad gateway</h1>', 'HTTP_502'],
    [500, 'application/problem+json', '[]', 'HTTP_500'],
    [400, 'application/problem+json', '{"code":"A","errors":"none"}', 'HTTP_400'],
  ])('tells a failure %i that is no problem details by its status', async (status, type, body, code) => {
    answer = { status, type, body };
    expect(await problemOf()).toMatchObject({ code, status, faults: [] });
  });

  it('tells that the server cannot be reached', async () => {
    expect(await problemOf('http://127.0.0.1:1/')).toMatchObject({ code: 'NO_CONNECTION' });
  });

  it('lets whoever calls it off hear that, and no problem', async () => {
    const signal = AbortSignal.abort();
    await expect(ask(base, { signal }, (body) => body)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
