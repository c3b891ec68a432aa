// SPDX-License-Identifier: Apache-2.0
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { StatementInput } from '../src/record-keeping/fact.ts';
import type { StatementRequest } from '../src/record-keeping/reads.ts';
import { publicTenant, tenantOf } from '../src/record-keeping/tenant.ts';
import { as, openTestWorld, type TestWorld } from './record-fixture.ts';
import { ann, bob } from './sample-cases.ts';
import { report, reports, submit } from './sample-reports.ts';

let world: TestWorld;
const recorded: StatementInput[] = [];
let cutOfTen = { position: 0 };
let hidden: StatementInput;

beforeAll(async () => {
  world = await openTestWorld({ registers: [reports] });
  for (let n = 0; n < 25; n++) {
    // Two months, so that an edge leads into two partitions.
    if (n === 12) world.clock.advance(30 * 86_400);
    if (n === 10) cutOfTen = await world.record.settle();
    const kind = n % 5 === 0 ? 'Certificate' : 'Report';
    const edges = [{ relation: 'about-lot', key: `lot ${n % 4}` }];
    const statement = report(world.record.newId(), `0.${n}`, kind, edges);
    await as(world, ann, 'reports').act(submit, { statement, visibility: 'public' });
    recorded.push(statement);
  }
  hidden = report(world.record.newId(), '0.99', 'Report', [{ relation: 'about-lot', key: 'lot 1' }]);
  await as(world, ann, 'reports').act(submit, { statement: hidden, visibility: 'private' });
  await world.record.settle();
  // From here on only the reads below speak to the database, so that they can be counted.
  await world.record.stop();
});
afterAll(() => world.end());

async function find(requests: readonly StatementRequest[], cut?: { position: number }, actor?: typeof ann) {
  const tenant = actor === undefined ? publicTenant('CN') : tenantOf(actor);
  return world.record.read({ tenant, asOf: {} }, async (reads) => {
    const sent = vi.spyOn(pg.Client.prototype, 'query');
    try {
      const found = await reads.findStatements(requests, cut);
      expect(sent.mock.calls.length, 'round trips').toBe(requests.length === 0 ? 0 : 1);
      return found;
    } finally {
      sent.mockRestore();
    }
  });
}

const digestsOf = (found: readonly { readonly digest: string }[] | undefined) => found?.map((each) => each.digest);
const ofLot = (lot: number) =>
  recorded
    .filter((_, n) => n % 4 === lot)
    .map((each) => each.digest)
    .reverse();

describe('findStatements()', () => {
  it('answers a thousand requests of every sort in their order, in one round trip', async () => {
    const requests: StatementRequest[] = [];
    for (let n = 0; n < 1_000; n++) {
      const { issuer, id, digest } = recorded[n % 25] as StatementInput;
      const sorts: StatementRequest[] = [
        { by: 'identity', issuer, id },
        { by: 'digest', digest },
        { by: 'edge', relation: 'about-lot', key: `lot ${n % 4}` },
      ];
      requests.push(sorts[n % 3] as StatementRequest);
    }
    const found = await find(requests);
    expect(found).toHaveLength(1_000);
    found.forEach((answer, n) => {
      const wanted = n % 3 === 2 ? ofLot(n % 4) : [recorded[n % 25]?.digest];
      expect(digestsOf(answer)).toEqual(wanted);
    });
  });

  it('gives the exact bytes, the token, the edges and the position', async () => {
    const [first] = recorded as [StatementInput];
    const [[found] = []] = await find([{ by: 'identity', issuer: first.issuer, id: first.id }]);
    const { bytes, jwt, body, kind, issuedAt, edges } = first;
    expect(found).toMatchObject({
      bytes,
      jwt,
      body,
      kind,
      issuedAt,
      position: 1,
      visibility: 'public',
      owner: ann.party,
    });
    expect([...(found?.edges ?? [])].sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual(
      [...edges].sort((a, b) => (a.key < b.key ? -1 : 1)),
    );
  });

  it('keeps to kinds, to a limit and to the cut, the limit counted within the cut', async () => {
    const lot = { by: 'edge', relation: 'about-lot', key: 'lot 1' } as const;
    const [certificates, two, none] = await find([
      { ...lot, kinds: ['Certificate'] },
      { ...lot, limit: 2 },
      { ...lot, kinds: ['Verdict'] },
    ]);
    expect(certificates?.every((each) => each.kind === 'Certificate')).toBe(true);
    expect(digestsOf(certificates)).toEqual([recorded[5]?.digest]);
    expect(digestsOf(two)).toEqual(ofLot(1).slice(0, 2));
    expect(none).toEqual([]);
    const [known, knownTwo] = await find([lot, { ...lot, limit: 2 }], cutOfTen);
    expect(digestsOf(known)).toEqual([9, 5, 1].map((n) => recorded[n]?.digest));
    expect(digestsOf(knownTwo)).toEqual([9, 5].map((n) => recorded[n]?.digest));
    const { issuer, id } = recorded[20] as StatementInput;
    expect(await find([{ by: 'identity', issuer, id }], cutOfTen)).toEqual([[]]);
  });

  it('finds nothing under unknown or hostile keys, and nothing for nobody', async () => {
    const { issuer } = recorded[0] as StatementInput;
    const found = await find([
      { by: 'identity', issuer, id: `urn:uuid:${world.record.newId()}` },
      { by: 'identity', issuer, id: "x'; drop table statement" },
      { by: 'identity', issuer: '\u0000', id: '\u0000' },
      { by: 'digest', digest: '' },
      { by: 'edge', relation: 'about-lot', key: 'half \ud800' },
    ]);
    expect(found).toEqual([[], [], [], [], []]);
    expect(await find([])).toEqual([]);
  });

  it('shows a private statement to its owner only, by any way', async () => {
    const { issuer, id, digest } = hidden;
    const requests: StatementRequest[] = [
      { by: 'identity', issuer, id },
      { by: 'digest', digest },
      { by: 'edge', relation: 'about-lot', key: 'lot 1', limit: 1 },
    ];
    expect((await find(requests, undefined, ann)).map(digestsOf)).toEqual([[digest], [digest], [digest]]);
    const others = [...(await find(requests)), ...(await find(requests, undefined, bob))];
    expect(others.flatMap((found) => digestsOf(found) ?? [])).not.toContain(digest);
  });
});
