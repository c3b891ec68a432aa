// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { KEEPER_ROLE } from '../roles.ts';

/** The events with words about a person, and where in what they hold these stand. */
const WORDS = `(values ('authorised', '{authorisation,ground}', 'ground'), ('authorisation-ended', '{reason}', 'reason'))
  as w(kind, place, path)`;

/**
 * Decision record 0099: why a person was authorised, and why no longer, is kept beside its event, where it can be
 * erased, for events from before too. Nothing is lost, and nothing else about an event is changed.
 */
export const wordsOfAuthorisations: Migration = {
  async up(database) {
    await sql`drop trigger append_only on touchstone.case_event`.execute(database);
    // Row security is forced on the owner of the tables too.
    await sql`set local role ${sql.id(KEEPER_ROLE)}`.execute(database);
    await sql`insert into touchstone.disclosure (entry, recorded_at, register, stream, owner, jurisdiction, origin_node,
        visibility, path, salt, value)
      select e.entry, e.recorded_at, e.register, e.stream, e.owner, e.jurisdiction, e.origin_node, e.visibility, w.path,
        '', e.content #>> w.place::text[]
      from touchstone.case_event e join ${sql.raw(WORDS)} on w.kind = e.kind
      where e.register = 'laboratories' and e.content #>> w.place::text[] is not null`.execute(database);
    await sql`update touchstone.case_event e set content = e.content #- w.place::text[] from ${sql.raw(WORDS)}
      where w.kind = e.kind and e.register = 'laboratories' and e.content #>> w.place::text[] is not null`.execute(
      database,
    );
    await sql`reset role`.execute(database);
    await sql`create trigger append_only before update or delete on touchstone.case_event
      for each row execute function touchstone.only_erase_words()`.execute(database);
  },
};
