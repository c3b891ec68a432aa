// SPDX-License-Identifier: Apache-2.0
import type { FastifyRequest } from 'fastify';
import type { Authenticator, Principal } from '../access/authenticator.ts';
import { isCrossSite, isOwnHost } from '../access/request-origin.ts';
import { sessionTokenOf } from '../access/session-cookie.ts';
import type { Access } from '../record-keeping/define-register.ts';
import { HttpError } from './http-error.ts';

/** Where this server is at home. */
export interface Home {
  /** Origins of its own pages, such as `https://touchstone.example`. */
  readonly origins: readonly string[];
  /** Host names beside the loopback ones. */
  readonly hosts: readonly string[];
  /** True where it is reached by https, so that cookies may demand it. */
  readonly secure: boolean;
}

/** Who asks, and by which token. */
export interface Asker {
  readonly principal: Principal | undefined;
  readonly token: string | undefined;
}

/** Throws where a browser was led here under another's name, before anything is read. */
export function refuseForeignHost(host: string | undefined, home: Home): void {
  if (isOwnHost(host, home.hosts)) return;
  throw new HttpError(
    'MISDIRECTED',
    'Use the name under which this server is published, or a loopback name on the same machine.',
  );
}

/** Names the asker before a body is read; throws for a token that is no good, and for a cross-site act. */
export async function findAsker(request: FastifyRequest, authenticator: Authenticator, home: Home): Promise<Asker> {
  const bearer = bearerOf(request.headers.authorization);
  const cookie = sessionTokenOf(request.headers.cookie);
  const token = bearer ?? cookie;
  const crossSite = isCrossSite({
    method: request.method,
    byCookie: bearer === undefined && cookie !== undefined,
    secFetchSite: one(request.headers['sec-fetch-site']),
    origin: one(request.headers.origin),
    ownOrigins: [...home.origins, `${home.secure ? 'https' : 'http'}://${request.headers.host ?? ''}`],
  });
  if (crossSite) throw new HttpError('CROSS_SITE', "A signed-in page may act here only from this server's own pages.");
  if (token === undefined) return { principal: undefined, token };
  const principal = await authenticator.authenticate(token);
  // A cookie that has run out is like none; a token that a program sends on purpose is not.
  if (principal === undefined && bearer !== undefined)
    throw notSignedIn('This token is unknown, has run out or was revoked.');
  return { principal, token };
}

/** Every signed-in account, whatever its roles. */
export const ANY_MEMBER: Access = { roles: [] };

/** Refuses who may not call the route; what it is about has not been looked at yet. */
export function requireAccess(access: Access, principal: Principal | undefined): void {
  if (access.roles === 'everyone') return;
  if (principal === undefined) throw notSignedIn('This is for signed-in members of a party.');
  const { roles } = principal.actor;
  if (access.roles.length > 0 && !access.roles.some((role) => roles.includes(role))) {
    throw new HttpError(
      'NOT_PERMITTED',
      `This takes the role ${access.roles.join(' or ')}; yours: ${roles.join(', ')}.`,
    );
  }
}

function notSignedIn(detail: string): HttpError {
  return new HttpError('NOT_SIGNED_IN', detail, { headers: { 'www-authenticate': 'Bearer realm="touchstone"' } });
}

/** credentials = "Bearer" 1*SP token. RFC 6750, 2.1. */
function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const match = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(header);
  if (match?.[1] === undefined) throw notSignedIn('Authorization: send "Bearer" and a session token or an API key.');
  return match[1];
}

function one(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.[0];
}
