// SPDX-License-Identifier: Apache-2.0
import { type Digest, digestFromSha256 } from '@touchstone/identifiers';
import { type CredentialError, shown } from '../credential-error.ts';
import { type CompactJws, parseCompactJws } from '../formats/compact-jws.ts';
import { type CryptoSuite, isSignatureAlgorithm, type SignatureAlgorithm } from '../formats/crypto-suite.ts';
import { chainedIntegrityMessage, contextRelation, integrityMessage, JCS_SUITES } from '../formats/data-integrity.ts';
import type { JsonObject, JsonValue } from '../formats/json-value.ts';
import { decodeMultibase } from '../formats/multibase.ts';
import type { KeyType, PublicKey } from '../formats/multikey.ts';
import { type Check, failed, passed } from './check.ts';

/** The algorithms of tokens that are verified, with the kind of key that each needs. RFC 7518, 3.4; RFC 8037; RFC 9864. */
export const JWT_ALGORITHMS: ReadonlyMap<unknown, SignatureAlgorithm> = new Map([
  ['EdDSA', 'Ed25519'],
  ['Ed25519', 'Ed25519'],
  ['ES256', 'P-256'],
  ['ES384', 'P-384'],
]);

/** A verdict about a signature alone: not whose key it is, nor when it was good. */
export interface SignatureCheck {
  readonly check: Check;
  /** Gives the digest of the statement, where the signature is over just that. */
  readonly digest?: () => Digest;
}

/** A document with one of its proofs; `earlier` are the proofs that this one covers, when it is a link of a chain. */
export interface Secured {
  readonly document: JsonObject;
  readonly proof: JsonObject;
  readonly earlier?: readonly JsonObject[] | undefined;
  /** SHA-256 of the canonical document without its proofs, where the caller has worked it out itself. */
  readonly bodySha256?: Uint8Array | undefined;
}

/**
 * Verifies a proof by eddsa-jcs-2022 or ecdsa-jcs-2019 with this key.
 * W3C vc-di-eddsa 1.0, 3.3.2; vc-di-ecdsa 1.0, 3.3.2. The caller has judged purpose, time and whose key it is.
 */
export function verifyDataIntegrity(secured: Secured, key: PublicKey, suite: CryptoSuite): SignatureCheck {
  const { document, proof } = secured;
  const allowed = suiteAlgorithms(proof.cryptosuite);
  if (allowed === undefined) {
    return {
      check: failed('integrity', 'UNKNOWN_SUITE', `the suite ${shown(proof.cryptosuite)} is not verified here`),
    };
  }
  if (!isSignatureAlgorithm(key.type) || !allowed.includes(key.type)) {
    return { check: keyMismatch(proof.cryptosuite as string, allowed, key.type) };
  }
  const relation = contextRelation(document, proof);
  if (relation === 'different') {
    return {
      check: failed('integrity', 'PROOF_CONTEXT_DIFFERS', 'the document does not begin with the contexts of the proof'),
    };
  }
  const signature = readProofValue(proof.proofValue);
  if (!(signature instanceof Uint8Array)) {
    return { check: signature };
  }
  const signed = relation === 'beginning' ? { ...document, '@context': proof['@context'] as JsonValue } : document;
  const hashing = { algorithm: key.type, suite };
  const { message, documentHash } =
    secured.earlier === undefined
      ? integrityMessage(signed, proof, signed === document ? { ...hashing, bodySha256: secured.bodySha256 } : hashing)
      : chainedIntegrityMessage({ document: signed, earlier: secured.earlier }, proof, hashing);
  const check = judged(suite.verify(key, message, signature));
  const isOverStatement = signed === document && secured.earlier === undefined && documentHash.length === 32;
  return isOverStatement ? { check, digest: () => digestFromSha256(documentHash) } : { check };
}

/**
 * Verifies the signature of a token with this key, by the algorithm that its header names and the key allows.
 * RFC 7515, section 5.2; W3C vc-jose-cose 1.0, 3.1.1. The caller has judged the other header members and whose key it is.
 */
export function verifyJwt(token: CompactJws | string, key: PublicKey, suite: CryptoSuite): SignatureCheck {
  const parsed = typeof token === 'string' ? readToken(token) : token;
  if (!('header' in parsed)) {
    return { check: parsed };
  }
  const algorithm = JWT_ALGORITHMS.get(parsed.header.alg);
  if (algorithm === undefined) {
    return {
      check: failed('integrity', 'UNKNOWN_ALG', `the algorithm ${shown(parsed.header.alg)} is not verified here`),
    };
  }
  if (algorithm !== key.type) {
    return { check: keyMismatch(parsed.header.alg as string, [algorithm], key.type) };
  }
  return { check: judged(suite.verify(key, parsed.signingInput, parsed.signature)) };
}

/** The kinds of key that a suite allows; none for a suite that is not verified here. */
export function suiteAlgorithms(cryptosuite: unknown): readonly SignatureAlgorithm[] | undefined {
  return typeof cryptosuite === 'string' && Object.hasOwn(JCS_SUITES, cryptosuite)
    ? JCS_SUITES[cryptosuite]
    : undefined;
}

function keyMismatch(suite: string, allowed: readonly SignatureAlgorithm[], type: KeyType): Check {
  return failed('integrity', 'ALG_KEY_MISMATCH', `${suite} needs a key of type ${allowed.join(' or ')}, not ${type}`);
}

function judged(holds: boolean): Check {
  return holds
    ? passed('integrity')
    : failed(
        'integrity',
        'BAD_SIGNATURE',
        'the signature is not that of this content by this key: one of them was changed',
      );
}

// The suites know only base58btc, although other proofs may use base64url: one spelling for one signature.
function readProofValue(proofValue: JsonValue | undefined): Uint8Array | Check {
  if (typeof proofValue !== 'string' || !proofValue.startsWith('z')) {
    return failed('integrity', 'BAD_PROOF_VALUE', `proofValue must be base58btc multibase, which begins with z`);
  }
  try {
    return decodeMultibase(proofValue);
  } catch (cause) {
    return failed('integrity', 'BAD_PROOF_VALUE', (cause as CredentialError).message);
  }
}

function readToken(text: string): CompactJws | Check {
  try {
    return parseCompactJws(text);
  } catch (cause) {
    const { code, message } = cause as CredentialError;
    return failed('integrity', code, message);
  }
}
