// SPDX-License-Identifier: Apache-2.0
import { concatBytes } from '@touchstone/identifiers';
import { HASH_BYTES } from '../merkle/hashing.ts';
import { MAP_KEY_BITS_MAX, MAP_KEY_BYTES_MAX, MAP_VALUE_BYTES_MAX, type MapEntry } from './map-key.ts';
import { readVarint, writeVarint } from './varint.ts';

/** One inner node on the way from a leaf to the root: its bit, and the hash of the side that was not taken. */
export interface MapProofStep {
  readonly bit: number;
  readonly sibling: Uint8Array;
}

/** The most bytes that a proof can have: a leaf of the largest size and a step for every bit of its key. */
export const MAP_PROOF_BYTES_MAX =
  2 + MAP_KEY_BYTES_MAX + 2 + MAP_VALUE_BYTES_MAX + MAP_KEY_BITS_MAX * (2 + HASH_BYTES);

/**
 * [varint |key| ‖ key ‖ varint |value| ‖ value] ‖ B₁ ‖ H₁ ‖ B₂ ‖ H₂ …, from the leaf to the root.
 * FiloSottile/torchwood mpt/tree.go (2026), Proofs and How to Verify Them.
 */
export function encodeMapProof(steps: readonly MapProofStep[], leaf?: MapEntry): Uint8Array {
  const parts: Uint8Array[] = leaf === undefined ? [] : [varint(leaf.key.length), leaf.key];
  if (leaf !== undefined) {
    parts.push(varint(leaf.value.length), leaf.value);
  }
  for (const { bit, sibling } of steps) {
    parts.push(varint(bit), sibling);
  }
  return concatBytes(...parts);
}

/** The steps from `at` to the end: bits strictly decreasing, canonical, below `bitMax`; undefined otherwise. */
export function readProofSteps(
  proof: Uint8Array,
  { at, bitMax }: { readonly at: number; readonly bitMax: number },
): readonly MapProofStep[] | undefined {
  const steps: MapProofStep[] = [];
  let below = Math.min(bitMax, MAP_KEY_BITS_MAX);
  let next = at;
  while (next < proof.length) {
    const bit = readVarint(proof, next);
    if (bit === undefined || bit.value >= below || proof.length - bit.end < HASH_BYTES) {
      return undefined;
    }
    below = bit.value;
    next = bit.end + HASH_BYTES;
    steps.push({ bit: bit.value, sibling: proof.subarray(bit.end, next) });
  }
  return steps;
}

/** The leaf that a proof of absence begins with, and where its steps begin; undefined when it begins otherwise. */
export function readProofLeaf(proof: Uint8Array): { readonly leaf: MapEntry; readonly end: number } | undefined {
  const key = readField(proof, { at: 0, bytesMax: MAP_KEY_BYTES_MAX });
  const value = key === undefined ? undefined : readField(proof, { at: key.end, bytesMax: MAP_VALUE_BYTES_MAX });
  return key === undefined || value === undefined
    ? undefined
    : { leaf: { key: key.bytes, value: value.bytes }, end: value.end };
}

function readField(proof: Uint8Array, { at, bytesMax }: { readonly at: number; readonly bytesMax: number }) {
  const length = readVarint(proof, at);
  if (length === undefined || length.value > bytesMax || proof.length - length.end < length.value) {
    return undefined;
  }
  const end = length.end + length.value;
  return { bytes: proof.subarray(length.end, end), end };
}

function varint(value: number): Uint8Array {
  const bytes = new Uint8Array(3);
  return bytes.subarray(0, writeVarint(bytes, 0, value));
}
