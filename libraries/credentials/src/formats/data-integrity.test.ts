// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import ecdsa from '../../vectors/w3c-vc-di-ecdsa.json' with { type: 'json' };
import eddsa from '../../vectors/w3c-vc-di-eddsa.json' with { type: 'json' };
import { nodeSuite } from '../suites/node.ts';
import { canonicalize, canonicalizeWithout } from './canonical-json.ts';
import { chainedIntegrityMessage, contextRelation, integrityMessage } from './data-integrity.ts';
import type { JsonObject, JsonValue } from './json-value.ts';
import { statementDigest } from './statement-digest.ts';

const VECTORS = [
  ['Ed25519', eddsa['eddsa-jcs-2022']],
  ['P-256', ecdsa['ecdsa-jcs-2019-p256']],
  ['P-384', ecdsa['ecdsa-jcs-2019-p384']],
] as const;

describe('integrityMessage()', () => {
  it.each(VECTORS)('gives the bytes and hashes of the specification for %s', (algorithm, vector) => {
    const { proof, ...document } = vector.signedDocument.value as JsonObject;
    const config = vector.proofConfig.value as JsonObject;
    expect(canonicalize(document as JsonObject)).toBe(vector.canonicalDocument.value);
    expect(canonicalizeWithout(proof as JsonObject, 'proofValue')).toBe(vector.canonicalProofConfig.value);
    for (const options of [proof as JsonObject, config]) {
      const { message, documentHash } = integrityMessage(vector.signedDocument.value as JsonObject, options, {
        algorithm,
        suite: nodeSuite,
      });
      expect(encodeHex(message)).toBe(vector.combinedHashHex.value);
      expect(encodeHex(message)).toBe(vector.proofConfigHashHex.value + vector.documentHashHex.value);
      expect(encodeHex(documentHash)).toBe(vector.documentHashHex.value);
    }
  });
});

describe('integrityMessage() with a known hash', () => {
  const document = eddsa.unsigned.value as JsonObject;
  const proof = eddsa['eddsa-jcs-2022'].proofConfig.value as JsonObject;
  const bodySha256 = new Uint8Array(32).fill(7);

  it('takes it where the suite hashes by SHA-256', () => {
    const { message, documentHash } = integrityMessage(document, proof, {
      ...{ algorithm: 'Ed25519', suite: nodeSuite },
      bodySha256,
    });
    expect(documentHash).toEqual(bodySha256);
    expect(message.subarray(32)).toEqual(bodySha256);
  });

  it('works the longer hash of P-384 out all the same', () => {
    const hashing = { algorithm: 'P-384', suite: nodeSuite } as const;
    expect(integrityMessage(document, proof, { ...hashing, bodySha256 })).toEqual(
      integrityMessage(document, proof, hashing),
    );
  });
});

describe('chainedIntegrityMessage()', () => {
  it('is over the earlier proofs too', () => {
    const document = eddsa.unsigned.value as JsonObject;
    const proof = eddsa['eddsa-jcs-2022'].proofConfig.value as JsonObject;
    const hashing = { algorithm: 'Ed25519', suite: nodeSuite } as const;
    const plain = integrityMessage(document, proof, hashing);
    const chained = chainedIntegrityMessage({ document, earlier: [{ id: 'urn:a' }] }, proof, hashing);
    const direct = nodeSuite.sha256(canonicalize({ ...document, proof: [{ id: 'urn:a' }] }));
    expect(chained.documentHash).toEqual(direct);
    expect(chained.message.subarray(0, 32)).toEqual(plain.message.subarray(0, 32));
  });
});

describe('contextRelation()', () => {
  const a = 'https://a.example';
  const inline = { x: 'https://x.example', y: 'https://y.example' };

  it.each<[string, JsonValue | undefined, JsonValue]>([
    ['none', undefined, [a]],
    ['same', [a, inline], [a, { y: 'https://y.example', x: 'https://x.example' }]],
    ['same', a, a],
    ['beginning', [a], [a, inline]],
    ['beginning', [], [a]],
    ['beginning', a, [a]],
    ['different', [a, inline], [a]],
    ['different', [inline], [a]],
    ['different', [a, 'https://b.example'], ['https://b.example', a]],
  ])('is %s for %j within %j', (expected, ofProof, ofDocument) => {
    const proof: JsonObject = ofProof === undefined ? {} : { '@context': ofProof };
    expect(contextRelation({ '@context': ofDocument }, proof)).toBe(expected);
  });
});

describe('statementDigest()', () => {
  it('is the hash that the specification prints, as a multihash', () => {
    const digest = statementDigest(eddsa['eddsa-jcs-2022'].signedDocument.value as JsonObject, nodeSuite);
    const hex = Buffer.from(digest.slice(1), 'base64url').toString('hex');
    expect(hex).toBe(`1220${eddsa['eddsa-jcs-2022'].documentHashHex.value}`);
  });
});
