// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';

// The definitions of RFC 6962, 2.1, word by word: slow, obvious, and without anything of the package.

const sha256 = (...parts: readonly Uint8Array[]): Uint8Array => {
  const hash = createHash('sha256');
  for (const part of parts) {
    hash.update(part);
  }
  return Uint8Array.from(hash.digest());
};

/** The largest power of two below n, by doubling. */
export function slowSplit(n: number): number {
  let k = 1;
  while (k * 2 < n) {
    k *= 2;
  }
  return k;
}

/** MTH(D). */
export function slowRoot(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length === 0) {
    return sha256();
  }
  if (entries.length === 1) {
    return sha256(Uint8Array.of(0), entries[0] as Uint8Array);
  }
  const k = slowSplit(entries.length);
  return sha256(Uint8Array.of(1), slowRoot(entries.slice(0, k)), slowRoot(entries.slice(k)));
}

/** PATH(m, D). */
export function slowPath(m: number, entries: readonly Uint8Array[]): readonly Uint8Array[] {
  if (entries.length === 1) {
    return [];
  }
  const k = slowSplit(entries.length);
  return m < k
    ? [...slowPath(m, entries.slice(0, k)), slowRoot(entries.slice(k))]
    : [...slowPath(m - k, entries.slice(k)), slowRoot(entries.slice(0, k))];
}

/** SUBPROOF(m, D, known). */
export function slowConsistency(m: number, entries: readonly Uint8Array[], known = true): readonly Uint8Array[] {
  if (m === entries.length) {
    return known ? [] : [slowRoot(entries)];
  }
  const k = slowSplit(entries.length);
  return m <= k
    ? [...slowConsistency(m, entries.slice(0, k), known), slowRoot(entries.slice(k))]
    : [...slowConsistency(m - k, entries.slice(k), false), slowRoot(entries.slice(0, k))];
}

/** SUBTREE_SUBPROOF(start, end, D, known). draft-ietf-plants-merkle-tree-certs-03, 4.4.1. */
export function slowSubtreeProof(
  { start, end }: { readonly start: number; readonly end: number },
  entries: readonly Uint8Array[],
  known = true,
): readonly Uint8Array[] {
  if (start === 0 && end === entries.length) {
    return known ? [] : [slowRoot(entries)];
  }
  const k = slowSplit(entries.length);
  const [left, right] = [entries.slice(0, k), entries.slice(k)];
  if (end <= k) {
    return [...slowSubtreeProof({ start, end }, left, known), slowRoot(right)];
  }
  return k <= start
    ? [...slowSubtreeProof({ start: start - k, end: end - k }, right, known), slowRoot(left)]
    : [...slowSubtreeProof({ start: 0, end: end - k }, right, false), slowRoot(left)];
}
