// SPDX-License-Identifier: Apache-2.0
import { emptyMapRoot, type HashSuite, hashMapInner, hashMapLeaf } from './map-hash.ts';
import { bitOfKey, compareKeys, firstDifferingBit, keyHasPrefix, type MapEntry, requireEntry } from './map-key.ts';
import { encodeMapProof, type MapProofStep } from './map-proof.ts';

/** What a map answers about a key, with its proof. */
export interface LookupProof {
  readonly key: Uint8Array;
  readonly value: Uint8Array | undefined;
  readonly proof: Uint8Array;
}

/** The subtree with all keys below a prefix, or the empty root, with its proof. */
export interface PrefixProof {
  readonly prefix: Uint8Array;
  readonly hash: Uint8Array;
  readonly proof: Uint8Array;
}

/** The entries in the order of their keys, the last one kept where a key comes twice: what a replay ends with. */
export function sortEntries(updates: Iterable<MapEntry>): readonly MapEntry[] {
  const sorted = Array.from(updates, (entry) => {
    requireEntry(entry);
    return entry;
  }).sort((left, right) => compareKeys(left.key, right.key));
  return sorted.filter(
    ({ key }, index) => index === sorted.length - 1 || compareKeys(key, (sorted[index + 1] as MapEntry).key) !== 0,
  );
}

/**
 * root(∅) = H(""); root(one) = leaf; root(many) = inner(B, root(those with bit B = 0), root(those with 1)).
 * FiloSottile/torchwood mpt/tree.go (2026), Tree Format. Requires entries as sortEntries() returns them; needs no
 * recursion, since keys can be chosen so that the tree is as deep as they are long.
 */
export function mapRootOf(suite: HashSuite, entries: readonly MapEntry[]): Uint8Array {
  const hashes: Uint8Array[] = [];
  // bits[i] is where hashes[i] and hashes[i + 1] part, which is always above where the next two do.
  const bits: number[] = [];
  const joinLast = () => {
    const [right, left] = [hashes.pop() as Uint8Array, hashes.pop() as Uint8Array];
    hashes.push(hashMapInner(suite, bits.pop() as number, { left, right }));
  };
  entries.forEach((entry, index) => {
    if (index > 0) {
      const bit = firstDifferingBit((entries[index - 1] as MapEntry).key, entry.key) as number;
      while (bits.length > 0 && (bits.at(-1) as number) > bit) {
        joinLast();
      }
      bits.push(bit);
    }
    hashes.push(hashMapLeaf(suite, entry));
  });
  while (bits.length > 0) {
    joinLast();
  }
  return hashes[0] ?? emptyMapRoot(suite);
}

/** The proof for a key, made from the sorted entries alone; slow, and obviously what the rules say. */
export function proveLookupFromSorted(suite: HashSuite, entries: readonly MapEntry[], key: Uint8Array): LookupProof {
  const path = pathTo(suite, entries, key);
  if (path === undefined) {
    return { key, value: undefined, proof: encodeMapProof([]) };
  }
  const { leaf, steps } = path;
  return compareKeys(leaf.key, key) === 0
    ? { key, value: leaf.value, proof: encodeMapProof(steps) }
    : { key, value: undefined, proof: encodeMapProof(steps, leaf) };
}

/** The proof for a prefix, made from the sorted entries alone. */
export function provePrefixFromSorted(suite: HashSuite, entries: readonly MapEntry[], prefix: Uint8Array): PrefixProof {
  const below = entries.filter(({ key }) => keyHasPrefix(key, prefix));
  const hash = mapRootOf(suite, below);
  const path = pathTo(suite, entries, prefix);
  if (path === undefined) {
    return { prefix, hash, proof: encodeMapProof([]) };
  }
  const outside = path.steps.filter(({ bit }) => bit < prefix.length * 8);
  return { prefix, hash, proof: below.length === 0 ? encodeMapProof(path.steps, path.leaf) : encodeMapProof(outside) };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Sorted keys first differ where the first and the last of them do; those with a 0 there come first. */
function splitRange(entries: readonly MapEntry[], { from, to }: Range) {
  const keyAt = (index: number) => (entries[index] as MapEntry).key;
  const bit = firstDifferingBit(keyAt(from), keyAt(to - 1)) as number;
  let [zero, one] = [from, to - 1];
  while (one - zero > 1) {
    const middle = (zero + one) >>> 1;
    if (bitOfKey(keyAt(middle), bit) === 0) {
      zero = middle;
    } else {
      one = middle;
    }
  }
  return { bit, left: { from, to: one }, right: { from: one, to } };
}

function pathTo(
  suite: HashSuite,
  entries: readonly MapEntry[],
  key: Uint8Array,
): { readonly leaf: MapEntry; readonly steps: readonly MapProofStep[] } | undefined {
  if (entries.length === 0) {
    return undefined;
  }
  const steps: MapProofStep[] = [];
  let range: Range = { from: 0, to: entries.length };
  while (range.to - range.from > 1) {
    const { bit, left, right } = splitRange(entries, range);
    const [taken, other] = bitOfKey(key, bit) === 0 ? [left, right] : [right, left];
    steps.unshift({ bit, sibling: mapRootOf(suite, entries.slice(other.from, other.to)) });
    range = taken;
  }
  return { leaf: entries[range.from] as MapEntry, steps };
}
