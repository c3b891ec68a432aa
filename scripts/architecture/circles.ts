// SPDX-License-Identifier: Apache-2.0

/**
 * One circle of each knot of a directed graph, as its nodes in order; empty when the graph has none.
 * R. Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1 (1972) 146: a knot is a strongly connected component.
 */
export function findCircles(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  return findKnots(graph).map((knot) => shortestCircle(graph, knot));
}

function findKnots(graph: ReadonlyMap<string, readonly string[]>): readonly ReadonlySet<string>[] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const knots: ReadonlySet<string>[] = [];
  const visit = (node: string): number => {
    const index = order.size;
    order.set(node, index);
    lowest.set(node, index);
    open.push(node);
    for (const next of graph.get(node) ?? []) {
      const reached = order.has(next) ? (open.includes(next) ? (order.get(next) ?? index) : index) : visit(next);
      lowest.set(node, Math.min(lowest.get(node) ?? index, reached));
    }
    const low = lowest.get(node) ?? index;
    if (low === index) {
      const knot = new Set(open.splice(open.indexOf(node)));
      if (knot.size > 1 || graph.get(node)?.includes(node) === true) knots.push(knot);
    }
    return low;
  };
  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return knots;
}

// Breadth first from the first node of the knot back to itself: short circles are the ones a person can read.
function shortestCircle(graph: ReadonlyMap<string, readonly string[]>, knot: ReadonlySet<string>): readonly string[] {
  const start = [...knot].sort()[0] ?? '';
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    for (const next of graph.get(node) ?? []) {
      if (next === start) return pathTo(cameFrom, start, node);
      if (knot.has(next) && !cameFrom.has(next)) {
        cameFrom.set(next, node);
        queue.push(next);
      }
    }
  }
  return [...knot];
}

function pathTo(cameFrom: ReadonlyMap<string, string>, start: string, end: string): readonly string[] {
  const path: string[] = [];
  for (let node: string | undefined = end; node !== undefined && node !== start; node = cameFrom.get(node))
    path.unshift(node);
  return [start, ...path];
}
