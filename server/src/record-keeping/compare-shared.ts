// SPDX-License-Identifier: Apache-2.0
import { type RawBuilder, sql } from 'kysely';
import { type DatabaseTransaction, withKeeper } from '../storage/with-tenant.ts';
import { type Keeping, LOCK_FOLD_SWAP, LOCK_SPACE } from './keeping.ts';
import { MECHANISM_KINDS } from './mechanism-kinds.ts';
import type { RebuildDifference } from './rebuild.ts';

// Shared tables are kept up by commits themselves; like folds, they follow from the sources of truth alone.
const GRANTS = sql`
  select register, stream, grantee, owner, right_granted, entry from (
    select distinct on (register, stream, content ->> 'grantee') register, stream, content ->> 'grantee' as grantee,
      owner, content ->> 'right' as right_granted, entry, kind
    from touchstone.case_event where kind in (${MECHANISM_KINDS.granted}, ${MECHANISM_KINDS.revoked})
    order by register, stream, content ->> 'grantee', entry desc) last
  where kind = ${MECHANISM_KINDS.granted}`;

const STREAMS = sql`
  select register, stream, owner, jurisdiction, origin_node, max(entry) as last_entry from (
    select register, stream, owner, jurisdiction, origin_node, entry from touchstone.statement
    union all select register, stream, owner, jurisdiction, origin_node, entry from touchstone.case_event
    union all select register, stream, owner, jurisdiction, origin_node, entry from touchstone.data_set) entries
  group by register, stream, owner, jurisdiction, origin_node`;

/** Rows in which the grants, the streams and the places in status lists differ from what the sources of truth say; empty when all is well. */
export async function compareShared(keeping: Keeping): Promise<readonly RebuildDifference[]> {
  return withKeeper(keeping.database, async (transaction) => {
    await sql`select pg_advisory_xact_lock(${LOCK_SPACE}, ${LOCK_FOLD_SWAP})`.execute(transaction);
    const grants = sql`select register, stream, grantee, owner, right_granted, entry from touchstone.access_grant`;
    // A stream whose only entry was on record before has no entry of its own.
    const streams = sql`select register, stream, owner, jurisdiction, origin_node, last_entry from touchstone.stream
      where last_entry is not null`;
    return [
      ...(await compare(transaction, 'access_grant', { serving: grants, rebuilt: GRANTS })),
      ...(await compare(transaction, 'stream', { serving: streams, rebuilt: STREAMS })),
      ...(await comparePlaces(transaction, keeping)),
    ];
  });
}

/** A place stands in the body of its statement, signed; the list that it names says which one of the issuer's it is. */
async function comparePlaces(transaction: DatabaseTransaction, { node, statusLists }: Keeping) {
  if (statusLists === undefined) return [];
  const { rows: lists } = await sql<{ issuer: string; list: number }>`
    select distinct issuer, list from touchstone.status_place where origin_node = ${node}`.execute(transaction);
  const addresses = lists.map(({ issuer, list }) => statusLists.address({ issuer, list, purpose: 'revocation' }));
  const serving = sql`select issuer, list, place, id from touchstone.status_place where origin_node = ${node}`;
  // What names a list of this node that has no place here shows as well, as a place in no list.
  const [sample] = addresses;
  const root = sample === undefined ? '' : `${new URL(sample).origin}/`;
  const rebuilt = sql`select s.issuer, named.list, (e.entry ->> 'statusListIndex')::integer as place, s.id
    from touchstone.statement s cross join lateral jsonb_array_elements(
      case jsonb_typeof(s.body -> 'credentialStatus') when 'array' then s.body -> 'credentialStatus' else '[]'::jsonb end
    ) as e(entry) left join unnest(${lists.map(({ issuer }) => issuer)}::text[],
      ${lists.map(({ list }) => list)}::integer[], ${addresses}::text[]) as named(issuer, list, address)
      on named.issuer = s.issuer and named.address = e.entry ->> 'statusListCredential'
    where s.origin_node = ${node} and e.entry ->> 'statusPurpose' = 'revocation'
      and (named.list is not null or (${root} <> '' and starts_with(e.entry ->> 'statusListCredential', ${root})))`;
  return compare(transaction, 'status_place', { serving, rebuilt });
}

async function compare(
  transaction: DatabaseTransaction,
  table: string,
  { serving, rebuilt }: { readonly serving: RawBuilder<unknown>; readonly rebuilt: RawBuilder<unknown> },
): Promise<RebuildDifference[]> {
  const { rows } = await sql<{ side: RebuildDifference['side']; row: unknown }>`
    select 'serving-only' as side, to_jsonb(a) as row from (${serving} except all ${rebuilt}) a
    union all select 'rebuilt-only', to_jsonb(b) from (${rebuilt} except all ${serving}) b limit 20`.execute(
    transaction,
  );
  return rows.map(({ side, row }) => ({ fold: 'shared', table, side, row }));
}
