// SPDX-License-Identifier: Apache-2.0

const NAME = 'touchstone_session';

/** The session token of a Cookie header; undefined where there is none, or two that differ. RFC 6265, 4.2. */
export function sessionTokenOf(cookieHeader: string | undefined): string | undefined {
  const values = (cookieHeader ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${NAME}=`))
    .map((pair) => pair.slice(NAME.length + 1));
  // A second cookie of the name was set by somebody else, for instance another port of this host.
  return new Set(values).size === 1 ? values[0] : undefined;
}

/** Set-Cookie that begins a session: read by no script, sent by no other site, until the browser closes. RFC 6265, 4.1. */
export function sessionCookie(token: string, secure: boolean): string {
  return `${NAME}=${token}; ${attributes(secure)}`;
}

/** Set-Cookie that ends it. */
export function endedSessionCookie(secure: boolean): string {
  return `${NAME}=; Max-Age=0; ${attributes(secure)}`;
}

function attributes(secure: boolean): string {
  return `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
}
