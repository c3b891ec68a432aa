// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Database } from '../storage/database.ts';
import type { Cut } from './as-of.ts';
import type { DataSetFact, Edge, Fact, Json, JsonObject, StatementRecord } from './fact.ts';
import { isMechanismKind, isWordless } from './mechanism-kinds.ts';
import type { Actor } from './tenant.ts';

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
  const { rows } = await sql<FactRow>`select * from touchstone.stream_facts(${register}, ${stream},
    ${upTo ?? null}::bigint, ${knownAt?.position ?? null}::bigint)`.execute(transaction);
  // A draft without its words is none; what was proposed and decided is still told.
  return rows
    .map(toFact)
    .filter((fact) => fact.source !== 'case-event' || isMechanismKind(fact.kind) || !isWordless(fact));
}

/** The facts at these places, in the order of the places. */
export async function loadFactsAt(transaction: Database, places: readonly EntryPlace[]): Promise<Fact[]> {
  if (places.length === 0) return [];
  const { rows } = await sql<FactRow>`select * from touchstone.facts_at(
    ${places.map((place) => place.recordedAt)}::timestamptz[], ${places.map((place) => place.entry)}::bigint[])`.execute(
    transaction,
  );
  const byEntry = new Map(rows.map((row) => [row.entry, row]));
  return places.flatMap(({ entry }) => byEntry.get(entry) ?? []).map(toFact);
}

interface FactRow extends StatementRow {
  readonly source: Fact['source'];
  readonly disclosures: Readonly<Record<string, string>> | null;
  readonly actor: Actor;
  readonly content: Json;
  readonly name: string;
  readonly edition: string;
  readonly mapper: DataSetFact['mapper'];
}

function toFact({ source, disclosures, actor, content, name, edition, mapper, ...row }: FactRow): Fact {
  const { entry, recordedAt, register, stream, owner, jurisdiction, originNode, visibility, kind, digest } = row;
  const base = {
    ...{ entry, recordedAt, register, stream, owner, jurisdiction, originNode, visibility },
    ...(row.position === null ? {} : { position: row.position }),
  };
  switch (source) {
    case 'statement':
      return { ...base, source, kind, statement: toStatementRecord(row), disclosures: disclosures ?? {} };
    case 'case-event':
      return {
        ...{ ...base, source, kind, actor, content: content as JsonObject },
        ...(disclosures === null ? {} : { personal: disclosures }),
      };
    case 'data-set':
      return { ...base, source, kind: 'data-set', name, edition, digest, mapper, content };
  }
}

/** A statement as the lookups of the database give it. */
export interface StatementRow extends Omit<StatementRecord, 'position' | 'jwt' | 'edges'> {
  readonly position: number | null;
  readonly jwt: string | null;
  readonly edges: readonly Edge[];
}

/** The record that a row holds. */
export function toStatementRecord(row: StatementRow): StatementRecord {
  const { position, jwt, bytes, ...rest } = row;
  return {
    ...rest,
    bytes: new Uint8Array(bytes),
    ...(jwt === null ? {} : { jwt }),
    ...(position === null ? {} : { position }),
  };
}
