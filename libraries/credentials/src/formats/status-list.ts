// SPDX-License-Identifier: Apache-2.0
import { encodeBase64url, groupBy, type Instant } from '@touchstone/identifiers';
import { CredentialError, shown } from '../credential-error.ts';
import { type Gzip, gunzip } from './gzip.ts';
import { decodeMultibase } from './multibase.ts';
import { isFinalStatus, type StatementIdentity, type StatusChange, statusAt } from './status-change.ts';

/** Fewest entries of a list, so that one entry hides among many. Bitstring Status List 1.0, section 3.3. */
export const STATUS_ENTRIES_MIN = 131_072;
/** Largest list that is read, once inflated: 32 million entries of one bit. */
export const STATUS_LIST_BYTES_MAX = 1 << 22;

/**
 * encodedList = "u" BASE64URL(GZIP(bits)); entry 0 is the leftmost, most significant bit of the first byte.
 * W3C Bitstring Status List 1.0, sections 3.3 and 3.4. Requires at least 131 072 bits.
 */
export function encodeStatusList(bits: Uint8Array, gzip: Gzip): string {
  if (bits.length * 8 < STATUS_ENTRIES_MIN) {
    throw new RangeError(`A status list has at least ${STATUS_ENTRIES_MIN} entries, not ${bits.length * 8}`);
  }
  return `u${encodeBase64url(gzip(bits))}`;
}

/** The bits of an encoded list; never inflates more than `bytesMax`. Bitstring Status List 1.0, section 3.4. */
export function decodeStatusList(encoded: string, bytesMax: number = STATUS_LIST_BYTES_MAX): Uint8Array {
  if (!encoded.startsWith('u')) {
    throw new CredentialError(
      'BAD_STATUS_LIST',
      `an encoded list begins with u (base64url), not as in ${shown(encoded)}`,
    );
  }
  const bits = gunzip(decodeMultibase(encoded), bytesMax);
  if (bits.length * 8 < STATUS_ENTRIES_MIN) {
    throw new CredentialError(
      'BAD_STATUS_LIST',
      `a list has at least ${STATUS_ENTRIES_MIN} entries, not ${bits.length * 8}`,
    );
  }
  return bits;
}

/** The value of one entry of `size` bits. Throws CredentialError beyond the end of the list. */
export function statusValue(bits: Uint8Array, index: number, size = 1): number {
  const end = (index + 1) * size;
  if (end > bits.length * 8) {
    throw new CredentialError(
      'STATUS_INDEX_OUT_OF_RANGE',
      `entry ${index} of ${size} bits is beyond the end of the list of ${bits.length} bytes`,
    );
  }
  let value = 0;
  for (let bit = end - size; bit < end; bit += 1) {
    value = value * 2 + (((bits[bit >>> 3] as number) >>> (7 - (bit & 7))) & 1);
  }
  return value;
}

/** What our own lists tell: whether a statement is at its end, or suspended for the time being. */
export type DerivedPurpose = 'revocation' | 'suspension';

/** What a list is derived from: the place of each statement in it, and all changes that were recorded. */
export interface StatusListSource {
  readonly purpose: DerivedPurpose;
  readonly places: readonly { readonly index: number; readonly statement: StatementIdentity }[];
  readonly changes: readonly StatusChange[];
  readonly at: Instant;
  readonly entries?: number;
}

/** The bits that the changes give at the moment `at`: the same changes in any order give the same list. */
export function deriveStatusList(source: StatusListSource): Uint8Array {
  const { entries = STATUS_ENTRIES_MIN } = source;
  const bits = new Uint8Array(Math.ceil(entries / 8));
  const changes = groupBy(source.changes, ({ statement }) => `${statement.issuer} ${statement.id}`);
  for (const { index, statement } of source.places) {
    if (!Number.isInteger(index) || index < 0 || index >= entries) {
      throw new RangeError(`Place ${index} of ${statement.id} is not within the ${entries} entries of the list`);
    }
    const { status } = statusAt(changes.get(`${statement.issuer} ${statement.id}`) ?? [], source.at);
    if (source.purpose === 'suspension' ? status === 'suspended' : isFinalStatus(status)) {
      bits[index >>> 3] = (bits[index >>> 3] as number) | (0x80 >>> (index & 7));
    }
  }
  return bits;
}
