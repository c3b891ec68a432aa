// SPDX-License-Identifier: Apache-2.0
// Appends entries to a log in a directory, and says of each when it is durable, until it is killed.
// Usage: node appending-process.ts <directory> [bytes after which another file of batches is begun]
import { entry, openTestLog } from '../../appender/testing/log-for-tests.ts';
import { localDisk } from '../disk.ts';
import { openFileStore } from '../file-store.ts';

const WAITING = 200;
const [directory = '', segmentBytes] = process.argv.slice(2);
const limits = segmentBytes === undefined ? {} : { segmentBytes: Number(segmentBytes) };
const log = await openTestLog({
  store: await openFileStore(directory, localDisk, limits),
  batchAge: 2,
  batchCount: 100,
  checkpointInterval: 10,
});
const feed = await log.openFeed();
process.stdout.write(`open ${feed.covered ?? ''}\n`);
let next = feed.covered === undefined ? 0 : Number(feed.covered) + 1;

async function appendOn(): Promise<void> {
  for (;;) {
    const number = next;
    next += 1;
    const { index } = await feed.append(entry(number, 200), String(number)).sequenced;
    if (index !== number) throw new Error(`entry ${number} has the index ${index}`);
    process.stdout.write(`${number}\n`);
  }
}
await Promise.all(Array.from({ length: WAITING }, appendOn));
