// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Log, openLog, openSubjectMap } from '@touchstone/log-keeping/appender';
import { encodeLeaf } from '@touchstone/statements';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { openLogSettings } from '../../server/src/publication/open-settings.ts';

/** The leaf with this number: another for each, and of one of 100 subjects. */
export function leafOf(number: number): Uint8Array {
  const hash = (text: string) => new Uint8Array(createHash('sha256').update(text).digest());
  const subject = Buffer.concat([hash(`party ${number % 100}`), hash(`thing ${number % 100}`)]);
  return encodeLeaf({ type: 'statement', subjectKeys: [new Uint8Array(subject)], commitment: hash(`leaf ${number}`) });
}

/** A log with its map in a folder, as a node opens it. */
export async function openTestedLog(folder: string): Promise<{ readonly log: Log; close(): Promise<void> }> {
  const settings = await openLogSettings({ folder: join(folder, 'log'), origin: 'campaign.example/log' });
  const map = await settings.openMap();
  const log = await openLog({
    ...{ origin: settings.origin, store: await settings.openStore(), suite: nodeLogSuite, signers: [settings.signer] },
    ...{ map: openSubjectMap(nodeLogSuite, map.place), batchAge: 5, checkpointInterval: 20 },
  });
  return {
    log,
    async close() {
      await log.close();
      await map.close();
    },
  };
}
