// SPDX-License-Identifier: Apache-2.0
import { concatBytes, utf8Bytes } from '@touchstone/identifiers';
import { StatementError } from '../statement-error.ts';

/** SHA-256 of a message, 32 bytes, FIPS 180-4; given by the caller, and keeping nothing of its argument. */
export type Sha256 = (message: Uint8Array) => Uint8Array;

/** Bytes of a hash, of a salt and of a secret. */
export const HASH_BYTES = 32;
const BLOCK_BYTES = 64;

/** SHA-256(label ‖ LF ‖ parts): the label keeps hashes that are made for one use from standing for another. */
export function labelledHash(sha256: Sha256, label: string, ...parts: readonly Uint8Array[]): Uint8Array {
  return sha256(concatBytes(utf8Bytes(`${label}\n`), ...parts));
}

/** H(K ⊕ opad ‖ H(K ⊕ ipad ‖ text)). RFC 2104, section 2, with SHA-256. Requires a key of at most 64 bytes. */
export function hmacSha256(sha256: Sha256, key: Uint8Array, message: Uint8Array): Uint8Array {
  const inner = new Uint8Array(BLOCK_BYTES).fill(0x36);
  const outer = new Uint8Array(BLOCK_BYTES).fill(0x5c);
  key.forEach((byte, index) => {
    inner[index] = byte ^ 0x36;
    outer[index] = byte ^ 0x5c;
  });
  return sha256(concatBytes(outer, sha256(concatBytes(inner, message))));
}

/** -1, 0 or 1 as the bytes of one come before, equal or come after those of the other. */
export function compareBytes(left: Uint8Array, right: Uint8Array): -1 | 0 | 1 {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (left[index] as number) - (right[index] as number);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return left.length === right.length ? 0 : left.length < right.length ? -1 : 1;
}

/** The bytes in ascending order, each once. */
export function ascendingDistinct(all: Iterable<Uint8Array>): readonly Uint8Array[] {
  const sorted = [...all].sort(compareBytes);
  return sorted.filter((each, index) => index === 0 || compareBytes(sorted[index - 1] as Uint8Array, each) !== 0);
}

/** The bytes themselves when they are as many as they must be; otherwise BAD_LEAF. */
export function requireLength(bytes: Uint8Array, length: number, at: string): Uint8Array {
  if (bytes.length !== length) throw badLeaf(at, `${length} bytes are needed, not ${bytes.length}`);
  return bytes;
}

/** A refusal of leaf bytes or of what was to become them: where, and what would be right. */
export function badLeaf(at: string, what: string): StatementError {
  const fault = `${at}: ${what}`;
  return new StatementError('BAD_LEAF', fault, [fault]);
}
