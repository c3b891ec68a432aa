// SPDX-License-Identifier: Apache-2.0
import { decodeBase64url, type Digest, digestFromSha256 } from '@touchstone/identifiers';
import { CredentialError } from '../credential-error.ts';
import { canonicalize } from './canonical-json.ts';
import type { CryptoSuite } from './crypto-suite.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json-value.ts';

/** What opens one concealed field: kept apart from the signed body, and erased without breaking any proof. */
export interface Disclosure {
  /** JSON pointer to the field within the body. RFC 6901. */
  readonly path: string;
  /** At least 16 random bytes in base64url; without it the value cannot be guessed from its digest. */
  readonly salt: string;
  readonly value: JsonValue;
}

/** What stands in the signed body where the value was. */
export interface ConcealedField {
  readonly [member: string]: Digest;
  readonly saltedDigest: Digest;
}

const SALT_BYTES_MIN = 16;

/**
 * saltedDigest = multibase(multihash(SHA-256(JCS({ path, salt, value })))).
 * Own construction over RFC 8785; the path is in it, so that no disclosure opens another field than its own.
 */
export function concealedField(disclosure: Disclosure, suite: Pick<CryptoSuite, 'sha256'>): ConcealedField {
  requireSalt(disclosure);
  const { path, salt, value } = disclosure;
  return { saltedDigest: digestFromSha256(suite.sha256(canonicalize({ path, salt, value }))) };
}

/** Whether a disclosure opens its field of the body: a verdict, never an exception. */
export type DisclosureMatch = 'matches' | 'does-not-match' | 'no-such-field';

/** Compares a disclosure with the salted digest at its path. */
export function matchDisclosure(
  body: JsonObject,
  disclosure: Disclosure,
  suite: Pick<CryptoSuite, 'sha256'>,
): DisclosureMatch {
  const field = valueAt(body, disclosure.path);
  if (!isJsonObject(field) || typeof field.saltedDigest !== 'string') {
    return 'no-such-field';
  }
  try {
    return concealedField(disclosure, suite).saltedDigest === field.saltedDigest ? 'matches' : 'does-not-match';
  } catch {
    return 'does-not-match';
  }
}

/** The value at a JSON pointer, or `undefined`. RFC 6901, section 4. */
export function valueAt(body: JsonValue, pointer: string): JsonValue | undefined {
  return pointerSteps(pointer)?.reduce<JsonValue | undefined>((value, step) => {
    const isThere = isJsonArray(value) ? /^(?:0|[1-9][0-9]*)$/.test(step) : isJsonObject(value);
    return isThere && Object.hasOwn(value as object, step) ? (value as JsonObject)[step] : undefined;
  }, body);
}

/** The reference tokens of a pointer; none when it is not well formed. RFC 6901, section 3. */
export function pointerSteps(pointer: string): readonly string[] | undefined {
  if (pointer !== '' && (!pointer.startsWith('/') || /~(?![01])/.test(pointer))) {
    return undefined;
  }
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function requireSalt({ path, salt }: Disclosure): void {
  let length: number;
  try {
    length = decodeBase64url(salt).length;
  } catch (cause) {
    throw new CredentialError('BAD_SALT', `the salt must be base64url: ${(cause as Error).message}`, {
      at: path,
      cause,
    });
  }
  if (length < SALT_BYTES_MIN) {
    throw new CredentialError('BAD_SALT', `a salt has at least ${SALT_BYTES_MIN} bytes, not ${length}`, { at: path });
  }
}
