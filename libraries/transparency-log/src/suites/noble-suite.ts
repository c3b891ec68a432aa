// SPDX-License-Identifier: Apache-2.0
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@touchstone/identifiers';
import type { LogSuite } from '../log-suite.ts';

/** A suite in JavaScript alone, for browsers; without ECDSA and ML-DSA, which few logs sign with. */
export const nobleLogSuite: LogSuite = {
  sha256: (message) => sha256(message),
  verifyEd25519: (publicKey, message, signature) => {
    try {
      return verifyWithoutCofactor(publicKey, message, signature);
    } catch {
      // A key that is no point of the curve.
      return false;
    }
  },
};

/**
 * S < L and ENC([S]B − [k]A) = R, k = SHA-512(R ‖ A ‖ M) mod L.
 * RFC 8032, section 5.1.7, without the cofactor, as OpenSSL does it; the library's own equation has the cofactor.
 */
function verifyWithoutCofactor(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
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
