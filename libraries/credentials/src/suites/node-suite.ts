// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import { type CryptoSuite, isSignatureAlgorithm, type SignatureAlgorithm } from '../formats/crypto-suite.ts';
import type { PublicKey } from '../formats/multikey.ts';

// SubjectPublicKeyInfo up to the key itself, DER. RFC 8410, section 4; RFC 5480, section 2 (compressed points).
const SPKI_HEADS: Readonly<Record<SignatureAlgorithm, string>> = {
  Ed25519: '302a300506032b6570032100',
  'P-256': '3039301306072a8648ce3d020106082a8648ce3d030107032200',
  'P-384': '3046301006072a8648ce3d020106052b81040022033200',
};
const SIGNATURE_BYTES: Readonly<Record<SignatureAlgorithm, number>> = { Ed25519: 64, 'P-256': 64, 'P-384': 96 };
const HASHES: Readonly<Record<SignatureAlgorithm, string | null>> = {
  Ed25519: null,
  'P-256': 'sha256',
  'P-384': 'sha384',
};

/** A suite over OpenSSL, which keeps the `keysMax` keys used last; importing one costs as much as a verification. */
export function createNodeSuite(keysMax = 1_000): CryptoSuite {
  const keys = new Map<string, KeyObject | undefined>();
  const imported = (key: PublicKey): KeyObject | undefined => {
    if (keys.has(key.multikey)) {
      const known = keys.get(key.multikey);
      // To the end of the map: the first of it is then always the one unused for longest.
      keys.delete(key.multikey);
      keys.set(key.multikey, known);
      return known;
    }
    if (keys.size >= keysMax) {
      keys.delete(keys.keys().next().value as string);
    }
    const fresh = importKey(key);
    keys.set(key.multikey, fresh);
    return fresh;
  };
  return {
    sha256: (message) => hashToBytes('sha256', message),
    sha384: (message) => hashToBytes('sha384', message),
    verify: (key, message, signature) => verifySignature({ key, object: imported(key) }, message, signature),
  };
}

/** The suite of this process. */
export const nodeSuite: CryptoSuite = createNodeSuite();

// As text and copied, a hash takes a third of the time that it takes as a buffer: no memory outside of the heap is
// allocated, registered and collected for it.
function hashToBytes(algorithm: string, message: Uint8Array | string): Uint8Array {
  const text = hash(algorithm, message, 'binary');
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    bytes[index] = text.charCodeAt(index);
  }
  return bytes;
}

function verifySignature(
  { key, object }: { readonly key: PublicKey; readonly object: KeyObject | undefined },
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const algorithm = key.type;
  if (object === undefined || !isSignatureAlgorithm(algorithm) || signature.length !== SIGNATURE_BYTES[algorithm]) {
    return false;
  }
  const hashName = HASHES[algorithm];
  return hashName === null
    ? verify(null, message, object, signature)
    : verify(hashName, message, { key: object, dsaEncoding: 'ieee-p1363' }, signature);
}

function importKey(key: PublicKey): KeyObject | undefined {
  if (!isSignatureAlgorithm(key.type)) {
    return undefined;
  }
  try {
    const spki = Buffer.concat([Buffer.from(SPKI_HEADS[key.type], 'hex'), key.bytes]);
    return createPublicKey({ key: spki, format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}
