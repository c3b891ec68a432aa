// SPDX-License-Identifier: Apache-2.0
import { type Instant, utf8Bytes } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import eddsa from '../../vectors/w3c-vc-di-eddsa.json' with { type: 'json' };
import { canonicalize } from '../formats/canonical-json.ts';
import type { JsonObject, JsonValue } from '../formats/json-value.ts';
import type { Signer } from '../formats/signer.ts';
import { statementDigest } from '../formats/statement-digest.ts';
import { decodeStatusList } from '../formats/status-list.ts';
import { nobleSuite } from '../suites/noble.ts';
import { gzipNode, nodeSigner, nodeSuite } from '../suites/node.ts';
import { BODY, CREATED, contextOf, findings, signedProof, signerOf } from '../tests/laboratory.ts';
import { verifyCredential } from '../verify/index.ts';
import { issueStatement, statusListBody } from './index.ts';

const OPTIONS = { created: CREATED, suite: nodeSuite };

describe('issueStatement()', () => {
  it.each(['Ed25519', 'P-256', 'P-384'] as const)(
    'makes two proofs by a %s key that verify with either suite',
    async (algorithm) => {
      const issued = await issueStatement(BODY, signerOf(algorithm), OPTIONS);
      for (const suite of [nodeSuite, nobleSuite]) {
        for (const input of [issued.embedded, issued.embeddedBytes, issued.jwt, utf8Bytes(issued.jwt)]) {
          const result = verifyCredential(input, contextOf({ suite }));
          expect(findings(result)).toEqual([]);
          expect(result).toMatchObject({ outcome: 'verified', digest: issued.digest, issuer: BODY.issuer });
        }
      }
    },
  );

  it('keeps the body: the same in both forms, and of the digest that references carry', async () => {
    const issued = await issueStatement(BODY, signerOf(), OPTIONS);
    const { proof, ...rest } = JSON.parse(issued.embedded);
    const payload = Buffer.from(issued.jwt.split('.')[1] as string, 'base64url').toString();
    expect(rest).toEqual(BODY);
    expect(payload).toBe(canonicalize(BODY));
    expect(issued.digest).toBe(statementDigest(BODY, nodeSuite));
    expect(issued.digest).toBe(statementDigest({ ...BODY, proof }, nodeSuite));
  });

  it('writes the header that vc-jose-cose asks for', async () => {
    const { jwt } = await issueStatement(BODY, signerOf('P-256'), OPTIONS);
    const header = Buffer.from(jwt.split('.')[0] as string, 'base64url').toString();
    expect(JSON.parse(header)).toEqual({
      alg: 'ES256',
      typ: 'vc+jwt',
      cty: 'vc',
      kid: 'did:web:lab.example#P-256',
      iat: 1_772_352_000,
    });
  });

  it('signs any body so that any change of its subject is seen', async () => {
    const anySubject = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { minKeys: 1, maxKeys: 5 });
    await fc.assert(
      fc.asyncProperty(anySubject, fc.jsonValue(), async (subject, other) => {
        const body = { ...BODY, credentialSubject: subject as JsonObject };
        fc.pre(!hasUnsafeInteger(subject as JsonValue));
        const { embedded } = await issueStatement(body, signerOf(), OPTIONS);
        const changed = { ...JSON.parse(embedded), credentialSubject: { ...subject, other: other as JsonValue } };
        fc.pre(canonicalize(changed.credentialSubject as JsonValue) !== canonicalize(subject as JsonObject));
        expect(findings(verifyCredential(embedded, contextOf()))).toEqual([]);
        expect(findings(verifyCredential(JSON.stringify(changed), contextOf()))).toEqual(['integrity: BAD_SIGNATURE']);
      }),
      { numRuns: 50 },
    );
  });

  it.each<[string, string, JsonObject]>([
    ['BAD_CREDENTIAL', 'a body with a proof', { ...BODY, proof: {} }],
    ['BAD_CREDENTIAL', 'a body that is no credential', { ...BODY, type: 'TestReport' }],
    ['BAD_SIGNER', 'the name of another issuer', { ...BODY, issuer: 'did:web:other.example' }],
    ['NUMBER_OUT_OF_RANGE', 'a number that JSON cannot say', { ...BODY, credentialSubject: { value: Number.NaN } }],
    ['NUMBER_NOT_EXACT', 'an integer beyond 2^53', { ...BODY, credentialSubject: { rows: [1, 2 ** 53] } }],
    ['LONE_SURROGATE', 'half a character', { ...BODY, credentialSubject: { name: '\ud800' } }],
  ])('refuses with %s %s', async (code, _, body) => {
    await expect(issueStatement(body, signerOf(), OPTIONS)).rejects.toMatchObject({ code });
  });

  it.each(['did:web:lab.example', 'lab.example#key', 'did:web:other.example#key'])(
    'refuses a signer whose key is %s',
    async (keyId) => {
      await expect(issueStatement(BODY, { ...signerOf(), keyId }, OPTIONS)).rejects.toMatchObject({
        code: 'BAD_SIGNER',
      });
    },
  );

  it('signs a number so large that it is written with an exponent', async () => {
    const { embedded } = await issueStatement({ ...BODY, credentialSubject: { ttl: 1e300 } }, signerOf(), OPTIONS);
    expect(verifyCredential(embedded, contextOf()).outcome).toBe('verified');
  });

  it('refuses a signature of the wrong form', async () => {
    const der: Signer = { ...signerOf('P-256'), sign: async () => new Uint8Array(70) };
    await expect(issueStatement(BODY, der, OPTIONS)).rejects.toMatchObject({ code: 'BAD_SIGNER' });
  });

  it('refuses a time that is none', async () => {
    const options = { ...OPTIONS, created: '2026-03-01' as Instant };
    await expect(issueStatement(BODY, signerOf(), options)).rejects.toMatchObject({ code: 'BAD_FORMAT' });
  });
});

