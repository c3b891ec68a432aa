// SPDX-License-Identifier: Apache-2.0
import { type StatementStatus, type StatusChange, statusAt } from '@touchstone/credentials/formats';
import { parseInstant } from '@touchstone/identifiers';
import type { StatementRecord } from './fact.ts';
import { dayAt } from './local-day.ts';
import type { Reads } from './reads.ts';
import { changesThatCount, type KnownChanges, readChanges } from './statement-status.ts';

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
export interface Attestations extends KnownChanges {
  readonly attestations: readonly StatementRecord[];
}

/** Looks up attestations and their changes of status: three round trips, whoever keeps their register. */
export async function readAttestations(reads: Reads, laboratory: string): Promise<Attestations> {
  const kinds = ['Accreditation', 'StatutoryQualification'];
  const [attestations = []] = await reads.findStatements([
    { by: 'edge', relation: 'about-party', key: laboratory, kinds },
  ]);
  return { attestations, ...(await readChanges(reads, attestations)) };
}

/** Those attestations that are in force at an instant. */
export function attestationsInForce({ attestations, ...known }: Attestations, now: string): readonly StatementRecord[] {
  return attestations.filter((each) => stateOf(each, changesThatCount(each, known), now) === 'active');
}

/** The competence that these statements show at an instant. An issuer alone changes the status of what it issued. */
export function competenceAt({ attestations, ...known }: Attestations, now: string): KnownCompetence {
  const states = attestations.map((each) => stateOf(each, changesThatCount(each, known), now));
  return {
    attested: attestations.length > 0,
    inForce: states.includes('active'),
    states: [...new Set(states.filter((state) => state !== 'active'))],
  };
}

function stateOf(
  attestation: StatementRecord,
  changes: readonly StatusChange[],
  now: string,
): StatementStatus | 'expired' | 'not-yet' {
  const { from, to } = attestation.body.credentialSubject as unknown as { readonly from: string; readonly to?: string };
  const today = dayAt(now);
  if (today < from) return 'not-yet';
  if (to !== undefined && today > to) return 'expired';
  return statusAt(changes, parseInstant(now)).status;
}
