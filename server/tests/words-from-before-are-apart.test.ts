// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { wordsOfAuthorisations } from '../src/storage/migrations/0032-words-of-authorisations.ts';
import { ensureMonth } from '../src/storage/partitions.ts';
import { KEEPER_ROLE } from '../src/storage/roles.ts';
import { openTestDatabase } from './record-fixture.ts';
import { createTestDatabase } from './test-database.ts';

it('the words of authorisations from before stand beside their events, and nothing else about an event is changed', async () => {
  const { connection, drop } = await createTestDatabase();
  const database = await openTestDatabase(connection);
  await ensureMonth(database, '2026-11');
  await sql`grant insert on touchstone.case_event, touchstone.stream to ${sql.id(KEEPER_ROLE)}`.execute(database);
  const found = await database.transaction().execute(async (transaction) => {
    await sql`set local role ${sql.id(KEEPER_ROLE)}`.execute(transaction);
    await sql`insert into touchstone.stream (register, stream, owner, jurisdiction, origin_node, visibility)
      values ('laboratories', 's', 'o', 'CN', 'n', 'private'), ('other', 's', 'o', 'CN', 'n', 'private')`.execute(
      transaction,
    );
    await sql`insert into touchstone.case_event (entry, recorded_at, register, stream, owner, jurisdiction, origin_node,
        visibility, kind, actor, content)
      select e.entry, '2026-11-20', e.register, 's', 'o', 'CN', 'n', 'private', e.kind, '{}', e.content::jsonb
      from (values (1, 'laboratories', 'authorised', '{"authorisation": {"may": "test", "ground": "trained"}}'),
        (2, 'laboratories', 'authorised', '{"entry": 2, "authorisation": {"may": "sign", "ground": "examined"}}'),
        (3, 'laboratories', 'authorisation-ended', '{"to": "2026-11-30", "reason": "left"}'),
        (4, 'laboratories', 'worked', '{"reason": "stays"}'),
        (5, 'other', 'authorised', '{"authorisation": {"ground": "stays"}}')) as e(entry, register, kind, content)`.execute(
      transaction,
    );
    await sql`reset role`.execute(transaction);
    await wordsOfAuthorisations.up(transaction);
    await sql`set local role ${sql.id(KEEPER_ROLE)}`.execute(transaction);
    const events = await sql<{ content: object }>`select content from touchstone.case_event order by entry`.execute(
      transaction,
    );
    const words = await sql<{ word: string }>`select entry || ' ' || path || ' ' || value as word
      from touchstone.disclosure order by entry`.execute(transaction);
    return { events: events.rows.map(({ content }) => content), words: words.rows.map(({ word }) => word) };
  });
  expect(found).toEqual({
    events: [
      { authorisation: { may: 'test' } },
      { entry: 2, authorisation: { may: 'sign' } },
      { to: '2026-11-30' },
      { reason: 'stays' },
      { authorisation: { ground: 'stays' } },
    ],
    words: ['1 ground trained', '2 ground examined', '3 reason left'],
  });
  // And events are as they were again: nothing but words of what was erased leaves them.
  const change = database.transaction().execute(async (transaction) => {
    await sql`set local role ${sql.id(KEEPER_ROLE)}`.execute(transaction);
    await sql`update touchstone.case_event set content = '{}'`.execute(transaction);
  });
  await expect(change).rejects.toThrow('append-only');
  await database.destroy();
  await drop();
});
