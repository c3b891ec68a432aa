// SPDX-License-Identifier: Apache-2.0
// A planner hands in what industrial clusters need: everybody sees who can do it, how far away, and what nobody can.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLUSTERS, clusterList, keepClusters } from './clusters-in-use.ts';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import { accreditCalibration } from './metrology-in-use.ts';
import { attest, changeStatus, scopeLine } from './registers-in-use.ts';
import { openTestNode, type TestNode } from './test-node.ts';

interface Found {
  readonly laboratory: string;
  readonly because: readonly string[];
  readonly samePlace: boolean;
  readonly kilometres?: number;
}
interface ClusterMap {
  readonly complete: boolean;
  readonly clusters: readonly {
    readonly cluster: string;
    readonly demonstration: boolean;
    readonly needs: readonly { outcome: string; by: readonly Found[]; lacking: readonly Found[] }[];
    readonly institutions: readonly { laboratory: string; covers: number }[];
  }[];
  readonly gaps: readonly { property: string; method?: string; outcome: string; clusters: readonly string[] }[];
}

/** A line of testing says where it works; one that does not covers nothing whole. */
const WORKING = { range: { from: { value: '0.02', unit: 'mg/kg' }, to: { value: '5', unit: 'mg/kg' } } };

let node: TestNode;
let accreditation: string;
beforeAll(async () => {
  node = await openTestNode();
  await accreditCalibration(node);
  accreditation = await attest(node, { certificateNumber: 'L-9', scope: [scopeLine('T1', WORKING)] });
  await node.recordKeeping.settle();
});
afterAll(() => node.end());
const map = (query = '') => node.get<ClusterMap>(undefined, `/api/cluster-map${query}`);
const outcomes = ({ clusters }: ClusterMap) =>
  Object.fromEntries(clusters.map(({ cluster, needs }) => [cluster, needs.map(({ outcome }) => outcome)]));

describe('the map of clusters', () => {
  it('is empty before a list is handed in, and says where each bad cell stands', async () => {
    expect(await map()).toMatchObject({ clusters: [], gaps: [], complete: true });
    const body = clusterList([...CLUSTERS, 'X-1,Nowhere,Atlantis,,,,,yes,juggling,mass,,g,2,1,']);
    const problem = await node.problem('planner', { method: 'POST', url: '/api/cluster-list', body });
    const cells = (problem as unknown as { errors: { row: number; column: string; code: string }[] }).errors;
    expect(cells.map(({ code, row, column }) => `${code} ${column}${row}`).sort()).toEqual([
      ...['LIMIT_CONFLICT M7', 'UNKNOWN_PLACE C7', 'UNKNOWN_WORD I7'],
    ]);
    expect((await map()).clusters).toEqual([]);
  });

  it('shows by whom each need is covered, what others lack, and what nobody covers', async () => {
    await keepClusters(node);
    const shown = await map();
    expect(outcomes(shown)).toEqual({ 'GD-01': ['covered', 'not', 'covered'], 'HK-01': ['not', 'not'] });
    const [gd, hk] = shown.clusters;
    expect(gd).toMatchObject({ demonstration: true, institutions: [{ covers: 2 }] });
    expect(gd?.needs[0]?.by[0]?.samePlace).toBe(false);
    expect(gd?.needs[0]?.by[0]?.kilometres).toBeGreaterThan(100);
    expect(gd?.needs[0]?.by[0]?.kilometres).toBeLessThan(150);
    expect(gd?.needs[1]?.lacking[0]?.because).toEqual(['uncertainty']);
    expect(hk?.needs[0]?.lacking[0]?.because).toEqual(['method']);
    expect(shown.gaps.map(({ property, clusters }) => `${property} ${clusters.join()}`)).toEqual([
      ...['mass GD-01', 'pb HK-01', 'unobtainium HK-01'],
    ]);
    expect(Object.keys(outcomes(await map('?place=HK')))).toEqual(['HK-01']);
    const { items } = await node.get<{ items: object[] }>(undefined, '/api/clusters');
    expect(items).toMatchObject([{ cluster: 'GD-01', needs: 3 }, { cluster: 'HK-01' }]);
  });

  it('is of the day asked about: a suspended scope covers nothing while it is', async () => {
    await changeStatus(node, accreditation, { act: 'suspend', reason: 'overdue', from: '2026-12-01' });
    await node.recordKeeping.settle();
    expect(outcomes(await map('?on=2026-11-30'))['GD-01']).toEqual(['covered', 'not', 'covered']);
    expect(outcomes(await map('?on=2026-12-02'))['GD-01']).toEqual(['covered', 'not', 'not']);
    expect(outcomes(await map('?on=2025-12-02'))['GD-01']).toEqual(['not', 'not', 'not']);
  });

  it('takes a new list in place of the one before, and comes out the same when it is made anew', async () => {
    await keepClusters(node, CLUSTERS.slice(0, 1));
    expect(outcomes(await map())).toEqual({ 'GD-01': ['covered'] });
    await expectRebuildEquals(node.recordKeeping, 'clusters');
  });

  it('is handed in by a planner alone', async () => {
    const request = { method: 'POST', url: '/api/cluster-list', body: clusterList(CLUSTERS) } as const;
    expect(await node.problem('tester', request)).toMatchObject({ status: 403 });
  });
});
