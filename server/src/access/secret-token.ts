// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';

/** What a bearer secret stands for; it is the beginning of the secret, so that a leaked one can be recognised. */
export type TokenKind = 'session' | 'key';

const TOKEN = /^touchstone_(session|key)_[A-Za-z0-9_-]{43}$/;

/** token = "touchstone_" kind "_" base64url(32 random bytes) */
export function newToken(kind: TokenKind): string {
  return `touchstone_${kind}_${randomBytes(32).toString('base64url')}`;
}

/** Which kind of token a text is; undefined where it is none. */
export function tokenKind(text: string): TokenKind | undefined {
  return TOKEN.exec(text)?.[1] as TokenKind | undefined;
}

/**
 * What the database keeps in place of a token: SHA-256. FIPS 180-4.
 * The token has 256 random bits, so that neither a salt nor a slow hash adds anything, and a look-up by it leaks nothing.
 */
export function tokenDigest(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
