// SPDX-License-Identifier: Apache-2.0
import type { Cut } from '../cut.ts';
import type { Bench } from '../judge/bench.ts';
import { completenessOf } from './completeness-of-bench.ts';
import { receiptOf } from './log-of-bench.ts';

/** Every log that was consulted in any place, with the size of the largest tree of it that counts. */
export function consultedLogs(known: Cut['logs'], benches: readonly Bench[]): Cut['logs'] {
  const sizes = new Map(known.map(({ log, size }) => [log, size]));
  const note = (log: string, size: number): void => {
    sizes.set(log, Math.max(size, sizes.get(log) ?? 0));
  };
  for (const bench of benches) {
    const withReceipt = bench.set.all.filter(({ text }) => bench.set.logs.receipts.has(text));
    for (const held of withReceipt) {
      const tree = receiptOf(held, bench)?.tree;
      if (tree !== undefined) note(tree.origin, tree.size);
    }
    for (const { verdict } of completenessOf(bench)) for (const { origin, size } of verdict.logs) note(origin, size);
  }
  return [...sizes.keys()].sort().map((log) => ({ log, size: sizes.get(log) as number }));
}
