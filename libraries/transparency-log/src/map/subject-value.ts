// SPDX-License-Identifier: Apache-2.0
import { LogError } from '../log-error.ts';
import { HASH_BYTES } from '../merkle/hashing.ts';

/** What the map says of a subject: how many leaves of the log concern it, and the root over them. */
export interface SubjectValue {
  readonly count: number;
  readonly root: Uint8Array;
}

const BYTES = 8 + HASH_BYTES;

/** u64 count ‖ RFC 6962 root of the subject's own list of leaves. The value of a subject key. */
export function encodeSubjectValue({ count, root }: SubjectValue): Uint8Array {
  if (!Number.isSafeInteger(count) || count < 1 || root.length !== HASH_BYTES) {
    throw new LogError('BAD_MAP_VALUE', `a count of at least 1 and a root of ${HASH_BYTES} bytes are needed`);
  }
  const bytes = new Uint8Array(BYTES);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(count));
  bytes.set(root, 8);
  return bytes;
}

/** The inverse of encodeSubjectValue(). Throws LogError BAD_MAP_VALUE. */
export function decodeSubjectValue(bytes: Uint8Array): SubjectValue {
  const count = bytes.length === BYTES ? new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0) : 0n;
  if (count < 1n || count > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new LogError('BAD_MAP_VALUE', `a subject has ${BYTES} bytes: a count of at least 1, and a root`);
  }
  return { count: Number(count), root: bytes.slice(8) };
}
