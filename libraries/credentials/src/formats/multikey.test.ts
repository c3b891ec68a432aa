// SPDX-License-Identifier: Apache-2.0
import { ed25519 } from '@noble/curves/ed25519.js';
import { decodeHex, encodeBase64url, encodeHex } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/w3c-cid-multikey.json' with { type: 'json' };
import { caught } from '../tests/caught.ts';
import { isSignatureAlgorithm } from './crypto-suite.ts';
import { publicKeyFromJwk } from './json-web-key.ts';
import { decodeMultibase, encodeMultibase } from './multibase.ts';
import { type KeyType, parseMultikey, publicKeyFromBytes } from './multikey.ts';

const P256 = `02${'ab'.repeat(32)}`;

describe('parseMultikey()', () => {
  const types: KeyType[] = ['Ed25519', 'Ed25519', 'P-384', 'P-256', 'SM2', 'BLS12-381-G2'];

  it.each(vectors.publicKeyMultibaseExamples.map((text, index) => [text, types[index] as KeyType]))(
    'reads %s of the specification as a key of type %s',
    (text, type) => {
      const key = parseMultikey(text);
      expect(key).toMatchObject({ type, multikey: text });
      expect(publicKeyFromBytes(type, key.bytes)).toEqual(key);
    },
  );

  it('tells the keys that signatures are verified with from the others', () => {
    const used = vectors.publicKeyMultibaseExamples.map((text) => isSignatureAlgorithm(parseMultikey(text).type));
    expect(used).toEqual([true, true, true, true, false, false]);
  });

  it.each([
    ['BAD_MULTIKEY', 'base64url instead of base58btc', `u${encodeBase64url(decodeHex(`ed01${'07'.repeat(32)}`))}`],
    ['BAD_MULTIKEY', 'an unknown prefix', multikey(`ff01${'07'.repeat(32)}`)],
    ['BAD_MULTIKEY', 'a secret key', multikey(`8026${'07'.repeat(32)}`)],
    ['BAD_MULTIKEY', 'a byte too many', multikey(`ed01${'07'.repeat(33)}`)],
    ['BAD_MULTIKEY', 'a byte too few', multikey(`8024${P256.slice(2)}`)],
    ['BAD_MULTIKEY', 'an uncompressed point', multikey(`802404${'ab'.repeat(32)}`)],
    ['BAD_MULTIBASE', 'a letter that base58 does not have', 'z6MkO'],
    ['BAD_MULTIKEY', 'nothing', ''],
    ['BAD_MULTIKEY', 'only a prefix letter', 'z'],
  ])('refuses with %s: %s', (code, _, text) => {
    expect(caught(() => parseMultikey(text))).toMatchObject({ code });
  });

  it('refuses every Ed25519 point whose order divides 8, with either sign', () => {
    const { Point } = ed25519;
    const torsion = Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');
    expect(torsion.isSmallOrder()).toBe(true);
    const encodings = new Set<string>();
    let point = torsion;
    for (let multiple = 1; multiple <= 8; multiple += 1, point = point.add(torsion)) {
      encodings.add(encodeHex(point.toBytes()));
    }
    expect(encodings.size).toBe(8);
    for (const hex of encodings) {
      expect(caught(() => parseMultikey(multikey(`ed01${hex}`)))).toMatchObject({ code: 'WEAK_KEY' });
    }
  });

  it.each(['ed', 'ee', 'ff'])('refuses an Ed25519 y of 2^255 − 19 or more that begins with %s', (first) => {
    for (const last of ['7f', 'ff']) {
      const hex = `ed01${first}${'ff'.repeat(30)}${last}`;
      expect(caught(() => parseMultikey(multikey(hex)))).toMatchObject({ code: 'WEAK_KEY' });
    }
  });

  it('accepts a large y that is still small enough', () => {
    const hex = `ed01eb${'ff'.repeat(30)}7f`;
    expect(parseMultikey(multikey(hex)).type).toBe('Ed25519');
    expect(parseMultikey(multikey(`ed01ff${'ff'.repeat(30)}80`)).type).toBe('Ed25519');
  });
});

describe('publicKeyFromBytes()', () => {
  it('keeps its own copy of the bytes', () => {
    const bytes = decodeHex(P256);
    const key = publicKeyFromBytes('P-256', bytes);
    bytes.fill(0);
    expect(encodeHex(key.bytes)).toBe(P256);
    expect(parseMultikey(key.multikey)).toEqual(key);
  });
});

describe('decodeMultibase()', () => {
  it('gives back what encodeMultibase() was given', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        expect(decodeMultibase(encodeMultibase(bytes))).toEqual(bytes);
        expect(decodeMultibase(`u${encodeBase64url(bytes)}`)).toEqual(bytes);
      }),
    );
  });

  it.each(['', 'x00', 'Zabc', 'z0', 'z l', 'uA', 'uAB=', 'uAB', 'u+/8'])('refuses %j', (text) => {
    expect(caught(() => decodeMultibase(text))).toMatchObject({ code: 'BAD_MULTIBASE' });
  });
});

describe('publicKeyFromJwk()', () => {
  const x = encodeBase64url(new Uint8Array(32).fill(9));

  it('reads Ed25519 and keeps the parity of the y of a point', () => {
    expect(publicKeyFromJwk({ kty: 'OKP', crv: 'Ed25519', x }).type).toBe('Ed25519');
    const even = encodeBase64url(new Uint8Array(32).fill(8));
    expect(publicKeyFromJwk({ kty: 'EC', crv: 'P-256', x, y: x }).bytes[0]).toBe(3);
    expect(publicKeyFromJwk({ kty: 'EC', crv: 'P-256', x, y: even }).bytes[0]).toBe(2);
    const wide = encodeBase64url(new Uint8Array(48).fill(9));
    expect(publicKeyFromJwk({ kty: 'EC', crv: 'P-384', x: wide, y: wide }).type).toBe('P-384');
  });

  it.each([
    ['WEAK_KEY', { kty: 'OKP', crv: 'Ed25519', x, d: x }],
    ['UNSUPPORTED_KEY_TYPE', { kty: 'RSA', n: x, e: 'AQAB' }],
    ['UNSUPPORTED_KEY_TYPE', { kty: 'OKP', crv: 'X25519', x }],
    ['UNSUPPORTED_KEY_TYPE', { kty: 'EC', crv: 'secp256k1', x, y: x }],
    ['UNSUPPORTED_KEY_TYPE', { kty: 'OKP', crv: 'P-256', x, y: x }],
    ['BAD_MULTIKEY', { kty: 'EC', crv: 'P-384', x, y: x }],
    ['BAD_MULTIKEY', { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' }],
    ['NOT_TEXT', { kty: 'EC', crv: 'P-256', x }],
  ])('refuses with %s: %j', (code, jwk) => {
    expect(caught(() => publicKeyFromJwk(jwk))).toMatchObject({ code });
  });
});

function multikey(hex: string): string {
  return encodeMultibase(decodeHex(hex));
}
