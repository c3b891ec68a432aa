// SPDX-License-Identifier: Apache-2.0
import { LogError } from '../log-error.ts';
import type { LogSuite } from '../log-suite.ts';
import { HASH_BYTES, hashLeaf, sameBytes } from '../merkle/hashing.ts';
import { TILE_WIDTH } from './tile.ts';

/** The bytes of the longest entry: its length is an uint16. */
export const ENTRY_BYTES_MAX = 65_535;

/**
 * bundle = 1*256(uint16 length, big-endian ‖ entry)
 * C2SP tlog-tiles v0.1.0, Log entries. `before` are the bytes of the entries that the bundle has already.
 */
export function encodeBundle(entries: readonly Uint8Array[], before?: Uint8Array): Uint8Array<ArrayBuffer> {
  const from = before?.length ?? 0;
  let length = from;
  for (const entry of entries) {
    length += 2 + requireEntry(entry).length;
  }
  const bytes = new Uint8Array(length);
  bytes.set(before ?? []);
  let position = from;
  for (const entry of entries) {
    bytes[position] = entry.length >>> 8;
    bytes[position + 1] = entry.length;
    bytes.set(entry, position + 2);
    position += 2 + entry.length;
  }
  return bytes;
}

/** The `count` entries of a bundle, as views of its bytes; BAD_BUNDLE when there are more, fewer, or a part of one. */
export function decodeBundle(bytes: Uint8Array, count: number): readonly Uint8Array[] {
  const { entries, length } = decodeEntries(bytes, Math.min(count, TILE_WIDTH));
  if (entries.length !== count || length !== bytes.length) {
    const found = `${entries.length} whole entries in ${length} of its ${bytes.length} bytes`;
    throw new LogError('BAD_BUNDLE', `${count} entries are needed, 256 at most; the bundle has ${found}`);
  }
  return entries;
}

/** The whole entries at the beginning of the bytes, `countMax` at most, and the bytes that they take. */
export function decodeEntries(
  bytes: Uint8Array,
  countMax: number,
): { readonly entries: readonly Uint8Array[]; readonly length: number } {
  const entries: Uint8Array[] = [];
  let position = 0;
  while (entries.length < countMax && position + 2 <= bytes.length) {
    const end = position + 2 + (((bytes[position] as number) << 8) | (bytes[position + 1] as number));
    if (end > bytes.length) {
      break;
    }
    entries.push(bytes.subarray(position + 2, end));
    position = end;
  }
  return { entries, length: position };
}

/** Whether the entries are those whose leaf hashes the tile of level 0 has. C2SP tlog-tiles v0.1.0, Log entries. */
export function verifyBundle(suite: LogSuite, entries: readonly Uint8Array[], tile: Uint8Array): boolean {
  return (
    tile.length === entries.length * HASH_BYTES &&
    entries.every((entry, index) =>
      sameBytes(hashLeaf(suite, entry), tile.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)),
    )
  );
}

/** The entry itself when its length fits an uint16; otherwise TOO_LARGE. */
export function requireEntry(entry: Uint8Array): Uint8Array {
  if (entry.length > ENTRY_BYTES_MAX) {
    throw new LogError('TOO_LARGE', `an entry has ${ENTRY_BYTES_MAX} bytes at most, not ${entry.length}`);
  }
  return entry;
}
