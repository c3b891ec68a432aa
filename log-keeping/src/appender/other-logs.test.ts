// SPDX-License-Identifier: Apache-2.0
import { hashLeaf, proveInclusion, verifyInclusion } from '@touchstone/transparency-log';
import { nodeNoteKey } from '@touchstone/transparency-log/node';
import { describe, expect, it } from 'vitest';
import { openMemoryStore } from '../storage/memory-store.ts';
import type { Log, PublishedTree } from './log.ts';
import { batchRootEntry, isBatchRootOf, shardOrigin } from './other-logs.ts';
import { entry, openTestLog, suite } from './testing/log-for-tests.ts';

const LABORATORY = shardOrigin('laboratory.test.touchstone.example', 2026);
const HOUR = { from: 1_795_305_600, to: 1_795_309_200 };

async function isIn(log: Log, tree: PublishedTree, given: { index: number; entry: Uint8Array }): Promise<boolean> {
  const proof = await proveInclusion(suite, { index: given.index, size: tree.size }, log.read);
  return verifyInclusion(suite, { index: given.index, leafHash: hashLeaf(suite, given.entry), proof }, tree);
}

describe('batchRootEntry()', () => {
  it('leads from an entry of a laboratory to the tree of the log that took it in', async () => {
    const { signer } = nodeNoteKey({ name: LABORATORY, type: 'ed25519', seed: new Uint8Array(32).fill(3) });
    const laboratory = await openTestLog({ store: openMemoryStore(), origin: LABORATORY, signers: [signer] });
    for (let index = 0; index < 300; index += 1) laboratory.append(entry(index));
    const theirs = (await laboratory.flush()) as PublishedTree;
    const national = await openTestLog({ store: openMemoryStore() });
    const batchRoot = batchRootEntry(suite, { origin: LABORATORY, ...theirs }, HOUR);
    const { index } = await national.append(batchRoot).sequenced;
    const ours = (await national.flush()) as PublishedTree;
    expect(await isIn(laboratory, theirs, { index: 123, entry: entry(123) })).toBe(true);
    expect(isBatchRootOf(suite, batchRoot, { origin: LABORATORY, ...theirs })).toBe(true);
    expect(await isIn(national, ours, { index, entry: batchRoot })).toBe(true);
    await Promise.all([laboratory.close(), national.close()]);
  });

  it('refuses an interval of no length', () => {
    const tree = { origin: LABORATORY, size: 1, root: new Uint8Array(32) };
    expect(() => batchRootEntry(suite, tree, { from: HOUR.to, to: HOUR.to })).toThrow(
      expect.objectContaining({ code: 'BAD_LEAF' }),
    );
  });
});

describe('isBatchRootOf()', () => {
  const tree = { origin: LABORATORY, size: 7, root: new Uint8Array(32).fill(1) };
  const sound = batchRootEntry(suite, tree, HOUR);
  it.each<[string, Uint8Array, Partial<typeof tree>]>([
    ['another log', sound, { origin: `${LABORATORY}x` }],
    ['another size', sound, { size: 8 }],
    ['another root', sound, { root: new Uint8Array(32) }],
    ['an entry of another type', Uint8Array.of(1), {}],
    ['half of it', sound.subarray(0, 50), {}],
  ])('is false for %s', (_, bytes, more) => {
    expect(isBatchRootOf(suite, sound, tree)).toBe(true);
    expect(isBatchRootOf(suite, bytes, { ...tree, ...more })).toBe(false);
  });
});
