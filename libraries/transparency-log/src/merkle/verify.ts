// SPDX-License-Identifier: Apache-2.0
import type { LogSuite } from '../log-suite.ts';
import { largestPowerBelow } from '../tree-size.ts';
import { emptyRoot, HASH_BYTES, hashNode, sameBytes } from './hashing.ts';
import { isSubtree, type LeafRange } from './subtree.ts';

/** A tree as a checkpoint states it. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** A proof that a leaf is in a tree. */
export interface InclusionClaim {
  readonly index: number;
  readonly leafHash: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Whether the leaf is in the tree at the index. RFC 6962, 2.1.1. False for whatever does not fit; never throws. */
export function verifyInclusion(suite: LogSuite, claim: InclusionClaim, tree: TreeHead): boolean {
  const { index, leafHash, proof } = claim;
  return verifySubtree(suite, { start: index, end: index + 1, hash: leafHash, proof }, tree);
}

/** The root that a proof of inclusion leads to, or undefined when the proof has the wrong shape. RFC 6962, 2.1.1. */
export function rootFromInclusion(suite: LogSuite, claim: InclusionClaim, size: number): Uint8Array | undefined {
  const { index, leafHash, proof } = claim;
  return foldProof(suite, { start: index, end: index + 1, hash: leafHash, proof }, size)?.tree;
}

/**
 * Whether the newer tree only appends to the older one: PROOF(m, D[n]), 0 < m ≤ n.
 * RFC 6962, 2.1.2. An older tree without leaves is refused: nothing would be proved; for a witness see below.
 */
export function verifyConsistency(
  suite: LogSuite,
  { older, newer }: { readonly older: TreeHead; readonly newer: TreeHead },
  proof: readonly Uint8Array[],
): boolean {
  return verifySubtree(suite, { start: 0, end: older.size, hash: older.root, proof }, newer);
}

/**
 * verifyConsistency() as a witness has it: from no leaves to any tree with an empty proof and no other.
 * C2SP tlog-witness v1.0.0, add-checkpoint: a tree without leaves has the root SHA-256("").
 */
export function verifyWitnessConsistency(
  suite: LogSuite,
  { older, newer }: { readonly older: TreeHead; readonly newer: TreeHead },
  proof: readonly Uint8Array[],
): boolean {
  for (const { size, root } of [older, newer]) {
    if (size === 0 && !sameBytes(root, emptyRoot(suite))) {
      return false;
    }
  }
  return older.size === 0
    ? proof.length === 0 && Number.isSafeInteger(newer.size) && newer.size >= 0
    : verifyConsistency(suite, { older, newer }, proof);
}

/** A proof that a subtree, with the hash it is said to have, is part of a tree. */
export interface SubtreeClaim extends LeafRange {
  readonly hash: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Whether the subtree is part of the tree. draft-ietf-plants-merkle-tree-certs-03, 4.4.3. Never throws. */
export function verifySubtree(suite: LogSuite, claim: SubtreeClaim, tree: TreeHead): boolean {
  const folded = foldProof(suite, claim, tree.size);
  return folded !== undefined && sameBytes(folded.subtree, claim.hash) && sameBytes(folded.tree, tree.root);
}

interface Folded {
  readonly subtree: Uint8Array;
  readonly tree: Uint8Array;
}

// 53 levels, and the hash that a proof of consistency begins with.
const PROOF_HASHES_MAX = 54;

function foldProof(suite: LogSuite, claim: SubtreeClaim, size: number): Folded | undefined {
  const hashes = [claim.hash, ...claim.proof];
  if (
    !isSubtree(claim) ||
    !Number.isSafeInteger(size) ||
    claim.end > size ||
    claim.proof.length > PROOF_HASHES_MAX ||
    hashes.some((hash) => hash.length !== HASH_BYTES)
  ) {
    return undefined;
  }
  let used = 0;
  const next = (): Uint8Array => claim.proof[used++] ?? missing;
  // Walks down as rangesOfProof() does; each step joins one hash of the proof on the way back up.
  const fold = (range: LeafRange, tree: LeafRange, known: boolean): Folded => {
    if (range.start === tree.start && range.end === tree.end) {
      const hash = known ? claim.hash : next();
      return { subtree: hash, tree: hash };
    }
    const split = tree.start + largestPowerBelow(tree.end - tree.start);
    if (range.end <= split) {
      const below = fold(range, { start: tree.start, end: split }, known);
      return { subtree: below.subtree, tree: hashNode(suite, below.tree, next()) };
    }
    const crosses = range.start < split;
    const right = { start: split, end: tree.end };
    const below = fold(crosses ? { start: split, end: range.end } : range, right, known && !crosses);
    const left = next();
    return {
      subtree: crosses ? hashNode(suite, left, below.subtree) : below.subtree,
      tree: hashNode(suite, left, below.tree),
    };
  };
  const folded = fold(claim, { start: 0, end: size }, true);
  return used === claim.proof.length ? folded : undefined;
}

// Stands in for a hash that the proof lacks; `used` then exceeds the length of the proof, which refuses it.
const missing = new Uint8Array(HASH_BYTES);
