// SPDX-License-Identifier: Apache-2.0
import { ed25519 } from '@noble/curves/ed25519.js';
import { p256, p384 } from '@noble/curves/nist.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8Bytes } from '@touchstone/identifiers';
import type { CryptoSuite } from '../formats/crypto-suite.ts';
import type { PublicKey } from '../formats/multikey.ts';

/** A suite in JavaScript alone, for browsers; some twenty times slower than the suite over OpenSSL. */
export const nobleSuite: CryptoSuite = {
  sha256: (message) => sha256(bytesOf(message)),
  sha384: (message) => sha384(bytesOf(message)),
  verify: (key, message, signature) => {
    try {
      return verifySignature(key, message, signature);
    } catch {
      // A key that is no point of its curve, or a signature that is no pair of scalars.
      return false;
    }
  },
};

function verifySignature(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  // Either half of s is accepted, as in JOSE and in Data Integrity: RFC 7518, 3.4 sets no bound.
  const options = { prehash: true, lowS: false, format: 'compact' } as const;
  switch (key.type) {
    case 'Ed25519':
      return verifyEd25519(key.bytes, message, signature);
    case 'P-256':
      return p256.verify(signature, message, key.bytes, options);
    case 'P-384':
      return p384.verify(signature, message, key.bytes, options);
    case 'SM2':
    case 'BLS12-381-G2':
      return false;
  }
}

/**
 * S < L and ENC([S]B − [k]A) = R, k = SHA-512(R ‖ A ‖ M) mod L.
 * RFC 8032, section 5.1.7, without the cofactor, as OpenSSL does it; the library's own equation has the cofactor.
 */
function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const { Point } = ed25519;
  const order = Point.Fn.ORDER;
  const R = signature.subarray(0, 32);
  const S = littleEndian(signature.subarray(32));
  if (signature.length !== 64 || S >= order) {
    return false;
  }
  const A = Point.fromBytes(publicKey);
  const k = littleEndian(sha512(concatBytes(R, publicKey, message))) % order;
  const expected = Point.BASE.multiplyUnsafe(S).subtract(A.multiplyUnsafe(k)).toBytes();
  return expected.every((byte, index) => byte === R[index]);
}

function littleEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let index = bytes.length - 1; index >= 0; index -= 1) {
    value = (value << 8n) | BigInt(bytes[index] as number);
  }
  return value;
}

function bytesOf(message: Uint8Array | string): Uint8Array {
  return typeof message === 'string' ? utf8Bytes(message) : message;
}
