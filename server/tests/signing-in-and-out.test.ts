// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccount } from '../src/access/accounts.ts';
import { API_KEY_MEANING } from '../src/http/session-routes.ts';
import { withTenant } from '../src/storage/with-tenant.ts';
import { type Answer, openTestNode, PARTIES, PASSWORD, reauthentication, type TestNode } from './test-node.ts';

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
});
afterAll(() => node.end());

const signIn = (login: string, password: string, more: { as?: string; headers?: Record<string, string> } = {}) =>
  node.send(undefined, {
    method: 'POST',
    url: '/api/sessions',
    body: { login, password, as: more.as ?? 'cookie' },
    headers: more.headers ?? {},
  });
const cookieOf = (answer: Answer) => String(answer.headers['set-cookie']).split(';')[0] ?? '';
const whoIs = (headers: Record<string, string>) => node.send(undefined, { url: '/api/sessions/current', headers });

describe('signing in', () => {
  it('gives a browser a cookie that no script and no other site gets, and nothing else', async () => {
    const answer = await signIn('Clerk ', PASSWORD);
    expect(answer.status).toBe(201);
    expect(answer.headers['set-cookie']).toMatch(
      /^touchstone_session=[\w]+_session_[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    );
    expect(answer.text).not.toContain('touchstone_session_');
    expect(answer.headers['cache-control']).toBe('no-store');
    const cookie = cookieOf(answer);
    expect((await whoIs({ cookie })).body).toMatchObject({
      login: 'clerk',
      party: PARTIES.accreditor,
      roles: ['accreditation-clerk'],
    });
    const headers = { cookie, origin: 'https://touchstone.test' };
    expect((await node.send(undefined, { method: 'DELETE', url: '/api/sessions/current', headers })).status).toBe(204);
    expect((await whoIs({ cookie })).status).toBe(401);
  });

  it('says the same to a wrong password and to a login that nobody has', async () => {
    const strip = ({ status, body }: Answer) => ({ status, ...body, requestId: undefined });
    expect(strip(await signIn('clerk', 'not the password'))).toEqual(strip(await signIn('nobody', 'not the password')));
  });

  it('lets one address guess ten times, and others still in', async () => {
    const guess = () =>
      node.problem(undefined, { method: 'POST', url: '/api/sessions', body: { login: 'sampler', password: 'guess' } });
    for (let times = 0; times < 10; times++) expect(await guess()).toMatchObject({ status: 401, code: 'BAD_LOGIN' });
    expect(await guess()).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
    const right = await signIn('sampler', PASSWORD);
    expect(right.status).toBe(429);
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(0);
    const elsewhere = await node.app.inject({
      ...{ method: 'POST', url: '/api/sessions', remoteAddress: '192.0.2.7', headers: { host: 'touchstone.test' } },
      payload: { login: 'sampler', password: PASSWORD },
    });
    expect(elsewhere.statusCode).toBe(201);
    node.testClock.advance(16 * 60);
    expect((await signIn('sampler', PASSWORD)).status).toBe(201);
  });

  it('counts wrong passwords given to sign an act together with those given to sign in', async () => {
    const body = { label: 'x', ...reauthentication('I make a key.', 'wrong') };
    const create = () => node.problem('editor', { method: 'POST', url: '/api/api-keys', body });
    for (let times = 0; times < 10; times++) expect(await create()).toMatchObject({ status: 403 });
    expect(await create()).toMatchObject({ status: 429 });
    expect((await signIn('editor', PASSWORD)).status).toBe(429);
  });

  it('ends after two idle hours, and after twelve in any case', async () => {
    const headers = async () => ({
      authorization: `Bearer ${(await signIn('decider', PASSWORD, { as: 'token' })).body.token}`,
    });
    const idle = await headers();
    node.testClock.advance(2 * 3_600 + 1);
    expect((await whoIs(idle)).status).toBe(401);
    const busy = await headers();
    for (let hours = 0; hours < 11; hours++) {
      node.testClock.advance(3_600);
      expect((await whoIs(busy)).status).toBe(200);
    }
    node.testClock.advance(3_601);
    expect((await whoIs(busy)).status).toBe(401);
  });
});

describe('a page of another site', () => {
  const act = (headers: Record<string, string>) =>
    node.send(undefined, { method: 'POST', url: '/api/standard-notices', body: {}, headers });

  it('cannot act with the cookie of who is signed in here', async () => {
    const cookie = cookieOf(await signIn('rivalPublisher', PASSWORD));
    const strangers: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site' },
      {},
    ];
    for (const from of strangers) {
      expect((await act({ cookie, ...from })).body, JSON.stringify(from)).toMatchObject({
        status: 403,
        code: 'CROSS_SITE',
      });
    }
    expect((await act({ cookie, origin: 'https://touchstone.test' })).body).toMatchObject({
      status: 400,
      code: 'BAD_INPUT',
    });
    expect((await act({ cookie, 'sec-fetch-site': 'same-origin' })).body).toMatchObject({ status: 400 });
  });

  it('cannot send a form: only JSON is read', async () => {
    const headers = {
      cookie: cookieOf(await signIn('rivalPublisher', PASSWORD)),
      origin: 'https://touchstone.test',
      'content-type': 'text/plain',
    };
    const answer = await node.send(undefined, { method: 'POST', url: '/api/standard-notices', payload: '{}', headers });
    expect(answer.body).toMatchObject({ status: 415, code: 'BAD_MEDIA_TYPE' });
  });

  it('cannot come in under another host name that leads here', async () => {
    for (const url of ['/health', '/api/accreditations', '/nowhere']) {
      expect((await node.send(undefined, { url, headers: { host: 'rebound.evil.example' } })).status).toBe(421);
    }
  });
});

