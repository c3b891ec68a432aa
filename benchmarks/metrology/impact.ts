// SPDX-License-Identifier: Apache-2.0
// The impact walk over a million uses beside a recursive query of PostgreSQL, in one run, with equal results.
// Usage: node benchmarks/metrology/impact.ts [rounds]
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Arcs, makeImpactGraph, NEVER, WHENEVER, walkImpact } from '@touchstone/evidence/impact';
import { startEmbeddedPostgres } from '../../server/src/storage/embedded-postgres.ts';
import { connectTo } from '../../server/src/storage/embedded-postgres-server.ts';

const rounds = Number(process.argv[2] ?? 11);
const TARGET = 300;
const USES = 1_000_000;
const DAYS = 3_650;
/** National standards, working standards, calibrations of instruments, reports, certificates, lots. */
const LAYERS = [20, 400, 20_000, 400_000, 60_000, 120_000];
const DOUBT = { node: 0, from: 400, until: 3_000 };

// A country in small: each thing below rests on things of the layer above, drawn by a linear congruential generator.
function country(): Arcs & { readonly nodes: number } {
  let state = 20_261_122;
  const next = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const starts = LAYERS.map((_, at) => LAYERS.slice(0, at).reduce((sum, size) => sum + size, 0));
  const nodes = LAYERS.reduce((sum, size) => sum + size, 0);
  const arcs = { from: new Uint32Array(USES), to: new Uint32Array(USES), on: new Int32Array(USES) };
  const below = nodes - (LAYERS[0] as number);
  for (let index = 0; index < USES; index += 1) {
    // Each thing first rests on something; further uses fall where they fall.
    const to = (LAYERS[0] as number) + (index < below ? index : next(below));
    const layer = starts.findLastIndex((start) => start <= to);
    arcs.from[index] = (starts[layer - 1] as number) + next(LAYERS[layer - 1] as number);
    arcs.to[index] = to;
    // Later layers use what earlier ones made, so their days lie later on average; papers rest on papers whenever.
    arcs.on[index] = layer >= 4 ? WHENEVER : Math.floor((DAYS * (layer - 1 + 3 * (next(1_000_000) / 1e6))) / 6);
  }
  return { nodes, ...arcs };
}

const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[times.length >> 1] as number;
const shown = (times: readonly number[]) => `${median(times).toFixed(1)} ms (${Math.min(...times).toFixed(1)})`;

/** Wall and processor milliseconds of each round, after two to warm up. */
function time(run: () => unknown): { readonly wall: readonly number[]; readonly processor: readonly number[] } {
  const made = Array.from({ length: rounds + 2 }, () => {
    const [begin, used] = [performance.now(), process.cpuUsage()];
    run();
    const { user, system } = process.cpuUsage(used);
    return { wall: performance.now() - begin, processor: (user + system) / 1_000 };
  }).slice(2);
  return { wall: made.map(({ wall }) => wall), processor: made.map(({ processor }) => processor) };
}

const { nodes, ...arcs } = country();
const machine = `Node ${process.versions.node}, ${cpus()[0]?.model}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`;
console.log(`${machine}; ${nodes} things, ${USES} uses, median (best) of ${rounds}`);
const graph = makeImpactGraph(nodes, arcs);
// A doubt about one standard, and about all of them: the whole graph is then walked.
const one = time(() => walkImpact(graph, [DOUBT]));
const everything = LAYERS.slice(0, 1).flatMap((size) =>
  Array.from({ length: size }, (_, node) => ({ ...DOUBT, node })),
);
const all = time(() => walkImpact(graph, everything));
const whole = time(() => walkImpact(makeImpactGraph(nodes, arcs), everything));
const hits = walkImpact(graph, [DOUBT]);
const allHits = walkImpact(graph, everything);
console.log(
  `ours, one standard             ${shown(one.wall)}, processor ${shown(one.processor)}; ${hits.hits.length} hits`,
);
console.log(
  `ours, every standard           ${shown(all.wall)}, processor ${shown(all.processor)}; ${allHits.hits.length} hits; target ${TARGET} ms`,
);
console.log(`ours, graph made anew and walked ${shown(whole.wall)}, processor ${shown(whole.processor)}`);

const folder = mkdtempSync(join(tmpdir(), 'impact-'));
const postgres = await startEmbeddedPostgres({ dataDirectory: join(folder, 'postgres') });
const database = await connectTo(postgres.connection.host, postgres.connection.database);
try {
  await database.query('create temporary table use (source integer not null, target integer not null, day integer)');
  for (let at = 0; at < USES; at += 100_000) {
    const part = (column: ArrayLike<number>) => `{${Array.prototype.slice.call(column, at, at + 100_000).join(',')}}`;
    await database.query(
      `insert into use select s, t, nullif(d, $1::int)
        from unnest($2::int[], $3::int[], $4::int[]) u(s, t, d)`,
      [WHENEVER, part(arcs.from), part(arcs.to), part(arcs.on)],
    );
  }
  await database.query('create index on use (source, day) include (target)');
  await database.query('analyze use');
  await database.query("set work_mem = '512MB'");
  await database.query('set jit = off');
  for (const [name, doubts, walk] of [
    ['one standard', [DOUBT], hits],
    ['every standard', everything, allHits],
  ] as const) {
    const times: number[] = [];
    let same = false;
    for (let round = 0; round < Math.min(rounds, 3); round += 1) {
      const begin = performance.now();
      const { rows } = await database.query<{ node: number; since: number }>(
        `with recursive hit(node, since) as (
            select u.target, coalesce(u.day, $1::int) from use u
              where u.source = any($3::int[]) and (u.day is null or u.day between $1::int and $2::int)
            union
            select u.target, coalesce(u.day, h.since) from hit h join use u on u.source = h.node
              where u.day is null or u.day >= h.since)
          select node, min(since)::int as since from hit group by node`,
        [DOUBT.from, DOUBT.until, doubts.map(({ node }) => node)],
      );
      times.push(performance.now() - begin);
      same = rows.length === walk.hits.length && rows.every(({ node, since }) => walk.since[node] === since);
    }
    console.log(`PostgreSQL, ${name.padEnd(19)}${shown(times)}; hits and days ${same ? 'equal' : 'DIFFER'}`);
    if (!same) process.exitCode = 1;
  }
} finally {
  await database.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
if (median(all.processor) > TARGET || allHits.since.every((day) => day === NEVER)) process.exitCode = 1;
