// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import { as, openTestWorld, type TestWorld } from './record-fixture.ts';
import { ann, bob, changePermit, issuePermit } from './sample-cases.ts';
import { permitRegister, permits } from './sample-register.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld({ registers: [permitRegister] });
});
afterAll(() => world.end());

const path = '/credentialSubject/holderDigest';

async function holdersOf(id: string) {
  const rows = await as(world, ann).reads.rows(permits).select(['holder']).where('id', '=', id).execute();
  return [...new Set(rows.map((row) => row.holder))];
}

async function bytesOf(id: string) {
  const [found = []] = await as(world, ann).reads.findStatements([
    { by: 'identity', issuer: ann.party, id: `urn:uuid:${id}` },
  ]);
  return found[0]?.bytes;
}

describe('an erased personal field', () => {
  it('is gone from every row, of the past too, while bytes, states and what comes later stay', async () => {
    const id = await issuePermit(world);
    await changePermit(world, { id, on: '2026-05-01', to: 'suspend' });
    const before = await world.record.settle();
    const bytes = await bytesOf(id);
    expect(await holdersOf(id)).toEqual(['Chan Tai Man']);

    const who = { actor: ann, now: world.clock.now() };
    const erasure = { issuer: ann.party, id: `urn:uuid:${id}`, path };
    expect(await world.record.eraseDisclosure(who, erasure)).toMatchObject({ outcome: 'recorded' });

    expect(await holdersOf(id)).toEqual([null]);
    expect(await bytesOf(id)).toEqual(bytes);
    const { rows } = await sql<{ row: unknown }>`select to_jsonb(p) as row from fold_permits_1.permits p`.execute(
      world.database,
    );
    expect(JSON.stringify(rows)).not.toContain('Chan Tai Man');
    const past = await as(world, ann)
      .reads.rows(permits, { on: '2026-05-02', knownAt: before })
      .select(['state', 'holder'])
      .where('id', '=', id)
      .execute();
    expect(past).toEqual([{ state: 'suspended', holder: null }]);
    await changePermit(world, { id, on: '2026-07-01', to: 'withdraw' });
    expect(await holdersOf(id)).toEqual([null]);
    await expectRebuildEquals(world.record);
    await world.record.rebuild('permits');
    expect(await holdersOf(id)).toEqual([null]);
  });

  it('leaves a tombstone in the case, and cannot be erased twice', async () => {
    const id = await issuePermit(world);
    const who = { actor: ann, now: world.clock.now() };
    const erasure = { issuer: ann.party, id: `urn:uuid:${id}`, path };
    await world.record.eraseDisclosure(who, erasure);
    const [last] = (await as(world, ann).reads.facts(id)).slice(-1);
    expect(last).toMatchObject({ kind: 'disclosure-erased', content: { path } });
    await expect(world.record.eraseDisclosure(who, erasure)).rejects.toMatchObject({ code: 'UNKNOWN_DISCLOSURE' });
  });

  it('can be erased by the party that owns it only', async () => {
    const id = await issuePermit(world);
    const erasure = { issuer: ann.party, id: `urn:uuid:${id}`, path };
    const attempt = world.record.eraseDisclosure({ actor: bob, now: world.clock.now() }, erasure);
    await expect(attempt).rejects.toMatchObject({ code: 'UNKNOWN_DISCLOSURE' });
    expect(await holdersOf(id)).toEqual(['Chan Tai Man']);
  });
});
