// SPDX-License-Identifier: Apache-2.0
import { createHmac } from 'node:crypto';
import { encodeBase64url, utf8Bytes } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/w3c-vc-jose-cose.json' with { type: 'json' };
import type { JsonObject, JsonValue } from '../formats/json-value.ts';
import { publicKeyFromJwk } from '../formats/json-web-key.ts';
import { publicKeyFromBytes } from '../formats/multikey.ts';
import { issueStatement } from '../issue/index.ts';
import { nodeSuite, publicMultikeyOf } from '../suites/node.ts';
import {
  BODY,
  CREATED,
  checkOf,
  contextOf,
  findings,
  keyIdOf,
  secretOf,
  signedProof,
  signerOf,
} from '../tests/laboratory.ts';
import { verifyCredential, verifyJwt } from './index.ts';

const HEADER: JsonObject = { alg: 'EdDSA', cty: 'vc', iat: 1_772_352_000, kid: keyIdOf('Ed25519'), typ: 'vc+jwt' };
const { jwt } = await issueStatement(BODY, signerOf(), { created: CREATED, suite: nodeSuite });
const [header = '', payload = '', signature = ''] = jwt.split('.');

/** A token with a good signature by the laboratory, whatever its header and payload say. */
async function token(
  headerChanges: Readonly<Record<string, JsonValue | undefined>>,
  body: JsonValue = BODY,
  signer = signerOf(),
): Promise<string> {
  const input = [{ ...HEADER, ...headerChanges }, body]
    .map((part) => encodeBase64url(utf8Bytes(JSON.stringify(part))))
    .join('.');
  return `${input}.${encodeBase64url(await signer.sign(utf8Bytes(input)))}`;
}

