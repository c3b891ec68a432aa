// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { bigintArray, bytesArray, jsonbArray, textArray, uuidArray } from '../storage/binary-array.ts';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';
import type { BoundFold } from './bound-fold.ts';
import type { StatementFact, StatementInput, Visibility } from './fact.ts';
import { type EntryOrigin, requireUuid } from './write-sources.ts';

/** One statement of many that are written together, each into a stream of its own. */
export interface StatementWriting {
  readonly statement: StatementInput;
  readonly visibility: Visibility;
  readonly stream: string;
  readonly owner: string;
  readonly jurisdiction: string;
  /** Drawn while the stream is locked. */
  readonly entry: number;
}

const COMMON = sql.raw('entry, recorded_at, register, stream, owner, jurisdiction, origin_node, visibility');

/**
 * Writes signed statements, their identities and edges in one step, as the tenant; returns them as facts, in their
 * order. Undefined where an identity is taken meanwhile: then the transaction is to be undone.
 */
export async function writeStatements(
  transaction: DatabaseTransaction,
  origin: Pick<EntryOrigin, 'register' | 'originNode' | 'recordedAt' | 'actor'>,
  writings: readonly StatementWriting[],
): Promise<readonly StatementFact[] | undefined> {
  const { register, originNode, recordedAt, actor } = origin;
  const column = <T>(pick: (writing: StatementWriting) => T): T[] => writings.map(pick);
  // No table waits for another here, and no row is carried through a join: that cost as much as writing the rows.
  const shared = sql`${bigintArray(column(({ entry }) => entry))}::bigint[],
    ${textArray(column(({ stream }) => stream))}::text[], ${textArray(column(({ owner }) => owner))}::text[],
    ${textArray(column(({ jurisdiction }) => jurisdiction))}::text[],
    ${textArray(column(({ visibility }) => visibility))}::text[],
    ${textArray(column(({ statement }) => statement.issuer))}::text[],
    ${uuidArray(column(({ statement }) => requireUuid(statement.id)))}::uuid[],
    ${textArray(column(({ statement }) => statement.digest))}::text[]`;
  const common = sql`g.entry, ${recordedAt}::timestamptz, ${register}, g.stream, g.owner, g.jurisdiction,
    ${originNode}, g.visibility`;
  const { rows } = await sql<{ identities: number }>`
    with identity as (
      insert into touchstone.statement_identity (${COMMON}, issuer, id, digest, bytes_sha256, jwt_sha256)
      select ${common}, g.issuer, g.id, g.digest, g.bytes_sha256, g.jwt_sha256
      from unnest(${shared}, ${bytesArray(column(({ statement }) => sha256(statement.bytes)))}::bytea[],
        ${bytesArray(column(({ statement: { jwt } }) => (jwt === undefined ? null : sha256(jwt))))}::bytea[])
        as g(entry, stream, owner, jurisdiction, visibility, issuer, id, digest, bytes_sha256, jwt_sha256)
      on conflict do nothing returning 1
    ), statement as (
      insert into touchstone.statement (${COMMON}, issuer, id, digest, bytes, jwt, kind, issued_at, body, actor)
      select ${common}, g.issuer, g.id, g.digest, g.bytes, g.jwt, g.kind, g.issued_at::timestamptz, g.body,
        ${JSON.stringify(actor)}::jsonb
      from unnest(${shared}, ${bytesArray(column(({ statement }) => statement.bytes))}::bytea[],
        ${textArray(column(({ statement }) => statement.jwt ?? null))}::text[],
        ${textArray(column(({ statement }) => statement.kind))}::text[],
        ${textArray(column(({ statement }) => statement.issuedAt))}::text[],
        ${jsonbArray(column(({ statement }) => JSON.stringify(statement.body)))}::jsonb[])
        as g(entry, stream, owner, jurisdiction, visibility, issuer, id, digest, bytes, jwt, kind, issued_at, body)
    ) select count(*) as identities from identity`.execute(transaction);
  if (rows[0]?.identities !== writings.length) return undefined;
  await writeEdges(transaction, origin, writings);
  return writings.map(({ statement, ...writing }): StatementFact => {
    const of = { ...writing, register, originNode, recordedAt };
    const { kind } = statement;
    return { source: 'statement', ...of, kind, statement: { ...statement, ...of }, disclosures: {} };
  });
}

