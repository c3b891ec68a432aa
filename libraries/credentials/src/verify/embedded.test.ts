// SPDX-License-Identifier: Apache-2.0
import { encodeBase64url, type Instant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import ecdsa from '../../vectors/w3c-vc-di-ecdsa.json' with { type: 'json' };
import eddsa from '../../vectors/w3c-vc-di-eddsa.json' with { type: 'json' };
import multikeys from '../../vectors/w3c-cid-multikey.json' with { type: 'json' };
import { chainedIntegrityMessage } from '../formats/data-integrity.ts';
import type { JsonObject, JsonValue } from '../formats/json-value.ts';
import { decodeMultibase, encodeMultibase } from '../formats/multibase.ts';
import { parseMultikey, publicKeyFromBytes } from '../formats/multikey.ts';
import { statementDigest } from '../formats/statement-digest.ts';
import { nodeSuite } from '../suites/node.ts';
import {
  BODY,
  checkOf,
  contextOf,
  findings,
  keyIdOf,
  LABORATORY,
  ON,
  signedProof,
  signerOf,
} from '../tests/laboratory.ts';
import { CHECK_NAMES, verifyCredential, verifyDataIntegrity } from './index.ts';

const proof = await signedProof(BODY);
const verify = (document: JsonObject, changes = {}): ReturnType<typeof verifyCredential> =>
  verifyCredential(JSON.stringify(document), contextOf(changes));

describe('verifyCredential() of an embedded proof', () => {
  it('lists every check, once and in order, for whatever it is given', () => {
    for (const input of [
      '',
      '{}',
      JSON.stringify(BODY),
      JSON.stringify({ ...BODY, proof }),
      JSON.stringify({ ...BODY, proof: [proof, 1] }),
    ]) {
      expect(verifyCredential(input, contextOf()).checks.map(({ name }) => name)).toEqual(CHECK_NAMES);
    }
  });

  it('verifies what the laboratory signed, in any layout of the text', () => {
    const text = JSON.stringify({ proof, ...BODY }, null, 4);
    expect(verifyCredential(text, contextOf())).toMatchObject({
      outcome: 'verified',
      form: 'embedded',
      issuer: LABORATORY,
    });
  });

  const withoutLast = (text: JsonValue | undefined): string => String(text).slice(0, -1);
  it.each<[string, string[], JsonObject]>([
    [
      'a value changed',
      ['integrity: BAD_SIGNATURE'],
      { ...BODY, credentialSubject: { id: 'urn:sample:1', results: [] }, proof },
    ],
    ['a member added', ['integrity: BAD_SIGNATURE'], { ...BODY, name: 'Report', proof }],
    [
      'the proof changed',
      ['integrity: BAD_SIGNATURE'],
      { ...BODY, proof: { ...proof, created: '2026-03-02T08:00:00Z' } },
    ],
    ['a member added to the proof', ['integrity: BAD_SIGNATURE'], { ...BODY, proof: { ...proof, nonce: 'x' } }],
    [
      'the contexts of the proof left out',
      ['integrity: BAD_SIGNATURE'],
      { ...BODY, proof: without(proof, '@context') },
    ],
    [
      'the signature cut',
      ['integrity: BAD_SIGNATURE'],
      { ...BODY, proof: { ...proof, proofValue: withoutLast(proof.proofValue) } },
    ],
    [
      'a signature with a letter base58 does not have',
      ['integrity: BAD_PROOF_VALUE'],
      { ...BODY, proof: { ...proof, proofValue: `${withoutLast(proof.proofValue)}0` } },
    ],
    [
      'a signature in base64url',
      ['integrity: BAD_PROOF_VALUE'],
      { ...BODY, proof: { ...proof, proofValue: `u${encodeBase64url(decodeMultibase(proof.proofValue as string))}` } },
    ],
    ['no signature', ['integrity: BAD_PROOF_VALUE'], { ...BODY, proof: without(proof, 'proofValue') }],
    ['no proof', ['proof-type: NO_PROOF', ...because('proof-type'), 'status-at-issue?: NO_SIGNING_TIME'], BODY],
    [
      'an empty list of proofs',
      ['proof-type: NO_PROOF', ...because('proof-type'), 'status-at-issue?: NO_SIGNING_TIME'],
      { ...BODY, proof: [] },
    ],
    [
      'a proof that is text',
      ['proof-type: UNKNOWN_PROOF_TYPE', ...because('proof-type'), 'status-at-issue?: NO_SIGNING_TIME'],
      { ...BODY, proof: 'signed' },
    ],
    [
      'a proof of another type',
      ['proof-type: UNKNOWN_PROOF_TYPE', ...because('proof-type'), 'status-at-issue?: NO_SIGNING_TIME'],
      { ...BODY, proof: { ...proof, type: 'Ed25519Signature2020' } },
    ],
    [
      'a suite that is not known',
      ['proof-type: UNKNOWN_SUITE', 'agreement? because proof-type', 'integrity? because proof-type'],
      { ...BODY, proof: { ...proof, cryptosuite: 'eddsa-2022' } },
    ],
    [
      'a suite by the name of an inherited member',
      ['proof-type: UNKNOWN_SUITE', 'agreement? because proof-type', 'integrity? because proof-type'],
      { ...BODY, proof: { ...proof, cryptosuite: 'constructor' } },
    ],
    [
      'no suite',
      ['proof-type: UNKNOWN_SUITE', 'agreement? because proof-type', 'integrity? because proof-type'],
      { ...BODY, proof: without(proof, 'cryptosuite') },
    ],
    [
      'a suite that is known but not verified',
      ['proof-type?: SUITE_NOT_IMPLEMENTED', 'agreement? because proof-type', 'integrity? because proof-type'],
      { ...BODY, proof: { ...proof, cryptosuite: 'eddsa-rdfc-2022' } },
    ],
    [
      'the suite of another kind of key',
      ['agreement: ALG_KEY_MISMATCH', 'integrity? because agreement'],
      { ...BODY, proof: { ...proof, cryptosuite: 'ecdsa-jcs-2019' } },
    ],
    [
      'another key of the issuer',
      ['agreement: ALG_KEY_MISMATCH', 'integrity? because agreement'],
      { ...BODY, proof: { ...proof, verificationMethod: keyIdOf('P-256') } },
    ],
    [
      'too many proofs',
      ['proof-type: TOO_MANY_PROOFS', ...because('proof-type'), 'status-at-issue?: NO_SIGNING_TIME'],
      { ...BODY, proof: Array.from({ length: 17 }, () => proof) },
    ],
    [
      'contexts of the proof in another order',
      ['proof-options: PROOF_CONTEXT_DIFFERS', 'integrity? because proof-options'],
      { ...BODY, proof: { ...proof, '@context': ['https://a.example'] } },
    ],
  ])('rejects or leaves open: %s', (_, expected, document) => {
    expect(findings(verify(document))).toEqual(expected);
  });

  it.each<[string, string, JsonObject]>([
    ['a proof for authentication', 'proof-options: WRONG_PROOF_PURPOSE', { proofPurpose: 'authentication' }],
    ['a proof without purpose', 'proof-options: WRONG_PROOF_PURPOSE', { proofPurpose: null }],
    ['a time that is a day only', 'proof-options: BAD_CREATED', { created: '2026-03-01' }],
    ['a time that is a number', 'proof-options: BAD_CREATED', { created: 1_772_352_000 }],
    ['an end that is none', 'proof-options: BAD_EXPIRES', { expires: 'never' }],
    ['an earlier proof that is not there', 'proof-options: PREVIOUS_PROOF_MISSING', { previousProof: 'urn:uuid:1' }],
    ['an earlier proof that is no name', 'proof-options: PREVIOUS_PROOF_MISSING', { previousProof: [7] }],
    ['a signature that has ended', 'validity-period: PROOF_EXPIRED', { expires: ON }],
  ])('rejects, although the signature is good: %s', async (_, expected, options) => {
    const signed = await signedProof(BODY, options);
    expect(findings(verify({ ...BODY, proof: signed }))).toContain(expected);
  });

  it('still says that the signature is good when only the purpose is wrong', async () => {
    const signed = await signedProof(BODY, { proofPurpose: 'authentication' });
    const result = verify({ ...BODY, proof: signed });
    expect(findings(result)).toEqual(['proof-options: WRONG_PROOF_PURPOSE']);
    expect(checkOf(result, 'integrity').outcome).toBe('passed');
  });

  it('reports contexts that were added after signing, although the suite lets them through', () => {
    const document = {
      ...BODY,
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://vocabulary.uncefact.org/untp/0.7.0/context/'],
      proof,
    };
    const result = verify(document);
    expect(findings(result)).toEqual(['context: CONTEXT_NOT_SIGNED']);
    expect(checkOf(result, 'integrity').outcome).toBe('passed');
  });

  it('accepts a proof that was made without contexts of its own', async () => {
    const bare = without(await signedProof(BODY), '@context');
    const signer = signerOf();
    const { integrityMessage } = await import('../formats/data-integrity.ts');
    const { message } = integrityMessage(BODY, bare, { algorithm: 'Ed25519', suite: nodeSuite });
    const signed = { ...bare, proofValue: encodeMultibase(await signer.sign(message)) };
    expect(findings(verify({ ...BODY, proof: signed }))).toEqual([]);
  });

  it('gives the digest of the body, whatever the proof', async () => {
    const digests = await Promise.all(
      (['Ed25519', 'P-256', 'P-384'] as const).map(
        async (algorithm) => verify({ ...BODY, proof: await signedProof(BODY, {}, signerOf(algorithm)) }).digest,
      ),
    );
    expect(new Set(digests).size).toBe(1);
    expect(verify(BODY).digest).toBe(digests[0]);
  });
});

describe('proof sets', () => {
  it('verifies every proof of a set and lists each', async () => {
    const set = await Promise.all(
      (['Ed25519', 'P-256', 'P-384'] as const).map((algorithm) => signedProof(BODY, {}, signerOf(algorithm))),
    );
    const result = verify({ ...BODY, proof: set });
    expect(result.outcome).toBe('verified');
    expect(result.proofs.map(({ keyId }) => keyId)).toEqual(set.map(({ verificationMethod }) => verificationMethod));
  });

  it('lets a sound proof decide and still rejects for a broken one beside it', () => {
    const broken = { ...proof, id: 'urn:uuid:b', created: '2026-03-02T08:00:00Z' };
    for (const set of [
      [broken, proof],
      [proof, broken],
      [proof, 5],
    ]) {
      const result = verify({ ...BODY, proof: set });
      expect(findings(result)).toEqual(['other-proofs: OTHER_PROOF_FAILED']);
      expect(result.proofs).toHaveLength(2);
    }
  });

  it('leaves open a proof that cannot be decided, beside a sound one', () => {
    const rdf = { ...proof, cryptosuite: 'ecdsa-rdfc-2019' };
    expect(findings(verify({ ...BODY, proof: [rdf, proof] }))).toEqual(['other-proofs?: OTHER_PROOF_NOT_EVALUATED']);
  });

  it('prefers a proof that is open to one that is broken', () => {
    const rdf = { ...proof, cryptosuite: 'eddsa-rdfc-2022' };
    const result = verify({ ...BODY, proof: [{ ...proof, nonce: 'x' }, rdf] });
    expect(findings(result)).toEqual([
      'proof-type?: SUITE_NOT_IMPLEMENTED',
      'agreement? because proof-type',
      'integrity? because proof-type',
      'other-proofs: OTHER_PROOF_FAILED',
    ]);
  });
});

describe('proof chains', () => {
  const first = { ...proof };
  async function chained(earlier: readonly JsonObject[], options: JsonObject): Promise<JsonObject> {
    const signer = signerOf('P-256');
    const unsigned = {
      ...without(proof, 'proofValue'),
      cryptosuite: 'ecdsa-jcs-2019',
      verificationMethod: signer.keyId,
      ...options,
    };
    const { message } = chainedIntegrityMessage({ document: BODY, earlier }, unsigned, {
      algorithm: 'P-256',
      suite: nodeSuite,
    });
    return { ...unsigned, proofValue: encodeMultibase(await signer.sign(message)) };
  }

  it('verifies a proof over an earlier one, and reports the chain', async () => {
    const named = await signedProof(BODY, { id: 'urn:uuid:first' });
    const second = await chained([named], { id: 'urn:uuid:second', previousProof: 'urn:uuid:first' });
    const third = await chained([named, second], { previousProof: ['urn:uuid:first', 'urn:uuid:second'] });
    const result = verify({ ...BODY, proof: [named, second, third] });
    expect(findings(result)).toEqual([]);
    expect(result.proofs.map(({ previous }) => previous)).toEqual([
      [],
      ['urn:uuid:first'],
      ['urn:uuid:first', 'urn:uuid:second'],
    ]);
  });

  it('sees that the earlier proof was exchanged', async () => {
    const named = await signedProof(BODY, { id: 'urn:uuid:first' });
    const second = await chained([named], { previousProof: 'urn:uuid:first' });
    const exchanged = await signedProof(BODY, { id: 'urn:uuid:first', created: '2026-03-03T00:00:00Z' });
    const result = verify({ ...BODY, proof: [exchanged, second] });
    expect(findings(result)).toEqual(['other-proofs: OTHER_PROOF_FAILED']);
    expect(findings(result.proofs[1] as never)).toEqual(['integrity: BAD_SIGNATURE']);
  });

  it('gives the digest of the body for a chained proof too', async () => {
    const named = await signedProof(BODY, { id: 'urn:uuid:first' });
    const second = await chained([named], { previousProof: 'urn:uuid:first' });
    const broken = { ...named, nonce: 1 };
    expect(verify({ ...BODY, proof: [broken, second] }).digest).toBe(verify({ ...BODY, proof: first }).digest);
  });
});

describe('the vectors of W3C', () => {
  // Their issuer is an address that controls no key: everything but that must hold.
  const foreign = ['context?: UNKNOWN_CONTEXT', 'issuer: ISSUER_NOT_CONTROLLER'];
  it.each([
    ['eddsa-jcs-2022', eddsa['eddsa-jcs-2022']],
    ['ecdsa-jcs-2019 with P-256', ecdsa['ecdsa-jcs-2019-p256']],
    ['ecdsa-jcs-2019 with P-384', ecdsa['ecdsa-jcs-2019-p384']],
  ])('verifies the document of %s', (_, { signedDocument }) => {
    const result = verify(signedDocument.value as JsonObject, {
      keyAuthorisations: [],
      on: '2023-06-01T00:00:00Z' as Instant,
    });
    expect(findings(result)).toEqual(foreign);
    expect(checkOf(result, 'integrity').outcome).toBe('passed');
  });

  it.each([
    ['eddsa-rdfc-2022', eddsa['eddsa-rdfc-2022'].signedDocument.value],
    ['ecdsa-rdfc-2019', ecdsa['ecdsa-rdfc-2019-p256'].signedDocument.value],
    ['a proof set', eddsa['proof-set-chain'].signedProofSet2.value],
    ['a proof chain', eddsa['proof-set-chain'].signedProofChain2.value],
  ])('recognises %s and does not guess', (_, document) => {
    const result = verify(document as JsonObject);
    for (const report of result.proofs) {
      expect(report.checks.find(({ name }) => name === 'proof-type')?.code).toBe('SUITE_NOT_IMPLEMENTED');
      expect(report.checks.find(({ name }) => name === 'integrity')).toMatchObject({
        outcome: 'not-evaluated',
        because: 'proof-type',
      });
      expect(report.checks.find(({ name }) => name === 'proof-options')?.outcome).toBe('passed');
    }
  });

  it('reads the links of the published chain', () => {
    const result = verify(eddsa['proof-set-chain'].signedProofChain2.value as JsonObject);
    expect(result.proofs.map(({ previous }) => previous.length)).toEqual([0, 0, 2, 1]);
  });
});

describe('verifyDataIntegrity()', () => {
  const { value: document } = eddsa['eddsa-jcs-2022'].signedDocument;
  const key = parseMultikey(eddsa.keyPair.value.publicKeyMultibase);
  const secured = { document: document as JsonObject, proof: document.proof as JsonObject };

  it('verifies with the key alone', () => {
    const { check, digest } = verifyDataIntegrity(secured, key, nodeSuite);
    expect(check.outcome).toBe('passed');
    expect(digest?.()).toBe(statementDigest(secured.document, nodeSuite));
  });

  it.each<[string, () => Parameters<typeof verifyDataIntegrity>]>([
    [
      'UNKNOWN_SUITE',
      () => [{ ...secured, proof: { ...secured.proof, cryptosuite: 'eddsa-rdfc-2022' } }, key, nodeSuite],
    ],
    ['UNKNOWN_SUITE', () => [{ ...secured, proof: { ...secured.proof, cryptosuite: 1 } }, key, nodeSuite]],
    ['ALG_KEY_MISMATCH', () => [secured, parseMultikey(ecdsa.p256KeyPair.value.publicKeyMultibase), nodeSuite]],
    ['ALG_KEY_MISMATCH', () => [secured, parseMultikey(multikeys.publicKeyMultibaseExamples[4] as string), nodeSuite]],
    [
      'PROOF_CONTEXT_DIFFERS',
      () => [{ ...secured, document: { ...secured.document, '@context': [] } }, key, nodeSuite],
    ],
    ['BAD_PROOF_VALUE', () => [{ ...secured, proof: { ...secured.proof, proofValue: 'mAAAA' } }, key, nodeSuite]],
    ['BAD_SIGNATURE', () => [secured, publicKeyFromBytes('Ed25519', new Uint8Array(32).fill(9)), nodeSuite]],
  ])('says %s', (code, given) => {
    expect(verifyDataIntegrity(...given()).check).toMatchObject({ name: 'integrity', outcome: 'failed', code });
  });
});

function because(name: string): string[] {
  return ['proof-options', 'key', 'agreement', 'integrity', 'issuer', 'key-authorisation'].map(
    (check) => `${check}? because ${name}`,
  );
}

function without(object: JsonObject, member: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== member));
}
