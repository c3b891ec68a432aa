// SPDX-License-Identifier: Apache-2.0
import type { PathCode } from './certificate-path.ts';

/** Every check of a signature, in the order in which they are listed; none is ever left out. */
export const SIGNATURE_CHECK_NAMES = [
  'placement',
  'unique-ids',
  'structure',
  'algorithms',
  'references',
  'document-digest',
  'properties-digest',
  'signing-certificate',
  'signature-value',
  'time-stamp',
  'certificate-path',
  'revocation',
] as const;
export type SignatureCheckName = (typeof SIGNATURE_CHECK_NAMES)[number];

/** Why a check did not pass; the set is closed so that callers can switch over it. */
export type SignatureCheckCode =
  // placement, unique-ids, structure
  | 'SIGNATURE_MISPLACED'
  | 'TOO_MANY_SIGNATURES'
  | 'DUPLICATE_ID'
  | 'BAD_STRUCTURE'
  // algorithms
  | 'WEAK_ALGORITHM'
  | 'UNKNOWN_ALGORITHM'
  | 'TRANSFORM_REFUSED'
  /** Whatever has a digest: its canonical form is longer than any certificate's. */
  | 'CANONICAL_LIMIT'
  // references
  | 'DOCUMENT_NOT_SIGNED'
  | 'PARTIAL_REFERENCE'
  | 'EXTERNAL_REFERENCE'
  | 'PROPERTIES_NOT_SIGNED'
  // document-digest, properties-digest, signature-value
  | 'DIGEST_DIFFERS'
  | 'BAD_SIGNATURE'
  // signing-certificate
  | 'NO_CERTIFICATE'
  | 'CERTIFICATE_NOT_NAMED'
  | 'CERTIFICATE_DIFFERS'
  // time-stamp
  | 'NO_TIME_STAMP'
  | 'TIME_STAMP_OF_SOMETHING_ELSE'
  | 'BAD_TIME_STAMP'
  | 'TIME_STAMP_NOT_TRUSTED'
  // certificate-path, revocation
  | PathCode
  | 'REVOCATION_NOT_LOOKED_UP';

/** One check of a signature; it rests on another one that did not pass where `because` is named. */
export interface SignatureCheck {
  readonly name: SignatureCheckName;
  readonly outcome: 'passed' | 'failed' | 'not-evaluated';
  readonly code?: SignatureCheckCode;
  readonly detail?: string;
  readonly because?: SignatureCheckName;
}

/** The check held. */
export function passed(name: SignatureCheckName, detail?: string): SignatureCheck {
  return { name, outcome: 'passed', ...(detail === undefined ? {} : { detail }) };
}

/** The check did not hold. */
export function failed(name: SignatureCheckName, code: SignatureCheckCode, detail: string): SignatureCheck {
  return { name, outcome: 'failed', code, detail };
}

/** Nothing given can decide the check. */
export function undecided(name: SignatureCheckName, code: SignatureCheckCode, detail: string): SignatureCheck {
  return { name, outcome: 'not-evaluated', code, detail };
}

/** The check rests on another one that did not pass. */
export function notEvaluated(name: SignatureCheckName, because: SignatureCheckName): SignatureCheck {
  return { name, outcome: 'not-evaluated', because };
}
