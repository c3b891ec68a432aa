// SPDX-License-Identifier: Apache-2.0
import type { SignatureAlgorithm } from './crypto-suite.ts';

/**
 * Signs with one key, wherever it is kept: in a file, in a token (PKCS#11), at a remote service.
 * `sign` gives Ed25519 signatures of 64 bytes (RFC 8032), and ECDSA signatures as r ‖ s over the hash of the curve.
 */
export interface Signer {
  /** DID URL of the key, as proofs name it. */
  readonly keyId: string;
  readonly algorithm: SignatureAlgorithm;
  sign(message: Uint8Array): Promise<Uint8Array>;
}
