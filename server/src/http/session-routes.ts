// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { Authenticator, Principal } from '../access/authenticator.ts';
import { endedSessionCookie, sessionCookie } from '../access/session-cookie.ts';
import { refuseSignature } from '../record-keeping/two-person.ts';
import { mustWait } from './confirm-act.ts';
import { HttpError } from './http-error.ts';
import { type ServedRoute, servedRoute } from './served-route.ts';
import { ANY_MEMBER } from './who-asks.ts';

const member = z.strictObject({
  login: z.string(),
  displayName: z.string().optional(),
  party: z.string(),
  person: z.string(),
  jurisdiction: z.string(),
  roles: z.array(z.string()),
});
const apiKey = z.strictObject({ keyId: z.string(), label: z.string(), createdAt: z.string(), expiresAt: z.string() });

/** Signing in and out, who is signed in, and the API keys of an account. */
export function sessionRoutes(
  authenticator: Authenticator,
  { secure }: { readonly secure: boolean },
): readonly ServedRoute[] {
  return [signIn(authenticator, secure), signOut(authenticator, secure), readSession(), ...apiKeyRoutes(authenticator)];
}

/** What the confirmation of a new key means, word for word. */
export const API_KEY_MEANING = 'I make a key with which a program acts in my name, in every role that I hold.';

const COMMON = { tag: 'access', records: false, asOf: false } as const;

function signIn(authenticator: Authenticator, secure: boolean): ServedRoute {
  return servedRoute({
    ...COMMON,
    method: 'POST',
    path: '/api/sessions',
    operation: 'sign-in',
    summary: 'Begins a session: as a cookie for browsers, and as a bearer token for programs that ask for one',
    access: { roles: 'everyone' },
    perMinuteMax: 30,
    problems: ['BAD_LOGIN'],
    body: z.strictObject({
      login: z.string().min(1).max(200),
      password: z.string().min(1).max(1_024),
      /** Where left out, the token is in the cookie alone, out of the reach of scripts. */
      as: z.enum(['cookie', 'token']).default('cookie'),
    }),
    responses: {
      201: {
        description: 'Signed in',
        schema: z.strictObject({ ...member.shape, expiresAt: z.string(), token: z.string().optional() }),
      },
    },
    async serve({ body, address }) {
      const login = await authenticator.login({ login: body.login, password: body.password, address });
      switch (login.outcome) {
        case 'refused':
          throw new HttpError('BAD_LOGIN', 'Either the login is unknown or the password is wrong.');
        case 'wait':
          throw mustWait(login.seconds);
        case 'in': {
          const { token, expiresAt, principal } = login;
          const session = { ...memberOf(principal), expiresAt };
          return body.as === 'token'
            ? { status: 201, body: { ...session, token } }
            : { status: 201, body: session, headers: { 'set-cookie': sessionCookie(token, secure) } };
        }
      }
    },
  });
}

function signOut(authenticator: Authenticator, secure: boolean): ServedRoute {
  return servedRoute({
    ...COMMON,
    method: 'DELETE',
    path: '/api/sessions/current',
    operation: 'sign-out',
    summary: 'Ends the session that this request came with',
    access: ANY_MEMBER,
    responses: { 204: { description: 'Signed out', schema: z.undefined() } },
    async serve({ token, principal }) {
      if (token !== undefined && principal?.by === 'session') await authenticator.logout(token);
      return { status: 204, headers: { 'set-cookie': endedSessionCookie(secure) } };
    },
  });
}

function readSession(): ServedRoute {
  return servedRoute({
    ...COMMON,
    method: 'GET',
    path: '/api/sessions/current',
    operation: 'read-session',
    summary: 'Who is signed in, for which party and in which roles',
    access: ANY_MEMBER,
    responses: { 200: { description: 'The account that is signed in', schema: member } },
    serve: async ({ principal }) => ({ status: 200, body: memberOf(required(principal)) }),
  });
}

function apiKeyRoutes(authenticator: Authenticator): readonly ServedRoute[] {
  return [
    servedRoute({
      ...COMMON,
      method: 'POST',
      path: '/api/api-keys',
      operation: 'create-api-key',
      summary: `Makes a key, shown once, with which a program acts in the roles of this account. Confirmed with the words: ${API_KEY_MEANING}`,
      access: { ...ANY_MEMBER, reauthentication: 'required' },
      body: z.strictObject({ label: z.string().trim().min(1).max(100) }),
      problems: ['REFUSED'],
      responses: { 201: { description: 'The key', schema: z.strictObject({ ...apiKey.shape, token: z.string() }) } },
      async serve({ principal, actor, now, body }) {
        const [reason] = refuseSignature(API_KEY_MEANING, required(actor), now);
        if (reason !== undefined) throw new HttpError('REFUSED', reason.detail, { errors: [reason] });
        const { key, token } = await authenticator.createApiKey(required(principal), body.label);
        return { status: 201, body: { ...key, token } };
      },
    }),
    servedRoute({
      ...COMMON,
      method: 'GET',
      path: '/api/api-keys',
      operation: 'list-api-keys',
      summary: 'The keys of this account that are in use',
      access: ANY_MEMBER,
      responses: { 200: { description: 'The keys', schema: z.strictObject({ items: z.array(apiKey) }) } },
      serve: async ({ principal }) => ({
        status: 200,
        body: { items: await authenticator.listApiKeys(required(principal)) },
      }),
    }),
    servedRoute({
      ...COMMON,
      method: 'DELETE',
      path: '/api/api-keys/:keyId',
      operation: 'revoke-api-key',
      summary: 'Ends a key of this account',
      access: ANY_MEMBER,
      params: z.strictObject({ keyId: z.uuid() }),
      responses: { 204: { description: 'The key is ended', schema: z.undefined() } },
      async serve({ principal, params }) {
        if (await authenticator.revokeApiKey(required(principal), params.keyId)) return { status: 204 };
        throw new HttpError('NOT_FOUND', 'This account has no such key in use.');
      },
    }),
  ];
}

function memberOf({ login, displayName, actor }: Principal): z.infer<typeof member> {
  const { party, person, jurisdiction, roles } = actor;
  return {
    login,
    ...(displayName === undefined ? {} : { displayName }),
    party,
    person,
    jurisdiction,
    roles: [...roles],
  };
}

function required<Asker>(principal: Asker | undefined): Asker {
  if (principal === undefined) throw new TypeError('this route is for members only, and its gate lets nobody else in');
  return principal;
}
