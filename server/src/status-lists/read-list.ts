// SPDX-License-Identifier: Apache-2.0
import { deriveStatusList, type StatusChange } from '@touchstone/credentials/formats';
import { compareInstants, type Instant } from '@touchstone/identifiers';
import { sql } from 'kysely';
import type { StatusListName } from '../record-keeping/keeping.ts';
import { type ChangeRecord, changesThatCount } from '../record-keeping/statement-status.ts';
import { STATUS_PLACES } from '../record-keeping/status-places.ts';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';

/** What a list hangs on: when one of the two moves, the list is made anew. */
export interface ListBasis {
  readonly places: number;
  /** Entry of the issuer's newest change of status. */
  readonly newest: number;
}

/** The bits of a list at a moment, and the next moment at which a planned change takes effect. */
export interface ReadList {
  readonly bits: Uint8Array;
  readonly nextChange: Instant | undefined;
}

/** Which list, of which node. */
export interface NodeList extends StatusListName {
  readonly node: string;
}

/** How a list stands in the database; no places where there is no such list. As the keeper. */
export async function readBasis(
  transaction: DatabaseTransaction,
  { node, issuer, list }: NodeList,
): Promise<ListBasis> {
  const { rows } = await sql<ListBasis>`select
    (select count(*) from touchstone.status_place
      where issuer = ${issuer} and list = ${list} and origin_node = ${node}) as places,
    (select coalesce(max(entry), 0) from touchstone.statement
      where kind = 'StatusChange' and issuer = ${issuer}) as newest`.execute(transaction);
  return { places: Number(rows[0]?.places ?? 0), newest: Number(rows[0]?.newest ?? 0) };
}

/** Folds the signed changes of status that were on record at `at` into the list. As the keeper. */
export async function readList(transaction: DatabaseTransaction, name: NodeList, at: Instant): Promise<ReadList> {
  const { node, issuer, list, purpose } = name;
  const { rows } = await sql<{ place: number; id: string; digest: string }>`
    select p.place, 'urn:uuid:' || p.id as id, i.digest from touchstone.status_place p
    join touchstone.statement_identity i on i.issuer = p.issuer and i.id = p.id
    where p.issuer = ${issuer} and p.list = ${list} and p.origin_node = ${node}`.execute(transaction);
  const known = (record: ChangeRecord) => compareInstants(record.recordedAt as Instant, at) <= 0;
  const changes = (
    await changesOf(
      transaction,
      issuer,
      rows.map(({ id }) => id),
    )
  ).filter(known);
  const voidings = (
    await changesOf(
      transaction,
      issuer,
      changes.map(({ id }) => id),
    )
  ).filter(known);
  const byTarget = Map.groupBy(changes, targetOf);
  const voidingOf = Map.groupBy(voidings, targetOf);
  const counting: StatusChange[] = rows.flatMap(({ id, digest }) => {
    const own = byTarget.get(id) ?? [];
    const taken = own.flatMap((change) => voidingOf.get(change.id) ?? []);
    return changesThatCount({ issuer, id, digest }, { changes: own, voidings: taken });
  });
  const ahead = counting.map(({ from }) => from).filter((from) => compareInstants(from, at) > 0);
  return {
    bits: deriveStatusList({
      ...{ purpose, at, entries: STATUS_PLACES, changes: counting },
      places: rows.map(({ place, id }) => ({ index: place, statement: { issuer, id } })),
    }),
    nextChange: ahead.sort(compareInstants)[0],
  };
}

function targetOf({ body }: ChangeRecord): string {
  return (body.credentialSubject as unknown as { readonly changes: { readonly id: string } }).changes.id;
}

async function changesOf(
  transaction: DatabaseTransaction,
  issuer: string,
  ids: readonly string[],
): Promise<readonly ChangeRecord[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ChangeRecord>`
    select s.issuer, 'urn:uuid:' || s.id as id, s.digest, s.body, s.recorded_at from touchstone.statement s
    where s.kind = 'StatusChange' and s.issuer = ${issuer}
      and s.body -> 'credentialSubject' -> 'changes' ->> 'issuer' = ${issuer}
      and s.body -> 'credentialSubject' -> 'changes' ->> 'id' in (select unnest(${[...ids]}::text[]))`.execute(
    transaction,
  );
  return rows;
}
