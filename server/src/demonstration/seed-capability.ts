// SPDX-License-Identifier: Apache-2.0
import { type ListedCluster, readClusterList } from '@touchstone/dossier';
import { utf8Bytes } from '@touchstone/identifiers';
import type { NodeServices } from '../compose-node.ts';
import { clustersStream } from '../registers/clusters/register.ts';
import type { Seed } from '../seeds.ts';
import { CLUSTER_LISTS, type PlannedClusters } from './cluster-plan.ts';
import { act } from './planting.ts';
import { demonstrationDid } from './parties.ts';

/** What industrial clusters need: by the registers' own acts. */
export function capabilitySeed(): Seed {
  return {
    name: 'demonstration-capability',
    async plant(services) {
      for (const list of CLUSTER_LISTS) await keepClusters(services, list);
    },
  };
}

/** The same list again is no fault: it takes the place of the one before. */
async function keepClusters(services: NodeServices, { label, jurisdiction, csv }: PlannedClusters): Promise<void> {
  const { clusters, faults } = await readClusterList({ path: `clusters-${label}.csv`, bytes: utf8Bytes(csv) });
  if (clusters === undefined)
    throw new TypeError(`the demonstration does not fit: ${faults.map(({ message }) => message).join(' ')}`);
  const plain = JSON.parse(JSON.stringify(clusters)) as ListedCluster[];
  const input = { stream: clustersStream(demonstrationDid(label)), clusters: plain };
  await act(services, { register: 'clusters', label, jurisdiction }, 'keep', input);
}
