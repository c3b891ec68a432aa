// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { becomeKeeper, becomeTenant, type DatabaseTransaction } from '../storage/with-tenant.ts';
import type { RecordedEntry } from './define-register.ts';
import type {
  CaseEventFact,
  DataSetFact,
  DataSetInput,
  Disclosure,
  Fact,
  JsonObject,
  StatementFact,
  StatementInput,
  Visibility,
} from './fact.ts';
import { uuidOfId } from './find-statements.ts';
import { RecordError } from './record-error.ts';
import type { Actor } from './tenant.ts';

/** What all entries of one commit have in common. */
export interface EntryOrigin {
  readonly register: string;
  readonly stream: string;
  readonly owner: string;
  readonly jurisdiction: string;
  readonly originNode: string;
  readonly recordedAt: string;
  readonly actor: Actor;
}

/** A fact about to be written, complete but for its entry number. */
export type Writing =
  | {
      readonly source: 'statement';
      readonly statement: StatementInput;
      readonly visibility: Visibility;
      readonly disclosures: readonly Disclosure[];
    }
  | { readonly source: 'case-event'; readonly kind: string; readonly content: JsonObject }
  | { readonly source: 'data-set'; readonly dataSet: DataSetInput; readonly visibility: Visibility };

/** What was written: the answer for the caller, and the fact for folds unless the same was on record already. */
export interface Written {
  readonly recorded: RecordedEntry;
  readonly fact?: Fact;
}

/** Writes one entry to its source of truth, as the tenant, so that row security checks every row. */
export async function writeSource(
  transaction: DatabaseTransaction,
  origin: EntryOrigin,
  writing: Writing,
): Promise<Written> {
  switch (writing.source) {
    case 'statement':
      return writeStatement(transaction, origin, writing);
    case 'case-event':
      return writeCaseEvent(transaction, origin, writing);
    case 'data-set':
      return writeDataSet(transaction, origin, writing);
  }
}

/**
 * The entry under which this statement is on record; undefined where its identity is free.
 * Throws `IDENTITY_CONFLICT` where other bytes are recorded under it, whoever owns them.
 */
export async function findRecorded(
  transaction: DatabaseTransaction,
  statement: StatementInput,
): Promise<RecordedEntry | undefined> {
  // Identities are unique for all tenants together, so another's private statement must be looked at, by digest only.
  await becomeKeeper(transaction);
  const { rows } = await sql<{ entry: number; bytesSha256: Buffer; jwtSha256: Buffer | null }>`
    select entry, bytes_sha256, jwt_sha256 from touchstone.statement_identity
    where issuer = ${statement.issuer} and id = ${requireUuid(statement.id)}`.execute(transaction);
  await becomeTenant(transaction);
  const [found] = rows;
  if (found === undefined) return undefined;
  const jwtDiffers = statement.jwt !== undefined && found.jwtSha256?.equals(sha256(statement.jwt)) !== true;
  if (!found.bytesSha256.equals(sha256(statement.bytes)) || jwtDiffers) {
    throw new RecordError(
      'IDENTITY_CONFLICT',
      `other bytes are recorded under ${statement.issuer} ${statement.id}; a changed statement needs a new id`,
      { issuer: statement.issuer, id: statement.id },
    );
  }
  return recordedStatement(statement, found.entry, true);
}

async function writeStatement(
  transaction: DatabaseTransaction,
  origin: EntryOrigin,
  { statement, visibility, disclosures }: Writing & { source: 'statement' },
): Promise<Written> {
  const entry = await nextEntry(transaction);
  const common = commonColumns(origin, entry, visibility);
  const uuid = requireUuid(statement.id);
  const { numAffectedRows } = await sql`insert into touchstone.statement_identity
    (${COMMON}, issuer, id, digest, bytes_sha256, jwt_sha256)
    values (${common}, ${statement.issuer}, ${uuid}, ${statement.digest}, ${sha256(statement.bytes)},
      ${statement.jwt === undefined ? null : sha256(statement.jwt)})
    on conflict do nothing`.execute(transaction);
  if (numAffectedRows === 0n) {
    const recorded = await findRecorded(transaction, statement);
    if (recorded !== undefined) return { recorded };
  }
  await sql`insert into touchstone.statement
    (${COMMON}, kind, issuer, id, issued_at, digest, bytes, jwt, body, actor)
    values (${common}, ${statement.kind}, ${statement.issuer}, ${uuid}, ${statement.issuedAt}, ${statement.digest},
      ${Buffer.from(statement.bytes)}, ${statement.jwt ?? null}, ${storableJson(statement.body)}::jsonb,
      ${storableJson(origin.actor)}::jsonb)`.execute(transaction);
  if (statement.edges.length > 0) {
    await sql`insert into touchstone.edge (${COMMON}, kind, relation, key)
      select ${common}, ${statement.kind}, e.relation, e.key from unnest(
        ${statement.edges.map((edge) => edge.relation)}::text[], ${statement.edges.map((edge) => edge.key)}::text[])
        as e(relation, key) on conflict do nothing`.execute(transaction);
  }
  storableJson([statement.edges, disclosures]);
  for (const { path, salt, value } of disclosures) {
    await sql`insert into touchstone.disclosure (${COMMON}, path, salt, value)
      values (${commonColumns(origin, entry, 'private')}, ${path}, ${salt}, ${value})`.execute(transaction);
  }
  const { actor: _, ...shared } = origin;
  const fact: StatementFact = {
    source: 'statement',
    ...shared,
    entry,
    visibility,
    kind: statement.kind,
    statement: { ...statement, entry, visibility, ...shared },
    disclosures: Object.fromEntries(disclosures.map(({ path, value }) => [path, value])),
  };
  return { recorded: recordedStatement(statement, entry, false), fact };
}

