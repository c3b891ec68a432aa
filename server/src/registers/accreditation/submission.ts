// SPDX-License-Identifier: Apache-2.0
import { isLater, unlawful } from '../../record-keeping/dated-changes.ts';
import type { Reason } from '../../record-keeping/define-register.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { isUntouched, type SubmissionFaults } from '../../record-keeping/submit-signed.ts';
import { caseOf, type IssuedAttestation, type Reference } from './case.ts';
import { attestation } from './record.ts';
import { faultsOfAttestation } from './rules.ts';
import { countingChanges } from './standing.ts';

/**
 * What stands against an attestation, or a change of its status, that its issuer signed elsewhere. How many persons
 * decided there cannot be seen here; that what is signed is lawful can.
 */
export const faultsOfSubmission: SubmissionFaults = (statement, facts, acting) => {
  const { kind, body, issuedAt } = statement;
  const state = caseOf(facts);
  if (kind !== 'StatusChange') {
    const faults = faultsOfAttestation(attestation.parse({ kind, subject: body.credentialSubject }), acting);
    if (!isUntouched(facts))
      faults.push({ code: 'ALREADY_ISSUED', detail: 'Another case or statement is on record there.' });
    return faults;
  }
  if (state.state !== 'issued')
    return [{ code: 'NOT_ISSUED', detail: 'Nothing was issued whose status could change.' }];
  const change = body.credentialSubject as unknown as SubmittedChange;
  const faults = faultsOfChange(change, state.issued, acting.now);
  if (dayAt(change.from) < dayAt(issuedAt)) {
    faults.push({ code: 'BACKDATED', detail: `It was signed on ${dayAt(issuedAt)}, and would begin before that.` });
  }
  return faults;
};

interface SubmittedChange {
  readonly changes: Reference;
  readonly status: string;
  readonly from: string;
}

function faultsOfChange({ changes, status, from }: SubmittedChange, issued: IssuedAttestation, now: string): Reason[] {
  const counting = countingChanges(issued);
  const planned = counting.find((each) => each.reference.id === changes.id);
  const of = planned?.reference ?? issued.reference;
  if (of.id !== changes.id || of.digest !== changes.digest) {
    return [{ code: 'OTHER_EDITION', detail: 'It changes neither the newest edition nor a change that is planned.' }];
  }
  if (planned !== undefined && (status !== 'revoked' || !isLater(planned.from, now))) {
    return [{ code: 'IN_EFFECT', detail: 'A change is taken back (revoked) before its day, or not at all.' }];
  }
  const after =
    planned === undefined
      ? [...counting, { status, from, recordedAt: now }]
      : counting.filter((each) => each !== planned);
  // The node cannot sign for a key that is kept elsewhere: what would be overtaken must be taken back there first.
  const [against] = unlawful(after);
  if (against === undefined) return [];
  const detail = `On ${dayAt(against.from)} "${against.status}" would not be lawful then; take back first what it overtakes.`;
  return [{ code: 'WRONG_STATUS', detail }];
}
