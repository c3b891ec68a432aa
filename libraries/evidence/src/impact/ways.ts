// SPDX-License-Identifier: Apache-2.0
import { groupBy } from '@touchstone/identifiers';
import type { Impact, ImpactLink } from './trace-impact.ts';

/** How many ways are looked for, and after how many steps nobody looks on. */
export interface WaysLimits {
  readonly waysMax: number;
  readonly stepsMax: number;
}

/** Ways to a hit, and whether there may be more than were found. */
export interface Ways {
  readonly ways: readonly (readonly ImpactLink[])[];
  readonly cutOff: boolean;
}

/** Gives every way from the reference to a hit along which doubt can have come: no day before the one by which its source was used. */
export function waysFinder({ root, links }: Impact, limits: WaysLimits): (hit: string) => Ways {
  const into = groupBy(links, ({ to }) => to);
  return (hit) => {
    const ways: (readonly ImpactLink[])[] = [];
    let steps = 0;
    const isFull = () => ways.length >= limits.waysMax || steps >= limits.stepsMax;
    let cutOff = false;
    const follow = (node: string, below: readonly ImpactLink[], on: string | undefined): void => {
      const seen = new Set<string>();
      for (const link of into.get(node) ?? []) {
        const key = `${link.from} ${link.on ?? ''}`;
        // The same thing used for several results on one day is one way.
        if (seen.has(key)) continue;
        seen.add(key);
        // What was used before it was made with what is in doubt was not in doubt by that.
        if (on !== undefined && link.on !== undefined && link.on > on) continue;
        if (below.some(({ to }) => to === link.from)) continue;
        if (isFull()) {
          cutOff = true;
          return;
        }
        steps += 1;
        const way = [link, ...below];
        if (link.from === root.id) ways.push(way);
        else follow(link.from, way, link.on ?? on);
      }
    };
    follow(hit, [], undefined);
    return { ways, cutOff };
  };
}
