// SPDX-License-Identifier: Apache-2.0
// The map on disk beside LMDB given the same updates without any hashing. Usage: node benchmarks/map/run.ts [exponent]
//   [--from EXPONENT] [--alone] [--young MB] [--minutes M]: without LMDB, in a thread whose young generation has a bound,
//   and no size that would not be done within so many minutes from the beginning
// Figures and what the machine did meanwhile: docs/decisions/0031-the-map-on-disk.md. On a machine that others use too,
// updates per CPU-second are the ones to compare; even these halve where a neighbour has the other half of the core.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Measured } from './measure-store.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: 'string', default: '4' },
    alone: { type: 'boolean', default: false },
    young: { type: 'string' },
    minutes: { type: 'string', default: '60' },
  },
});
const exponentMax = Number(positionals[0] ?? 6);
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}`);
console.log(
  'batches of 20,000 updates of random subjects, one durable state each; each store in a process of its own\n',
);
const begun = performance.now();
let last = 0;
for (let exponent = Number(values.from); exponent <= exponentMax; exponent += 1) {
  // Its subjects, and what is measured at each size, by the time that those of the size before took.
  const ahead = (performance.now() - begun + (last * workOf(exponent)) / workOf(exponent - 1)) / 60_000;
  if (ahead > Number(values.minutes)) {
    console.log(
      `10^${exponent} subjects are left out: done after some ${Math.ceil(ahead)} minutes, of ${values.minutes} given`,
    );
    break;
  }
  const start = performance.now();
  const subjects = 10 ** exponent;
  const map = await measured('map', subjects);
  console.log(`10^${exponent} subjects, load ${(loadavg()[0] as number).toFixed(1)}`);
  print('map', map);
  if (values.alone) {
    last = performance.now() - start;
    continue;
  }
  const lmdb = await measured('lmdb', subjects);
  print('lmdb (no hashes, no proofs)', lmdb);
  const ratio = (of: (one: Measured) => number) => (of(map) / of(lmdb)).toFixed(2);
  console.log(
    `  map / lmdb: ${ratio((one) => one.updatesPerSecond)} × updates/s, ${ratio((one) => one.updatesPerCpuSecond)} × updates/CPU-s\n`,
  );
  last = performance.now() - start;
}

function workOf(exponent: number): number {
  return 10 ** exponent + 200_000;
}

async function measured(store: string, subjects: number): Promise<Measured> {
  const young = values.young === undefined ? [] : [values.young];
  const child = fork(join(import.meta.dirname, 'measure-store.ts'), [store, String(subjects), ...young], {
    execArgv: ['--expose-gc'],
  });
  const [result] = (await once(child, 'message')) as [Measured];
  await once(child, 'exit');
  return result;
}

function print(name: string, one: Measured): void {
  const notes = [
    `${Math.round(one.updatesPerSecond)} updates/s (${Math.round(one.updatesPerCpuSecond)} per CPU-s)`,
    `${Math.round(one.bytesPerUpdate)} bytes written each`,
    `file ${(one.fileBytes / 1e6).toFixed(0)} MB`,
    `memory + ${one.memoryMegabytes.toFixed(0)} MB and ${one.youngMegabytes.toFixed(0)} MB of V8's young generation`,
    `open ${one.openMilliseconds.toFixed(1)} ms`,
  ];
  if (one.proofMicroseconds !== undefined) notes.push(`a proof ${one.proofMicroseconds.toFixed(0)} µs`);
  if (one.compactionMicroseconds !== undefined) {
    notes.push(`compaction ${one.compactionMicroseconds.toFixed(1)} CPU-µs more an update`);
  }
  console.log(`  ${name.padEnd(28)}${notes.join(', ')}`);
}
