// SPDX-License-Identifier: Apache-2.0
import { type AsymmetricKeyDetails, createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { HashName, SignatureSuite } from '../signature/signature-suite.ts';

const HASHES: Readonly<Record<HashName, string>> = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' };
const RSA_BITS_MIN = 2048;
const CURVES: readonly string[] = [
  'prime256v1',
  'secp384r1',
  'secp521r1',
  'brainpoolP256r1',
  'brainpoolP384r1',
  'brainpoolP512r1',
];

/** A suite over OpenSSL. */
export const nodeSignatureSuite: SignatureSuite = {
  digest: (hash, message) => new Uint8Array(createHash(HASHES[hash]).update(message).digest()),
  verify(algorithm, { spki, message, value }) {
    const key = keyOf(spki);
    if (key === undefined || !isAllowed(key, algorithm.kind)) return undefined;
    const hash = HASHES[algorithm.hash];
    if (algorithm.kind === 'rsa') return verify(hash, message, key, value);
    const dsaEncoding = algorithm.encoding === 'der' ? 'der' : 'ieee-p1363';
    return verify(hash, message, { key, dsaEncoding }, value);
  },
};

function keyOf(spki: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

function isAllowed({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject, kind: 'ecdsa' | 'rsa'): boolean {
  // Every public key has details; those of other kinds have other ones.
  const { modulusLength, namedCurve } = asymmetricKeyDetails as AsymmetricKeyDetails;
  return kind === 'rsa'
    ? asymmetricKeyType === 'rsa' && Number(modulusLength) >= RSA_BITS_MIN
    : asymmetricKeyType === 'ec' && CURVES.includes(String(namedCurve));
}
