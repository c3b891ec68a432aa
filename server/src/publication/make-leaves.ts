// SPDX-License-Identifier: Apache-2.0
import { type Digest, instantFromMilliseconds, parseDigest } from '@touchstone/identifiers';
import {
  commitmentOf,
  encodeLeaf,
  parseStatement,
  type Statement,
  SUBJECT_KEY_BYTES,
  type Subjects,
  statementEdges,
  statementLeaves,
  subjectKeysOf,
  subjectsOfEdges,
} from '@touchstone/statements';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { sql } from 'kysely';
import type { Edge, StatementRecord } from '../record-keeping/fact.ts';
import { findStatements } from '../record-keeping/find-statements.ts';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';
import { findLeaves, keepLeaves, type LeafRow, type NewLeaf } from './leaf-table.ts';
import { secretsOf } from './party-secrets.ts';
import { personsIn } from './persons.ts';

/** What making a leaf takes beside its statement. */
export interface LeafMaking {
  /** Only statements that originate here are in this node's log. */
  readonly node: string;
  readonly now: string;
  /** Seconds from the promise until the leaf is in the log. */
  readonly mergeDelay: number;
  readonly randomBytes: (count: number) => Uint8Array;
}

/** What of a statement a leaf is made from. */
export type LoggedStatement = Pick<StatementRecord, 'entry' | 'issuer' | 'id' | 'digest' | 'body'> & {
  /** Its edges as it states them, in its own order, where they are known; else they are read from the body. */
  readonly statedEdges?: readonly Edge[];
};
/** A statement on record here, with the instant by which its row is found, and what its leaf says of it. */
export type RecordedStatement = LoggedStatement &
  Pick<StatementRecord, 'recordedAt' | 'owner' | 'stream' | 'register' | 'visibility'>;

const SALT_BYTES = 32;
/** Changes of changes of changes: more than anybody states. */
const TARGETS_DEEP_MAX = 8;

/** SHA-256 as the leaf bytes take it. */
export function sha256(message: Uint8Array): Uint8Array {
  return nodeLogSuite.sha256(message);
}

/**
 * The leaves of these statements, made and kept where there are none yet: first the salt is durable, then anybody
 * hears of the commitment. As the keeper. In the order of the statements.
 */
export async function ensureLeaves(
  transaction: DatabaseTransaction,
  statements: readonly RecordedStatement[],
  making: LeafMaking,
): Promise<readonly LeafRow[]> {
  const entries = statements.map(({ entry }) => entry);
  const known = await findLeaves(transaction, entries);
  const missing = statements.filter(({ entry }) => !known.has(entry));
  if (missing.length === 0) return entries.map((entry) => known.get(entry) as LeafRow);
  const made = await makeLeaves(transaction, missing, making);
  const kept = await keepLeaves(transaction, made);
  const own = new Map(
    made.filter(({ entry }) => kept.has(entry)).map(({ recordedAt: _, ...leaf }) => [leaf.entry, leaf]),
  );
  // Another server may have been faster, and what it promised holds.
  const others = missing.map(({ entry }) => entry).filter((entry) => !kept.has(entry));
  const found = await findLeaves(transaction, others);
  return entries.map((entry) => (known.get(entry) ?? own.get(entry) ?? found.get(entry)) as LeafRow);
}

async function makeLeaves(
  transaction: DatabaseTransaction,
  statements: readonly RecordedStatement[],
  making: LeafMaking,
): Promise<readonly NewLeaf[]> {
  const subjects = await subjectsOfAll(transaction, statements, making.node);
  const persons = new Set(statements.flatMap(({ body }) => [...personsIn(body.credentialSubject)]));
  const parties = [...subjects.values()].flatMap(({ parties }) => parties);
  const secrets = await secretsOf(transaction, { parties, persons }, making);
  const { now, mergeDelay } = making;
  const mergeBy = instantFromMilliseconds(Date.parse(now) + mergeDelay * 1_000);
  // Drawn together: to ask for each by itself took longer than to hash what it salts.
  const drawn = making.randomBytes(SALT_BYTES * statements.length);
  return statements.map((statement, at): NewLeaf => {
    const keys = subjectKeysOf(sha256, subjects.get(statement.entry) as Subjects, (party) => secrets.get(party));
    const salt = Buffer.from(drawn.subarray(at * SALT_BYTES, (at + 1) * SALT_BYTES));
    return newLeaf(statement, keys, { now, mergeBy, salt });
  });
}

/** The entries of the log that a leaf row stands for: one, or several where there are more than 255 keys. */
export function entriesOf({
  subjectKeys,
  commitment,
}: Pick<LeafRow, 'subjectKeys' | 'commitment'>): readonly Uint8Array[] {
  const keys: Uint8Array[] = [];
  for (let at = 0; at < subjectKeys.length; at += SUBJECT_KEY_BYTES) {
    keys.push(new Uint8Array(subjectKeys.subarray(at, at + SUBJECT_KEY_BYTES)));
  }
  return statementLeaves(keys, new Uint8Array(commitment)).map(encodeLeaf);
}

