// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { textArray, uuidArray } from '../storage/binary-array.ts';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';
import type { RecordedEntry } from './define-register.ts';
import type { StatementInput } from './fact.ts';
import { requireUuid } from './write-sources.ts';

/** What is on record under an identity already: the very same, or something else. */
export type Known = { readonly entry: RecordedEntry } | 'conflict';

interface IdentityRow {
  readonly n: number;
  readonly entry: number;
  readonly originNode: string;
  readonly digest: string;
  readonly bytesSha256: Buffer;
  readonly jwtSha256: Buffer | null;
}

/**
 * As `findRecorded` of write-sources, for many at once: what is known of each, in its place; undefined where it is to be
 * recorded. Their identities are held until the transaction ends, in one order for everybody.
 */
export async function findRecordedMany(
  transaction: DatabaseTransaction,
  statements: readonly StatementInput[],
  node: string,
): Promise<readonly (Known | undefined)[]> {
  const { rows } = await sql<IdentityRow>`select * from touchstone.recorded_identities(
    ${textArray(statements.map(({ issuer }) => issuer))}::text[],
    ${uuidArray(statements.map(({ id }) => requireUuid(id)))}::uuid[])`.execute(transaction);
  const found = Map.groupBy(rows, ({ n }) => n - 1);
  return statements.map((statement, at) => knownOf(statement, found.get(at) ?? [], node));
}

function knownOf(statement: StatementInput, rows: readonly IdentityRow[], node: string): Known | undefined {
  if (rows.some(({ digest }) => digest !== statement.digest)) return 'conflict';
  const own = rows.find(({ originNode }) => originNode === node);
  if (own === undefined) return undefined;
  const { bytes, jwt } = statement;
  const jwtDiffers = jwt !== undefined && own.jwtSha256?.equals(sha256(jwt)) !== true;
  if (!own.bytesSha256.equals(sha256(bytes)) || jwtDiffers) return 'conflict';
  return { entry: recordedEntry(statement, own.entry, true) };
}

/** The answer about a statement under its entry. */
export function recordedEntry(statement: StatementInput, entry: number, alreadyRecorded: boolean): RecordedEntry {
  const { issuer, id, digest, kind } = statement;
  return { entry, source: 'statement', kind, statement: { issuer, id, digest }, alreadyRecorded };
}

function sha256(content: Uint8Array | string): Buffer {
  return createHash('sha256').update(content).digest();
}
