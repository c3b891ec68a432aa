// SPDX-License-Identifier: Apache-2.0
// Commits batch after batch, tells which it has acknowledged, compacts now and then, and waits to be killed.
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { MapFile } from '../map-file.ts';
import { updatesOfBatch } from './crash-updates.ts';

const map = await MapFile.open({ path: process.argv[2] as string, suite: nodeLogSuite });
process.send?.('open');
let compaction: Promise<void> = Promise.resolve();
for (let covers = map.newest.covers + 1; ; covers += 1) {
  await map.commit(updatesOfBatch(covers), covers);
  process.send?.(covers);
  if (covers % 5 === 0) {
    await compaction;
    compaction = map.compact();
  }
}
