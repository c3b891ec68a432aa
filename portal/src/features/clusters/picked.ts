// SPDX-License-Identifier: Apache-2.0
import type { Mark } from '../../components/marks.tsx';
import type { Tone } from '../../components/tones.ts';
import { type MappedCluster, needKey, type Outcome } from './cluster-map.ts';

/** A cell that somebody opened: which cluster of the map, and which of its needs. */
export interface Picked {
  readonly cluster: number;
  readonly need: number;
}

/** How an outcome is drawn: a shape of its own each, so that colour is never needed. */
export const LOOKS: Readonly<Record<Outcome, { readonly mark: Mark; readonly tone: Tone }>> = {
  covered: { mark: 'proved', tone: 'proved' },
  'in-part': { mark: 'assured', tone: 'broken' },
  not: { mark: 'refuted', tone: 'refuted' },
};

/** How the address names a cell: by what the cluster and its need are, so that a list that grew leads to the same one. */
export function addressOf(clusters: readonly MappedCluster[], { cluster, need }: Picked): string | undefined {
  const [row, column] = [clusters[cluster], clusters[cluster]?.needs[need]];
  return row === undefined || column === undefined
    ? undefined
    : JSON.stringify([row.cluster, row.name, needKey(column)]);
}

/** The cell that the address names, where the map has it. */
export function pickedIn(clusters: readonly MappedCluster[], address: string): Picked | undefined {
  const cells = clusters.flatMap(({ needs }, cluster) => needs.map((_, need) => ({ cluster, need })));
  return cells.find((cell) => addressOf(clusters, cell) === address);
}
