// SPDX-License-Identifier: Apache-2.0
// node node-process.ts FOLDER: a whole node with its packaged PostgreSQL and its log, one party of which signs elsewhere.
// Prints "ready {…}"; answers the lines "usage" and "compare", "floor" once nothing else is to be measured, and ends in
// order at "stop".
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { instantFromMilliseconds } from '@touchstone/identifiers';
import { createAccount } from '../../server/src/access/accounts.ts';
import { composeNode } from '../../server/src/compose-node.ts';
import { openLogSettings } from '../../server/src/publication/open-settings.ts';
import { didDocumentsOf } from '../../server/src/signing/did-documents.ts';
import { openFileKeyStore } from '../../server/src/signing/file-key-store.ts';
import { openDatabase } from '../../server/src/storage/database.ts';
import { startEmbeddedPostgres } from '../../server/src/storage/embedded-postgres.ts';
import { logFloor, rowFloor, signatureFloor } from './floor.ts';
import { ACCOUNT, PARTY } from './party.ts';

const [folder = ''] = process.argv.slice(2);
const postgres = await startEmbeddedPostgres({ dataDirectory: join(folder, 'postgres') });
const database = await openDatabase({ connection: postgres.connection });
const elsewhere = await openFileKeyStore(join(folder, 'elsewhere'));
const documents = didDocumentsOf(elsewhere.publishedKeys());
const clock = () => instantFromMilliseconds(Date.now());
const node = await composeNode({
  ...{ database, clock, node: 'benchmark.example', jurisdiction: 'CN' },
  keys: await openFileKeyStore(join(folder, 'keys')),
  cursorKey: new Uint8Array(32).fill(7),
  randomBytes: (count) => new Uint8Array(randomBytes(count)),
  home: { origins: [], hosts: [], secure: false },
  onUnexpected: (error, id) => process.stderr.write(`${id} ${error instanceof Error ? error.stack : error}\n`),
  log: await openLogSettings({ folder: join(folder, 'log'), origin: 'benchmark.example/log' }),
  resolveForeignDid: async (did) => documents.find(({ id }) => id === did),
});
await createAccount(node.accounts, { ...ACCOUNT, party: PARTY, jurisdiction: 'CN', roles: ['standards-editor'] });
await node.app.listen({ host: '127.0.0.1', port: 0 });
say('ready', { port: (node.app.server.address() as AddressInfo).port });

createInterface({ input: process.stdin }).on('line', async (line) => {
  if (line === 'usage') {
    const { user, system } = process.cpuUsage();
    const { rss } = process.memoryUsage();
    say('usage', { server: (user + system) / 1e6, postgres: secondsOfPostgres(), megabytes: Math.round(rss / 1e6) });
  } else if (line === 'compare') {
    const result = await node.publication?.compare();
    say('compared', { statements: result?.statements, differences: result?.differences.length });
  } else if (line.startsWith('floor ')) {
    const texts = JSON.parse(line.slice('floor '.length)) as string[];
    const row = await rowFloor(postgres.connection, { texts, secondsOfPostgres });
    say('floor', { signature: await signatureFloor(), row, log: await logFloor() });
  } else if (line === 'stop') {
    await node.close();
    await database.destroy();
    await postgres.stop();
    process.exit(0);
  }
});

function say(word: string, what: object): void {
  process.stdout.write(`${word} ${JSON.stringify(what)}\n`);
}

/** CPU-seconds of the processes below this one, which are those of PostgreSQL; undefined where there is no /proc. */
function secondsOfPostgres(): number | undefined {
  try {
    const processes = readdirSync('/proc').flatMap((pid) => (/^\d+$/.test(pid) ? [statOf(pid)] : []));
    const family = new Set([process.pid]);
    for (let size = 0; size !== family.size; ) {
      size = family.size;
      for (const each of processes) if (each !== undefined && family.has(each.parent)) family.add(each.pid);
    }
    family.delete(process.pid);
    const ticks = processes.reduce(
      (sum, each) => sum + (each !== undefined && family.has(each.pid) ? each.ticks : 0),
      0,
    );
    return ticks / 100;
  } catch {
    return undefined;
  }
}

// /proc/PID/stat: pid (name) state ppid …; fields 14 and 15 are user and system time in hundredths of a second.
function statOf(pid: string): { pid: number; parent: number; ticks: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { pid: Number(pid), parent: fields[1] as number, ticks: (fields[11] as number) + (fields[12] as number) };
  } catch {
    return undefined;
  }
}
