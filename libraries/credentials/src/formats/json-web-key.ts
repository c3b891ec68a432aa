// SPDX-License-Identifier: Apache-2.0
import { concatBytes, decodeBase64url } from '@touchstone/identifiers';
import { CredentialError, shown } from '../credential-error.ts';
import type { JsonObject, JsonValue } from './json-value.ts';
import { type PublicKey, publicKeyFromBytes } from './multikey.ts';

/**
 * jwk = { kty: "OKP", crv: "Ed25519", x } / { kty: "EC", crv: "P-256" / "P-384", x, y }.
 * RFC 8037, section 2; RFC 7518, section 6.2.1. A point is kept compressed: 02 or 03 by the parity of y, then x.
 */
export function publicKeyFromJwk(jwk: JsonObject): PublicKey {
  if (jwk.d !== undefined) {
    throw new CredentialError('WEAK_KEY', 'the private part "d" of the key is published: everybody can sign with it');
  }
  const { kty, crv } = jwk;
  if (kty === 'OKP' && crv === 'Ed25519') {
    return publicKeyFromBytes('Ed25519', coordinate(jwk.x, 32));
  }
  if (kty === 'EC' && (crv === 'P-256' || crv === 'P-384')) {
    const size = crv === 'P-256' ? 32 : 48;
    const y = coordinate(jwk.y, size);
    const sign = Uint8Array.of(2 + ((y[size - 1] as number) & 1));
    return publicKeyFromBytes(crv, concatBytes(sign, coordinate(jwk.x, size)));
  }
  throw new CredentialError('UNSUPPORTED_KEY_TYPE', `kty ${shown(kty)} with crv ${shown(crv)} is not read`);
}

function coordinate(value: JsonValue | undefined, size: number): Uint8Array {
  const bytes = decodeBase64url(value);
  if (bytes.length !== size) {
    throw new CredentialError('BAD_MULTIKEY', `a coordinate has ${size} bytes, not ${bytes.length}`);
  }
  return bytes;
}
