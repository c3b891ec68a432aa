// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { isCrossSite, isOwnHost } from './request-origin.ts';
import { newToken, tokenDigest, tokenKind } from './secret-token.ts';
import { endedSessionCookie, sessionCookie, sessionTokenOf } from './session-cookie.ts';

const POST = {
  ...{ method: 'POST', byCookie: true, secFetchSite: undefined, origin: undefined },
  ownOrigins: ['https://touchstone.example'],
};

describe('isCrossSite()', () => {
  it.each([
    ['an own page, as the browser says', { secFetchSite: 'same-origin' }, false],
    ['another port of the same host', { secFetchSite: 'same-site' }, true],
    ['another site', { secFetchSite: 'cross-site' }, true],
    ['an address typed by hand', { secFetchSite: 'none' }, true],
    ['an own page, in an older browser', { origin: 'https://touchstone.example' }, false],
    ['another page, in an older browser', { origin: 'https://evil.example' }, true],
    ['a sandboxed frame', { origin: 'null' }, true],
    ['nobody who says where from', {}, true],
    ['a program with a token', { byCookie: false, secFetchSite: 'cross-site' }, false],
    ['a link from elsewhere, which only reads', { method: 'GET', secFetchSite: 'cross-site' }, false],
  ])('judges a request from %s', (_, more, expected) => {
    expect(isCrossSite({ ...POST, ...more })).toBe(expected);
  });
});

describe('isOwnHost()', () => {
  it.each([
    ['127.0.0.1:4180', true],
    ['localhost', true],
    ['[::1]:4180', true],
    ['Touchstone.Example:443', true],
    ['evil.example', false],
    ['127.0.0.1.evil.example', false],
    ['localhost:4180:80', false],
    ['', false],
    [undefined, false],
  ])('judges %s', (host, expected) => {
    expect(isOwnHost(host, ['touchstone.example'])).toBe(expected);
  });
});

describe('sessionTokenOf()', () => {
  it('finds the token among other cookies', () => {
    expect(sessionTokenOf('a=b; touchstone_session=t1; c=d')).toBe('t1');
    expect(sessionTokenOf('touchstone_session_x=t1')).toBeUndefined();
    expect(sessionTokenOf(undefined)).toBeUndefined();
  });

  it('takes none of two that differ: somebody else set one of them', () => {
    expect(sessionTokenOf('touchstone_session=t1; touchstone_session=t2')).toBeUndefined();
  });
});

describe('sessionCookie()', () => {
  it('is out of the reach of scripts and of other sites, and of http where there is https', () => {
    expect(sessionCookie('t', true)).toBe('touchstone_session=t; Path=/; HttpOnly; SameSite=Strict; Secure');
    expect(endedSessionCookie(false)).toBe('touchstone_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict');
  });
});

describe('tokenKind()', () => {
  it('tells sessions, keys and anything else apart', () => {
    expect(tokenKind(newToken('session'))).toBe('session');
    expect(tokenKind(newToken('key'))).toBe('key');
    expect(tokenKind('touchstone_session_short')).toBeUndefined();
  });

  it('keeps only what nobody can turn back', () => {
    const token = newToken('key');
    expect(tokenDigest(token)).toHaveLength(32);
    expect(tokenDigest(token)).toEqual(tokenDigest(token));
    expect(newToken('key')).not.toBe(token);
  });
});