async function writeCaseEvent(
  transaction: DatabaseTransaction,
  origin: EntryOrigin,
  { kind, content }: Writing & { source: 'case-event' },
): Promise<Written> {
  const entry = await nextEntry(transaction);
  await sql`insert into touchstone.case_event (${COMMON}, kind, actor, content)
    values (${commonColumns(origin, entry, 'private')}, ${kind}, ${storableJson(origin.actor)}::jsonb,
      ${storableJson(content)}::jsonb)`.execute(transaction);
  const fact: CaseEventFact = { source: 'case-event', ...origin, entry, visibility: 'private', kind, content };
  return { recorded: { entry, source: 'case-event', kind, alreadyRecorded: false }, fact };
}

async function writeDataSet(
  transaction: DatabaseTransaction,
  origin: EntryOrigin,
  { dataSet, visibility }: Writing & { source: 'data-set' },
): Promise<Written> {
  const entry = await nextEntry(transaction);
  const { name, edition, digest, mapper, content } = dataSet;
  const common = commonColumns(origin, entry, visibility);
  const { numAffectedRows } = await sql`insert into touchstone.data_set
    (${COMMON}, name, edition, digest, manifest, mapper_name, mapper_version, files, content, actor)
    values (${common}, ${name}, ${edition}, ${digest}, ${Buffer.from(dataSet.manifest)}, ${mapper.name},
      ${mapper.version}, ${dataSet.files.map((file) => file.digest)}::text[], ${storableJson(content)}::jsonb,
      ${storableJson(origin.actor)}::jsonb) on conflict do nothing`.execute(transaction);
  if (numAffectedRows === 0n) return { recorded: await sameDataSet(transaction, origin, dataSet) };
  for (const file of dataSet.files) {
    await sql`insert into touchstone.data_file (${COMMON}, digest, media_type, bytes)
      values (${common}, ${file.digest}, ${file.mediaType}, ${Buffer.from(file.bytes)})`.execute(transaction);
  }
  const { actor: _, ...shared } = origin;
  const fact: DataSetFact = {
    source: 'data-set',
    ...shared,
    ...{ entry, visibility, kind: 'data-set', name, edition, digest, mapper, content },
  };
  return { recorded: { entry, source: 'data-set', kind: 'data-set', alreadyRecorded: false }, fact };
}

async function sameDataSet(
  transaction: DatabaseTransaction,
  origin: EntryOrigin,
  { name, edition, digest, mapper }: DataSetInput,
): Promise<RecordedEntry> {
  const { rows } = await sql<{ entry: number; digest: string }>`select entry, digest from touchstone.data_set
    where owner = ${origin.owner} and name = ${name} and edition = ${edition}
      and mapper_name = ${mapper.name} and mapper_version = ${mapper.version}`.execute(transaction);
  const [found] = rows;
  if (found?.digest !== digest) {
    throw new RecordError(
      'IDENTITY_CONFLICT',
      `other data are recorded as ${name}, edition ${edition}, mapped by ${mapper.name} ${mapper.version}`,
      { name, edition, mapper },
    );
  }
  return { entry: found.entry, source: 'data-set', kind: 'data-set', alreadyRecorded: true };
}

// Taken while the stream is locked, so that within one stream entries are numbered in the order of commits.
async function nextEntry(transaction: DatabaseTransaction): Promise<number> {
  const { rows } = await sql<{ entry: number }>`select nextval('touchstone.entry') as entry`.execute(transaction);
  const [row] = rows;
  if (row === undefined) throw new TypeError('nextval() gave no row');
  return row.entry;
}

const COMMON = sql.raw('entry, recorded_at, register, stream, owner, jurisdiction, origin_node, visibility');

function commonColumns(origin: EntryOrigin, entry: number, visibility: Visibility): RawBuilder<unknown> {
  const { recordedAt, register, stream, owner, jurisdiction, originNode } = origin;
  return sql`${entry}::bigint, ${recordedAt}::timestamptz, ${register}::text, ${stream}::text, ${owner}::text,
    ${jurisdiction}::text, ${originNode}::text, ${visibility}::text`;
}

function recordedStatement(statement: StatementInput, entry: number, alreadyRecorded: boolean): RecordedEntry {
  const { issuer, id, digest, kind } = statement;
  return { entry, source: 'statement', kind, statement: { issuer, id, digest }, alreadyRecorded };
}

function requireUuid(id: string): string {
  const uuid = uuidOfId(id);
  if (uuid === undefined) {
    throw new RecordError('BAD_INPUT', 'id: a statement is named by urn:uuid: and a UUID in lower case', { id });
  }
  return uuid;
}

// As JSON writes them: U+0000, and a surrogate without its other half. An even number of backslashes is text.
const NOT_STORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/** JSON that the database can keep unaltered; throws `BAD_INPUT` for texts that it cannot. */
function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  const found = NOT_STORABLE.exec(text);
  if (found === null) return text;
  const around = text.slice(Math.max(0, found.index - 40), found.index + 20);
  throw new RecordError('BAD_INPUT', `a text holds U+0000 or half a surrogate pair, which cannot be kept: …${around}…`);
}

function sha256(content: Uint8Array | string): Buffer {
  return createHash('sha256').update(content).digest();
}
