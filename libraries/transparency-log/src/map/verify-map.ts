// SPDX-License-Identifier: Apache-2.0
import { HASH_BYTES, sameBytes } from '../merkle/hashing.ts';
import { emptyMapRoot, type HashSuite, hashMapInner, hashMapLeaf } from './map-hash.ts';
import {
  bitOfKey,
  compareKeys,
  keyHasPrefix,
  MAP_KEY_BITS_MAX,
  MAP_KEY_BYTES_MAX,
  MAP_VALUE_BYTES_MAX,
  type MapEntry,
} from './map-key.ts';
import { MAP_PROOF_BYTES_MAX, type MapProofStep, readProofLeaf, readProofSteps } from './map-proof.ts';
import { mapRootOf } from './sorted-map.ts';

/** What a map is claimed to say about a key: its value, or nothing. */
export interface LookupClaim {
  readonly key: Uint8Array;
  readonly value: Uint8Array | undefined;
}

/** What a map is claimed to hold below a prefix: all these entries and no other. */
export interface EntriesClaim {
  readonly prefix: Uint8Array;
  readonly entries: readonly MapEntry[];
}

/**
 * Whether the map with this root has this value for the key, or has no such key. False for whatever does not fit.
 * FiloSottile/torchwood mpt/tree.go (2026), Key Proofs; stricter in that numbers must have their shortest form.
 */
export function verifyLookup(
  suite: HashSuite,
  root: Uint8Array,
  { key, value, proof }: LookupClaim & { readonly proof: Uint8Array },
): boolean {
  if (key.length > MAP_KEY_BYTES_MAX || proof.length > MAP_PROOF_BYTES_MAX) {
    return false;
  }
  if (value === undefined) {
    return verifyAbsence(suite, root, { key, proof, excludes: (leaf) => compareKeys(leaf, key) !== 0 });
  }
  const steps = readProofSteps(proof, { at: 0, bitMax: MAP_KEY_BITS_MAX });
  if (steps === undefined || value.length > MAP_VALUE_BYTES_MAX) {
    return false;
  }
  return sameBytes(climb(suite, hashMapLeaf(suite, { key, value }), { key, steps }), root);
}

/**
 * Whether the subtree with this hash holds every key below the prefix; the empty root claims that there is none.
 * FiloSottile/torchwood mpt/tree.go (2026), Prefix Proofs. One-sided: the subtree may hold other keys as well, so that
 * whoever wants the list recomputes the hash from it, as verifyEntriesBelow() does.
 */
export function verifyPrefix(
  suite: HashSuite,
  root: Uint8Array,
  { prefix, hash, proof }: { readonly prefix: Uint8Array; readonly hash: Uint8Array; readonly proof: Uint8Array },
): boolean {
  if (prefix.length > MAP_KEY_BYTES_MAX || hash.length !== HASH_BYTES || proof.length > MAP_PROOF_BYTES_MAX) {
    return false;
  }
  if (sameBytes(hash, emptyMapRoot(suite))) {
    return verifyAbsence(suite, root, { key: prefix, proof, excludes: (leaf) => !keyHasPrefix(leaf, prefix) });
  }
  // A step at a bit beyond the prefix would cut away some of the keys below it.
  const steps = readProofSteps(proof, { at: 0, bitMax: prefix.length * 8 });
  return steps !== undefined && sameBytes(climb(suite, hash, { key: prefix, steps }), root);
}

/** Whether these entries, in the order of their keys, are all that the map with this root has below the prefix. */
export function verifyEntriesBelow(
  suite: HashSuite,
  root: Uint8Array,
  { prefix, entries, proof }: EntriesClaim & { readonly proof: Uint8Array },
): boolean {
  const fits = entries.every(
    ({ key, value }, index) =>
      key.length <= MAP_KEY_BYTES_MAX &&
      value.length <= MAP_VALUE_BYTES_MAX &&
      keyHasPrefix(key, prefix) &&
      (index === 0 || compareKeys((entries[index - 1] as MapEntry).key, key) < 0),
  );
  return fits && verifyPrefix(suite, root, { prefix, hash: mapRootOf(suite, entries), proof });
}

interface AbsenceClaim {
  readonly key: Uint8Array;
  readonly proof: Uint8Array;
  /** Whether the leaf with this key, reached in place of what was looked for, shows that it is not there. */
  readonly excludes: (leaf: Uint8Array) => boolean;
}

function verifyAbsence(suite: HashSuite, root: Uint8Array, { key, proof, excludes }: AbsenceClaim): boolean {
  if (proof.length === 0) {
    return sameBytes(root, emptyMapRoot(suite));
  }
  const found = readProofLeaf(proof);
  const steps = found && readProofSteps(proof, { at: found.end, bitMax: MAP_KEY_BITS_MAX });
  if (found === undefined || steps === undefined || !excludes(found.leaf.key)) {
    return false;
  }
  // The way to the leaf must be the one that the key takes too: otherwise the key may be somewhere else.
  const sameWay = steps.every(({ bit }) => bitOfKey(key, bit) === bitOfKey(found.leaf.key, bit));
  return sameWay && sameBytes(climb(suite, hashMapLeaf(suite, found.leaf), { key, steps }), root);
}

/** hash = H(01 ‖ B ‖ hash ‖ H) where bit B of the key is 0, H(01 ‖ B ‖ H ‖ hash) where it is 1, step by step. */
function climb(
  suite: HashSuite,
  start: Uint8Array,
  { key, steps }: { readonly key: Uint8Array; readonly steps: readonly MapProofStep[] },
): Uint8Array {
  let hash = start;
  for (const { bit, sibling } of steps) {
    const sides = bitOfKey(key, bit) === 0 ? { left: hash, right: sibling } : { left: sibling, right: hash };
    hash = hashMapInner(suite, bit, sides);
  }
  return hash;
}
