// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openMemoryMap, openSubjectMap } from '@touchstone/log-keeping/appender';
import { type LogEntry, readEntries } from '@touchstone/log-keeping/reader';
import { readLeaf } from '@touchstone/statements';
import { rootFromTiles, sameBytes } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { startChild } from './child.ts';
import { leafOf, openTestedLog } from './tested-log.ts';

/** What came of killing. */
export interface AloneResult {
  readonly kills: number;
  readonly acknowledged: number;
  readonly lost: number;
}

/** Kills a writer of a log at random instants, opens the log after each and goes through all of it. */
export async function killLogAlone(options: {
  readonly rounds: number;
  readonly random: () => number;
  readonly say: (text: string) => void;
}): Promise<AloneResult> {
  const { rounds, random, say } = options;
  let acknowledged = 0;
  let lost = 0;
  let folder = '';
  for (let round = 1; round <= rounds; round += 1) {
    // A new log now and then, so that going through it stays quick.
    if (round % 20 === 1) {
      if (folder !== '') await rm(folder, { recursive: true });
      folder = await mkdtemp(join(tmpdir(), 'touchstone-campaign-log-'));
    }
    const child = startChild(join(import.meta.dirname, 'log-child.ts'), [folder]);
    if (random() < 0.8) await child.line('');
    await sleep(random() * 250);
    await child.kill();
    // A line that the kill cut short was acknowledged to nobody.
    const acks = child.lines.flatMap((line) => /^(\d+) (\d+)$/.exec(line)?.slice(1).map(Number) ?? []);
    acknowledged += acks.length / 2;
    lost += await missing(folder, acks);
    if (round % 10 === 0) say(`log alone, round ${round}: ${acknowledged} acknowledged, ${lost} lost`);
  }
  if (folder !== '') await rm(folder, { recursive: true });
  return { kills: rounds, acknowledged, lost };
}

/** How much is not as it must be: numbers acknowledged and not at their index, gaps and doubles, tiles, map. */
async function missing(folder: string, acks: readonly number[]): Promise<number> {
  const { log, close } = await openTestedLog(folder);
  try {
    const tree = await log.flush();
    if (tree === undefined) return acks.length / 2;
    let wrong = sameBytes(await rootFromTiles(nodeLogSuite, tree.size, log.read), tree.root) ? 0 : 1;
    const entries: LogEntry[] = [];
    for await (const some of readEntries(nodeLogSuite, { from: 0, size: tree.size, read: log.read }))
      entries.push(...some);
    const map = openSubjectMap(nodeLogSuite, openMemoryMap(nodeLogSuite));
    await map.add(0, entries.slice(0, -1));
    const root = await map.commit(tree.size - 1);
    if (tree.mapRoot === undefined || !sameBytes(root, tree.mapRoot)) wrong += 1;
    const leaves = entries.filter(({ entry }) => readLeaf(entry)?.type === 'statement');
    leaves.forEach(({ entry }, number) => {
      if (!sameBytes(entry, leafOf(number))) wrong += 1;
    });
    if (log.status().covered !== String(leaves.length - 1)) wrong += 1;
    for (let at = 0; at < acks.length; at += 2) {
      const found = entries[acks[at + 1] as number]?.entry;
      if (found === undefined || !sameBytes(found, leafOf(acks[at] as number))) wrong += 1;
    }
    return wrong;
  } finally {
    await close();
  }
}
