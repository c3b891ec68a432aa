// SPDX-License-Identifier: Apache-2.0
import type { CredentialErrorCode } from '../credential-error.ts';
import type { ShapeCode } from '../formats/credential-shape.ts';

/** Every check, in the order in which they are listed; none is ever left out. */
export const CHECK_NAMES = [
  'syntax',
  'shape',
  'context',
  'proof-type',
  'proof-options',
  'key',
  'agreement',
  'integrity',
  'issuer',
  'key-authorisation',
  'validity-period',
  'status-at-issue',
  'status-on',
  'other-proofs',
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/** Why a check did not pass; the set is closed so that callers can switch over it. */
export type CheckCode =
  // syntax, shape
  | CredentialErrorCode
  | ShapeCode
  | 'NOT_AN_OBJECT'
  | 'ENVELOPE_NOT_READ'
  // context
  | 'BASE_CONTEXT_MISSING'
  | 'INLINE_CONTEXT'
  | 'UNKNOWN_CONTEXT'
  | 'CONTEXT_DIGEST_DIFFERS'
  | 'CONTEXT_NOT_SIGNED'
  // proof-type
  | 'NO_PROOF'
  | 'TOO_MANY_PROOFS'
  | 'UNKNOWN_PROOF_TYPE'
  | 'UNKNOWN_SUITE'
  | 'SUITE_NOT_IMPLEMENTED'
  | 'ALG_NONE'
  | 'UNKNOWN_ALG'
  // proof-options
  | 'WRONG_PROOF_PURPOSE'
  | 'BAD_CREATED'
  | 'BAD_EXPIRES'
  | 'PROOF_CONTEXT_DIFFERS'
  | 'PREVIOUS_PROOF_MISSING'
  | 'UNSUPPORTED_CRITICAL_HEADER'
  | 'JWT_CLAIM_CONFLICT'
  | 'FORBIDDEN_CLAIM'
  // key
  | 'BAD_KEY_ID'
  | 'BAD_KEY'
  | 'DID_NOT_RESOLVED'
  | 'KEY_NOT_FOUND'
  | 'KEY_TYPE_NOT_SUPPORTED'
  // agreement
  | 'ALG_KEY_MISMATCH'
  | 'BAD_TYP'
  | 'TYP_MISSING'
  | 'BAD_CTY'
  // integrity
  | 'BAD_PROOF_VALUE'
  | 'BAD_SIGNATURE'
  // issuer, key-authorisation
  | 'ISSUER_NOT_CONTROLLER'
  | 'NO_KEY_AUTHORISATION'
  | 'KEY_NOT_FOR_PURPOSE'
  | 'KEY_NOT_YET_AUTHORISED'
  | 'KEY_AUTHORISATION_ENDED'
  | 'KEY_COMPROMISED'
  | 'TIME_NOT_PROVED'
  | 'NO_SIGNING_TIME'
  // validity-period
  | 'NOT_YET_VALID'
  | 'EXPIRED'
  | 'PROOF_EXPIRED'
  // status
  | 'SUSPENDED'
  | 'WITHDRAWN'
  | 'REVOKED'
  | 'REPLACED'
  | 'NO_STATUS_SOURCE'
  | 'BAD_STATUS_ENTRY'
  | 'STATUS_LIST_MISSING'
  | 'STATUS_LIST_PURPOSE_DIFFERS'
  | 'STATUS_LIST_ISSUER_DIFFERS'
  | 'OUTSIDE_SNAPSHOT'
  // other-proofs
  | 'OTHER_PROOF_FAILED'
  | 'OTHER_PROOF_NOT_EVALUATED';

/** One named check. Without a decision it says because of which other check, or by a code what was missing. */
export interface Check {
  readonly name: CheckName;
  readonly outcome: 'passed' | 'failed' | 'not-evaluated';
  readonly code?: CheckCode;
  readonly detail?: string;
  readonly because?: CheckName;
}

// Nearly every check passes, and says no more: one object for each name does for all of them.
const PASSED = Object.fromEntries(
  CHECK_NAMES.map((name) => [name, Object.freeze({ name, outcome: 'passed' })]),
) as Readonly<Record<CheckName, Check>>;

/** The check held. */
export function passed(name: CheckName, detail?: string): Check {
  return detail === undefined ? PASSED[name] : { name, outcome: 'passed', detail };
}

/** The check did not hold. */
export function failed(name: CheckName, code: CheckCode, detail: string): Check {
  return { name, outcome: 'failed', code, detail };
}

/** Nothing given can decide the check. */
export function undecided(name: CheckName, code: CheckCode, detail: string): Check {
  return { name, outcome: 'not-evaluated', code, detail };
}

/** The check rests on another one that did not pass. */
export function notEvaluated(name: CheckName, because: CheckName): Check {
  return { name, outcome: 'not-evaluated', because };
}

const GRAVITY = { passed: 0, 'not-evaluated': 1, failed: 2 } as const;

/** The gravest of several findings about one thing: failed before undecided before passed, the first of its kind. */
export function gravest(first: Check, others: readonly Check[]): Check {
  let worst = first;
  for (const finding of others) {
    if (GRAVITY[finding.outcome] > GRAVITY[worst.outcome]) {
      worst = finding;
    }
  }
  return worst;
}

/** The first fault of several conditions, or that the check passed. */
export function firstFault(name: CheckName, faults: readonly (Check | undefined)[]): Check {
  return faults.find((fault) => fault !== undefined) ?? passed(name);
}
