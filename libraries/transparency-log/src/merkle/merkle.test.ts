// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { decodeHex, encodeHex } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import inclusion from '../../vectors/merkle-inclusion.json' with { type: 'json' };
import reference from '../../vectors/rfc6962-reference.json' with { type: 'json' };
import { nodeLogSuite as suite } from '../suites/node-suite.ts';
import { entriesOf, LogDirectory } from '../tests/log-directory.ts';
import { slowConsistency, slowPath, slowRoot } from '../tests/slow-tree.ts';
import { hashOfSubtree, proveConsistency, proveInclusion, proveSubtree } from '../tiles/prove.ts';
import { rootFromTiles } from '../tiles/read-tiles.ts';
import { appendLeafHashes, decodeCompactRange, EMPTY_RANGE, encodeCompactRange, rootOfRange } from './compact-range.ts';
import { emptyRoot, hashLeaf, hashNode, hashNodes, sameBytes } from './hashing.ts';
import { isSubtree } from './subtree.ts';
import {
  rootFromInclusion,
  verifyConsistency,
  verifyInclusion,
  verifySubtree,
  verifyWitnessConsistency,
} from './verify.ts';

const leaves = reference.leafInputsHex.map((hex) => decodeHex(hex));
const bytes = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64, 'base64'));
const flipped = (hash: Uint8Array): Uint8Array => hash.map((byte, at) => (at === 7 ? byte ^ 0x10 : byte));

describe('hashLeaf()', () => {
  it('gives the leaf hashes of the reference', () => {
    expect(leaves.map((leaf) => encodeHex(hashLeaf(suite, leaf)))).toEqual(reference.leafHashesHex);
  });

  it('hashes entries longer than a bundle can hold, and gives arrays that stay as they are', () => {
    const long = new Uint8Array(70_000).fill(7);
    const first = hashLeaf(suite, long);
    const copy = encodeHex(first);
    hashLeaf(suite, new Uint8Array(70_000));
    expect(copy).toBe(encodeHex(slowRoot([long])));
    expect(encodeHex(first)).toBe(copy);
  });
});

describe('rootOfRange()', () => {
  it('gives the roots of the reference for sizes 0 to 8', () => {
    const roots = reference.rootsBySizeHex.map((_, size) =>
      encodeHex(
        rootOfRange(
          suite,
          appendLeafHashes(
            suite,
            EMPTY_RANGE,
            leaves.slice(0, size).map((leaf) => hashLeaf(suite, leaf)),
          ),
        ),
      ),
    );
    expect(roots).toEqual(reference.rootsBySizeHex);
    expect(encodeHex(emptyRoot(suite))).toBe(reference.rootsBySizeHex[0]);
  });

  it('agrees with MTH for all sizes up to 300, resumed from its bytes at each step', () => {
    let range = EMPTY_RANGE;
    const entries = entriesOf(300);
    for (const [index, entry] of entries.entries()) {
      range = decodeCompactRange(encodeCompactRange(appendLeafHashes(suite, range, [hashLeaf(suite, entry)])));
      if (index % 7 === 0 || index > 250) {
        expect(encodeHex(rootOfRange(suite, range))).toBe(encodeHex(slowRoot(entries.slice(0, index + 1))));
      }
    }
  });
});

describe('verifyInclusion()', () => {
  it.each(inclusion.cases.map((one) => [one.source_path, one] as const))('judges %s as it says', (_, one) => {
    const claim = {
      index: Number(one.leafIdx),
      leafHash: bytes(one.leafHash ?? ''),
      proof: (one.proof ?? []).map((hash) => bytes(hash ?? '')),
    };
    const tree = { size: Number(one.treeSize), root: bytes(one.root ?? '') };
    expect(verifyInclusion(suite, claim, tree)).toBe(!one.wantErr);
  });
});

describe('proofs from tiles', () => {
  it('are PATH and PROOF, and verify, for trees of random sizes', async () => {
    const log = new LogDirectory();
    const entries = entriesOf(1_100);
    log.append(entries);
    const sizes = [1, 2, 3, 255, 256, 257, 511, 512, 513, 700, 1_024, 1_100];
    for (const size of sizes) {
      const grown = new LogDirectory();
      grown.append(entries.slice(0, size));
      const root = await rootFromTiles(suite, size, grown.read);
      expect(encodeHex(root)).toBe(encodeHex(slowRoot(entries.slice(0, size))));
      expect(encodeHex(rootOfRange(suite, grown.state.range))).toBe(encodeHex(root));
      for (const index of new Set([0, 1, size >> 1, size - 1].filter((one) => one < size))) {
        const proof = await proveInclusion(suite, { index, size }, grown.read);
        expect(proof.map(encodeHex)).toEqual(slowPath(index, entries.slice(0, size)).map(encodeHex));
        const claim = { index, leafHash: hashLeaf(suite, entries[index] as Uint8Array), proof };
        expect(verifyInclusion(suite, claim, { size, root })).toBe(true);
        expect(encodeHex(rootFromInclusion(suite, claim, size) as Uint8Array)).toBe(encodeHex(root));
      }
      for (const from of sizes.filter((one) => one <= size)) {
        const proof = await proveConsistency(suite, { from, to: size }, grown.read);
        expect(proof.map(encodeHex)).toEqual(slowConsistency(from, entries.slice(0, size)).map(encodeHex));
        const older = { size: from, root: slowRoot(entries.slice(0, from)) };
        expect(verifyConsistency(suite, { older, newer: { size, root } }, proof)).toBe(true);
      }
    }
  });
});
