// SPDX-License-Identifier: Apache-2.0
import { largestPowerBelow, smallestPowerFrom } from '../tree-size.ts';

/** The leaves from `start` up to but without `end`. */
export interface LeafRange {
  readonly start: number;
  readonly end: number;
}

/**
 * 0 ≤ start < end, and start a multiple of the smallest power of two that is end − start or more.
 * draft-ietf-plants-merkle-tree-certs-03, 4.1. Only such ranges are nodes of every larger tree.
 */
export function isSubtree({ start, end }: LeafRange): boolean {
  return (
    Number.isSafeInteger(start) &&
    Number.isSafeInteger(end) &&
    start >= 0 &&
    start < end &&
    start % smallestPowerFrom(end - start) === 0
  );
}

/**
 * The ranges whose hashes prove that a subtree is part of the tree of `size` leaves, in the order of the proof:
 * SUBPROOF(start, end, D[n], b). draft-ietf-plants-merkle-tree-certs-03, 4.4.1; of a single leaf it is PATH(m, D[n]),
 * RFC 6962, 2.1.1; from leaf 0 on it is PROOF(m, D[n]), RFC 6962, 2.1.2. Requires isSubtree() and end ≤ size.
 */
export function rangesOfProof(subtree: LeafRange, size: number): readonly LeafRange[] {
  const ranges: LeafRange[] = [];
  let { start } = subtree;
  let tree: LeafRange = { start: 0, end: size };
  let known = true;
  while (start !== tree.start || subtree.end !== tree.end) {
    const split = tree.start + largestPowerBelow(tree.end - tree.start);
    if (subtree.end <= split) {
      ranges.push({ start: split, end: tree.end });
      tree = { start: tree.start, end: split };
    } else {
      ranges.push({ start: tree.start, end: split });
      tree = { start: split, end: tree.end };
      if (start < split) {
        // The subtree goes on beyond the split: its left half is this hash, and its right half must be given too.
        start = split;
        known = false;
      }
    }
  }
  if (!known) {
    ranges.push(tree);
  }
  return ranges.reverse();
}

/**
 * The one or two subtrees that together cover a range and reach no further to the right; to the left as little as can be.
 * draft-ietf-plants-merkle-tree-certs-03, 4.5. Requires 0 ≤ start < end.
 */
export function coverRange({ start, end }: LeafRange): readonly LeafRange[] {
  if (end - start === 1) {
    return [{ start, end }];
  }
  let step = 1;
  while (Math.floor(start / (2 * step)) !== Math.floor((end - 1) / (2 * step))) {
    step *= 2;
  }
  const middle = end - 1 - ((end - 1) % step);
  return [
    { start: middle - smallestPowerFrom(middle - start), end: middle },
    { start: middle, end },
  ];
}
