// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { decodeHex, encodeHex } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import inclusion from '../../vectors/merkle-inclusion.json' with { type: 'json' };
import reference from '../../vectors/rfc6962-reference.json' with { type: 'json' };
import { nodeLogSuite as suite } from '../suites/node-suite.ts';
import { caught } from '../tests/caught.ts';
import { entriesOf, LogDirectory } from '../tests/log-directory.ts';
import { slowConsistency, slowPath, slowRoot, slowSplit, slowSubtreeProof } from '../tests/slow-tree.ts';
import { hashOfSubtree, proveConsistency, proveInclusion, proveSubtree } from '../tiles/prove.ts';
import { rootFromTiles } from '../tiles/read-tiles.ts';
import { appendLeafHashes, decodeCompactRange, EMPTY_RANGE, encodeCompactRange, rootOfRange } from './compact-range.ts';
import { emptyRoot, hashLeaf, hashNode, hashNodes, sameBytes } from './hashing.ts';
import { coverRange, isSubtree, type LeafRange, rangesOfProof } from './subtree.ts';
import {
  rootFromInclusion,
  verifyConsistency,
  verifyInclusion,
  verifySubtree,
  verifyWitnessConsistency,
} from './verify.ts';

const leaves = reference.leafInputsHex.map((hex) => decodeHex(hex));
const leafHashes = (entries: readonly Uint8Array[]) => entries.map((entry) => hashLeaf(suite, entry));
const bytes = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64, 'base64'));
const flipped = (hash: Uint8Array): Uint8Array => hash.map((byte, at) => (at === 7 ? byte ^ 0x10 : byte));
const hexes = (hashes: readonly Uint8Array[]) => hashes.map((hash) => encodeHex(hash));

describe('hashLeaf()', () => {
  it('gives the leaf hashes of the reference', () => {
    expect(hexes(leafHashes(leaves))).toEqual(reference.leafHashesHex);
  });

  it('hashes entries longer than a bundle can hold, and gives arrays that stay as they are', () => {
    const long = new Uint8Array(70_000).fill(7);
    const first = hashLeaf(suite, long);
    const copy = encodeHex(first);
    hashLeaf(suite, new Uint8Array(70_000));
    expect(encodeHex(first)).toBe(copy);
    expect(copy).toBe(encodeHex(slowRoot([long])));
  });
});

describe('hashNodes()', () => {
  it('joins the hashes of a tile as MTH does, whatever their number, and leaves them as they are', () => {
    const hashes = leafHashes(entriesOf(256));
    const tile = Uint8Array.from(hashes.flatMap((hash) => [...hash]));
    const before = encodeHex(tile);
    for (const count of [1, 2, 3, 5, 100, 127, 128, 129, 255, 256]) {
      const root = hashNodes(suite, tile.subarray(0, count * 32));
      expect(encodeHex(root)).toBe(encodeHex(slowRoot(entriesOf(count))));
    }
    expect(encodeHex(tile)).toBe(before);
    const buffer = Buffer.from(tile);
    hashNodes(suite, buffer);
    hashNodes(suite, buffer.subarray(0, 32)).fill(0);
    expect(encodeHex(buffer)).toBe(before);
  });
});

describe('sameBytes()', () => {
  it('tells byte strings apart by length and by content', () => {
    expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 3))).toBe(false);
  });
});

describe('rootOfRange()', () => {
  it('gives the roots of the reference for sizes 0 to 8', () => {
    const roots = reference.rootsBySizeHex.map((_, size) =>
      encodeHex(rootOfRange(suite, appendLeafHashes(suite, EMPTY_RANGE, leafHashes(leaves.slice(0, size))))),
    );
    expect(roots).toEqual(reference.rootsBySizeHex);
    expect(encodeHex(emptyRoot(suite))).toBe(reference.rootsBySizeHex[0]);
  });

  it('agrees with MTH up to 300 leaves, kept as bytes and resumed after each of them', () => {
    let range = EMPTY_RANGE;
    const entries = entriesOf(300);
    for (const [index, entry] of entries.entries()) {
      range = decodeCompactRange(encodeCompactRange(appendLeafHashes(suite, range, [hashLeaf(suite, entry)])));
      if (index % 7 === 0 || index > 250) {
        expect(encodeHex(rootOfRange(suite, range))).toBe(encodeHex(slowRoot(entries.slice(0, index + 1))));
      }
    }
  });

  it('does not depend on how the leaves are cut into batches', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (first, second) => {
        const hashes = leafHashes(entriesOf(first + second));
        const before = appendLeafHashes(suite, EMPTY_RANGE, hashes.slice(0, first));
        const kept = hexes(before.hashes);
        const after = appendLeafHashes(suite, before, hashes.slice(first));
        expect(after).toEqual(appendLeafHashes(suite, EMPTY_RANGE, hashes));
        expect(hexes(before.hashes)).toEqual(kept);
      }),
      { numRuns: 30 },
    );
  });
});