describe('verifyCredential() of a token', () => {
  it('verifies the token, with white space around it as a file has, and in an envelope', () => {
    const envelope = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: 'EnvelopedVerifiableCredential',
      id: `data:application/vc+jwt,${jwt}`,
    };
    for (const input of [jwt, `${jwt}\n`, utf8Bytes(jwt), JSON.stringify(envelope)]) {
      expect(verifyCredential(input, contextOf())).toMatchObject({
        outcome: 'verified',
        form: 'enveloped',
        signedAt: { instant: CREATED, source: 'issuer-claim' },
      });
    }
  });

  const other = encodeBase64url(utf8Bytes(JSON.stringify({ ...BODY, name: 'Report' })));
  it.each([
    ['another payload', 'integrity: BAD_SIGNATURE', `${header}.${other}.${signature}`],
    [
      'another header',
      'integrity: BAD_SIGNATURE',
      `${encodeBase64url(utf8Bytes(JSON.stringify(HEADER).replace('{', '{ ')))}.${payload}.${signature}`,
    ],
    ['a signature of zeros', 'integrity: BAD_SIGNATURE', `${header}.${payload}.${encodeBase64url(new Uint8Array(64))}`],
    ['no signature', 'integrity: BAD_SIGNATURE', `${header}.${payload}.`],
  ])('rejects %s', (_, expected, input) => {
    expect(findings(verifyCredential(input, contextOf()))).toEqual([expected]);
  });

  it.each<[string, string[], JsonObject]>([
    ['typ of something else', ['agreement: BAD_TYP'], { typ: 'bad+typ' }],
    ['typ of a presentation', ['agreement: BAD_TYP'], { typ: 'vp+jwt' }],
    ['typ that is no text', ['agreement: BAD_TYP'], { typ: 1 }],
    ['cty of something else', ['agreement: BAD_CTY'], { cty: 'vp' }],
    [
      'alg none',
      ['proof-type: ALG_NONE', 'agreement? because proof-type', 'integrity? because proof-type'],
      { alg: 'none' },
    ],
    [
      'an alg that is not verified',
      ['proof-type: UNKNOWN_ALG', 'agreement? because proof-type', 'integrity? because proof-type'],
      { alg: 'ES512' },
    ],
    [
      'no alg',
      ['proof-type: UNKNOWN_ALG', 'agreement? because proof-type', 'integrity? because proof-type'],
      { alg: null },
    ],
    [
      'the alg of another kind of key',
      ['agreement: ALG_KEY_MISMATCH', 'integrity? because agreement'],
      { alg: 'ES256' },
    ],
    ['another kind of key', ['agreement: ALG_KEY_MISMATCH', 'integrity? because agreement'], { kid: keyIdOf('P-256') }],
    ['a critical extension', ['proof-options: UNSUPPORTED_CRITICAL_HEADER'], { crit: ['b64'], b64: false }],
    [
      'a time that is text',
      ['proof-options: BAD_CREATED', 'key-authorisation?: NO_SIGNING_TIME', 'status-at-issue?: NO_SIGNING_TIME'],
      { iat: '2026-03-01T08:00:00Z' },
    ],
    [
      'a time before 1970',
      ['proof-options: BAD_CREATED', 'key-authorisation?: NO_SIGNING_TIME', 'status-at-issue?: NO_SIGNING_TIME'],
      { iat: -1 },
    ],
    ['an end after the year 9999', ['proof-options: BAD_EXPIRES'], { exp: 1e15 }],
    ['a beginning that is none', ['proof-options: BAD_EXPIRES'], { nbf: true }],
    ['an end that has passed', ['validity-period: PROOF_EXPIRED'], { exp: 1_772_352_001 }],
    ['a beginning to come', ['validity-period: NOT_YET_VALID'], { nbf: 1_900_000_000 }],
    ['another issuer in the header', ['proof-options: JWT_CLAIM_CONFLICT'], { iss: 'did:web:other.example' }],
    [
      'no key name',
      [
        'key: BAD_KEY_ID',
        'agreement? because key',
        'integrity? because key',
        'issuer? because key',
        'key-authorisation? because key',
      ],
      { kid: null },
    ],
    [
      'a key in the header',
      [
        'key: BAD_KEY_ID',
        'agreement? because key',
        'integrity? because key',
        'issuer? because key',
        'key-authorisation? because key',
      ],
      { kid: 'key-1', jwk: { kty: 'OKP', crv: 'Ed25519' } },
    ],
  ])('sees, although the signature is good: %s', async (_, expected, changes) => {
    expect(findings(verifyCredential(await token(changes), contextOf()))).toEqual(expected);
  });

  it.each<[string, string, JsonObject]>([
    ['a claim vc', 'proof-options: FORBIDDEN_CLAIM', { vc: {} }],
    ['a claim vp', 'proof-options: FORBIDDEN_CLAIM', { vp: 'nooo' }],
    ['another issuer', 'proof-options: JWT_CLAIM_CONFLICT', { iss: 'did:web:other.example' }],
    ['another identifier', 'proof-options: JWT_CLAIM_CONFLICT', { jti: 'urn:uuid:2' }],
    ['another subject', 'proof-options: JWT_CLAIM_CONFLICT', { sub: 'urn:sample:2' }],
  ])('rejects, in the payload, %s', async (_, expected, claims) => {
    expect(findings(verifyCredential(await token({}, { ...BODY, ...claims }), contextOf()))).toEqual([expected]);
  });

  it('accepts claims that repeat what the credential says', async () => {
    const claims = {
      iss: BODY.issuer as string,
      jti: BODY.id as string,
      sub: 'urn:sample:1',
      iat: 1_772_352_000.5,
      nbf: 0,
      exp: 4_000_000_000,
    };
    expect(findings(verifyCredential(await token({}, { ...BODY, ...claims }), contextOf()))).toEqual([]);
    const several = { ...BODY, credentialSubject: [{ id: 'urn:a' }, { id: 'urn:b' }] };
    expect(findings(verifyCredential(await token({ sub: 'urn:a' }, several), contextOf()))).toEqual([
      'proof-options: JWT_CLAIM_CONFLICT',
    ]);
  });

  it('does not know what a token without typ was made for', async () => {
    const input = await token({ typ: undefined });
    expect(findings(verifyCredential(input, contextOf()))).toEqual(['agreement?: TYP_MISSING']);
    const wrong = await token({ typ: undefined, cty: 'x' });
    expect(findings(verifyCredential(wrong, contextOf()))).toEqual(['agreement: BAD_CTY']);
  });

  it('accepts the longer spellings of typ and cty, a header without cty, a name within the issuer, and the newer alg', async () => {
    for (const changes of [
      { typ: 'application/VC+JWT', cty: 'application/vc' },
      { cty: undefined },
      { kid: '#Ed25519' },
      { alg: 'Ed25519' },
    ]) {
      expect(findings(verifyCredential(await token(changes), contextOf()))).toEqual([]);
    }
  });

  it('never takes a public key for the secret of a MAC', async () => {
    const key = publicMultikeyOf(secretOf('Ed25519'));
    const input = [{ ...HEADER, alg: 'HS256' }, BODY]
      .map((part) => encodeBase64url(utf8Bytes(JSON.stringify(part))))
      .join('.');
    const forged = `${input}.${encodeBase64url(createHmac('sha256', key.bytes).update(input).digest())}`;
    expect(findings(verifyCredential(forged, contextOf()))).toEqual([
      'proof-type: UNKNOWN_ALG',
      'agreement? because proof-type',
      'integrity? because proof-type',
    ]);
  });

  it('judges a proof within the payload beside the token', async () => {
    const proof = await signedProof(BODY);
    const good = verifyCredential(await token({}, { ...BODY, proof }), contextOf());
    expect(findings(good)).toEqual([]);
    expect(good.proofs.map(({ form }) => form)).toEqual(['vc+jwt', 'data-integrity']);
    const bad = verifyCredential(await token({}, { ...BODY, name: 'Report', proof }), contextOf());
    expect(findings(bad)).toEqual(['other-proofs: OTHER_PROOF_FAILED']);
  });

  it.each<[string, string, JsonValue]>([
    ['NOT_AN_OBJECT', 'a payload that is a list', [BODY]],
    ['NUMBER_OUT_OF_RANGE', 'a payload beyond doubles', '\u0000'],
  ])('refuses with %s %s', async (code, _, body) => {
    const text =
      body === '\u0000' ? `${header}.${encodeBase64url(utf8Bytes('{"a":1e999}'))}.${signature}` : await token({}, body);
    expect(findings(verifyCredential(text, contextOf()))[0]).toBe(`syntax: ${code}`);
  });
});