function newLeaf(
  { entry, recordedAt, owner, stream, register, visibility, digest }: RecordedStatement,
  keys: readonly Uint8Array[],
  { now, mergeBy, salt }: { readonly now: string; readonly mergeBy: string; readonly salt: Buffer },
): NewLeaf {
  return {
    ...{ entry, recordedAt, owner, stream, register, visibility, digest },
    salt,
    subjectKeys: Buffer.concat(keys),
    commitment: Buffer.from(commitmentOf(sha256, salt, parseDigest(digest) satisfies Digest)),
    promisedAt: now,
    ...{ mergeBy, leafIndex: null, erasedAt: null, erasedGround: null },
  };
}

/** Whom these statements are about and under which thing each is kept. MAP_FN_DESCRIPTION, 5 and 6. */
export async function subjectsOfAll(
  transaction: DatabaseTransaction,
  statements: readonly LoggedStatement[],
  node: string,
): Promise<ReadonlyMap<number, Subjects>> {
  const targets = await findTargets(transaction, statements, node);
  const resolve = (of: LoggedStatement, depth: number): Subjects => {
    const edges = edgesOf(of);
    // Nothing else is put on record here; what a later program wrote is under its issuer.
    if (edges === undefined) return { parties: [of.issuer], thing: `${of.issuer} ${of.id}` };
    const target = depth > TARGETS_DEEP_MAX ? undefined : targets.get(targetIn(edges) ?? '');
    const { issuer, id } = of;
    return subjectsOfEdges({ issuer, id, edges }, target === undefined ? undefined : resolve(target, depth + 1));
  };
  return new Map(statements.map((statement) => [statement.entry, resolve(statement, 0)]));
}

/** Every statement that these change, and what those change, by key; only of this node: another's log holds its own. */
async function findTargets(
  transaction: DatabaseTransaction,
  statements: readonly LoggedStatement[],
  node: string,
): Promise<ReadonlyMap<string, LoggedStatement>> {
  const found = new Map<string, LoggedStatement>();
  let next = statements;
  for (let depth = 0; depth <= TARGETS_DEEP_MAX && next.length > 0; depth += 1) {
    const keys = new Set(next.flatMap((each) => targetIn(edgesOf(each) ?? []) ?? []));
    const requests = [...keys].filter((key) => !found.has(key)).map(identityOf);
    const answers = (await findStatements(transaction, requests, undefined)).flat();
    next = await originatingAt(transaction, answers, node);
    for (const each of next) found.set(`${each.issuer} ${each.id}`, each);
  }
  return found;
}

/** Those that a node has in its log: this one what it recorded, another what was taken from its log, or is here besides. */
async function originatingAt(
  transaction: DatabaseTransaction,
  records: readonly StatementRecord[],
  node: string,
): Promise<readonly StatementRecord[]> {
  if (records.length === 0) return [];
  const { rows } = await sql<{ key: string }>`select i.issuer || ' urn:uuid:' || i.id as key
    from touchstone.statement_identity i join unnest(${records.map(({ issuer }) => issuer)}::text[],
      ${records.map(({ id }) => id.replace('urn:uuid:', ''))}::uuid[]) as asked(issuer, id)
      on asked.issuer = i.issuer and asked.id = i.id
    where i.origin_node = ${node}
      or exists (select from touchstone.foreign_leaf f where f.entry = i.entry and f.origin = ${node})`.execute(
    transaction,
  );
  const there = new Set(rows.map(({ key }) => key));
  return records.filter(({ issuer, id }) => there.has(`${issuer} ${id}`));
}

/** The edges out of a statement, in its own order; undefined where it has not the shape of its kind. */
function edgesOf(of: LoggedStatement): readonly Edge[] | undefined {
  if (of.statedEdges !== undefined) return of.statedEdges;
  const { body } = of;
  if (!read.has(body)) {
    const statement = readStatement(of);
    read.set(body, statement === undefined ? undefined : statementEdges(statement));
  }
  return read.get(body);
}

// What a leaf is about is asked several times of each body.
const read = new WeakMap<LoggedStatement['body'], readonly Edge[] | undefined>();

/** The statement that a body states; undefined where it has not the shape of its kind. */
export function readStatement({ body }: Pick<LoggedStatement, 'body'>): Statement | undefined {
  try {
    return parseStatement(body);
  } catch {
    return undefined;
  }
}

function targetIn(edges: readonly Edge[]): string | undefined {
  return edges.find(({ relation }) => relation === 'about-statement')?.key;
}

function identityOf(key: string): { by: 'identity'; issuer: string; id: string } {
  const space = key.indexOf(' ');
  return { by: 'identity', issuer: key.slice(0, space), id: key.slice(space + 1) };
}
