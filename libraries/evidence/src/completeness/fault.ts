// SPDX-License-Identifier: Apache-2.0
import { type Reason, reason } from '../check.ts';

/**
 * What each fault makes of a file. `rejected`: the file proves nothing, whoever made it. `contradicted`: what the log
 * itself signed is false or breaks its own rule. `incomplete`: what is proved is not all that was asked for. `noted`:
 * something was brought that counts for nothing.
 */
const WEIGHTS = {
  NO_LOG: 'rejected',
  LOG_TWICE: 'rejected',
  UNKNOWN_LOG: 'rejected',
  BAD_CHECKPOINT: 'rejected',
  BAD_SIGNATURE: 'rejected',
  NO_LOG_SIGNATURE: 'rejected',
  NAMES_DIFFER: 'rejected',
  FIRST_NOT_INCLUDED: 'rejected',
  INDEX_ROOT_NOT_INCLUDED: 'rejected',
  LEAVES_DIFFER: 'rejected',
  LEAF_NOT_INCLUDED: 'rejected',
  LIST_NOT_PROVED: 'rejected',
  NO_INDEX_ROOT: 'rejected',
  INDEX_ROOT_DIFFERS: 'contradicted',
  LEAF_INVENTED: 'contradicted',
  LEAF_OMITTED: 'contradicted',
  SUBJECTS_DIFFER: 'contradicted',
  PREDECESSOR_DIFFERS: 'contradicted',
  UNKNOWN_MAP_FN: 'incomplete',
  QUORUM_NOT_MET: 'incomplete',
  PREDECESSOR_NOT_CONSULTED: 'incomplete',
  BLINDED_NOT_COVERED: 'incomplete',
  NOT_OPENED: 'incomplete',
  OPENING_DIFFERS: 'incomplete',
  STATEMENT_NOT_ACCEPTED: 'incomplete',
  TOMBSTONE_NOT_ACCEPTED: 'noted',
} as const;

export type CompletenessFaultCode = keyof typeof WEIGHTS;
export type CompletenessWeight = (typeof WEIGHTS)[CompletenessFaultCode];

/** What is wrong with a file, or missing from it. */
export interface CompletenessFault extends Reason {
  readonly code: CompletenessFaultCode;
}

/** Makes a fault; `values` say of which log and which leaf. */
export function fault(
  code: CompletenessFaultCode,
  detail: string,
  values: Readonly<Record<string, string>> = {},
): CompletenessFault {
  return { ...reason(code, detail, values), code };
}

/** What a fault makes of the file that it is found in. */
export function weightOf({ code }: CompletenessFault): CompletenessWeight {
  return WEIGHTS[code];
}
