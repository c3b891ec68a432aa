// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { KEEPER_ROLE } from '../roles.ts';

// Planning a lookup over tables with a partition for every month costs far more than doing it, and the statements that
// a driver sends are planned anew each time. A function keeps its plan for the life of the connection, also behind a
// pooler; row security is that of whoever calls it. Forced generic: the months are pruned when the plan is run.
const PLAN = sql`language plpgsql stable set plan_cache_mode to force_generic_plan`;

/** Lookups of facts and statements that are planned once per connection. */
export const lookups: Migration = {
  async up(database) {
    await sql`create index on touchstone.position (register, stream)`.execute(database);
    // In which months to look for a stream; bare instants, and the rows themselves stay under row security.
    await sql`create function touchstone.stream_span(of_register text, of_stream text,
        out first timestamptz, out last timestamptz) language sql stable set role to ${sql.lit(KEEPER_ROLE)} as ${sql.lit(`
      select min(recorded_at), max(recorded_at) from (
        select recorded_at from touchstone.position where register = $1 and stream = $2 union all
        select recorded_at from touchstone.queue where register = $1 and stream = $2) entries`)}`.execute(database);
    await createFactLookups(database);
    await createStatementLookup(database);
  },
};

const COMMON = `t.entry, t.recorded_at, t.register, t.stream, t.owner, t.jurisdiction, t.origin_node, t.visibility,
  p.position`;
const STATEMENT = `${COMMON}, t.kind, t.issuer, 'urn:uuid:' || t.id, t.issued_at, t.digest, t.bytes, t.jwt, t.body,
  coalesce((select jsonb_agg(jsonb_build_object('relation', e.relation, 'key', e.key) order by e.relation, e.key)
    from touchstone.edge e where e.recorded_at = t.recorded_at and e.entry = t.entry), '[]'::jsonb)`;
const STATEMENT_COLUMNS = `entry bigint, recorded_at timestamptz, register text, stream text, owner text,
  jurisdiction text, origin_node text, visibility text, "position" bigint, kind text, issuer text, id text,
  issued_at timestamptz, digest text, bytes bytea, jwt text, body jsonb, edges jsonb`;

// The three sources of truth side by side, what one has not as null.
function factsWhere(condition: string, personal: string): string {
  const from = (table: string) => `from touchstone.${table} t
    left join touchstone.position p on p.entry = t.entry where ${condition}`;
  return `
    select 'statement', ${STATEMENT}, (select jsonb_object_agg(d.path, d.value) from touchstone.disclosure d
        where d.entry = t.entry and d.erased_at is null), t.actor, null::jsonb, null::text, null::text, null::jsonb
      ${from('statement')}
    union all select 'case-event', ${COMMON}, t.kind, null, null, null, null, null, null, null, null, ${personal},
      t.actor, t.content, null, null, null ${from('case_event')}
    union all select 'data-set', ${COMMON}, 'data-set', null, null, null, t.digest, null, null, null, null, null,
      t.actor, t.content, t.name, t.edition, jsonb_build_object('name', t.mapper_name, 'version', t.mapper_version)
      ${from('data_set')}
    order by 2`;
}

const FACT_COLUMNS = `source text, ${STATEMENT_COLUMNS}, disclosures jsonb, actor jsonb, content jsonb, name text,
  edition text, mapper jsonb`;

/** Lookups of facts; what they give as the disclosures of a case event came later than they. */
export async function createFactLookups<T>(database: Kysely<T>, how = 'create', personal = 'null'): Promise<void> {
  const ofStream = `t.register = of_register and t.stream = of_stream and t.recorded_at between first and last
    and (up_to is null or t.entry <= up_to) and (known_at is null or p.position <= known_at)`;
  await sql`${sql.raw(how)} function touchstone.stream_facts(of_register text, of_stream text, up_to bigint, known_at bigint)
    returns table (${sql.raw(FACT_COLUMNS)}) ${PLAN} as ${sql.lit(`
      #variable_conflict use_column
      declare first timestamptz; last timestamptz;
      begin
        select s.first, s.last into first, last from touchstone.stream_span(of_register, of_stream) s;
        if first is not null then return query ${factsWhere(ofStream, personal)}; end if;
      end`)}`.execute(database);
  const atPlaces = `t.recorded_at between first and last
    and (t.recorded_at, t.entry) in (select * from unnest(instants, entries))`;
  await sql`${sql.raw(how)} function touchstone.facts_at(instants timestamptz[], entries bigint[])
    returns table (${sql.raw(FACT_COLUMNS)}) ${PLAN} as ${sql.lit(`
      #variable_conflict use_column
      declare first timestamptz; last timestamptz;
      begin
        select min(i), max(i) into first, last from unnest(instants) i;
        return query ${factsWhere(atPlaces, personal)};
      end`)}`.execute(database);
}

async function createStatementLookup<T>(database: Kysely<T>): Promise<void> {
  const atCut = `(cut is null or exists (
    select from touchstone.position c where c.entry = found.entry and c.position <= cut))`;
  await sql`create function touchstone.find_statements(requests jsonb, cut bigint)
    returns table (asked_by integer[], ${sql.raw(STATEMENT_COLUMNS)}) ${PLAN} as ${sql.lit(`
      #variable_conflict use_column
      begin return query
      with request as materialized (
        select * from jsonb_to_recordset(requests)
          as r(n integer, issuer text, id uuid, digest text, relation text, key text, kinds text[], most integer)
      ), located as (
        select r.n, found.recorded_at, found.entry from request r
          join touchstone.statement_identity found on found.issuer = r.issuer and found.id = r.id where ${atCut}
        union all
        select r.n, found.recorded_at, found.entry from request r
          join touchstone.statement_identity found on found.digest = r.digest where ${atCut}
        union all
        select r.n, edges.recorded_at, edges.entry from request r cross join lateral (
          select found.recorded_at, found.entry from touchstone.edge found
          where found.relation = r.relation and found.key = r.key
            and (r.kinds is null or found.kind = any(r.kinds)) and ${atCut}
          order by found.entry desc limit r.most) edges where r.relation is not null
      ), wanted as (
        select recorded_at, entry, array_agg(n) as asked_by from located group by recorded_at, entry
      )
      select w.asked_by, ${STATEMENT} from wanted w
        join touchstone.statement t on t.recorded_at = w.recorded_at and t.entry = w.entry
        left join touchstone.position p on p.entry = t.entry
      order by t.entry desc;
      end`)}`.execute(database);
}
