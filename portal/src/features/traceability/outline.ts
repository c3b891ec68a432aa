// SPDX-License-Identifier: Apache-2.0
import type { TraceLink, TraceNode } from './graph.ts';

/** One line of a chain written downwards: a thing, the link that leads to it, and what it rests on in turn. */
export interface OutlineItem {
  readonly key: string;
  readonly node: TraceNode;
  readonly link: TraceLink | undefined;
  /** True where the thing stands with all that it rests on further up already. */
  readonly repeated: boolean;
  readonly restsOn: readonly OutlineItem[];
}

/** What is read of a graph. */
export interface OutlinedGraph {
  readonly root: string;
  readonly nodes: readonly TraceNode[];
  readonly links: readonly TraceLink[];
}

/** The graph as a tree from its root: what several things rest on is written out once, and named again. */
export function outlineOf({ root, nodes, links }: OutlinedGraph): OutlineItem | undefined {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const written = new Set<string>();

  function itemOf(id: string, key: string, link?: TraceLink): readonly OutlineItem[] {
    const node = byId.get(id);
    if (node === undefined) return [];
    const above = links.filter(({ from }) => from === id);
    const repeated = written.has(id) && above.length > 0;
    written.add(id);
    const restsOn = repeated ? [] : above.flatMap((each, index) => itemOf(each.to, `${key}.${index}`, each));
    return [{ key, node, link, repeated, restsOn }];
  }

  return itemOf(root, '0')[0];
}
