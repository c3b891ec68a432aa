// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSuccession } from '@touchstone/log-keeping/follow';
import { parseVkey } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { startObjectServer } from '../../log-keeping/src/storage/testing/object-server.ts';
import type { Acknowledged, NodeClient } from './node-client.ts';
import { lookAgain, type NodeResult, openCampaign, type YearlyNode } from './node-rounds.ts';

/** What came of killing a node while its log went from one year to the next. */
export interface YearResult extends Pick<NodeResult, 'acknowledged' | 'lost' | 'differences'> {
  readonly kills: number;
  /** Kills after which the list of years had the old year as its last, and those after which the new one was begun. */
  readonly beforeTurn: number;
  readonly afterTurn: number;
}

const WORKERS = 4;
/** The turn comes so many milliseconds after the clock goes, and the kill within so many of the turn. */
const UNTIL_TURN = 300;
/** The clock goes once something was acknowledged, or after so many milliseconds. */
const WAIT = 20_000;
const AROUND = { before: 200, after: 1_200, begun: 400 };
const FIRST_YEAR = 2027;

/** Kills a node with a log a year around the turn of one year after another, its log in files or in object storage. */
export async function killAtTurns(options: {
  readonly rounds: number;
  readonly storage: 'files' | 'objects';
  readonly random: () => number;
  readonly say: (text: string) => void;
}): Promise<YearResult> {
  const { rounds, storage, random, say } = options;
  const campaign = await openCampaign({ random, say });
  const objects = storage === 'objects' ? await startObjectServer() : undefined;
  const wishes = { shards: 'yearly', ...(objects === undefined ? {} : storeOf(objects.options)) };
  const all: Acknowledged[] = [];
  let [lost, differences, beforeTurn, afterTurn] = [0, 0, 0, 0];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const year = FIRST_YEAR + round;
      const turn = Date.UTC(year, 0, 1);
      const { child, client } = await campaign.start(undefined, { ...wishes, clock: turn - UNTIL_TURN });
      const before = all.length;
      const work = Array.from({ length: WORKERS }, () => client.handInUntilItDies(all));
      for (const end = Date.now() + WAIT; all.length === before && Date.now() < end; ) await sleep(10);
      child.tell('go');
      if (round % 2 === 0) await sleep(UNTIL_TURN - AROUND.before + random() * (AROUND.before + AROUND.after));
      else {
        // The other half of the kills comes while the new log is begun, however slow the machine is.
        for (const end = Date.now() + WAIT; (await lastYear(campaign.logFolder)) !== year && Date.now() < end; )
          await sleep(5);
        await sleep(random() * AROUND.begun);
      }
      await child.kill();
      await Promise.all(work);
      if ((await lastYear(campaign.logFolder)) === year) afterTurn += 1;
      else beforeTurn += 1;
      // Whatever the kill cut off is gone on with by the next start, a second into the new year.
      const again = await campaign.start(undefined, { ...wishes, clock: turn + 1_000 });
      const tell = (text: string) => say(`${storage}, turn to ${year}: ${text}`);
      again.child.tell('go');
      const found = await lookAgain(again, { all, before, random, say: tell });
      const fault = await faultOfTurn(again.client, year);
      if (fault !== undefined) tell(fault);
      lost += found.lost + (fault === undefined ? 0 : 1);
      differences += found.differences;
      await again.child.kill();
      if ((round + 1) % 10 === 0) tell(`${all.length} acknowledged, ${lost} lost, ${differences} differences`);
    }
  } finally {
    await campaign.end();
    await objects?.stop();
  }
  return { kills: 2 * rounds, acknowledged: all.length, lost, differences, beforeTurn, afterTurn };
}

function storeOf({
  url,
  accessKeyId,
  secretAccessKey,
}: {
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}): Omit<YearlyNode, 'clock'> {
  const objectAccess = { id: accessKeyId, secret: secretAccessKey, region: 'us-east-1' };
  return { store: `s3+${url}`, objectAccess };
}

/** The year that is written down last; nothing is written down where the kill came before the first log was begun. */
async function lastYear(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, 'shards.json'), 'utf8').catch(() => '{"shards":[]}');
  const { shards } = JSON.parse(text) as { readonly shards: readonly { readonly year: number }[] };
  return shards.at(-1)?.year;
}

/** What is wrong with the chain after a turn: the log of the year is open, and the one before it has signed for its key. */
async function faultOfTurn(client: NodeClient, year: number): Promise<string | undefined> {
  const { origin, shards } = await client.status();
  if (!origin.endsWith(`/${year}`)) return `the log that is written is ${origin}`;
  const [ended, next] = shards.slice(-2).map(({ vkey, path }) => ({ key: parseVkey(nodeLogSuite, vkey), path }));
  // A log without a leaf is replaced, and has no successor.
  if (ended === undefined || next === undefined) return undefined;
  const note = await client.successorOf(ended.path);
  if (note === undefined) return `${ended.key.name} names no successor`;
  const { key } = openSuccession(nodeLogSuite, note, { origin: ended.key.name, keys: [ended.key] });
  return key.name === next.key.name && key.id === next.key.id
    ? undefined
    : `${ended.key.name} names ${key.name}, or another key of it`;
}
