// SPDX-License-Identifier: Apache-2.0

/** The hash and signature algorithms of a log, given by the caller; `./node` and `./noble` have one each. */
export interface LogSuite {
  /** The 32 bytes of SHA-256, FIPS 180-4, in an array of their own. Keeps nothing of its argument, which is reused. */
  sha256(message: Uint8Array): Uint8Array;
  /** RFC 8032, 5.1.7, without the cofactor, S < L. False, never an exception, for whatever is no key or signature. */
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  /** ECDSA with SHA-256, key in SPKI and signature in ASN.1, both DER; a suite without it knows no such key. */
  verifyEcdsa?(spki: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  /** ML-DSA-44 with an empty context, FIPS 204; a suite without it knows no such key. */
  verifyMlDsa44?(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}
