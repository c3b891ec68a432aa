// SPDX-License-Identifier: Apache-2.0
// JCGM 101 on the gauge block of JCGM 100, H.1: a million trials beside numpy, R and a naive closure. Usage: node benchmarks/metrology/uncertainty.ts [rounds]
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  BLOCK_TRIALS,
  runTrials,
  summariseTrials,
  type TrialSummary,
  type Trials,
} from '@touchstone/metrology/uncertainty';
import { askR, type RAnswer } from './r-peer.ts';
import { gaugeBlock } from './uncertainty-model.ts';
import { naiveTrials } from './uncertainty-naive.ts';

const rounds = Number(process.argv[2] ?? 11);
const TRIALS = 1_000_000;
const PROBABILITY = 0.99;
const ONE_THREAD = 300;
const TWO_THREADS = 150;
const NAIVE = 'naive closure';

/** Milliseconds by the clock, and of the processor in all threads, which other work on the machine disturbs less. */
interface Timed {
  readonly wall: number;
  readonly cpu: number;
}

const workers = [0, 1].map(() => new Worker(join(import.meta.dirname, 'uncertainty-worker.ts')));
const HALF = Math.floor(TRIALS / 2 / BLOCK_TRIALS) * BLOCK_TRIALS;

const contenders: readonly {
  readonly name: string;
  readonly run: (seed: number) => Promise<TrialSummary> | TrialSummary;
}[] = [
  { name: 'ours, one thread', run: (seed) => summary(runTrials(gaugeBlock, { seed, from: 0, to: TRIALS })) },
  {
    name: 'ours, two workers',
    run: async (seed) => summary(...(await Promise.all([chunk(0, seed, [0, HALF]), chunk(1, seed, [HALF, TRIALS])]))),
  },
  { name: NAIVE, run: (seed) => summariseTrials(naiveTrials(TRIALS, seed), PROBABILITY) },
];

console.log(
  `Node ${process.versions.node}, ${cpus()[0]?.model}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`,
);
console.log(
  `gauge block, 9 inputs, ${TRIALS} trials, sorted, symmetric and shortest ${PROBABILITY} interval; ${rounds} interleaved rounds\n`,
);
const times = contenders.map((): Timed[] => []);
const numpy: Timed[] = [];
const inR: Timed[] = [];
let r: RAnswer<readonly Timed[]> | undefined;
for (let round = -2; round < rounds; round += 1) {
  for (const [index, { name, run }] of contenders.entries()) {
    // The naive one takes a hundred times as long; once will do.
    if (name === NAIVE && round !== 0) continue;
    const [begin, used] = [performance.now(), process.cpuUsage()];
    const { estimate, standardUncertainty } = await run(round + 100);
    const { user, system } = process.cpuUsage(used);
    // Two rounds warm up. An answer that is wrong is not worth timing: 838.001 and 35.807 of 2·10⁸ trials.
    if (round >= 0) times[index]?.push({ wall: performance.now() - begin, cpu: (user + system) / 1_000 });
    if (Math.abs(estimate - 838) > 0.3 || Math.abs(standardUncertainty - 35.81) > 0.3)
      throw new Error('a wrong result');
  }
  const python = spawnSync('python3', [join(import.meta.dirname, 'uncertainty-numpy.py'), String(TRIALS), '1'], {
    encoding: 'utf8',
  });
  if (round >= 0 && python.status === 0) numpy.push(...(JSON.parse(python.stdout) as Timed[]));
  // R warms up by itself, once, and takes longer than all others; without it nothing is asked again.
  if (round < 0 || (r !== undefined && 'why' in r)) continue;
  r = askR('uncertainty-base.R', [TRIALS, 1]);
  if ('answer' in r) inR.push(...r.answer);
}
contenders.forEach(({ name }, index) => {
  show(name, times[index] as Timed[]);
});
if (numpy.length > 0) show('numpy, vectorised', numpy);
else console.log('numpy is not installed here');
if (inR.length > 0) show('R, vectorised', inR);
if (r !== undefined && 'why' in r) console.log(r.why);
verdict('one thread', times[0] as Timed[], ONE_THREAD);
verdict('two workers', times[1] as Timed[], TWO_THREADS);
for (const worker of workers) await worker.terminate();

// Chunks are summarised where they are: to join them would be to copy them.
function summary(...chunks: readonly Trials[]): TrialSummary {
  return summariseTrials(
    chunks.map(({ outputs }) => outputs[0] as Float64Array),
    PROBABILITY,
  );
}

function chunk(index: number, seed: number, [from, to]: readonly [number, number]): Promise<Trials> {
  const worker = workers[index] as Worker;
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (trials: Trials) => {
      worker.off('error', reject);
      resolve(trials);
    });
    worker.postMessage({ seed, from, to });
  });
}

function show(name: string, timed: readonly Timed[]): void {
  const [wall, cpu] = [sorted(timed, 'wall'), sorted(timed, 'cpu')];
  const spread = `[${wall[0]?.toFixed(0)}–${wall.at(-1)?.toFixed(0)}]`;
  console.log(
    `${name.padEnd(20)} ${median(wall).toFixed(0)} ms ${spread}, processor ${median(cpu).toFixed(0)} ms [${cpu[0]?.toFixed(0)}–${cpu.at(-1)?.toFixed(0)}]`,
  );
}

function verdict(name: string, timed: readonly Timed[], target: number): void {
  const middle = median(sorted(timed, 'wall'));
  console.log(`${middle <= target ? 'reached' : 'MISSED '}: ${name}, ${middle.toFixed(0)} ms, target ${target} ms`);
}

function sorted(timed: readonly Timed[], key: keyof Timed): number[] {
  return timed.map((time) => time[key]).sort((a, b) => a - b);
}

function median(values: readonly number[]): number {
  return values[values.length >> 1] as number;
}
