// SPDX-License-Identifier: Apache-2.0
export {
  type IncomparableReason,
  MetrologyError,
  type MetrologyErrorCode,
  type MetrologyErrorData,
} from '../metrology-error.ts';
export { conformanceAfter, posteriorOf } from './bayes-posterior.ts';
export {
  conformanceProbability,
  conformanceProbabilityStudent,
  measurementCapability,
  type NormalKnowledge,
  type NumberInterval,
  specificRisks,
} from './conformance-probability.ts';
export type {
  ConformityDecision,
  ConformityOutcome,
  ConformityQuestion,
  ConformityStatement,
  DecisionReason,
  DecisionReasonCode,
  RoundingRule,
} from './conformity-decision.ts';
export { decideConformity } from './decide-conformity.ts';
export { DECISION_RULE_FORMS, readDecisionRule } from './decision-rule-words.ts';
export {
  type DecisionRule,
  type DecisionRuleText,
  describeDecisionRule,
  parseDecisionRule,
  RULE_ORIGINS,
  type RuleOrigin,
  requireDecisionRule,
  type SelectedRule,
  selectDecisionRule,
} from './decision-rule.ts';
export {
  type ComparisonMethod,
  compareReported,
  type ReportedMark,
  type RoundingOptions,
  roundByGbt8170,
  roundRationalByGbt8170,
} from './gbt8170.ts';
export {
  acceptanceLimitForConsumerRisk,
  type GlobalRisks,
  globalRisks,
  guardBandForGlobalRisk,
  type HeldRisk,
  type InspectionModel,
} from './global-risk.ts';
export {
  acceptanceMultiplier,
  guardBandMultiplierForRisk,
  riskAtAcceptanceLimit,
  type TurGuardBand,
} from './guard-band.ts';
export { ILAC_G8_RULES, type IlacG8Rule } from './ilac-g8-rules.ts';
export {
  type ExpandedUncertainty,
  type MeasuredResult,
  type NonDetect,
  nonDetectLimit,
  type QuantifiedResult,
  requireMeasuredResult,
} from './measured-result.ts';
export {
  type NonDetectTreatment,
  SUM_TERMS_MAX,
  type SumTerm,
  type SumWithNonDetects,
  sumWithNonDetects,
} from './non-detects.ts';
export { normalCdf, normalDensity, normalQuantile, normalUpperTail } from './normal-distribution.ts';
export type { Prior } from './prior.ts';
export { type ProhibitionOptions, decideAgainstProhibition } from './prohibition.ts';
export { type Bound, requireTolerance, type Side, type Tolerance } from './tolerance.ts';
