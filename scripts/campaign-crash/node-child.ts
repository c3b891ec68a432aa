// SPDX-License-Identifier: Apache-2.0
// node node-child.ts CONNECTION FOLDER LOGFOLDER [YEARS]: a whole node with a log, on a database that outlives it. With
// YEARS, a log a year and a clock that is told, which stands still until the line "go".
// Prints "ready PORT"; answers the line "compare" with "compared JSON".
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { instantFromMilliseconds } from '@touchstone/identifiers';
import { createAccount } from '../../server/src/access/accounts.ts';
import { composeNode } from '../../server/src/compose-node.ts';
import { openLogSettings } from '../../server/src/publication/open-settings.ts';
import { openFileKeyStore } from '../../server/src/signing/file-key-store.ts';
import { openDatabase } from '../../server/src/storage/database.ts';
import { ACCOUNT, PARTY } from './campaign-party.ts';
import type { YearlyNode } from './node-rounds.ts';

const [connection = '', folder = '', logFolder = '', yearly = '{}'] = process.argv.slice(2);
const { clock: begin, ...wishes } = JSON.parse(yearly) as Partial<YearlyNode>;
let goneAt: number | undefined;
const now = () => (begin === undefined ? Date.now() : begin + (goneAt === undefined ? 0 : Date.now() - goneAt));
const database = await openDatabase({ connection: JSON.parse(connection), connectionsMax: 8 });
const keys = await openFileKeyStore(join(folder, 'keys'));
const node = await composeNode({
  ...{ database, keys, node: 'campaign.example', jurisdiction: 'CN' },
  clock: () => instantFromMilliseconds(now()),
  cursorKey: new Uint8Array(32).fill(7),
  randomBytes: (count) => new Uint8Array(randomBytes(count)),
  home: { origins: [], hosts: [], secure: false },
  onUnexpected: (error, id) => {
    // What a disk refuses is expected here, and shown by the node's own status.
    if (id !== 'log') process.stderr.write(`${id} ${error instanceof Error ? error.stack : error}\n`);
  },
  passwordCost: { log2N: 4, r: 8, p: 1 },
  limits: { bodyBytesMax: 1 << 20, jsonDepthMax: 32, jsonValuesMax: 50_000, perMinuteMax: 1_000_000 },
  log: await openLogSettings({
    ...{ folder: logFolder, origin: 'campaign.example/log', now: () => instantFromMilliseconds(now()) },
    ...wishes,
  }),
});
const roles = ['standards-editor'];
await createAccount(node.accounts, { ...ACCOUNT, party: PARTY, jurisdiction: 'CN', roles }).catch(() => undefined);
await node.app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`ready ${(node.app.server.address() as AddressInfo).port}\n`);
createInterface({ input: process.stdin }).on('line', async (line) => {
  if (line === 'go') {
    goneAt = Date.now();
    return;
  }
  const compare = async () => {
    await node.publication?.flush();
    return node.publication?.compare();
  };
  const result = await compare().catch((error: Error) => ({ differences: [{ what: error.message }] }));
  process.stdout.write(`compared ${JSON.stringify(result)}\n`);
});
