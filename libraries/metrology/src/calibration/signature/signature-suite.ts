// SPDX-License-Identifier: Apache-2.0

export type HashName = 'SHA-256' | 'SHA-384' | 'SHA-512';

/** A way of signing: ECDSA with its value as r ‖ s or as DER, or RSASSA-PKCS1-v1_5. */
export type SignatureAlgorithm =
  | { readonly kind: 'ecdsa'; readonly hash: HashName; readonly encoding: 'r||s' | 'der' }
  | { readonly kind: 'rsa'; readonly hash: HashName };

/** The cryptography that verification is given; it has none of its own. `@touchstone/metrology/calibration/node` is one. */
export interface SignatureSuite {
  /** FIPS 180-4, 6.2, 6.5 and 6.4. */
  digest(hash: HashName, message: Uint8Array): Uint8Array;
  /**
   * Whether the value signs the message by the key in the SubjectPublicKeyInfo. Undefined, never an exception, for a key by
   * which nothing is verified, since it is none, of another kind, or too weak: RSA below 2048 bits, a curve that is not of NIST
   * or Brainpool with 256 bits or more.
   */
  verify(
    algorithm: SignatureAlgorithm,
    signed: { readonly spki: Uint8Array; readonly message: Uint8Array; readonly value: Uint8Array },
  ): boolean | undefined;
}
