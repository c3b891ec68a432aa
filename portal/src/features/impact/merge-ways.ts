// SPDX-License-Identifier: Apache-2.0
import type { ImpactHit, ImpactKind, ImpactStep } from './notice.ts';

/** One thing of the tree: what may be shown of it, and the own hit where it is one. */
export interface ImpactNode {
  readonly id: string;
  readonly kind: ImpactKind;
  readonly name: string | undefined;
  readonly paper: ImpactStep['paper'];
  readonly hit: ImpactHit | undefined;
}

/** `from` was made with `to`, on a day where the day matters. */
interface ImpactUse {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly on: string | undefined;
}

/** The tree from the reference down to the own hits. */
export interface ImpactTree {
  readonly nodes: readonly ImpactNode[];
  readonly uses: readonly ImpactUse[];
}

/** The ways to all hits as one tree: a step that two ways share is drawn once, what may not be named apart for each way. */
export function mergeWays(hits: readonly ImpactHit[]): ImpactTree {
  const nodes = new Map<string, ImpactNode>();
  const uses = new Map<string, ImpactUse>();
  const ownAs = new Map(hits.map((hit) => [keyOf(hit, ''), hit]));

  for (const hit of hits) {
    for (const way of [hit.path, ...(hit.ways ?? [])]) {
      let above: { readonly id: string; readonly on: string | undefined } | undefined;
      for (const step of [...way, { kind: hit.kind, name: hit.name, paper: hit.paper, on: undefined }]) {
        const id = keyOf(step, above?.id ?? '');
        const known = nodes.get(id);
        const { kind, name, paper } = step;
        nodes.set(id, { id, kind, name, paper: paper ?? known?.paper, hit: ownAs.get(id) });
        if (above !== undefined) {
          const use = `${above.id} > ${id}`;
          uses.set(use, { id: use, from: id, to: above.id, on: above.on });
        }
        above = { id, on: step.on };
      }
    }
  }
  return { nodes: [...nodes.values()], uses: [...uses.values()] };
}

function keyOf({ kind, name }: Pick<ImpactStep, 'kind' | 'name'>, above: string): string {
  return name === undefined ? `${above}/${kind}` : `${kind} ${name}`;
}
