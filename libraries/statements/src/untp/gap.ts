// SPDX-License-Identifier: Apache-2.0

/** What a UNTP credential leaves open, or what was taken for granted in reading it. Closed: a policy may name each. */
export type GapCode =
  // The form of the document.
  | 'MISSING_MEMBER'
  | 'BAD_MEMBER'
  | 'TOO_MANY'
  | 'CONTRADICTION'
  // Who says it, and by whose leave.
  | 'ISSUER_WITHOUT_DID'
  | 'ISSUER_PLACE_UNSTATED'
  | 'SELF_ASSESSED'
  | 'AUTHORISATION_UNCONFIRMED'
  | 'NO_SCOPE_LINES'
  | 'NO_SIGNATORY'
  // What it is about.
  | 'NO_OBJECT'
  | 'NO_LOT'
  | 'OBJECT_UNVERIFIED'
  | 'NO_SAMPLING_RECORD'
  | 'NO_SCHEME_TYPE'
  // What was found.
  | 'NO_RESULT'
  | 'OUTCOME_UNSTATED'
  | 'SUBSTANCE_BY_NAME'
  | 'DIGITS_UNKNOWN'
  | 'UNIT_UNKNOWN'
  | 'TOLERANCE_IS_NO_UNCERTAINTY'
  | 'NO_UNCERTAINTY'
  | 'NO_DETECTION_LIMITS'
  | 'NO_METHOD'
  | 'METHOD_WITHOUT_EDITION'
  | 'NO_BASIS'
  | 'ASSESSED_TAKEN_AS_TESTED'
  | 'NO_INSTRUMENTS';

/** One gap: `missing` is not said, `assumed` was taken for granted, `unreadable` is said in a form that cannot be used. */
export interface Gap {
  readonly code: GapCode;
  readonly grade: 'missing' | 'assumed' | 'unreadable';
  /** JSON pointer (RFC 6901) into the body. */
  readonly at: string;
  readonly message: string;
}

/** Gaps named of one document; whoever has more begins with these. */
export const GAPS_MAX = 500;
