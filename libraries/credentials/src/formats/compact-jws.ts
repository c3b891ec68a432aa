// SPDX-License-Identifier: Apache-2.0
import { decodeBase64url, encodeBase64url, type IdentifierError, utf8Bytes } from '@touchstone/identifiers';
import { CredentialError } from '../credential-error.ts';
import { isJsonObject, type JsonObject } from './json-value.ts';
import { JSON_LIMITS, type JsonLimits, parseStrictJson } from './strict-json.ts';

/** A signed token taken apart. `signingInput` is what the signature is over; nothing in it was verified. */
export interface CompactJws {
  readonly header: JsonObject;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  readonly signingInput: Uint8Array;
}

const HEADER_LIMITS: JsonLimits = { bytes: 8_192, depth: 8, values: 200 };

/**
 * token = BASE64URL(UTF8(header)) "." BASE64URL(payload) "." BASE64URL(signature).
 * JSON Web Signature, RFC 7515, section 3.1. One spelling per token: no padding, no stray bits, no repeated names.
 * Requires `utf8`, where it is given, to be the bytes of the text.
 */
export function parseCompactJws(
  text: string,
  limits: Pick<JsonLimits, 'bytes'> = JSON_LIMITS,
  utf8?: Uint8Array,
): CompactJws {
  // Four characters carry three bytes; the header and the signature get a little room of their own.
  const charactersMax = Math.ceil((limits.bytes * 4) / 3) + 16_384;
  if (text.length > charactersMax) {
    throw new CredentialError('TOO_LARGE', `at most ${charactersMax} characters are read, not ${text.length}`);
  }
  const first = text.indexOf('.');
  const last = text.lastIndexOf('.');
  if (first < 1 || first === last || text.indexOf('.', first + 1) !== last) {
    throw bad('a signed token has three parts with two points between them');
  }
  return {
    header: readHeader(part('header', text.slice(0, first))),
    payload: part('payload', text.slice(first + 1, last)),
    signature: part('signature', text.slice(last + 1)),
    // All characters before the last point are letters of base64url, one byte each.
    signingInput: utf8?.subarray(0, last) ?? utf8Bytes(text.slice(0, last)),
  };
}

/** The signing input of a token with this header and this payload. RFC 7515, section 5.1, step 5. */
export function jwsSigningInput(header: string, payload: string): string {
  return `${encodeBase64url(utf8Bytes(header))}.${encodeBase64url(utf8Bytes(payload))}`;
}

function part(name: string, text: string): Uint8Array {
  try {
    return decodeBase64url(text);
  } catch (cause) {
    throw bad(`${name}: ${(cause as IdentifierError).message}`, cause);
  }
}

function readHeader(bytes: Uint8Array): JsonObject {
  let header: unknown;
  try {
    header = parseStrictJson(bytes, HEADER_LIMITS);
  } catch (cause) {
    throw bad(`header: ${(cause as CredentialError).message}`, cause);
  }
  if (!isJsonObject(header)) {
    throw bad('the header must be a JSON object');
  }
  return header;
}

function bad(message: string, cause?: unknown): CredentialError {
  return new CredentialError('BAD_COMPACT_JWS', message, { cause });
}
