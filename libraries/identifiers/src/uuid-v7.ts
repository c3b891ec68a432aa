// SPDX-License-Identifier: Apache-2.0
import type { Brand } from './brand.ts';
import { encodeHex } from './hex.ts';
import { IdentifierError, requireText } from './identifier-error.ts';

/** A UUID of version 7 in lower case; the order of the texts is the order of their times. */
export type UuidV7 = Brand<string, 'UuidV7'>;

const UUID_TEXT = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{12}$/;
const MILLISECONDS_MAX = 2 ** 48 - 1;

/**
 * UUID = 8HEX "-" 4HEX "-7" 3HEX "-" ("8" / "9" / "a" / "b") 3HEX "-" 12HEX, lower case.
 * RFC 9562, sections 4 and 5.7. Upper case, other versions and `urn:uuid:` are refused: one text per identifier.
 */
export function parseUuidV7(given: unknown): UuidV7 {
  const text = requireText(given, 'A UUID', 60);
  const match = UUID_TEXT.exec(text);
  if (match === null) {
    throw new IdentifierError('BAD_FORMAT', 'A UUID is written 8-4-4-4-12 in lower-case hexadecimal digits', text);
  }
  if (match[1] !== '7' || !'89ab'.includes(match[2] as string)) {
    throw new IdentifierError('BAD_FORMAT', 'The UUID must be of version 7 and of the variant of RFC 9562', text);
  }
  return text as UuidV7;
}

/**
 * unix_ts_ms (48 bits) ‖ 0111 ‖ rand_a (12 bits) ‖ 10 ‖ rand_b (62 bits).
 * RFC 9562, section 5.7. Requires an integer 0 ≤ time < 2^48 and 10 random bytes, of which 74 bits are used.
 */
export function makeUuidV7(unixMilliseconds: number, random10Bytes: Uint8Array): UuidV7 {
  if (!Number.isInteger(unixMilliseconds) || unixMilliseconds < 0 || unixMilliseconds > MILLISECONDS_MAX) {
    throw new RangeError(`The time of a UUID must be an integer of 48 bits, not ${unixMilliseconds}`);
  }
  if (random10Bytes.length !== 10) {
    throw new RangeError(`A UUID of version 7 takes 10 random bytes, not ${random10Bytes.length}`);
  }
  const time = unixMilliseconds.toString(16).padStart(12, '0');
  const bits = Uint8Array.from(random10Bytes);
  bits[0] = ((bits[0] as number) & 0x0f) | 0x70;
  bits[2] = ((bits[2] as number) & 0x3f) | 0x80;
  const random = encodeHex(bits);
  const groups = [time.slice(0, 8), time.slice(8), random.slice(0, 4), random.slice(4, 8), random.slice(8)];
  return groups.join('-') as UuidV7;
}

/** The time that the UUID carries, in milliseconds since 1970-01-01T00:00:00Z. It is a claim of the maker, no proof. */
export function uuidV7Milliseconds(uuid: UuidV7): number {
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
}
