// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { concatBytes } from '@touchstone/identifiers';
import { CredentialError } from '../credential-error.ts';
import type { SignatureAlgorithm } from '../formats/crypto-suite.ts';
import type { Gzip } from '../formats/gzip.ts';
import { publicKeyFromJwk } from '../formats/json-web-key.ts';
import type { JsonObject } from '../formats/json-value.ts';
import { decodeMultibase, encodeMultibase } from '../formats/multibase.ts';
import type { PublicKey } from '../formats/multikey.ts';
import type { Signer } from '../formats/signer.ts';

interface SecretForm {
  readonly algorithm: SignatureAlgorithm;
  readonly prefix: readonly [number, number];
  readonly length: number;
  /** PKCS#8 up to the secret itself, DER. RFC 8410, section 7; RFC 5915, section 3. */
  readonly head: string;
}

// W3C Controlled Identifiers 1.0, section 2.2.2 (secret key headers).
const SECRETS: readonly SecretForm[] = [
  { algorithm: 'Ed25519', prefix: [0x80, 0x26], length: 32, head: '302e020100300506032b657004220420' },
  {
    algorithm: 'P-256',
    prefix: [0x86, 0x26],
    length: 32,
    head: '3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420',
  },
  {
    algorithm: 'P-384',
    prefix: [0x87, 0x26],
    length: 48,
    head: '304e020100301006072a8648ce3d020106052b81040022043730350201010430',
  },
];

/** A signer with a secret multikey held in this process; others sign in a token or at a remote service. */
export function nodeSigner(keyId: string, secretKeyMultibase: string): Signer {
  const { algorithm, key } = importSecret(secretKeyMultibase);
  const hashName = algorithm === 'Ed25519' ? null : algorithm === 'P-256' ? 'sha256' : 'sha384';
  return {
    keyId,
    algorithm,
    sign: async (message) => sign(hashName, message, { key, dsaEncoding: 'ieee-p1363' }),
  };
}

/** The public key that belongs to a secret multikey. */
export function publicMultikeyOf(secretKeyMultibase: string): PublicKey {
  const { key } = importSecret(secretKeyMultibase);
  return publicKeyFromJwk(createPublicKey(key).export({ format: 'jwk' }) as JsonObject);
}

/** The secret multikey of an Ed25519 seed or of a scalar of a curve. Requires 32 bytes, 48 for P-384. */
export function secretMultikeyFromSeed(algorithm: SignatureAlgorithm, seed: Uint8Array): string {
  const form = SECRETS.find((secret) => secret.algorithm === algorithm) as SecretForm;
  if (seed.length !== form.length) {
    throw new RangeError(`A secret of type ${algorithm} has ${form.length} bytes, not ${seed.length}`);
  }
  return encodeMultibase(concatBytes(Uint8Array.from(form.prefix), seed));
}

/** One gzip member, as status lists are compressed. */
export const gzipNode: Gzip = (bytes) => gzipSync(bytes, { level: 9 });

function importSecret(secretKeyMultibase: string): { readonly algorithm: SignatureAlgorithm; readonly key: KeyObject } {
  const bytes = decodeMultibase(secretKeyMultibase);
  const form = SECRETS.find(({ prefix }) => bytes[0] === prefix[0] && bytes[1] === prefix[1]);
  if (form === undefined || bytes.length !== form.length + 2) {
    // The text is a secret: it is never shown.
    throw new CredentialError(
      'BAD_MULTIKEY',
      `a secret multikey of ${SECRETS.map((secret) => secret.algorithm).join(', ')} is needed`,
    );
  }
  const pkcs8 = Buffer.concat([Buffer.from(form.head, 'hex'), bytes.subarray(2)]);
  return { algorithm: form.algorithm, key: createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }) };
}
