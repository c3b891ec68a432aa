// SPDX-License-Identifier: Apache-2.0
// Kills a process that writes to one map, again and again, at random moments. Usage: node crash-campaign.ts [rounds]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crashRound } from './crash-round.ts';

const rounds = Number(process.argv[2] ?? 100);
const folder = mkdtempSync(join(tmpdir(), 'map-crash-'));
let wrong = 0;
let batches = 0;
for (let round = 0; round < rounds; round += 1) {
  // A new map now and then: the check replays all batches of one.
  const found = await crashRound(join(folder, `map-${Math.floor(round / 20)}`), {
    killAfterMilliseconds: Math.random() * 200,
  });
  batches = Math.max(batches, found.covers);
  if (found.covers < found.acknowledged || found.root !== found.expectedRoot) {
    wrong += 1;
    console.error(`round ${round}:`, found);
  }
}
rmSync(folder, { recursive: true });
console.log(`${rounds} rounds, up to ${batches} batches in one map, ${wrong} wrong`);
process.exitCode = wrong === 0 ? 0 : 1;
