// SPDX-License-Identifier: Apache-2.0

/** The day of an arc that carries doubt whenever it was made: a certificate rests on its report whatever its date says. */
export const WHENEVER = -0x8000_0000;
/** The `until` of what may be relied upon without end, and the `since` of what no doubt reaches. */
export const NEVER = 0x7fff_ffff;

/** Uses, one an index: on day `on` (whole days since 1970-01-01, or WHENEVER) `to` was made with `from`. */
export interface Arcs {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly on: Int32Array;
}

/** The uses of each node together, in the order of their days: those of node n stand from `first[n]` to `first[n + 1]`. */
export interface ImpactGraph {
  readonly nodes: number;
  readonly first: Uint32Array;
  readonly to: Uint32Array;
  readonly on: Int32Array;
  /** Which of the given arcs stands at a place. */
  readonly arc: Uint32Array;
}

/** Days from the year 0 to 9999 with room to spare: what a calendar day can be. */
const DAYS_MAX = 4_000_000;

/**
 * first[n] = ∑ over m < n of the uses of m: compressed rows, sorted twice by counting, first by day, then by node.
 * Requires the three columns to be of one length, nodes below `nodes`, and days that fit into ten thousand years.
 */
export function makeImpactGraph(nodes: number, { from, to, on }: Arcs): ImpactGraph {
  if (to.length !== from.length || on.length !== from.length) throw new RangeError('the arcs differ in length');
  const byDay = orderByDay(on);
  const first = new Uint32Array(nodes + 1);
  for (let index = 0; index < from.length; index += 1) {
    const [source, target] = [from[index] as number, to[index] as number];
    if (source >= nodes || target >= nodes) throw new RangeError(`arc ${index} leaves the ${nodes} nodes`);
    first[source + 1] = (first[source + 1] as number) + 1;
  }
  for (let node = 0; node < nodes; node += 1) first[node + 1] = (first[node + 1] as number) + (first[node] as number);
  const graph = {
    nodes,
    first,
    to: new Uint32Array(to.length),
    on: new Int32Array(to.length),
    arc: new Uint32Array(to.length),
  };
  const next = first.slice();
  for (let at = 0; at < byDay.length; at += 1) {
    const index = byDay[at] as number;
    const source = from[index] as number;
    const place = next[source] as number;
    next[source] = place + 1;
    graph.to[place] = to[index] as number;
    graph.on[place] = on[index] as number;
    graph.arc[place] = index;
  }
  return graph;
}

/** Indices in the order of their days, WHENEVER first; those of one day keep their order. */
function orderByDay(on: Int32Array): Uint32Array {
  const [least, most] = daysOf(on);
  const starts = new Uint32Array(Math.max(0, requireCalendar(least, most)) + 3);
  const bucket = (day: number) => (day === WHENEVER ? 0 : day - least + 1);
  for (let index = 0; index < on.length; index += 1) {
    const after = bucket(on[index] as number) + 1;
    starts[after] = (starts[after] as number) + 1;
  }
  for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] as number) + (starts[at - 1] as number);
  const order = new Uint32Array(on.length);
  for (let index = 0; index < on.length; index += 1) {
    const at = bucket(on[index] as number);
    const place = starts[at] as number;
    starts[at] = place + 1;
    order[place] = index;
  }
  return order;
}

/** The first and the last day of all uses; without any the last is before the first. */
export function daysOf(on: Int32Array): readonly [number, number] {
  let least = NEVER;
  let most = WHENEVER;
  for (let at = 0; at < on.length; at += 1) {
    const day = on[at] as number;
    if (day === WHENEVER) continue;
    if (day < least) least = day;
    if (day > most) most = day;
  }
  return [least, most];
}

/** How many days lie between two, where a calendar has that many. */
export function requireCalendar(least: number, most: number): number {
  if (most - least > DAYS_MAX) throw new RangeError(`days ${least} to ${most} are more than a calendar has`);
  return most - least;
}
