// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';
import type { RecordedEntry } from './define-register.ts';
import type {
  CaseEventFact,
  DataSetFact,
  DataSetInput,
  Disclosure,
  Fact,
  JsonObject,
  PersonalFields,
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
  | {
      readonly source: 'case-event';
      readonly kind: string;
      readonly content: JsonObject;
      readonly personal?: PersonalFields;
    }
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

/** Whether a statement that was seen only in the log of another node counts as recorded. */
export interface Recording {
  readonly node: string;
  /** A follower keeps what is nowhere on record yet; everybody else what this node has not recorded itself. */
  readonly follows: boolean;
}

/**
 * The entry under which this statement is on record; undefined where it is to be recorded: its identity is free, or
 * only another node's log had it so far. Throws `IDENTITY_CONFLICT` where another statement is recorded under it,
 * whoever owns that, and where this node recorded other bytes of it.
 */
export async function findRecorded(
  transaction: DatabaseTransaction,
  statement: StatementInput,
  { node, follows }: Recording,
): Promise<RecordedEntry | undefined> {
  const { rows } = await sql<IdentityRow>`
    select * from touchstone.recorded_identity(${statement.issuer}, ${requireUuid(statement.id)}::uuid)`.execute(
    transaction,
  );
  if (rows.some(({ digest }) => digest !== statement.digest)) throw identityConflict(statement);
  const found = rows.find(({ originNode }) => originNode === node) ?? (follows ? rows[0] : undefined);
  if (found === undefined) return undefined;
  const jwtDiffers = statement.jwt !== undefined && found.jwtSha256?.equals(sha256(statement.jwt)) !== true;
  if (!found.bytesSha256.equals(sha256(statement.bytes)) || jwtDiffers) throw identityConflict(statement);
  return recordedStatement(statement, found.entry, true);
}

interface IdentityRow {
  readonly entry: number;
  readonly originNode: string;
  readonly digest: string;
  readonly bytesSha256: Buffer;
  readonly jwtSha256: Buffer | null;
}

function identityConflict({ issuer, id }: StatementInput): RecordError {
  const message = `other bytes are recorded under ${issuer} ${id}; a changed statement needs a new id`;
  return new RecordError('IDENTITY_CONFLICT', message, { issuer, id });
}

async function writeStatement(
  transaction: DatabaseTransaction,
  origin: EntryOrigin,
  { statement, visibility, disclosures }: Writing & { source: 'statement' },
): Promise<Written> {
  const uuid = requireUuid(statement.id);
  const common = commonColumns(origin, visibility);
  storableJson([statement.edges, disclosures]);
  // One step: where the identity is taken, nothing of the rest is written either.
  const { rows } = await sql<{ entry: number }>`
    with identity as (
      insert into touchstone.statement_identity (${COMMON}, issuer, id, digest, bytes_sha256, jwt_sha256)
      values (nextval('touchstone.entry'), ${common}, ${statement.issuer}, ${uuid}, ${statement.digest},
        ${sha256(statement.bytes)}, ${statement.jwt === undefined ? null : sha256(statement.jwt)})
      on conflict do nothing returning entry
    ), statement as (
      insert into touchstone.statement (${COMMON}, kind, issuer, id, issued_at, digest, bytes, jwt, body, actor)
      select entry, ${common}, ${statement.kind}, ${statement.issuer}, ${uuid}::uuid, ${statement.issuedAt}::timestamptz,
        ${statement.digest}, ${Buffer.from(statement.bytes)}::bytea, ${statement.jwt ?? null},
        ${storableJson(statement.body)}::jsonb, ${storableJson(origin.actor)}::jsonb from identity
    ), edge as (
      insert into touchstone.edge (${COMMON}, kind, relation, key)
      select distinct entry, ${common}, ${statement.kind}, e.relation, e.key from identity cross join unnest(
        ${statement.edges.map((edge) => edge.relation)}::text[], ${statement.edges.map((edge) => edge.key)}::text[])
        as e(relation, key)
    ), disclosure as (
      insert into touchstone.disclosure (${COMMON}, path, salt, value)
      select entry, ${commonColumns(origin, 'private')}, d.path, d.salt, d.value from identity cross join unnest(
        ${disclosures.map((each) => each.path)}::text[], ${disclosures.map((each) => each.salt)}::text[],
        ${disclosures.map((each) => each.value)}::text[]) as d(path, salt, value)
    ) select entry from identity`.execute(transaction);
  const [inserted] = rows;
  if (inserted === undefined) {
    const recorded = await findRecorded(transaction, statement, { node: origin.originNode, follows: false });
    if (recorded === undefined) throw new TypeError(`identity ${statement.id} is taken, yet by nothing`);
    return { recorded };
  }
  const { entry } = inserted;
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
  { kind, content, personal }: Writing & { source: 'case-event' },
): Promise<Written> {
  const { rows } = await sql<{ entry: number }>`insert into touchstone.case_event (${COMMON}, kind, actor, content)
    values (nextval('touchstone.entry'), ${commonColumns(origin, 'private')}, ${kind},
      ${storableJson(origin.actor)}::jsonb, ${storableJson(content)}::jsonb) returning entry`.execute(transaction);
  const entry = rows[0]?.entry ?? Number.NaN;
  const kept = Object.entries(personal ?? {});
  if (kept.length > 0) {
    storableJson(personal);
    // No digest of such a field is in the event, and so there is nothing to salt.
    await sql`insert into touchstone.disclosure (${COMMON}, path, salt, value)
      select ${entry}::bigint, ${commonColumns(origin, 'private')}, p.path, '', p.value
      from unnest(${kept.map(([path]) => path)}::text[], ${kept.map(([, value]) => value)}::text[]) as p(path, value)`.execute(
      transaction,
    );
  }
  const fact: CaseEventFact = {
    ...{ source: 'case-event', ...origin, entry, visibility: 'private', kind, content },
    ...(kept.length === 0 ? {} : { personal: personal ?? {} }),
  };
  return { recorded: { entry, source: 'case-event', kind, alreadyRecorded: false }, fact };
}

async function writeDataSet(
  transaction: DatabaseTransaction,
  origin: EntryOrigin,
  { dataSet, visibility }: Writing & { source: 'data-set' },
): Promise<Written> {
  const { name, edition, digest, mapper, content } = dataSet;
  const common = commonColumns(origin, visibility);
  const { rows } = await sql<{ entry: number }>`insert into touchstone.data_set
    (${COMMON}, name, edition, digest, manifest, mapper_name, mapper_version, files, content, actor)
    values (nextval('touchstone.entry'), ${common}, ${name}, ${edition}, ${digest}, ${Buffer.from(dataSet.manifest)},
      ${mapper.name}, ${mapper.version}, ${dataSet.files.map((file) => file.digest)}::text[],
      ${storableJson(content)}::jsonb, ${storableJson(origin.actor)}::jsonb)
    on conflict do nothing returning entry`.execute(transaction);
  const [inserted] = rows;
  if (inserted === undefined) return { recorded: await sameDataSet(transaction, origin, dataSet) };
  const { entry } = inserted;
  for (const file of dataSet.files) {
    await sql`insert into touchstone.data_file (${COMMON}, digest, media_type, bytes)
      values (${entry}, ${common}, ${file.digest}, ${file.mediaType}, ${Buffer.from(file.bytes)})`.execute(transaction);
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

// `entry` is drawn while the stream is locked, so that within one stream entries are numbered in the order of commits.
const COMMON = sql.raw('entry, recorded_at, register, stream, owner, jurisdiction, origin_node, visibility');

function commonColumns(origin: EntryOrigin, visibility: Visibility): RawBuilder<unknown> {
  const { recordedAt, register, stream, owner, jurisdiction, originNode } = origin;
  return sql`${recordedAt}::timestamptz, ${register}::text, ${stream}::text, ${owner}::text,
    ${jurisdiction}::text, ${originNode}::text, ${visibility}::text`;
}

function recordedStatement(statement: StatementInput, entry: number, alreadyRecorded: boolean): RecordedEntry {
  const { issuer, id, digest, kind } = statement;
  return { entry, source: 'statement', kind, statement: { issuer, id, digest }, alreadyRecorded };
}

/** The UUID of a statement's id; throws BAD_INPUT where it is none. */
export function requireUuid(id: string): string {
  const uuid = uuidOfId(id);
  if (uuid === undefined) {
    throw new RecordError('BAD_INPUT', 'id: a statement is named by urn:uuid: and a UUID in lower case', { id });
  }
  return uuid;
}

// As JSON writes them: U+0000, and a surrogate without its other half. An even number of backslashes is text.
const NOT_STORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/** Throws `BAD_INPUT` for a statement with texts that the database cannot keep, or without a good name. */
export function requireStorable({ id, body, edges }: StatementInput): void {
  requireUuid(id);
  storableJson([body, edges]);
}

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
