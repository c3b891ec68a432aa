// SPDX-License-Identifier: Apache-2.0

/** What a browser tells about a request, and where this server is at home. */
export interface RequestOrigin {
  readonly method: string;
  /** True where the request is signed in by a cookie, which a browser sends whoever asks it to. */
  readonly byCookie: boolean;
  readonly secFetchSite: string | undefined;
  readonly origin: string | undefined;
  readonly ownOrigins: readonly string[];
}

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * True where the request may come from a page of another site acting in the user's name.
 *
 * SameSite=Strict keeps most of them from carrying the cookie at all; another port of the same host is the same *site*,
 * though, so the origin is asked for as well: Sec-Fetch-Site where the browser sends it, else Origin, which every browser
 * sends with an unsafe request. A client without either has no business with cookies.
 */
export function isCrossSite(request: RequestOrigin): boolean {
  if (SAFE.has(request.method) || !request.byCookie) return false;
  if (request.secFetchSite !== undefined) return request.secFetchSite !== 'same-origin';
  return request.origin === undefined || !request.ownOrigins.includes(request.origin);
}

/**
 * True where the Host header names this server: its public name, or a loopback name at any port.
 * A page whose own name was made to resolve to 127.0.0.1 (DNS rebinding) is then refused before anything is read.
 */
export function isOwnHost(host: string | undefined, ownHosts: readonly string[]): boolean {
  if (host === undefined) return false;
  const name = host.replace(/:\d{1,5}$/, '').toLowerCase();
  return LOOPBACK.has(name) || ownHosts.includes(name);
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);
