// SPDX-License-Identifier: Apache-2.0
import type { LeafRow } from './leaf-table.ts';

/** Leaves that are remembered at most; whoever comes later reads them from the database. */
const LEAVES_MAX = 8_192;

/** What the log takes of a leaf; none of it changes, nor is erased, once the leaf is kept. */
export type KeptLeaf = Pick<LeafRow, 'entry' | 'subjectKeys' | 'commitment'>;

/**
 * Leaves that this process has just made for a promise, for the feeder of the log, once: it need neither read them again
 * nor make the same ones at the same time. Nothing depends on a leaf being here.
 */
export class PromisedLeaves {
  readonly #leaves = new Map<number, KeptLeaf>();
  readonly #underWay = new Set<Promise<unknown>>();

  /** Remembers leaves when the transaction that keeps them has ended well. */
  async keep<Leaves extends ReadonlyMap<string, LeafRow>>(making: Promise<Leaves>): Promise<Leaves> {
    const settled = making.catch(() => {});
    this.#underWay.add(settled);
    try {
      const leaves = await making;
      for (const leaf of leaves.values()) if (leaf.leafIndex === null) this.#leaves.set(leaf.entry, leaf);
      for (const entry of this.#leaves.keys()) {
        if (this.#leaves.size <= LEAVES_MAX) break;
        this.#leaves.delete(entry);
      }
      return leaves;
    } finally {
      this.#underWay.delete(settled);
    }
  }

  /** Resolves when all that are being made at this moment are made, or cannot be. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /** The leaf of an entry, once. */
  take(entry: number): KeptLeaf | undefined {
    const leaf = this.#leaves.get(entry);
    this.#leaves.delete(entry);
    return leaf;
  }
}