function hasUnsafeInteger(value: JsonValue): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(hasUnsafeInteger);
  return Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value as number) < 1e21;
}

describe('the proof that is made', () => {
  it('is that of the specification, byte for byte', async () => {
    const { '@context': context, ...options } = eddsa['eddsa-jcs-2022'].proofConfig.value;
    const signer = nodeSigner(options.verificationMethod, eddsa.keyPair.value.privateKeyMultibase);
    const body = eddsa.unsigned.value as JsonObject;
    const proof = await signedProof(body, { '@context': context, ...options }, signer);
    expect({ ...body, proof }).toEqual(eddsa['eddsa-jcs-2022'].signedDocument.value);
    // And by the way that statements are issued, with the issuer who holds the key.
    const own = { ...body, issuer: options.verificationMethod.split('#')[0] as string };
    const { embedded } = await issueStatement(own, signer, { created: options.created as Instant, suite: nodeSuite });
    expect(JSON.parse(embedded).proof).toEqual(await signedProof(own, options, signer));
  });
});

describe('statusListBody()', () => {
  it('is a credential that can be issued, and holds the bits', async () => {
    const bits = new Uint8Array(16_384).fill(0b0101_0101);
    const list = {
      url: 'https://lab.example/status/1',
      issuer: 'did:web:lab.example',
      validFrom: CREATED,
      purpose: 'revocation',
      bits,
    } as const;
    const body = statusListBody(list, gzipNode);
    const issued = await issueStatement(body, signerOf(), OPTIONS);
    expect(verifyCredential(issued.embedded, contextOf()).outcome).toBe('verified');
    expect(decodeStatusList((body.credentialSubject as { encodedList: string }).encodedList)).toEqual(bits);
    expect(statusListBody({ ...list, validUntil: CREATED }, gzipNode)).toHaveProperty('validUntil', CREATED);
  });
});
