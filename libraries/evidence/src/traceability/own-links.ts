// SPDX-License-Identifier: Apache-2.0
import type { TraceGraph, TraceLink } from './graph.ts';

/**
 * The links that speak of one thing: its own, and those of what it rests on without a certificate. Whatever has a
 * certificate of its own is looked at for itself, so that a list of things tells each link once.
 */
export function ownLinks({ root, nodes, links }: TraceGraph): readonly TraceLink[] {
  const bare = new Set(nodes.filter(({ paper }) => paper === undefined).map(({ id }) => id));
  const own = new Set([root]);
  // A set that grows while it is gone through visits what is added.
  for (const thing of own) {
    for (const { from, to } of links) if (from === thing && bare.has(to)) own.add(to);
  }
  return links.filter(({ from }) => own.has(from));
}
