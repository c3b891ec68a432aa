// SPDX-License-Identifier: Apache-2.0
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../storage/database.ts';
import type { Cut } from './as-of.ts';
import type { CaseEventFact, DataSetFact, Edge, Fact, StatementFact, StatementRecord } from './fact.ts';

/** Where an entry lies: its table is split by month, so the instant is part of the way. */
export interface EntryPlace {
  readonly entry: number;
  readonly recordedAt: string;
}

/** Which facts: of one stream, up to an entry, and known at a cut. */
export interface StreamPart {
  readonly register: string;
  readonly stream: string;
  readonly upTo?: number;
  readonly knownAt?: Cut | undefined;
}

/** The facts of one stream in their order, as far as the transaction's tenant may read them. */
export async function loadStreamFacts(
  transaction: Database,
  { register, stream, upTo, knownAt }: StreamPart,
): Promise<Fact[]> {
  const bound = upTo === undefined ? sql`` : sql`and t.entry <= ${upTo}`;
  const known = knownAt === undefined ? sql`` : sql`and p.position <= ${knownAt.position}`;
  return loadFacts(transaction, sql`t.register = ${register} and t.stream = ${stream} ${bound} ${known}`);
}

/** The facts at these places, in the order of the places. */
export async function loadFactsAt(transaction: Database, places: readonly EntryPlace[]): Promise<Fact[]> {
  if (places.length === 0) return [];
  const facts = await loadFacts(
    transaction,
    sql`(t.recorded_at, t.entry) in (select * from unnest(
      ${places.map((place) => place.recordedAt)}::timestamptz[], ${places.map((place) => place.entry)}::bigint[]))`,
  );
  const byEntry = new Map(facts.map((fact) => [fact.entry, fact]));
  return places.flatMap(({ entry }) => byEntry.get(entry) ?? []);
}

const COMMON = `t.entry, t.recorded_at, t.register, t.stream, t.owner, t.jurisdiction, t.origin_node, t.visibility,
  p.position`;

async function loadFacts(transaction: Database, condition: RawBuilder<unknown>): Promise<Fact[]> {
  const statements = await loadStatements(transaction, condition);
  const { rows: events } = await sql<Nullable<CaseEventFact>>`
    select 'case-event' as source, ${sql.raw(COMMON)}, t.kind, t.actor, t.content from touchstone.case_event t
    left join touchstone.position p on p.entry = t.entry where ${condition}`.execute(transaction);
  const { rows: dataSets } = await sql<Nullable<DataSetFact>>`
    select 'data-set' as source, ${sql.raw(COMMON)}, 'data-set' as kind, t.name, t.edition, t.digest,
      jsonb_build_object('name', t.mapper_name, 'version', t.mapper_version) as mapper, t.content
    from touchstone.data_set t
    left join touchstone.position p on p.entry = t.entry where ${condition}`.execute(transaction);
  const facts: Fact[] = [...statements, ...events.map(withoutNullPosition), ...dataSets.map(withoutNullPosition)];
  return facts.sort((a, b) => a.entry - b.entry);
}

type Nullable<T extends { position?: number }> = Omit<T, 'position'> & { readonly position: number | null };

function withoutNullPosition<T extends { position: number | null }>(
  row: T,
): Omit<T, 'position'> & { position?: number } {
  const { position, ...rest } = row;
  return position === null ? rest : { ...rest, position };
}

/** A statement row as selected by `STATEMENT_COLUMNS`. */
export interface StatementRow extends Omit<StatementRecord, 'position' | 'jwt' | 'edges'> {
  readonly position: number | null;
  readonly jwt: string | null;
  readonly edges: readonly Edge[];
  readonly jurisdiction: string;
  readonly originNode: string;
}

/** Columns of a statement `t` with its position `p`; the id as the body writes it. */
export const STATEMENT_COLUMNS = `${COMMON}, t.kind, t.issuer, 'urn:uuid:' || t.id as id, t.issued_at, t.digest,
  t.bytes, t.jwt, t.body, coalesce((select jsonb_agg(jsonb_build_object('relation', e.relation, 'key', e.key)
    order by e.relation, e.key) from touchstone.edge e where e.recorded_at = t.recorded_at and e.entry = t.entry), '[]')
  as edges`;

/** The record that a row holds. */
export function toStatementRecord(row: StatementRow): StatementRecord {
  const { position, jwt, jurisdiction: _, originNode: __, bytes, ...rest } = row;
  return {
    ...rest,
    bytes: new Uint8Array(bytes),
    ...(jwt === null ? {} : { jwt }),
    ...(position === null ? {} : { position }),
  };
}

async function loadStatements(transaction: Database, condition: RawBuilder<unknown>): Promise<StatementFact[]> {
  const { rows } = await sql<StatementRow & { readonly disclosures: Readonly<Record<string, string>> | null }>`
    select ${sql.raw(STATEMENT_COLUMNS)},
      (select jsonb_object_agg(d.path, d.value) from touchstone.disclosure d
        where d.entry = t.entry and d.erased_at is null) as disclosures
    from touchstone.statement t left join touchstone.position p on p.entry = t.entry
    where ${condition}`.execute(transaction);
  return rows.map(({ disclosures, ...row }): StatementFact => {
    const { entry, recordedAt, register, stream, owner, jurisdiction, originNode, visibility } = row;
    return {
      source: 'statement',
      ...{ entry, recordedAt, register, stream, owner, jurisdiction, originNode, visibility },
      ...(row.position === null ? {} : { position: row.position }),
      kind: row.kind,
      statement: toStatementRecord(row),
      disclosures: disclosures ?? {},
    };
  });
}
