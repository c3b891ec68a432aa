// SPDX-License-Identifier: Apache-2.0
import type { Signer } from '@touchstone/credentials/issue';

/** A key of a party as others may see it. */
export interface PublishedKey {
  /** DID URL, as proofs name it. */
  readonly keyId: string;
  readonly controller: string;
  readonly publicKeyMultibase: string;
  /** The instants between which it signs, both included. */
  readonly from: string;
  readonly to?: string;
}

/**
 * Where signing keys are kept: files here, a token (PKCS#11) or a remote service elsewhere.
 * A key never leaves its store; what comes out is a signer by key id.
 */
export interface KeyStore {
  /** Signs with the party's key that is in force at `now`, the newest where several are; throws `NO_KEY`. */
  signerOf(controller: string, now: string): Promise<Signer>;
  /** Every key that this node signs or signed with: old statements are verified with old keys. */
  publishedKeys(): readonly PublishedKey[];
}
