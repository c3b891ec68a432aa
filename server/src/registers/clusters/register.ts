// SPDX-License-Identifier: Apache-2.0
import { pageQuery } from '@touchstone/contract';
import { type ClusterNeed, type ListedCluster, readClusterList } from '@touchstone/dossier';
import { parsePlace, placeCovers } from '@touchstone/identifiers';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { after } from '../../http/page-answer.ts';
import { actAnswer, RECORDED } from '../../http/proposals.ts';
import { refuseFaults } from '../../http/refuse-faults.ts';
import { caseActions } from '../../record-keeping/case-actions.ts';
import { defineRegister, route } from '../../record-keeping/define-register.ts';
import type { JsonObject } from '../../record-keeping/fact.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { rulingOf } from '../../record-keeping/ruling.ts';
import { clusters, clustersFold } from './fold.ts';
import { mapClusters, type OfferedLine } from './map.ts';
import { answers, handingIn, inputs } from './record.ts';

/** Gives the lines of scopes about some properties, of whoever keeps them. */
export type ReadScopeOffers = (
  reads: Reads,
  asked: {
    readonly activity: ClusterNeed['activity'];
    readonly properties: readonly string[];
    readonly now: string;
  },
) => Promise<{ readonly complete: boolean; readonly offers: readonly OfferedLine[] }>;

const keep = caseActions(() => undefined).alone({
  name: 'keep',
  input: inputs.keep,
  rules: ({ clusters: kept }, _, { now }) => {
    const content = { on: dayAt(now), clusters: kept } as unknown as JsonObject;
    return rulingOf([], [{ source: 'case-event', kind: 'list-kept', content }]);
  },
});

/** The stream of one organisation's list: whoever hands one in can only name their own. */
export const clustersStream = (party: string) => `clusters of ${party}`;

const keepList = route({
  method: 'POST',
  path: '/cluster-list',
  operation: 'keep-cluster-list',
  summary: 'Keeps a list of industrial clusters and what they need, Excel or CSV, in place of the own one before',
  access: WHO_MAY['keep-cluster-list'],
  body: handingIn,
  responses: RECORDED,
  async handle(context, { body: { file, content } }) {
    const bytes = new Uint8Array(Buffer.from(content, 'base64'));
    const { clusters: listed, faults } = await readClusterList({ path: file, bytes });
    if (listed === undefined)
      return refuseFaults(faults, 'Nothing of the list is kept; mend what is listed and send it again.');
    const plain = JSON.parse(JSON.stringify(listed)) as ListedCluster[];
    return actAnswer(await context.act(keep, { stream: clustersStream(context.actor?.party ?? ''), clusters: plain }));
  },
});

const listClusters = route({
  method: 'GET',
  path: '/clusters',
  operation: 'list-clusters',
  summary: 'Industrial clusters of which somebody keeps a list, and how many needs each has',
  access: WHO_MAY['list-clusters'],
  query: z.strictObject(pageQuery),
  responses: { 200: { description: 'One page', schema: answers.clusters } },
  async handle({ reads }, { query: { cursor, limit } }) {
    const page = await reads.page(reads.rows(clusters), { by: ['cluster'], limit, ...after(cursor) });
    const items = page.items.map(({ needs, ...row }) => ({ ...shownOf(row), needs: (needs as unknown[]).length }));
    return { status: 200, body: { items, ...(page.next === undefined ? {} : { next: page.next }) } };
  },
});

type Row = Readonly<
  Record<'cluster' | 'name' | 'place' | 'publisher' | 'keptOn', string> & {
    demonstration: boolean;
    industries: readonly string[];
    goods: readonly string[];
  }
>;

function shownOf({ cluster, name, place, publisher, demonstration, industries, goods, keptOn }: Row) {
  return { cluster, name, place, publisher, demonstration, industries, goods, keptOn };
}

/** Clusters that one map holds: of more, it says that it does not hold all. */
const CLUSTERS_SHOWN = 500;

/** The map on the day: clusters, needs, who covers them, gaps. */
export const readMap = (readScopeOffers: ReadScopeOffers) =>
  route({
    method: 'GET',
    path: '/cluster-map',
    operation: 'read-cluster-map',
    summary:
      'Which needs of industrial clusters accredited laboratories cover on the day, who, how far away, and which nobody does',
    access: WHO_MAY['read-cluster-map'],
    query: z.strictObject({ place: z.string().max(10).optional().describe('CN, CN-GD, HK: clusters within') }),
    responses: { 200: { description: 'The map', schema: answers.map } },
    async handle({ reads, now }, { query }) {
      const { on: asked, ...always } = reads.asOf;
      const within = query.place === undefined ? undefined : parsePlace(query.place);
      const rows = await reads
        .rows(clusters, always)
        .selectAll()
        .orderBy('cluster')
        .orderBy('stream')
        .limit(CLUSTERS_SHOWN + 1)
        .execute();
      const wanted = rows
        .slice(0, CLUSTERS_SHOWN)
        .map((row) => ({
          ...(({ keptOn: _, ...rest }) => rest)(shownOf(row)),
          place: parsePlace(row.place),
          coordinates: (row.coordinates ?? undefined) as unknown as ListedCluster['coordinates'],
          needs: row.needs as unknown as readonly ClusterNeed[],
        }))
        .filter(({ place }) => within === undefined || placeCovers(within, place));
      const offersOf = async (activity: ClusterNeed['activity']) => {
        const needs = wanted.flatMap((one) => one.needs).filter((need) => need.activity === activity);
        const properties = [...new Set(needs.map(({ property }) => property))];
        const { complete, offers } = await readScopeOffers(reads, { activity, properties, now });
        return { complete, lines: Map.groupBy(offers, ({ property }) => property) };
      };
      const [testing, calibration] = [await offersOf('testing'), await offersOf('calibration')];
      const map = mapClusters(wanted, { testing: testing.lines, calibration: calibration.lines });
      const complete = rows.length <= CLUSTERS_SHOWN && testing.complete && calibration.complete;
      return { status: 200, body: { on: asked ?? dayAt(now), complete, ...map } };
    },
  });

/** Industrial clusters, what they need, and who can do it. */
export function clustersRegister(readScopeOffers: ReadScopeOffers) {
  return defineRegister({
    name: 'clusters',
    kinds: [],
    fold: clustersFold,
    actions: [keep],
    routes: [keepList, listClusters, readMap(readScopeOffers)],
  });
}