describe('the tokens of the W3C test suite', () => {
  // Their keys are named by thumbprint and their issuer is an address: the signature is judged by itself.
  const keys = Object.fromEntries(
    Object.entries(vectors.keys).map(([name, { publicKeyJwk }]) => [
      name,
      publicKeyFromJwk(publicKeyJwk as JsonObject),
    ]),
  );

  it.each([
    ['credential-jose-minimal', 'vm-p256', undefined],
    ['credential-issuer-match-signed', 'vm-ed25519', undefined],
    ['credential-jose-vc-vp-claims', 'vm-ed25519', undefined],
    ['credential-jose-bad-media-type', 'vm-ed25519', undefined],
    ['credential-jose-bad-signature', 'vm-ed25519', 'BAD_SIGNATURE'],
    ['credential-jose-unknown-extensions', 'vm-p384', 'UNKNOWN_ALG'],
    ['credential-jose-minimal', 'vm-ed25519', 'ALG_KEY_MISMATCH'],
  ] as const)('verifyJwt() of %s with %s: %s', (name, key, code) => {
    expect(verifyJwt(vectors.tokens[name], keys[key] as never, nodeSuite).check.code).toBe(code);
  });

  it('sees the wrong media type and the forbidden claims where the signature is good', () => {
    const media = verifyCredential(vectors.tokens['credential-jose-bad-media-type'], contextOf());
    expect(checkOf(media, 'agreement').code).toBe('BAD_TYP');
    const claims = verifyCredential(vectors.tokens['credential-jose-vc-vp-claims'], contextOf());
    expect(checkOf(claims, 'proof-options').code).toBe('FORBIDDEN_CLAIM');
  });
});

describe('verifyJwt()', () => {
  it('says what is wrong with a text that is no token', () => {
    const key = publicKeyFromBytes('Ed25519', new Uint8Array(32).fill(9));
    expect(verifyJwt('a.b', key, nodeSuite).check).toMatchObject({ outcome: 'failed', code: 'BAD_COMPACT_JWS' });
  });
});
