// SPDX-License-Identifier: Apache-2.0
import { nameKey } from '@touchstone/identifiers';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { KEEPER_ROLE } from '../roles.ts';

/** Names that are looked at in one step. */
const NAMES_AT_ONCE = 10_000;

/**
 * Papers from before are found by the key of the name of their thing as well: without it a certificate that is over would
 * be none that is known. Edges are only ever added; the one by the name as it was written leads nowhere any more.
 */
export const thingsByAnySpelling: Migration = {
  async up(database) {
    // Row security is forced on the owner of the tables too.
    await sql`set local role ${sql.id(KEEPER_ROLE)}`.execute(database);
    for (let last: string | undefined = ''; last !== undefined; ) {
      const { rows } = await sql<{ key: string }>`select distinct key from touchstone.edge
        where relation = 'about-instrument' and key > ${last} order by key limit ${NAMES_AT_ONCE}`.execute(database);
      const names = rows.map(({ key }) => key);
      const written = names.filter((name) => nameKey(name) !== name);
      await sql`insert into touchstone.edge (entry, recorded_at, register, stream, owner, jurisdiction, origin_node,
          visibility, kind, relation, key)
        select e.entry, e.recorded_at, e.register, e.stream, e.owner, e.jurisdiction, e.origin_node, e.visibility,
          e.kind, e.relation, n.name_key
        from touchstone.edge e join unnest(${written}::text[], ${written.map(nameKey)}::text[]) as n(name, name_key)
          on e.relation = 'about-instrument' and e.key = n.name
        on conflict do nothing`.execute(database);
      last = names.at(-1);
    }
    await sql`reset role`.execute(database);
  },
};
