// SPDX-License-Identifier: Apache-2.0
import { type StatementStatus, type StatusChange, statusAt } from '@touchstone/credentials/formats';
import { parseDid, parseInstant } from '@touchstone/identifiers';
import { statementKey } from '@touchstone/statements';
import type { StatementRecord } from '../../record-keeping/fact.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import type { Reads } from '../../record-keeping/reads.ts';

/** What this node knows about a laboratory's attested competence. */
export interface KnownCompetence {
  /** Whether any attestation of it is on record here; its body may keep its register at another node. */
  readonly attested: boolean;
  /** Whether one of them is in force. */
  readonly inForce: boolean;
  /** The state of those that are not. */
  readonly states: readonly string[];
}

/** Attestations, their changes of status, and what took planned changes back before their day. */
export interface Attestations {
  readonly attestations: readonly StatementRecord[];
  readonly changes: readonly StatementRecord[];
  readonly voidings: readonly StatementRecord[];
}

/** Looks up attestations and their changes of status: three round trips, whoever keeps their register. */
export async function readAttestations(reads: Reads, laboratory: string): Promise<Attestations> {
  const kinds = ['Accreditation', 'StatutoryQualification'];
  const [attestations = []] = await reads.findStatements([
    { by: 'edge', relation: 'about-party', key: laboratory, kinds },
  ]);
  const changes = await changesOf(reads, attestations);
  return { attestations, changes, voidings: await changesOf(reads, changes) };
}

async function changesOf(reads: Reads, statements: readonly StatementRecord[]): Promise<readonly StatementRecord[]> {
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

/** The competence that these statements show at an instant. An issuer alone changes the status of what it issued. */
export function competenceAt({ attestations, changes: all, voidings }: Attestations, now: string): KnownCompetence {
  const changes = all.filter((change) => !voidings.some((voiding) => isVoidedBy(change, voiding)));
  const states = attestations.map((each) =>
    stateOf(
      each,
      changes.filter((change) => change.issuer === each.issuer),
      now,
    ),
  );
  return {
    attested: attestations.length > 0,
    inForce: states.includes('active'),
    states: [...new Set(states.filter((state) => state !== 'active'))],
  };
}

function isVoidedBy(change: StatementRecord, voiding: StatementRecord): boolean {
  const { changes, status } = voiding.body.credentialSubject as unknown as {
    readonly changes: { readonly id: string; readonly digest: string };
    readonly status: string;
  };
  const isOfIssuer = voiding.issuer === change.issuer;
  return isOfIssuer && status === 'revoked' && changes.id === change.id && changes.digest === change.digest;
}

function stateOf(
  attestation: StatementRecord,
  changes: readonly StatementRecord[],
  now: string,
): StatementStatus | 'expired' | 'not-yet' {
  const { from, to } = attestation.body.credentialSubject as unknown as { readonly from: string; readonly to?: string };
  const today = dayAt(now);
  if (today < from) return 'not-yet';
  if (to !== undefined && today > to) return 'expired';
  return statusAt(
    changes.flatMap((change) => toStatusChange(change, attestation)),
    parseInstant(now),
  ).status;
}

function toStatusChange({ body, recordedAt }: StatementRecord, attestation: StatementRecord): readonly StatusChange[] {
  const { changes, status, from, reason } = body.credentialSubject as unknown as {
    readonly changes: { readonly issuer: string; readonly id: string; readonly digest: string };
    readonly status: StatementStatus;
    readonly from: string;
    readonly reason: string;
  };
  if (changes.id !== attestation.id || changes.digest !== attestation.digest) return [];
  const { issuer, id } = changes;
  return [
    { statement: { issuer, id }, status, from: parseInstant(from), reason, recordedAt: parseInstant(recordedAt) },
  ];
}
