// SPDX-License-Identifier: Apache-2.0
import type { KeyType, PublicKey } from './multikey.ts';

/** The kinds of key that a suite verifies with. */
export type SignatureAlgorithm = 'Ed25519' | 'P-256' | 'P-384';

/**
 * The cryptography that this package is given; it has none of its own.
 * Two suites agree on every input: the same digests, and the same verdict about every signature.
 */
export interface CryptoSuite {
  /** SHA-256 of the bytes, or of the UTF-8 bytes of the text. FIPS 180-4, 6.2. Requires a well-formed text. */
  sha256(message: Uint8Array | string): Uint8Array;
  /** SHA-384 of the bytes, or of the UTF-8 bytes of the text. FIPS 180-4, 6.5. Requires a well-formed text. */
  sha384(message: Uint8Array | string): Uint8Array;
  /**
   * Whether the signature is that of the message: Ed25519 without cofactor (RFC 8032, 5.1.7), ECDSA as r ‖ s with the
   * hash of the curve (SHA-256 for P-256, SHA-384 for P-384), s in its high or its low half alike.
   * False, never an exception, for a key that is no point and for a signature of the wrong length.
   */
  verify(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean;
}

/** Whether signatures by this kind of key can be verified; SM2 and BLS keys are recognised but not used. */
export function isSignatureAlgorithm(type: KeyType): type is SignatureAlgorithm {
  return type === 'Ed25519' || type === 'P-256' || type === 'P-384';
}
