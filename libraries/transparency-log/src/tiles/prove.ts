// SPDX-License-Identifier: Apache-2.0
import { LogError } from '../log-error.ts';
import type { LogSuite } from '../log-suite.ts';
import { isSubtree, type LeafRange, rangesOfProof } from '../merkle/subtree.ts';
import { requireSize } from '../tree-size.ts';
import { hashRanges, type LogReader } from './read-tiles.ts';

/** PATH(index, D[size]) from the tiles of a log. RFC 6962, 2.1.1. BAD_RANGE unless index < size. */
export function proveInclusion(
  suite: LogSuite,
  { index, size }: { readonly index: number; readonly size: number },
  read: LogReader,
): Promise<readonly Uint8Array[]> {
  return proveSubtree(suite, { start: index, end: index + 1, size }, read);
}

/** PROOF(from, D[to]) from the tiles of a log. RFC 6962, 2.1.2; from 0 leaves the proof is empty. */
export async function proveConsistency(
  suite: LogSuite,
  { from, to }: { readonly from: number; readonly to: number },
  read: LogReader,
): Promise<readonly Uint8Array[]> {
  return from === 0 && requireSize(to) >= 0 ? [] : proveSubtree(suite, { start: 0, end: from, size: to }, read);
}

/** The proof that a subtree is part of a tree. draft-ietf-plants-merkle-tree-certs-03, 4.4.1. BAD_RANGE for no subtree. */
export async function proveSubtree(
  suite: LogSuite,
  { start, end, size }: LeafRange & { readonly size: number },
  read: LogReader,
): Promise<readonly Uint8Array[]> {
  if (!isSubtree({ start, end }) || end > requireSize(size)) {
    throw new LogError('BAD_RANGE', `[${start}, ${end}) is no subtree of a tree of ${size} leaves`);
  }
  return hashRanges(suite, { size, ranges: rangesOfProof({ start, end }, size), read });
}

/** MTH of a subtree from the tiles of a log. BAD_RANGE for no subtree. */
export async function hashOfSubtree(
  suite: LogSuite,
  { start, end, size }: LeafRange & { readonly size: number },
  read: LogReader,
): Promise<Uint8Array> {
  if (!isSubtree({ start, end }) || end > requireSize(size)) {
    throw new LogError('BAD_RANGE', `[${start}, ${end}) is no subtree of a tree of ${size} leaves`);
  }
  const [hash] = await hashRanges(suite, { size, ranges: [{ start, end }], read });
  return hash as Uint8Array;
}
