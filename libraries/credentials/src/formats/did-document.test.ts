// SPDX-License-Identifier: Apache-2.0
import { type Did, encodeBase64url } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import multikeys from '../../vectors/w3c-cid-multikey.json' with { type: 'json' };
import { caught } from '../tests/caught.ts';
import { readDidDocument } from './did-document.ts';
import type { JsonObject, JsonValue } from './json-value.ts';
import { didKeyDocument, offlineResolver } from './resolve-did.ts';

const DID = 'did:web:lab.example' as Did;
const [KEY = '', KEY_2 = '', , , SM2 = ''] = multikeys.publicKeyMultibaseExamples;
const method = { id: `${DID}#key-1`, type: 'Multikey', controller: DID, publicKeyMultibase: KEY };
const document: JsonObject = {
  '@context': ['https://www.w3.org/ns/did/v1'],
  id: DID,
  verificationMethod: [
    method,
    { ...method, id: '#key-2', publicKeyMultibase: KEY_2, expires: '2026-05-01T00:00:00+08:00' },
  ],
  assertionMethod: ['#key-1', { ...method, id: `${DID}#key-3`, revoked: '2026-01-01T00:00:00Z' }],
  authentication: `${DID}#key-2`,
};

describe('readDidDocument()', () => {
  it('reads keys and what each is for, with relative names made whole', () => {
    const read = readDidDocument(document, DID);
    expect([...read.methods.keys()]).toEqual([`${DID}#key-1`, `${DID}#key-2`, `${DID}#key-3`]);
    expect(read.methods.get(`${DID}#key-1`)).toMatchObject({
      controller: DID,
      publicKey: { type: 'Ed25519', multikey: KEY },
    });
    expect(read.methods.get(`${DID}#key-2`)?.expires).toBe('2026-04-30T16:00:00Z');
    expect(read.methods.get(`${DID}#key-3`)?.revoked).toBe('2026-01-01T00:00:00Z');
    expect([...read.purposes.assertionMethod]).toEqual([`${DID}#key-1`, `${DID}#key-3`]);
    expect([...read.purposes.authentication]).toEqual([`${DID}#key-2`]);
  });

  it.each([
    ['Ed25519VerificationKey2020', { publicKeyMultibase: KEY }, 'Ed25519'],
    ['Multikey', { publicKeyMultibase: SM2 }, 'SM2'],
    [
      'JsonWebKey',
      { publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(new Uint8Array(32).fill(7)) } },
      'Ed25519',
    ],
    [
      'JsonWebKey2020',
      { publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(new Uint8Array(32).fill(7)) } },
      'Ed25519',
    ],
  ])('reads a key given as %s', (type, given, expected) => {
    const read = readDidDocument({ id: DID, verificationMethod: { id: '#k', type, controller: DID, ...given } }, DID);
    expect(read.methods.get(`${DID}#k`)?.publicKey?.type).toBe(expected);
  });

  it.each([
    ['a broken multikey', { ...method, publicKeyMultibase: 'z6Mk' }],
    ['a multikey under another type', { ...method, type: 'JsonWebKey' }],
    [
      'a JWK that is not read',
      { ...method, type: 'JsonWebKey', publicKeyMultibase: null, publicKeyJwk: { kty: 'RSA' } },
    ],
    [
      'a JWK with a broken coordinate',
      { ...method, type: 'JsonWebKey', publicKeyMultibase: null, publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x: '=' } },
    ],
    ['a JWK under another type', { ...method, publicKeyMultibase: null, publicKeyJwk: { kty: 'OKP' } }],
    ['no key', { ...method, publicKeyMultibase: null }],
  ])('keeps a key that it cannot read, with the fault: %s', (_, broken) => {
    const read = readDidDocument({ ...document, verificationMethod: [broken as JsonValue] }, DID);
    expect(read.methods.get(`${DID}#key-1`)).toMatchObject({ fault: expect.any(String) });
    expect(read.methods.get(`${DID}#key-1`)?.publicKey).toBeUndefined();
  });

  it.each([
    ['of another DID', { ...document, id: 'did:web:other.example' }],
    ['that is no object', 'document'],
    ['with a key that is no object', { ...document, verificationMethod: ['#key-1'] }],
    ['with a key without id', { ...document, verificationMethod: [{ ...method, id: 1 }] }],
    ['with a key without controller', { ...document, verificationMethod: [{ ...method, controller: null }] }],
    ['with a key name that is no DID URL', { ...document, verificationMethod: [{ ...method, id: 'key-1' }] }],
    ['with a key described twice', { ...document, verificationMethod: [method, { ...method, id: '#key-1' }] }],
    [
      'with a date of revocation that is none',
      { ...document, verificationMethod: [{ ...method, revoked: 'yesterday' }] },
    ],
    ['with a date of expiry that is none', { ...document, verificationMethod: [{ ...method, expires: 0 }] }],
    [
      'with too many keys',
      { ...document, verificationMethod: Array.from({ length: 201 }, (_, index) => ({ ...method, id: `#${index}` })) },
    ],
  ])('refuses a document %s', (_, value) => {
    expect(caught(() => readDidDocument(value as JsonValue, DID))).toMatchObject({ code: 'BAD_DID_DOCUMENT', at: DID });
  });
});

describe('offlineResolver()', () => {
  it('finds the documents of the bundle and nothing else', () => {
    const resolve = offlineResolver({ [DID]: document });
    expect(resolve(DID)?.did).toBe(DID);
    expect(resolve('did:web:other.example' as Did)).toBeUndefined();
    expect(offlineResolver()(DID)).toBeUndefined();
  });

  it('makes the document of a did:key out of the key', () => {
    const did = `did:key:${KEY}` as Did;
    const read = offlineResolver()(did);
    expect(read?.methods.get(`${did}#${KEY}`)?.publicKey?.multikey).toBe(KEY);
    expect(read?.purposes.assertionMethod.has(`${did}#${KEY}`)).toBe(true);
  });

  it.each(['did:key:z6MkBroken', 'did:key:u7QE', 'did:key:abc'])('has no document for %s', (did) => {
    expect(didKeyDocument(did as Did)).toBeUndefined();
  });

  it.each([
    ['BAD_DID', { 'web:lab.example': document }],
    ['BAD_DID_DOCUMENT', { 'did:web:other.example': document }],
  ])('refuses with %s a bundle that is broken', (code, bundle) => {
    expect(caught(() => offlineResolver(bundle))).toMatchObject({ code });
  });
});