async function writeEdges(
  transaction: DatabaseTransaction,
  { register, originNode, recordedAt }: Pick<EntryOrigin, 'register' | 'originNode' | 'recordedAt'>,
  writings: readonly StatementWriting[],
): Promise<void> {
  const edges = writings.flatMap(({ statement, ...writing }) =>
    distinct(statement.edges).map((edge) => ({ ...writing, kind: statement.kind, ...edge })),
  );
  const texts = (name: Exclude<keyof (typeof edges)[number], 'entry'>) => textArray(edges.map((edge) => edge[name]));
  await sql`insert into touchstone.edge (${COMMON}, kind, relation, key)
    select g.entry, ${recordedAt}::timestamptz, ${register}, g.stream, g.owner, g.jurisdiction, ${originNode},
      g.visibility, g.kind, g.relation, g.key
    from unnest(${bigintArray(edges.map(({ entry }) => entry))}::bigint[], ${texts('stream')}::text[],
      ${texts('owner')}::text[], ${texts('jurisdiction')}::text[], ${texts('visibility')}::text[],
      ${texts('kind')}::text[], ${texts('relation')}::text[], ${texts('key')}::text[])
      as g(entry, stream, owner, jurisdiction, visibility, kind, relation, key)`.execute(transaction);
}

// In one step: an object that hashes piece by piece takes three times as long for a text of this length.
function sha256(content: Uint8Array | string): Buffer {
  return hash('sha256', content, 'buffer');
}

/** Each edge once: the table holds what a statement hangs on, and not how often it says so. */
function distinct(edges: StatementInput['edges']): StatementInput['edges'] {
  if (edges.length < 2) return edges;
  return [...new Map(edges.map((edge) => [`${edge.relation} ${edge.key}`, edge])).values()];
}

/** Queues facts that were written together. As the keeper: tenants write no queue. */
export async function queueStatements(
  transaction: DatabaseTransaction,
  fold: BoundFold,
  facts: readonly StatementFact[],
): Promise<void> {
  const [first] = facts;
  if (first === undefined) return;
  const { register, originNode, recordedAt } = first;
  await sql`insert into touchstone.queue
      (entry, recorded_at, register, stream, source, applied, owner, jurisdiction, origin_node)
    select g.entry, ${recordedAt}::timestamptz, ${register}, g.stream, 'statement', ${fold.tag}, g.owner, g.jurisdiction,
      ${originNode}
    from unnest(${bigintArray(facts.map(({ entry }) => entry))}::bigint[],
      ${textArray(facts.map(({ stream }) => stream))}::text[], ${textArray(facts.map(({ owner }) => owner))}::text[],
      ${textArray(facts.map(({ jurisdiction }) => jurisdiction))}::text[])
      as g(entry, stream, owner, jurisdiction)`.execute(transaction);
}

/** Moves streams on to these facts, each the last of its stream. As the keeper, since the fold's rows are meant too. */
export async function noteLastEntries(
  transaction: DatabaseTransaction,
  fold: BoundFold,
  facts: readonly StatementFact[],
): Promise<void> {
  const [first] = facts;
  if (first === undefined) return;
  await sql`update touchstone.stream s set last_entry = given.entry, last_applied = ${fold.tag}
    from unnest(${bigintArray(facts.map(({ entry }) => entry))}::bigint[],
      ${textArray(facts.map(({ stream }) => stream))}::text[]) as given(entry, stream)
    where s.register = ${first.register} and s.stream = given.stream`.execute(transaction);
}
