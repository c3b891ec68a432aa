// SPDX-License-Identifier: Apache-2.0
import type { ListedCluster } from '@touchstone/dossier';
import type { Json } from '../../record-keeping/fact.ts';
import { column, type Fold, table } from '../../record-keeping/fold.ts';

/** Industrial clusters and what they need, open to everybody: whoever plans says so in public. */
export const clusters = table({
  columns: {
    ...{ cluster: column.text, name: column.text, place: column.text, publisher: column.text, keptOn: column.day },
    ...{ demonstration: column.boolean, industries: column.texts, goods: column.texts },
    ...{ coordinates: column.optional(column.json), needs: column.json },
  },
  indexes: [['cluster'], ['place']],
  visibility: 'public',
});

/** A new list takes the place of the one before. */
export const clustersFold: Fold<{ readonly clusters: typeof clusters }> = {
  version: 1,
  tables: { clusters },
  reduce(rows, fact) {
    if (fact.source !== 'case-event') return rows;
    const { on: keptOn, clusters: kept } = fact.content as unknown as {
      readonly on: string;
      readonly clusters: readonly ListedCluster[];
    };
    return {
      clusters: kept.map(({ coordinates = null, needs, ...cluster }) => ({
        ...{ ...cluster, publisher: fact.owner, keptOn, coordinates },
        needs: needs as unknown as Json,
      })),
    };
  },
};
