// SPDX-License-Identifier: Apache-2.0
// node log-child.ts FOLDER: appends leaves from where the log says that it is, and prints each that is sequenced.
import { setTimeout as sleep } from 'node:timers/promises';
import { leafOf, openTestedLog } from './tested-log.ts';

const { log } = await openTestedLog(process.argv[2] as string);
const feed = await log.openFeed();
for (let next = Number(feed.covered ?? -1) + 1; ; next += 1) {
  const number = next;
  void feed.append(leafOf(number), String(number)).sequenced.then(({ index }) => {
    process.stdout.write(`${number} ${index}\n`);
  });
  if (next % 20 === 0) await sleep(2);
}
