// SPDX-License-Identifier: Apache-2.0
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { mapRootOf, recordsBelow, sortEntries } from '@touchstone/transparency-log/map';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { MapFile } from '../map-file.ts';
import { updatesOfBatch } from './crash-updates.ts';

/** What a map holds after the process that wrote to it was killed. */
export interface CrashRound {
  /** The last batch that the process called durable; 0 when it was killed before. */
  readonly acknowledged: number;
  readonly covers: number;
  readonly root: string;
  /** The root of all batches up to `covers`, made from nothing. */
  readonly expectedRoot: string;
}

/** Lets a process write to the map, kills it, opens the map and reads all of it. */
export async function crashRound(
  path: string,
  { killAfterMilliseconds }: { readonly killAfterMilliseconds: number },
): Promise<CrashRound> {
  const child = fork(join(import.meta.dirname, 'crash-child.ts'), [path], { stdio: 'inherit' });
  let acknowledged = 0;
  const opened = new Promise<void>((resolve, reject) => {
    child.on('message', (message) => {
      if (message === 'open') resolve();
      else acknowledged = Number(message);
    });
    child.on('exit', () => reject(new Error('the process ended before it was killed')));
  });
  await opened;
  await pause(killAfterMilliseconds);
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  const map = await MapFile.open({ path, suite: nodeLogSuite, published: { covers: acknowledged } });
  try {
    const { covers, root, source } = map.newest;
    const all = Array.from({ length: covers }, (_, index) => updatesOfBatch(index + 1)).flat();
    const read = mapRootOf(nodeLogSuite, [...recordsBelow(source, root, new Uint8Array(0))]);
    if (!Buffer.from(read).equals(root.hash)) throw new Error('the pages do not hash to their root');
    const expected = mapRootOf(nodeLogSuite, sortEntries(all));
    return {
      acknowledged,
      covers,
      root: Buffer.from(root.hash).toString('hex'),
      expectedRoot: Buffer.from(expected).toString('hex'),
    };
  } finally {
    await map.close();
  }
}