describe('decodeCompactRange()', () => {
  it.each([
    ['nothing at all', ''],
    ['a size cut short', '00000000000000'],
    ['a hash too few', '0000000000000001'],
    ['a hash too many', `0000000000000000${'ab'.repeat(32)}`],
    ['a hash cut short', `0000000000000001${'ab'.repeat(31)}`],
    ['more than 2^53 - 1 leaves', `0020000000000000${'ab'.repeat(32)}`],
  ])('refuses %s with BAD_RANGE', (_, hex) => {
    expect(caught(() => decodeCompactRange(decodeHex(hex)))).toMatchObject({ code: 'BAD_RANGE' });
  });

  it('keeps nothing of a Buffer that is used again', () => {
    const range = appendLeafHashes(suite, EMPTY_RANGE, leafHashes(leaves.slice(0, 3)));
    const given = Buffer.from(encodeCompactRange(range));
    const decoded = decodeCompactRange(given);
    given.fill(0);
    expect(decoded).toEqual(range);
  });

  it('reads views of larger buffers', () => {
    const range = appendLeafHashes(suite, EMPTY_RANGE, leafHashes(leaves));
    const encoded = encodeCompactRange(range);
    const larger = new Uint8Array(encoded.length + 9);
    larger.set(encoded, 5);
    expect(decodeCompactRange(larger.subarray(5, 5 + encoded.length))).toEqual(range);
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

  it('holds in trees of up to 2^53 - 1 leaves, and says no beyond', () => {
    const size = Number.MAX_SAFE_INTEGER;
    const leafHash = hashLeaf(suite, Uint8Array.of(1));
    const proof = Array.from({ length: 53 }, (_, at) => hashLeaf(suite, Uint8Array.of(at)));
    for (const index of [0, 1, 2 ** 31, 2 ** 32, 2 ** 32 + 1, size - 2]) {
      const root = rootFromInclusion(suite, { index, leafHash, proof }, size);
      expect(root).toHaveLength(32);
      // The last bits of the index say on which side each hash is.
      let expected = leafHash;
      for (const [at, hash] of proof.entries()) {
        const isRight = Math.floor(index / 2 ** at) % 2 === 1;
        expected = isRight ? hashNode(suite, hash, expected) : hashNode(suite, expected, hash);
      }
      expect(encodeHex(root as Uint8Array)).toBe(encodeHex(expected));
    }
    expect(rootFromInclusion(suite, { index: size - 1, leafHash, proof }, size)).toBeUndefined();
    expect(rootFromInclusion(suite, { index: 0, leafHash, proof: [...proof, leafHash] }, size + 1)).toBeUndefined();
  });
});

describe('verifyConsistency() and verifyWitnessConsistency()', () => {
  const entries = entriesOf(20);
  const head = (size: number) => ({ size, root: slowRoot(entries.slice(0, size)) });

  it('accept PROOF(m, D[n]) for all m and n up to 20, and nothing with one defect', () => {
    for (let n = 1; n <= 20; n += 1) {
      for (let m = 1; m <= n; m += 1) {
        const heads = { older: head(m), newer: head(n) };
        const proof = slowConsistency(m, entries.slice(0, n));
        const defects = [
          [{ ...heads, older: { size: m, root: flipped(heads.older.root) } }, proof],
          [{ ...heads, newer: { size: n, root: flipped(heads.newer.root) } }, proof],
          [heads, [...proof, heads.newer.root]],
          [heads, [heads.older.root, ...proof]],
          [{ ...heads, older: { ...heads.older, size: 0 } }, proof],
          [{ ...heads, newer: { ...heads.newer, size: m - 1 } }, proof],
          ...proof.map((_, at) => [heads, proof.map((hash, i) => (i === at ? flipped(hash) : hash))] as const),
          ...proof.map((_, at) => [heads, proof.map((hash, i) => (i === at ? hash.slice(1) : hash))] as const),
          ...proof.map((_, at) => [heads, proof.filter((__, i) => i !== at)] as const),
        ] as const;
        for (const verify of [verifyConsistency, verifyWitnessConsistency]) {
          expect(verify(suite, heads, proof)).toBe(true);
          for (const [changed, changedProof] of defects) {
            expect(verify(suite, changed, changedProof)).toBe(false);
          }
        }
      }
    }
  });

  it('differ on a tree without leaves: a log proves nothing from it, a witness starts there', () => {
    const empty = { size: 0, root: emptyRoot(suite) };
    const newer = head(5);
    expect(verifyConsistency(suite, { older: empty, newer }, [])).toBe(false);
    expect(verifyWitnessConsistency(suite, { older: empty, newer }, [])).toBe(true);
    expect(verifyWitnessConsistency(suite, { older: empty, newer: empty }, [])).toBe(true);
    expect(verifyWitnessConsistency(suite, { older: empty, newer }, [newer.root])).toBe(false);
    expect(verifyWitnessConsistency(suite, { older: { size: 0, root: newer.root }, newer }, [])).toBe(false);
    expect(verifyWitnessConsistency(suite, { older: empty, newer: { size: 0, root: newer.root } }, [])).toBe(false);
    expect(verifyWitnessConsistency(suite, { older: empty, newer: { ...newer, size: 2 ** 53 } }, [])).toBe(false);
    expect(verifyWitnessConsistency(suite, { older: empty, newer: { ...newer, size: -1 } }, [])).toBe(false);
  });
});

describe('proofs from tiles', () => {
  it('are PATH and PROOF, and verify, wherever tiles begin and end', async () => {
    const entries = entriesOf(1_100);
    const sizes = [1, 2, 3, 255, 256, 257, 512, 700, 1_100];
    for (const size of sizes) {
      const log = new LogDirectory();
      log.append(entries.slice(0, size));
      const root = await rootFromTiles(suite, size, log.read);
      expect(encodeHex(root)).toBe(encodeHex(slowRoot(entries.slice(0, size))));
      expect(encodeHex(rootOfRange(suite, log.state.range))).toBe(encodeHex(root));
      for (const index of new Set([0, 1, size >> 1, size - 1].filter((one) => one < size))) {
        const proof = await proveInclusion(suite, { index, size }, log.read);
        expect(hexes(proof)).toEqual(hexes(slowPath(index, entries.slice(0, size))));
        const claim = { index, leafHash: hashLeaf(suite, entries[index] as Uint8Array), proof };
        expect(verifyInclusion(suite, claim, { size, root })).toBe(true);
        expect(rootFromInclusion(suite, claim, size)).toEqual(root);
      }
      for (const from of sizes.filter((one) => one <= size)) {
        const proof = await proveConsistency(suite, { from, to: size }, log.read);
        expect(hexes(proof)).toEqual(hexes(slowConsistency(from, entries.slice(0, size))));
        const older = { size: from, root: slowRoot(entries.slice(0, from)) };
        expect(verifyConsistency(suite, { older, newer: { size, root } }, proof)).toBe(true);
      }
    }
  });

  it('begin with nothing to prove from a log without entries', async () => {
    const read = () => undefined;
    expect(await proveConsistency(suite, { from: 0, to: 5 }, read)).toEqual([]);
    expect(await rootFromTiles(suite, 0, read)).toEqual(emptyRoot(suite));
  });

  it.each([
    [{ start: 2, end: 5, size: 9 }, 'BAD_RANGE'],
    [{ start: 0, end: 10, size: 9 }, 'BAD_RANGE'],
    [{ start: 4, end: 4, size: 9 }, 'BAD_RANGE'],
    [{ start: -1, end: 0, size: 9 }, 'BAD_RANGE'],
    [{ start: 0.5, end: 1, size: 9 }, 'BAD_RANGE'],
    [{ start: 0, end: 1.5, size: 9 }, 'BAD_RANGE'],
    [{ start: 0, end: 1, size: 2 ** 53 }, 'BAD_SIZE'],
  ])('are refused for %j with %s', async (subtree, code) => {
    await expect(proveSubtree(suite, subtree, () => undefined)).rejects.toMatchObject({ code });
    await expect(hashOfSubtree(suite, subtree, () => undefined)).rejects.toMatchObject({ code });
  });

  it('are refused for an entry beyond the log', async () => {
    await expect(proveInclusion(suite, { index: 9, size: 9 }, () => undefined)).rejects.toMatchObject({
      code: 'BAD_RANGE',
    });
    await expect(proveConsistency(suite, { from: 0, to: -1 }, () => undefined)).rejects.toMatchObject({
      code: 'BAD_SIZE',
    });
  });
});

describe('subtrees', () => {
  // The published digests are of lines about all subtrees of a tree of 130 leaves, those without leaves included, of
  // which this package has nothing to say: they have the hash of the empty tree, and proofs without hashes.
  const { subtreeAccumulated: vectors } = reference;
  const size = 130;
  const entries = Array.from({ length: size }, (_, index) => Uint8Array.of(index));
  const log = new LogDirectory();
  log.append(entries);
  const line = (digest: ReturnType<typeof createHash>, head: string, ranges: readonly LeafRange[]) =>
    digest.update(`${[head, ...ranges.map(({ start, end }) => encodeHex(rootOf(start, end)))].join(' ')}\n`);
  // MTH with a memory, for there are some ten thousand ranges.
  const roots = new Map<string, Uint8Array>();
  const rootOf = (start: number, end: number): Uint8Array => {
    const known = roots.get(`${start} ${end}`);
    const middle = start + slowSplit(end - start);
    const root =
      known ??
      (end - start === 1
        ? hashLeaf(suite, entries[start] as Uint8Array)
        : hashNode(suite, rootOf(start, middle), rootOf(middle, end)));
    roots.set(`${start} ${end}`, root);
    return root;
  };

  it('have the published hashes', async () => {
    const digest = createHash('sha256');
    for (let end = 0; end <= size; end += 1) {
      for (let start = 0; start <= end; start += 1) {
        if (start === end || isSubtree({ start, end })) {
          const hash = start === end ? emptyRoot(suite) : await hashOfSubtree(suite, { start, end, size }, log.read);
          digest.update(`[${start}, ${end}) ${encodeHex(hash)}\n`);
        }
      }
    }
    expect(digest.digest('hex')).toBe(vectors.subtreeHash);
  });

  it('have the published proofs of inclusion, which are those of a tree of their own', () => {
    const digest = createHash('sha256');
    for (let end = 0; end <= size; end += 1) {
      for (let start = 0; start < end; start += 1) {
        for (let index = start; index < end && isSubtree({ start, end }); index += 1) {
          const ranges = rangesOfProof({ start: index - start, end: index - start + 1 }, end - start);
          line(
            digest,
            `${index} [${start}, ${end})`,
            ranges.map((range) => ({ start: start + range.start, end: start + range.end })),
          );
        }
      }
    }
    expect(digest.digest('hex')).toBe(vectors.subtreeInclusionProof);
  });

  it('have the published proofs of consistency', () => {
    const digest = createHash('sha256');
    for (let n = 0; n <= size; n += 1) {
      for (let end = 0; end <= n; end += 1) {
        for (let start = 0; start <= end; start += 1) {
          if (start === end) {
            line(digest, `[${start}, ${end}) ${n}`, []);
          } else if (isSubtree({ start, end })) {
            line(digest, `[${start}, ${end}) ${n}`, rangesOfProof({ start, end }, n));
          }
        }
      }
    }
    expect(digest.digest('hex')).toBe(vectors.subtreeConsistencyProof);
  });

  it('cover ranges as published', () => {
    const digest = createHash('sha256');
    for (let end = 0; end <= size; end += 1) {
      for (let start = 0; start <= end; start += 1) {
        const [first = { start, end }, second = { start: end, end }] = start === end ? [] : coverRange({ start, end });
        digest.update(`[${first.start}, ${first.end}) [${second.start}, ${second.end})\n`);
      }
    }
    expect(digest.digest('hex')).toBe(vectors.subtreeCovering);
  });

  it('are proved as the definition has it, and nothing with one defect is', async () => {
    const n = 45;
    const grown = new LogDirectory();
    grown.append(entries.slice(0, n));
    const tree = { size: n, root: slowRoot(entries.slice(0, n)) };
    for (let end = 1; end <= n; end += 1) {
      for (let start = 0; start < end; start += 1) {
        const hash = slowRoot(entries.slice(start, end));
        if (!isSubtree({ start, end })) {
          expect(verifySubtree(suite, { start, end, hash, proof: [] }, tree)).toBe(false);
          continue;
        }
        const proof = await proveSubtree(suite, { start, end, size: n }, grown.read);
        expect(hexes(proof)).toEqual(hexes(slowSubtreeProof({ start, end }, entries.slice(0, n))));
        const claim = { start, end, hash, proof };
        expect(verifySubtree(suite, claim, tree)).toBe(true);
        expect(verifySubtree(suite, { ...claim, hash: flipped(hash) }, tree)).toBe(false);
        expect(verifySubtree(suite, { ...claim, hash: hash.slice(1) }, tree)).toBe(false);
        expect(verifySubtree(suite, claim, { ...tree, root: flipped(tree.root) })).toBe(false);
        expect(verifySubtree(suite, { ...claim, proof: [...proof, hash] }, tree)).toBe(false);
        for (let at = 0; at < proof.length; at += 1) {
          const others = proof.map((one, i) => (i === at ? flipped(one) : one));
          expect(verifySubtree(suite, { ...claim, proof: others }, tree)).toBe(false);
          expect(verifySubtree(suite, { ...claim, proof: proof.filter((_, i) => i !== at) }, tree)).toBe(false);
        }
      }
    }
  });
});
