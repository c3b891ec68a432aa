// SPDX-License-Identifier: Apache-2.0
import { concatBytes, type Digest, sha256OfDigest } from '@touchstone/identifiers';
import { badLeaf, HASH_BYTES, labelledHash, requireLength, type Sha256 } from './bytes.ts';

/**
 * SHA-256("touchstone/commitment/v1" ‖ LF ‖ salt ‖ SHA-256 inside the statement's digest)
 * Decision record 0032. Requires 32 random bytes of salt, of this statement alone: without the salt nobody can tell
 * the commitment to a statement in hand from 32 random bytes, and with the salt erased nobody can any more.
 */
export function commitmentOf(sha256: Sha256, salt: Uint8Array, digest: Digest): Uint8Array {
  requireLength(salt, HASH_BYTES, 'salt');
  return labelledHash(sha256, 'touchstone/commitment/v1', salt, sha256OfDigest(digest));
}

/** opening = %x01 salt. What opens a commitment for whoever holds the statement: the `extra` of its receipt. */
export function encodeOpening(salt: Uint8Array): Uint8Array<ArrayBuffer> {
  return concatBytes(Uint8Array.of(1), requireLength(salt, HASH_BYTES, 'salt'));
}

/** The salt of an opening. BAD_LEAF for any other bytes. */
export function parseOpening(bytes: Uint8Array): Uint8Array {
  requireLength(bytes, 1 + HASH_BYTES, 'opening');
  if (bytes[0] !== 1) throw badLeaf('opening', `version 1, not ${bytes[0]}`);
  return new Uint8Array(bytes.subarray(1));
}