describe('an API key', () => {
  it('acts for its account until it is revoked, and is kept nowhere', async () => {
    const made = await node.send('tester', {
      method: 'POST',
      url: '/api/api-keys',
      body: { label: 'lims', ...reauthentication(API_KEY_MEANING) },
    });
    const { keyId, token } = made.body as { keyId: string; token: string };
    const headers = { authorization: `Bearer ${token}` };
    expect((await whoIs(headers)).body).toMatchObject({ login: 'tester' });
    expect(JSON.stringify(await node.get('tester', '/api/api-keys'))).not.toContain(token);
    const { rows } = await sql<{ row: string }>`select to_jsonb(k)::text as row from touchstone.api_key k`.execute(
      node.accounts.tables,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(token);
    expect((await node.send('tester', { method: 'DELETE', url: `/api/api-keys/${keyId}` })).status).toBe(204);
    expect((await whoIs(headers)).body).toMatchObject({ code: 'NOT_SIGNED_IN' });
    expect((await node.send('tester', { method: 'DELETE', url: `/api/api-keys/${keyId}` })).status).toBe(404);
  });

  it('is not made with words that mean something else', async () => {
    const body = { label: 'lims', ...reauthentication('I order a coffee.') };
    const refused = await node.problem('tester', { method: 'POST', url: '/api/api-keys', body });
    expect(refused).toMatchObject({ status: 409, code: 'REFUSED', errors: [{ code: 'MEANING_DIFFERS' }] });
    expect(await node.get('tester', '/api/api-keys')).toEqual({ items: [] });
  });

  it.each(['Bearer touchstone_key_made-up', 'Basic Y2xlcms6cGFzcw==', 'Bearer', 'Bearer a b'])(
    '%s is refused on public routes too',
    async (authorization) => {
      expect((await node.send(undefined, { url: '/api/accreditations', headers: { authorization } })).status).toBe(401);
    },
  );
});

describe('accounts', () => {
  const account = { ...{ login: 'new', person: 'new', password: PASSWORD }, jurisdiction: 'CN' };

  it.each([
    ['a role that is none', { party: PARTIES.laboratory, roles: ['root'] }, 'UNKNOWN_ROLE'],
    ['a short password', { party: PARTIES.laboratory, roles: [], password: 'short' }, 'PASSWORD_TOO_SHORT'],
    ['a login that is taken', { party: PARTIES.laboratory, roles: [], login: 'CLERK' }, 'LOGIN_TAKEN'],
    ['testing at an accreditation body', { party: PARTIES.accreditor, roles: ['laboratory-tester'] }, 'ROLES_APART'],
  ])('are not made with %s', async (_, more, code) => {
    await expect(createAccount(node.accounts, { ...account, ...more })).rejects.toThrow(
      expect.objectContaining({ code }),
    );
  });

  it.each(['account', 'session', 'api_key', 'login_failure', 'seed'])(
    'cannot be read by any tenant: %s',
    async (table) => {
      const { database } = node.recordKeeping.keeping;
      const tenant = { party: PARTIES.accreditor, jurisdiction: 'CN', role: 'accreditation-clerk' };
      const read = withTenant({ database, tenant, node: 'node.test', mode: 'read' }, (transaction) =>
        sql`select * from ${sql.id('touchstone', table)}`.execute(transaction),
      );
      await expect(read).rejects.toThrow(expect.objectContaining({ code: '42501' }));
    },
  );

  it('cannot be used once disabled, by session or by password', async () => {
    const token = String((await signIn('rivalAccreditor', PASSWORD, { as: 'token' })).body.token);
    await sql`update touchstone.account set disabled_at = now() where login = 'rivalAccreditor' or login = 'rivalaccreditor'`.execute(
      node.accounts.tables,
    );
    expect((await whoIs({ authorization: `Bearer ${token}` })).status).toBe(401);
    expect((await signIn('rivalAccreditor', PASSWORD)).status).toBe(401);
  });
});
