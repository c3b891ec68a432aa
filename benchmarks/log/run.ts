// SPDX-License-Identifier: Apache-2.0
// Appending to a public log. Usage: node benchmarks/log/run.ts [--quick] [--clients N] [--seconds S] [--bytes B]
//   [--rate R] [--hypercore FOLDER | --alone] | --growth EXPONENT [--bytes B] [--minutes M]
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { hypercore, ourLog, peerFolder } from './contenders.ts';
import { growth } from './growth.ts';
import { type Contender, closedLoop, type Measured, openLoop, type Percentiles } from './load.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    clients: { type: 'string', default: '4000' },
    seconds: { type: 'string' },
    bytes: { type: 'string', default: '1024' },
    rate: { type: 'string', default: '15000' },
    hypercore: { type: 'string' },
    alone: { type: 'boolean', default: false },
    growth: { type: 'string' },
    minutes: { type: 'string', default: '60' },
  },
});
const [clients, bytes, rate] = [Number(values.clients), Number(values.bytes), Number(values.rate)];
const milliseconds = Number(values.seconds ?? (values.quick ? 2 : 10)) * 1_000;
const AGES = [10, 50, 100];
const TARGET_PER_SECOND = 15_000;
const TARGET_BEYOND_AGE = 50;

console.log(`Node ${process.versions.node}, ${cpus()[0]?.model}, ${cpus().length} cores, load ${load()}`);
if (values.growth !== undefined) await growth(Number(values.growth), bytes, Number(values.minutes));
else await compare();

async function compare(): Promise<void> {
  const peer = values.alone ? { missing: 'left out' } : peerFolder(values.hypercore);
  let best = 0;
  const late: string[] = [];
  for (const age of AGES) {
    console.log(`\nbatch age ${age} ms, ${bytes} bytes an entry, load ${load()}`);
    const ours = await measured(await ourLog(age), `${clients} clients`, (one) =>
      closedLoop(one, { clients, milliseconds, bytes }),
    );
    const open = await measured(await ourLog(age), `${rate}/s`, (one) => openLoop(one, { rate, milliseconds, bytes }));
    await measured(await ourLog(age, 1_000), `${rate}/s`, (one) => openLoop(one, { rate, milliseconds, bytes }));
    best = Math.max(best, ours.perSecond);
    for (const what of ['durable', 'published'] as const) {
      const p99 = open[what]?.p99 ?? Number.POSITIVE_INFINITY;
      if (p99 > age + TARGET_BEYOND_AGE) late.push(`${what} at ${age} ms: ${p99.toFixed(0)} ms`);
    }
    if ('missing' in peer) continue;
    for (const synced of [true, false]) {
      const core = () => hypercore(peer.folder, age, synced);
      await measured(await core(), `${clients} clients`, (one) => closedLoop(one, { clients, milliseconds, bytes }));
      if (synced) await measured(await core(), `${rate}/s`, (one) => openLoop(one, { rate, milliseconds, bytes }));
    }
  }
  if ('missing' in peer) console.log(`\nnot beside hypercore: ${peer.missing}`);
  console.log(
    `\n${best >= TARGET_PER_SECOND ? 'reached' : 'MISSED '} ${TARGET_PER_SECOND} published entries/s: ${Math.round(best)}`,
  );
  const goal = `p99 within batch age + ${TARGET_BEYOND_AGE} ms at ${rate}/s, durable and published`;
  console.log(late.length === 0 ? `reached ${goal}` : `MISSED  ${goal}: ${late.join('; ')}`);
}

async function measured(one: Contender, how: string, run: (one: Contender) => Promise<Measured>): Promise<Measured> {
  const result = await run(one);
  await one.close();
  const parts = [
    one.name.padEnd(38),
    how.padEnd(13),
    `${Math.round(result.perSecond)}/s`.padStart(9),
    `durable ${shown(result.durable)}`,
    `published ${shown(result.published)}`,
    `${result.cpuMicrosecondsEach.toFixed(0)} CPU-µs each`,
  ];
  console.log(`  ${parts.join('  ')}`);
  return result;
}

function shown(all: Percentiles | undefined): string {
  return all === undefined ? '-' : `p50 ${all.p50.toFixed(0)} p99 ${all.p99.toFixed(0)} max ${all.max.toFixed(0)} ms`;
}

function load(): string {
  return (loadavg()[0] as number).toFixed(1);
}
