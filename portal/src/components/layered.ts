// SPDX-License-Identifier: Apache-2.0
import { Graph, layout } from '@dagrejs/dagre';

/** A point of a drawing, in pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** How large cards and the signs on links are, in pixels. */
export interface Sizes {
  readonly card: { readonly width: number; readonly height: number };
  readonly sign: { readonly width: number; readonly height: number };
}

/** What is to be laid out: `to` is drawn above `from`. */
export interface Layered {
  readonly nodes: readonly { readonly id: string }[];
  readonly links: readonly { readonly id: string; readonly from: string; readonly to: string }[];
}

/** Where everything lies: cards by their upper left corner, links by their bends and the middle of their sign. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly cards: ReadonlyMap<string, Spot>;
  readonly links: ReadonlyMap<string, { readonly bends: readonly Spot[]; readonly sign: Spot }>;
}

const MARGIN = 4;

/**
 * Layers by the longest way, few crossings, short links.
 * K. Sugiyama, S. Tagawa, M. Toda, IEEE Trans. SMC 11 (1981) 109, as dagre does it. Links to unknown nodes are left out.
 */
export function layOut({ nodes, links }: Layered, { card, sign }: Sizes): Layout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'BT', nodesep: 28, edgesep: 16, ranksep: 44, marginx: MARGIN, marginy: MARGIN });
  for (const { id } of nodes) graph.setNode(id, { ...card });
  const drawn = links.filter(({ from, to }) => graph.hasNode(from) && graph.hasNode(to) && from !== to);
  for (const { id, from, to } of drawn) graph.setEdge(from, to, { ...sign, labelpos: 'c' }, id);
  layout(graph);
  const cards = new Map(
    nodes.map(({ id }) => {
      const { x, y } = spotOf(graph.node(id));
      return [id, { x: x - card.width / 2, y: y - card.height / 2 }];
    }),
  );
  const placed = new Map(
    drawn.map(({ id, from, to }) => {
      const edge = graph.edge(from, to, id);
      const [below, above] = [spotOf(graph.node(from)), spotOf(graph.node(to))];
      const between = (edge.points ?? []).slice(1, -1).map(spotOf);
      // From the middle of one card to the middle of the other: where dagre cuts the line at their edges, it ends at corners.
      const ends = [
        { x: below.x, y: below.y - card.height / 2 },
        { x: above.x, y: above.y + card.height / 2 },
      ] as const;
      return [id, { bends: [ends[0], ...between, ends[1]], sign: spotOf(edge) }];
    }),
  );
  const { width = 0, height = 0 } = graph.graph();
  return { width, height, cards, links: placed };
}

/** d = M x y (C x y, x y, x y)*: through the bends, upright where it leaves and where it ends. SVG 2, 9.3. */
export function curveThrough(bends: readonly Spot[]): string {
  return bends
    .map(({ x, y }, index) => {
      const before = bends[index - 1];
      if (before === undefined) return `M${shown(x)} ${shown(y)}`;
      const half = (before.y + y) / 2;
      return `C${shown(before.x)} ${shown(half)} ${shown(x)} ${shown(half)} ${shown(x)} ${shown(y)}`;
    })
    .join('');
}

function spotOf({ x = 0, y = 0 }: { readonly x?: number; readonly y?: number }): Spot {
  return { x, y };
}

function shown(length: number): string {
  return String(Math.round(length * 10) / 10);
}
