// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Acknowledged, NodeClient } from './node-client.ts';
import { openCampaign } from './node-rounds.ts';

const run = promisify(execFile);
const WAIT = 30_000;

/** How a node got on with a disk. */
export interface DiskResult {
  readonly what: string;
  readonly outcome: string;
  readonly held: boolean;
}

/** A log on a disk that fills up, then on one that takes no writes, and both times gets better. Needs to be root. */
export async function tryDisks(say: (text: string) => void): Promise<readonly DiskResult[]> {
  const disk = await mkdtemp(join(tmpdir(), 'touchstone-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]);
  } catch {
    await rm(disk, { recursive: true });
    const outcome =
      'not tried: a disk cannot be mounted here; server/src/publication/feed-log.test.ts injects both failures';
    return [{ what: 'full and read-only disk', outcome, held: true }];
  }
  const campaign = await openCampaign({ random: Math.random, say });
  let { child, client } = await campaign.start(disk);
  const acknowledged: Acknowledged[] = [];
  const compared = async () => {
    const compare = child.line('compared ');
    child.tell('compare');
    const { differences } = JSON.parse(await compare) as { differences: readonly object[] };
    const faults = await Promise.all(acknowledged.map((each) => client.faultOf(each)));
    return [...differences.map((each) => JSON.stringify(each)), ...faults.filter((each) => each !== undefined)];
  };
  const tryOne = async (
    what: string,
    code: string,
    [spoil, mend]: readonly [() => Promise<unknown>, () => Promise<unknown>],
  ) => {
    acknowledged.push(await client.handIn());
    await spoil();
    const said = await troubleOf(client, code, acknowledged);
    await mend();
    await untilWell(client);
    acknowledged.push(await client.handIn());
    const faults = await compared();
    const outcome = `said "${said}", took ${acknowledged.length} statements in all, ${faults.join('; ') || 'and has all of them'}`;
    return { what, outcome, held: faults.length === 0 && said !== undefined };
  };
  try {
    const filler = join(disk, 'filler');
    const fill = () => writeFile(filler, new Uint8Array(8 << 20)).catch(() => undefined);
    return [
      await tryOne('full disk', 'NO_SPACE', [fill, () => rm(filler)]),
      await tryOne('read-only disk', 'READ_ONLY', [
        async () => {
          // A disk with files open for writing cannot be made read-only: the node is started on one that is.
          await child.kill();
          await remount(disk, 'ro');
          ({ child, client } = await campaign.start(disk));
        },
        () => remount(disk, 'rw'),
      ]),
    ];
  } finally {
    await child.kill();
    await campaign.end();
    await run('umount', [disk]);
    await rm(disk, { recursive: true });
  }
}

async function remount(disk: string, how: 'ro' | 'rw'): Promise<void> {
  await run('mount', ['-o', `remount,${how}`, disk]);
}

/** Hands in statements, which are promised all the same, until the log says what is wrong. */
async function troubleOf(client: NodeClient, code: string, acknowledged: Acknowledged[]): Promise<string | undefined> {
  for (const end = Date.now() + WAIT; Date.now() < end; ) {
    acknowledged.push(await client.handIn());
    const { trouble } = await client.status();
    if (trouble?.startsWith(code)) return trouble;
    await sleep(100);
  }
  return (await client.status()).trouble;
}

async function untilWell(client: NodeClient): Promise<void> {
  for (const end = Date.now() + WAIT; Date.now() < end; ) {
    const { trouble, open } = await client.status();
    if (trouble === undefined && open) return;
    await sleep(100);
  }
}
