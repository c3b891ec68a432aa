// SPDX-License-Identifier: Apache-2.0
// Appending to a public log. Usage: node benchmarks/log/run.ts [--quick] [--clients N] [--seconds S] [--bytes B]
//   [--rate R] [--peer | --hypercore FOLDER] | --growth EXPONENT [--bytes B] [--minutes M]
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { fetchPeer, hypercore, nobody, ourLog, type Peer } from './contenders.ts';
import { type DiskFloor, diskFloor } from './disk-floor.ts';
import { growth } from './growth.ts';
import type { Halts } from './halts.ts';
import { type Contender, closedLoop, type Measured, openLoop, type Percentiles } from './load.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    clients: { type: 'string', default: '4000' },
    seconds: { type: 'string' },
    bytes: { type: 'string', default: '1024' },
    rate: { type: 'string', default: '15000' },
    peer: { type: 'boolean', default: false },
    hypercore: { type: 'string' },
    // As without --peer.
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
  const peer = await peerAsked();
  let best = 0;
  const late: string[] = [];
  const lateBeyondFloor: string[] = [];
  for (const age of AGES) {
    console.log(`\nbatch age ${age} ms, ${bytes} bytes an entry, load ${load()}`);
    const floor = await diskFloor();
    console.log(`  this disk alone: 1 MB and fdatasync ${shown(floor.batch)}, a file renamed ${shown(floor.file)}`);
    const closed = (one: Contender) => closedLoop(one, { clients, milliseconds, bytes });
    const opened = (one: Contender) => openLoop(one, { rate, milliseconds, bytes });
    await measured(await nobody(age), `${rate}/s`, opened);
    const ours = await measured(await ourLog(age), `${clients} clients`, closed);
    const open = await measured(await ourLog(age), `${rate}/s`, opened);
    await measured(await ourLog(age, 1_000), `${rate}/s`, opened);
    best = Math.max(best, ours.perSecond);
    for (const { what, p99, sync } of latencies(open, floor)) {
      const text = `${what} at ${age} ms: ${p99.toFixed(0)}`;
      if (p99 > age + TARGET_BEYOND_AGE) late.push(`${text} ms`);
      if (p99 > age + TARGET_BEYOND_AGE + sync) lateBeyondFloor.push(`${text} of ${(age + 50 + sync).toFixed(0)} ms`);
    }
    if ('missing' in peer) continue;
    for (const synced of [true, false]) {
      const core = () => hypercore(peer.folder, age, synced);
      await measured(await core(), `${clients} clients`, closed);
      if (synced) await measured(await core(), `${rate}/s`, opened);
    }
  }
  if ('missing' in peer) console.log(`\nnot beside hypercore: ${peer.missing}`);
  else await peer.remove();
  const reached = best >= TARGET_PER_SECOND ? 'reached' : 'MISSED ';
  console.log(`\n${reached} ${TARGET_PER_SECOND} published entries/s: ${Math.round(best)}`);
  const goal = `p99 within batch age + ${TARGET_BEYOND_AGE} ms at ${rate}/s, durable and published`;
  say(goal, late);
  say(`${goal}, and what this disk's own synchronisations take at p99 in the same minute`, lateBeyondFloor);
}

async function peerAsked(): Promise<Peer> {
  if (values.hypercore !== undefined) return { folder: values.hypercore, remove: async () => undefined };
  return values.peer ? await fetchPeer() : { missing: 'left out; --peer fetches it from the npm registry' };
}

/** Durable waits for one synchronisation of its own; published for that of the batch and for those of files after it. */
function latencies({ durable, published }: Measured, { batch, file }: DiskFloor) {
  const none = Number.POSITIVE_INFINITY;
  return [
    { what: 'durable', p99: durable.p99, sync: batch.p99 },
    { what: 'published', p99: published?.p99 ?? none, sync: batch.p99 + file.p99 },
  ];
}

function say(goal: string, late: readonly string[]): void {
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
    halted(result.halts),
  ];
  console.log(`  ${parts.join('  ')}`);
  return result;
}

function shown(all: Percentiles | undefined): string {
  return all === undefined ? '-' : `p50 ${all.p50.toFixed(0)} p99 ${all.p99.toFixed(0)} max ${all.max.toFixed(0)} ms`;
}

function halted({ loopP99, loopMax, collections, collectionMax }: Halts): string {
  const collected = `collections ${collections.toFixed(0)}, longest ${collectionMax.toFixed(0)} ms`;
  return `halts p99 ${loopP99.toFixed(0)} max ${loopMax.toFixed(0)} ms (${collected})`;
}

function load(): string {
  return (loadavg()[0] as number).toFixed(1);
}
