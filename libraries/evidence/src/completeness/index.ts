// SPDX-License-Identifier: Apache-2.0
export { CompletenessError, type CompletenessErrorCode } from './completeness-error.ts';
export {
  COMPLETENESS_FORMAT,
  COMPLETENESS_LIMITS,
  type CompletenessFile,
  type CompletenessLeaf,
  type CompletenessLog,
  type CompletenessSubject,
  type LeafDisclosure,
  type ProvenEntry,
  type SubjectList,
  type SubjectName,
} from './completeness-file.ts';
export { type ConsultedLog, type Consulting, consultLog } from './consult-log.ts';
export { type CompletenessFault, type CompletenessFaultCode, type CompletenessWeight, weightOf } from './fault.ts';
export { formatCompletenessFile } from './format-completeness-file.ts';
export { type CompletenessParts, type LogAtHand, makeCompletenessFile } from './make-completeness-file.ts';
export { isPenaltyWithdrawalOrRecall, type NoneKnown, type NoneKnownQuestion, noneKnown } from './none-known.ts';
export type { CoveredLeaf, MissingLeaf, OpenedLeaf, StatementCheck, VerifyStatement } from './open-leaves.ts';
export type { ExpiryRule } from './tombstones.ts';
export { isCompletenessFile, parseCompletenessFile } from './parse-completeness-file.ts';
export { type CompletenessMeans, type CompletenessVerdict, verifyCompleteness } from './verify-completeness.ts';
