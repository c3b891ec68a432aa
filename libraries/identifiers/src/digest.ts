// SPDX-License-Identifier: Apache-2.0
import { decodeBase64url, encodeBase64url } from './base64url.ts';
import type { Brand } from './brand.ts';
import { concatBytes } from './bytes.ts';
import { IdentifierError, requireText } from './identifier-error.ts';

/** A SHA-256 digest as multibase multihash text, the form of `digestMultibase`; always 47 characters. */
export type Digest = Brand<string, 'Digest'>;

const MULTIHASH_SHA_256 = Uint8Array.of(0x12, 0x20);
const DIGEST_CHARACTERS = 47;

/**
 * digest = "u" base64url(0x12 0x20 ‖ sha-256).
 * W3C Controlled Identifiers 1.0, sections 2.4 (multibase) and 2.5 (multihash). Requires 32 bytes.
 */
export function digestFromSha256(bytes32: Uint8Array): Digest {
  if (bytes32.length !== 32) {
    throw new RangeError(`A SHA-256 digest has 32 bytes, not ${bytes32.length}`);
  }
  return `u${encodeBase64url(concatBytes(MULTIHASH_SHA_256, bytes32))}` as Digest;
}

/** The text as a digest, when it is one of SHA-256 in base64url; other bases and functions are refused. */
export function parseDigest(given: unknown): Digest {
  const text = requireText(given, 'A digest', 200);
  if (!text.startsWith('uEi')) {
    throw new IdentifierError('BAD_FORMAT', 'A digest begins with uEi: base64url of a SHA-256 multihash', text);
  }
  if (text.length !== DIGEST_CHARACTERS) {
    throw new IdentifierError('BAD_LENGTH', `A SHA-256 digest has ${DIGEST_CHARACTERS} characters`, text);
  }
  const bytes = decodeBase64url(text.slice(1));
  if (bytes[1] !== 0x20) {
    throw new IdentifierError('BAD_FORMAT', 'A SHA-256 multihash announces 32 bytes', text);
  }
  return text as Digest;
}

/** The 32 bytes of the digest. */
export function sha256OfDigest(digest: Digest): Uint8Array<ArrayBuffer> {
  return decodeBase64url(digest.slice(1)).slice(2);
}
