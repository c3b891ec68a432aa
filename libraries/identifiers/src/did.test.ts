// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../vectors/did.json' with { type: 'json' };
import { didMethod, parseDid, parseDidUrl } from './did.ts';
import { didKeyMultibase, didKeyVerificationMethod, didWebDocumentUrl, requirePublicDid } from './did-methods.ts';

describe('parseDid()', () => {
  test.each([vectors.key.did, ...vectors.web.cases.map(({ did }) => did), 'did:example:a:b::c', 'did:x1:_.-%20'])(
    'takes %s',
    (text) => {
      expect(parseDid(text)).toBe(text);
    },
  );

  test.each([
    '',
    'did',
    'did:',
    'did:web',
    'did:web:',
    'did:web:a:',
    'did::a',
    'DID:web:a',
    'did:Web:a',
    'did:web:a b',
    'did:web:a/b',
    'did:web:a?b',
    'did:web:a#b',
    'did:web:%4',
    'did:web:%zz',
    'did:web:é',
    ' did:web:a',
    'did:web:a\n',
    'urn:uuid:1',
  ])('refuses %j', (text) => {
    expect(() => parseDid(text)).toThrow(expect.objectContaining({ code: 'BAD_FORMAT', text }));
  });

  test('refuses a DID of megabytes before looking at it', () => {
    expect(() => parseDid(`did:web:${'a'.repeat(1_000_000)}`)).toThrow(expect.objectContaining({ code: 'BAD_LENGTH' }));
  });
});

describe('didMethod()', () => {
  test('names the method', () => {
    expect(didMethod(parseDid('did:web:lab.example'))).toBe('web');
  });
});

describe('parseDidUrl()', () => {
  test.each([
    ['did:web:a', { did: 'did:web:a' }],
    ['did:web:a#key-1', { did: 'did:web:a', fragment: 'key-1' }],
    ['did:web:a/p/q?x=1&y=2#z?/', { did: 'did:web:a', path: '/p/q', query: 'x=1&y=2', fragment: 'z?/' }],
    ['did:web:a?x', { did: 'did:web:a', query: 'x' }],
    ['did:web:a?#', { did: 'did:web:a', query: '', fragment: '' }],
    ['did:web:a/', { did: 'did:web:a', path: '/' }],
    ['did:web:a#?q', { did: 'did:web:a', fragment: '?q' }],
  ])('takes %s apart', (text, parts) => {
    expect(parseDidUrl(text)).toEqual({ text, ...parts });
  });

  test.each([
    ['#key-1', 'BAD_FORMAT'],
    ['/p', 'BAD_FORMAT'],
    ['did:web:#a', 'BAD_FORMAT'],
    ['did:web:a\n', 'BAD_FORMAT'],
    ['did:web:a#b\nc', 'BAD_CHARACTER'],
    ['did:web:a#b#c', 'BAD_CHARACTER'],
    ['did:web:a#<b>', 'BAD_CHARACTER'],
    ['did:web:a/%2', 'BAD_CHARACTER'],
    ['did:web:a?é', 'BAD_CHARACTER'],
  ])('refuses %j', (text, code) => {
    expect(() => parseDidUrl(text)).toThrow(expect.objectContaining({ code }));
  });

  test('puts the parts together again to the same text', () => {
    const piece = fc.stringMatching(/^[a-z0-9=&-]{0,8}$/);
    fc.assert(
      fc.property(piece, fc.option(piece), fc.option(piece), (path, query, fragment) => {
        const url = parseDidUrl(
          `did:web:lab.example/${path}${query === null ? '' : `?${query}`}${fragment === null ? '' : `#${fragment}`}`,
        );
        const tail = (mark: string, part: string | undefined): string => (part === undefined ? '' : mark + part);
        return url.did + tail('', url.path) + tail('?', url.query) + tail('#', url.fragment) === url.text;
      }),
    );
  });
});

