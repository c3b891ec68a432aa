// SPDX-License-Identifier: Apache-2.0
// How a question states the asker's own decision rule.
export { type DecisionRuleText, MetrologyError, readDecisionRule } from '@touchstone/metrology/decision';
export type { Check, CheckOutcome, Link, Reason } from './check.ts';
export type { Cut, EndedFollowing } from './cut.ts';
export type { EvidenceSet, Held } from './evidence-set.ts';
export type {
  DidDocuments,
  EvidenceSource,
  Question,
  Root,
  StatementRequest,
  StatusKept,
  StoredStatement,
} from './evidence-source.ts';
export { gather, type PresentedDocument, type PresentedPapers, STATEMENT_ROUND_TRIPS_MAX } from './gather/gather.ts';
export { createReader, type ReadDocument, readingOnce } from './gather/read-document.ts';
export { judge } from './judge/judge.ts';
export type { CompletenessChain, PlaceOfCompleteness } from './judge/judge-completeness.ts';
export type { ReportIndicator, RuleOnReport } from './judge/indicators-on-report.ts';
export type { Against, KnownAgainst } from './judge/known-against.ts';
export type { DocumentChain, ProofLink } from './judge/verify-document.ts';
export {
  type FollowedLog,
  type FollowedLogs,
  type FollowedWord,
  type NotOpenedLeaf,
  type OpenedText,
  readFollowedLogs,
} from './logs/followed-logs.ts';
export { type Doubts, openDoubts } from './logs/unopened-leaves.ts';
export type { CompletenessText, LogOptions, LogPolicyText } from './logs/log-evidence.ts';
export {
  BATCH_PROMISE_HEADER,
  BATCH_PROMISES_MAX,
  type BatchPromised,
  batchPromiseText,
  type PlaceInBatch,
  placeInBatch,
} from './logs/batch-promise.ts';
export { formatPromiseFile, type PromiseFile, readPromiseFile } from './logs/promise-file.ts';
export { PROMISE_HEADER } from './logs/promise-lines.ts';
export {
  type PromisedCommitments,
  type PromisedVerdict,
  readPromisedCommitments,
} from './logs/promised-commitments.ts';
export { type LogPromise, verifyPromise } from './logs/verify-promise.ts';
export {
  type BatchInterval,
  type BatchReceiptParts,
  formatBatchReceipt,
  joinBatchReceipt,
} from './logs/batch-receipt.ts';
export { type JoinedReceipts, type JoinRefusal, joinReceipts, type ReceiptPair } from './logs/join-receipts.ts';
export {
  type ReceiptSubject,
  type ReceiptVerdict,
  verifyReceipt,
  type WitnessedTree,
} from './logs/verify-receipt.ts';
export { createMemorySource } from './memory-source.ts';
export { type CheckOptions, runCheck } from './run-check.ts';
export { type CompletenessQuestion, runCompleteness, runCompletenessFiles } from './run-completeness.ts';
export { runVerify } from './run-verify.ts';
export { decideOwnLimit, type OwnLimitDecision } from './own-limit.ts';
export type { Transcription } from './transcription.ts';
export type {
  Cell,
  CellVerdict,
  Column,
  CoverageRow,
  DocumentVerdict,
  Outcome,
  RequirementView,
  Row,
  Trial,
  Verdict,
} from './verdict.ts';
