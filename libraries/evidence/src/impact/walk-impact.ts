// SPDX-License-Identifier: Apache-2.0
import { daysOf, type ImpactGraph, NEVER, requireCalendar, WHENEVER } from './impact-graph.ts';

/** A node, and the days on which it may have been wrong, both ends included: last known good to found out of tolerance. Days, not WHENEVER. */
export interface Doubt {
  readonly node: number;
  readonly from: number;
  readonly until: number;
}

/** What nodes are relied upon no longer than until; where left out, without end. Before the first day: not at all. */
export interface WalkImpactOptions {
  readonly until?: Int32Array;
}

/** What doubt reaches, the earliest first. */
export interface ImpactWalk {
  /** Nodes that are hit; what the doubts begin with is not among them unless another doubt reaches it. */
  readonly hits: Uint32Array;
  /** Of each node the day from which it is in doubt, NEVER where it is not. */
  readonly since: Int32Array;
  /** Of each hit the place in the graph of the use that led to it; its complement where a doubt begins with that use. */
  readonly through: Int32Array;
}

/** One step of a path: the use at a place of the graph, of a node. */
export interface ImpactStep {
  readonly from: number;
  readonly to: number;
  readonly on: number;
  readonly arc: number;
}

/**
 * since(v) = min over uses (u, v, d) with since(u) ≤ d ≤ until(u) of d; a use WHENEVER hands on since(u) itself.
 * Earliest-arrival paths in a temporal graph, found day by day with buckets: each use is looked at once.
 *
 * A use before its own source was in doubt hits nothing, so that the period narrows at each step.
 */
export function walkImpact(
  graph: ImpactGraph,
  doubts: readonly Doubt[],
  { until }: WalkImpactOptions = {},
): ImpactWalk {
  const { nodes } = graph;
  const queue = openQueue(graph, doubts);
  const walking = { graph, since: new Int32Array(nodes).fill(NEVER), through: new Int32Array(nodes), queue };
  const { since, through } = walking;
  for (const { node, from, until: end } of doubts) spread(walking, { node, from, until: end }, true);
  const hits = new Uint32Array(nodes);
  let count = 0;
  for (let list = 0; list < queue.heads.length; list += 1) {
    const from = queue.least + list;
    // The list grows while it is read: a chain of one day is followed within that day.
    for (let entry = queue.heads[list] as number; entry >= 0; entry = queue.next[entry] as number) {
      const node = queue.nodes[entry] as number;
      // In doubt from an earlier day since it was put here, and followed on that day.
      if (since[node] !== from) continue;
      hits[count] = node;
      count += 1;
      spread(walking, { node, from, until: until === undefined ? NEVER : (until[node] as number) }, false);
    }
  }
  return { hits: hits.slice(0, count), since, through };
}

interface Walking {
  readonly graph: ImpactGraph;
  readonly since: Int32Array;
  readonly through: Int32Array;
  readonly queue: DayQueue;
}

/** Nodes by the day from which they are in doubt, a list for each day; one whose day became earlier stands in two. */
interface DayQueue {
  readonly least: number;
  readonly heads: Int32Array;
  readonly tails: Int32Array;
  readonly nodes: number[];
  readonly next: number[];
}

function openQueue({ on }: ImpactGraph, doubts: readonly Doubt[]): DayQueue {
  let [least, most] = daysOf(on);
  for (const { from } of doubts) {
    least = Math.min(least, from);
    most = Math.max(most, from);
  }
  const lists = most < least ? 0 : requireCalendar(least, most) + 1;
  return { least, heads: new Int32Array(lists).fill(-1), tails: new Int32Array(lists), nodes: [], next: [] };
}

function enqueue({ least, heads, tails, nodes, next }: DayQueue, node: number, day: number): void {
  const list = day - least;
  const entry = nodes.push(node) - 1;
  next.push(-1);
  if (heads[list] === -1) heads[list] = entry;
  else next[tails[list] as number] = entry;
  tails[list] = entry;
}

// One loop, and no closure: it runs once for every thing that is hit.
function spread({ graph, since, through, queue }: Walking, { node, from, until }: Doubt, isDirect: boolean): void {
  if (from > until) return;
  const { first, to, on } = graph;
  const end = first[node + 1] as number;
  for (let place = first[node] as number; place < end; place += 1) {
    let day = on[place] as number;
    if (day === WHENEVER) day = from;
    else if (day < from) {
      place = firstFrom(on, from, { place, end }) - 1;
      continue;
    } else if (day > until) return;
    const target = to[place] as number;
    if ((since[target] as number) <= day) continue;
    since[target] = day;
    through[target] = isDirect ? ~place : place;
    enqueue(queue, target, day);
  }
}

/** The first place, of those sorted between, whose day is not before `day`. */
function firstFrom(
  on: Int32Array,
  day: number,
  { place, end }: { readonly place: number; readonly end: number },
): number {
  let [low, high] = [place, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((on[middle] as number) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The uses that led to a hit, from the beginning of the doubt. Requires a node that is hit. */
export function impactPath(
  { first, to, on, arc }: ImpactGraph,
  { through }: ImpactWalk,
  hit: number,
): readonly ImpactStep[] {
  const steps: ImpactStep[] = [];
  for (let node = hit; ; ) {
    const led = through[node] as number;
    const place = led < 0 ? ~led : led;
    const from = sourceOf(first, place);
    steps.unshift({ from, to: to[place] as number, on: on[place] as number, arc: arc[place] as number });
    if (led < 0) return steps;
    node = from;
  }
}

/** The node whose row holds a place: the last that begins at or before it. */
function sourceOf(first: Uint32Array, place: number): number {
  let [low, high] = [0, first.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((first[middle] as number) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
