// SPDX-License-Identifier: Apache-2.0
// npm run campaign:crash -- [--rounds N] [--log-rounds N] [--year-rounds N] [--seed N] [--skip-disks]
//
// Kills a whole node with -9 at random instants while statements are handed in over HTTP, and a writer of the log alone
// while it appends; after each start everything acknowledged must be there, promised and proved, and tiles, map and
// database must agree. The same around the turn of one year after another, while the log of a year ends and the next one
// begins, once in files and once in object storage (--year-rounds of each). Then a disk that fills up and one that takes no writes: the node must say so, and go on.
// Prints one line every ten rounds and a summary; exits with 1 at the first loss.
import { parseArgs } from 'node:util';
import { killLogAlone } from './campaign-crash/log-alone.ts';
import { areRoundsTried, openCampaign } from './campaign-crash/node-rounds.ts';
import { tryDisks } from './campaign-crash/disks.ts';
import { randomFrom } from './campaign-crash/random.ts';
import { killAtTurns } from './campaign-crash/year-rounds.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '300' },
    'log-rounds': { type: 'string', default: '300' },
    'year-rounds': { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    'skip-disks': { type: 'boolean', default: false },
  },
});

const rounds = Number(values.rounds);
const logRounds = Number(values['log-rounds']);
const yearRounds = Number(values['year-rounds']);
const random = randomFrom(Number(values.seed));
const say = (text: string) => process.stdout.write(`${text}\n`);
say(
  `seed ${values.seed}: ${rounds} rounds of the node, ${logRounds} of the log alone, ${yearRounds} turns of the year in files and as many in object storage`,
);

let isWhole = true;
const alone = await killLogAlone({ rounds: logRounds, random, say });
say(`log alone: ${alone.kills} kills, ${alone.acknowledged} entries acknowledged, ${alone.lost} lost`);
// Nothing lost of nothing acknowledged would prove nothing.
let isTried = alone.acknowledged > 0 || logRounds === 0;
isWhole &&= alone.lost === 0;

for (const storage of yearRounds > 0 ? (['files', 'objects'] as const) : []) {
  const turns = await killAtTurns({ rounds: yearRounds, storage, random, say });
  say(
    `turns of the year, ${storage}: ${turns.kills} kills, ${turns.beforeTurn} before and ${turns.afterTurn} after the new year was written down, ${turns.acknowledged} statements acknowledged, ${turns.lost} lost, ${turns.differences} differences`,
  );
  isTried &&= turns.acknowledged > 0;
  isWhole &&= turns.lost === 0 && turns.differences === 0;
}

const campaign = await openCampaign({ random, say });
try {
  const node = await campaign.run(rounds);
  say(
    `node: ${node.killsUnderLoad} kills under load and ${node.killsIdle} without, ${node.acknowledged} statements acknowledged, in ${node.roundsTried} of ${rounds} rounds, ${node.lost} lost, ${node.differences} differences between tiles, map and database`,
  );
  isTried &&= areRoundsTried(node);
  isWhole &&= node.lost === 0 && node.differences === 0;
} finally {
  await campaign.end();
}
if (!values['skip-disks']) {
  for (const { what, outcome, held } of await tryDisks(say)) {
    say(`${what}: ${outcome}`);
    isWhole &&= held;
  }
}
if (!isWhole) say('SOMETHING WAS LOST');
else if (!isTried)
  say(
    'TOO LITTLE WAS TRIED: in more than half of the rounds the kill came before anything was acknowledged; run it on a machine with less other work',
  );
else say('nothing acknowledged was lost');
process.exit(isWhole && isTried ? 0 : 1);
