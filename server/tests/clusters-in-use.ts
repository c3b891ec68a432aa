// SPDX-License-Identifier: Apache-2.0
import type { TestNode } from './test-node.ts';

const HEADINGS =
  'cluster,name,place,latitude,longitude,industry,goods,demonstration,activity,property,method,unit,from,to,uncertainty';

/** A list of clusters as CSV, in base64 as it is handed in. */
export function clusterList(rows: readonly string[]): { readonly file: string; readonly content: string } {
  return { file: 'clusters.csv', content: Buffer.from([HEADINGS, ...rows].join('\n')).toString('base64') };
}

/** Two demonstration clusters: one whose needs are known to scopes of the tests, and one that wants what nobody does. */
export const CLUSTERS: readonly string[] = [
  'GD-01,Demonstration scales cluster,CN-GD,23.13,113.26,4014,8423.81,yes,calibration,mass,,g,100,200,1 mg',
  'GD-01,,,,,,,,calibration,mass,,g,100,200,0.001 mg',
  'GD-01,,,,,,,,testing,pb,GB 5009.12,mg/kg,0.1,1,',
  'HK-01,Demonstration herbs cluster,HK,,,2730,1211.90,yes,testing,pb,GB 5009.12-2017,mg/kg,0.1,1,',
  'HK-01,,,,,,,,testing,unobtainium,,mg/kg,0.1,1,',
];

/** The planner keeps a list. */
export async function keepClusters(node: TestNode, rows = CLUSTERS): Promise<void> {
  await node.act('planner', '/api/cluster-list', clusterList(rows));
}

/** Of every route about clusters, one attack: what is planned is public, and each keeps their own list. */
export const CLUSTER_ATTACKS = {
  'keep-cluster-list': {
    ...({ rival: 'rivalPlanner', expects: 'unmarked' } as const),
    request: () => ({ ...({ method: 'POST', url: '/api/cluster-list' } as const), body: clusterList(CLUSTERS) }),
  },
  'list-clusters': {
    ...({ rival: 'rivalPlanner', expects: 'unmarked' } as const),
    request: () => ({ url: '/api/clusters' }),
  },
  'read-cluster-map': {
    ...({ rival: 'rivalPlanner', expects: 'unmarked' } as const),
    request: () => ({ url: '/api/cluster-map' }),
  },
  'read-cluster-template': {
    ...({ rival: 'rivalPlanner', expects: 'unmarked' } as const),
    request: () => ({ url: '/api/cluster-list/template' }),
  },
  'read-cluster-map-workbook': {
    ...({ rival: 'rivalPlanner', expects: 'unmarked' } as const),
    request: () => ({ url: '/api/cluster-map/workbook' }),
  },
} as const;
