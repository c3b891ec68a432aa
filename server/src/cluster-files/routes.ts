// SPDX-License-Identifier: Apache-2.0
// Lists of clusters as files: an empty one, and the map as a workbook.
import { TEMPLATE_LANGUAGES, writeClusterTemplate, writeWorkbook } from '@touchstone/dossier';
import { z } from 'zod';
import { WHO_MAY } from '../access/who-may.ts';
import { type Served, type ServedRoute, servedRoute } from '../http/served-route.ts';
import type { RecordKeeping } from '../record-keeping/record-keeping.ts';
import { type ReadScopeOffers, readMap } from '../registers/clusters/register.ts';
import { type ClusterMap, tabulateMap } from './map-workbook.ts';
import { MAP_WORDS } from './words.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PER_MINUTE = 30;
const language = z.enum(TEMPLATE_LANGUAGES).default('en');
const workbook = { 200: { description: 'The workbook', schema: z.string().meta({ format: 'binary' }) } };

/** What of clusters goes out as a file; lists come in with the register's own route. */
export function clusterFileRoutes(
  recordKeeping: Pick<RecordKeeping, 'runRoute'>,
  readScopeOffers: ReadScopeOffers,
): readonly ServedRoute[] {
  const map = readMap(readScopeOffers);
  return [
    servedRoute({
      ...{ tag: 'node', method: 'GET', path: '/api/cluster-list/template', operation: 'read-cluster-template' },
      summary: 'An empty list of clusters and their needs, an Excel workbook with a guide',
      access: WHO_MAY['read-cluster-template'],
      query: z.strictObject({ language }),
      ...{ records: false, asOf: false, mediaTypes: [XLSX] },
      responses: workbook,
      async serve({ query }) {
        const { path, bytes } = await writeClusterTemplate(query.language);
        return asFile(bytes, path);
      },
    }),
    servedRoute({
      ...{ tag: 'node', method: 'GET', path: '/api/cluster-map/workbook', operation: 'read-cluster-map-workbook' },
      summary: 'The map of clusters as an Excel workbook: every need and who covers it, and the gaps',
      access: WHO_MAY['read-cluster-map-workbook'],
      query: z.strictObject({ place: z.string().max(10).optional(), language }),
      ...{ records: false, asOf: true, mediaTypes: [XLSX], perMinuteMax: PER_MINUTE },
      responses: workbook,
      async serve({ actor, tenant, now, asOf, query: { language: spoken, ...query } }) {
        const caller = { actor, tenant, now, asOf };
        const request = { params: {}, query, body: undefined };
        const { body } = await recordKeeping.runRoute({ register: 'clusters', route: map }, { caller, request });
        const found = body as ClusterMap;
        return asFile(await writeWorkbook(tabulateMap(found, MAP_WORDS[spoken])), `clusters-${found.on}.xlsx`);
      },
    }),
  ];
}

function asFile(bytes: Uint8Array, name: string): Served {
  return { status: 200, bytes, headers: { 'content-disposition': `attachment; filename="${name}"` } };
}