describe('didWebDocumentUrl()', () => {
  test.each([
    ...vectors.web.cases,
    { did: 'did:web:localhost%3a8080:lab', url: 'https://localhost:8080/lab/did.json' },
    { did: 'did:web:a.example:x%20y', url: 'https://a.example/x%20y/did.json' },
    { did: 'did:web:3com.example', url: 'https://3com.example/.well-known/did.json' },
  ])('$did is at $url', ({ did, url }) => {
    expect(didWebDocumentUrl(parseDid(did))).toBe(url);
    expect(new URL(url).href).toBe(url);
  });

  test.each([
    ['an IPv4 address', 'did:web:127.0.0.1'],
    ['an IPv4 address as one number', 'did:web:2130706433'],
    ['an IPv4 address in hexadecimal', 'did:web:0x7f000001'],
    ['an IPv4 address whose last part is hexadecimal', 'did:web:127.0x1'],
    ['an IPv6 address', 'did:web:%5B%3A%3A1%5D'],
    ['upper case', 'did:web:Lab.example'],
    ['an underscore', 'did:web:a_b.example'],
    ['a label that begins with a dash', 'did:web:-a.example'],
    ['an empty label', 'did:web:a..example'],
    ['a trailing dot', 'did:web:a.example.'],
    ['a label of 64 characters', `did:web:${'a'.repeat(64)}.example`],
    ['a name of 254 characters', `did:web:${'abcdefg.'.repeat(31)}abcdef`],
    ['a user name', 'did:web:user%40a.example'],
    ['port 0', 'did:web:a.example%3A0'],
    ['port 65536', 'did:web:a.example%3A65536'],
    ['port 080', 'did:web:a.example%3A080'],
    ['an empty port', 'did:web:a.example%3A'],
    ['two ports', 'did:web:a.example%3A80%3A80'],
    ['an empty segment', 'did:web:a.example::b'],
    ['a dot', 'did:web:a.example:.:b'],
    ['two dots', 'did:web:a.example:..:b'],
    ['two dots in disguise', 'did:web:a.example:%2e%2E:b'],
    ['a slash in disguise', 'did:web:a.example:a%2Fb'],
    ['a backslash in disguise', 'did:web:a.example:a%5cb'],
    ['a zero byte', 'did:web:a.example:a%00b'],
    ['another method', vectors.key.did],
  ])('refuses %s', (_, did) => {
    expect(() => didWebDocumentUrl(parseDid(did))).toThrow(expect.objectContaining({ code: 'BAD_FORMAT' }));
  });
});

describe('didKeyMultibase()', () => {
  test('is the key, and names its one verification method', () => {
    const did = parseDid(vectors.key.did);
    expect(didKeyMultibase(did)).toBe(vectors.key.did.slice('did:key:'.length));
    expect(didKeyVerificationMethod(did)).toBe(vectors.key.verificationMethod);
  });

  test.each([
    ['a DID of another method', 'did:web:z6Mk'],
    ['another base than base58btc', `did:key:u${vectors.key.did.slice(9)}`],
    ['a key cut short', 'did:key:z6Mk'],
    ['the last length that holds no key', vectors.key.did.slice(0, 'did:key:z'.length + 45)],
    ['a character that base58 lacks', `${vectors.key.did.slice(0, -1)}0`],
    ['a part more', `${vectors.key.did}:2`],
  ])('refuses %s', (_, did) => {
    expect(() => didKeyMultibase(parseDid(did))).toThrow(expect.objectContaining({ code: 'BAD_FORMAT' }));
  });
});

describe('requirePublicDid()', () => {
  test.each([
    vectors.key.did,
    'did:web:lab.example',
    'did:web:lab.example%3A8443:lab',
    'did:web:localhost.example',
    'did:web:mylocalhost',
    'did:example:127.0.0.1',
  ])('takes %s', (did) => {
    expect(requirePublicDid(parseDid(did))).toBe(did);
  });

  test.each([
    'did:web:localhost',
    'did:web:localhost%3A8080',
    'did:web:localhost:lab',
    'did:web:lab.localhost',
    'did:web:127.0.0.1',
    'did:web:127.0.0.1%3A8080:lab',
    'did:web:2130706433',
    'did:web:%5B%3A%3A1%5D',
    'did:web:Lab.example',
  ])('refuses %s, which parseDid() takes', (did) => {
    expect(() => requirePublicDid(parseDid(did))).toThrow(expect.objectContaining({ code: 'BAD_FORMAT' }));
  });
});
