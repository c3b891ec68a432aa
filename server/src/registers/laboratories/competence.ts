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

/** Looks up attestations and their changes of status: two round trips, whoever keeps their register. */
export async function readAttestations(
  reads: Reads,
  laboratory: string,
): Promise<{ readonly attestations: readonly StatementRecord[]; readonly changes: readonly StatementRecord[] }> {
  const kinds = ['Accreditation', 'StatutoryQualification'];
  const [attestations = []] = await reads.findStatements([
    { by: 'edge', relation: 'about-party', key: laboratory, kinds },
  ]);
  if (attestations.length === 0) return { attestations, changes: [] };
  const changes = await reads.findStatements(
    attestations.map((each) => ({
      by: 'edge',
      relation: 'about-statement',
      key: statementKey({ issuer: parseDid(each.issuer), id: each.id }),
      kinds: ['StatusChange'],
    })),
  );
  return { attestations, changes: changes.flat() };
}

/** The competence that these statements show at an instant. An issuer alone changes the status of what it issued. */
export function competenceAt(
  { attestations, changes }: Awaited<ReturnType<typeof readAttestations>>,
  now: string,
): KnownCompetence {
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
