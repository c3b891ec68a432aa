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

/** With what is hashed; the kind of key says how long the hash is. */
interface Hashing {
  readonly algorithm: SignatureAlgorithm;
  readonly suite: CryptoSuite;
}

/**
 * message = hash(JCS(proof without proofValue)) ‖ hash(JCS(document)); SHA-384 for P-384, else SHA-256.
 * W3C vc-di-eddsa 1.0, 3.3.4 and 3.3.5; vc-di-ecdsa 1.0, 3.3.4. The document is hashed without its member "proof",
 * unless the caller has that SHA-256 already: it is the digest of the statement.
 */
export function integrityMessage(
  document: JsonObject,
  proof: JsonObject,
  hashing: Hashing & { readonly bodySha256?: Uint8Array | undefined },
): IntegrityMessage {
  const known = hashing.algorithm === 'P-384' ? undefined : hashing.bodySha256;
  return messageOver(known ?? hashOf(canonicalizeWithout(document, 'proof'), hashing), proof, hashing);
}

/**
 * As `integrityMessage`, over the document with these earlier proofs in its member "proof".
 * W3C vc-data-integrity 1.0, 4.5 (verify proof sets and chains): a later proof of a chain covers the earlier ones.
 */
export function chainedIntegrityMessage(
  secured: { readonly document: JsonObject; readonly earlier: readonly JsonObject[] },
  proof: JsonObject,
  hashing: Hashing,
): IntegrityMessage {
  return messageOver(hashOf(canonicalize({ ...secured.document, proof: secured.earlier }), hashing), proof, hashing);
}

function messageOver(documentHash: Uint8Array, proof: JsonObject, hashing: Hashing): IntegrityMessage {
  const proofHash = hashOf(canonicalizeWithout(proof, 'proofValue'), hashing);
  return { message: concatBytes(proofHash, documentHash), documentHash };
}

function hashOf(text: string, { algorithm, suite }: Hashing): Uint8Array {
  return algorithm === 'P-384' ? suite.sha384(text) : suite.sha256(text);
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
