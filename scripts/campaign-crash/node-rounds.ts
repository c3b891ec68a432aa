// SPDX-License-Identifier: Apache-2.0
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogWishes } from '../../server/src/publication/open-settings.ts';
import { openFileKeyStore } from '../../server/src/signing/file-key-store.ts';
import { startEmbeddedPostgres } from '../../server/src/storage/embedded-postgres.ts';
import { PARTY } from './campaign-party.ts';
import { type Child, startChild } from './child.ts';
import { type Acknowledged, NodeClient } from './node-client.ts';

/** What came of killing a node. */
export interface NodeResult {
  /** Kills while statements were handed in; after each the node is looked at, and killed again without load. */
  readonly killsUnderLoad: number;
  readonly killsIdle: number;
  /** Rounds in which anything was acknowledged before the kill: the others prove nothing. */
  readonly roundsTried: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly differences: number;
}

/** Whether enough rounds proved something: half of them at least. */
export function areRoundsTried({ killsUnderLoad, roundsTried }: Pick<NodeResult, 'killsUnderLoad' | 'roundsTried'>) {
  return 2 * roundsTried >= killsUnderLoad;
}

/** How a node keeps a log a year. */
export interface YearlyNode extends Pick<LogWishes, 'shards' | 'store' | 'objectAccess'> {
  /** What its clock says until it is told to go, in milliseconds. */
  readonly clock: number;
}

/** A campaign against one node with one database. */
export interface Campaign {
  /** Kills the node so many times under load, and looks after each start. */
  run(rounds: number): Promise<NodeResult>;
  /** Where the log is unless it is started elsewhere. */
  readonly logFolder: string;
  /** Starts the node with its log in a folder, and as a log a year where a clock is given. */
  start(logFolder?: string, yearly?: YearlyNode): Promise<{ readonly child: Child; readonly client: NodeClient }>;
  end(): Promise<void>;
}

const WORKERS = 4;
/** Of what was acknowledged in earlier rounds, so many are looked at again in each. */
const LOOKED_AT_AGAIN = 20;

/** Starts the database, which outlives the nodes: what happens when it dies is tried elsewhere. */
export async function openCampaign({
  random,
  say,
}: {
  readonly random: () => number;
  readonly say: (text: string) => void;
}): Promise<Campaign> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-campaign-'));
  await chmod(folder, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDirectory: join(folder, 'postgres') });
  const keys = await openFileKeyStore(join(folder, 'keys'));
  await keys.ensureKey(PARTY, '2025-01-01T00:00:00Z');
  const ownLog = join(folder, 'log');
  const start: Campaign['start'] = async (logFolder = ownLog, yearly = undefined) => {
    const connection = JSON.stringify(postgres.connection);
    const child = startChild(join(import.meta.dirname, 'node-child.ts'), [
      ...[connection, folder, logFolder],
      ...(yearly === undefined ? [] : [JSON.stringify(yearly)]),
    ]);
    const port = Number(await child.line('ready '));
    return { child, client: await NodeClient.signIn(`http://127.0.0.1:${port}`, keys) };
  };
  return {
    start,
    logFolder: ownLog,
    async run(rounds) {
      const all: Acknowledged[] = [];
      let lost = 0;
      let differences = 0;
      let roundsTried = 0;
      for (let round = 1; round <= rounds; round += 1) {
        const { child, client } = await start();
        const before = all.length;
        const work = Array.from({ length: WORKERS }, () => client.handInUntilItDies(all));
        await sleep(random() * 3_000);
        await child.kill();
        await Promise.all(work);
        if (all.length > before) roundsTried += 1;
        const again = await start();
        const found = await lookAgain(again, { all, before, random, say: (text) => say(`round ${round}: ${text}`) });
        differences += found.differences;
        lost += found.lost;
        await again.child.kill();
        if (round % 10 === 0)
          say(
            `node, round ${round}: ${all.length} acknowledged in ${roundsTried} rounds, ${lost} lost, ${differences} differences`,
          );
      }
      return {
        ...{ killsUnderLoad: rounds, killsIdle: rounds, roundsTried },
        ...{ acknowledged: all.length, lost, differences },
      };
    },
    async end() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Looks whether everything acknowledged is there: all since a number, some of what was before, tiles, map and database. */
export async function lookAgain(
  { child, client }: { readonly child: Child; readonly client: NodeClient },
  of: {
    readonly all: readonly Acknowledged[];
    readonly before: number;
    readonly random: () => number;
    readonly say: (text: string) => void;
  },
): Promise<{ readonly lost: number; readonly differences: number }> {
  const { all, before, random, say } = of;
  const compare = child.line('compared ');
  child.tell('compare');
  const { differences } = JSON.parse(await compare) as { differences: readonly object[] };
  for (const each of differences) say(JSON.stringify(each));
  let lost = 0;
  const earlier = Array.from({ length: LOOKED_AT_AGAIN }, () => all[Math.floor(random() * before)]);
  for (const each of [...all.slice(before), ...earlier]) {
    const fault = each === undefined ? undefined : await client.faultOf(each);
    if (fault === undefined) continue;
    say(`${each?.id}: ${fault}`);
    lost += 1;
  }
  return { lost, differences: differences.length };
}
