// SPDX-License-Identifier: Apache-2.0
import type { StatementStatus, StatusChange } from '@touchstone/credentials/formats';
import { parseDid, parseInstant } from '@touchstone/identifiers';
import { statementKey } from '@touchstone/statements';
import type { StatementRecord } from './fact.ts';
import type { Reads } from './reads.ts';

/** What is looked at of a change of status. */
export type ChangeRecord = Pick<StatementRecord, 'issuer' | 'id' | 'digest' | 'body' | 'recordedAt'>;

/** Changes of the status of some statements, and what took planned ones back before their day. */
export interface KnownChanges {
  readonly changes: readonly ChangeRecord[];
  readonly voidings: readonly ChangeRecord[];
}

/** Looks up what changed the status of statements: two round trips, whoever keeps their registers. */
export async function readChanges(
  reads: Pick<Reads, 'findStatements'>,
  statements: readonly StatementRecord[],
): Promise<KnownChanges> {
  const changes = await changesOf(reads, statements);
  return { changes, voidings: await changesOf(reads, changes) };
}

async function changesOf(
  reads: Pick<Reads, 'findStatements'>,
  statements: readonly StatementRecord[],
): Promise<readonly StatementRecord[]> {
  const found = await reads.findStatements(
    statements.map(({ issuer, id }) => ({
      by: 'edge',
      relation: 'about-statement',
      key: statementKey({ issuer: parseDid(issuer), id }),
      kinds: ['StatusChange'],
    })),
  );
  return found.flat();
}

/** Those that count for one statement: by its issuer, of these very bytes, and not taken back. */
export function changesThatCount(
  statement: Pick<StatementRecord, 'issuer' | 'id' | 'digest'>,
  { changes, voidings }: KnownChanges,
): readonly StatusChange[] {
  return changes
    .filter((change) => change.issuer === statement.issuer)
    .filter((change) => !voidings.some((voiding) => isVoidedBy(change, voiding)))
    .flatMap((change) => toStatusChange(change, statement));
}

function isVoidedBy(change: ChangeRecord, voiding: ChangeRecord): boolean {
  const { changes, status } = voiding.body.credentialSubject as unknown as {
    readonly changes: { readonly id: string; readonly digest: string };
    readonly status: string;
  };
  const isOfIssuer = voiding.issuer === change.issuer;
  return isOfIssuer && status === 'revoked' && changes.id === change.id && changes.digest === change.digest;
}

function toStatusChange(
  { body, recordedAt }: ChangeRecord,
  statement: Pick<StatementRecord, 'id' | 'digest'>,
): readonly StatusChange[] {
  const { changes, status, from, reason } = body.credentialSubject as unknown as {
    readonly changes: { readonly issuer: string; readonly id: string; readonly digest: string };
    readonly status: StatementStatus;
    readonly from: string;
    readonly reason: string;
  };
  if (changes.id !== statement.id || changes.digest !== statement.digest) return [];
  const { issuer, id } = changes;
  return [
    { statement: { issuer, id }, status, from: parseInstant(from), reason, recordedAt: parseInstant(recordedAt) },
  ];
}
