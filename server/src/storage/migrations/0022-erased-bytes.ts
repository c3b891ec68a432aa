// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { KEEPER_ROLE } from '../roles.ts';

const ERASED = `exists (select from touchstone.disclosure d
    where d.entry = old.entry and d.path = '' and d.erased_at is not null)`;
// What a status list is made from stays: an erased revocation must not make valid again what it revoked.
const CHANGE = `jsonb_build_object('changes', body #> '{credentialSubject,changes}',
    'status', body #> '{credentialSubject,status}', 'from', body #> '{credentialSubject,from}')`;
const LEFT = `jsonb_strip_nulls(jsonb_build_object('credentialStatus', body -> 'credentialStatus',
    'credentialSubject', case kind when 'StatusChange' then ${CHANGE} else '{}'::jsonb end))`;

/**
 * Decision record 0068: of a statement that two people erased neither the signed bytes stay nor whom it names. Nothing
 * else about a row can be changed, and of no other statement.
 */
export const erasedBytes: Migration = {
  async up(database) {
    await sql`create function touchstone.only_erase() returns trigger language plpgsql as ${sql.lit(`begin
      if tg_op = 'DELETE' and tg_argv[0] = 'edge' and ${ERASED} then return old; end if;
      if tg_op = 'UPDATE' and tg_argv[0] = 'statement' and ${ERASED} then
        if new.bytes = '' and new.jwt is null
          and to_jsonb(new) - array['bytes', 'jwt', 'body'] = to_jsonb(old) - array['bytes', 'jwt', 'body']
        then return new; end if;
      end if;
      raise exception '% is append-only', tg_argv[0] using errcode = 'restrict_violation';
    end`)}`.execute(database);
    for (const table of ['statement', 'edge']) {
      const name = sql.id('touchstone', table);
      await sql`drop trigger append_only on ${name}`.execute(database);
      await sql`create trigger append_only before update or delete on ${name}
        for each row execute function touchstone.only_erase(${sql.lit(table)})`.execute(database);
    }
    await sql`grant update (bytes, jwt, body) on touchstone.statement to ${sql.id(KEEPER_ROLE)}`.execute(database);
    await sql`grant update (response) on touchstone.idempotency to ${sql.id(KEEPER_ROLE)}`.execute(database);
    await sql`grant delete on touchstone.edge to ${sql.id(KEEPER_ROLE)}`.execute(database);
    await sql`create function touchstone.erase_signed(entries bigint[]) returns void language sql as ${sql.lit(`
      update touchstone.statement s set bytes = '', jwt = null, body = ${LEFT}
        from touchstone.statement_identity i where i.entry = any(entries)
          and s.recorded_at = i.recorded_at and s.entry = i.entry and s.bytes <> '';
      delete from touchstone.edge e using touchstone.statement_identity i
        where i.entry = any(entries) and e.recorded_at = i.recorded_at and e.entry = i.entry
          and e.relation <> 'about-statement';`)}`.execute(database);
    // What was erased before kept its bytes. Row security is forced on the owner of the tables too.
    await sql`set local role ${sql.id(KEEPER_ROLE)}`.execute(database);
    await sql`select touchstone.erase_signed(array(select entry from touchstone.disclosure
      where path = '' and erased_at is not null))`.execute(database);
    await sql`reset role`.execute(database);
  },
};
