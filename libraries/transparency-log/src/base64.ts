// SPDX-License-Identifier: Apache-2.0
import { decodeBase64url, encodeBase64url } from '@touchstone/identifiers';
import { LogError, shown } from './log-error.ts';

/** The bytes as base64 with padding. RFC 4648, section 4. */
export function encodeBase64(bytes: Uint8Array): string {
  const text = encodeBase64url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/**
 * base64 = *(4 char) [2 char "==" / 3 char "="], the unused bits of the last character being zero.
 * RFC 4648, sections 4 and 3.5: one text per byte string; NOT_CANONICAL for any other spelling.
 */
export function decodeBase64(text: string, at = ''): Uint8Array<ArrayBuffer> {
  const bare = text.endsWith('==') ? text.slice(0, -2) : text.endsWith('=') ? text.slice(0, -1) : text;
  if (text.length % 4 !== 0 || /[^A-Za-z0-9+/]/.test(bare)) {
    throw notCanonical(text, at);
  }
  try {
    return decodeBase64url(bare.replaceAll('+', '-').replaceAll('/', '_'));
  } catch (cause) {
    throw notCanonical(text, at, cause);
  }
}

/** The 32 bytes of a hash in base64. */
export function decodeHashLine(text: string, at = ''): Uint8Array<ArrayBuffer> {
  const hash = decodeBase64(text, at);
  if (hash.length !== 32) {
    throw new LogError('BAD_HASH', `a hash has 32 bytes, not ${hash.length}`, { at });
  }
  return hash;
}

function notCanonical(text: string, at: string, cause?: unknown): LogError {
  const message = `${shown(text)} is not base64 with its padding and with unused bits of zero`;
  return new LogError('NOT_CANONICAL', message, { at, cause });
}
