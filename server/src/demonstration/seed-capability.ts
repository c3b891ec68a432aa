// SPDX-License-Identifier: Apache-2.0
import { type ListedCluster, readClusterList } from '@touchstone/dossier';
import { utf8Bytes } from '@touchstone/identifiers';
import type { NodeServices } from '../compose-node.ts';
import { clustersStream } from '../registers/clusters/register.ts';
import { demandsStream } from '../registers/competence/rules.ts';
import type { Seed } from '../seeds.ts';
import { CLUSTER_LISTS, type PlannedClusters } from './cluster-plan.ts';
import { COMPETENCE_DEMANDS, COMPETENCE_FILES, EXCHANGE, type PlannedFile } from './competence-plan.ts';
import { act, inNameOf, uuidOf } from './planting.ts';
import { demonstrationDid } from './parties.ts';

const BEGUN = '2026-10-01T00:00:00Z';
const LABORATORY = { register: 'competence', label: 'laboratory' };

/** What industrial clusters need, and what persons of a laboratory have shown: by the registers' own acts. */
export function capabilitySeed(): Seed {
  return {
    name: 'demonstration-capability',
    async plant(services) {
      for (const list of CLUSTER_LISTS) await keepClusters(services, list);
      const stream = demandsStream(demonstrationDid(LABORATORY.label));
      // An edition that begins on a day that has passed is taken once, as the first.
      await act(services, LABORATORY, 'ask', { stream, demands: COMPETENCE_DEMANDS }, ['IN_THE_PAST']);
      for (const file of COMPETENCE_FILES) await plantFile(services, file);
      await planExchange(services);
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

async function plantFile(services: NodeServices, { records, ...file }: PlannedFile): Promise<void> {
  const stream = uuidOf(`file of ${file.person}`, BEGUN);
  await act(services, LABORATORY, 'open', { stream, ...file }, ['FILE_EXISTS']);
  const there = await inNameOf(services, LABORATORY, ({ reads }) => reads.facts(stream));
  const kept = there.flatMap((fact) => (fact.source === 'case-event' ? [fact.content.record] : []));
  for (const planned of records) {
    const record = uuidOf(`record ${file.person} ${planned.demand}`, BEGUN);
    // Recorded by an earlier planting that was cut off.
    if (!kept.includes(record)) await act(services, LABORATORY, 'record', { stream, record, ...planned });
  }
}

/** The host may read and confirm it, as when it is planned by the interface. */
async function planExchange(services: NodeServices): Promise<void> {
  const stream = uuidOf('exchange', BEGUN);
  const host = demonstrationDid(EXCHANGE.host);
  const there = await inNameOf(services, LABORATORY, ({ reads }) => reads.facts(stream));
  if (there.length === 0) await act(services, LABORATORY, 'plan', { stream, ...EXCHANGE, host });
  await inNameOf(services, LABORATORY, ({ grant }) => grant(stream, host, 'contribute'));
}
