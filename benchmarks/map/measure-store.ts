// SPDX-License-Identifier: Apache-2.0
// One store, one size, in a process of its own, so that memory is that of the store alone. Started by run.ts.
// With a third argument the store works in a thread whose young generation has at most so many MB.
import { hash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getHeapSpaceStatistics } from 'node:v8';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import type { MapUpdate } from '@touchstone/transparency-log/map';
import { openLmdb, openMap, type Store } from './stores.ts';

/** What one store did at one size. */
export interface Measured {
  readonly updatesPerSecond: number;
  readonly updatesPerCpuSecond: number;
  readonly bytesPerUpdate: number;
  readonly fileBytes: number;
  /** What the process has grown by, after collection, without the young generation of V8. */
  readonly memoryMegabytes: number;
  /** The young generation, which grows with the work and not with the map; --max-semi-space-size bounds it. */
  readonly youngMegabytes: number;
  /** Of one compaction, shared out over the updates from one that is due to the next. */
  readonly compactionMicroseconds: number | undefined;
  readonly openMilliseconds: number;
  readonly proofMicroseconds: number | undefined;
}

const BATCH = 20_000;
const ROUNDS = 5;
const PROOFS = 2_000;
const KEY_BYTES = 64;
const VALUE_BYTES = 40;

const [name = '', subjectsText, young] = process.argv.slice(2);
const subjects = Number(subjectsText);
if (isMainThread && young !== undefined) {
  const limits = { maxYoungGenerationSizeMb: Number(young) };
  const worker = new Worker(import.meta.filename, { argv: process.argv.slice(2), resourceLimits: limits });
  worker.once('message', (measured: Measured) => tell(measured));
} else {
  const measured = await measure();
  if (parentPort === null) tell(measured);
  else parentPort.postMessage(measured);
}

function tell(measured: Measured): void {
  process.send?.(measured);
  process.disconnect();
}

async function measure(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'map-benchmark-'));
  try {
    return await measureIn(join(folder, 'store'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureIn(path: string): Promise<Measured> {
  const openStore = (): Promise<Store> => (name === 'map' ? openMap(path) : openLmdb(path));
  let store = await openStore();
  const before = memory();
  for (let from = 0, version = 1; from < subjects; from += BATCH, version += 1) {
    await store.commit(batchOf((index) => from + index, Math.min(BATCH, subjects - from), version));
    await store.tidy?.();
  }
  const rounds = await updateRounds(store);
  const after = memory();
  const compactionMicroseconds = await compactionOf(store, { bytesPerUpdate: rounds.bytesPerUpdate, path });
  await store.close();
  const begun = performance.now();
  store = await openStore();
  const openMilliseconds = performance.now() - begun;
  const measured: Measured = {
    ...rounds,
    memoryMegabytes: after.resident - after.young - (before.resident - before.young),
    youngMegabytes: after.young,
    compactionMicroseconds,
    openMilliseconds,
    fileBytes: statSync(path).size,
    proofMicroseconds: proofMicroseconds(store),
  };
  await store.close();
  return measured;
}

async function updateRounds(store: Store) {
  let [seconds, cpuSeconds, bytes] = [0, 0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    // Made before the clock starts: making keys costs as much as some of the work.
    const updates = batchOf(() => Math.floor(Math.random() * subjects), BATCH, 1_000_000 + round);
    const [begun, cpu, written] = [performance.now(), process.cpuUsage(), store.bytesWritten()];
    await store.commit(updates);
    const used = process.cpuUsage(cpu);
    seconds += (performance.now() - begun) / 1e3;
    cpuSeconds += (used.user + used.system) / 1e6;
    bytes += store.bytesWritten() - written;
  }
  const updates = ROUNDS * BATCH;
  return {
    updatesPerSecond: updates / seconds,
    updatesPerCpuSecond: updates / cpuSeconds,
    bytesPerUpdate: bytes / updates,
  };
}

/** Processor time of a compaction for each update between two of them: one is due when the file has doubled. */
async function compactionOf(
  { compact }: Store,
  { bytesPerUpdate, path }: { readonly bytesPerUpdate: number; readonly path: string },
): Promise<number | undefined> {
  if (compact === undefined) return undefined;
  const cpu = process.cpuUsage();
  await compact();
  const { user, system } = process.cpuUsage(cpu);
  return ((user + system) * bytesPerUpdate) / statSync(path).size;
}

function proofMicroseconds(store: Store): number | undefined {
  if (store.prove === undefined) return undefined;
  const keys = Array.from({ length: PROOFS }, () => keyOf(Math.floor(Math.random() * subjects)));
  const begun = performance.now();
  for (const key of keys) store.prove(key);
  return ((performance.now() - begun) * 1e3) / PROOFS;
}

/** All in one piece of memory: thousands of small ones would be measured with the store. */
function batchOf(pick: (index: number) => number, length: number, version: number): readonly MapUpdate[] {
  const all = Buffer.alloc(length * (KEY_BYTES + VALUE_BYTES));
  return Array.from({ length }, (_, index) => {
    const at = index * (KEY_BYTES + VALUE_BYTES);
    const key = all.subarray(at, at + KEY_BYTES);
    const value = all.subarray(at + KEY_BYTES, at + KEY_BYTES + VALUE_BYTES);
    writeKey(key, pick(index));
    value.writeBigUInt64BE(BigInt(version));
    writeDigest(value, 8, `${version} ${index}`);
    return { key, value, annex: value };
  });
}

function keyOf(subject: number): Uint8Array {
  const key = Buffer.alloc(KEY_BYTES);
  writeKey(key, subject);
  return key;
}

/** Ten things of each party: half of a key is shared, as in the log. */
function writeKey(target: Buffer, subject: number): void {
  writeDigest(target, 0, `party ${Math.floor(subject / 10)}`);
  writeDigest(target, 32, `thing ${subject}`);
}

function writeDigest(target: Buffer, at: number, text: string): void {
  target.write(hash('sha256', text, 'binary'), at, 'latin1');
}

interface Memory {
  readonly resident: number;
  readonly young: number;
}

/** In MB. Pages of files mapped into memory are the system's to take back: LMDB's own memory is what is left. */
function memory(): Memory {
  global.gc?.();
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'latin1') : '';
  const anonymous = /RssAnon:\s+(\d+) kB/.exec(status)?.[1];
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.physical_space_size ?? 0;
  return {
    resident: anonymous === undefined ? process.memoryUsage().rss / 1e6 : Number(anonymous) / 1e3,
    young: young / 1e6,
  };
}
