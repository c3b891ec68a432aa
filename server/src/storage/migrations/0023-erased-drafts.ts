// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { KEEPER_ROLE } from '../roles.ts';

/**
 * Decision record 0068: of a statement that two people erased the drafts, findings and proposals that led to it go too.
 * Who did what in the case and when stays, and what was decided; nothing else about an event can be changed.
 */
export const erasedDrafts: Migration = {
  async up(database) {
    await sql`create function touchstone.without_words(kind text, content jsonb) returns jsonb language sql immutable
      as ${sql.lit(`select case kind
        when 'proposed' then jsonb_build_object('action', content -> 'action', 'erased', true)
        when 'decided' then content - 'remark'
        when 'access-granted' then content when 'access-revoked' then content when 'disclosure-erased' then content
        else '{"erased": true}'::jsonb end`)}`.execute(database);
    await sql`create function touchstone.only_erase_words() returns trigger language plpgsql as ${sql.lit(`begin
      if tg_op = 'UPDATE' and new.content = touchstone.without_words(old.kind, old.content)
        and to_jsonb(new) - 'content' = to_jsonb(old) - 'content'
        and exists (select from touchstone.disclosure d where d.register = old.register and d.stream = old.stream
          and d.path = '' and d.erased_at is not null)
      then return new; end if;
      raise exception 'case_event is append-only' using errcode = 'restrict_violation';
    end`)}`.execute(database);
    await sql`drop trigger append_only on touchstone.case_event`.execute(database);
    await sql`create trigger append_only before update or delete on touchstone.case_event
      for each row execute function touchstone.only_erase_words()`.execute(database);
    await sql`grant update (content) on touchstone.case_event to ${sql.id(KEEPER_ROLE)}`.execute(database);
    // What led to a statement came after the one before it in its case; after the last one, what is about that one.
    await sql`create function touchstone.erase_drafts(entries bigint[]) returns void language sql as ${sql.lit(`
      update touchstone.case_event e set content = touchstone.without_words(e.kind, e.content)
        from (select i.register, i.stream, i.entry, i.recorded_at,
            coalesce((select max(b.entry) from touchstone.statement_identity b
              where b.register = i.register and b.stream = i.stream and b.entry < i.entry), 0) as after,
            not exists (select from touchstone.statement_identity b
              where b.register = i.register and b.stream = i.stream and b.entry > i.entry) as is_last
          from touchstone.statement_identity i where i.entry = any(entries)) gone
        where e.register = gone.register and e.stream = gone.stream and e.entry > gone.after
          and (e.entry < gone.entry or gone.is_last or (e.kind = 'decided' and e.recorded_at = gone.recorded_at))
          and e.content <> touchstone.without_words(e.kind, e.content);`)}`.execute(database);
    // Of what was erased before. Row security is forced on the owner of the tables too.
    await sql`set local role ${sql.id(KEEPER_ROLE)}`.execute(database);
    await sql`select touchstone.erase_drafts(array(select entry from touchstone.disclosure
      where path = '' and erased_at is not null))`.execute(database);
    await sql`reset role`.execute(database);
  },
};
