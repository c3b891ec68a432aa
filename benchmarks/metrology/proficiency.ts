// SPDX-License-Identifier: Apache-2.0
// Algorithm A (ISO 13528, C.3.1) on 10,000 laboratories x 100 items beside numpy and R. Usage: node benchmarks/metrology/proficiency.ts [rounds]
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { algorithmAOfItems, qn } from '@touchstone/metrology/proficiency';
import { askR } from './r-peer.ts';

const rounds = Number(process.argv[2] ?? 11);
const LABORATORIES = 10_000;
const ITEMS = 100;
const TARGET = 100;

// The same numbers in both programs: a linear congruential generator, Box and Muller, a twentieth of outliers.
const items = Array.from({ length: ITEMS }, (_, item) => {
  let state = item + 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return Float64Array.from({ length: LABORATORIES }, () => {
    const value = 10 + Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
    return next() < 0.05 ? value + 20 * next() : value;
  });
});

const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[times.length >> 1] as number;
const time = (run: () => unknown) =>
  Array.from({ length: rounds + 2 }, () => {
    const begin = performance.now();
    run();
    return performance.now() - begin;
  }).slice(2);

console.log(
  `Node ${process.versions.node}, ${cpus()[0]?.model}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}; ${LABORATORIES} laboratories x ${ITEMS} items, median (best) of ${rounds}`,
);
const estimates = algorithmAOfItems(items);
const ours = time(() => algorithmAOfItems(items));
console.log(
  `ours, to the fixed point        ${median(ours).toFixed(1)} ms (${Math.min(...ours).toFixed(1)}), target ${TARGET} ms`,
);
const printed = time(() => algorithmAOfItems(items, { stopping: 'three-significant-figures' }));
console.log(
  `ours, three significant figures ${median(printed).toFixed(1)} ms (${Math.min(...printed).toFixed(1)}), target ${TARGET} ms`,
);
const spread = time(() => qn(items[0] as Float64Array));
console.log(`ours, Qn of one item            ${median(spread).toFixed(1)} ms (${Math.min(...spread).toFixed(1)})`);

const script = join(import.meta.dirname, 'proficiency-numpy.py');
const numpy = spawnSync('python3', [script, String(LABORATORIES), String(ITEMS), String(rounds)], {
  encoding: 'utf8',
  maxBuffer: 1e8,
  env: { PATH: process.env.PATH, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
});
interface Peer {
  readonly times: readonly number[];
  readonly estimates: readonly (readonly [number, number])[];
}
if (numpy.status === 0) show('numpy', JSON.parse(numpy.stdout) as Peer);
else console.log('numpy is not here');
const r = askR<Peer>('proficiency-base.R', [LABORATORIES, ITEMS, Math.min(rounds, 3)]);
if ('answer' in r) show('R', r.answer);
else console.log(r.why);

/** Times of another program, and how far its estimates are from ours: the same numbers went in. */
function show(name: string, { times, estimates: theirs }: Peer): void {
  const difference = Math.max(
    ...theirs.map(([x, s], item) =>
      Math.max(Math.abs(x - (estimates[item]?.location ?? 0)), Math.abs(s - (estimates[item]?.scale ?? 0))),
    ),
  );
  console.log(`${`${name}, to 1e-10`.padEnd(31)} ${median(times).toFixed(1)} ms (${Math.min(...times).toFixed(1)})`);
  console.log(`  largest difference of any x* or s* from ours: ${difference.toExponential(1)}`);
}
process.exitCode = Math.max(median(ours), median(printed)) <= TARGET ? 0 : 1;
