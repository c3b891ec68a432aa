// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AsOf } from '../src/record-keeping/as-of.ts';
import { publicTenant, tenantOf } from '../src/record-keeping/tenant.ts';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import { openTestWorld, type TestWorld } from './record-fixture.ts';
import { ann, changePermit, issuePermit } from './sample-cases.ts';
import { counts, permitRegister, permits } from './sample-register.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld({ registers: [permitRegister] });
});
afterAll(() => world.end());

async function stateOf(id: string, asOf: AsOf): Promise<string | undefined> {
  const rows = await world.record.read({ tenant: publicTenant('MO'), asOf }, (reads) =>
    reads.rows(permits).select(['state']).where('id', '=', id).execute(),
  );
  expect(rows.length).toBeLessThanOrEqual(1);
  return rows[0]?.state;
}

describe('a read', () => {
  it('answers for the day asked about and for what was known at the cut, each apart', async () => {
    const nothing = await world.record.settle();
    const id = await issuePermit(world);
    const issued = await world.record.settle();
    await changePermit(world, { id, on: '2026-11-01', to: 'suspend' });
    const suspended = await world.record.settle();

    expect(await stateOf(id, { on: '2026-10-31' })).toBe('in-force');
    expect(await stateOf(id, { on: '2026-11-01' })).toBe('suspended');
    expect(await stateOf(id, { on: '2025-12-31' })).toBeUndefined();
    expect(await stateOf(id, { on: '2026-11-20', knownAt: issued })).toBe('in-force');
    expect(await stateOf(id, { on: '2026-11-20', knownAt: suspended })).toBe('suspended');
    expect(await stateOf(id, { on: '2026-11-20', knownAt: nothing })).toBeUndefined();
    await expectRebuildEquals(world.record);
    await world.record.rebuild('permits');
    expect(await stateOf(id, { on: '2026-11-20', knownAt: issued })).toBe('in-force');
    expect(await stateOf(id, { on: '2026-11-20', knownAt: suspended })).toBe('suspended');
  });

  it('sees what its own party recorded at once, before any position is given', async () => {
    const id = await issuePermit(world);
    expect(await stateOf(id, { on: '2026-06-01' })).toBe('in-force');
  });

  it('gives the facts of a stream as they were known', async () => {
    const id = await issuePermit(world);
    const issued = await world.record.settle();
    await changePermit(world, { id, on: '2026-11-01', to: 'suspend' });
    await world.record.settle();
    const kinds = (asOf: AsOf) =>
      world.record.read({ register: 'permits', tenant: tenantOf(ann), asOf }, async (reads) =>
        (await reads.facts(id)).map((fact) => fact.kind),
      );
    expect(await kinds({ knownAt: issued })).toEqual(['proposed', 'decided', 'Permit']);
    expect(await kinds({})).toEqual(['proposed', 'decided', 'Permit', 'proposed', 'decided', 'StatusChange']);
  });

  it('refuses a cut that this node has not reached', async () => {
    const { position } = await world.record.settle();
    await expect(stateOf('x', { knownAt: { position: position + 1 } })).rejects.toMatchObject({ code: 'UNKNOWN_CUT' });
  });

  it('finds the cut that had been reached at an instant', async () => {
    const before = await world.record.settle();
    const then = world.clock.now();
    world.clock.advance(60);
    await issuePermit(world);
    const after = await world.record.settle();
    expect(await world.record.cutAt(then)).toEqual(before);
    expect(await world.record.cutAt(world.clock.now())).toEqual(after);
    expect(await world.record.cutAt('2020-01-01T00:00:00Z')).toEqual({ position: 0 });
  });
});

describe('a follower', () => {
  it('counts over every stream, in the order of positions', async () => {
    const before = await world.record.read({ tenant: publicTenant('HK'), asOf: {} }, (reads) =>
      reads.rows(counts).select(['issued']).execute(),
    );
    await issuePermit(world);
    await issuePermit(world);
    await world.record.settle();
    const after = await world.record.read({ tenant: publicTenant('HK'), asOf: {} }, (reads) =>
      reads.rows(counts).select(['issued']).execute(),
    );
    expect(after).toEqual([{ issued: (before[0]?.issued ?? 0) + 2 }]);
    await expectRebuildEquals(world.record);
  });
});
