// SPDX-License-Identifier: Apache-2.0
// The impact walk as one would write it down: look at every use again and again until nothing changes any more.
import { type Arcs, NEVER, WHENEVER } from '../impact/impact-graph.ts';
import type { Doubt } from '../impact/walk-impact.ts';

/** Of each node the day from which it is in doubt, NEVER where it is not. */
export function walkImpactSlowly(
  nodes: number,
  { from, to, on }: Arcs,
  { doubts, until }: { readonly doubts: readonly Doubt[]; readonly until?: Int32Array | undefined },
): readonly number[] {
  const since: number[] = Array.from({ length: nodes }, () => NEVER);
  const endOf = (node: number) => (until === undefined ? NEVER : (until[node] as number));
  for (let changed = true; changed; ) {
    changed = false;
    from.forEach((source, index) => {
      const [target, day] = [to[index] as number, on[index] as number];
      const beginnings = doubts.filter(({ node }) => node === source);
      const reasons = [...beginnings, { from: since[source] as number, until: endOf(source) }].filter(
        (one) => one.from !== NEVER && one.from <= one.until,
      );
      for (const one of reasons) {
        const inDoubt = day === WHENEVER || (one.from <= day && day <= one.until);
        const arrives = day === WHENEVER ? one.from : day;
        if (inDoubt && arrives < (since[target] as number)) {
          since[target] = arrives;
          changed = true;
        }
      }
    });
  }
  return since;
}
