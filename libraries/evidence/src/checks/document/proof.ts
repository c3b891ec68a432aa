// SPDX-License-Identifier: Apache-2.0
import type { CredentialCheck } from '@touchstone/credentials/verify';
import { type CheckOutcome, type Finding, finding, reason } from '../../check.ts';
import type { Held } from '../../evidence-set.ts';

/** What is wrong with the signature itself, whoever asks; undefined when nothing is. */
export function checkProof(held: Held, proof: CredentialCheck): Finding | undefined {
  // A check that was made and did not pass has its code and its sentence.
  const broken = proof.checks
    .filter(
      ({ name, outcome, because }) => PROOF_CHECKS.includes(name) && outcome !== 'passed' && because === undefined,
    )
    .map(({ outcome, code, name, detail }) => ({
      outcome,
      reason: reason(code as string, detail as string, { check: name }),
    }));
  if (broken.length === 0) return undefined;
  const outcome: CheckOutcome = broken.some((one) => one.outcome === 'failed') ? 'failed' : 'undetermined';
  return finding('document', outcome, { reasons: broken.map((one) => one.reason), rests: [held.link] });
}

/** Checks of the signature itself; key authorisation, period and status are made here, from statements. */
const PROOF_CHECKS: readonly string[] = [
  'syntax',
  'shape',
  'context',
  'proof-type',
  'proof-options',
  'key',
  'agreement',
  'integrity',
  'issuer',
  'other-proofs',
];
