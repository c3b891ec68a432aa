// SPDX-License-Identifier: Apache-2.0
import type { SheetText } from '@touchstone/dossier';
import type { z } from 'zod';
import type { answers } from '../registers/clusters/record.ts';
import type { MapWords } from './words.ts';

/** The map as the register answers it. */
export type ClusterMap = z.infer<(typeof answers)['map']>;
type Need = ClusterMap['gaps'][number];
type Found = ClusterMap['clusters'][number]['needs'][number]['by'][number];

/** Two sheets: a row for each need of each cluster, and a row for each gap. */
export function tabulateMap({ on, complete, clusters, gaps }: ClusterMap, words: MapWords): readonly SheetText[] {
  const about = [[`${words.asOf} ${on}`], ...(complete ? [] : [[words.partial]])];
  const [cluster, name, place, demonstration, ...rest] = words.headings;
  const needed = rest.slice(0, NEED_COLUMNS);
  return [
    {
      name: words.sheets.needs,
      headings: [cluster, name, place, demonstration, ...rest],
      rows: [
        ...clusters.flatMap((one) =>
          one.needs.map((need) => [
            ...[one.cluster, one.name, one.place, one.demonstration ? words.yes : ''],
            ...[...cellsOf(need, words), linesOf(need.by, words), linesOf(need.lacking, words)],
          ]),
        ),
        ...about,
      ],
    },
    {
      name: words.sheets.gaps,
      headings: [...needed, words.where],
      rows: [...gaps.map((gap) => [...cellsOf(gap, words), gap.clusters.join('; ')]), ...about],
    },
  ];
}

const NEED_COLUMNS = 7;

function cellsOf(
  { activity, property, method = '', from, to, expandedUncertainty, outcome }: Need | MappedNeed,
  words: MapWords,
): readonly string[] {
  const sizes = [from, to, expandedUncertainty].map((one) => (one === undefined ? '' : `${one.value} ${one.unit}`));
  return [words.activities[activity], property, method, ...sizes, words.outcomes[outcome]];
}

type MappedNeed = ClusterMap['clusters'][number]['needs'][number];

function linesOf(found: readonly Found[], words: MapWords): string {
  return found
    .map(({ laboratory, certificateNumber, line, because, kilometres }) => {
      const lacks = because.map((one) => words.lacks[one] ?? one).join(', ');
      const far = kilometres === undefined ? '' : `, ${Math.round(kilometres)} km`;
      return `${laboratory} (${certificateNumber}, ${line}${far})${lacks === '' ? '' : `: ${lacks}`}`;
    })
    .join('\n');
}
