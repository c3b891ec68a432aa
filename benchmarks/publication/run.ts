// SPDX-License-Identifier: Apache-2.0
// From the API to the checkpoint, in a real node. Usage: node benchmarks/publication/run.ts [--quick] [--statements N]
//   [--batch N] [--clients N] [--profile FOLDER]
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { openFileKeyStore } from '../../server/src/signing/file-key-store.ts';
import type { Floor } from './floor.ts';
import { type Handing, handIn, signIn } from './hand-in.ts';
import { PARTY } from './party.ts';
import { printReport, type Usage } from './report.ts';
import { batchRequest, signedNotices } from './signed-statements.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    statements: { type: 'string' },
    batch: { type: 'string', default: '500' },
    clients: { type: 'string', default: '2' },
    profile: { type: 'string' },
  },
});
const count = Number(values.statements ?? (values.quick ? 10_000 : 60_000));
const batch = Number(values.batch);
const clients = Number(values.clients);
// Handed in before the time is taken: code is compiled, plans are made, the tables are no longer empty.
const warmUp = Math.min(count, values.quick ? 3_000 : 10_000);

console.log(`Node ${process.versions.node}, ${cpus()[0]?.model}, ${cpus().length} cores, load ${load()}`);
const folder = await mkdtemp(join(tmpdir(), 'publication-benchmark-'));
const keys = await openFileKeyStore(join(folder, 'elsewhere'));
await keys.ensureKey(PARTY, '2025-01-01T00:00:00Z');
const texts = await signedNotices(keys, warmUp + count);
const requests: string[] = [];
for (let at = 0; at < texts.length; at += batch) requests.push(batchRequest(texts.slice(at, at + batch)));
console.log(
  `${texts.length} statements signed, ${Math.round((texts[0] as string).length)} bytes each, ${batch} a request`,
);

const node = startNode();
try {
  const { port } = await node.ask<{ port: number }>(undefined, 'ready');
  const early = Math.ceil(warmUp / batch);
  const origin = `http://127.0.0.1:${port}`;
  const how: Omit<Handing, 'requests'> = { origin, token: await signIn(origin), clients };
  await handIn({ ...how, requests: requests.slice(0, early) });
  const [before, cpu] = [await node.ask<Usage>('usage'), process.cpuUsage()];
  const handed = await handIn({ ...how, requests: requests.slice(early) });
  const { user, system } = process.cpuUsage(cpu);
  const after = await node.ask<Usage>('usage');
  // In the same minute, since what a neighbour takes of a core changes by the minute.
  const floor = await node.ask<Floor>(`floor ${JSON.stringify(texts.slice(0, 100))}`, 'floor');
  printReport(handed, { before, after, client: (user + system) / 1e6, floor }, load());
  const compared = await node.ask<object>('compare', 'compared');
  console.log(`log, map and database compared: ${JSON.stringify(compared)}`);
} finally {
  await node.stop();
  await rm(folder, { recursive: true, force: true });
  await rm(`${folder}.is-in`, { force: true });
}

function load(): string {
  return (loadavg()[0] as number).toFixed(1);
}

function startNode() {
  const profile = values.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', values.profile];
  const program = join(import.meta.dirname, 'node-process.ts');
  const child = spawn(process.execPath, [...profile, program, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  return {
    ask<T>(word: string | undefined, answer = word): Promise<T> {
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      lines.on('line', (line) => {
        if (line.startsWith(`${answer} `)) resolve(JSON.parse(line.slice(`${answer} `.length)) as T);
      });
      void ended.then(() => reject(new Error('the node ended')));
      if (word !== undefined) child.stdin.write(`${word}\n`);
      return promise;
    },
    async stop() {
      child.stdin.write('stop\n');
      await ended;
    },
  };
}
