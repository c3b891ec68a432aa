// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tenantOf } from '../src/record-keeping/tenant.ts';
import { withKeeper, withTenant } from '../src/storage/with-tenant.ts';
import { as, openTestWorld, type TestWorld } from './record-fixture.ts';
import { ann, issuePermit } from './sample-cases.ts';
import { codeList, codeRegister, load } from './sample-data-sets.ts';
import { permitRegister } from './sample-register.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld({ registers: [permitRegister, codeRegister] });
  await issuePermit(world);
  const dataSet = codeList('public', '1', ['x']);
  await as(world, ann, 'codes').act(load, { stream: 'public', dataSet, visibility: 'public' });
  await world.record.settle();
});
afterAll(() => world.end());

const TRUTHS = ['statement', 'statement_identity', 'edge', 'case_event', 'data_set', 'data_file', 'position'];
const APPEND_ONLY = '23001';
const DENIED = '42501';

describe.each(TRUTHS)('touchstone.%s', (table) => {
  const changes = [
    ['updated', `update touchstone.${table} set entry = entry`],
    ['deleted', `delete from touchstone.${table}`],
    ['truncated', `truncate touchstone.${table} cascade`],
  ] as const;

  it.each(changes)('cannot be %s by the owner of the table, by the keeper or by a tenant', async (_, text) => {
    const { database } = world;
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.id('touchstone', table)}`.execute(
      database,
    );
    expect(rows[0]?.n).toBeGreaterThan(0);
    await expect(sql.raw(text).execute(database)).rejects.toMatchObject({ code: APPEND_ONLY });
    // The keeper deletes edges of statements that two persons erased, and the table keeps it from all others.
    const refused = text === 'delete from touchstone.edge' ? APPEND_ONLY : DENIED;
    await expect(withKeeper(database, (tx) => sql.raw(text).execute(tx))).rejects.toMatchObject({ code: refused });
    const tenant = { database, tenant: tenantOf(ann), node: 'node.test', mode: 'write' as const };
    await expect(withTenant(tenant, (tx) => sql.raw(text).execute(tx))).rejects.toMatchObject({ code: DENIED });
  });
});

describe('a partition', () => {
  it.each(['statement', 'edge', 'case_event'])(
    'of %s cannot be truncated behind the back of its parent',
    async (table) => {
      await expect(sql.raw(`truncate touchstone.${table}_2026_11`).execute(world.database)).rejects.toMatchObject({
        code: APPEND_ONLY,
      });
    },
  );

  it('of a later month takes what is recorded then, and each month lies apart', async () => {
    world.clock.advance(200 * 86_400);
    await issuePermit(world);
    const { rows } = await sql<{ month: string }>`
      select distinct relname::text as month from touchstone.statement s join pg_class c on c.oid = s.tableoid order by 1`.execute(
      world.database,
    );
    expect(rows.map((row) => row.month)).toEqual(['statement_2026_11', 'statement_2027_06']);
  });
});
