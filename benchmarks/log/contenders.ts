// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog } from '@touchstone/log-keeping/appender';
import { openFileStore } from '@touchstone/log-keeping/storage';
import { nodeLogSuite, nodeNoteKey } from '@touchstone/transparency-log/node';
import type { Contender } from './load.ts';

const ORIGIN = 'log.benchmark.touchstone.example/2026';

/** Our log in files, without a map; its checkpoints as often as its batches, so that publishing is measured at its worst. */
export async function ourLog(batchAge: number, checkpointInterval = batchAge): Promise<Contender> {
  const directory = await mkdtemp(join(tmpdir(), 'log-benchmark-'));
  const { signer } = nodeNoteKey({ name: ORIGIN, type: 'ed25519', seed: randomBytes(32) });
  const log = await openLog({
    origin: ORIGIN,
    store: await openFileStore(directory),
    suite: nodeLogSuite,
    signers: [signer],
    batchAge,
    checkpointInterval,
  });
  return {
    name: `ours, checkpoint every ${checkpointInterval} ms`,
    note: 'durable: batch and head synchronised; published: tiles, bundles and checkpoint synchronised too',
    append: (entry) => {
      const { sequenced, published } = log.append(entry);
      return { durable: sequenced, published };
    },
    close: async () => {
      await log.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Nobody: every entry is answered when it is as old as a batch. What is measured of it is the load generator's own. */
export async function nobody(batchAge: number): Promise<Contender> {
  const gather = gathered(batchAge, async () => undefined);
  return {
    name: 'nobody, answered by age',
    note: 'durable: no; the clients, their entries and promises, and nothing else',
    append: (entry) => {
      const answered = gather(entry);
      return { durable: answered, published: answered };
    },
    close: async () => undefined,
  };
}

// Not with the project: 200 MB for one comparison.
const PEER = join(import.meta.dirname, 'peer');
const CORE = 'hypercore';
const STORAGE = 'hypercore-storage';

/** A folder in which hypercore is installed, and what removes it; or the reason for which there is none. */
export type Peer = { readonly folder: string; remove(): Promise<void> } | { readonly missing: string };

/** Installs the versions of `peer/package-lock.json` from the npm registry into a temporary folder. */
export async function fetchPeer(): Promise<Peer> {
  const folder = await mkdtemp(join(tmpdir(), 'log-benchmark-peer-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  for (const name of ['package.json', 'package-lock.json']) await copyFile(join(PEER, name), join(folder, name));
  console.log('fetching hypercore (MIT) from the npm registry');
  const installed = spawnSync('npm ci --no-audit --no-fund', { cwd: folder, encoding: 'utf8', shell: true });
  if (installed.status === 0) return { folder, remove };
  await remove();
  return { missing: `npm ci failed: ${installed.stderr.slice(0, 500)}` };
}

interface Hypercore {
  ready(): Promise<void>;
  append(entries: readonly Uint8Array[]): Promise<unknown>;
  close(): Promise<void>;
}
interface HypercoreStorage {
  readonly db: { flush(): Promise<void> };
}

/**
 * Hypercore with the same batches: entries gathered for the batch age, appended together, and, when `synced`, its
 * database flushed to disk before anybody hears of it. One writer, its own format, no witnesses, no checkpoint file.
 */
export async function hypercore(folder: string, batchAge: number, synced: boolean): Promise<Contender> {
  const require = createRequire(join(folder, 'package.json'));
  const Core = require(CORE) as new (storage: unknown) => Hypercore;
  const Storage = require(STORAGE) as new (directory: string) => HypercoreStorage;
  const directory = await mkdtemp(join(tmpdir(), 'hypercore-benchmark-'));
  const storage = new Storage(directory);
  const core = new Core(storage);
  await core.ready();
  const gather = gathered(batchAge, async (entries) => {
    await core.append(entries);
    if (synced) await storage.db.flush();
  });
  return {
    name: `hypercore, ${synced ? 'flushed after each batch' : 'not synchronised'}`,
    note: synced
      ? 'durable: its memory table written to a file and synchronised'
      : 'durable: no; lost when the machine stops',
    append: (entry) => ({ durable: gather(entry) }),
    close: async () => {
      await core.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

const BATCH_MAX = 4_096;

/** Batches as our appender makes them: by age or by number, one under way at a time. */
function gathered(batchAge: number, write: (entries: readonly Uint8Array[]) => Promise<void>) {
  let waiting: { entry: Uint8Array; done: () => void; since: number }[] = [];
  let busy = false;
  let timer: NodeJS.Timeout | undefined;
  const turn = async () => {
    const first = waiting[0];
    if (busy || first === undefined) return;
    const wait = first.since + batchAge - performance.now();
    if (wait > 0 && waiting.length < BATCH_MAX) {
      clearTimeout(timer);
      timer = setTimeout(turn, wait);
      return;
    }
    busy = true;
    const batch = waiting.slice(0, BATCH_MAX);
    waiting = waiting.slice(BATCH_MAX);
    await write(batch.map(({ entry }) => entry));
    for (const { done } of batch) done();
    busy = false;
    setImmediate(turn);
  };
  return (entry: Uint8Array) =>
    new Promise<void>((done) => {
      waiting.push({ entry: entry.slice(), done, since: performance.now() });
      if (waiting.length === 1 || waiting.length === BATCH_MAX) void turn();
    });
}
