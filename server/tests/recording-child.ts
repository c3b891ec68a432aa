// SPDX-License-Identifier: Apache-2.0
// A server of its own for the tests that kill one: node recording-child.ts CONNECTION MODE STEP
//
// `hang`: saves one draft after another; at STEP (after the first draft) it says so and waits to be killed.
// `work`: saves drafts and settles without end.
// Prints one line per acknowledged draft: `saved <stream> <text>`.

import { instantFromMilliseconds } from '@touchstone/identifiers';
import { sql } from 'kysely';
import { connectDatabase } from '../src/storage/database.ts';
import { actIn, openChildRecord } from './child-record.ts';
import { saveDraft } from './sample-register.ts';

const [connection = '', mode = 'work', step = ''] = process.argv.slice(2);
const database = connectDatabase({ connection: JSON.parse(connection), connectionsMax: 6 });
let acknowledged = 0;

const record = await openChildRecord(database, {
  clock: () => instantFromMilliseconds(Date.parse('2026-11-22T12:00:00Z')),
  trace: async (reached) => {
    if (mode !== 'hang' || reached !== step || acknowledged === 0) return;
    process.stdout.write(`at ${reached}\n`);
    await new Promise(() => {
      setInterval(() => {}, 60_000);
    });
  },
});

async function work(worker: number): Promise<void> {
  for (let n = 0; ; n++) {
    const id = record.newId();
    const text = `${process.pid}.${worker}.${n}`;
    const outcome = await actIn(record).act(saveDraft, { id, text });
    if (outcome.outcome !== 'recorded') throw new Error('refused');
    process.stdout.write(`saved ${id} ${text}\n`);
    acknowledged++;
    if (mode === 'hang') await record.settle();
  }
}

await sql`select 1`.execute(database);
await Promise.all(mode === 'hang' ? [work(0)] : [work(0), work(1), work(2)]);
