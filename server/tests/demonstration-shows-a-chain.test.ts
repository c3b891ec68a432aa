// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePlace } from '@touchstone/identifiers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationDid } from '../src/demonstration/parties.ts';
import { demonstrationSeed } from '../src/demonstration/seed-demonstration.ts';
import { metrologySeed } from '../src/demonstration/seed-metrology.ts';
import { openTestNode, type TestNode } from './test-node.ts';

interface Page {
  readonly items: readonly { number: string; issuer: string; statementId: string }[];
}
interface Graph {
  readonly state: string;
  readonly nodes: readonly { id: string; name: string }[];
  readonly links: readonly { from: string; to: string; state: string }[];
}

let node: TestNode;
let dataDirectory: string;
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'touchstone-chain-'));
  node = await openTestNode({ roots: [{ did: demonstrationDid('cn-authority'), places: [parsePlace('CN-GD')] }] });
  const folder = join(import.meta.dirname, '..', '..', 'examples', 'demonstration');
  await demonstrationSeed({ folder, dataDirectory }).plant(node);
  await metrologySeed().plant(node);
  // Cut off and planted again: the same statements, each once.
  await metrologySeed().plant(node);
  await node.recordKeeping.settle();
});
afterAll(async () => {
  await node.end();
  await rm(dataDirectory, { recursive: true });
});

describe('the demonstration of metrology', () => {
  it('shows what a report rests on, up to the SI', async () => {
    const { items } = await node.get<Page>(undefined, '/api/laboratory-documents').catch(() => ({ items: [] }) as Page);
    const report = items.find(({ number }) => number === 'DEMO-WL-2026-TRACED');
    const { issuer = '', statementId = '' } = report ?? {};
    const graph = await node.get<Graph>(undefined, `/api/traceability/${encodeURIComponent(issuer)}/${statementId}`);
    const name = (id: string) => graph.nodes.find((each) => each.id === id)?.name;
    expect(graph.links.map(({ from, to, state }) => `${name(from)} > ${name(to)}: ${state}`)).toEqual([
      'DEMO-WL-2026-TRACED > balance DEMO-B2: shown',
      'DEMO-WL-2026-TRACED > DEMO lead solution 2026-1: shown',
      'DEMO-WL-2026-TRACED > flask DEMO-F1: assured',
      'balance DEMO-B2 > DEMO working weights: shown',
      'DEMO lead solution 2026-1 > DEMO primary lead: shown',
      'DEMO working weights > DEMO public weights: shown',
      'DEMO primary lead > SI: shown',
      'DEMO public weights > DEMO primary kilogram: shown',
      'DEMO primary kilogram > SI: shown',
    ]);
    expect(graph.state).toBe('assured');
  });

  it('has no broken link, and counts what is attested', async () => {
    const broken = await node.get<{ items: { thing: string }[] }>(undefined, '/api/traceability/broken?place=CN');
    expect(broken.items.map(({ thing }) => thing)).toEqual([]);
    expect(await node.get(undefined, '/api/metrology-counts')).toMatchObject({ total: 4 });
  });
});
