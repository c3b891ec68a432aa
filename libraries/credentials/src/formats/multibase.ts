// SPDX-License-Identifier: Apache-2.0
import { decodeBase58btc, decodeBase64url, encodeBase58btc, type IdentifierError } from '@touchstone/identifiers';
import { CredentialError, shown } from '../credential-error.ts';

/**
 * multibase = "z" base58btc / "u" base64url without padding.
 * W3C Controlled Identifiers 1.0, section 2.4. Each byte string has one text in each base; other spellings are refused.
 */
export function decodeMultibase(text: string): Uint8Array<ArrayBuffer> {
  try {
    switch (text[0]) {
      case 'z':
        return decodeBase58btc(text.slice(1));
      case 'u':
        return decodeBase64url(text.slice(1));
    }
  } catch (cause) {
    throw new CredentialError('BAD_MULTIBASE', (cause as IdentifierError).message, { cause });
  }
  throw new CredentialError('BAD_MULTIBASE', `${shown(text)} must begin with z (base58btc) or u (base64url)`);
}

/** The bytes as multibase text in base58btc, the base of multikeys and proof values. */
export function encodeMultibase(bytes: Uint8Array): string {
  return `z${encodeBase58btc(bytes)}`;
}
