// SPDX-License-Identifier: Apache-2.0
// One store, one size, in a process of its own, so that memory is that of the store alone. Started by run.ts.
import { hash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MapUpdate } from '@touchstone/transparency-log/map';
import { openLmdb, openMap, type Store } from './stores.ts';

/** What one store did at one size. */
export interface Measured {
  readonly updatesPerSecond: number;
  readonly updatesPerCpuSecond: number;
  readonly bytesPerUpdate: number;
  readonly fileBytes: number;
  readonly memoryMegabytes: number;
  readonly openMilliseconds: number;
  readonly proofMicroseconds: number | undefined;
}

const BATCH = 20_000;
const ROUNDS = 5;
const PROOFS = 2_000;

const [name, subjectsText] = process.argv.slice(2) as [string, string];
const subjects = Number(subjectsText);
const folder = mkdtempSync(join(tmpdir(), 'map-benchmark-'));
const path = join(folder, 'store');
const openStore = (): Promise<Store> => (name === 'map' ? openMap(path) : openLmdb(path));
try {
  let store = await openStore();
  const memoryBefore = residentMegabytes();
  for (let from = 0, version = 1; from < subjects; from += BATCH, version += 1) {
    await store.commit(batchOf((index) => from + index, Math.min(BATCH, subjects - from), version));
    await store.tidy?.();
  }
  const rounds = await updateRounds(store);
  const memoryMegabytes = residentMegabytes() - memoryBefore;
  await store.close();
  const begun = performance.now();
  store = await openStore();
  const openMilliseconds = performance.now() - begun;
  const measured: Measured = {
    ...rounds,
    memoryMegabytes,
    openMilliseconds,
    fileBytes: statSync(path).size,
    proofMicroseconds: proofMicroseconds(store),
  };
  await store.close();
  process.send?.(measured);
} finally {
  rmSync(folder, { recursive: true });
}
process.disconnect();

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

function proofMicroseconds(store: Store): number | undefined {
  if (store.prove === undefined) return undefined;
  const keys = Array.from({ length: PROOFS }, () => keyOf(Math.floor(Math.random() * subjects)));
  const begun = performance.now();
  for (const key of keys) store.prove(key);
  return ((performance.now() - begun) * 1e3) / PROOFS;
}

function batchOf(pick: (index: number) => number, length: number, version: number): readonly MapUpdate[] {
  return Array.from({ length }, (_, index) => {
    const value = Buffer.alloc(40);
    value.writeBigUInt64BE(BigInt(version));
    value.set(sha256(`${version} ${index}`), 8);
    return { key: keyOf(pick(index)), value, annex: value };
  });
}

/** Ten things of each party: half of a key is shared, as in the log. */
function keyOf(subject: number): Uint8Array {
  return Buffer.concat([sha256(`party ${Math.floor(subject / 10)}`), sha256(`thing ${subject}`)]);
}

function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

/** Pages of files mapped into memory are the system's to take back: LMDB's own memory is what is left. */
function residentMegabytes(): number {
  global.gc?.();
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'latin1') : '';
  const anonymous = /RssAnon:\s+(\d+) kB/.exec(status)?.[1];
  return anonymous === undefined ? process.memoryUsage().rss / 1e6 : Number(anonymous) / 1e3;
}
