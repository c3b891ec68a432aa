// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { thingsByAnySpelling } from '../src/storage/migrations/0029-things-by-any-spelling.ts';
import { ensureMonth } from '../src/storage/partitions.ts';
import { KEEPER_ROLE } from '../src/storage/roles.ts';
import { openTestDatabase } from './record-fixture.ts';
import { createTestDatabase } from './test-database.ts';

it('a paper from before is found by its thing however that is written, and stays found by all else as it was', async () => {
  const { connection, drop } = await createTestDatabase();
  const database = await openTestDatabase(connection);
  await ensureMonth(database, '2026-11');
  const edges = await database.transaction().execute(async (transaction) => {
    await sql`set local role ${sql.id(KEEPER_ROLE)}`.execute(transaction);
    await sql`insert into touchstone.edge (entry, recorded_at, register, stream, owner, jurisdiction, origin_node,
        visibility, kind, relation, key)
      select e.entry, '2026-11-20', 'r', 's', 'o', 'CN', 'n', 'private', 'k', e.relation, e.key
      from (values (1, 'about-instrument', 'F1  Weight'), (2, 'about-instrument', 'f1 weight'),
        (3, 'about-instrument', 'F1 weight'), (3, 'about-instrument', 'f1 weight'), (4, 'about-sample', 'S-1'))
        as e(entry, relation, key)`.execute(transaction);
    await thingsByAnySpelling.up(transaction);
    await sql`set local role ${sql.id(KEEPER_ROLE)}`.execute(transaction);
    const { rows } = await sql<{ edge: string }>`select entry || ' ' || relation || ' ' || key as edge
      from touchstone.edge order by entry, key collate "C"`.execute(transaction);
    return rows.map(({ edge }) => edge);
  });
  expect(edges).toEqual([
    '1 about-instrument F1  Weight',
    '1 about-instrument f1 weight',
    '2 about-instrument f1 weight',
    '3 about-instrument F1 weight',
    '3 about-instrument f1 weight',
    '4 about-sample S-1',
  ]);
  await database.destroy();
  await drop();
});
