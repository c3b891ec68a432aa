// SPDX-License-Identifier: Apache-2.0
import { concatBytes } from '@touchstone/identifiers';
import { LogError } from '../log-error.ts';
import type { LogSuite } from '../log-suite.ts';
import { HASH_BYTES, hashLeaf } from '../merkle/hashing.ts';
import { type TreeHead, verifySubtree } from '../merkle/verify.ts';
import { PROOF_HASHES_MAX } from '../proofs/tlog-proof.ts';
import { decodeEntries, encodeBundle } from '../tiles/bundle.ts';
import { type LogReader, rootOfLeafHashes } from '../tiles/read-tiles.ts';
import { proveSubtree } from '../tiles/prove.ts';
import { TILE_WIDTH } from '../tiles/tile.ts';

/** Which entries a package has, and where the subtree begins that proves them: at a multiple of 256. */
export interface PackageRange {
  readonly subtreeStart: number;
  readonly start: number;
  readonly end: number;
}

/** Entries with the proof that their subtree is part of the tree they are uploaded for. */
export interface EntryPackage {
  readonly entries: readonly Uint8Array[];
  readonly proof: readonly Uint8Array[];
}

/** The packages that a client sends in one request at most. C2SP tlog-mirror, Implementation Considerations. */
export const PACKAGES_PER_REQUEST_MAX = 32;

/** The `index`-th package of an upload, or undefined beyond the last. C2SP tlog-mirror, add-entries, Request Body. */
export function packageRange(
  { uploadStart, uploadEnd }: { readonly uploadStart: number; readonly uploadEnd: number },
  index: number,
): PackageRange | undefined {
  const subtreeStart = uploadStart - (uploadStart % TILE_WIDTH) + index * TILE_WIDTH;
  const start = Math.max(uploadStart, subtreeStart);
  const end = Math.min(uploadEnd, subtreeStart + TILE_WIDTH);
  return start < end ? { subtreeStart, start, end } : undefined;
}

/** package = *(u16 length ‖ entry) ‖ u8 num_hashes ‖ hashes. C2SP tlog-mirror, add-entries, Request Body. */
export function encodeEntryPackage({ entries, proof }: EntryPackage): Uint8Array<ArrayBuffer> {
  requireProofLength(proof.length);
  return concatBytes(encodeBundle(entries), Uint8Array.of(proof.length), ...proof);
}

/**
 * The package at the beginning of the bytes and how many it takes, or undefined as long as there are too few of them.
 * The entries are views of the bytes. BAD_PACKAGE.
 */
export function decodeEntryPackage(
  bytes: Uint8Array,
  range: PackageRange,
): { readonly package: EntryPackage; readonly length: number } | undefined {
  const count = range.end - range.start;
  const { entries, length } = decodeEntries(bytes, count);
  const hashes = bytes[length];
  if (entries.length < count || hashes === undefined) {
    return undefined;
  }
  requireProofLength(hashes);
  const from = length + 1;
  const end = from + hashes * HASH_BYTES;
  if (bytes.length < end) {
    return undefined;
  }
  const proof = Array.from(
    { length: hashes },
    (_, at) => new Uint8Array(bytes.subarray(from + at * 32, from + at * 32 + 32)),
  );
  return { package: { entries, proof }, length: end };
}

/**
 * Whether a package is part of the tree at `upload_end`. `before` are the leaf hashes that the mirror has already, from
 * `subtreeStart` to `start`. C2SP tlog-mirror, add-entries, Processing. Never throws.
 */
export function verifyEntryPackage(
  suite: LogSuite,
  {
    range,
    package: { entries, proof },
    before,
  }: { readonly range: PackageRange; readonly package: EntryPackage; readonly before: readonly Uint8Array[] },
  tree: TreeHead,
): boolean {
  const { subtreeStart: start, end } = range;
  if (before.length + entries.length !== end - start) {
    return false;
  }
  const hash = rootOfLeafHashes(suite, [...before, ...entries.map((entry) => hashLeaf(suite, entry))]);
  return verifySubtree(suite, { start, end, hash, proof }, tree);
}

/** The package of these entries, with its proof made from the tiles of the log. C2SP tlog-mirror, Request Body. */
export async function makeEntryPackage(
  suite: LogSuite,
  upload: { readonly range: PackageRange; readonly entries: readonly Uint8Array[]; readonly uploadEnd: number },
  read: LogReader,
): Promise<EntryPackage> {
  const { range, entries, uploadEnd } = upload;
  const proof = await proveSubtree(suite, { start: range.subtreeStart, end: range.end, size: uploadEnd }, read);
  return { entries, proof };
}

function requireProofLength(hashes: number): void {
  if (hashes > PROOF_HASHES_MAX) {
    throw new LogError('BAD_PACKAGE', `a package has ${PROOF_HASHES_MAX} hashes at most, not ${hashes}`);
  }
}
