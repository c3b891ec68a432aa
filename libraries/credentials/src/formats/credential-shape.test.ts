// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import eddsa from '../../vectors/w3c-vc-di-eddsa.json' with { type: 'json' };
import { instantOf, issuerOf, shapeFaults } from './credential-shape.ts';
import type { JsonObject, JsonValue } from './json-value.ts';

const good = eddsa.unsigned.value as JsonObject;

describe('shapeFaults()', () => {
  it('finds none in a credential of the specification', () => {
    expect(shapeFaults(good)).toEqual([]);
  });

  it('finds none in a credential that uses every member', () => {
    const full: JsonObject = {
      ...good,
      '@context': ['https://www.w3.org/ns/credentials/v2', { term: 'https://a.example#term' }],
      type: 'VerifiableCredential',
      issuer: { id: 'did:web:lab.example', name: 'Demonstration laboratory' },
      validUntil: '2033-01-01T00:00:00.5+08:00',
      credentialSubject: [{ id: 'did:example:a' }, { name: 'b' }],
      credentialStatus: { type: 'BitstringStatusListEntry' },
      credentialSchema: [{ id: 'https://a.example/s', type: 'JsonSchema' }],
      evidence: [{ type: ['Evidence'] }],
      relatedResource: { id: 'https://a.example' },
      name: [{ '@value': '证书', '@language': 'zh' }],
      description: { '@value': 'x' },
    };
    expect(shapeFaults(full)).toEqual([]);
    const { id, validFrom, ...least } = good;
    expect([id, validFrom]).not.toContain(undefined);
    expect(shapeFaults(least as JsonObject)).toEqual([]);
  });

  it.each<[string, string, JsonObject]>([
    ['BAD_CONTEXT', '/@context', { '@context': 'https://www.w3.org/ns/credentials/v2' }],
    ['BAD_CONTEXT', '/@context', { '@context': [] }],
    ['BAD_CONTEXT', '/@context', { '@context': ['no address'] }],
    ['BAD_CONTEXT', '/@context', { '@context': [null] }],
    ['BAD_ID', '/id', { id: ['urn:a:b'] }],
    ['BAD_ID', '/id', { id: '1234' }],
    ['BAD_TYPE', '/type', { type: ['AlumniCredential'] }],
    ['BAD_TYPE', '/type', { type: ['VerifiableCredential', 1] }],
    ['BAD_ISSUER', '/issuer', { issuer: 'The School' }],
    ['BAD_ISSUER', '/issuer', { issuer: { name: 'The School' } }],
    ['BAD_ISSUER', '/issuer', { issuer: ['did:web:a.example'] }],
    ['BAD_PERIOD', '/validFrom', { validFrom: '2023-01-01' }],
    ['BAD_PERIOD', '/validFrom', { validFrom: '2023-01-01T00:00:00' }],
    ['BAD_PERIOD', '/validUntil', { validUntil: '2023-02-30T00:00:00Z' }],
    ['BAD_PERIOD', '/validUntil', { validUntil: '2022-12-31T23:59:59Z' }],
    ['BAD_SUBJECT', '/credentialSubject', { credentialSubject: {} }],
    ['BAD_SUBJECT', '/credentialSubject', { credentialSubject: [] }],
    ['BAD_SUBJECT', '/credentialSubject', { credentialSubject: 'did:example:a' }],
    ['BAD_MEMBER', '/credentialStatus', { credentialStatus: { id: 'https://a.example' } }],
    ['BAD_MEMBER', '/credentialSchema', { credentialSchema: [{ type: 'JsonSchema' }] }],
    ['BAD_MEMBER', '/evidence', { evidence: ['a photograph'] }],
    ['BAD_MEMBER', '/relatedResource', { relatedResource: {} }],
    ['BAD_MEMBER', '/name', { name: 5 }],
    ['BAD_MEMBER', '/description', { description: [{ '@language': 'zh' }] }],
    ['OLD_DATA_MODEL', '/issuanceDate', { issuanceDate: '2020-01-01T00:00:00Z' }],
    ['OLD_DATA_MODEL', '/expirationDate', { expirationDate: '2020-01-01T00:00:00Z' }],
  ])('finds %s at %s', (code, pointer, defect) => {
    expect(shapeFaults({ ...good, ...defect })).toEqual([{ code, pointer, message: expect.any(String) }]);
  });

  it.each(['@context', 'type', 'issuer', 'credentialSubject'])('misses %s', (member) => {
    const document = Object.fromEntries(Object.entries(good).filter(([name]) => name !== member));
    expect(shapeFaults(document).map(({ pointer }) => pointer)).toEqual([`/${member}`]);
  });

  it('finds all faults, not only the first', () => {
    expect(shapeFaults({ id: 1 }).map(({ code }) => code)).toEqual([
      'BAD_CONTEXT',
      'BAD_ID',
      'BAD_TYPE',
      'BAD_ISSUER',
      'BAD_SUBJECT',
    ]);
  });
});

describe('issuerOf()', () => {
  it('reads the issuer in either form', () => {
    expect(
      [{ issuer: 'did:a:b' }, { issuer: { id: 'did:a:b' } }, { issuer: 1 }, {}].map((given) =>
        issuerOf(given as JsonObject),
      ),
    ).toEqual(['did:a:b', 'did:a:b', undefined, undefined]);
  });
});

describe('instantOf()', () => {
  it('reads an instant or nothing', () => {
    const given: (JsonValue | undefined)[] = ['2026-01-01T08:00:00+08:00', '2026-01-01', 5, undefined];
    expect(given.map(instantOf)).toEqual(['2026-01-01T00:00:00Z', undefined, undefined, undefined]);
  });
});
