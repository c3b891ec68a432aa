// SPDX-License-Identifier: Apache-2.0
import { concatBytes } from '@touchstone/identifiers';
import { canonicalize, canonicalizeWithout } from './canonical-json.ts';
import type { CryptoSuite, SignatureAlgorithm } from './crypto-suite.ts';
import { isJsonArray, type JsonObject, type JsonValue, listOf } from './json-value.ts';

/** The suites whose proofs are made and verified here, with the kinds of key that each allows. */
export const JCS_SUITES: Readonly<Record<string, readonly SignatureAlgorithm[]>> = {
  'eddsa-jcs-2022': ['Ed25519'],
  'ecdsa-jcs-2019': ['P-256', 'P-384'],
};

/** What a Data Integrity signature is over, with the hash of the document, which is also the digest of the statement. */
export interface IntegrityMessage {
  readonly message: Uint8Array;
  readonly documentHash: Uint8Array;
}

/**
 * message = hash(JCS(proof without proofValue)) ‖ hash(JCS(document)); SHA-384 for P-384, else SHA-256.
 * W3C vc-di-eddsa 1.0, 3.3.4 and 3.3.5; vc-di-ecdsa 1.0, 3.3.4. The document is hashed without its member "proof".
 */
export function integrityMessage(
  document: JsonObject,
  proof: JsonObject,
  hashing: { readonly algorithm: SignatureAlgorithm; readonly suite: CryptoSuite },
): IntegrityMessage {
  return messageOver(canonicalizeWithout(document, 'proof'), proof, hashing);
}

/**
 * As `integrityMessage`, over the document with these earlier proofs in its member "proof".
 * W3C vc-data-integrity 1.0, 4.5 (verify proof sets and chains): a later proof of a chain covers the earlier ones.
 */
export function chainedIntegrityMessage(
  secured: { readonly document: JsonObject; readonly earlier: readonly JsonObject[] },
  proof: JsonObject,
  hashing: { readonly algorithm: SignatureAlgorithm; readonly suite: CryptoSuite },
): IntegrityMessage {
  return messageOver(canonicalize({ ...secured.document, proof: secured.earlier }), proof, hashing);
}

function messageOver(
  canonicalDocument: string,
  proof: JsonObject,
  { algorithm, suite }: { readonly algorithm: SignatureAlgorithm; readonly suite: CryptoSuite },
): IntegrityMessage {
  const hash = (text: string): Uint8Array => (algorithm === 'P-384' ? suite.sha384(text) : suite.sha256(text));
  const documentHash = hash(canonicalDocument);
  return { message: concatBytes(hash(canonicalizeWithout(proof, 'proofValue')), documentHash), documentHash };
}

/** How the contexts that a proof was made with stand to those of the document. */
export type ContextRelation = 'none' | 'same' | 'beginning' | 'different';

/** vc-di-eddsa 1.0, 3.3.2, step 4: the contexts of the document must begin with those of the proof, in order. */
export function contextRelation(document: JsonObject, proof: JsonObject): ContextRelation {
  if (proof['@context'] === undefined) {
    return 'none';
  }
  const ofProof = listOf(proof['@context']);
  const ofDocument = listOf(document['@context']);
  if (!ofProof.every((context, index) => sameJson(context, ofDocument[index]))) {
    return 'different';
  }
  const sameForm = isJsonArray(proof['@context']) === isJsonArray(document['@context']);
  return ofProof.length === ofDocument.length && sameForm ? 'same' : 'beginning';
}

function sameJson(a: JsonValue, b: JsonValue | undefined): boolean {
  return a === b || (b !== undefined && canonicalize(a) === canonicalize(b));
}
